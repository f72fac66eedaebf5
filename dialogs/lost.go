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
	case kind == "call" && n >= 1 && n <= len(t.c.Calls) && t.c.Calls[i].Ended.IsZero() && !t.c.Calls[i].Remind.IsZero():
		t.c.Calls[i].Rev++
		t.showCall(i)
	case kind == "promise" && n >= 1 && n <= len(t.c.Promises) && t.c.Promises[i].Pinged && t.c.Promises[i].Status == Open:
		t.c.Promises[i].Rev++
		t.showPromise(i)
	case kind == "whose" || kind == "same":
		t.lostCustomer(kind)
	case kind == "note" && n >= 1 && n <= len(t.c.Spotted) && !t.c.Spotted[i].Taken:
		t.c.Spotted[i].Rev++
		t.show(t.spotted(i))
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
