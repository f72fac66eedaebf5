package dialogs

import "slices"

// A hand-over that nobody answers leaves the case where it was, and whoever handed it over may
// be gone by then and think otherwise. So after a second reminder they are told, and somebody
// who leads is asked to take it; where whoever was asked is not here any more, at once (A4 R10).

// Unclaimed is the call to a leader about a hand-over that nobody answers. It is in no menu.
const Unclaimed Branch = "unclaimed"

// handTries is after how many reminders it is told.
const handTries = 2

var (
	unclaimedCall = tell("call.unclaimed", "customer! owner!")
	handSilent    = tell("hand_over.silent", "name! customer!")
	handGone      = tell("hand_over.gone", "name! customer!")
)

var _ = put(appeals, map[Branch]appeal{Unclaimed: standstill(unclaimedCall)})

// unclaimed tells it, once.
func (t *turn) unclaimed(k Call) {
	told := Message{ID: "silent-" + k.id(), Head: handSilent.With("name", k.Asked[0].Name, "customer", t.c.customer()), Choices: []Choice{KeepCase.on("card")}}
	if !k.Ended.IsZero() {
		told.Head, told.Choices = handGone.With("name", k.Asked[0].Name, "customer", t.c.customer()), []Choice{HandOver.on("card")}
	}
	t.giveOwnerAwake(told)
	leads := slices.DeleteFunc(t.callable(Unclaimed), func(p Person) bool { return p.ID == t.c.Owner.ID || among(k.Asked, p) })
	slices.SortStableFunc(leads, func(a, b Person) int { // who asked in the owner's place knows of it
		switch k.By.ID {
		case a.ID:
			return -1
		case b.ID:
			return 1
		}
		return 0
	})
	if len(leads) == 0 || t.c.openCall(Unclaimed) != nil {
		return
	}
	if up := slices.IndexFunc(leads, func(p Person) bool { return !t.c.atHand(p, t.in.At).After(t.in.At) }); up >= 0 {
		t.callOn(Unclaimed, leads[up:up+1])
		return
	}
	t.callLater(Unclaimed, leads)
}

// strandedTo: whoever was asked to take it is not among these people any more.
func (c Case) strandedTo(staff []Person) bool {
	k := c.openCall(HandingOver)
	return k != nil && len(staff) > 0 && k.Asked[0].Role != "" && !among(staff, k.Asked[0])
}

// stranded takes the question back that nobody can answer.
func (t *turn) stranded() {
	n := t.c.openCall(HandingOver).N
	t.endedCall(n-1, "", "")
	t.unclaimed(t.c.Calls[n-1])
}
