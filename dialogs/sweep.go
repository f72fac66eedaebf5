package dialogs

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Before the company closes, everybody is asked about each promise of theirs that is due
// before it opens again (A7 F8), in one message.

// sweepAhead is how long before closing: the phone can still be picked up for each.
const sweepAhead = 30 * time.Minute

var (
	sweepHead = tell("sweep.head", "count! time!")
	sweepOne  = tell("sweep.one", "time!")
	sweepNone = tell("sweep.none", "")
	sweepNow  = tell("sweep.now", "what! customer! when!")
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

// takeIn keeps the message as it is now: what was given another time before we open again has that
// one, and what was promised since is in it too.
func (t *agendaTurn) takeIn() {
	b := &t.a.Sweep
	if len(b.Lines) == 0 || !t.in.At.Before(b.Closes) {
		return
	}
	b.Lines = slices.Clone(b.Lines)
	for _, c := range t.a.Cases {
		for _, it := range c.Items {
			if !t.closing(it.Due).Equal(b.Closes) {
				continue
			}
			l := Listed{Thing{c.Case, it.Of, it.Due}, it.Line, false}
			if i := slices.IndexFunc(b.Lines, func(had Listed) bool { return had.Case == l.Case && had.Of == l.Of }); i >= 0 {
				b.Lines[i] = l
			} else {
				b.Lines = append(b.Lines, l)
			}
		}
	}
}

func (a Agenda) drawSweep() Message {
	m := Message{ID: a.Sweep.ID, To: Place{Where: Direct, User: a.Who.ID}, Kind: NoteKind, Head: sweepNone.With()}
	switch open := a.list(&m, a.Sweep.Lines, Kept, CallNow, NewTime); {
	case open == 1:
		m.Head = sweepOne.With("time", a.Sweep.Clock)
	case open > 1:
		m.Head = sweepHead.With("count", strconv.Itoa(open), "time", a.Sweep.Clock)
	}
	return m
}

// list draws promises: those that nobody has answered for first, with those choices, and says how
// many they are. What has another time by now has that one.
func (a Agenda) list(m *Message, lines []Listed, acts ...Act) (open int) {
	var asked, over []Part
	for _, l := range lines {
		p := Part{Case: l.Case, Head: l.Line, Done: true}
		if _, it := a.promised(l.Thing); it != nil {
			p.Done, p.Choices = false, actsOn(l.Case, it.On, acts...)
			asked = append(asked, p)
			continue
		}
		p.Head = a.movedLine(l)
		over = append(over, p)
	}
	a.fit(m, asked, over)
	return len(asked)
}

// fit puts as many lines into a message as a phone shows, what is open first, and says how much of
// that there is besides.
func (a Agenda) fit(m *Message, open, over []Part) {
	m.Parts = slices.Concat(open, over)
	m.Parts = m.Parts[:min(len(m.Parts), digestMost)]
	if more := len(open) - digestMost; more > 0 {
		m.Lines = []Line{digestMore.With("count", strconv.Itoa(more))}
	}
}

// movedLine is what is said of a line that is over: the new time, where that is why.
func (a Agenda) movedLine(l Listed) Line {
	for _, c := range a.Cases {
		for _, it := range c.Items {
			same := it.Of == l.Of || strings.HasPrefix(l.Of, it.Of+"-")
			if when := it.Line.Slots["when"]; c.Case == l.Case && same && when != l.Line.Slots["when"] {
				return sweepNow.With("when", when, "customer", it.Line.Slots["customer"], "what", it.Line.Slots["what"])
			}
		}
	}
	return l.Line
}
