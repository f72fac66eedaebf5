package dialogs

import (
	"slices"
	"time"

	"makegood/dialogs/calendar"
	"makegood/dialogs/policy"
)

// Who is away for days is passed over where others can answer. What would have called them calls
// whoever stands in, who may do what they may; what they were not called to waits in their
// agenda, which tells it in one message when they are back. Danger waits for nobody and is told
// to everybody as ever.

func (p Person) away(at time.Time) bool { return p.Away.After(at) }

// quietOf are somebody's own quiet hours, else those of their role.
func (c Case) quietOf(p Person) calendar.Quiet {
	if p.Quiet != (calendar.Quiet{}) {
		return p.Quiet
	}
	return c.Policy.QuietOf(c.roleOf(p))
}

// atHand is the first moment from at on at which somebody is neither away nor asleep.
func (c Case) atHand(p Person, at time.Time) time.Time { return c.awake(p, maxTime(at, p.Away).UTC()) }

// around are those who are not away; all of them where all are.
func around(who []Person, at time.Time) []Person {
	if here := slices.DeleteFunc(slices.Clone(who), func(p Person) bool { return p.away(at) }); len(here) > 0 {
		return here
	}
	return who
}

// hereFirst puts those who are away behind the others.
func hereFirst(who []Person, at time.Time) []Person {
	slices.SortStableFunc(who, func(a, b Person) int { return order(a.away(at)) - order(b.away(at)) })
	return who
}

// standIn is who stands in for somebody: whom they named, else the first of those who lead; nobody
// where none of them can.
func (t *turn) standIn(p Person) []Person {
	can := func(one Person) bool { return one.ID != p.ID && !t.c.atHand(one, t.in.At).After(t.in.At) }
	if i := slices.IndexFunc(t.in.Staff, func(one Person) bool { return one.ID == p.Instead }); i >= 0 && can(t.in.Staff[i]) {
		return []Person{t.in.Staff[i]}
	}
	for _, one := range t.able(policy.Lead) {
		if can(one) {
			return []Person{one}
		}
	}
	return nil
}

// standsFor: whoever somebody named to stand in for them, while they are away, has their part.
func (t *turn) standsFor(who, absent Person) bool {
	return who.ID != "" && absent.away(t.in.At) && absent.Instead == who.ID
}

// whomNow sorts whom a message is for: who is called now, and who hears of it later, because they
// are away or asleep. Whoever acts is awake. waits: the customer does, so nobody is let sleep.
func (t *turn) whomNow(who []Person, waits bool) (now, later []Person) {
	add := func(p Person) {
		if !among(now, p) {
			now = append(now, p)
		}
	}
	for _, p := range who {
		switch {
		case p.ID == t.in.Actor.ID:
			add(p)
		case p.away(t.in.At):
			subs := t.standIn(p)
			for _, s := range subs {
				add(s)
			}
			if later = append(later, p); len(subs) == 0 && !t.c.awake(p, t.in.At).After(t.in.At) {
				add(p)
			}
		case !waits && t.c.awake(p, t.in.At).After(t.in.At):
			later = append(later, p)
		default:
			add(p)
		}
	}
	return now, slices.DeleteFunc(later, func(p Person) bool { return among(now, p) })
}

// tellOwnerAwake is tellOwner for what can wait until they are awake or back.
func (t *turn) tellOwnerAwake(id string, l Line) { t.giveOwnerAwake(Message{ID: id, Head: l}) }

func (t *turn) giveOwnerAwake(m Message) {
	now, later := t.whomNow([]Person{t.c.Owner}, false)
	if len(later) == 0 || t.c.gone() {
		t.giveOwner(m)
		return
	}
	m.To, m.Kind = Place{Where: Thread}, NoteKind
	if len(now) > 0 {
		m.Ping = ids(now)
	}
	t.show(m)
	for _, p := range now {
		t.copyTo(m, p)
	}
	t.gather(m, later, t.in.At)
}
