package dialogs

import (
	"slices"
	"time"

	"makegood/dialogs/policy"
)

// One person at a time calls the customer about what is overdue: two calls within a minute tell them that we do
// not speak with each other. Whoever is second is told who calls, and takes the call over only by a press that
// says so; then whoever was to call hears it, and what asked them to goes away.

var (
	ringsBy   = tell("ringing.by", "name! customer! until!")
	ringsNow  = tell("ringing.now", "name! customer!")
	ringsNone = tell("ringing.none", "customer!")
	ringsLate = tell("sorry.rings_by", "name! customer! until!")
	ringsOn   = tell("sorry.rings_now", "name! customer!")
	ringsElse = tell("ringing.instead", "name! customer! time!")
	callLate  = tell("sorry.call_answered", "name! answer! time! owner!")
	callOver  = tell("sorry.call_moot", "time! owner!")
)

// Acts.
const (
	CallInstead Act = "call_instead"   // of whoever said that they call
	RingInstead Act = "i_call_instead" // the same as a leader's answer
)

var _ = put(deeds, map[Act]deed{
	CallInstead: deed{does: func(t *turn, ch Choice) { t.callsInstead(t.answered(ch.On)) }}.labelled("name!"),
	RingInstead: deed{does: (*turn).iCall}.labelled("name!").of(policy.Lead),
})

var (
	// ringCalls are the calls that a leader answers by calling the customer; ownCalls those of them that ask for nothing
	// but that.
	ringCalls = slices.Concat(ownCalls, []Branch{SecondFailure})
	ownCalls  = []Branch{Overdue, MissedCall, CalledAgain, Wordless}
)

// caller is who said that they call the customer, and by when; no time: they do it now. Who said so and let
// the time pass calls no more.
func (t *turn) caller() (who Person, by time.Time, ok bool) {
	for _, what := range []Phrase{leaderRing, topWhat} {
		if i := t.c.promised(what); i >= 0 && !t.overtime(t.c.Promises[i]) {
			return t.c.Promises[i].Who, t.c.Promises[i].By, true
		}
	}
	for _, p := range t.c.Promises {
		if p.Status == Open && p.Asks == asksCall && p.CallerID != "" && t.overtime(p) && t.in.At.Before(p.Late) {
			return Person{ID: p.CallerID, Name: p.Caller}, time.Time{}, true
		}
	}
	return Person{}, time.Time{}, false
}

// callerLine says so, in one phrase or the other; no phrase if nobody does.
func (t *turn) callerLine(by, now Phrase) Line {
	switch who, until, ok := t.caller(); {
	case !ok:
		return Line{}
	case until.IsZero():
		return now.With("name", who.Name, "customer", t.c.customer())
	default:
		return by.With("name", who.Name, "customer", t.c.customer(), "until", t.till(until))
	}
}

// whoCalls says who calls because of what is overdue, or who was asked to.
func (t *turn) whoCalls() Line {
	if l := t.callerLine(ringsBy, ringsNow); l.Phrase != "" {
		return l
	}
	if last := t.c.lastCall(Overdue); last != nil && !last.Ended.IsZero() { // whoever took it has not called
		return ringsNone.With("customer", t.c.customer())
	}
	return t.whoHas(Overdue)
}

// another: somebody else than the actor has said that they call.
func (t *turn) another() bool {
	who, _, ok := t.caller()
	return ok && who.ID != t.in.Actor.ID
}

// orInstead is an act by which somebody calls, as it is drawn now: where another has said that they do, it is
// said that it is instead of them.
func (t *turn) orInstead(a Act, on string) Choice {
	who, _, ok := t.caller()
	switch {
	case ok && a == CallNow:
		return CallInstead.on(on, "name", who.Name)
	case ok && a == ICall:
		return RingInstead.on(on, "name", who.Name)
	}
	return a.on(on)
}

// whoHas says who was called about a branch, for the owner's step: who has it, or
// who was told and when the next one is.
func (t *turn) whoHas(about Branch) Line {
	last := t.c.lastCall(about)
	switch {
	case last == nil:
		return callNobody.With()
	case !last.Ended.IsZero():
		return callHas.With("name", last.Taken.Name)
	}
	c := *last
	if !c.Remind.IsZero() && !t.in.At.Before(c.Remind) { // this step comes to it further down
		c = t.reminded(c)
	}
	if next, more := t.nextCalled(c); more {
		return callNext.With("names", names(c.Asked), "until", t.till(c.Remind), "next", next.Name)
	}
	return callWaits.With("names", names(c.Asked), "until", t.till(c.Remind))
}

// insteadOn is what takes a call over that somebody has said they make.
func (t *turn) insteadOn(p Promise) []Choice {
	if ch := t.orInstead(CallNow, p.token()); ch.Act == CallInstead {
		return []Choice{ch}
	}
	return nil
}

// callsNow brings the words for a call, to whoever makes it, unless another does.
func (t *turn) callsNow(i int) {
	if t.another() {
		t.refuse(t.callerLine(ringsLate, ringsOn))
		return
	}
	t.callsInstead(i)
}

