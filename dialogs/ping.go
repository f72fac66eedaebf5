package dialogs

import (
	"slices"
	"time"
)

// Copy is a direct message that says what a message of the thread says, so that it stays
// true with it, whoever has the case by then.
type Copy struct {
	Of   string // id of the thread's message
	ID   string
	User string
}

// ping calls people to m, which is due: by name in the thread, and each by a copy of it.
// Redrawing a message notifies nobody, so what calls again needs an id of its own.
func (t *turn) ping(m Message, who []Person, due time.Time) {
	_ = due // what is late is gathered
	m.Ping = ids(who)
	t.show(m)
	for _, p := range who {
		t.copyTo(m, p)
	}
}

// copyTo gives somebody a copy of a message. The owner's id is older than the others'.
func (t *turn) copyTo(m Message, p Person) {
	c := Copy{Of: m.ID, ID: m.ID + "-dm-" + p.ID, User: p.ID}
	if p.ID == t.c.Owner.ID {
		c.ID = m.ID + "-dm"
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
	for _, c := range t.c.Copies {
		if c.Of == of && (user == "" || c.User == user) {
			m.ID, m.To, m.Ping = c.ID, Place{Where: Direct, User: c.User}, nil
			t.show(m)
		}
	}
}
