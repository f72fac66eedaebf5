package dialogs

import (
	"regexp"
	"slices"
	"strings"

	"makegood/dialogs/money"
)

// What is posted is read by everybody: nothing private, no sum, no argument, and no try to
// reach them that the record does not have (A3 B15, B16, B6 4).

var (
	address = regexp.MustCompile(`(?i)\b\d{1,5} (?:[\p{L}.]+ ){1,3}(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|court|ct|boulevard|blvd|way|place|pl)\b`)
	privacy = []string{
		"your house", "your home", "your address", "your wife", "your husband", "your kids", "your children", "your baby", "your son", "your daughter", "your tenant",
		"pregnant", "divorce", "medical", "sick", "illness", "hospital", "your invoice", "your bill", "your account", "your landlord",
	}
	quarrel = []string{
		"not true", "untrue", "a lie", "lies", "lying", "liar", "false", "you are wrong", "you're wrong", "you refused", "you should have", "you failed",
		"your fault", "never happened", "exaggerating", "in fact", "actually", "slander", "defamation", "lawyer", "sue", "legal action", "unfair",
	}
	claimed = []string{"tried to reach", "tried to call", "tried calling", "called you", "left a message", "left you a message", "left a voicemail", "reached out", "several times", "attempts"}
)

// public says what is wrong with words that everybody can read; empty: nothing.
func (t *turn) public(words string) Phrase {
	text := folded(words)
	switch {
	case mentions(text, silence):
		return guardSilence
	case len(money.Find(words)) > 0, strings.Contains(text, "$"), mentions(text, valuables), mentions(text, amendments):
		return replyOffers
	case address.MatchString(words), mentions(text, privacy), t.names(text):
		return replyPrivate
	case mentions(text, quarrel):
		return replyArgues
	case len(t.c.FollowUp.Tries) == 0 && mentions(text, claimed):
		return replyClaims
	}
	return ""
}

// names reports whether a text names the customer or the job by more than the review does.
func (t *turn) names(text string) bool {
	d, posted := t.c.Details, folded(t.c.Review.Text)
	for word := range strings.FieldsSeq(folded(d.Customer)) {
		word = strings.Trim(word, ".,")
		if title := []string{"mr", "mrs", "ms", "dr", "the"}; len(word) < 3 && len(word) > 0 || slices.Contains(title, word) {
			continue
		}
		if mentions(text, []string{word}) && !mentions(posted, []string{word}) {
			return true
		}
	}
	for _, fact := range []string{d.Contact, d.Job} {
		if fact = folded(fact); len(fact) > 2 && strings.Contains(text, fact) {
			return true
		}
	}
	return false
}
