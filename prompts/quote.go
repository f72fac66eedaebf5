package prompts

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"makegood/dialogs/calendar"
	"makegood/dialogs/draft"
	"makegood/dialogs/money"
)

// Account is what a customer said, as it is kept, and the mask it goes out under.
type Account struct {
	Language string
	Text     string
	Mask     *Mask
	Facts    Facts
}

const restateMost = 30 // words that can be said in one breath

// mine are the words with which somebody speaks of themselves, and what they are to whoever
// gives it back. Spanish has most of that in its verbs, so there little can be turned.
var mine = map[string]map[string]string{
	"en": {
		"i": "you", "me": "you", "my": "your", "mine": "yours", "we": "you", "us": "you", "our": "your", "ours": "yours", "i'm": "you're",
		"i've": "you've", "i'd": "you'd", "i'll": "you'll", "we're": "you're", "we've": "you've", "we'd": "you'd", "am": "are", "was": "were",
	},
	"es": {"mi": "su", "mis": "sus", "me": "le", "nuestro": "su", "nuestra": "su", "nos": "les"},
}

// Restates reports which limit a sentence goes beyond that gives an account back: it is made
// of the account's own words in their order, turned to "you", with small words between them,
// and leaves no "not" out of what it keeps, and nothing that made it less than a fact: that
// somebody says so, that it nearly was, or would be if.
func Restates(sentence, account, lang string) Limit {
	list := framed(lang)
	if list == nil || !plainSigns(sentence) {
		return Signs
	}
	f := Frame{Language: lang}
	got := f.tokens(sentence)
	was, in := f.bySentence(account)
	if len(got) > min(restateMost, len(was)+moreWords) {
		return Long
	}
	at, kept := 0, map[int]bool{}
	for _, w := range got {
		if w == clause || list.join[w] {
			continue
		}
		next, denied := at, false
		for ; next < len(was) && was[next] != w && mine[lang][was[next]] != w; next++ {
			denied = denied || list.deny[was[next]]
		}
		switch {
		case next == len(was):
			return Word
		case denied:
			return Deny
		}
		kept[next] = true
		at = next + 1
	}
	if len(kept) < 2 { // one word says nothing back
		return Far
	}
	if list.hedged(was, in, kept) {
		return Deny
	}
	return ""
}

// bySentence are a text's words, and which sentence each is in.
func (f Frame) bySentence(text string) (words []string, in []int) {
	whole, tail := sentencesOf(text)
	for n, one := range append(whole, tail) {
		more := f.tokens(one)
		words, in = append(words, more...), append(in, slices.Repeat([]int{n}, len(more))...)
	}
	return words, in
}

// hedged reports whether something was left out that made what was kept less than a fact: before it
// in its sentence, or a condition behind it.
func (l *wordList) hedged(was []string, in []int, kept map[int]bool) bool {
	for i := range kept {
		for k := i - 1; k >= 0 && in[k] == in[i]; k-- {
			if !kept[k] && (l.hedge[was[k]] || l.condition[was[k]]) {
				return true
			}
		}
		for k := i + 1; k < len(was) && in[k] == in[i] && (was[k] == clause || !breaks.MatchString(was[k])); k++ {
			if !kept[k] && l.condition[was[k]] {
				return true
			}
		}
	}
	return false
}

// GiveBack asks for an account in one sentence, unmasked; empty where none can be used.
func GiveBack(ctx context.Context, m Model, a Account) (string, Fitted) {
	hidden := a.Mask.Hide(a.Text)
	answer, err := m.Answer(ctx, Restate, map[string]string{"language": a.Language, "account": hidden})
	if err != nil {
		return "", Fitted{Trouble: err}
	}
	var got struct {
		Sentence string   `json:"sentence"`
		Seen     []string `json:"instructions_seen"`
	}
	if Restate.Decode(answer, &got) != nil {
		return "", Fitted{Limits: []Limit{Form}}
	}
	limit := Restates(got.Sentence, hidden, a.Language)
	shown, known := a.Mask.Show(got.Sentence)
	switch {
	case limit != "":
	case !known:
		limit = Slot
	case len(draft.Check(shown, a.Facts).Blockers) > 0:
		limit = Draft
	}
	if limit != "" {
		return "", Fitted{Limits: []Limit{limit}}
	}
	return strings.TrimRight(strings.TrimSpace(shown), ".;, "), Fitted{Used: 1}
}

// Quotes are pieces of an account that say certain things, letter for letter. They are
// somebody's own words and no facts: what is made of them is put before a person first.
type Quotes struct {
	Ask    string      `json:",omitempty"`
	Amount money.Cents `json:",omitempty"` // read by us, from the quote
	When   string      `json:",omitempty"` // words of a time that we can read
	At     time.Time   `json:",omitzero"`  // when those were said
}

const quoteMost = 300 // characters

// Quote asks where an account says what. Whatever is no piece of it is dropped, and so is a
// sum or a time that is not plainly one.
func Quote(ctx context.Context, m Model, a Account, hours calendar.Hours) (Quotes, Fitted) {
	hidden := a.Mask.Hide(a.Text)
	answer, err := m.Answer(ctx, Extract, map[string]string{"account": hidden})
	if err != nil {
		return Quotes{}, Fitted{Trouble: err}
	}
	var got struct {
		Ask    *string  `json:"ask"`
		Amount *string  `json:"amount"`
		When   *string  `json:"when"`
		Seen   []string `json:"instructions_seen"`
	}
	if Extract.Decode(answer, &got) != nil {
		return Quotes{}, Fitted{Limits: []Limit{Form}}
	}
	var out Fitted
	whole := Normal(a.Text)
	quote := func(q *string, behind bool) string {
		if q == nil || strings.TrimSpace(*q) == "" {
			return ""
		}
		if denied(hidden, *q, a.Language, behind) {
			out.Limits = append(out.Limits, Deny)
			return ""
		}
		shown, known := a.Mask.Show(strings.TrimSpace(*q))
		if !known || !strings.Contains(hidden, *q) || !strings.Contains(whole, shown) || len([]rune(shown)) > quoteMost {
			out.Limits = append(out.Limits, Word)
			return ""
		}
		out.Used++
		return shown
	}
	q := Quotes{Ask: quote(got.Ask, false)}
	if sums := money.Find(quote(got.Amount, false)); len(sums) == 1 && contains(money.Find(whole), sums[0].Cents) {
		q.Amount = sums[0].Cents
	}
	if when := quote(got.When, true); len(calendar.Find(when, a.Facts.Now, hours)) == 1 {
		q.When, q.At = when, a.Facts.Now
	}
	return q, out
}

// breaks are where something else is said.
var breaks = regexp.MustCompile(`(?i)[.,;:!?…\n]|\b(?:and|so|but|because|y|pero|porque|entonces)\b`)

// denied reports whether a quote was cut out of a "not": one stands before it, in what is said in
// one go, or, for a time, behind it.
func denied(text, quote, lang string, behind bool) bool {
	list, at := framed(lang), strings.Index(text, quote)
	if list == nil || at < 0 {
		return false
	}
	before, after := text[:at], text[at+len(quote):]
	if all := breaks.FindAllStringIndex(before, -1); len(all) > 0 {
		before = before[all[len(all)-1][1]:]
	}
	if end := breaks.FindStringIndex(after); end != nil {
		after = after[:end[0]]
	}
	f := Frame{Language: lang}
	return count(f.tokens(before), list.deny) > 0 || behind && count(f.tokens(after), list.deny) > 0
}

func contains(all []money.Found, c money.Cents) bool {
	return slices.ContainsFunc(all, func(f money.Found) bool { return f.Cents == c })
}
