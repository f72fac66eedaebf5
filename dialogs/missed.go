package dialogs

import (
	"time"

	"makegood/dialogs/policy"
)

// They waited for a call of ours and it did not come. They are told so first, get a name
// and a time now, and if that does not happen either, somebody who leads hears of it
// (A14, A7 F4 to F10).

// Unheard is until they have a name and a time.
const Unheard Stage = "unheard"

// MissedCall is a call of ours that did not come.
const MissedCall Branch = "missed_call"

var (
	missedDo   = tell("missed.do", "time!")
	missedSay  = say("missed.say", "owner time!")
	missedNot  = tell("missed.not", "")
	missedAsk  = tell("missed.urgent", "")
	missedIn   = tell("missed.in_done", "time!")
	missedDone = tell("missed.done", "until! time!")
	missedCall = tell("call.missed", "customer! owner!")
)

// Acts.
const (
	HeardFromMe Act = "heard_from_me"
	NeedsItNow  Act = "needs_it_now"
	NeedsItDay  Act = "needs_it_today"
	NeedsItSoon Act = "can_wait"
)

var _ = put(branches, map[Branch]branch{MissedCall: {
	cues: []string{
		"nobody called", "no one called", "never called", "never called back", "didn't call back", "did not call back",
		"no call back", "no callback", "waited for a call", "waiting for a call", "called three times", "still waiting for us to call",
	},
	open:  calmBut(Unheard),
	enter: (*turn).unheard,
}})

var _ = put(deeds, map[Act]deed{
	HeardFromMe: plain((*turn).heardFromMe),
	NeedsItNow:  plain(func(t *turn) { t.urgent(Now) }),
	NeedsItDay:  plain(func(t *turn) { t.urgent(Today) }),
	NeedsItSoon: plain(func(t *turn) { t.urgent(CanWait) }),
})

var _ = put(scenes, map[Stage]scene{Unheard: {off: true, draws: (*turn).drawUnheard}})

var _ = put(appeals, map[Branch]appeal{MissedCall: {
	head: missedCall, acts: []Act{ICall, LeaveIt}, power: policy.Lead, facts: func(t *turn) []Line { return t.c.telling() }, answer: (*turn).rings,
}})

// unheard counts; from the second time on a leader knows at once.
func (t *turn) unheard() {
	t.c.Details.Missed++
	t.c.Rang = false
	t.c.Escalate = t.in.At.Add(t.c.Policy.Clock().Missed)
	t.nameTime()
	if t.c.Details.Missed > 1 {
		t.call(MissedCall)
	}
	t.detour(Unheard, missedIn.With("time", t.now()))
}

func (t *turn) drawUnheard(m *Message) {
	until := t.c.clock(t.c.NextWord)
	m.Head, m.Not = missedDo.With("time", until), missedNot.With()
	m.Say = missedSay.With("owner", t.c.Owner.Name, "time", until)
	if t.c.openCall(MissedCall) != nil {
		m.Lines = []Line{t.whoHas(MissedCall)}
	}
	if t.c.Rang {
		t.drawRepeat(m, until)
	}
	t.offerActs(m, HeardFromMe)
	if t.c.Details.Urgency == "" { // asked here, so that nobody asks them whether they said so (A7 F9)
		m.Lines = append(m.Lines, missedAsk.With())
		m.Choices = append(m.Choices, NeedsItNow.on(t.c.token()), NeedsItDay.on(t.c.token()), NeedsItSoon.on(t.c.token()))
	}
}

func (t *turn) urgent(u Urgency) {
	t.c.Details.Urgency = u
	t.redraw()
}

// heardFromMe: they have a name and a time, and were told sorry.
func (t *turn) heardFromMe() {
	if !t.c.NextWord.After(t.in.At) {
		t.nameTime()
		t.redraw()
		return
	}
	t.saidSorry()
	t.c.Rang = false
	t.c.LastWord, t.c.WordDue, t.c.Escalate = t.in.At, true, time.Time{}
	t.rejoin(missedDone.With("until", t.c.clock(t.c.NextWord), "time", t.now()))
}

// escalate tells a leader where the customer has not heard from us since (B5).
func (t *turn) escalate() {
	if t.c.Escalate.IsZero() || t.in.At.Before(t.c.Escalate) {
		return
	}
	if later := t.mayChase(t.in.At, time.Time{}, t.callable(MissedCall)); later.After(t.in.At) {
		t.c.Escalate = later
		return
	}
	due := t.c.Escalate
	t.c.Escalate = time.Time{}
	if !t.c.LastWord.After(due.Add(-t.c.Policy.Clock().Missed)) {
		t.callDue(MissedCall, due)
		t.showStep()
	}
}
