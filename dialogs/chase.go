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

// chase is when that is for a question that was asked then. Nobody is chased while the
// company is closed, unless the customer waits.
func (t *turn) chase(asked time.Time) (remind, next time.Time) {
	soon, later := t.answer(t.waits(asked, t.in.At))
	remind = t.chaseFrom(t.in.At, soon, asked)
	return remind, t.chaseFrom(remind, later-soon, asked)
}

func (t *turn) chaseFrom(at time.Time, wait time.Duration, asked time.Time) time.Time {
	if to := at.Add(wait); t.waits(asked, to) {
		return to
	}
	return t.c.Policy.Due(at, wait).UTC()
}

// answerBy is when whoever would be asked now is reminded.
func (t *turn) answerBy() time.Time {
	remind, _ := t.chase(t.in.At)
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
		if !asked && (len(r.Asked) == 1 || t.top(p)) {
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
	r.Remind, r.Next = t.chase(t.in.At)
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
	r.Reminds++
	if r.Remind = r.Next; !t.in.At.Before(r.Next) {
		next, more := t.nextDecider(r)
		if more {
			r.Asked = append(r.Asked, next)
			t.redrawRequest()
		}
		_, wait := t.answer(t.waits(r.At, t.in.At))
		again := r.Reminds - len(r.Asked) // that nobody new was asked, without the first
		r.Next = t.chaseFrom(t.in.At, wait<<min(max(again, 0), seldom), r.At)
		r.Remind = r.Next
	}
	t.showStep()
	t.remind(r.id(), r.Reminds, r.Asked, t.requestLine(r.N-1))
}

// seldom is how often the time between two reminders is doubled.
const seldom = 6

// remind says a question's first line once more to everybody who was told.
func (t *turn) remind(id string, times int, who []Person, head Line) {
	t.show(Message{
		ID: id + "-again-" + strconv.Itoa(times), To: Place{Where: Thread}, Kind: NoteKind, Ping: ids(who), Head: head,
	})
}
