package dialogs

import (
	"reflect"
	"slices"
	"time"

	"makegood/dialogs/policy"
)

// Agenda is a record of its own: what waits for one person in all cases, as the cases tell
// it. It decides nothing about a case. What it sends has choices of the cases in it, and
// each case judges a press as ever and then tells what has changed.
type Agenda struct {
	ID     string // "A-U0TESS"
	Who    Person
	Cases  []Planned
	Told   []Thing   // late ones that a digest has told
	Digest time.Time // when the next goes out; zero: nothing waits for one
	Last   Board     // the latest digest
	Sweep  Board     // of the latest closing time
	Left   Board     `json:",omitzero"` // what was overdue then, for somebody else
	Boards int       // sent so far
	Wake   time.Time
}

// Thing is one thing of a case as it was due.
type Thing struct {
	Case, Of string
	Due      time.Time
}

// Board is a message about several cases.
type Board struct {
	ID     string    // empty: none was sent
	Closes time.Time // of a sweep,
	Clock  string    // and as people read it
	Lines  []Listed
	Told   bool   // somebody heard what was left
	To     string `json:",omitempty"` // user id, where it is for another
}

// Listed is one line of it.
type Listed struct {
	Thing
	Line Line
	Rest bool `json:",omitempty"` // see [Item]
}

// agendaTurn is one step of an agenda.
type agendaTurn struct {
	a       Agenda
	in      Input
	p       policy.Policy
	effects []Effect
}

// Step is everything that can happen to an agenda. The rules are those of [Case.Step].
func (a Agenda) Step(in Input, p policy.Policy) (Agenda, Reply, []Effect) {
	t := &agendaTurn{a: a.clone(), in: in, p: p}
	for _, one := range in.Staff {
		if one.ID == a.Who.ID {
			t.a.Who = one
		}
	}
	if soon := t.awake(in.At.Add(digestWait)); t.a.Who != a.Who && soon.Before(t.a.Digest) { // they are back, or keep other hours
		t.a.Digest = soon
	}
	switch e := in.Event.(type) {
	case Planned:
		t.planned(e)
	case Woke:
		t.digest()
		t.sweep()
		t.left()
	case Opened, Chose, Filled, Said, Lost, Reported, Parted, Restricted, Knows, Joining, Joined, Invoiced, Entered, Mailed, Gone, Retell,
		Claimed, Allotted, Wondered: // another record's
	}
	if t.a.ID != "" {
		t.a.Wake = t.nextWake()
	}
	if reflect.DeepEqual(t.a, a) {
		return a, Reply{}, nil
	}
	t.redraw(a)
	return t.a, Reply{}, append(t.effects, Wake{At: t.a.Wake})
}

func (a Agenda) clone() Agenda {
	a.Cases, a.Told = slices.Clone(a.Cases), slices.Clone(a.Told)
	return a
}

// planned takes what a case tells in place of what it told before.
func (t *agendaTurn) planned(e Planned) {
	if t.a.ID == "" || t.a.Who.Name == "" {
		t.a.Who = e.Who
	}
	t.a.ID = e.To
	i := slices.IndexFunc(t.a.Cases, func(c Planned) bool { return c.Case == e.Case })
	switch empty := len(e.Items)+len(e.Late) == 0; {
	case empty && i >= 0:
		t.a.Cases = slices.Delete(t.a.Cases, i, i+1)
	case empty:
	case i >= 0:
		t.a.Cases[i] = e
	default:
		t.a.Cases = append(t.a.Cases, e)
	}
	t.takeIn()
	t.a.Told = slices.DeleteFunc(t.a.Told, func(l Thing) bool { return t.a.late(l) == nil })
	if fresh := len(t.fresh()) > 0; fresh && t.a.Digest.IsZero() {
		t.a.Digest = t.awake(t.in.At.Add(digestWait))
	} else if !fresh {
		t.a.Digest = time.Time{}
	}
}

// promised is an item that is still open, and due then; nil if it is not.
func (a Agenda) promised(l Thing) (*Planned, *Item) {
	return a.find(l, func(p *Planned) []Item { return p.Items })
}

func (a Agenda) late(l Thing) *Item {
	_, it := a.find(l, func(p *Planned) []Item { return p.Late })
	return it
}

func (a Agenda) find(l Thing, list func(*Planned) []Item) (*Planned, *Item) {
	for i := range a.Cases {
		c := &a.Cases[i]
		if c.Case != l.Case {
			continue
		}
		for j := range list(c) {
			if it := &list(c)[j]; it.Of == l.Of && it.Due.Equal(l.Due) {
				return c, it
			}
		}
	}
	return nil, nil
}

// awake is as for a case, by the policy in force; who is away is not.
func (t *agendaTurn) awake(at time.Time) time.Time {
	return Case{Policy: t.p}.atHand(t.a.Who, at)
}

// nextWake is when something is due next: a digest, a closing time with promises of
// theirs, or that time itself, when whoever is on call hears what is left.
func (t *agendaTurn) nextWake() time.Time {
	next := t.a.Digest
	at := func(one time.Time) {
		if !one.IsZero() && (next.IsZero() || one.Before(next)) {
			next = one
		}
	}
	if t.leaves() {
		at(t.a.Sweep.Closes)
	}
	for _, c := range t.a.Cases {
		for _, it := range c.Items {
			at(t.sweepTime(it.Due))
		}
	}
	return next.UTC()
}

// redraw shows what was sent as it is now, where that has changed.
func (t *agendaTurn) redraw(before Agenda) {
	for _, b := range []struct {
		was, is Board
		draw    func(Agenda) Message
	}{
		{before.Last, t.a.Last, Agenda.drawDigest},
		{before.Sweep, t.a.Sweep, Agenda.drawSweep},
		{before.Left, t.a.Left, Agenda.drawLeft},
	} {
		switch {
		case b.is.ID == "" && b.was.ID == "":
		case b.is.ID != b.was.ID:
			if b.was.ID != "" { // the newer one has what is open of it
				t.effects = append(t.effects, Show{superseded(b.draw(before))})
			}
			if b.is.ID != "" {
				t.effects = append(t.effects, Show{b.draw(t.a)})
			}
		default:
			if was, is := b.draw(before), b.draw(t.a); !reflect.DeepEqual(was, is) {
				t.effects = append(t.effects, Show{is})
			}
		}
	}
}

// superseded is a message without its choices.
func superseded(m Message) Message {
	m.Parts = slices.Clone(m.Parts)
	for i := range m.Parts {
		m.Parts[i].Choices = nil
	}
	return m
}

// Shows reports whether a message of the agenda may still be redrawn.
func (a Agenda) Shows(message string) bool {
	return slices.Contains([]string{a.Last.ID, a.Sweep.ID, a.Left.ID}, message)
}
