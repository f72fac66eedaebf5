package dialogs

import (
	"slices"
	"strconv"

	"makegood/dialogs/policy"
)

// What was due before closing time and is answered by nobody then is told to one person who can
// look after it: nobody else is there. What is due later reaches a leader by its own clock.

var (
	sweepLeft = tell("sweep.left", "name! count!")
	leftOne   = tell("sweep.left_one", "name!")
	leftNone  = tell("sweep.left_none", "name!")
)

// overdue: a line of the sweep that should have been answered before closing time.
func (t *agendaTurn) overdue(l Listed) bool {
	_, it := t.a.promised(l.Thing)
	return it != nil && l.Due.Before(t.a.Sweep.Closes)
}

// leaves: somebody may have to hear what is left of the sweep.
func (t *agendaTurn) leaves() bool {
	return !t.a.Sweep.Told && slices.ContainsFunc(t.a.Sweep.Lines, t.overdue)
}

// left tells them, at the closing time or not at all: what is missed later reaches a leader by its
// own clock.
func (t *agendaTurn) left() {
	if !t.leaves() || t.in.At.Before(t.a.Sweep.Closes) {
		return
	}
	t.a.Sweep.Told = true
	who := t.onCall()
	if len(who) == 0 || t.in.At.Sub(t.a.Sweep.Closes) > lateAfter {
		return
	}
	lines := slices.DeleteFunc(slices.Clone(t.a.Sweep.Lines), func(l Listed) bool { return !t.overdue(l) })
	t.a.Left = Board{ID: "left-" + strconv.Itoa(t.a.Boards), To: who[0].ID, Closes: t.a.Sweep.Closes, Lines: lines}
}

// onCall are whom it reaches then: those of whom the policy names who are here, else whoever leads
// and is awake.
func (t *agendaTurn) onCall() []Person {
	others := slices.DeleteFunc(slices.Clone(t.in.Staff), func(p Person) bool { return p.ID == t.a.Who.ID })
	standby := slices.DeleteFunc(slices.Clone(others), func(p Person) bool { return !slices.Contains(t.p.OnCall, p.ID) })
	if len(standby) > 0 {
		return standby
	}
	c := Case{Policy: t.p}
	return slices.DeleteFunc(others, func(p Person) bool {
		return !t.p.Allows(policy.Lead, t.p.Classes(p.Role, false)...) || c.atHand(p, t.in.At).After(t.in.At)
	})
}

func (a Agenda) drawLeft() Message {
	m := Message{ID: a.Left.ID, To: Place{Where: Direct, User: a.Left.To}, Kind: NoteKind, Head: leftNone.With("name", a.Who.Name)}
	switch open := a.list(&m, a.Left.Lines, Kept, CallNow, NewTime); {
	case open == 1:
		m.Head = leftOne.With("name", a.Who.Name)
	case open > 1:
		m.Head = sweepLeft.With("name", a.Who.Name, "count", strconv.Itoa(open))
	}
	return m
}
