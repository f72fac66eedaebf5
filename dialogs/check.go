package dialogs

import (
	"time"

	"makegood/dialogs/calendar"
)

// When the check after the fix is (A7 F1): on the next business day at the company's hour,
// sooner where it failed before (A2 S32), and once more later where it was severe.

// FollowUp is the check after the fix.
type FollowUp struct {
	Due    time.Time `json:",omitzero"` // zero: none outstanding
	How    string    `json:",omitzero"` // the way it goes this time; empty: the usual one
	Next   Proposal  `json:",omitzero"` // what the buttons say that ask when to try again
	Tries  []Try     `json:",omitzero"` // times the customer was tried and not reached
	Pinged int       `json:",omitzero"` // the step that also went to the owner by direct message
	Failed bool      `json:",omitzero"` // they wanted more when they were asked
	Well   time.Time `json:",omitzero"` // when they were satisfied, and are asked once more
}

// Try is one attempt to reach the customer. A voicemail is one, and never a contact.
type Try struct {
	At  time.Time
	How string // one of hows
	By  Person
}

var (
	dueDone     = tell("waiting.due_done", "time!")
	happyDone   = tell("checkin.satisfied_done", "time!")
	happyAgain  = tell("checkin.again_done", "time! due!")
	checkinWell = tell("checkin.well", "time!")
	snoozeDone  = tell("snooze.done", "due!")
	snoozeTitle = tell("form.snooze.title", "")
)

// Snooze puts the check off to a time that somebody chooses, this once.
const Snooze Act = "snooze"

// SnoozeForm asks for it.
const SnoozeForm FormID = "snooze"

var _ = put(deeds, map[Act]deed{Snooze: opens(func(t *turn) Form {
	return formOn(t.c.token(), SnoozeForm, snoozeTitle, t.askWhen(labelWhen, time.Time{})...)
})})

var _ = put(sheets, map[FormID]sheet{SnoozeForm: {Snooze, WhenField, (*turn).snooze}})

// snooze changes nothing else: after it everything goes by the company's clocks again. The
// time that is shown is the one that holds, and nobody is called in their sleep.
func (t *turn) snooze(e Filled) {
	if at := t.moment(e); !t.refused {
		t.c.FollowUp.Due = t.c.awake(t.c.Owner, at)
		t.advance(Waiting, snoozeDone.With("due", t.due()))
	}
}

// followUpAfter is when the follow-up is due if it is settled then.
func (t *turn) followUpAfter(settled time.Time) time.Time {
	const day = 24 * time.Hour
	wait := t.c.Policy.Clocks.FollowUp
	at := t.c.Policy.Due(settled, wait)
	if wait >= day {
		at = t.c.Policy.NextDay(settled.Add(wait - day))
	}
	if t.c.Details.Second || t.c.FollowUp.Failed {
		if half := t.c.Policy.Due(settled, wait/2); half.Before(at) {
			at = half
		}
	}
	return t.afterPromises(at).UTC()
}

// afterPromises puts a follow-up behind a visit that is promised for later on the same day: nobody is
// asked whether all is well hours before somebody comes. One on a later day holds it up no longer.
func (t *turn) afterPromises(at time.Time) time.Time {
	for range t.c.Promises {
		last := time.Time{}
		for _, p := range t.c.Promises {
			if p.Status == Open && p.visits() && p.By.After(at) && calendar.SameDay(p.By, at, t.c.Policy.Location()) {
				last = maxTime(last, p.By)
			}
		}
		if last.IsZero() {
			break
		}
		at = t.c.Policy.NextDay(last)
	}
	return at
}

// followUpWakes is when the owner is called about it.
func (c Case) followUpWakes() (at time.Time) {
	if c.Stage != Waiting || c.FollowUp.Due.IsZero() {
		return at
	}
	return maxTime(c.awake(c.Owner, c.FollowUp.Due), c.Watch.Sleep)
}

// followUpDue turns the waiting into the question, here and by direct message.
func (t *turn) followUpDue() {
	if at := t.c.followUpWakes(); at.IsZero() || t.in.At.Before(at) {
		return
	}
	t.c.Details.Setting = OnPhone // by now nobody stands in front of them
	late, due := t.in.late(t.c.FollowUp.Due), t.c.FollowUp.Due
	t.loud = !late && !t.rang() // else it is asked again soon
	t.advance(CheckIn, t.waited())
	if late {
		t.gather(t.step(), []Person{t.c.Owner}, due)
	}
}

// grave: it was hard on them in more than one way, or in one that nobody forgets in a day.
func (c Case) grave() bool {
	_, _, _, hard := c.worth()
	return hard > 1 || c.Details.Emergency || c.Details.Missed > 0 || c.Details.Delicate()
}

func (t *turn) satisfied() {
	t.c.LastWord = t.in.At
	if t.c.grave() && t.c.FollowUp.Well.IsZero() {
		t.c.FollowUp.Well, t.c.FollowUp.How = t.in.At, ""
		t.dropRings()
		wait := t.c.Policy.Clock().Severe
		t.c.FollowUp.Due = t.c.Policy.NextDay(t.in.At.Add(max(0, wait-24*time.Hour))).UTC()
		t.advance(Waiting, happyAgain.With("due", t.due(), "time", t.now()))
		return
	}
	t.ending(Recovered, happyDone.With("time", t.now()))
}
