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
			if tell, ok := e.(dialogs.Tell); ok {
				if claimed, ok := tell.Event.(dialogs.Claimed); ok {
					told = append(told, claimed)
				}
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
