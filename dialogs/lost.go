package dialogs

import (
	"strconv"
	"strings"
)

// lost shows again what somebody deleted, if anything is still to be done there. The
// step goes to the owner directly as well: who deletes once may do so again. A press
// of the deleted one no longer counts.
func (t *turn) lost(e Lost) {
	if t.c.ID == "" || !t.c.Closed.IsZero() {
		return
	}
	kind, rest, _ := strings.Cut(e.Message, "-")
	number, _, _ := strings.Cut(rest, "-") // a copy by direct message is named after its original
	n, _ := strconv.Atoi(number)           // the card has none
	switch i := n - 1; {
	case kind == "card":
		t.redraw()
	case kind == "step" && n == t.c.At.Seq:
		t.c.FollowUp.Pinged = t.c.At.Seq
		t.redraw()
	case kind == "ask" && n == len(t.c.Requests) && t.c.pending() != nil:
		t.c.Requests[i].Rev++
		t.redrawRequest()
	case kind == "call" && n >= 1 && n <= len(t.c.Calls):
		t.lostCall(i)
	case kind == "promise" && n >= 1 && n <= len(t.c.Promises):
		t.lostPromise(i, e.Message)
	case kind == "whose" || kind == "same":
		t.lostCustomer(kind)
	case kind == "note" && n >= 1 && n <= len(t.c.Spotted):
		t.lostNote(i)
	}
}

// lostPromise asks again about a promise that is due.
func (t *turn) lostPromise(i int, message string) {
	id, _, _ := strings.Cut(message, "-dm")
	list := t.c.askedIn(id)
	if len(list) == 0 {
		list = []int{i}
	}
	shown := -1
	for _, i := range list {
		if p := &t.c.Promises[i]; p.Shown && p.Status == Open && (p.Pinged || p.Asks != "") {
			p.Rev++
			shown = i
		}
	}
	if shown >= 0 {
		t.showPromise(shown)
	}
}

// lostNote asks again what a note means.
func (t *turn) lostNote(i int) {
	if s := &t.c.Spotted[i]; !s.Taken {
		s.Rev++
		t.show(t.spotted(i))
	}
}

// lostCall calls again, where somebody still has to answer.
func (t *turn) lostCall(i int) {
	if c := &t.c.Calls[i]; c.Ended.IsZero() && !c.Remind.IsZero() {
		c.Rev++
		t.showCall(i)
	}
}

// lostCustomer asks again about the customer, where nobody has answered.
func (t *turn) lostCustomer(kind string) {
	switch {
	case kind == "whose" && t.c.Whose.open():
		t.c.Whose.Rev++
		t.show(t.whose())
	case kind == "same" && t.c.Same.open():
		t.c.Same.Rev++
		t.show(t.same())
	}
}
