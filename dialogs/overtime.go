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

// nextOverdue is what the card says comes next where something is overdue, or a leader has said that
// they call; no phrase where neither is, or something else has to be dealt with first.
func (t *turn) nextOverdue() (next Line) {
	c := t.c
	if scenes[c.Stage].off || c.Outcome != "" {
		return next
	}
	if i := c.promised(leaderRing); i >= 0 && !t.overtime(c.Promises[i]) {
		p := c.Promises[i]
		return nextRing.With("name", p.Who.Name, "customer", c.customer(), "until", t.till(p.By))
	}
	list := t.pressingFirst()
	if len(list) == 0 || !t.overtime(c.Promises[list[0]]) {
		return next
	}
	p, phrase := c.Promises[list[0]], nextLate
	if p.Channel == ByCall {
		phrase = nextCall
	}
	return phrase.With("name", p.Who.Name, "customer", c.customer())
}
