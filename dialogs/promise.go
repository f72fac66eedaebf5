package dialogs

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"makegood/dialogs/calendar"
)

// Promise is something the customer was told will happen: an owner, a time and
// whether it was kept.
type Promise struct {
	N      int
	Rev    int
	What   string
	Who    Person
	By     time.Time
	Status PromiseStatus
	Pinged bool      // whoever has it was pinged when it fell due
	Shown  bool      // it has a message of its own, from a ping
	Ended  time.Time // when it was kept or given up
}

// PromiseStatus is where a promise stands.
type PromiseStatus string

// States of a promise.
const (
	Open    PromiseStatus = "open"
	Done    PromiseStatus = "kept"
	Missed  PromiseStatus = "missed"
	Dropped PromiseStatus = "called off" // with what it was about
)

func (p Promise) id() string    { return "promise-" + strconv.Itoa(p.N) }
func (p Promise) token() string { return p.id() + "." + strconv.Itoa(p.Rev) }

var (
	agreeDo      = tell("agree.do", "")
	agreeSay     = say("agree.say", "customer")
	agreeNothing = tell("agree.nothing_yet", "")
	agreeName    = tell("agree.name", "")
	agreeContact = tell("agree.contact", "")
	agreeDone    = tell("agree.done", "kept! time!")
	promiseOpen  = tell("promise.line", "who! what! when!")
	promiseKept  = tell("promise.kept_line", "who! what! when!")
	promiseLost  = tell("promise.missed_line", "who! what! when!")
	promiseGone  = tell("promise.dropped_line", "who! what! when!")
	promiseDue   = tell("promise.due", "what! customer! when!")
	promiseMoved = tell("promise.moved", "name! what! when!")
	promiseSaved = tell("promise.saved", "who! what! when!")

	promiseTitle = tell("form.promise.title", "")
	moveTitle    = tell("form.move.title", "")
	labelPromise = tell("field.promise", "")
	labelWho     = tell("field.who", "")
	labelWhen    = tell("field.when", "")
	hintWhen     = tell("hint.when", "now!")
	timeNone     = tell("error.time_none", "")
	timePast     = tell("error.time_past", "now!")
	timeFar      = tell("error.time_far", "")
	timeDouble   = tell("error.time_ambiguous", "")
)

// Acts.
const (
	AddPromise Act = "add_promise"
	ThatIsAll  Act = "that_is_all"
	AllDone    Act = "all_done"
	Kept       Act = "kept"
	NotYet     Act = "not_yet"
	NotKept    Act = "not_kept"
)

// Forms.
const (
	PromiseForm FormID = "promise"
	MoveForm    FormID = "move"
)

var _ = put(deeds, map[Act]deed{
	AddPromise: opens(func(t *turn) Form { return t.promiseForm("", "", "") }),
	ThatIsAll:  plain((*turn).agreed),
	AllDone:    plain((*turn).agreed),
	Kept:       {does: (*turn).keep},
	NotYet:     {form: (*turn).moveForm},
	NotKept:    {does: (*turn).missed},
})

var _ = put(sheets, map[FormID]sheet{
	PromiseForm: {AddPromise, WordsField, (*turn).addPromise},
	MoveForm:    {NotYet, WhenField, (*turn).move},
})

var _ = put(scenes, map[Stage]scene{
	Agree: {draws: (*turn).drawAgree},
})

func (t *turn) drawAgree(m *Message) {
	m.Head = agreeDo.With()
	m.Say = agreeSay.With("customer", t.c.customer())
	m.Lines = append(t.promiseLines(), t.priceTerms()...)
	m.Choices = []Choice{AddPromise.on(t.c.token())}
	if len(t.c.Promises) > 0 {
		m.Choices = append(m.Choices, ThatIsAll.on(t.c.token()))
	} else {
		if len(t.c.Given) == 0 {
			m.Lines = append(m.Lines, agreeNothing.With())
		}
		m.Choices = append(m.Choices, AllDone.on(t.c.token()))
	}
	t.offerGifts(m)
	t.offerAnother(m)
	m.Choices[0].Main = true
	missing := agreeContact
	if t.c.Details.Customer == "" {
		missing = agreeName
	}
	if t.c.Details.Contact == "" || t.c.Details.Customer == "" {
		m.Lines = append(m.Lines, missing.With())
		if len(m.Choices) < buttonsMost-1 {
			m.Choices = append(m.Choices, FillDetails.on(t.c.token()))
		} else {
			m.More = append(m.More, FillDetails.on(t.c.token()))
		}
	}
	if t.c.Details.Second && !t.c.planned() {
		m.Choices = append(m.Choices, PlanVisit.on(t.c.token()))
	}
	t.offerRecap(m)
}

