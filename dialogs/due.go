package dialogs

import (
	"slices"
	"strconv"
	"time"

	"makegood/dialogs/calendar"
)

// Whoever does what was promised, and whoever has the case, are asked about it before its
// time, at it, and after it: then somebody who leads hears too, because a call that never
// came is what customers do not forgive (A7 F4, F10). Each comes once, what was answered
// is not asked again, and a new time begins anew. Each time they are asked by a new message, since
// redrawing one notifies nobody; the one before shrinks to a line. Some share one: see together.go.

// asking is what the latest message about a promise asks.
type asking string

const (
	asksSoon  asking = "soon"
	asksDue   asking = "due"
	asksLate  asking = "late"
	asksNudge asking = "nudge"
	asksRisk  asking = "risk"
	asksCall  asking = "call"
	asksHeir  asking = "heir" // whoever did it is gone
	asksBack  asking = "back" // whoever was to do it cannot
	asksAnew  asking = "anew" // it was not kept: what to say now, and a new time
)

var (
	promiseSoon     = tell("promise.soon", "what! customer! when!")
	promiseDue      = tell("promise.due", "what! customer! when!")
	promiseLate     = tell("promise.late", "what! customer! when!")
	promiseAfterAll = tell("promise.late_content", "what! customer! when!")
	promiseNudge    = tell("promise.nudge", "name! what! customer! when!")
	promiseAsked    = tell("promise.asked", "what!")
	promiseRiskDo   = tell("promise.risk_do", "customer! when! what!")
	promiseRiskPast = tell("promise.risk_past", "customer! what!")
	promiseRiskSay  = say("promise.risk_say", "owner")
	promiseCallDo   = tell("promise.call_do", "customer! what!")
)

// wakes is when a promise has to be looked at, zero if nothing is due.
func (c Case) wakes(p Promise) time.Time {
	var next time.Time
	at := func(t time.Time) {
		if t.Before(p.Hold) {
			t = p.Hold
		}
		if next.IsZero() || t.Before(next) {
			next = t
		}
	}
	if p.Status != Open {
		return next
	}
	if soon := c.either(p, p.soon(c)); p.reminds(c) && soon.Before(p.By) {
		at(soon)
	}
	if !p.Pinged {
		at(c.either(p, p.By))
	}
	if !p.Late.IsZero() {
		at(p.Late)
	}
	if !p.Nudge.IsZero() {
		at(p.Nudge)
	}
	return next
}

// early is up to which hour somebody who has just woken is not looked for on a closed day.
const early = 12

func (p Promise) soon(c Case) time.Time { return p.By.Add(-c.Policy.Clock().Before) }

// reminds: there is a reminder to come before the time. There is none where somebody has said that
// it will be late, so soon after the time was named that nobody can have forgotten it, or where
// whoever would be reminded is asked about it before closing time anyway.
func (p Promise) reminds(c Case) bool {
	soon, fresh := p.soon(c), 2*c.Policy.Clock().Before
	return !p.Soon && !p.Pinged && p.Risk.IsZero() && !soon.Before(p.Set.Add(fresh)) && !p.swept(c, soon)
}

// swept: the message before closing time has asked the only one who would hear of it then.
func (p Promise) swept(c Case, at time.Time) bool {
	asked := c.Policy.Hours.ClosingTime(at).Add(-sweepAhead)
	return p.Who.ID == c.Owner.ID && p.Set.Before(asked) && !at.Before(asked) && !c.awake(p.Who, asked).After(asked)
}

// either is the first moment from at on when whoever does it or whoever has the case is awake: one
// of the two can see to it. Who sleeps hears of it in the morning.
func (c Case) either(p Promise, at time.Time) time.Time {
	up := c.someAwake([]Person{p.Who, c.Owner}, at)
	if !up.After(at) {
		return up
	}
	// It fell into the night. Where that is followed by a day on which nobody works, it waits for the next
	// on which somebody does: closing time has asked about it, and early on a Sunday nobody can see to it.
	place, hours := c.Policy.Location(), c.Policy.Hours
	if next := hours.NextOpen(up); !hours.Open(up) && calendar.DaysUntil(next, up, place) > 0 && up.In(place).Hour() < early {
		return c.someAwake([]Person{p.Who, c.Owner}, next)
	}
	return up
}

