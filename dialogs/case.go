// Package dialogs is the domain of service recovery: what a case is, what
// may happen to it, what people are shown and what they may do about it.
//
// # The step
//
// Everything happens in [Case.Step]: a case, something that happened and the
// policy go in; the next case, an immediate [Reply] and a list of [Effect]s
// come out. It reads no clock, calls nobody and cannot fail: a person's mistake
// is a Reply, and the case it returns is then the case it was given. The caller
// stores the new case and its effects in one write and carries the effects
// out afterwards, at least once.
//
// # Messages are levels, not events
//
// A step does not say "post this, then edit that". It says what a message with
// a given id looks like from now on ([Show]); the caller makes the platform
// agree. Ten changes while the platform is away are one edit.
//
// # Time
//
// [Case.NextWake] is when somebody must look at the case again: a pure function
// of the case, so there is no timer to cancel and none to forget. When the time
// comes the caller steps the case with [Woke], and the case as it is *then*
// decides what is due; a wake that came for nothing does nothing. That is why
// wakes carry no generation.
//
// # Old screens
//
// Every [Choice] and [Form] carries a token naming what it was drawn on and in
// which revision. One that no longer matches changes nothing and is told so.
package dialogs

import (
	"slices"
	"time"

	"makegood/dialogs/calendar"
	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

// Case is one upset customer on the way back. The zero Case is not yet opened.
// All times are UTC, all amounts US cents.
type Case struct {
	ID      string // "R-104"
	Opened  time.Time
	Closed  time.Time     `json:",omitzero"` // zero while open
	Policy  policy.Policy // in force when the case opened, and until it closes
	Owner   Person        // whoever was contacted first (A4 R1)
	Details Details

	Stage Stage
	At    Cursor // the step message that is live in the thread

	Restated  string      `json:",omitzero"` // the problem as given back to the customer
	Agreed    bool        `json:",omitzero"` // the customer agreed to Restated as it now reads
	Heard     Ask         `json:",omitzero"` // an amount confirmed from the thread before it was time to ask
	Ask       Ask         `json:",omitzero"`
	Offer     Offer       `json:",omitzero"`
	Demand    Demand      `json:",omitzero"` // what is held over us
	Review    Review      `json:",omitzero"`
	Topping   Offer       `json:",omitzero"` // something on top, while the purses are asked
	ToppedBy  Person      `json:",omitzero"` // who gave it
	Claims    []Claim     `json:",omitzero"` // on them
	Tried     []Offer     `json:",omitzero"` // put to the customer, and not taken
	Requests  []Request   `json:",omitzero"`
	Given     []Gift      `json:",omitzero"`
	CalledOff []CalledOff `json:",omitzero"` // what was given once
	Promises  []Promise   `json:",omitzero"`
	Unclaimed bool        `json:",omitempty"` // it was asked once who does what nobody does yet
	Spotted   []Spotted   `json:",omitzero"`
	Copies    []Copy      `json:",omitzero"` // by direct message
	Gathered  []Gathered  `json:",omitzero"`

	NextWord time.Time `json:",omitzero"` // the time named to the customer for our next word
	WordDue  bool      `json:",omitzero"` // that word is still owed
	LastWord time.Time `json:",omitzero"` // when the customer last heard from us

	FollowUp FollowUp `json:",omitzero"`
	Lesson   Lesson   `json:",omitzero"`
	Outcome  Outcome  `json:",omitzero"`

	Known Known  `json:",omitzero"` // of the customer
	Whose Whose  `json:",omitzero"` // which customer this is
	Same  Same   `json:",omitzero"` // another open case of theirs
	Joins []Join `json:",omitzero"` // other cases of theirs that go on here
	Price Price  `json:",omitzero"` // what became of an objection to the price

	Apologies []Apology   `json:",omitzero"`
	Explained Explanation `json:",omitzero"`
	Recaps    []Recap     `json:",omitzero"`
	Mails     []Letter    `json:",omitempty"`
	Rang      bool        `json:",omitempty"` // they called again, and a name and a time are not given yet
	Escalate  time.Time   `json:",omitzero"`  // when a leader hears that the customer is still waiting

	Order   Order       `json:",omitzero"` // of the steps; empty: full
	Back    Stage       `json:",omitzero"` // where a detour returns to, empty: on the way
	Resting []Stage     `json:",omitzero"` // detours that another broke into, the latest last: they go on after it
	Hazard  Hazard      `json:",omitzero"` // what is dangerous now, empty: nothing known
	Calls   []Call      `json:",omitzero"`
	Handing string      `json:",omitzero"` // why the case is being handed over
	Private []Secret    `json:",omitzero"`
	Skipped []Skipped   `json:",omitzero"`
	Spoken  string      `json:",omitempty"` // the language spoken with the customer, one of Langs; empty: the owner's
	Warned  []time.Time `json:",omitzero"`  // when an abusive customer was asked to stay civil
	Resume  time.Time   `json:",omitzero"`  // when a paused talk is taken up again
	Pause   Pause       `json:",omitzero"`
	Watch   Watch       `json:",omitzero"`
}

// Details is what is known of the customer and the job. Only what changes the
// next step is ever asked; the rest may stay empty.
type Details struct {
	Customer  string      // as the person typed it; empty: not named yet
	Contact   string      // phone or e-mail
	Job       string      `json:",omitzero"`
	Invoice   money.Cents `json:",omitzero"` // 0: not known
	Problem   string      // in the customer's words, whole
	Manner    string      `json:",omitempty"` // how they sounded, where they were and the sum they want, as typed: never said to them
	Source    Source      `json:",omitzero"`
	Setting   Setting     `json:",omitzero"`
	Second    bool        `json:",omitzero"` // a second visit for the same trouble
	Third     bool        `json:",omitzero"` // or a later one still
	Emergency bool        `json:",omitzero"` // no heat, no water: fixed first
	Review    ReviewState `json:",omitzero"`
	HeadsUp   bool        `json:",omitzero"` // the customer does not know yet
	Facts
}

// Source is how the complaint reached the company.
type Source string

// The sources a person can pick.
const (
	InPerson Source = "in_person"
	ByPhone  Source = "phone"
	ByText   Source = "text"
	ByMail   Source = "email"
	ByReview Source = "review"
)

// Setting is where the owner is while they speak with the customer. It chooses the words.
type Setting = policy.Place

// The two settings.
const (
	OnSite  = policy.OnSite
	OnPhone = policy.OnPhone
)

// Person is somebody in the workspace as the engine resolved them for this input.
type Person struct {
	ID   string
	Name string
	Role string // a role of the policy; empty: none, and no money to give
	Zone string `json:",omitempty"` // IANA name of where they are; empty: where the company is

	// How they want to be met; see [Own].
	Lang    string         `json:",omitempty"` // one of Langs; empty: the company's
	Quiet   calendar.Quiet `json:",omitzero"`  // zero: the policy's; calendar.NoQuiet: none
	Away    time.Time      `json:",omitzero"`  // until when; zero or past: here
	Instead string         `json:",omitempty"` // id of who stands in until then; empty: nobody in particular
	Curated bool           `json:",omitempty"` // no words that a model fitted
}

// Cursor names the live step message: the Seq-th of the case in its Rev-th form.
type Cursor struct{ Seq, Rev int }

// Outcome is how a case ended.
type Outcome string

// Outcomes of a closed case (A0.1 stage 11).
const (
	Recovered      Outcome = "recovered"
	NotRecoverable Outcome = "not_recoverable"
	Merged         Outcome = "merged"      // it goes on in another case of the customer
	NoResponse     Outcome = "no_response" // silent to the end, which is not satisfied (A3 B18)
	Mistaken       Outcome = "mistaken"    // opened by mistake
)

// Scored reports whether the case counts where people are measured. Who cannot be won
// back is on nobody (A3 B20); who only stayed silent counts, and not as satisfied.
func (c Case) Scored() bool {
	return !c.Closed.IsZero() && c.Outcome != NotRecoverable && c.Outcome != Mistaken && c.Outcome != Merged
}

// Lesson is what one minute at the end gave for the next customer.
type Lesson struct {
	Failure     string // what went wrong first, one of failures
	Words       string // and in words, where there are any
	Stand       string // with the customer, compared with before: "better", "same", "worse" or "cannot_say"
	Cause       string
	Whys        string // behind the cause, one a line
	Preventable string // "yes", "no", "unsure"; empty: not said
	Contributed string // whether the customer had a part in it: for us alone (A3 B24)

	// How it went for the customer, 1 to 5; 0: not said. A good repair handled badly
	// still loses them, so the two are apart (A1 P12).
	Fix, Handling               int
	Outcome, Process, Treatment int

	Recognised, Validated, Acted string // what the customer should have felt, as Preventable (A2 S33)
}

// Total is everything given so far.
func (c Case) Total() money.Cents {
	var sum money.Cents
	for _, g := range c.Given {
		sum += g.Amount
	}
	return sum
}

// spent is what counts against limits: all of it but what was settled for damage, which has an approver of its own.
func (c Case) spent() money.Cents {
	sum := c.Total()
	for _, g := range c.Given {
		if g.Settled {
			sum -= g.Amount
		}
	}
	return sum
}

// clone makes a case whose slices may be changed without touching c's.
func (c Case) clone() Case {
	c.Known.Cases = slices.Clone(c.Known.Cases)
	c.Whose.Found = slices.Clone(c.Whose.Found)
	c.Joins = slices.Clone(c.Joins)
	c.Requests = slices.Clone(c.Requests)
	for i := range c.Requests {
		c.Requests[i].Asked = slices.Clone(c.Requests[i].Asked)
	}
	c.Given, c.Claims = slices.Clone(c.Given), slices.Clone(c.Claims)
	c.CalledOff = slices.Clone(c.CalledOff)
	c.Tried = slices.Clone(c.Tried)
	c.Promises = slices.Clone(c.Promises)
	for i := range c.Promises {
		c.Promises[i].Was = slices.Clone(c.Promises[i].Was)
	}
	c.Copies, c.Gathered = slices.Clone(c.Copies), slices.Clone(c.Gathered)
	c.Spotted = slices.Clone(c.Spotted)
	c.Calls = slices.Clone(c.Calls)
	c.Private = slices.Clone(c.Private)
	c.Skipped = slices.Clone(c.Skipped)
	c.Warned = slices.Clone(c.Warned)
	c.Apologies = slices.Clone(c.Apologies)
	c.Recaps, c.Mails = slices.Clone(c.Recaps), slices.Clone(c.Mails)
	c.Resting = slices.Clone(c.Resting)
	c.FollowUp.Tries = slices.Clone(c.FollowUp.Tries)
	return c
}

// customer is how the customer is named in a sentence; never a guessed gender.
func (c Case) customer() string {
	if c.Details.Customer == "" {
		return mark(phraseMark, string(nobodyNamed))
	}
	return short(c.Details.Customer, nameRunes)
}

// clock is a moment as a time of day in the company's zone, "10:58 AM".
func (c Case) clock(t time.Time) string { return c.told(ClockStyle, t) }

// date is a moment for what stays readable for days: "Mon Nov 23, 5:00 PM".
func (c Case) date(t time.Time) string { return c.told(c.dated(DateStyle, t), t) }

// dated is a style with the year where a date without it would be read as one nearer by: more than
// half a year from when the case was opened.
func (c Case) dated(style Style, t time.Time) Style {
	const months = 6
	if (style == DateStyle || style == LaterStyle) && !c.Opened.IsZero() && (t.After(c.Opened.AddDate(0, months, 0)) || t.Before(c.Opened.AddDate(0, -months, 0))) {
		return DatedStyle
	}
	return style
}

// day is a day that is far off: "Nov 23, 2027".
func (c Case) day(t time.Time) string { return momentSlot(DayStyle, t, c.Policy.Location(), "") }

// when is a moment for what is read now, with "today" and "tomorrow".
func (c Case) when(t, now time.Time) string {
	return c.told(c.dated(styleOf(t, now, c.Policy.Location()), t), t)
}

// styleOf is how a moment is told now.
func styleOf(t, now time.Time, place *time.Location) Style {
	switch calendar.DaysUntil(t, now, place) {
	case 0:
		return TodayStyle
	case 1:
		return TomorrowStyle
	}
	return LaterStyle
}

// said is a moment in words for a list that is read now, in a place.
func said(t, now time.Time, place *time.Location) string {
	return momentSlot(styleOf(t, now, place), t, place, "")
}

// told is a moment in the company's time, with its zone where that must be said.
func (c Case) told(style Style, t time.Time) string {
	zone := ""
	if c.abroad(t) {
		zone = calendar.ZoneName(t, c.Policy.Location())
	}
	return momentSlot(style, t, c.Policy.Location(), zone)
}