func (t *turn) promiseLines() []Line {
	var l []Line
	for _, p := range t.c.Promises {
		l = append(l, t.promiseLine(p))
	}
	return l
}

// promiseLine says when an open promise is due, when a kept one was kept, and
// when a missed one should have been.
func (t *turn) promiseLine(p Promise) Line {
	phrase, when := promiseOpen, p.By
	switch p.Status {
	case Open:
	case Done:
		phrase, when = promiseKept, p.Ended
	case Missed:
		phrase = promiseLost
	case Dropped:
		phrase = promiseGone
	}
	return phrase.With("who", p.Who.Name, "what", short(p.What, lineRunes), "when", t.c.date(when))
}

// promiseForm carries the spotted note it was opened from, if any.
func (t *turn) promiseForm(what, when, from string) Form {
	if what == "" {
		if left := t.unpromised(); len(left) > 0 {
			what = left[0].text()
		}
	}
	on := t.c.token()
	if t.c.Stage != Agree {
		on = "card"
	}
	return Form{
		ID: PromiseForm, On: on, Value: from, Title: promiseTitle.With(), Submit: save.With(),
		Inputs: []Question{
			{Field: WordsField, Label: labelPromise.With(), Kind: Long, Initial: what},
			{Field: WhoField, Label: labelWho.With(), Kind: Member, Initial: t.c.Owner.ID},
			{Field: WhenField, Label: labelWhen.With(), Hint: hintWhen.With("now", t.now()), Kind: Short, Initial: when},
		},
	}
}

// ourPromise is one that the step itself makes, in words of the library.
func (t *turn) ourPromise(what Phrase, who Person, by time.Time) {
	t.c.Promises = append(t.c.Promises, Promise{
		N: len(t.c.Promises) + 1, Rev: 1, What: slotPhrase(what), Who: who, By: by.UTC(), Status: Open,
	})
}

// promised is the latest such promise that is still open, -1 if there is none.
func (c Case) promised(what Phrase) int {
	for i, p := range slices.Backward(c.Promises) {
		if p.Status == Open && p.What == slotPhrase(what) {
			return i
		}
	}
	return -1
}

func (t *turn) addPromise(e Filled) {
	what, by := t.promiseText(e, WordsField), t.moment(e)
	if t.refused {
		return
	}
	who := e.Person
	if who.ID == "" {
		who = t.c.Owner
	}
	p := Promise{N: len(t.c.Promises) + 1, Rev: 1, What: what, Who: who, By: by, Status: Open}
	t.c.Promises = append(t.c.Promises, p)
	if t.c.Stage != Agree { // there the step itself shows it
		t.reply = Reply{Say: new(promiseSaved.With("who", who.Name, "what", short(what, lineRunes), "when", t.c.when(by, t.in.At)))}
	}
	t.noteTaken(e.Value)
	if t.c.Stage == Agree || t.c.Stage == Waiting {
		t.redraw()
	}
}

// askWhen asks for a time as people say it.
func (t *turn) askWhen(label Phrase) Question {
	return Question{Field: WhenField, Label: label.With(), Hint: hintWhen.With("now", t.now()), Kind: Short}
}

