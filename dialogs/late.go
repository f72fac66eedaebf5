package dialogs

import (
	"slices"
	"strconv"
	"time"

	"makegood/dialogs/policy"
)

// That a promise will be late is told to the customer as soon as it is known (A7 F13).
// Whoever has the case may remind whoever does it, kindly, and somebody who leads hears
// when that does not help (A4 R7). And when its time has passed and nobody kept it, a
// leader is called who rings the customer (A4 R11).

// Overdue is the call to a leader about promises that nobody kept. It is in no menu.
const Overdue Branch = "overdue"

// nudgesMost is after how many reminders a leader hears.
const nudgesMost = 3

var (
	promiseCallSay = say("promise.call_say", "owner company")
	callLateSay    = say("promise.call_late_say", "owner when!")
	callOursSay    = say("promise.call_ours_say", "owner company")

	overdueCall   = tell("call.overdue", "customer! owner!")
	overdueNudged = tell("call.nudged", "who! what! count!")
	promiseNudges = tell("promise.nudges", "count!")
	nudgeSent     = tell("promise.nudge_sent", "name! count!")
	nudgeWaits    = tell("promise.nudge_waits", "name! when!")
	nudgeSelf     = tell("promise.nudge_self", "name!")
	ringLeft      = tell("leader.left", "name! customer!")
	ringDo        = tell("leader.do", "customer! until!")
	ringSay       = say("leader.say", "name! company!")
	ringNot       = tell("leader.not", "")
)

// Acts.
const (
	WillBeLate Act = "will_be_late"
	CallNow    Act = "call_now"
	Nudge      Act = "nudge"
)

var _ = put(deeds, map[Act]deed{
	WillBeLate: {does: func(t *turn, ch Choice) { t.willBeLate(t.answered(ch.On)) }},
	CallNow:    {does: func(t *turn, ch Choice) { t.callsNow(t.answered(ch.On)) }},
	Nudge:      {does: func(t *turn, ch Choice) { t.nudge(t.answered(ch.On)) }},
})

var _ = put(appeals, map[Branch]appeal{Overdue: {
	head: overdueCall, facts: (*turn).overdueFacts, acts: []Act{ICall, LeaveIt}, power: policy.Lead, answer: (*turn).rings,
}})

// willBeLate brings the words and asks for the new time, of whoever speaks with them.
func (t *turn) willBeLate(i int) {
	p := &t.c.Promises[i]
	p.Risk, p.Rev = t.in.At, p.Rev+1
	t.askPromise(i, asksRisk, []Person{t.c.Owner}, t.in.At)
	t.showStep()
}

// nudge reminds whoever does it, at once or when they are awake.
func (t *turn) nudge(i int) {
	p := &t.c.Promises[i]
	if !p.Nudge.IsZero() { // one waits already
		t.refuse(nudgeWaits.With("name", p.Who.Name, "when", t.c.when(p.Nudge, t.in.At)))
		return
	}
	p.Nudges++
	said := nudgeSent.With("name", p.Who.Name, "count", strconv.Itoa(p.Nudges))
	if up := t.c.awake(p.Who, t.in.At); up.After(t.in.At) {
		p.Nudge = up
		said = nudgeWaits.With("name", p.Who.Name, "when", t.c.when(up, t.in.At))
	} else {
		t.sendNudge(i)
	}
	if p.Nudges >= nudgesMost {
		t.callOverdue(t.in.At)
	}
	t.reply = Reply{Say: &said}
	t.showStep()
}

func (t *turn) sendNudge(i int) {
	p := &t.c.Promises[i]
	p.Nudge = time.Time{}
	t.askPromise(i, asksNudge, []Person{p.Who}, t.in.At)
}

// callWords are what whoever calls says first. Who waited past a time hears it, whichever promise the
// call is about, and nobody says "I said so" of another's word or of one that the customer never heard.
func (t *turn) callWords(p Promise) Line {
	first, late := t.behind()
	ours := p.What == slotPhrase(leaderRing) || p.What == slotPhrase(topWhat) || p.From != ""
	switch {
	case late && first.By.Before(t.in.At):
		return callLateSay.With("owner", p.Caller, "when", t.c.date(first.By))
	case ours || p.CallerID != p.Who.ID:
		return callOursSay.With("owner", p.Caller, "company", t.c.Policy.Company)
	}
	return promiseCallSay.With("owner", p.Caller, "company", t.c.Policy.Company)
}

// overdue are the promises a leader hears of, by their places.
func (t *turn) overdue() []int {
	var list []int
	for i, p := range t.c.Promises {
		heard := p.Pinged && p.Late.IsZero() || p.What == slotPhrase(leaderRing) && t.overtime(p)
		if p.Status == Open && (heard || p.Nudges >= nudgesMost) || p.Led {
			list = append(list, i)
		}
	}
	return list
}

