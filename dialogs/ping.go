package dialogs

import (
	"slices"
	"strings"
	"time"
)

// Copy is a direct message that says what a message of the thread says, so that it stays
// true with it, whoever has the case by then.
type Copy struct {
	Of   string // id of the thread's message
	ID   string
	User string
}

// Gathered is what came too late to ping somebody by itself: their agenda has it, until
// it is answered.
type Gathered struct {
	Of   string // id of the thread's message
	Who  Person
	Line Line
	Due  time.Time
	Rest bool `json:",omitempty"` // because they slept or were away, and not because we were
}

// lateAfter is how long an outage may hold up what is due without a word about it: within a
// few minutes only few things of one person fall due, and each still comes as if in time.
// No policy has to say it.
const lateAfter = 5 * time.Minute

// late: the service was down when it was due. What waited because somebody slept is not.
func (in Input) late(due time.Time) bool { return due.Before(in.Since) && in.At.Sub(due) > lateAfter }

// ping calls people to m: by name in the thread, and each by a copy of it. due is when it
// was to be said, before quiet hours moved it; what an outage made late is only shown in
// the thread, and their agendas gather it. Redrawing a message notifies nobody, so what
// calls again needs an id of its own.
func (t *turn) ping(m Message, who []Person, due time.Time) {
	who = t.standIns(who)
	if m.Ping = nil; t.in.late(due) || t.gathered(m.ID) {
		t.show(m)
		t.gatherAs(m, who, due, false)
		return
	}
	now, later := t.whomNow(who, strings.HasPrefix(m.ID, wordID))
	if len(now) > 0 {
		m.Ping = ids(now)
	}
	t.show(m)
	for _, p := range now {
		t.copyTo(m, p)
	}
	t.gather(m, later, due)
}

// gathered: an agenda asked about the same thing, and nobody has answered yet. What
// follows from that is no burst either.
func (t *turn) gathered(message string) bool {
	token := t.c.promiseToken(message)
	return token != "" && slices.ContainsFunc(t.c.Gathered, func(g Gathered) bool { return !g.Rest && t.c.promiseToken(g.Of) == token })
}

// gather leaves it to people's agendas to call them to m.
func (t *turn) gather(m Message, who []Person, due time.Time) {
	t.gatherAs(m, who, due, !t.in.late(due))
}

func (t *turn) gatherAs(m Message, who []Person, due time.Time, rest bool) {
	for _, p := range who {
		if !slices.ContainsFunc(t.c.Gathered, func(g Gathered) bool { return g.Of == m.ID && g.Who.ID == p.ID }) {
			t.c.Gathered = append(t.c.Gathered, Gathered{Of: m.ID, Who: p, Line: m.Head, Due: due, Rest: rest})
		}
	}
}

// copyTo gives somebody a copy of a message. The owner's id is older than the others'.
func (t *turn) copyTo(m Message, p Person) {
	c := Copy{Of: m.ID, ID: m.ID + "-dm-" + p.ID, User: p.ID}
	if owners := m.ID + "-dm"; p.ID == t.c.Owner.ID && !slices.ContainsFunc(t.c.Copies, func(had Copy) bool { return had.ID == owners }) {
		c.ID = owners
	}
	if !slices.ContainsFunc(t.c.Copies, func(had Copy) bool { return had.Of == m.ID && had.User == p.ID }) {
		t.c.Copies = append(t.c.Copies, c)
	}
	t.reshowCopies(m, p.ID)
}

// reshow draws a message anew in the thread and wherever somebody has a copy of it.
func (t *turn) reshow(m Message) {
	t.show(m)
	t.reshowCopies(m, "")
}

// reshowCopies draws the copies, or only that of one person.
func (t *turn) reshowCopies(m Message, user string) {
	of := m.ID
	if i := slices.IndexFunc(t.c.Promises, func(p Promise) bool { return p.message() == of }); i >= 0 && m.Kind == NoteKind {
		m = t.promise(i) // there is no step below it that asks
		if list := t.c.askedIn(of); len(list) > 1 {
			m = t.together(list, false)
		}
	}
	for _, c := range t.c.Copies {
		if c.Of == of && (user == "" || c.User == user) {
			own := m
			own.ID, own.To, own.Ping = c.ID, Place{Where: Direct, User: c.User}, nil
			own.Choices, own.More = t.ownChoices(m.Choices, of, c.User), t.ownChoices(m.More, of, c.User)
			own.Parts = slices.Clone(m.Parts)
			for i, part := range own.Parts {
				own.Parts[i].Choices = t.ownChoices(part.Choices, of, c.User)
			}
			t.show(own)
		}
	}
}
