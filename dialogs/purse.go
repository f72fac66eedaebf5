package dialogs

import (
	"slices"
	"time"

	"makegood/dialogs/money"
)

// Purse adds up what was given in the window, and what is on offer now, which ages only
// once it is given. The zero Purse is empty.
type Purse struct {
	ID    string // "P-U0TESS" of a person; a customer's is in their own record
	Spent []Spent
}

// Spent is what a case gave, or has on offer.
type Spent struct {
	Case   string
	Amount money.Cents
	At     time.Time // when it was given; zero: on offer
}

// purseOf is the record that adds up what a person gives by themselves.
func purseOf(person string) string { return "P-" + person }

// Step is everything that can happen to a person's purse. The rules are those of
// [Case.Step].
func (p Purse) Step(in Input) (Purse, Reply, []Effect) {
	e, ok := in.Event.(Claimed)
	if !ok {
		return p, Reply{}, nil
	}
	p.ID = e.To
	answer := p.claim(e, in.At)
	return p, Reply{}, []Effect{Tell{To: e.Case, Event: answer}}
}

// claim takes what a case has given by now, and sets aside what it has on offer if there
// is room for all of it.
func (p *Purse) claim(e Claimed, at time.Time) Allotted {
	held := money.Cents(0)
	if next := p.With(e, 0, at); e.Want > 0 && e.Want <= next.room(e, at) {
		held = e.Want
	}
	*p = p.With(e, held, at)
	return Allotted{Of: e.To, Want: e.Want, Held: held, Room: p.room(e, at)}
}

// With is the purse with one claim more, of which so much was set aside. What was given
// long ago is forgotten.
func (p Purse) With(e Claimed, held money.Cents, at time.Time) Purse {
	p.Spent = slices.DeleteFunc(slices.Clone(p.Spent), func(s Spent) bool {
		return s.At.IsZero() && s.Case == e.Case || !s.At.IsZero() && at.Sub(s.At) >= max(e.Window, remembered)
	})
	switch {
	case e.More > 0:
		p.Spent = append(p.Spent, Spent{e.Case, e.More, at})
	case e.Back.IsZero():
		p.giveBack(e.Case, -e.More)
	case at.Sub(e.Back) < max(e.Window, remembered): // else it is not known any more
		p.callOff(e.Case, -e.More, e.Back)
	}
	if held > 0 {
		p.Spent = append(p.Spent, Spent{Case: e.Case, Amount: held})
	}
	return p
}

// remembered is how long a purse knows of what was given, though the case that asks looks
// back less far: another may go by a newer policy, with a longer window.
const remembered = 400 * 24 * time.Hour

// room is what the cap leaves in the window of the case that asks.
func (p Purse) room(e Claimed, at time.Time) money.Cents {
	most := e.Cap
	for _, s := range p.Spent {
		if s.At.IsZero() || at.Sub(s.At) < e.Window {
			most -= s.Amount
		}
	}
	return max(0, most)
}

// Held is what is set aside for a case.
func (p Purse) Held(id string) money.Cents {
	for _, s := range p.Spent {
		if s.At.IsZero() && s.Case == id {
			return s.Amount
		}
	}
	return 0
}

// Sum is all that it counts, given or on offer.
func (p Purse) Sum() money.Cents {
	sum := money.Cents(0)
	for _, s := range p.Spent {
		sum += s.Amount
	}
	return sum
}

// giveBack takes from the latest that a case gave; it was another customer's.
func (p *Purse) giveBack(id string, amount money.Cents) {
	for i := len(p.Spent) - 1; i >= 0; i-- {
		amount = p.Spent[i].less(id, amount)
	}
	p.Spent = slices.DeleteFunc(p.Spent, func(s Spent) bool { return s.Amount == 0 })
}

// callOff takes from what a case gave then, so that what it gave later counts as long as
// before.
func (p *Purse) callOff(id string, amount money.Cents, given time.Time) {
	for i := range p.Spent {
		if !p.Spent[i].At.Before(given) {
			amount = p.Spent[i].less(id, amount)
		}
	}
	p.giveBack(id, amount)
}

// less takes an amount from what the case gave, and says what is left of it to take.
func (s *Spent) less(id string, amount money.Cents) money.Cents {
	if s.Case != id {
		return amount
	}
	part := min(amount, s.Amount)
	s.Amount -= part
	return amount - part
}
