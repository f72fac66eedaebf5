package dialogs

import (
	"cmp"
	"regexp"
	"strings"
	"time"
	"unicode"

	"makegood/dialogs/money"
)

// What a customer asks for, what is put to them, and what they were given.

// Ask is what the customer would call fair.
type Ask struct {
	Words   string
	Amount  money.Cents // 0: they did not name one
	Verdict Verdict
}

// wanting is how a text begins that says who wants something, before it says what.
var wanting = regexp.MustCompile(`(?i)^(?:(?:he|she|they|the customer|customer|m(?:rs?|s)\.? [\p{L}'-]+) )?(?:still |now |just |only )?` +
	`(?:wants|asks|demands|expects|insists on|is asking|asking|(?:he|she|they) (?:want|ask|demand|expect|insist on|are asking)|would like|quieren?|piden?|exigen?)(?: for)? (?:to (?:have|get) )?`)

// afterWants is what somebody wants by a text that says that they do.
func afterWants(text string) (what string, ok bool) {
	text = straight(text)
	at := wanting.FindStringIndex(text)
	if at == nil {
		return "", false
	}
	return text[at[1]:], true
}

// thing is what they ask for, without who wants it: "wants half off 😡" is "half off".
func (a Ask) thing() string {
	text := strings.TrimSpace(a.Words)
	if what, ok := afterWants(text); ok {
		text = what
	}
	text = strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsSymbol(r) || r == '.' })
	return cmp.Or(text, a.Words)
}

// is reports whether something is what they ask for, though it may be for another sum.
func (a Ask) is(what string) bool { return a.Words != "" && sumless(what) == sumless(a.thing()) }

func sumless(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || strings.ContainsRune("$.,", r) {
			return -1
		}
		return r
	}, text)
}

// Verdict is what the owner made of the ask.
type Verdict string

// The three verdicts of Solve (A0.1 stage 6).
const (
	Fair         Verdict = "fair"
	Unreasonable Verdict = "unreasonable"
	NoIdea       Verdict = "no_idea"
)

// Offer is what the owner is putting, or about to put, to the customer.
type Offer struct {
	What   string
	Amount money.Cents
	Price  bool   // they named the price; Amount is what is taken off
	Remedy string // its kind, one of policy.Kinds, where it is of the company's catalogue
}

func (o Offer) text() string { return Gift{What: o.What, Amount: o.Amount}.text() }

// at is the same for another sum, which then stands in the words too.
func (o Offer) at(sum money.Cents) Offer {
	words := strings.Split(o.What, " ")
	for i, w := range words {
		if o.Amount > 0 && sumOf(w, o.Amount) {
			words[i] = sum.String()
		}
	}
	return Offer{What: strings.Join(words, " "), Amount: sum, Remedy: o.Remedy}
}

func sumOf(word string, sum money.Cents) bool {
	return "$"+strings.TrimPrefix(word, "$") == sum.String()
}

// Gift is something the customer accepted; it counts against the authority.
type Gift struct {
	What     string
	Amount   money.Cents
	Extra    bool   // on top of the fix, after it was accepted (A6 C1)
	Price    bool   // the price that they may name once
	Goodwill bool   // to part ways, without a condition
	Settled  bool   // for damage, by whoever settles that; nothing of the owner's limit
	Remedy   string // as its Offer's
	Asked    bool   `json:",omitzero"` // What are the words in which they asked for it
	Under    string // on whose authority: a user id, or the id of the request that was approved
	By       string
	At       time.Time
}

// text is what was given, with what it costs: "$35 - a free drain check". Who typed the amount, like
// "50 back", hears it once: "$50 back".
func (g Gift) text() string {
	if g.Amount == 0 {
		return g.What
	}
	sum := g.Amount.String()
	words := strings.Split(g.What, " ")
	for i, w := range words {
		if sumOf(w, g.Amount) {
			words[i] = sum
			return strings.Join(words, " ")
		}
	}
	return g.costing()
}

// costing is the sum beside the words, as it always was.
func (g Gift) costing() string { return g.Amount.String() + " - " + g.What }