// callOverdue tells a leader, or adds to what one was told. Nobody is told of what they
// did not do themselves, where anybody else can be.
func (t *turn) callOverdue(due time.Time) {
	switch {
	case t.c.content():
		return
	case t.c.openCall(Overdue) != nil:
		t.redrawCall(Overdue)
		return
	}
	var lead, rest []Person
	for _, one := range t.callable(Overdue) {
		theirs := false
		for _, i := range t.overdue() {
			theirs = theirs || t.c.Promises[i].Who.ID == one.ID
		}
		switch {
		case theirs || t.c.atHand(one, t.in.At).After(t.in.At) && !among(t.onCall(), one):
			rest = append(rest, one)
		default:
			lead = append(lead, one)
		}
	}
	switch { // if none is awake, whoever will be first hears then
	case len(lead) > 0:
		t.callOnDue(Overdue, lead[:1], due)
	case len(rest) > 0:
		t.callLater(Overdue, rest)
	}
}

// overdueFacts is what nobody kept.
func (t *turn) overdueFacts() []Line {
	var l []Line
	for _, i := range t.overdue() {
		p := t.c.Promises[i]
		l = append(l, t.promiseLine(p))
		if p.Nudges >= nudgesMost {
			l = append(l, overdueNudged.With("who", p.Who.Name, "what", short(p.What, lineRunes), "count", strconv.Itoa(p.Nudges)))
		}
	}
	return append(l, t.c.telling()...)
}

// dropOverdue takes the call back when everything it was about has been answered.
func (t *turn) dropOverdue(why Act) {
	if len(t.overdue()) == 0 || t.inHand() {
		t.dropCall(Overdue, why)
	}
}

// inHand: whoever leads and said that they call has a time for it that is still to come, and
// all that is overdue was so when they said it.
func (t *turn) inHand() bool {
	i := t.c.promised(leaderRing)
	if i < 0 || t.overtime(t.c.Promises[i]) {
		return false
	}
	var said time.Time
	for _, k := range t.c.Calls {
		if k.Answer == ICall {
			said = k.Ended
		}
	}
	return !slices.ContainsFunc(t.overdue(), func(i int) bool { return t.c.Promises[i].Led || !t.c.Promises[i].By.Before(said) })
}

// overdueBy: some of what nobody kept is theirs.
func (t *turn) overdueBy(who Person) bool {
	return slices.ContainsFunc(t.overdue(), func(i int) bool { return t.c.Promises[i].Who.ID == who.ID })
}

// rings is a leader's answer. Who calls has the words at once: who they are, sorry in the
// company's name, and when somebody comes; and the owner knows by when.
func (t *turn) rings(k Call) {
	for i := range t.c.Promises {
		t.c.Promises[i].Led = false
	}
	if i := t.c.promised(leaderRing); k.Answer == ICall && i >= 0 {
		until := t.c.clock(t.c.Promises[i].By)
		t.ping(t.script(k, i), []Person{k.Taken}, t.in.At)
		if k.Taken.ID != t.c.Owner.ID {
			t.tellAbout(i, "told-"+k.id(), topCalls.With("name", k.Taken.Name, "customer", t.c.customer(), "until", until))
		}
	}
	if k.Answer == LeaveIt && k.Taken.ID != t.c.Owner.ID {
		t.tellOwnerAwake("left-"+k.id(), ringLeft.With("name", k.Taken.Name, "customer", t.c.customer()))
	}
	t.reshowLate()
	t.showStep()
}

// script is what whoever leads says on that call, and how it went with one press.
func (t *turn) script(k Call, i int) Message {
	p := t.c.Promises[i]
	m := Message{ID: "script-" + k.id(), To: Place{Where: Thread}, Kind: NoteKind, Setting: OnPhone, Role: k.Taken.Role}
	if p.Status != Open {
		m.Kind, m.Head = DoneKind, t.promiseLine(p)
		return m
	}
	m.Head = ringDo.With("customer", t.c.customer(), "until", t.c.clock(p.By))
	m.Say, m.Not = ringSay.With("name", k.Taken.Name, "company", t.c.Policy.Company), ringNot.With()
	if t.c.Details.Contact != "" {
		m.Lines = []Line{contactLine.With("contact", short(t.c.Details.Contact, lineRunes))}
	}
	m.Lines = append(m.Lines, t.c.changes()...)
	m.Choices = []Choice{Kept.on(p.token()), LeftVoicemail.on(p.token()), NotYet.on(p.token())}
	m.Choices[0].Main = true
	return m
}

// rescript draws that message as the call stands now.
func (t *turn) rescript(i int) {
	p := t.c.Promises[i]
	if p.What != slotPhrase(leaderRing) {
		return
	}
	for _, k := range slices.Backward(t.c.Calls) {
		if k.Answer == ICall && k.Taken.ID == p.Who.ID && slices.Contains(ownCalls, k.About) {
			t.reshow(t.script(k, i))
			return
		}
	}
}
