package dialogs

import (
	"cmp"
	"slices"
	"time"
)

// A complaint that came without anybody on the line - a review, a text, an e-mail, or
// something of ours that they do not know yet - is answered within minutes, even with no
// answer to give: somebody is there (B4 15). A new customer waits half as long (B4 16).

var (
	firstLate = tell("first.late", "customer!")
	firstBy   = tell("card.first", "customer! until!")
)

// unmet: nobody has spoken with the customer, or tried to.
func (c Case) unmet() bool {
	waiting := c.Details.HeadsUp || slices.Contains([]Source{ByText, ByMail, ByReview}, c.Details.Source)
	return waiting && c.Outcome == "" && !c.Watch.Met && !c.LastWord.After(c.Opened) && len(c.FollowUp.Tries) == 0
}

// firstBy is when they are to have heard from us.
func (c Case) firstBy() time.Time {
	wait := c.Policy.Clock().FirstContact
	if c.newcomer() {
		wait /= 2
	}
	return c.Policy.Due(c.Opened, wait).UTC()
}

// newcomer: we have never had to do with them before, as far as we know.
func (c Case) newcomer() bool { return len(c.Known.Cases) == 0 && c.Details.Years == 0 }

// firstDue is when the owner hears that it is late, and then somebody who leads.
func (c Case) firstDue() (at time.Time) {
	if !c.unmet() || c.Watch.Led || c.leaderAsked() || c.Stage == Unsafe {
		return at
	}
	if told := c.Watch.First; !told.IsZero() {
		return c.Policy.Due(told, c.Policy.Clock().FirstContact).UTC()
	}
	return c.daytime(c.firstBy())
}

func (t *turn) remindFirst(due time.Time) {
	if t.c.Watch.First.IsZero() {
		t.c.Watch.First = t.in.At
		t.callOwner("first-"+t.c.stepID(), firstLate.With("customer", t.c.customer()), due)
		return
	}
	t.c.Watch.Led = t.lead(Unmet, due)
}

// spoken are the stages at which the customer is being spoken with.
var spoken = []Stage{Ahead, Listen, Clarify, Anything, Empathize, Apologize, Reassure, Asking, Offering, Agree, Thank, CheckIn}

// heard keeps that the customer has heard from us where a step with them was done, so that
// no clock calls about silence while somebody is talking.
func (t *turn) heard(before Case) {
	chose, pressed := t.in.Event.(Chose)
	filled, sent := t.in.Event.(Filled)
	switch {
	case !pressed && !sent, slices.Contains([]Act{Skip, StepBack, NoAnswer, SentIt}, chose.Act),
		slices.Contains([]FormID{BranchForm, SkipForm, SnoozeForm}, filled.Form):
		return
	}
	on := cmp.Or(chose.On, filled.On)
	moved := t.c.At.Seq > before.At.Seq || t.c.Stage != before.Stage
	if on == before.token() && moved && slices.Contains(spoken, before.Stage) {
		t.c.Watch.Met, t.c.FollowUp.How = true, ""
		t.c.LastWord = maxTime(t.c.LastWord, t.in.At)
	}
}