// callsInstead is callsNow also where another said that they call. Whoever leads hears of it again if nothing
// comes of it.
func (t *turn) callsInstead(i int) {
	if t.isCaller() { // nor do their clocks begin anew
		t.refuse(ringsSelf.With("customer", t.c.customer()))
		return
	}
	overdue := t.owes()
	t.c.Promises[i].Rev++
	asked := t.relieve(t.c.Promises[i].token())
	if t.c.Promises[i].Status != Open { // the other's own word
		t.ourPromise(leaderRing, t.in.Actor, t.soon())
		i = len(t.c.Promises) - 1
	}
	t.c.Promises[i].Caller, t.c.Promises[i].CallerID = t.in.Actor.Name, t.in.Actor.ID
	for j := range t.c.Promises {
		if q := &t.c.Promises[j]; t.overtime(*q) && (j == i || q.Pinged && q.Late.IsZero()) {
			q.Late = maxTime(q.Late, t.c.either(*q, t.in.At.Add(t.c.Policy.Clock().Missed)))
		}
	}
	t.askPromise(i, asksCall, []Person{t.in.Actor}, t.in.At)
	t.showPromises(slices.DeleteFunc(asked, func(j int) bool { return j == i }))
	if !overdue {
		return
	}
	t.dropOverdue(CallNow)
	for n, k := range t.c.Calls {
		if k.Ended.IsZero() && slices.Contains(ringCalls, k.About) {
			t.showCall(n)
		}
	}
	t.reshowLate()
	t.showStep()
}

// iCall is a leader's word that they call the customer themselves, with a time. No other leader has to.
func (t *turn) iCall(ch Choice) {
	k := t.callBy(ch.On)
	asked := t.relieve(k.id())
	for i := range t.c.Promises { // whoever said that they call instead had longer for it
		if p := &t.c.Promises[i]; p.Status == Open && p.Asks == asksLate {
			p.Late = time.Time{}
		}
	}
	i := t.c.promised(leaderRing)
	if i >= 0 && t.overtime(t.c.Promises[i]) { // they said so before
		t.ended(i, Missed)
		i = -1
	}
	if i < 0 {
		t.ourPromise(leaderRing, t.in.Actor, t.soon())
	}
	for _, about := range ringCalls {
		if about != k.About {
			t.dropCall(about, "")
		}
	}
	if t.endCall(ch.On, ICall, ""); appeals[k.About].answer == nil {
		t.reshowLate()
	}
	t.showPromises(asked)
}

func (t *turn) showPromises(list []int) {
	for _, i := range list {
		t.showPromise(i)
	}
}

// relieve takes back what asked anybody else to call, and tells them who does. id is of what the actor answers.
// asked are the promises of which only what became of them is asked again; they, and what is late, are still to be shown.
func (t *turn) relieve(id string) (asked []int) {
	var who []Person
	for i := range t.c.Promises {
		switch p := &t.c.Promises[i]; {
		case p.Status != Open:
		case (p.What == slotPhrase(leaderRing) || p.What == slotPhrase(topWhat)) && p.Who.ID != t.in.Actor.ID:
			who = append(who, p.Who)
			if t.overtime(*p) {
				t.ended(i, Missed)
			} else {
				t.ended(i, Dropped)
			}
		case p.Asks == asksCall && p.CallerID != "" && p.CallerID != t.in.Actor.ID:
			who = append(who, Person{ID: p.CallerID, Name: p.Caller})
			p.Asks, p.Caller, p.CallerID, p.Rev = asksLate, "", "", p.Rev+1
			if t.c.lastCall(Overdue) == nil { // no leader has heard of it
				p.Asks, asked = asksDue, append(asked, i)
			}
		}
	}
	for i, p := range who {
		if among(who[:i], p) {
			continue
		}
		t.show(Message{
			ID: "instead-" + id + "-" + p.ID, To: Place{Where: Direct, User: p.ID}, Kind: DoneKind,
			Head: ringsElse.With("name", t.in.Actor.Name, "customer", t.c.customer(), "time", t.now()),
		})
	}
	return asked
}

// outrung says who calls, to whoever pressed that they do and came second; no phrase to anybody else.
func (t *turn) outrung(e Chose) Line {
	switch {
	case t.isCaller() && (e.Act == CallNow || e.Act == CallInstead):
		return ringsSelf.With("customer", t.c.customer())
	case t.another() && slices.Contains([]Act{CallNow, CallInstead, ICall, RingInstead}, e.Act):
		return t.callerLine(ringsLate, ringsOn)
	}
	return Line{}
}

// faster is the answer to a press of what somebody else has answered. Of a call it is said in full, as a late
// press is often one to take something on.
func (t *turn) faster(m Message, e Chose) Line {
	i := slices.IndexFunc(t.c.Calls, func(k Call) bool { return k.id() == m.ID })
	if l := t.outrung(e); l.Phrase != "" {
		return l
	}
	if i < 0 {
		return m.Head
	}
	k := t.c.Calls[i]
	at := t.c.date(k.Ended)
	if k.Answer == "" {
		return callOver.With("time", at, "owner", t.c.Owner.Name)
	}
	return callLate.With("name", k.Taken.Name, "answer", slotPhrase(k.Answer.phrase()), "time", at, "owner", t.c.Owner.Name)
}
