package dialogs

import (
	"slices"
	"strconv"
	"time"

	"makegood/dialogs/policy"
)

// Call brings in somebody who may answer it: a manager when somebody is in danger,
// the leader who is to ring after a second failure. It stays open, and the next
// person is told, until one of them answers.
type Call struct {
	N      int
	Rev    int
	About  Branch
	By     Person
	At     time.Time
	Asked  []Person // who was told, in order
	Remind time.Time
	Times  int // how often somebody was reminded
	Taken  Person
	Ended  time.Time // zero: open
	Answer Act
	Note   string   // the answer's words
	Held   []string `json:",omitempty"` // user ids of those whose agenda tells them, because an outage made it late
}

func (c Call) id() string    { return "call-" + strconv.Itoa(c.N) }
func (c Call) token() string { return c.id() + "." + strconv.Itoa(c.Rev) }

// appeal is how a call about a branch is made and answered.
type appeal struct {
	head   Phrase // facts: customer, owner
	facts  func(*turn) []Line
	acts   []Act        // the answers; none: it only tells
	power  policy.Power // who is called, and may answer
	all    bool         // everybody at once
	urgent bool         // it waits for no opening and no morning
	only   bool         // whoever is named, and nobody instead of them
	answer func(*turn, Call)
}

var appeals = map[Branch]appeal{}

var (
	callProblem  = tell("call.problem", "problem!")
	callTaken    = tell("call.taken", "name! time!")
	callAnswered = tell("call.answered", "name! answer! time!")
	callNobody   = tell("call.nobody", "")
	callWaits    = tell("call.waits", "names! until!")
	callNext     = tell("call.waits_next", "names! until! next!")
	callHas      = tell("call.has", "name!")
	callLeft     = tell("call.left", "name! owner! time!")
	callMoot     = tell("call.moot", "time!")
)

// IHaveIt answers a call.
const IHaveIt Act = "i_have_it"

var _ = put(deeds, map[Act]deed{
	IHaveIt: deed{does: (*turn).answerCall}.of(policy.Lead),
})

// openCall is the call about a branch that nobody has answered yet, nil if none is.
func (c *Case) openCall(about Branch) *Call {
	for i := range c.Calls {
		if c.Calls[i].About == about && c.Calls[i].Ended.IsZero() && len(appeals[about].acts) > 0 {
			return &c.Calls[i]
		}
	}
	return nil
}

// lastCall is the latest call about a branch, nil if there was none.
func (c *Case) lastCall(about Branch) *Call {
	for i := range slices.Backward(c.Calls) {
		if c.Calls[i].About == about {
			return &c.Calls[i]
		}
	}
	return nil
}

// able are the people of the staff who have a power, whoever may approve least first;
// the owner of the case only if there is nobody else.
func (t *turn) able(p policy.Power) []Person {
	var who []Person
	for _, one := range t.in.Staff {
		if one.ID != t.c.Owner.ID && t.allows(one, p) {
			who = append(who, one)
		}
	}
	slices.SortStableFunc(who, func(a, b Person) int { return int(t.role(a).Approves - t.role(b).Approves) })
	if len(who) == 0 && t.allows(t.c.Owner, p) {
		who = []Person{t.c.Owner}
	}
	return who
}

// call tells whoever may answer. One that is open already is not made again.
func (t *turn) call(about Branch) { t.callDue(about, t.in.At) }

// callDue is call for what was to be said at due.
func (t *turn) callDue(about Branch, due time.Time) {
	if t.c.openCall(about) != nil {
		return
	}
	a := appeals[about]
	who := t.callable(about)
	if len(who) == 0 {
		return
	}
	if !a.all {
		who = who[:1]
	}
	t.callOnDue(about, who, due)
}

// callOn tells those people.
func (t *turn) callOn(about Branch, who []Person) { t.callOnDue(about, who, t.in.At) }

// callOnDue is callOn for what was to be said at due: what an outage made late comes with their agendas.
func (t *turn) callOnDue(about Branch, who []Person, due time.Time) {
	c := Call{N: len(t.c.Calls) + 1, Rev: 1, About: about, By: t.in.Actor, At: t.in.At, Asked: who}
	if len(appeals[about].acts) > 0 {
		remind, _ := t.answer(false)
		c.Remind = t.calledBy(c, remind)
	}
	if t.in.late(due) && !appeals[about].urgent && len(appeals[about].acts) > 0 {
		c.Held = ids(who)
		t.gather(Message{ID: c.id(), Head: t.callHead(c)}, who, due)
	}
	t.c.Calls = append(t.c.Calls, c)
	t.showCall(c.N - 1)
}

// callLater opens a call that its first one hears of when they are awake.
func (t *turn) callLater(about Branch, who []Person) {
	first := who[0]
	for _, p := range who[1:] {
		if t.c.atHand(p, t.in.At).Before(t.c.atHand(first, t.in.At)) {
			first = p
		}
	}
	up := t.c.atHand(first, t.in.At)
	if !up.After(t.in.At) { // it is what they did themselves, and nobody else can
		t.callOn(about, []Person{first})
		return
	}
	t.c.Calls = append(t.c.Calls, Call{
		N: len(t.c.Calls) + 1, Rev: 1, About: about, By: t.in.Actor, At: t.in.At, Asked: []Person{first}, Held: []string{first.ID}, Remind: up,
	})
	t.showCall(len(t.c.Calls) - 1)
}

// showCall shows a call as it stands, in the thread and to everybody who was told.
func (t *turn) showCall(i int) {
	m, c := t.called(i), t.c.Calls[i]
	who := slices.DeleteFunc(slices.Clone(c.Asked), func(p Person) bool { return slices.Contains(c.Held, p.ID) })
	if c.Ended.IsZero() {
		m.Ping = ids(who)
	}
	thread := m
	thread.ID = c.latest()
	t.show(thread)
	t.showDirect(m, who)
}

