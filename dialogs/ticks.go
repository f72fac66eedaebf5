package dialogs

import (
	"reflect"
	"slices"
	"strings"
	"time"
)

// The clocks of a case (B5) are read off the case: nothing is set and nothing cancelled.
// What is due calls people once. Where several are due at the same time the gravest calls
// and the others are only written down; and what can wait gives way to what cannot, so
// that nobody is called twice within a few minutes about one case.

// Watch is what the clocks of a case go by besides what happened in it.
type Watch struct {
	Met   bool      `json:",omitzero"` // the customer has heard from us since it opened
	Acted time.Time `json:",omitzero"` // when somebody last did something in it
	Since time.Time `json:",omitzero"` // when the live step came
	Rung  time.Time `json:",omitzero"` // when a clock last called the owner
	Sleep time.Time `json:",omitzero"` // the owner sleeps until then
	Hold  time.Time `json:",omitzero"` // and so does whoever leads, or the company is closed

	First time.Time `json:",omitzero"`  // when the owner was told that the first contact is late
	Led   bool      `json:",omitzero"`  // a leader was, too
	Word  time.Time `json:",omitzero"`  // when the owner was reminded of a word that was due
	Again int       `json:",omitzero"`  // how often the owner was called again about what is open
	Asked time.Time `json:",omitzero"`  // the last time of it
	Rings int       `json:",omitzero"`  // how often in all
	Below int       `json:",omitempty"` // the step that the latest of these is about; 0: it was answered
	Next  Stage     `json:",omitempty"` // and where that stood
	Stale time.Time `json:",omitzero"`  // when somebody above heard that nothing happens

	Called []Called `json:",omitempty"` // calls of the owner by which something is still to be done

	Gone   time.Time `json:",omitzero"`  // since when nobody has the case, because its owner is gone
	Off    bool      `json:",omitempty"` // their account is off, by what the platform says
	Sought time.Time `json:",omitzero"`  // when those who lead were asked to take it over

	News   int       `json:",omitzero"`  // how often the owner was asked for a word with nothing new
	NewsAt time.Time `json:",omitzero"`  // the last time
	Heard  time.Time `json:",omitzero"`  // when the customer heard from us after it
	Mute   int       `json:",omitempty"` // how often in a row the owner was asked for one in vain
}

// Called is a call of the owner in a line.
type Called struct {
	ID   string // of the message
	Name string
	At   time.Time
}

// tick is one clock.
type tick struct {
	due   func(Case) time.Time // zero: it does not run
	rings func(*turn, time.Time)
}

// apart is how long what can wait stays away from what called the owner.
const apart = 30 * time.Minute

// ticks are the clocks that call about silence, the gravest first. All of them can wait.
func ticks() []tick {
	return []tick{
		{Case.absentDue, (*turn).seekOwner},
		{Case.firstDue, (*turn).remindFirst},
		{Case.unansweredDue, (*turn).askAgain},
		{Case.staleDue, (*turn).tellStale},
		{Case.newsDue, (*turn).askNews},
	}
}

// tickDue is when the next of them is.
func (c Case) tickDue() time.Time {
	var next time.Time
	for _, k := range ticks() {
		if at := k.due(c); !at.IsZero() {
			next = sooner(next, maxTime(at, c.Watch.Hold))
		}
	}
	return next
}

// ring lets every clock that is due do what it does.
func (t *turn) ring() {
	for _, k := range ticks() {
		t.heardBell()
		at := k.due(t.c)
		if at.IsZero() || t.in.At.Before(maxTime(at, t.c.Watch.Hold)) {
			continue
		}
		if open := t.c.daytime(t.in.At); open.After(t.in.At) { // it became due while we were away
			t.c.Watch.Hold = open
			return
		}
		k.rings(t, at)
	}
}

// heardBell keeps when the owner was last called.
func (t *turn) heardBell() {
	for _, e := range t.effects {
		if s, ok := e.(Show); ok && (s.To.User == t.c.Owner.ID || slices.Contains(s.Ping, t.c.Owner.ID)) {
			t.c.Watch.Rung = t.in.At
			return
		}
	}
}

// rang: the owner is called by this very step.
func (t *turn) rang() bool {
	t.heardBell()
	return t.c.Watch.Rung.Equal(t.in.At)
}

