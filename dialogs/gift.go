package dialogs

import (
	"strings"
	"time"

	"makegood/dialogs/money"
)

// What a customer asks for, what is put to them, and what they were given.

// Ask is what the customer would call fair.
type Ask struct {
	Words   string
	Amount  money.Cents // 0: they did not name one
	Verdict Verdict
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

// Gift is something the customer accepted; it counts against the authority.
type Gift struct {
	What     string
	Amount   money.Cents
	Extra    bool   // on top of the fix, after it was accepted (A6 C1)
	Price    bool   // the price that they may name once
	Goodwill bool   // to part ways, without a condition
	Settled  bool   // for damage, by whoever settles that; nothing of the owner's limit
	Remedy   string // as its Offer's
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
		if "$"+strings.TrimPrefix(w, "$") == sum {
			words[i] = sum
			return strings.Join(words, " ")
		}
	}
	return g.costing()
}

// costing is the sum beside the words, as it always was.
func (g Gift) costing() string { return g.Amount.String() + " - " + g.What }
