package dialogs

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"time"
)

// Planned is a case that tells somebody's agenda what waits for them in it: all of it, as
// it stands now.
type Planned struct {
	To, Case string
	Who      Person
	Customer string
	Items    []Item // promises of theirs that nobody has answered for
	Late     []Item // what came too late to ping them by itself
}

// Item is one thing that waits for somebody.
type Item struct {
	Of   string // id of its message in the case
	On   string // token for choices about it; empty: there are none
	Line Line
	Due  time.Time
	Rest bool  `json:",omitempty"` // it came while they slept or were away
	Acts []Act `json:",omitempty"` // that can be done about it; empty: what a promise is asked
}

func (Planned) event() {}

// Retell asks a case to tell an agenda anew what it has for it, because the two differ.
type Retell struct{ To string }

func (Retell) event() {}

// AgendaOf is the record of what waits for a person in all cases.
func AgendaOf(person string) string { return "A-" + person }

var (
	sweepLine  = tell("sweep.line", "what! customer! when!")
	sweepReach = tell("sweep.line_reach", "what! customer! contact! when!")
)

// dueLine is a promise in a list of several cases, with the way to reach the customer where it is known.
func (c Case) dueLine(p Promise) Line {
	what, when := short(p.What, lineRunes), c.date(p.By)
	if c.Details.Contact != "" {
		return sweepReach.With("what", what, "customer", c.customer(), "contact", short(c.Details.Contact, nameRunes), "when", when)
	}
	return sweepLine.With("what", what, "customer", c.customer(), "when", when)
}

// Agendas is what the case has for whose agenda, by the agendas' ids.
func (c Case) Agendas() []Planned {
	var all []Planned
	of := func(p Person) *Planned {
		i := slices.IndexFunc(all, func(a Planned) bool { return a.Who.ID == p.ID })
		if i < 0 {
			i, all = len(all), append(all, Planned{To: AgendaOf(p.ID), Case: c.ID, Who: p, Customer: c.customer()})
		}
		return &all[i]
	}
	if c.ID == "" || !c.Closed.IsZero() {
		return nil
	}
	for _, p := range c.Promises {
		if p.Status == Open && p.Who.ID != "" {
			a := of(p.Who)
			a.Items = append(a.Items, Item{p.id(), p.token(), c.dueLine(p), p.By, false, nil})
		}
	}
	for _, g := range c.Gathered {
		a := of(g.Who)
		on, acts := c.promiseToken(g.Of), []Act(nil)
		if on == "" {
			on, acts = c.callToken(g.Of)
		}
		if on == "" {
			on, acts = c.givenTokens(g.Of)
		}
		a.Late = append(a.Late, Item{g.Of, on, g.Line, g.Due, g.Rest, acts})
	}
	slices.SortFunc(all, func(a, b Planned) int { return cmp.Compare(a.To, b.To) })
	return all
}

// promiseToken is of the promise that a message asks about, empty if it asks about none.
func (c Case) promiseToken(message string) string {
	for _, p := range c.Promises {
		if id := p.id(); p.Status == Open && (message == id || strings.HasPrefix(message, id+"-")) {
			return p.token()
		}
	}
	return ""
}

// callToken is of the open call that a message makes, with its answers; empty if it makes none.
func (c Case) callToken(message string) (on string, acts []Act) {
	for _, k := range c.Calls {
		if k.id() == message && k.Ended.IsZero() {
			return k.token(), appeals[k.About].acts
		}
	}
	return "", nil
}

// givenTokens is of the promise that a message puts to somebody, with its answers; empty if it puts none.
func (c Case) givenTokens(message string) (on string, acts []Act) {
	for _, p := range c.Promises {
		if p.Given.N > 0 && p.given() == message && p.Given.Answer == "" && p.Status == Open {
			return p.givenToken(), []Act{HaveIt, CannotDo}
		}
	}
	return "", nil
}

// plan tells everybody's agenda what this step changed there.
func (t *turn) plan(before Case) {
	t.ungather(before)
	was, is := before.Agendas(), t.c.Agendas()
	for _, a := range was {
		if !slices.ContainsFunc(is, func(b Planned) bool { return b.To == a.To }) {
			is = append(is, Planned{To: a.To, Case: t.c.ID, Who: a.Who, Customer: t.c.customer()})
		}
	}
	if e, asked := t.in.Event.(Retell); asked {
		was = slices.DeleteFunc(was, func(a Planned) bool { return a.To == e.To })
		if !slices.ContainsFunc(is, func(a Planned) bool { return a.To == e.To }) { // nothing, by now
			is = append(is, Planned{To: e.To, Case: t.c.ID, Customer: t.c.customer()})
		}
	}
	for _, a := range is {
		if !slices.ContainsFunc(was, func(b Planned) bool { return reflect.DeepEqual(a, b) }) {
			t.inform(a.To, a)
		}
	}
}

// ungather lets go of what was answered: its message is done with, or has nothing to
// answer any more.
func (t *turn) ungather(before Case) {
	if !t.c.Closed.IsZero() {
		t.c.Gathered = nil
	}
	for _, e := range t.effects {
		m, ok := e.(Show)
		if !ok || m.Kind != DoneKind && m.Kind != DecidedKind {
			continue
		}
		t.c.Gathered = slices.DeleteFunc(t.c.Gathered, func(g Gathered) bool {
			return g.Of == m.ID && slices.ContainsFunc(before.Gathered, func(b Gathered) bool { return reflect.DeepEqual(g, b) })
		})
	}
}

// answerable is all that may be pressed about a promise: an agenda asks the same few of
// each, whatever its own message asks now.
func (t *turn) answerable(i int) Message {
	m, p := t.promise(i), t.c.Promises[i]
	if p.Status == Open {
		m.More = slices.Clip(m.More)
		for _, a := range []Act{Kept, CallNow, NewTime, NotYet} {
			m.More = append(m.More, a.on(p.token()))
		}
		m.More = append(m.More, t.insteadOn(p)...)
	}
	return m
}