// moment takes a field's time, as people type it, or objects. What it understood
// is echoed with its day wherever the promise is shown.
func (t *turn) moment(e Filled) time.Time {
	const f = WhenField
	s := t.text(e, f, false)
	if s == "" {
		return time.Time{}
	}
	at, err := calendar.Read(s, t.in.At, t.c.Policy.Hours)
	switch {
	case err == nil:
		return at.UTC()
	case errors.Is(err, calendar.ErrPast):
		t.object(f, timePast.With("now", t.now()))
	case errors.Is(err, calendar.ErrTooFar):
		t.object(f, timeFar.With())
	case errors.Is(err, calendar.ErrAmbiguous):
		t.object(f, timeDouble.With())
	default:
		t.object(f, timeNone.With())
	}
	return time.Time{}
}

// agreed ends the writing down; the customer knows what happens next, so the
// word they were promised is kept.
func (t *turn) agreed() {
	t.c.WordDue, t.c.LastWord = false, t.in.At
	done := agreeDone.With("kept", strconv.Itoa(len(t.c.Promises)), "time", t.now())
	if t.c.parted() { // nobody to win back, and nobody to call again
		t.ending(NotRecoverable, done)
		return
	}
	t.advance(Thank, done)
}

// pingPromises asks about every promise that fell due, once each, in the thread
// and by direct message to whoever has it.
func (t *turn) pingPromises() {
	for i := range t.c.Promises {
		p := &t.c.Promises[i]
		if p.Status != Open || p.Pinged || t.in.At.Before(p.By) {
			continue
		}
		p.Pinged, p.Shown = true, true
		t.ping(t.promise(i), []Person{p.Who}, p.By)
	}
}

// showPromise draws anew what a ping showed.
func (t *turn) showPromise(i int) {
	m, p := t.promise(i), t.c.Promises[i]
	if had := func(c Copy) bool { return c.Of == m.ID }; !slices.ContainsFunc(t.c.Copies, had) { // of a case that kept none
		t.c.Copies = append(t.c.Copies, Copy{Of: m.ID, ID: m.ID + "-dm", User: p.Who.ID})
	}
	t.reshow(m)
}

// promise draws the question about a promise that is due, or its answer.
func (t *turn) promise(i int) Message {
	p := t.c.Promises[i]
	m := Message{ID: p.id(), To: Place{Where: Thread}, Kind: NoteKind}
	if p.Status != Open || !p.Pinged { // answered, or moved to a later time
		m.Kind, m.Head = DecidedKind, t.promiseLine(p)
		return m
	}
	m.Ping = []string{p.Who.ID}
	if t.c.Stage == Settle && i == t.unsettled() { // the step itself asks about this one
		m.Head = t.promiseLine(p)
		return m
	}
	m.Head = promiseDue.With("what", short(p.What, lineRunes), "customer", t.c.customer(), "when", t.c.date(p.By))
	m.Choices = []Choice{Kept.on(p.token()), NotYet.on(p.token())}
	m.Choices[0].Main = true
	return m
}

// answered finds the promise a choice or form was about: its own ping, or the
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
	if t.c.Stage == Settle {
		t.settled()
		return
	}
	t.showStep() // it may list the promise
}

// answerPromise says what became of a promise, also where it was asked.
func (t *turn) answerPromise(i int, s PromiseStatus) {
	p := &t.c.Promises[i]
	p.Status, p.Ended, p.Rev = s, t.in.At, p.Rev+1
	if p.Shown {
		t.showPromise(i)
	}
}

func (t *turn) moveForm(ch Choice) Form {
	return oneFieldOn(ch.On, MoveForm, moveTitle, t.askWhen(labelWhen))
}

// move gives a promise a new time; the customer is to be told before the old
// one has passed unnoticed (A7 F13).
func (t *turn) move(e Filled) {
	i, by := t.answered(e.On), t.moment(e)
	if t.refused || i < 0 {
		return
	}
	t.postpone(i, by)
	if p := t.c.Promises[i]; t.in.Actor.ID != t.c.Owner.ID { // who speaks with them says so
		t.tellOwner("moved-"+p.token(), promiseMoved.With("name", t.in.Actor.Name, "what", short(p.What, lineRunes), "when", t.c.date(by)))
	}
	t.showStep()
}

func (t *turn) postpone(i int, by time.Time) {
	p := &t.c.Promises[i]
	p.By, p.Pinged, p.Rev = by, false, p.Rev+1
	if p.Shown {
		t.showPromise(i)
	}
}
