package dialogs

import (
	"reflect"
	"slices"
	"time"

	"makegood/dialogs/policy"
)

// Whoever has a case may be gone: their account is off, or they have no part in it any more.
// Then everybody who leads and is awake is asked to take it over, with one tap, and hears
// what would have called the owner until somebody has. Who comes back before that has the
// case as before (A4 R9, R10).

// Absent is an owner who is gone. It is in no menu.
const Absent Branch = "absent"

var (
	absentCall = tell("call.absent", "customer! owner!")
	absentBack = tell("absent.back", "customer! next!")
	heirDo     = tell("promise.heir", "name! what! customer! when!")
)

var _ = put(appeals, map[Branch]appeal{Absent: {
	head: absentCall, acts: []Act{TakeOver}, power: policy.Lead, answer: (*turn).silenceBroken,
	facts: func(t *turn) []Line { return append(t.silenceFacts(), t.promiseLines()...) },
}})

// Strayed reports whether the owner is gone, or back, or somebody keeps other hours, and the case
// does not know it yet.
func (c Case) Strayed(staff []Person, now time.Time) bool {
	here := among(staff, c.Owner)
	return c.Closed.IsZero() && len(staff) > 0 &&
		(c.Owner.Role != "" && !here || c.gone() && here && c.believed(now) || c.outdated(staff) || !c.gone() && len(c.heirless(staff)) > 0 || c.strandedTo(staff))
}

// known is how long it may take until everybody knows whose account is off: people are asked about once an hour.
const known = 2 * time.Hour

// believed: that somebody is here again is so. Who is gone by what the platform just said is not back
// because a list of people is older than that.
func (c Case) believed(now time.Time) bool { return !c.Watch.Off || now.Sub(c.Watch.Gone) > known }

// heirless are the open promises, by their places, of people who are not here any more, where somebody
// else has the case.
func (c Case) heirless(staff []Person) (list []int) {
	for i, p := range c.Promises {
		if p.Status == Open && p.Who.Role != "" && p.Who.ID != c.Owner.ID && len(staff) > 0 && !among(staff, p.Who) {
			list = append(list, i)
		}
	}
	return list
}

// Gone says that somebody can no longer be reached: the platform has no direct messages with them.
type Gone struct{ Who string }

func (Gone) event() {}

// cutOff takes note of it, before any list of people says so.
func (t *turn) cutOff(e Gone) {
	if t.c.ID == "" || !t.c.Closed.IsZero() {
		return
	}
	if e.Who == t.c.Owner.ID && !t.c.gone() {
		t.c.Watch.Gone, t.c.Watch.Off = t.in.At, true
		return
	}
	if k := t.c.openCall(HandingOver); k != nil && k.Asked[0].ID == e.Who {
		t.stranded()
	}
	for i, p := range t.c.Promises {
		if p.Status == Open && p.Who.ID == e.Who && e.Who != t.c.Owner.ID && !t.c.gone() {
			t.heir(i)
		}
	}
}

// heir: what somebody had promised who is gone is the owner's, who hears so at once and may give it to
// another.
func (t *turn) heir(i int) {
	p := &t.c.Promises[i]
	p.From, p.Who, p.Rev = p.Who.Name, t.c.Owner, p.Rev+1
	t.askPromise(i, asksHeir, []Person{t.c.Owner}, t.in.At)
}

// outdated: somebody whom something in it may be due for wants to be met otherwise by now.
func (c Case) outdated(staff []Person) bool {
	if i := slices.IndexFunc(staff, func(p Person) bool { return p.ID == c.Owner.ID }); i >= 0 && c.Owner != c.Owner.found(staff[i]) {
		return true
	}
	was := c.clone()
	t := turn{c: c.clone(), in: Input{Staff: staff}}
	t.locate()
	return !reflect.DeepEqual(t.c, was)
}

func (c Case) gone() bool { return !c.Watch.Gone.IsZero() }

// whereabouts keeps whether the owner is here. Somebody without a role never was: they are not
// missed, and have their case.
func (t *turn) whereabouts(had string) {
	switch here := among(t.in.Staff, t.c.Owner); {
	case len(t.in.Staff) == 0: // it is not known who works here
	case had != "" && !here && !t.c.gone():
		t.c.Watch.Gone = t.in.At
	case t.c.gone() && t.c.Watch.Off && t.in.Actor.ID == t.c.Owner.ID, t.c.gone() && here && t.c.believed(t.in.At):
		t.found()
		t.tellOwnerAwake("back-"+t.c.stepID(), absentBack.With("customer", t.c.customer(), "next", slotPhrase(t.c.Stage.next())))
	case !t.c.gone():
		for _, i := range t.c.heirless(t.in.Staff) {
			t.heir(i)
		}
	}
	if t.c.strandedTo(t.in.Staff) {
		t.stranded()
	}
}

// found: somebody has the case who is here.
func (t *turn) found() {
	t.c.Watch.Gone, t.c.Watch.Sought, t.c.Watch.Off = time.Time{}, time.Time{}, false
	t.dropCall(Absent, "")
}

// inherit: what somebody who cannot do it had promised is to's now.
func (t *turn) inherit(from, to Person) {
	for i := range t.c.Promises {
		if p := &t.c.Promises[i]; p.Status == Open && p.Who.ID == from.ID {
			p.Who, p.Rev = to, p.Rev+1
			if p.Shown {
				t.showPromise(i)
			}
		}
	}
}

// promisesOf are somebody's open promises, which stay theirs when the case goes on without them.
func (t *turn) promisesOf(who Person) []Line {
	var l []Line
	for _, p := range t.c.Promises {
		if p.Status == Open && p.Who.ID == who.ID {
			l = append(l, t.promiseLine(p))
		}
	}
	return l
}

// absentDue is when those who lead are asked.
func (c Case) absentDue() (at time.Time) {
	if !c.gone() || !c.Watch.Sought.IsZero() {
		return at
	}
	return c.Policy.Due(c.Watch.Gone, 0).UTC()
}

// seekOwner asks all of them who are awake; while all sleep it waits.
func (t *turn) seekOwner(time.Time) {
	leads := slices.DeleteFunc(t.able(policy.Lead), func(p Person) bool { return p.ID == t.c.Owner.ID })
	if up := t.c.notAsleep(leads, t.in.At); len(up) > 0 {
		t.callOn(Absent, up)
	} else if len(leads) > 0 {
		t.c.Watch.Hold = t.c.someAwake(leads, t.in.At)
		return
	}
	t.c.Watch.Sought = t.in.At
}

// standIns are those who are called in place of an owner who is gone.
func (t *turn) standIns(who []Person) []Person {
	if !t.c.gone() || !among(who, t.c.Owner) {
		return who
	}
	who = slices.DeleteFunc(slices.Clone(who), func(p Person) bool { return p.ID == t.c.Owner.ID })
	for _, p := range t.c.notAsleep(t.able(policy.Lead), t.in.At) {
		if p.ID != t.c.Owner.ID && !among(who, p) {
			who = append(who, p)
		}
	}
	return who
}