// both are whoever does it and whoever has the case.
func (t *turn) both(p Promise) []Person {
	if p.Who.ID == t.c.Owner.ID {
		return []Person{p.Who}
	}
	return []Person{p.Who, t.c.Owner}
}

// pingPromises asks about every promise that it is time for.
func (t *turn) pingPromises() {
	var all []questions
	late := false
	for i := range t.c.Promises {
		p := &t.c.Promises[i]
		if p.Status != Open || t.in.At.Before(p.Hold) {
			continue
		}
		switch planned := p.By; {
		case !p.Pinged && !t.in.At.Before(t.c.either(*p, planned)):
			if t.sleeping(p) {
				continue
			}
			missed := t.in.At.Add(t.c.Policy.Clock().Missed) // who was not asked could not answer
			p.Pinged, p.Late = true, t.c.either(*p, missed)
			if p.Asks == asksCall { // who said before its time that they call is asked like everybody
				p.Asks = asksDue
			}
			all = t.alike(all, i, asksDue, planned)
		case !p.Late.IsZero() && !t.in.At.Before(p.Late):
			if t.sleeping(p) {
				continue
			}
			due := p.Late
			p.Late, late = time.Time{}, true
			t.callOverdue(due)
			all = t.alike(all, i, asksLate, due)
		case p.reminds(t.c) && !t.in.At.Before(p.By): // it was for before, and nobody could come to it
			p.Soon = true
		case p.reminds(t.c) && !t.in.At.Before(t.c.either(*p, p.soon(t.c))):
			if t.sleeping(p) {
				continue
			}
			p.Soon = true
			all = t.alike(all, i, asksSoon, p.soon(t.c))
		}
		if !p.Nudge.IsZero() && !t.in.At.Before(p.Nudge) {
			t.sendNudge(i)
		}
	}
	for _, q := range all {
		t.askTogether(q)
	}
	if late {
		t.showStep() // it stays the thread's last message
	}
}

// sleeping holds a promise back where it comes to be asked about in the night of both,
// because the service was away or they have moved.
func (t *turn) sleeping(p *Promise) bool {
	if to := t.c.either(*p, t.in.At); to.After(t.in.At) {
		p.Hold = to
		return true
	}
	return false
}

// askPromise calls people to a promise. What the message before asked is over.
func (t *turn) askPromise(i int, asks asking, who []Person, due time.Time) {
	t.askTogether(questions{list: []int{i}, asks: asks, who: who, due: due})
}

// message is the id of the latest message that asks about it.
func (p Promise) message() string {
	if p.With != "" {
		return p.With
	}
	if p.Pings > 1 {
		return p.id() + "-" + strconv.Itoa(p.Pings)
	}
	return p.id()
}

// showPromise draws anew what a ping showed.
func (t *turn) showPromise(i int) {
	m, p := t.promiseShown(i), t.c.Promises[i]
	if had := func(c Copy) bool { return c.Of == m.ID }; p.Pings == 0 && !slices.ContainsFunc(t.c.Copies, had) { // of a case that kept none
		t.c.Copies = append(t.c.Copies, Copy{Of: m.ID, ID: m.ID + "-dm", User: p.Who.ID})
	}
	t.reshow(m)
}

// promiseShown is a promise's message as the thread has it: without its buttons where nothing
// is asked, or the step below it asks.
func (t *turn) promiseShown(i int) Message {
	m, p := t.promise(i), t.c.Promises[i]
	if list := t.c.askedIn(p.message()); len(list) > 1 {
		return t.together(list, true)
	}
	switch quiet := p.Asks == "" && !p.Pinged; {
	case p.Status != Open:
	case quiet: // moved to a later time
		m.Kind = DecidedKind
		m.Head, m.Say, m.Lines, m.Choices, m.More = t.promiseLine(p), Line{}, nil, nil, nil
	case t.c.Stage == Settle && i == t.unsettled():
		m.Choices, m.More = nil, nil
	case p.Asks == asksCall: // somebody else may take it from them
		m.More = append(m.More, t.insteadOn(p)...)
	}
	return m
}

