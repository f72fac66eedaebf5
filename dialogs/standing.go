package dialogs

import (
	"time"

	"makegood/dialogs/money"
)

// Stands is a promise or a gift as the case's own people may be reminded of it.
type Stands struct {
	What string
	Who  string    // who does it; empty for a gift
	By   time.Time // zero for a gift
	Sum  money.Cents
}

// Standing are the promises that are to be kept and what was given, the soonest first.
func (c Case) Standing() (promised, given []Stands) {
	for _, p := range c.Promises {
		if what := c.promisedWhat(p); p.Status == Open && what != "" {
			promised = append(promised, Stands{What: what, Who: p.Who.Name, By: p.By})
		}
	}
	for _, g := range c.Given {
		s := Stands{What: g.told()}
		if k := g.kind(); k != InKind && k != OnTop {
			s.Sum = g.Amount
		}
		given = append(given, s)
	}
	return promised, given
}

// promisedWhat is what was promised in somebody's words; our own promises have none.
func (c Case) promisedWhat(p Promise) string {
	if _, ours := InSlot(p.What); ours {
		return ""
	}
	return p.What
}
