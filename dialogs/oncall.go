package dialogs

import (
	"slices"
	"time"
)

// While the company is closed somebody is on call, so that nobody waits until morning who
// cannot (A4 R9). They hear first, and may take it whatever their role: a person who
// answers matters then, and money stays with those who decide about it.

// onCall are the people who are on call now; nobody while the company is open. The policy
// in force names them, as they change from week to week.
func (t *turn) onCall() []Person { return t.onCallAt(t.in.At) }

func (t *turn) onCallAt(at time.Time) []Person {
	if t.c.Policy.Hours.Open(at) {
		return nil
	}
	var who []Person
	for _, id := range t.inForce.OnCall {
		if i := slices.IndexFunc(t.in.Staff, func(p Person) bool { return p.ID == id }); i >= 0 {
			who = append(who, t.in.Staff[i])
		}
	}
	return who
}

// taking are the acts by which somebody takes a call to answer it themselves.
var taking = []Act{IHaveIt, ICall, RingInstead, TalkToThem}

// standsIn: somebody who is on call takes what is a leader's otherwise.
func (t *turn) standsIn(who Person, a Act) bool {
	return slices.Contains(taking, a) && who.ID != t.c.Owner.ID && among(t.onCall(), who)
}

// callable are the people who may answer a call about a branch, in the order in which they
// are told: whoever is on call, then whoever may approve least.
func (t *turn) callable(about Branch) []Person {
	a := appeals[about]
	may := t.able(a.power)
	taken := slices.ContainsFunc(a.acts, func(act Act) bool { return slices.Contains(taking, act) })
	var who []Person
	for _, p := range t.onCall() {
		if p.ID != t.c.Owner.ID && (taken || among(may, p)) {
			who = append(who, p)
		}
	}
	who = append(who, slices.DeleteFunc(may, func(p Person) bool { return among(who, p) || p.ID == t.c.Owner.ID && len(who) > 0 })...)
	return hereFirst(who, t.in.At)
}

func among(who []Person, p Person) bool {
	return slices.ContainsFunc(who, func(one Person) bool { return one.ID == p.ID })
}