// promise draws all that can be done about a promise now, or how it was answered.
func (t *turn) promise(i int) Message {
	p := t.c.Promises[i]
	m := Message{ID: p.message(), To: Place{Where: Thread}, Kind: NoteKind}
	if p.Status != Open {
		if t.wordLost(p) {
			return t.drawAnew(m, p)
		}
		m.Kind, m.Head = DecidedKind, t.promiseLine(p)
		if t.provable(p) {
			m.Choices = []Choice{AddProof.on(p.token())}
		}
		return m
	}
	what, customer, when := short(p.What, lineRunes), t.c.customer(), t.c.date(p.By)
	m.Setting, m.Role = t.c.Details.Setting, t.c.Owner.Role
	m.Head = promiseDue.With("what", what, "customer", customer, "when", when)
	answer, rest := []Act{Kept, NotYet}, []Act{WillBeLate, CallNow}
	switch p.Asks {
	case asksDue, "":
	case asksSoon:
		m.Head = promiseSoon.With("what", what, "customer", customer, "when", when)
		answer, rest = []Act{Kept, WillBeLate}, []Act{NotYet, CallNow}
	case asksLate:
		m.Head = promiseLate.With("what", what, "customer", customer, "when", when)
		if t.c.content() {
			m.Head = promiseAfterAll.With("what", what, "customer", customer, "when", when)
		} else {
			m.Lines = []Line{t.whoCalls()}
		}
		answer, rest = []Act{Kept, CallNow}, []Act{NotYet} // that it will be late is known by now
	case asksNudge:
		m.Head = promiseNudge.With("name", t.c.Owner.Name, "what", what, "customer", customer, "when", when)
	case asksRisk:
		m.Head = promiseRiskDo.With("what", what, "customer", customer, "when", when)
		if !p.Risk.Before(p.By) {
			m.Head = promiseRiskPast.With("what", what, "customer", customer)
		}
		m.Say = promiseRiskSay.With("owner", t.c.Owner.Name)
		answer, rest = []Act{NewTime, Kept}, []Act{NotYet}
	case asksCall:
		m.Head = promiseCallDo.With("what", what, "customer", customer)
		m.Setting = OnPhone
		m.Say = t.callWords(p)
		answer, rest = []Act{Kept, NewTime}, []Act{WillBeLate}
	case asksHeir:
		m.Head = heirDo.With("name", p.From, "what", what, "customer", customer, "when", when)
		answer, rest = []Act{Kept, NotYet, ChangePromise}, []Act{WillBeLate, CallNow}
	case asksBack:
		m.Head = givenBack.With("name", p.From, "what", what, "customer", customer, "when", when)
		answer, rest = []Act{Kept, NotYet, ChangePromise}, []Act{WillBeLate, CallNow}
	case asksAnew: // it is not open then
	}
	if p.Who.away(t.in.At) { // why it comes to somebody else
		m.Lines = append([]Line{inForLine.With("who", p.Who.Name, "until", t.c.date(p.Who.Away))}, m.Lines...)
	}
	answer, rest = t.alsoAnswers(&m, p, answer, rest)
	for _, a := range answer {
		m.Choices = append(m.Choices, t.orInstead(a, p.token()))
	}
	for _, a := range rest {
		m.More = append(m.More, t.orInstead(a, p.token()))
	}
	m.Choices[0].Main = true
	return m
}

// alsoAnswers adds what depends on the promise, and not on what is asked.
func (t *turn) alsoAnswers(m *Message, p Promise, answer, rest []Act) (choices, more []Act) {
	if calls := p.Asks == asksRisk || p.Asks == asksCall; calls && t.c.Details.Contact != "" {
		m.Lines = append(m.Lines, contactLine.With("contact", short(t.c.Details.Contact, lineRunes)))
	}
	if p.Channel == ByCall || p.Asks == asksCall {
		answer = append(answer, LeftVoicemail)
	}
	if p.Who.ID != t.c.Owner.ID && p.Asks != asksNudge && p.Asks != asksCall { // those are theirs
		answer = append(answer, Nudge)
	}
	if p.Nudges > 0 {
		m.Lines = append(m.Lines, promiseNudges.With("count", strconv.Itoa(p.Nudges)))
	}
	if t.in.At.After(p.By) {
		rest = append(rest, NotKept)
	}
	return answer, rest
}
