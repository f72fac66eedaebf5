package dialogs

import (
	"slices"
	"time"

	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

var (
	fundLine  = tell("request.fund", "left! total!")
	fundShort = tell("request.fund_short", "left! over!")
)

// charge tells the fund what this step gave or took back: by comparing what was given
// before it and after, so that no way of giving can be forgotten. What costs nothing is
// no entry.
func (t *turn) charge(before Case) {
	date := t.in.At.In(t.c.Policy.Location()).Format(time.DateOnly)
	for _, g := range without(before.Given, t.c.Given) {
		t.enter(Entry{Source: t.c.ID, Kind: g.kind() + reversal, Date: date, Cents: g.Amount})
	}
	for _, g := range without(t.c.Given, before.Given) {
		t.enter(Entry{Source: t.c.ID, Kind: g.kind(), Date: date, Cents: -g.Amount})
	}
}

func (t *turn) enter(e Entry) {
	if e.Cents != 0 {
		t.inform(FundID, Entered{e})
	}
}

// without is what of a list is not in another; what stands twice has to be there twice.
func without(list, other []Gift) []Gift {
	rest := slices.Clone(other)
	var only []Gift
	for _, g := range list {
		if i := slices.Index(rest, g); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
			continue
		}
		only = append(only, g)
	}
	return only
}

// kind is what a gift is in the books.
func (g Gift) kind() EntryKind {
	switch {
	case g.Extra:
		return OnTop
	case g.Price:
		return PriceCut
	case g.Goodwill:
		return GoodwillRefund
	case g.Settled:
		return Settlement
	case g.Remedy != "" && !(policy.Remedy{Kind: g.Remedy}).Cash():
		return InKind
	}
	return Compensation
}

// fundLines shows whoever decides that the money is there for this (A6 C8, A8 G3, G4).
// Where the fund is not known, nothing is said of it.
func (t *turn) fundLines(amount money.Cents) []Line {
	f := t.in.Fund
	switch after := f.Balance - amount; {
	case !f.Known:
		return nil
	case after < 0:
		return []Line{fundShort.With("left", f.Balance.String(), "over", (-after).String())}
	default:
		return []Line{fundLine.With("left", f.Balance.String(), "total", after.String())}
	}
}