// callHead is what a call asks, in a line.
func (t *turn) callHead(c Call) Line {
	if c.About == HandingOver && c.By.ID != t.c.Owner.ID && c.Ended.IsZero() { // somebody asks in the owner's place
		return handFrom.With("customer", t.c.customer(), "owner", t.c.Owner.Name, "name", c.By.Name)
	}
	return appeals[c.About].head.With("customer", t.c.customer(), "owner", t.c.Owner.Name)
}

// called draws a call: everything needed to answer it, or the answer.
func (t *turn) called(i int) Message {
	c := t.c.Calls[i]
	a := appeals[c.About]
	m := Message{ID: c.id(), To: Place{Where: Thread}, Kind: NoteKind}
	if !c.Ended.IsZero() {
		m.Kind = DecidedKind
		m.Head = callAnswered.With("name", c.Taken.Name, "answer", slotPhrase(c.Answer.phrase()), "time", t.c.date(c.Ended))
		if c.Answer == "" {
			m.Head = callMoot.With("time", t.c.date(c.Ended))
		}
		if c.Answer == LeaveIt {
			m.Head = callLeft.With("name", c.Taken.Name, "owner", t.c.Owner.Name, "time", t.c.date(c.Ended))
		}
		if c.Answer == IHaveIt {
			m.Head = callTaken.With("name", c.Taken.Name, "time", t.c.date(c.Ended))
		}
		if c.Note != "" {
			m.Lines = []Line{requestNote.With("note", short(c.Note, noteRunes))}
		}
		return m
	}
	m.Ping = ids(c.Asked)
	m.Head = t.callHead(c)
	if t.c.Details.Problem != "" {
		m.Lines = append(m.Lines, callProblem.With("problem", short(t.c.Details.Problem, spokenRunes)))
	}
	if a.facts != nil {
		m.Lines = append(m.Lines, a.facts(t)...)
	}
	if l := t.callerLine(ringsBy, ringsNow); l.Phrase != "" && slices.Contains(a.acts, ICall) {
		m.Lines = append(m.Lines, l)
	}
	for _, act := range a.acts {
		m.Choices = append(m.Choices, t.orInstead(act, c.token()))
	}
	if len(m.Choices) > 0 {
		m.Choices[0].Main = true
	}
	if c.About == Hostage && (t.c.Details.Invoice == 0 || t.c.Details.Years == 0) {
		m.Choices = append(m.Choices, TellBill.on(c.token()))
	}
	if len(t.c.Private) > 0 {
		m.Choices = append(m.Choices, ReadPrivate.on(c.token()))
	}
	m.More = append(m.More, WholeText.on(c.token()))
	return m
}

// answerCall closes the call that a choice was drawn on.
func (t *turn) answerCall(ch Choice) { t.endCall(ch.On, ch.Act, "") }

func (t *turn) endCall(on string, answer Act, note string) {
	c := t.callBy(on)
	if c.N == 0 {
		return
	}
	t.endedCall(c.N-1, answer, note)
	if a := appeals[c.About]; a.answer != nil {
		a.answer(t, t.c.Calls[c.N-1])
		return
	}
	t.showStep() // it may say who has it
}

// callBy is the call that a token names; the zero Call if none is.
func (t *turn) callBy(on string) Call {
	for _, c := range t.c.Calls {
		if c.token() == on {
			return c
		}
	}
	return Call{}
}

func (t *turn) endedCall(i int, answer Act, note string) {
	c := &t.c.Calls[i]
	c.Taken, c.Ended, c.Answer, c.Note, c.Rev = t.in.Actor, t.in.At, answer, note, c.Rev+1
	t.hushUrgent(*c, c.Times)
	t.showCall(i)
	if c.About == HandingOver {
		t.dropCall(Unclaimed, "")
	}
}

// dropCalls takes back everything that nobody has to answer any more, as the case is over.
func (t *turn) dropCalls() {
	for i := range t.c.Calls {
		if c := t.c.Calls[i]; c.Ended.IsZero() && !c.Remind.IsZero() {
			t.endedCall(i, "", "")
		}
	}
}

// dropCall takes back a call that nobody has to answer any more, and says why.
func (t *turn) dropCall(about Branch, why Act) {
	if c := t.c.openCall(about); c != nil {
		t.endedCall(c.N-1, why, "")
	}
}

// nextCalled is who is told next where nobody answers.
func (t *turn) nextCalled(c Call) (Person, bool) {
	for _, p := range t.callable(c.About) {
		if c.About == Overdue && t.overdueBy(p) { // they are late themselves
			continue
		}
		if !appeals[c.About].only && !among(c.Asked, p) && (appeals[c.About].urgent || t.reachable(p, c.At, maxTime(c.Remind, t.in.At))) {
			return p, true
		}
	}
	return Person{}, false
}

// calledBy is when whoever was told is told again: what is urgent after that time, all else
// in the way in which questions are chased.
func (t *turn) calledBy(c Call, wait time.Duration) time.Time {
	if appeals[c.About].urgent {
		return t.in.At.Add(wait)
	}
	return t.chaseFrom(t.in.At, wait, c.At, c.Asked)
}

// redrawCalls shows every open call again; what it is decided on has changed.
func (t *turn) redrawCalls() {
	for i, c := range t.c.Calls {
		if c.Ended.IsZero() && len(appeals[c.About].acts) > 0 {
			t.showCall(i)
		}
	}
}

// redrawCall shows the latest call about a branch again; what it tells has changed.
func (t *turn) redrawCall(about Branch) {
	if c := t.c.lastCall(about); c != nil {
		t.showCall(c.N - 1)
	}
}
