package dialogs_test

import (
	"fmt"
	"testing"

	"makegood/dialogs"
	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

// TestCapWhileAsked: an offer that was made smaller while its purse was asked is given
// only when the purse has answered about the smaller one too. Otherwise what it set aside
// for the larger would be given twice.
func TestCapWhileAsked(t *testing.T) {
	p := policy.Sample()
	p.Roles[1].Cap, p.Procedure.Phone, p.Procedure.AskFirst = 200_00, "short", "no"
	carl := dialogs.Person{ID: "U0CARL", Name: "Carl", Role: "csr"}
	var c dialogs.Case
	var purse dialogs.Purse
	var told []dialogs.Claimed
	step := func(e dialogs.Event) {
		t.Helper()
		next, reply, effects := c.Step(dialogs.Input{At: monday, Actor: carl, Staff: []dialogs.Person{carl}, Event: e}, p)
		if effects == nil && reply.Form == nil {
			t.Fatalf("%#v changed nothing at %s: %+v", e, c.Stage, reply)
		}
		c = next
		for _, e := range effects {
			if claimed, ok := claimOf(e); ok {
				told = append(told, claimed)
			}
		}
	}
	answer := func() {
		t.Helper()
		var effects []dialogs.Effect
		purse, _, effects = purse.Step(dialogs.Input{At: monday, Event: told[0]})
		told = told[1:]
		step(effects[0].(dialogs.Tell).Event)
	}
	press := func(a dialogs.Act) {
		t.Helper()
		step(dialogs.Chose{Act: a, On: fmt.Sprintf("step-%d.%d", c.At.Seq, c.At.Rev)})
	}
	ask := func(amount string) {
		t.Helper()
		step(dialogs.Filled{Form: dialogs.AskForm, On: fmt.Sprintf("step-%d.%d", c.At.Seq, c.At.Rev), Fields: map[dialogs.Field]string{dialogs.WordsField: "a day's pay", dialogs.AmountField: amount, dialogs.VerdictField: "fair"}})
	}
	d := named("Mrs Alvarez")
	d.Setting, d.Problem, d.Emergency = dialogs.OnPhone, "no hot water", true
	step(dialogs.Opened{ID: "R-105", Details: d})
	answer()
	for _, a := range []dialogs.Act{dialogs.Empathized, dialogs.Apologized} {
		press(a)
	}
	ask("$100")
	ask("$50") // and the purse has not answered about the first
	answer()
	if c.Stage != dialogs.Offering {
		t.Fatalf("at %s", c.Stage)
	}
	press(dialogs.Accepted)
	if len(c.Given) > 0 {
		t.Fatalf("%s was given while the purse was asked", c.Total())
	}
	answer()
	press(dialogs.Accepted)
	answer()
	var spent money.Cents
	for _, s := range purse.Spent {
		spent += s.Amount
	}
	if c.Total() != 50_00 || spent != 50_00 {
		t.Errorf("%s was given, and the purse counts %s", c.Total(), spent)
	}
}

// TestGiftRestsOnItsApproval: an amount inside the own limit that a cap, or the invoice,
// put before a manager was given because they approved it, and the audit says so.
func TestGiftRestsOnItsApproval(t *testing.T) {
	carl, olga := dialogs.Person{ID: "U0CARL", Name: "Carl", Role: "csr"}, dialogs.Person{ID: "U0OLGA", Name: "Olga", Role: "owner"}
	for _, c := range []struct {
		name         string
		cap, invoice money.Cents
		want         string
	}{
		{"neither", 0, 0, "own limit $100 as csr"},
		{"cap", 50_00, 0, "request 1, approved by U0OLGA up to $80"},
		{"invoice", 0, 50_00, "request 1, approved by U0OLGA up to $80"},
	} {
		p := policy.Sample()
		p.Roles[1].Cap, p.Procedure.Phone, p.Procedure.AskFirst = c.cap, "short", "no"
		var at, before dialogs.Case
		var purse dialogs.Purse
		step := func(who dialogs.Person, e dialogs.Event) {
			t.Helper()
			for events := []dialogs.Event{e}; len(events) > 0; events = events[1:] {
				next, reply, effects := at.Step(dialogs.Input{At: monday, Actor: who, Staff: []dialogs.Person{carl, olga}, Event: events[0]}, p)
				if effects == nil {
					t.Fatalf("%s: %#v changed nothing at %s: %+v", c.name, events[0], at.Stage, reply)
				}
				before, at = at, next
				for _, e := range effects {
					if claimed, ok := claimOf(e); ok {
						var answer []dialogs.Effect
						purse, _, answer = purse.Step(dialogs.Input{At: monday, Event: claimed})
						events = append(events, answer[0].(dialogs.Tell).Event)
					}
				}
			}
		}
		on := func() string { return fmt.Sprintf("step-%d.%d", at.At.Seq, at.At.Rev) }
		press := func(a dialogs.Act) { t.Helper(); step(carl, dialogs.Chose{Act: a, On: on()}) }
		d := named("Mrs Alvarez")
		d.Setting, d.Problem, d.Emergency, d.Invoice = dialogs.OnPhone, "no hot water", true, c.invoice
		step(carl, dialogs.Opened{ID: "R-105", Details: d})
		press(dialogs.Empathized)
		press(dialogs.Apologized)
		step(carl, dialogs.Filled{Form: dialogs.AskForm, On: on(), Fields: map[dialogs.Field]string{dialogs.WordsField: "a day's pay", dialogs.AmountField: "$80", dialogs.VerdictField: "fair"}})
		if at.Stage == dialogs.Limit {
			press(dialogs.AskManager)
			step(olga, dialogs.Chose{Act: dialogs.Approve, On: fmt.Sprintf("ask-1.%d", at.Requests[0].Rev)})
		}
		step(carl, dialogs.Chose{Act: dialogs.Accepted, On: on()})
		var got string
		for _, d := range at.Decided(before, carl) {
			got += d.Authority
		}
		if got != c.want && len(at.Given) == 1 {
			t.Errorf("%s: %s rests on %q, want %q", c.name, at.Total(), got, c.want)
		}
		if len(at.Given) != 1 {
			t.Errorf("%s: nothing was given at %s", c.name, at.Stage)
		}
	}
}

func claimOf(e dialogs.Effect) (dialogs.Claimed, bool) {
	tell, ok := e.(dialogs.Tell)
	if !ok {
		return dialogs.Claimed{}, false
	}
	claimed, ok := tell.Event.(dialogs.Claimed)
	return claimed, ok
}
