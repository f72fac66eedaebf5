package dialogs

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// Promise is something the customer was told will happen: what, by when, who does it and
// how, whether it was kept, and what shows that. Whoever does it may be another than
// whoever has the case; then both hear of it (A4 R6).
type Promise struct {
	N       int
	Rev     int
	What    string
	Who     Person
	By      time.Time
	Status  PromiseStatus
	Pinged  bool      // it was asked about when it fell due
	Shown   bool      // it has a message of its own
	Ended   time.Time `json:",omitzero"`  // when it was kept or given up
	Heard   time.Time `json:",omitzero"`  // when the customer had heard from us before it was kept
	Channel Way       `json:",omitempty"` // how it reaches the customer; empty: not said
	Proof   string    `json:",omitempty"` // what was done, and by whom, in words

	Set  time.Time   `json:",omitzero"`  // when By was set
	Was  []time.Time `json:",omitempty"` // what it was before, the first one first
	Try  time.Time   `json:",omitzero"`  // when a voicemail was left that gave it its time; zero: none was
	Lost int         `json:",omitempty"` // how often its time had long passed before it got another
	Risk time.Time   `json:",omitzero"`  // when somebody said that it will be late; zero: nobody did

	Pings int       `json:",omitempty"` // how many messages asked about it
	With  string    `json:",omitempty"` // id of the latest, where it is another's; empty: its own
	Asks  asking    `json:",omitempty"` // what the latest of them asks
	Soon  bool      `json:",omitempty"` // it was reminded of before its time
	Late  time.Time `json:",omitzero"`  // when a leader hears that nobody kept it; zero: not now
	Hold  time.Time `json:",omitzero"`  // nobody is pinged before: they sleep

	Led  bool `json:",omitempty"` // it was not kept, and a leader has not answered for that yet
	Anew int  `json:",omitempty"` // the promise that came in its place, counted from 1

	From     string `json:",omitempty"` // whose it was before they were gone
	Caller   string `json:",omitempty"` // who said that they call now
	CallerID string `json:",omitempty"`

	Given Given `json:",omitzero"` // as it was put to whoever is to do it, where another made it

	Told string `json:",omitempty"` // id of what whoever has the case was told of it last; empty: nothing, or it is over

	Nudges int       `json:",omitempty"` // how often whoever has the case reminded whoever does it
	Nudge  time.Time `json:",omitzero"`  // when such a reminder goes out; zero: none waits
}

// PromiseStatus is where a promise stands.
type PromiseStatus string

// States of a promise. The last two are open all the same.
const (
	Open         PromiseStatus = "open"
	Done         PromiseStatus = "kept"
	Missed       PromiseStatus = "missed"
	Dropped      PromiseStatus = "called off" // with what it was about
	AtRisk       PromiseStatus = "at risk"
	Renegotiated PromiseStatus = "renegotiated" // it has another time than at first
)

// Stand is the status with what is known of an open one.
func (p Promise) Stand() PromiseStatus {
	switch {
	case p.Status != Open:
		return p.Status
	case !p.Risk.IsZero():
		return AtRisk
	case len(p.Was) > 0:
		return Renegotiated
	}
	return Open
}

func (p Promise) id() string    { return "promise-" + strconv.Itoa(p.N) }
func (p Promise) token() string { return p.id() + "." + strconv.Itoa(p.Rev) }

var (
	promiseOpen  = tell("promise.line", "who! what! when!")
	promiseKept  = tell("promise.kept_line", "who! what! when!")
	promiseTold  = tell("promise.told_line", "who! what! when! was!")
	promiseProof = tell("promise.proof_line", "who! what! when! note!")
	promiseLost  = tell("promise.missed_line", "who! what! when!")
	promiseAfter = tell("promise.after_line", "who! what! when! was!")
	promiseGone  = tell("promise.dropped_line", "who! what! when!")
	promiseRisk  = tell("promise.risk_line", "who! what! when!")
	promiseAgain = tell("promise.moved_line", "who! what! when! was!")
	promiseTried = tell("promise.tried_line", "who! what! when! tried!")
	promiseNag   = tell("promise.nudged_line", "who! what! when! count!")
	promiseSaved = tell("promise.saved", "who! what! when!")
	promiseHad   = tell("promise.had", "who! what! when!")

	promiseTitle = tell("form.promise.title", "")
	labelPromise = tell("field.promise", "")
	labelWho     = tell("field.who", "")
	labelWay     = tell("field.way", "")
)

// AddPromise opens the form.
const AddPromise Act = "add_promise"

// PromiseForm asks what, who, by when and how.
const PromiseForm FormID = "promise"

// WayField is how a promise reaches the customer.
const WayField Field = "way"

var _ = put(deeds, map[Act]deed{
	AddPromise: opens(func(t *turn) Form { return t.promiseForm("", time.Time{}, "") }),
})

var _ = put(sheets, map[FormID]sheet{
	PromiseForm: {AddPromise, WordsField, (*turn).addPromise},
})

