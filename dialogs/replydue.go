package dialogs

import (
	"time"

	"makegood/dialogs/policy"
)

// A review that has no answer is the owner's first, and then whoever's leads (B4 18, B5).

var (
	replyDue  = tell("reviewed.due", "customer!")
	replyCall = tell("call.review", "customer! owner!")
)

var _ = put(appeals, map[Branch]appeal{BadReview: {head: replyCall, facts: (*turn).reviewLines, power: policy.Lead}})

// replyDue is by when it is to be answered.
func (c Case) replyDue() time.Time { return c.Review.At.Add(c.Policy.Clock().ReviewWarn) }

// owesReply: there is a review, and no answer to it yet.
func (c Case) owesReply() bool { return !c.Review.At.IsZero() && c.Review.Replied.IsZero() }

// replyWakes is when somebody is told that there is no answer yet.
func (c Case) replyWakes() (at time.Time) {
	r := c.Review
	switch {
	case !c.owesReply() || r.Told:
		return at
	case !r.Warned:
		return c.daytime(c.replyDue())
	}
	at = maxTime(r.At.Add(c.Policy.Clock().ReviewLate), c.Watch.Hold)
	return c.Policy.Due(at, 0).UTC()
}

// remindReply: the owner first, then whoever leads.
func (t *turn) remindReply() {
	for at := t.c.replyWakes(); !at.IsZero() && !t.in.At.Before(at); at = t.c.replyWakes() {
		if !t.c.Review.Warned {
			t.c.Review.Warned = true
			t.callOwner("reply-"+t.c.stepID(), replyDue.With("customer", t.c.customer()), at)
			continue
		}
		if t.c.Review.Told = t.lead(BadReview, at); !t.c.Review.Told {
			return
		}
	}
}
