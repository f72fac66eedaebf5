package dialogs

import (
	"slices"
	"strconv"
	"time"

	"makegood/dialogs/policy"
)

// Before the company closes, everybody is asked about each promise of theirs that is due
// before it opens again (A7 F8), in one message. What is left at the closing time is told to
// whoever is on call: nobody else is there to look after it.

// sweepAhead is how long before closing: the phone can still be picked up for each.
const sweepAhead = 30 * time.Minute

var (
	sweepHead = tell("sweep.head", "count! time!")
	sweepOne  = tell("sweep.one", "time!")
	sweepNone = tell("sweep.none", "")
	sweepLeft = tell("sweep.left", "name! count!")
)

// closing is the closing time at which a promise is asked about: the last before which it
// is due, or the next from now on where that has passed.
func (t *agendaTurn) closing(due time.Time) time.Time {
	const back = 10 * 24 * time.Hour // holidays may close it for a week
	from := t.in.At
	if due.Add(-back).After(from) {
		from = due.Add(-back)
	}
	h := t.p.Hours
	closes := h.ClosingTime(from)
	for opens := h.NextOpen(closes); opens.After(closes) && !due.Before(opens); opens = h.NextOpen(closes) {
		closes = h.ClosingTime(opens)
	}
	return closes
}

// sweepTime is when that is; zero: they were asked at that closing time, and are asked
// again at the next.
func (t *agendaTurn) sweepTime(due time.Time) time.Time {
	closes := t.closing(due)
	if !closes.After(t.in.At) || closes.Equal(t.a.Sweep.Closes) {
		closes = t.p.Hours.ClosingTime(t.p.Hours.NextOpen(closes.Add(time.Minute)))
	}
	if at := closes.Add(-sweepAhead); at.After(t.in.At) {
		return at
	}
	if closes.After(t.in.At) && !closes.Equal(t.a.Sweep.Closes) { // it is on: at once
		return t.in.At
	}
	return time.Time{}
}

func (t *agendaTurn) sweep() {
	closes := t.p.Hours.ClosingTime(t.in.At)
	if !closes.After(t.in.At) || t.in.At.Before(closes.Add(-sweepAhead)) || closes.Equal(t.a.Sweep.Closes) {
		return
	}
	var lines []Listed
	for _, c := range t.a.Cases {
		for _, it := range c.Items {
			if t.closing(it.Due).Equal(closes) {
				lines = append(lines, Listed{Thing{c.Case, it.Of, it.Due}, it.Line, false})
			}
		}
	}
	if len(lines) == 0 {
		return
	}
	slices.SortStableFunc(lines, func(a, b Listed) int { return a.Due.Compare(b.Due) })
	t.a.Boards++
	t.a.Sweep = Board{Closes: closes.UTC(), Clock: Case{Policy: t.p}.clock(closes), Lines: lines}
	if !t.awake(t.in.At).After(t.in.At) {
		t.a.Sweep.ID = "sweep-" + strconv.Itoa(t.a.Boards)
	}
}

// leaves: somebody on call may have to hear what is left of the sweep.
func (t *agendaTurn) leaves() bool {
	return !t.a.Sweep.Told && slices.ContainsFunc(t.a.Sweep.Lines, func(l Listed) bool { _, it := t.a.promised(l.Thing); return it != nil })
}

// left tells whoever is on call, at the closing time or not at all: what is missed later
// reaches a leader by its own clock.
func (t *agendaTurn) left() {
	if !t.leaves() || t.in.At.Before(t.a.Sweep.Closes) {
		return
	}
	t.a.Sweep.Told = true
	if t.in.At.Sub(t.a.Sweep.Closes) > lateAfter {
		return
	}
	var parts []Part
	for _, l := range t.a.Sweep.Lines {
		if _, it := t.a.promised(l.Thing); it != nil {
			parts = append(parts, Part{Case: l.Case, Head: l.Line})
		}
	}
	m := Message{Kind: NoteKind, Head: sweepLeft.With("name", t.a.Who.Name, "count", strconv.Itoa(len(parts))), Parts: parts[:min(len(parts), digestMost)]}
	for _, p := range t.onCall() {
		m.ID, m.To = "left-"+strconv.Itoa(t.a.Boards)+"-"+p.ID, Place{Where: Direct, User: p.ID}
		t.effects = append(t.effects, Show{m})
	}
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

func (a Agenda) drawSweep() Message {
	m := Message{ID: a.Sweep.ID, To: Place{Where: Direct, User: a.Who.ID}, Kind: NoteKind, Head: sweepNone.With()}
	open := 0
	for i, l := range a.Sweep.Lines {
		_, it := a.promised(l.Thing)
		if it != nil {
			open++
		}
		if i >= digestMost {
			continue
		}
		p := Part{Case: l.Case, Head: l.Line, Done: it == nil}
		if it != nil {
			p.Choices = actsOn(l.Case, it.On, Kept, CallNow, NotYet)
		}
		m.Parts = append(m.Parts, p)
	}
	switch {
	case open == 1:
		m.Head = sweepOne.With("time", a.Sweep.Clock)
	case open > 1:
		m.Head = sweepHead.With("count", strconv.Itoa(open), "time", a.Sweep.Clock)
	}
	if more := len(a.Sweep.Lines) - digestMost; more > 0 {
		m.Lines = []Line{digestMore.With("count", strconv.Itoa(more))}
	}
	return m
}
