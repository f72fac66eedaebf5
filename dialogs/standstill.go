package dialogs

import (
	"time"

	"makegood/dialogs/policy"
)

// Where nothing happens although something should, somebody who leads hears of it and can
// take the case over. They are asked about one case by one question at a time.

// What a leader is called about. None of it is in a menu.
const (
	Unmet      Branch = "unmet"      // nobody has spoken with the customer
	Unanswered Branch = "unanswered" // the owner does not answer
	Stale      Branch = "stale"      // nobody does anything
)

var (
	unmetCall      = tell("call.unmet", "customer! owner!")
	unansweredCall = tell("call.unanswered", "customer! owner!")
	staleCall      = tell("call.stale", "customer! owner!")
	silenceNext    = tell("call.silence_next", "next!")
	silenceSince   = tell("call.silence_since", "time!")
	leftWithYou    = tell("silence.left", "name! customer! next!")
)

// TakeOver is a leader's word that the case is theirs from now on.
const TakeOver Act = "take_over"

var _ = put(deeds, map[Act]deed{TakeOver: deed{does: (*turn).answerCall}.of(policy.Lead)})

var _ = put(appeals, map[Branch]appeal{
	Unmet:      standstill(unmetCall),
	Unanswered: standstill(unansweredCall),
	Stale:      standstill(staleCall),
})

func standstill(head Phrase) appeal {
	return appeal{head: head, acts: []Act{TakeOver, LeaveIt}, power: policy.Lead, facts: (*turn).silenceFacts, answer: (*turn).silenceBroken}
}

func (t *turn) silenceFacts() []Line {
	return append(t.c.telling(),
		silenceSince.With("time", t.c.date(t.c.LastWord)), silenceNext.With("next", slotPhrase(t.c.Stage.next())))
}

// silenceBroken: the case is theirs, or the owner's after all, and then everything that
// called the owner begins anew.
func (t *turn) silenceBroken(k Call) {
	t.c.Watch.Again, t.c.Watch.Asked = 0, time.Time{}
	switch {
	case k.Taken.ID == t.c.Owner.ID:
		t.showStep()
	case k.Answer == TakeOver:
		t.own(k.Taken, t.c.Owner.Away.After(t.in.At))
	default:
		t.tellOwnerAwake("left-"+k.id(), leftWithYou.With("name", k.Taken.Name, "customer", t.c.customer(), "next", slotPhrase(t.c.Stage.next())))
		t.showStep()
	}
}

// leaderAsked: somebody above was called about this case standing still and has not
// answered.
func (c Case) leaderAsked() bool {
	for _, about := range []Branch{Absent, Unmet, Unanswered, Stale, MissedCall, Overdue, Wordless} {
		if c.openCall(about) != nil {
			return true
		}
	}
	return false
}

// lead calls somebody above who is awake. While they all sleep it waits and says no;
// where there is nobody above, that is an answer too. due is when they were to hear.
func (t *turn) lead(about Branch, due time.Time) bool {
	var wait time.Time
	for _, p := range around(t.callable(about), t.in.At) {
		if p.ID == t.c.Owner.ID {
			continue
		}
		at := t.c.awake(p, t.in.At)
		if !at.After(t.in.At) {
			t.callOnDue(about, []Person{p}, due)
			return true
		}
		wait = sooner(wait, at)
	}
	t.c.Watch.Hold = wait
	return wait.IsZero()
}
