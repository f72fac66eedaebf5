package dialogs

import (
	"slices"
	"time"

	"makegood/dialogs/calendar"
)

// A promise is answered with one tap. What shows that it was kept is asked where it costs
// nothing: behind the answer, and never before it. A voicemail is a try and never a
// contact, so a call that ended in one is still owed (A7 F7).

var (
	moveTitle  = tell("form.move.title", "")
	mailTitle  = tell("form.voicemail.title", "")
	mailLine   = tell("promise.voicemail", "")
	labelRetry = tell("field.retry", "")
	mailSaid   = tell("promise.voicemail_said", "customer! when!")
	triedSaid  = tell("promise.tried_said", "customer! when!")
	proofTitle = tell("form.proof.title", "")
	labelProof = tell("field.proof", "")
	hintProof  = tell("hint.proof", "")

	promiseMoved = tell("promise.moved", "name! what! when!")
	promisePast  = tell("promise.moved_past", "name! what! when!")
	promiseTries = tell("promise.tries_again", "name! what! when!")
)

// Acts.
const (
	Kept          Act = "kept"
	NotYet        Act = "not_yet"
	NewTime       Act = "new_time" // the customer knows it
	NotKept       Act = "not_kept"
	LeftVoicemail Act = "left_voicemail"
	AddProof      Act = "add_proof"
)

// Forms.
const (
	MoveForm      FormID = "move"
	NewTimeForm   FormID = "new_time"
	VoicemailForm FormID = "voicemail"
	ProofForm     FormID = "proof"
)

var _ = put(deeds, map[Act]deed{
	Kept:          {does: (*turn).keep},
	NotYet:        {form: func(t *turn, ch Choice) Form { return t.moveForm(ch, MoveForm) }},
	NewTime:       {form: func(t *turn, ch Choice) Form { return t.moveForm(ch, NewTimeForm) }},
	NotKept:       {does: (*turn).missed},
	LeftVoicemail: {form: (*turn).voicemailForm},
	AddProof:      {form: (*turn).proofForm},
})

var _ = put(sheets, map[FormID]sheet{
	MoveForm:      {NotYet, WhenField, (*turn).move},
	NewTimeForm:   {NewTime, WhenField, (*turn).moveTold},
	VoicemailForm: {LeftVoicemail, WhenField, (*turn).voicemail},
	ProofForm:     {AddProof, WordsField, (*turn).prove},
})

// promising are the acts that whoever does what was promised may do as well.
func promising(a Act) bool {
	return slices.Contains([]Act{Kept, NotYet, NewTime, NotKept, LeftVoicemail, AddProof, WillBeLate, CallNow, CallInstead}, a)
}

// answered finds the promise a choice or form was about: its own message, or the
// one that Settle is asking about.
func (t *turn) answered(on string) int {
	for i, p := range t.c.Promises {
		if p.token() == on {
			return i
		}
	}
	return t.unsettled()
}

func (t *turn) keep(ch Choice)   { t.endPromise(t.answered(ch.On), Done) }
func (t *turn) missed(ch Choice) { t.endPromise(t.answered(ch.On), Missed) }

func (t *turn) endPromise(i int, s PromiseStatus) {
	if i < 0 {
		t.refuse(oldScreen.With("case", t.c.ID))
		return
	}
	t.answerPromise(i, s)
	if s == Missed && t.c.Outcome == "" {
		t.sayMissed(i)
	}
	if t.c.Stage == Settle {
		t.settled()
		return
	}
	t.showStep() // it may list the promise
}

// answerPromise says what became of a promise, also where it was asked.
func (t *turn) answerPromise(i int, s PromiseStatus) {
	t.ended(i, s)
	if s == Done {
		t.stoodIn(i)
	}
	if s == Missed && t.c.Outcome == "" { // the more a leader has to hear of it
		return
	}
	t.dropOverdue(s.answer())
}

func (t *turn) ended(i int, s PromiseStatus) {
	p := &t.c.Promises[i]
	p.Status, p.Ended, p.Rev = s, t.in.At, p.Rev+1
	p.Risk, p.Late, p.Hold, p.Nudge = time.Time{}, time.Time{}, time.Time{}, time.Time{}
	if s == Done && p.Channel != "" { // they heard from us
		p.Heard, t.c.LastWord = t.c.LastWord, t.in.At
	}
	if p.Shown {
		t.showPromise(i)
	}
	t.renoted(i)
	t.hushTold(i)
}

// answer is the button that says so, for a call that nobody has to take any more.
func (s PromiseStatus) answer() Act {
	switch s {
	case Done:
		return Kept
	case Missed:
		return NotKept
	case Open, Dropped, AtRisk, Renegotiated:
	}
	return NotYet
}

func (t *turn) moveForm(ch Choice, id FormID) Form {
	return formOn(ch.On, id, moveTitle, t.askWhen(labelWhen, time.Time{})...)
}

// move gives a promise a new time; the customer is to be told before the old
// one has passed unnoticed (A7 F13).
func (t *turn) move(e Filled) {
	i, by := t.answered(e.On), t.moment(e)
	if t.refused || i < 0 {
		return
	}
	t.moved(i, by)
	t.showStep()
}

