package dialogs

import (
	"slices"
	"strconv"
)

// The card says what is promised as it stands now: what is overdue first, then what is due
// next. Where something is overdue the next thing is to see to that, whatever the step asks.

const (
	linesOnCard = 3  // promises of the card, which has more to say
	linesOver   = 10 // of what is only about them
	optionsMost = 50 // that one list asks about
)

var (
	promiseOver = tell("promise.overdue_line", "who! what! when!")
	promiseMore = tell("promise.more", "count!")
	nextRing    = tell("card.next_ring", "name! customer! until!")
	nextCall    = tell("card.next_call", "name! customer!")
	nextLate    = tell("card.next_late", "name! customer!")
	listRing    = tell("next.ring", "name! customer! until!")
	listCall    = tell("next.call", "name! customer!")
	listLate    = tell("next.late", "name! customer!")
)

// overtime: its time has come, and nobody has said what became of it.
func (t *turn) overtime(p Promise) bool {
	return p.Status == Open && t.c.Closed.IsZero() && !t.in.At.Before(p.By)
}

// pressingFirst is every promise by its place: what is open before what is not, each the earliest
// first, so that what is overdue leads.
func (t *turn) pressingFirst() []int {
	list := t.c.byPlace()
	slices.SortStableFunc(list, func(i, j int) int {
		a, b := t.c.Promises[i], t.c.Promises[j]
		if rank := order(a.Status != Open) - order(b.Status != Open); rank != 0 || a.Status != Open {
			return rank
		}
		return a.By.Compare(b.By)
	})
	return list
}

// byPlace is every promise in the order in which they were made.
func (c Case) byPlace() []int {
	list := make([]int, len(c.Promises))
	for i := range list {
		list[i] = i
	}
	return list
}

// promisesOver are the first lines of those promises, and how many more there are.
func (t *turn) promisesOver(list []int, most int) []Line {
	var l []Line
	for _, i := range list[:min(len(list), most)] {
		l = append(l, t.promiseLine(t.c.Promises[i]))
	}
	if more := len(list) - most; more > 0 {
		l = append(l, promiseMore.With("count", strconv.Itoa(more)))
	}
	return l
}

// cardPromises are the promises as the card has them, and who was asked to call because of them.
func (t *turn) cardPromises() []Line {
	l := t.promisesOver(t.pressingFirst(), linesOnCard)
	if t.c.openCall(Overdue) != nil {
		l = append(l, t.whoHas(Overdue))
	}
	return l
}

// next is what comes next in a case: a call that somebody has said they make, what is overdue, or else the
// step. Its card says so, and every list that the case is in, without the "Next".
func (t *turn) next() (card, list Line) {
	if c := t.c; !scenes[c.Stage].off && c.Outcome == "" { // else something has to be dealt with first
		rings := t.owes() || c.promised(leaderRing) >= 0 // where only the top calls, the owner goes on meanwhile
		if card = t.callerLine(nextRing, nextCall); card.Phrase != "" && rings {
			return card, t.callerLine(listRing, listCall)
		}
		if late := t.pressingFirst(); len(late) > 0 && t.overtime(c.Promises[late[0]]) {
			p := c.Promises[late[0]]
			card, list = nextLate.With("name", p.Who.Name, "customer", c.customer()), listLate.With("name", p.Who.Name, "customer", c.customer())
			if p.Channel == ByCall {
				card.Phrase, list.Phrase = nextCall, listCall
			}
			return card, list
		}
	}
	step := t.c.Stage.next()
	switch {
	case t.c.Stage == Paused:
		card = cardDue.With("next", slotPhrase(step), "due", t.c.date(t.c.Resume))
	case t.c.Stage == Waiting:
		card = cardDue.With("next", slotPhrase(step), "due", t.due())
	default:
		card = cardNext.With("next", slotPhrase(step))
	}
	return card, step.With()
}
