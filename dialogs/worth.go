package dialogs

import (
	"math"
	"slices"
	"strconv"

	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

// How much fits: a share of the invoice. Who keeps what was done is helped by the first
// dollars, more where it cost them much; who wants none of it is not helped by little
// (B4 8). Far too much hurts as well (B4 9), and far too little is an insult (A5 L4).

var (
	worthKeep   = tell("suggest.keep", "extra! amount! low! high! invoice! left!")
	worthHard   = tell("suggest.hard", "extra! amount! cause! low! high! invoice! left!")
	worthReject = tell("suggest.reject", "extra! amount! low! high! invoice! left!")

	worthMuch  = tell("worth.much", "percent! invoice!")
	worthBlock = tell("worth.block", "percent! invoice! names!")
	worthLow   = tell("worth.low", "asked! left! amount!")
)

var causeSevere = tell("cause.severe", "")

// hardships are what makes it cost them much, the weightiest first (A6 C4).
var hardships = []struct {
	is   func(Case) bool
	name Phrase
}{
	{func(c Case) bool { return c.Details.Third }, tell("cause.third", "")},
	{func(c Case) bool { return c.Details.Second }, tell("cause.second", "")},
	{func(c Case) bool { return c.Details.Mend == No }, tell("cause.no_mend", "")},
	{func(c Case) bool { return c.Details.Emergency }, tell("cause.emergency", "")},
	{func(c Case) bool { return c.Details.Missed > 0 }, tell("cause.missed", "")},
	{func(c Case) bool { return c.Details.Loss == LostTime }, tell("cause.time", "")},
	{func(c Case) bool { return c.Known.AtRisk.After(c.Opened) }, tell("cause.at_risk", "")},
	{func(c Case) bool { return c.Details.Years >= loyal }, tell("cause.loyal", "")},
	{func(c Case) bool { c.Ask = Ask{}; return c.severe() }, causeSevere}, // whatever else makes it so, but asking much
}

// worth is the share of the invoice that the company gives here, why, and by how many
// hardships.
func (c Case) worth() (share policy.Band, why, cause Phrase, hard int) {
	for _, h := range hardships {
		if !h.is(c) || hard > 0 && h.name == causeSevere {
			continue
		}
		if hard++; cause == "" {
			cause = h.name
		}
	}
	m := c.Policy.Money()
	switch {
	case c.Details.Keeps == No:
		return m.Reject, worthReject, cause, hard
	case hard > 0:
		return m.Hard, worthHard, cause, hard
	}
	return m.Keep, worthKeep, "", 0
}

// friendly is the step in which sums are suggested.
const friendly money.Cents = 5_00

// sum is what would fit, whatever may be given, and the least that does. Both leave out
// what was given before. Nothing without an invoice.
func (c Case) sum() (fits, least money.Cents) {
	share, why, _, hard := c.worth()
	bill := c.Details.Invoice
	fits, least = portion(bill, share.From+share.To)/2, portion(bill, share.From)
	if hard > 1 || hard > 0 && why == worthReject {
		fits = portion(bill, share.To)
	}
	fits, least = max(0, fits-c.spent()), max(0, least-c.spent())
	fits = max((fits+friendly/2)/friendly*friendly, (least+friendly-1)/friendly*friendly)
	if ask := c.Ask.Amount; ask > 0 { // nobody is given more than they ask for (A2 S18)
		ask = ask / friendly * friendly
		fits, least = min(fits, ask), min(least, ask)
	}
	return fits, least
}

func portion(bill money.Cents, percent int) money.Cents { return bill * money.Cents(percent) / 100 }

// reaches is the part of what would fit that is inside a sum; 0: there is none, or it
// would be tiny for somebody who wants none of it.
func (c Case) reaches(fits, least, most money.Cents) money.Cents {
	sum := min(fits, most/friendly*friendly)
	if c.Details.Keeps == No && sum < least {
		return 0
	}
	return sum
}

// top reports whether somebody is of the top of the company: who may approve the most.
func (t *turn) top(p Person) bool {
	return slices.Contains(t.c.Policy.Classes(p.Role, false), policy.Company)
}

// most is what a case may cost with somebody's yes, by its invoice: above a share of it
// only the top of the company gives more. Where no invoice is known, nobody can judge.
func (t *turn) most(p Person) money.Cents {
	if bill := t.c.Details.Invoice; bill > 0 && !t.top(p) {
		return portion(bill, t.c.Policy.Money().Block)
	}
	return math.MaxInt64
}

// warned says that an offer brings the case to more than its invoice bears.
func (t *turn) warned(offer money.Cents) []Line {
	bill, sum, m := t.c.Details.Invoice, t.c.spent()+offer, t.c.Policy.Money()
	if bill == 0 || offer == 0 || sum <= portion(bill, m.Warn) {
		return nil
	}
	percent := strconv.Itoa(int((sum*100 + bill - 1) / bill))
	if sum <= portion(bill, m.Block) || offer <= t.left() { // or they have said yes
		return []Line{worthMuch.With("percent", percent, "invoice", bill.String())}
	}
	who := anyOf(slices.DeleteFunc(slices.Clone(t.in.Staff), func(p Person) bool { return !t.top(p) }))
	if who == "" {
		who = slotPhrase(nothingYet)
	}
	return []Line{worthBlock.With("percent", percent, "invoice", bill.String(), "names", who)}
}

// small says that money is far below what they ask and what may be given.
func (t *turn) small() []Line {
	o, ask, left := t.c.Offer, t.c.Ask.Amount, t.left()
	low := portion(min(ask, left), t.c.Policy.Money().Low)
	if o.Amount == 0 || !o.cash() || o.Price || o.Amount >= low {
		return nil
	}
	return []Line{worthLow.With("asked", ask.String(), "left", left.String(), "amount", o.Amount.String())}
}
