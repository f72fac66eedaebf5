package dialogs

import (
	"slices"

	"makegood/dialogs/policy"
)

// Some problems need the top of the company (A3 B23). Who is called there acts; the
// owner stays the customer's contact, unless the case is claimed (A15 D4).

// Top is the branch.
const Top Branch = "executive"

var (
	topCall   = tell("call.executive", "customer! owner!")
	topCalls  = tell("executive.calls", "name! customer! until!")
	topWhat   = tell("executive.promise", "")
	topWaits  = tell("executive.waits", "names! until!")
	topAsk    = tell("spotted.top", "text!")
	topNobody = tell("executive.nobody", "")
)

// Acts.
const (
	IWillCall Act = "i_will_call"
	IWillOwn  Act = "i_will_own"
)

var _ = put(branches, map[Branch]branch{Top: {
	cues: []string{"your boss", "the boss", "the owner of the company", "who runs the company", "the president", "the ceo", "somebody in charge", "someone in charge"},
	open: func(c Case) bool {
		theirs := c.Policy.Allows(policy.Top, c.Policy.Classes(c.Owner.Role, true)...)
		return c.Outcome == "" && c.Stage != Unsafe && c.openCall(Top) == nil && !theirs
	},
	enter: (*turn).callTop,
}})

var _ = put(deeds, map[Act]deed{
	IWillCall: deed{does: (*turn).answerCall}.of(policy.Top),
	IWillOwn:  deed{does: (*turn).answerCall}.of(policy.Top),
})

var _ = put(appeals, map[Branch]appeal{Top: {
	head: topCall, facts: (*turn).tries, acts: []Act{IWillCall, IWillOwn}, power: policy.Top, answer: (*turn).topAnswered,
}})

// callTop leaves the case where it is; the owner goes on meanwhile.
func (t *turn) callTop() {
	t.call(Top)
	said := topNobody.With()
	if c := t.c.openCall(Top); c != nil {
		said = topWaits.With("names", names(c.Asked), "until", t.till(c.Remind))
	}
	t.reply = Reply{Say: &said}
}

func (t *turn) topAnswered(c Call) {
	if c.Answer == IWillOwn {
		t.own(c.Taken, false)
		return
	}
	asked := t.relieve(c.id()) // one of us calls
	by := t.c.Policy.Due(t.in.At, t.c.Policy.Clocks.NextWord).UTC()
	t.ourPromise(topWhat, c.Taken, by)
	t.tellOwner("told-"+c.id(), topCalls.With("name", c.Taken.Name, "customer", t.c.customer(), "until", t.c.clock(by)))
	t.showPromises(asked)
	t.reshowLate()
	t.showStep()
}

// executive is what of the case calls for the top here; empty: nothing.
func (c Case) executive() Phrase {
	calls := c.Policy.How().Executive
	d := c.Details
	for _, v := range d.involved() {
		if *v.fact && slices.Contains(calls, v.name) {
			return v.opt
		}
	}
	if (d.Third || d.Second && len(c.Known.Cases) > 1) && slices.Contains(calls, "third_visit") {
		return optThird
	}
	return ""
}

// offerTop asks once whether the top is to be called, where the case calls for it.
func (t *turn) offerTop() {
	known := slices.ContainsFunc(t.c.Spotted, func(s Spotted) bool { return s.Branch == Top }) || t.c.lastCall(Top) != nil
	if known || t.c.executive() == "" || !branches[Top].open(t.c) {
		return
	}
	t.noted(Spotted{Text: slotPhrase(t.c.executive()), Branch: Top})
}
