package dialogs

import (
	"slices"
	"time"
)

// Due is one thing that somebody has to do by a time: for a customer, or for a colleague
// who waits for their answer.
type Due struct {
	Case     string
	Customer string
	Who      []Person // any of them
	At       time.Time
	What     Line
}

var (
	dueWord    = tell("due.word", "")
	duePromise = tell("due.promise", "what!")
	dueCheck   = tell("due.follow_up", "")
	dueResume  = tell("due.resume", "")
	dueReview  = tell("due.review", "")
	dueRequest = tell("due.request", "amount! owner!")
	dueAnswer  = tell("due.call", "owner!")

	dueRow  = tell("due.row", "case! customer! what! when!")
	dueLate = tell("due.late", "case! customer! what! when!")
)

// Dues is everything that is due in an open case from somebody, the earliest first.
func (c Case) Dues() []Due {
	if c.ID == "" || !c.Closed.IsZero() {
		return nil
	}
	var all []Due
	add := func(what Line, at time.Time, who ...Person) {
		if !at.IsZero() && len(who) > 0 {
			all = append(all, Due{Case: c.ID, Customer: c.customer(), Who: who, At: at, What: what})
		}
	}
	if c.WordDue {
		add(dueWord.With(), c.NextWord, c.Owner)
	}
	for _, p := range c.Promises {
		if p.Status == Open {
			add(duePromise.With("what", short(p.What, lineRunes)), p.By, p.Who)
		}
	}
	if slices.Contains([]Stage{Waiting, CheckIn, Retry}, c.Stage) {
		add(dueCheck.With(), c.FollowUp.Due, c.Owner)
	}
	add(dueResume.With(), c.resumes(), c.Owner)
	if c.owesReply() {
		add(dueReview.With(), c.replyDue(), c.Owner)
	}
	if r := c.pending(); r != nil {
		add(dueRequest.With("amount", r.Amount.String(), "owner", c.Owner.Name), r.Remind, r.Asked...)
	}
	for _, k := range c.Calls {
		if k.Ended.IsZero() {
			add(dueAnswer.With("owner", c.Owner.Name), k.Remind, k.Asked...)
		}
	}
	slices.SortStableFunc(all, func(a, b Due) int { return a.At.Compare(b.At) })
	return all
}

// Late says that it should have been done by then.
func (d Due) Late(now time.Time) bool { return d.At.Before(now) }

// Row is what is due in a line of a list; what is What in words.
func (d Due) Row(what string, now time.Time, zone *time.Location) Line {
	phrase := dueRow
	if d.Late(now) {
		phrase = dueLate
	}
	return phrase.With("case", d.Case, "customer", d.Customer, "what", what, "when", said(d.At, now, zone))
}

// Next is the earliest of what is due; false: nothing is.
func (c Case) Next() (Due, bool) {
	if all := c.Dues(); len(all) > 0 {
		return all[0], true
	}
	return Due{}, false
}
