package dialogs

import (
	"strconv"

	"makegood/dialogs/policy"
)

// They called again before we did. Each time it is more urgent, from the second on a
// leader hears, and every time they get what was missing: sorry, a name and a time (A7
// F5, F17). It is the step of a call that did not come, with words of its own.

// CalledAgain is the branch.
const CalledAgain Branch = "called_again"

var (
	inboundDo   = tell("inbound.do", "count! time!")
	inboundSay  = say("inbound.say", "owner! time!")
	inboundDone = tell("inbound.in_done", "time!")
	inboundCall = tell("call.called_again", "customer! owner!")
	factRepeats = tell("fact.repeats", "count!")
)

// repeatsMost is from how many times on a leader hears.
const repeatsMost = 2

var _ = put(branches, map[Branch]branch{CalledAgain: {
	cues: []string{
		"called again", "calls again", "calling again", "called us again", "called back again", "called in again", "rang again", "rang us again", "phoned again",
		"texted again", "emailed again", "wrote again", "second call today", "third call today", "called twice today", "had to call us again", "had to call again",
	},
	hears: rangAgain,
	open:  calmBut(),
	enter: (*turn).calledAgain,
}})

var _ = put(appeals, map[Branch]appeal{CalledAgain: {
	head: inboundCall, acts: []Act{ICall, LeaveIt}, power: policy.Lead, facts: func(t *turn) []Line { return t.c.telling() }, answer: (*turn).rings,
}})

// calledAgain counts, and raises how urgent it is.
func (t *turn) calledAgain() {
	t.repeats()
	t.c.Escalate = t.in.At.Add(t.c.Policy.Clock().Missed)
	t.nameTime()
	if t.c.Details.Repeats >= repeatsMost {
		t.call(CalledAgain)
	}
	t.c.Rang = true
	t.detour(Unheard, inboundDone.With("time", t.now()))
}

// repeats counts one more, and it is more urgent.
func (t *turn) repeats() {
	d := &t.c.Details
	d.Repeats++
	switch d.Urgency {
	case Today, Now:
		d.Urgency = Now
	case CanWait, "":
		d.Urgency = Today
	}
}

// ringsAgain: what was typed when a case was opened says that they called again.
func (d Details) ringsAgain() bool {
	return d.Repeats > 0 || mentions(d.Problem, branches[CalledAgain].cues) || rangAgain(d.Problem)
}

// drawRepeat has the words for it on the step.
func (t *turn) drawRepeat(m *Message, until string) {
	m.Head = inboundDo.With("count", strconv.Itoa(t.c.Details.Repeats), "time", until)
	m.Say = inboundSay.With("owner", t.c.Owner.Name, "time", until)
	if t.c.openCall(CalledAgain) != nil {
		m.Lines = append(m.Lines, t.whoHas(CalledAgain))
	}
}
