package dialogs_test

import (
	"slices"

	"makegood/dialogs"
	"makegood/dialogs/money"
)

// moneyStages are those where the customer is asked or given something.
var moneyStages = []dialogs.Stage{
	dialogs.Asking, dialogs.Propose, dialogs.Limit, dialogs.Approval, dialogs.Offering, dialogs.BroughtIn,
	dialogs.PriceWait, dialogs.PriceName, dialogs.PriceTerms, dialogs.Give,
}

// handledBy is the leader's word that they settle what it costs, where it holds.
func handledBy(c dialogs.Case) (k dialogs.Call, ok bool) {
	for _, k := range slices.Backward(c.Calls) {
		if k.About == dialogs.DamageBranch && (k.Answer == dialogs.Handle || k.Answer == dialogs.WithinLimit) {
			return k, k.Answer == dialogs.Handle && c.Details.Delicate()
		}
	}
	return k, false
}

// rules hold at every step, whichever way led there.
func (w *walk) rules(before, after dialogs.Case) {
	since := func(k dialogs.Call) bool { // decided by somebody above, as it is
		return slices.ContainsFunc(after.Requests, func(r dialogs.Request) bool {
			return r.Status == dialogs.Approved && !r.Decided.Before(k.Ended) && r.Granted == after.Offer.Amount && r.What == after.Offer.What
		})
	}
	if k, ok := handledBy(after); ok && !since(k) {
		switch {
		case slices.Contains(moneyStages, after.Stage):
			w.rt.Fatalf("%s handles it, and the owner is at %s", k.Taken.Name, after.Stage)
		case len(after.Given) > len(before.Given) && !after.Given[len(before.Given)].Settled:
			w.rt.Fatalf("%s handles it, and the owner gave something", k.Taken.Name)
		}
	}
	prices, off := 0, money.Cents(0)
	for _, g := range after.Given {
		if g.Price {
			prices, off = prices+1, off+g.Amount
		}
	}
	if prices > 1 || prices == 1 && off > after.Details.Invoice {
		w.rt.Fatalf("the price was named %d times, and %s taken off %s", prices, off, after.Details.Invoice)
	}
	if d := after.Details; !after.Closed.IsZero() && after.Outcome != dialogs.Mistaken && after.Known.ID == "" && len(d.Keys()) > 0 {
		w.rt.Fatal("closed, and on nobody's record")
	}
	if r := after.Review; !after.Closed.IsZero() && after.Outcome != dialogs.Mistaken && !r.At.IsZero() && r.Replied.IsZero() {
		w.rt.Fatal("closed, and a review has no answer")
	}
	parted := slices.ContainsFunc(before.Given, func(g dialogs.Gift) bool { return g.Goodwill })
	if parted && (slices.Contains(moneyStages, after.Stage) || len(after.Given) > len(before.Given) && !after.Given[len(before.Given)].Settled) {
		w.rt.Fatalf("parted with a refund, and at %s", after.Stage)
	}
	if after.Outcome != "" && after.Closed.IsZero() && slices.Contains(moneyStages, after.Stage) {
		w.rt.Fatalf("it ended %s, and the case is at %s", after.Outcome, after.Stage)
	}
	pause := after.Stage == dialogs.Paused || slices.Contains(after.Resting, dialogs.Paused)
	if wake := after.NextWake(); pause && after.Stage != dialogs.Unsafe && (wake.IsZero() || wake.After(after.Resume) && wake.After(after.Watch.Sleep)) {
		w.rt.Fatalf("paused at %s until %s, and woken at %s", after.Stage, after.Resume, wake)
	}
	if pause && (slices.Contains(moneyStages, after.Stage) || len(after.Given) > len(before.Given)) {
		w.rt.Fatalf("paused, and at %s", after.Stage)
	}
	open := func(b dialogs.Branch) bool {
		return slices.ContainsFunc(after.Calls, func(k dialogs.Call) bool { return k.About == b && k.Ended.IsZero() })
	}
	if on := append([]dialogs.Stage{after.Stage}, after.Resting...); open(dialogs.GivingUp) && !slices.Contains(on, dialogs.LettingGo) {
		w.rt.Fatalf("whether they are let go is open, and the case is at %s", after.Stage)
	} else if open(dialogs.Hostage) && slices.Contains(moneyStages, after.Stage) {
		w.rt.Fatalf("what is held over us is open, and the case is at %s", after.Stage)
	}
}
