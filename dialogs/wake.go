package dialogs

import "time"

// NextWake is when the case must be looked at again; zero only before it opens and after
// it closes.
func (c Case) NextWake() time.Time {
	if c.ID == "" || !c.Closed.IsZero() {
		return time.Time{}
	}
	next := sooner(c.callsOwner(), c.tickDue())
	next = sooner(next, c.Escalate)
	if c.naming() {
		next = sooner(next, c.NextWord)
	}
	if c.choosing() {
		next = sooner(next, c.FollowUp.Next.passes())
	}
	if r := c.pending(); r != nil {
		next = sooner(next, r.Remind)
	}
	for _, k := range c.Calls {
		if k.Ended.IsZero() {
			next = sooner(next, k.Remind)
		}
	}
	return next
}

// callsOwner is the next time at which the owner is called about something that does not
// wait for anything else.
func (c Case) callsOwner() (next time.Time) {
	if c.WordDue {
		next = c.NextWord
	}
	for _, p := range c.Promises {
		next = sooner(next, c.wakes(p))
	}
	next = sooner(next, c.followUpWakes())
	next = sooner(next, c.resumes())
	return sooner(next, c.replyWakes())
}

// woke does whatever is due by now, what brings its own buttons first: one who is called
// by that is not called by anything else of the case at the same time.
func (t *turn) woke() {
	if t.c.ID == "" || !t.c.Closed.IsZero() {
		return
	}
	t.letSleep()
	t.pingPromises()
	t.followUpDue()
	t.resume()
	t.nudgeNextWord()
	t.lookedAgain()
	t.renewTime()
	t.renewProposal()
	t.remindApprover()
	t.remindReply()
	t.callAgain()
	t.escalate()
	t.ring()
}

// letSleep puts off what became due while the company was away and comes up only now, in
// the owner's quiet hours.
func (t *turn) letSleep() {
	due := sooner(sooner(t.c.followUpWakes(), t.c.resumes()), t.c.replyWakes())
	if due.IsZero() || t.in.At.Before(due) {
		return
	}
	if at := t.c.awake(t.c.Owner, t.in.At); at.After(t.in.At) {
		t.c.Watch.Sleep = at
	}
}
