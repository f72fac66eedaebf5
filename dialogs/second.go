package dialogs

import (
	"slices"

	"makegood/dialogs/policy"
)

// It failed again. Being right is worth twice as much now: somebody who leads is asked to
// call, the visit is prepared before anybody drives there, and the customer says who is
// to come (A2 S32, A4 R11, B4 5).

// Twice is until the customer has said who is to come.
const Twice Stage = "twice"

// SecondFailure is the same trouble again.
const SecondFailure Branch = "second"

var (
	twiceDo    = tell("twice.do", "")
	twiceSay   = say("twice.say", "")
	twiceNot   = tell("twice.not", "")
	twiceAsked = tell("twice.asked_done", "time!")
	twiceDone  = tell("twice.done", "time!")
	checkParts = tell("twice.parts", "")
	bookSame   = tell("twice.same", "")
	bookSenior = tell("twice.senior", "")
	secondCall = tell("call.second", "customer! owner!")
	leaderRing = tell("leader.promise", "")
)

// Acts.
const (
	PlanVisit  Act = "plan_visit"
	SameOne    Act = "same_one"
	AnotherOne Act = "another_one"
	EitherOne  Act = "either_one"
	ICall      Act = "i_call"   // the leader's answers
	LeaveIt    Act = "leave_it" // with the owner
)

var _ = put(branches, map[Branch]branch{SecondFailure: {
	cues:  append(slices.Clone(seconds), "failed again", "broke again", "happened again", "same problem again", "leaking again"),
	open:  calmBut(Twice),
	enter: (*turn).again,
}})

var _ = put(deeds, map[Act]deed{
	PlanVisit:  plain((*turn).again),
	SameOne:    plain(func(t *turn) { t.visit(bookSame) }),
	AnotherOne: plain(func(t *turn) { t.visit(bookSenior) }),
	EitherOne:  plain(func(t *turn) { t.visit(bookSenior) }), // the senior one is suggested
	ICall:      deed{does: (*turn).iCall}.of(policy.Lead),
	LeaveIt:    deed{does: (*turn).answerCall}.of(policy.Lead),
})

var _ = put(scenes, map[Stage]scene{Twice: {off: true, draws: (*turn).drawTwice}})

var _ = put(appeals, map[Branch]appeal{SecondFailure: {
	head: secondCall, acts: []Act{ICall, LeaveIt}, power: policy.Lead, facts: func(t *turn) []Line { return t.c.telling() },
}})

func (t *turn) again() {
	t.c.Details.Second = true
	t.call(SecondFailure)
	t.detour(Twice, twiceAsked.With("time", t.now()))
}

func (t *turn) drawTwice(m *Message) {
	m.Head, m.Say, m.Not = twiceDo.With(), twiceSay.With(), twiceNot.With()
	m.Lines = []Line{t.whoHas(SecondFailure)}
	t.offerActs(m, SameOne, AnotherOne, EitherOne)
}

// visit makes what has to happen before it a promise.
func (t *turn) visit(who Phrase) {
	by := t.c.Policy.Due(t.in.At, t.c.Policy.Clocks.Retry)
	t.ourPromise(checkParts, t.c.Owner, by)
	t.ourPromise(who, t.c.Owner, by)
	t.rejoin(twiceDone.With("time", t.now()))
}

// planned: the visit after a second failure has been prepared.
func (c Case) planned() bool {
	return slices.ContainsFunc(c.Promises, func(p Promise) bool { return p.What == slotPhrase(checkParts) })
}
