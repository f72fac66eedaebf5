package dialogs

import "slices"

// Order is the order of the steps up to the fix, and with it how many there are (A15 D11).
type Order string

// The orders. HeadsUp is for a customer who does not know yet that something went wrong.
const (
	FullOrder  Order = "full"
	ShortOrder Order = "short"
	HeadsUp    Order = "heads_up"
)

// orders holds the main stages of each. In all of them the customer's own account is
// agreed to before there is an offer; in short ones it comes after the apology.
var orders = map[Order][]Stage{
	FullOrder:  {Listen, Clarify, Anything, Empathize, Apologize, Reassure, Asking, Give, Agree, Thank},
	ShortOrder: {Empathize, Apologize, Clarify, Anything, Asking, Give, Agree, Thank},
	HeadsUp:    {Ahead, Apologize, Asking, Give, Agree, Thank},
}

// path is the order of the case's main stages.
func (c Case) path() []Stage {
	p, ok := orders[c.Order]
	if !ok {
		p = orders[FullOrder] // opened before there were others
	}
	if c.Details.HeadsUp && p[0] != Ahead { // there is nothing to listen to before they know
		p = append([]Stage{Ahead}, p...)
	}
	if c.Policy.How().Extra == "never" {
		return slices.DeleteFunc(slices.Clone(p), func(s Stage) bool { return s == Give })
	}
	return p
}

// main is the main stage that a stage belongs to.
func (c Case) main(s Stage) Stage {
	if scenes[s].off && c.Back != "" {
		s = c.Back
	}
	if of := scenes[s].of; of != "" {
		return of
	}
	return s
}

// number is where a stage stands: "step 3 of 9". Is there anything else belongs to
// saying it back.
func (c Case) number(s Stage) (n, of int) {
	at := c.main(s)
	for _, main := range c.path() {
		if scenes[main].of == "" {
			of++
		}
		if main == at {
			n = of
		}
	}
	return max(n, 1), of
}

// after is the stage that follows a main stage.
func (c Case) after(s Stage) Stage {
	p := c.path()
	i := slices.Index(p, s)
	if i < 0 || i+1 >= len(p) {
		return Asking
	}
	if p[i+1] == Asking {
		return c.solving()
	}
	return p[i+1]
}

// before is where Back leads; empty where it does not: what was accepted is not taken
// back by a button, and a question put to somebody else is withdrawn.
func (c Case) before(s Stage) Stage {
	p := c.path()
	if scenes[s].off {
		return ""
	}
	if at := c.main(s); at == Asking && s != Asking && s != Approval && !(s == Propose && c.fixFirst()) {
		return Asking
	}
	if s == Propose {
		s = Asking
	}
	if i := slices.Index(p, s); i > 0 && i <= slices.Index(p, Asking) {
		return p[i-1]
	}
	return ""
}

// solving is how the fix begins: what the customer calls fair, or, where something
// must be done at once, what can be done (A15 D7).
func (c Case) solving() Stage {
	if c.fixFirst() {
		return Propose
	}
	return Asking
}

func (c Case) fixFirst() bool {
	return c.Order == HeadsUp || c.Details.Emergency || c.Policy.How().AskFirst == "no"
}

// onward is a deed's way on from a main stage: the live step ends with a line.
func onward(from Stage, done Phrase) deed {
	return deed{does: func(t *turn, _ Choice) { t.advance(t.c.after(from), done.With("time", t.now())) }}
}
