package dialogs

import (
	"slices"
	"strings"
	"time"
)

// Promises of a case that the same people are asked about at the same moment share a message, each a line
// of it with its own answers; and whatever is overdue by then is in it too, so that nobody has one call for
// each. Where somebody is away or asleep each is asked about by itself, since their agenda has it so.

var (
	soonMany  = tell("promise.soon_many", "customer! when!")
	dueMany   = tell("promise.due_many", "customer! when!")
	lateMany  = tell("promise.late_many", "customer!")
	afterMany = tell("promise.late_content_many", "customer!")
	oneOfMany = tell("promise.one_of_many", "who! what!")
)

// questions are about promises that it is time for: who is asked, and when it was to be.
type questions struct {
	list []int
	asks asking
	who  []Person
	due  time.Time
}

// alike adds a promise to the question that asks the same people the same, or makes one of it.
func (t *turn) alike(all []questions, i int, asks asking, due time.Time) []questions {
	who := t.both(t.c.Promises[i])
	for n, q := range all {
		if q.asks == asks && (asks == asksLate || q.due.Equal(due)) && len(q.list) < digestMost &&
			slices.Equal(ids(q.who), ids(who)) && t.hearNow(who, due) {
			all[n].list = append(all[n].list, i)
			return all
		}
	}
	return append(all, questions{list: []int{i}, asks: asks, who: who, due: due})
}

// hearNow: all of them hear of it now, and nothing of it is left to an agenda.
func (t *turn) hearNow(who []Person, due time.Time) bool {
	_, later := t.whomNow(t.standIns(who), false)
	return len(later) == 0 && !t.in.late(due)
}

// withLate adds what the same people were told is overdue, and still is.
func (t *turn) withLate(q questions) []int {
	if q.asks != asksLate || !t.hearNow(q.who, q.due) {
		return q.list
	}
	list := slices.Clone(q.list)
	for i, p := range t.c.Promises {
		if p.Status == Open && p.Shown && p.Asks == asksLate && !slices.Contains(list, i) && len(list) < digestMost &&
			slices.Equal(ids(t.both(p)), ids(q.who)) && !t.gathered(p.message()) && !t.gathered(p.id()) {
			list = append(list, i)
		}
	}
	return list
}

// askTogether calls people to promises by one message. What asked about them before is over.
func (t *turn) askTogether(q questions) {
	var before []string
	was := map[string][]string{}
	list := t.withLate(q)
	for _, i := range list {
		p := &t.c.Promises[i]
		if p.Shown {
			m := p.message()
			if was[m] == nil {
				before = append(before, m)
			}
			was[m] = append(was[m], p.What)
			p.Pings = max(p.Pings, 1) // of a case that counted none
		}
		p.Pings, p.Shown, p.Asks, p.With = p.Pings+1, true, q.asks, ""
	}
	host := list[0]
	for _, i := range list[1:] {
		t.c.Promises[i].With = t.c.Promises[host].message()
	}
	for _, m := range before {
		if left := t.c.askedIn(m); len(left) > 0 {
			t.showPromise(left[0])
			continue
		}
		what := short(strings.Join(was[m], "; "), lineRunes)
		t.reshow(Message{ID: m, To: Place{Where: Thread}, Kind: DoneKind, Head: promiseAsked.With("what", what)})
	}
	t.ping(t.promiseShown(host), q.who, q.due)
}

// askedIn are the promises that a message asks about, by their places.
func (c Case) askedIn(message string) (list []int) {
	for i, p := range c.Promises {
		if p.Shown && p.message() == message {
			list = append(list, i)
		}
	}
	return list
}

// together draws a message about several of them; hush: without the buttons of the one that the step asks.
func (t *turn) together(list []int, hush bool) Message {
	p := t.c.Promises[list[0]]
	m := Message{ID: p.message(), To: Place{Where: Thread}, Kind: DecidedKind}
	asked := ""
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(i, j int) int { return t.c.Promises[i].By.Compare(t.c.Promises[j].By) })
	for _, i := range list {
		p, part := t.c.Promises[i], Part{Done: true}
		if part.Head = t.promiseLine(p); p.Status == Open && (p.Asks != "" || p.Pinged) {
			m.Kind, asked, part.Done = NoteKind, string(p.Asks), false
			if p.Asks != asksLate { // the time stands above
				part.Head = oneOfMany.With("who", p.Who.Name, "what", short(p.What, lineRunes))
			}
			m.Head = t.manyHead(p)
			if !hush || t.c.Stage != Settle || i != t.unsettled() {
				part.Choices = t.answers(p)
			}
		} else if t.provable(p) {
			part.Choices = []Choice{AddProof.on(p.token())}
		}
		m.Parts = append(m.Parts, part)
	}
	if asked == string(asksLate) && !t.c.content() {
		m.Lines = []Line{t.whoCalls()}
	}
	if asked == "" { // all of them are answered: the first leads
		m.Head, m.Parts = m.Parts[0].Head, nil
		for _, i := range list[1:] {
			m.Lines = append(m.Lines, t.promiseLine(t.c.Promises[i]))
		}
	}
	return m
}

func (t *turn) manyHead(p Promise) Line {
	customer, when := t.c.customer(), t.c.date(p.By)
	switch {
	case p.Asks == asksSoon:
		return soonMany.With("customer", customer, "when", when)
	case p.Asks != asksLate:
		return dueMany.With("customer", customer, "when", when)
	case t.c.content():
		return afterMany.With("customer", customer)
	}
	return lateMany.With("customer", customer)
}

// answers are what is said of one of several, which has less room.
func (t *turn) answers(p Promise) (list []Choice) {
	acts := []Act{Kept, NotYet}
	switch p.Asks {
	case asksSoon:
		acts = []Act{Kept, WillBeLate}
	case asksLate:
		acts = []Act{Kept, CallNow, NotYet}
	case asksDue, asksNudge, asksRisk, asksCall, asksHeir, asksBack, asksAnew: // all but the first have a message of their own
	}
	if p.Channel == ByCall {
		acts = append(acts, LeftVoicemail)
	}
	for _, a := range acts {
		list = append(list, t.orInstead(a, p.token()))
	}
	return list
}

// reshowLate draws anew what says who was asked to call.
func (t *turn) reshowLate() {
	var shown []string
	for i, p := range t.c.Promises {
		if p.Status == Open && p.Shown && p.Asks == asksLate && !slices.Contains(shown, p.message()) {
			shown = append(shown, p.message())
			t.showPromise(i)
		}
	}
}