func (t *turn) moved(i int, by time.Time) {
	t.postpone(i, by)
	t.handTo(i)
	said, was := promiseMoved, t.c.Promises[i].Was
	if len(was) > 0 && !t.in.At.Before(was[len(was)-1]) {
		said = promisePast
	}
	if p := t.c.Promises[i]; t.in.Actor.ID != t.c.Owner.ID { // who speaks with them says so
		t.tellAbout(i, "moved-"+p.token(), said.With("name", t.in.Actor.Name, "what", short(p.What, lineRunes), "when", t.c.date(by)))
	}
}

// moveTold gives it a new time that the customer knows.
func (t *turn) moveTold(e Filled) {
	i, by := t.answered(e.On), t.moment(e)
	if t.refused || i < 0 {
		return
	}
	t.c.LastWord = t.in.At
	t.postpone(i, by)
	t.handTo(i)
	t.showStep()
}

// postpone gives a promise another time. The old one stays known, and it is asked about
// anew.
func (t *turn) postpone(i int, by time.Time) {
	p := &t.c.Promises[i]
	if p.Pinged && t.in.At.After(p.By.Add(t.c.Policy.Clock().Missed)) { // nobody said in time that it would be later
		p.Lost++
	}
	if !p.By.Equal(by) {
		p.Was = append(slices.Clip(p.Was), p.By)
	}
	why := LeftVoicemail
	if !p.Try.Equal(t.in.At) {
		p.Try, why = time.Time{}, NotYet
	}
	p.By, p.Set, p.Pinged, p.Soon, p.Asks, p.Rev = by.UTC(), t.in.At, false, false, "", p.Rev+1
	p.Risk, p.Late, p.Hold = time.Time{}, time.Time{}, time.Time{}
	p.Nudges, p.Nudge = 0, time.Time{}
	if p.Shown {
		t.showPromise(i)
	}
	t.renoted(i)
	t.hushTold(i)
	t.dropOverdue(why)
}

// voicemailForm says kindly that it is still owed, and asks when they are called again.
func (t *turn) voicemailForm(ch Choice) Form {
	f := formOn(ch.On, VoicemailForm, mailTitle, t.askWhen(labelRetry, calendar.Minute(t.later()))...)
	f.Lines = []Line{mailLine.With()}
	return f
}

func (t *turn) voicemail(e Filled) {
	i, by := t.answered(e.On), t.moment(e)
	if t.refused || i < 0 {
		return
	}
	t.leftVoicemail(i, by)
	t.showStep()
}

// leftVoicemail keeps that somebody tried, and when they try again: that is no new time for
// the customer, who has not heard of it.
func (t *turn) leftVoicemail(i int, by time.Time) {
	t.triedBy("voicemail")
	p := &t.c.Promises[i]
	p.Try = t.in.At
	t.postpone(i, by)
	if t.in.Actor.ID != t.c.Owner.ID {
		t.tellAbout(i, "moved-"+p.token(), promiseTries.With("name", t.in.Actor.Name, "what", short(p.What, lineRunes), "when", t.c.date(by)))
	}
}

// triedBy records an attempt.
func (t *turn) triedBy(how string) {
	t.c.FollowUp.Tries = append(t.c.FollowUp.Tries, Try{At: t.in.At, How: how, By: t.in.Actor})
}

// hushPromises: after the end nobody says any more what was done.
func (t *turn) hushPromises() {
	for i, p := range t.c.Promises {
		if p.Shown && (p.Status == Done && p.Proof == "" || p.Asks == asksAnew) {
			t.showPromise(i)
		}
	}
}

// provable: it can still be said what was done.
func (t *turn) provable(p Promise) bool {
	return p.Status == Done && p.Proof == "" && t.c.Closed.IsZero()
}

func (t *turn) proofForm(ch Choice) Form {
	return oneFieldOn(ch.On, ProofForm, proofTitle, Question{Field: WordsField, Label: labelProof.With(), Hint: hintProof.With(), Kind: Short})
}

// prove keeps what was done. Where that is a voicemail, the call is still owed.
func (t *turn) prove(e Filled) {
	i, words := t.answered(e.On), t.text(e, WordsField, false)
	if t.refused || i < 0 {
		return
	}
	p := &t.c.Promises[i]
	if how := onlyTried(words); p.Channel == ByCall && how != "" && t.c.Outcome == "" {
		t.notHeard(p)
		t.onlyTried(i, how)
		return
	}
	p.Proof = words
	t.showPromise(i)
	t.showStep()
}

// notHeard opens a promise again that was answered as kept and was not: nobody heard from us by it.
func (t *turn) notHeard(p *Promise) {
	if t.c.LastWord.Equal(p.Ended) && !p.Heard.IsZero() {
		t.c.LastWord = p.Heard
	}
	p.Status, p.Ended, p.Heard = Open, time.Time{}, time.Time{}
}

// onlyTried is the kind answer to whoever would have a try count.
func (t *turn) onlyTried(i int, how string) {
	t.triedBy(how)
	by := t.later()
	if how == "voicemail" {
		t.c.Promises[i].Try = t.in.At
	}
	t.postpone(i, by)
	said := mailSaid
	if how != "voicemail" {
		said = triedSaid
	}
	t.reply = Reply{Say: new(said.With("customer", t.c.customer(), "when", t.c.when(by, t.in.At)))}
	t.showStep()
}
