package dialogs

import (
	"slices"
	"strconv"
	"time"
)

// A question is not left lying. Whoever was asked is reminded, then the next who may
// decide is asked too, then the top of the company; after that everybody again, ever
// more seldom. That nobody answered is never written down as an answer.

// waits: the customer is, or will be then, on the phone for what was asked. Nobody stays
// there for longer than they may be left without a word.
func (t *turn) waits(asked, at time.Time) bool {
	d := t.c.Details
	talking := d.Setting == OnPhone && !slices.Contains([]Source{ByText, ByMail, ByReview}, d.Source) &&
		!slices.Contains([]Stage{Unreached, Paused}, t.c.Stage)
	return talking && at.Sub(asked) < t.c.Policy.Clocks.NextWord
}

// answer is how long somebody who was asked has until they are reminded, and until the
// next is asked: half of it where the customer cannot wait, or has been one for long.
func (t *turn) answer(waits bool) (remind, next time.Duration) {
	remind, next = t.c.Policy.Answer(waits)
	if d := t.c.Details; d.Emergency || d.Urgency == Now || d.Years >= loyal {
		return remind / 2, next / 2
	}
	return remind, next
}

// chase is when that is for a question to those people that was asked then.
func (t *turn) chase(asked time.Time, who []Person) (remind, next time.Time) {
	soon, later := t.answer(t.waits(asked, t.in.At))
	remind = t.chaseFrom(t.in.At, soon, asked, who)
	return remind, t.chaseFrom(remind, later-soon, asked, who)
}

func (t *turn) chaseFrom(at time.Time, wait time.Duration, asked time.Time, who []Person) time.Time {
	return t.mayChase(at.Add(wait), asked, who)
}

// mayChase is the first moment from at on at which those people may be chased: while the
// customer waits for it at once, else while the company is open or one of them is on call,
// and not in the quiet hours of all of them.
func (t *turn) mayChase(at, asked time.Time, who []Person) time.Time {
	if t.waits(asked, at) {
		return at
	}
	const tries = 4 // somebody far away may be asleep while the company is open
	for range tries {
		due := at
		if standby := t.onCallAt(at); !slices.ContainsFunc(who, func(p Person) bool { return among(standby, p) }) {
			due = t.c.Policy.Due(at, 0).UTC()
		}
		due = t.c.someAwake(around(who, due), due)
		if due.Equal(at) {
			break
		}
		at = due
	}
	return at
}

// answerBy is when whoever would be asked now is reminded.
func (t *turn) answerBy(who []Person) time.Time {
	remind, _ := t.chase(t.in.At, who[:1])
	return remind
}

// till writes a moment that somebody waits for, with its day where that is another.
func (t *turn) till(at time.Time) string {
	const day = "2006-01-02"
	if place := t.c.Policy.Location(); at.In(place).Format(day) != t.in.At.In(place).Format(day) {
		return t.c.date(at)
	}
	return t.c.clock(at)
}

// nextDecider is who is asked if those who were asked do not answer: the next by the
// order in which they are asked, and after them the top.
func (t *turn) nextDecider(r *Request) (Person, bool) {
	for _, p := range t.decidersAt(r, r.Next) {
		asked := slices.ContainsFunc(r.Asked, func(a Person) bool { return a.ID == p.ID })
		if !asked && (len(r.Asked) == 1 || t.top(p)) && t.reachable(p, r.At, r.Next) {
			return p, true
		}
	}
	return Person{}, false
}

// reachDecider asks the next at once where nobody who was asked may decide it any more.
func (t *turn) reachDecider(r *Request) bool {
	if slices.ContainsFunc(r.Asked, func(p Person) bool { return t.mayDecide(t.asNow(p), r) }) {
		return false
	}
	may := t.deciders(r)
	if len(may) == 0 {
		return false
	}
	r.Asked = append(r.Asked, may[0])
	r.Remind, r.Next = t.chase(t.in.At, r.Asked)
	return true
}

// asNow is somebody with the role that they have now.
func (t *turn) asNow(p Person) Person {
	if i := slices.IndexFunc(t.in.Staff, func(one Person) bool { return one.ID == p.ID }); i >= 0 {
		return t.in.Staff[i]
	}
	return Person{ID: p.ID, Name: p.Name}
}

// remindApprover reminds, or asks the next. The question stays the same, so its buttons
// stay good.
func (t *turn) remindApprover() {
	r := t.c.pending()
	if r == nil || t.in.At.Before(r.Remind) {
		return
	}
	if later := t.mayChase(t.in.At, r.At, r.Asked); later.After(t.in.At) { // it was due while we were away
		r.Remind, r.Next = later, maxTime(r.Next, later)
		t.showStep()
		return
	}
	if t.in.late(r.Remind) && !t.waits(r.At, t.in.At) { // one message for each of them, and not one for each question
		t.gather(Message{ID: r.id(), Head: t.requestLine(r.N - 1)}, r.Asked, r.Remind)
		r.Remind, r.Next = t.chase(r.At, r.Asked)
		t.showStep()
		return
	}
	r.Reminds++
	if r.Remind = r.Next; !t.in.At.Before(r.Next) {
		next, more := t.nextDecider(r)
		if more {
			r.Asked = append(r.Asked, next)
			t.redrawRequest()
		}
		_, wait := t.answer(t.waits(r.At, t.in.At))
		again := r.Reminds - len(r.Asked) // that nobody new was asked, without the first
		r.Next = t.chaseFrom(t.in.At, wait<<min(max(again, 0), seldom), r.At, r.Asked)
		r.Remind = r.Next
	}
	t.showStep()
	before := r.reminded()
	r.Chased = slices.Clone(t.chased(r.At, r.Asked))
	t.hushReminder(r.id(), r.Reminds-1, before)
	t.show(Message{ID: again(r.id(), r.Reminds), To: Place{Where: Thread}, Kind: NoteKind, Ping: ids(r.Chased), Head: t.requestLine(r.N - 1)})
}

// chased are those of the people who may be pinged now.
func (t *turn) chased(asked time.Time, who []Person) []Person {
	if t.waits(asked, t.in.At) {
		return who
	}
	return t.c.notAsleep(who, t.in.At)
}

// reachable: nobody is told of a question for the first time in their quiet hours.
func (t *turn) reachable(p Person, asked, at time.Time) bool {
	return !p.away(at) && (t.waits(asked, at) || !t.c.awake(p, at).After(at))
}

// seldom is how often the time between two reminders is doubled.
const seldom = 6

// again is the id of a reminder.
func again(id string, times int) string { return id + "-again-" + strconv.Itoa(times) }

// reminded are those whom the latest reminder asked; of a record that does not have it, all who were asked.
func (r Request) reminded() []Person {
	if len(r.Chased) == 0 {
		return r.Asked
	}
	return r.Chased
}

// hushReminder leaves of the n-th reminder whom it asked.
func (t *turn) hushReminder(id string, n int, who []Person) {
	if n > 0 {
		t.show(Message{ID: again(id, n), To: Place{Where: Thread}, Kind: DoneKind, Head: callAsked.With("names", names(who))})
	}
}
