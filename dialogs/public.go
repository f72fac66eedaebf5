package dialogs

import (
	"slices"

	"makegood/dialogs/draft"
	"makegood/dialogs/money"
)

// What is posted is read by everybody: nothing private, no sum, no argument, and no try to
// reach them that the record does not have (A3 B15, B16, B6 4).

// wrongs are what is said about a public text, by the rule it breaks; the first one counts.
var wrongs = []struct {
	wrong Phrase
	rules []draft.Rule
}{
	{replyOffers, []draft.Rule{draft.Bargain, draft.Money, draft.Outcome, draft.Guarantee, draft.Date}},
	{replyPrivate, []draft.Rule{draft.Private, draft.Others, draft.Unchecked}},
	{replyArgues, []draft.Rule{draft.Legal, draft.BlameCustomer, draft.BlameColleague, draft.Fault}},
}

// claimed are words for a try to reach them.
var claimed = []string{"tried to reach", "tried to call", "tried calling", "called you", "left a message", "left you a message", "left a voicemail", "left you a voicemail", "left you a voice mail", "reached out", "several times", "attempts"}

// public says what is wrong with words that everybody can read; empty: nothing. What money,
// privacy and a quarrel sound like is in the rules that every draft is held to; that a review
// and anything given stay apart is the guard's, which is stricter than they are.
func (t *turn) public(words string) Phrase {
	text := folded(words)
	if mentions(text, silence) {
		return guardSilence
	}
	if mentions(text, valuables) || mentions(text, amendments) || len(money.Find(words)) > 0 {
		return replyOffers
	}
	var found []draft.Finding
	facts := t.c.Allowed(draft.Public, t.in.At)
	for _, facts.Language = range Langs { // a reply may be in any of them, and in both
		found = append(found, draft.Check(words, facts).Blockers...)
	}
	for _, w := range wrongs {
		if slices.ContainsFunc(found, func(f draft.Finding) bool { return slices.Contains(w.rules, f.Rule) }) {
			return w.wrong
		}
	}
	if len(t.c.FollowUp.Tries) == 0 && mentions(text, claimed) {
		return replyClaims
	}
	return ""
}