// promiseLines are all of them as they were made; where there are more than anybody reads, and a platform
// takes, those that are open first and how many more there are.
func (t *turn) promiseLines() []Line {
	if len(t.c.Promises) > linesOver {
		return t.promisesOver(t.pressingFirst(), linesOver)
	}
	return t.promisesOver(t.c.byPlace(), linesOver)
}

// promiseLine says when an open promise is due, when a kept one was kept, and
// when a missed one should have been.
func (t *turn) promiseLine(p Promise) Line {
	phrase, when, more := promiseOpen, p.By, []string(nil)
	if t.overtime(p) { // whatever else is known of it
		return promiseOver.With("who", p.Who.Name, "what", short(p.What, lineRunes), "when", t.c.date(when))
	}
	switch p.Stand() {
	case Open:
		if p.Nudges > 0 {
			phrase, more = promiseNag, []string{"count", strconv.Itoa(p.Nudges)}
		}
	case Done:
		phrase, when = promiseKept, p.Ended
		if p.Ended.After(p.By.Add(t.c.Policy.Clock().Missed)) { // it may have been done in time; nobody said so then
			phrase, more = promiseTold, []string{"was", t.c.date(p.By)}
		}
		if p.Lost > 0 {
			phrase, more = promiseAfter, []string{"was", t.c.date(p.Was[0])}
		}
		if p.Proof != "" {
			phrase, more = promiseProof, []string{"note", short(p.Proof, lineRunes)}
		}
	case Missed:
		phrase = promiseLost
	case Dropped:
		phrase = promiseGone
	case AtRisk:
		phrase = promiseRisk
	case Renegotiated:
		phrase, more = promiseAgain, []string{"was", t.c.date(p.Was[len(p.Was)-1])}
		if !p.Try.IsZero() {
			phrase, more = promiseTried, []string{"tried", t.c.date(p.Try)}
		}
		if p.Nudges > 0 {
			phrase, more = promiseNag, []string{"count", strconv.Itoa(p.Nudges)}
		}
	}
	return phrase.With(append(more, "who", p.Who.Name, "what", short(p.What, lineRunes), "when", t.c.date(when))...)
}

// promiseForm carries the spotted note it was opened from, if any.
func (t *turn) promiseForm(what string, by time.Time, from string) Form {
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
		Inputs: slices.Concat([]Question{
			{Field: WordsField, Label: labelPromise.With(), Kind: Long, Initial: what},
			{Field: WhoField, Label: labelWho.With(), Kind: Member, Initial: t.c.Owner.ID},
		}, t.askWhen(labelWhen, by), []Question{
			{Field: WayField, Label: labelWay.With(), Kind: Pick, Options: ways, Initial: string(t.c.wayIn(what)), Optional: true},
		}),
	}
}

// newPromise writes one down.
func (t *turn) newPromise(p Promise) {
	p.N, p.Rev, p.Status, p.By, p.Set = len(t.c.Promises)+1, 1, Open, p.By.UTC(), t.in.At
	t.c.Promises = append(t.c.Promises, p)
}

// ourPromise is one that the step itself makes, in words of the library.
func (t *turn) ourPromise(what Phrase, who Person, by time.Time) {
	t.newPromise(Promise{What: slotPhrase(what), Who: who, By: by, Channel: t.c.wayIn(slotPhrase(what))})
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

// stands: the very same is promised already.
func (c Case) stands(what string, who Person, by time.Time) bool {
	return slices.ContainsFunc(c.Promises, func(p Promise) bool {
		return p.Status == Open && p.Who.ID == who.ID && p.By.Equal(by) && bare(p.What) == bare(what)
	})
}

func (t *turn) addPromise(e Filled) {
	what, by := t.promiseText(e, WordsField), t.moment(e)
	way := Way(t.picked(e, WayField, ways, true))
	if t.refused {
		return
	}
	who := e.Person
	if who.ID == "" {
		who = t.c.Owner
	}
	if t.c.stands(what, who, by) { // sent once more, or written down by two
		t.promisedBy(e.Value)
		t.reply = Reply{Say: new(promiseHad.With("who", who.Name, "what", short(what, lineRunes), "when", t.c.echo(by)))}
		return
	}
	t.newPromise(Promise{What: what, Who: who, By: by, Channel: cmp.Or(way, t.c.wayIn(what))})
	t.handTo(len(t.c.Promises) - 1)
	if t.c.Stage != Agree && t.spottedBy(e.Value) == nil { // there the step itself shows it, or the note that it came of
		t.reply = Reply{Say: new(promiseSaved.With("who", who.Name, "what", short(what, lineRunes), "when", t.c.echo(by)))}
	}
	t.givenAway(len(t.c.Promises) - 1)
	t.promisedBy(e.Value)
	if t.c.Stage == Agree || t.c.Stage == Waiting {
		t.redraw()
	}
}