// callOwner says one line to the owner that something is due. Where something graver
// calls them at this very moment it is only written down.
func (t *turn) callOwner(id string, l Line, due time.Time, more ...Line) {
	m := Message{ID: id, To: Place{Where: Thread}, Kind: NoteKind, Head: l, Lines: more}
	t.c.Watch.Called = append(slices.Clip(t.c.Watch.Called), Called{id, t.c.Owner.Name, t.in.At})
	if t.rang() {
		t.show(m)
		return
	}
	t.ping(m, []Person{t.c.Owner}, due)
}

// wordID is what a call begins with that cannot wait until morning: the customer was told a time.
const wordID = "word-"

var calledDone = tell("called.done", "name! time!")

// calls are what a one-line call of the owner begins with.
var calls = []string{"first-", wordID, "again-", "reply-", "resume-"}

// heardOut takes back what called about silence once the case has gone on: of a leader, of the owner, where a line
// is left of it, and off the agendas where an outage left it.
func (t *turn) heardOut(before Case) {
	if t.c.At.Seq == before.At.Seq && t.c.Stage == before.Stage && t.c.LastWord.Equal(before.LastWord) && t.c.Review.Replied.Equal(before.Review.Replied) {
		return
	}
	if t.in.Actor.ID != "" {
		for _, about := range []Branch{Unmet, Unanswered, Stale, Wordless} {
			t.dropCall(about, "")
		}
	}
	t.c.Watch.Called = append([]Called(nil), t.c.Watch.Called[min(len(before.Watch.Called), len(t.c.Watch.Called)):]...) // what called in this step stands
	for _, k := range before.Watch.Called {
		t.reshow(Message{ID: k.ID, To: Place{Where: Thread}, Kind: DoneKind, Head: calledDone.With("name", k.Name, "time", t.c.date(k.At))})
	}
	t.c.Gathered = slices.DeleteFunc(t.c.Gathered, func(g Gathered) bool {
		of := func(kind string) bool { return strings.HasPrefix(g.Of, kind) }
		return slices.ContainsFunc(calls, of) && slices.ContainsFunc(before.Gathered, func(b Gathered) bool { return b.Of == g.Of })
	})
	if len(t.c.Gathered) == 0 {
		t.c.Gathered = nil
	}
}

// fits is the first moment from at on for calling the owner about what can wait: the
// company is open, they are awake, nothing called them just before and nothing that
// cannot wait is about to.
func (c Case) fits(at time.Time) time.Time {
	if r := c.Watch.Rung; !r.IsZero() {
		at = maxTime(at, r.Add(apart))
	}
	if hard := c.callsOwner(); hard.After(at) && hard.Before(at.Add(apart)) {
		at = hard.Add(apart)
	}
	return c.daytime(at)
}

// daytime is the first moment from at on when the company is open and the owner awake.
func (c Case) daytime(at time.Time) time.Time {
	at = maxTime(at, c.Watch.Sleep)
	for range 7 { // somebody far away may sleep through most of the opening hours
		to := c.awake(c.Owner, c.Policy.Due(at, 0))
		if to.Equal(at) {
			break
		}
		at = to
	}
	return at.UTC()
}

// acts keeps when somebody did something. What is typed counts once in a while: it would
// otherwise redraw the card with every line.
func (t *turn) acts(before Case) {
	const lull = 15 * time.Minute
	_, typed := t.in.Event.(Said)
	still := typed && t.in.At.Sub(before.Watch.Acted) < lull || !typed && reflect.DeepEqual(t.c, before)
	if t.in.Actor.ID == "" || !t.c.Closed.IsZero() || still {
		return
	}
	t.c.Watch.Acted, t.c.Watch.Hold, t.c.Watch.Sleep = t.in.At, time.Time{}, time.Time{}
}

// acted is when somebody last did something in the case.
func (c Case) acted() time.Time { return maxTime(maxTime(c.Opened, c.LastWord), c.Watch.Acted) }

// appointed is when the case goes on by what somebody decided; zero: it waits for nothing.
func (c Case) appointed() (at time.Time) {
	switch {
	case c.Stage == Waiting:
		return c.FollowUp.Due
	case c.Stage == Settle:
		for _, p := range c.Promises {
			if p.Status == Open {
				at = maxTime(at, p.By)
			}
		}
		return at
	}
	return c.resumes()
}

// sooner is the earlier of two moments that are any.
func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
