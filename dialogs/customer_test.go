package dialogs_test

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"makegood/dialogs"
	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

var monday = time.Date(2026, 11, 23, 15, 42, 0, 0, time.UTC)

// TestMatches: what may be the same customer is asked about, and what is not, is not.
func TestMatches(t *testing.T) {
	for _, c := range []struct {
		known, typed dialogs.Details
		same         bool
	}{
		{named("Mrs Alvarez"), named("Mrs. Alvarez"), true},
		{named("Mrs Alvarez"), named("Alvares"), true},
		{named("Mrs Alvarez"), named("Maria Alverez"), true},
		{named("Mrs Alvarez"), named("alvraez"), true},
		{named("Mrs Alvarez"), named("ÁLVAREZ"), true},
		{named("Mrs Alvarez"), named("Mr Alvarado"), false},
		{named("Maria Alvarez"), named("José Alvarez"), false}, // two people of one family have two records
		{named("Katherine O'Neill"), named("Catherine ONeil"), false},
		{named("Mrs O'Neill"), named("Oneil"), true},
		{named("Ms Li"), named("Ms Lu"), false},
		{named("Schmidt"), named("Schmitt"), true},
		{named("Nguyen"), named("Nuyen"), true},
		{named("Unit 12"), named("Unit 13"), false},
		{named("Łukasz Müller"), named("Lukas Muller"), true},
		{named("Иванова"), named("Иванова"), true},
		{reached("(212) 555-0134"), reached("212.555.0134"), true},
		{reached("+1 212 555 0134"), reached("555 0134"), true},
		{reached("212 555 0134"), reached("718 555 0134"), false},
		{reached("ann@x.example, 555 0199"), reached("ANN@X.EXAMPLE"), true},
		{reached("ann@x.example or 555-0199"), reached("555 0199"), true},
		{reached("12"), reached("12"), false}, // no number anybody could be rung at
		{dialogs.Details{Job: "J-1042"}, dialogs.Details{Job: "j-1042"}, true},
		{dialogs.Details{Job: "J-1042"}, dialogs.Details{Job: "J-1043"}, false},
	} {
		record := reportedBy(c.known)
		found := false
		for _, k := range record.Keys() {
			for _, l := range c.typed.Keys() {
				found = found || k == l
			}
		}
		if got := found && len(dialogs.Matches(c.typed, []dialogs.Customer{record})) > 0; got != c.same {
			t.Errorf("%+v may be %+v: %v, want %v", c.typed, c.known, got, c.same)
		}
	}
}

func named(name string) dialogs.Details  { return dialogs.Details{Customer: name} }
func reached(how string) dialogs.Details { return dialogs.Details{Contact: how} }

func reportedBy(d dialogs.Details) dialogs.Customer {
	c, _, _ := dialogs.Customer{}.Step(dialogs.Input{At: monday, Event: dialogs.Reported{
		To: "C-1", Customer: d.Customer, Contact: d.Contact, Job: d.Job, Past: dialogs.Past{ID: "R-1", Opened: monday},
	}}, policy.Sample())
	return c
}

// TestCustomerStaysSmall: after hundreds of cases a record is no larger than after
// fifty, forgets no sum, and tells a case only of the latest.
func TestCustomerStaysSmall(t *testing.T) {
	var c dialogs.Customer
	for n := 1; n <= 500; n++ {
		past := dialogs.Past{ID: "R-" + strconv.Itoa(n), Opened: monday, Closed: monday, Outcome: dialogs.Recovered, Given: 100}
		c, _, _ = c.Step(dialogs.Input{At: monday, Event: dialogs.Reported{To: "C-1", Customer: fmt.Sprint("Name ", n), Past: past}}, policy.Sample())
	}
	_, _, effects := c.Step(dialogs.Input{At: monday, Event: dialogs.Reported{To: "C-1", Past: dialogs.Past{ID: "R-501", Opened: monday}}}, policy.Sample())
	if len(c.Cases) != 50 || len(c.Names) > 5 || len(c.Keys()) > 20 {
		t.Errorf("it keeps %d cases, %d names and %d keys", len(c.Cases), len(c.Names), len(c.Keys()))
	}
	k := effects[0].(dialogs.Tell).Event.(dialogs.Knows)
	if k.Count != 500 || k.Given != money.Cents(50_000) || len(k.Cases) != 5 || k.Cases[0].ID != "R-500" {
		t.Errorf("a new case is told of %d cases and %s, with %v", k.Count, k.Given, k.Cases)
	}
}

// TestPriceIsNamedOnce: whatever cases of a customer do, and in whatever order they
// report it, no two of them have the price at once.
func TestPriceIsNamedOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var c dialogs.Customer
		wants, told := map[string]bool{}, map[string]string{}
		for range rapid.IntRange(1, 40).Draw(rt, "reports") {
			id := "R-" + strconv.Itoa(rapid.IntRange(1, 4).Draw(rt, "case"))
			var e dialogs.Event = dialogs.Parted{Case: id}
			wants[id] = false
			if rapid.IntRange(0, 5).Draw(rt, "what") > 0 {
				wants[id] = rapid.Bool().Draw(rt, "wants")
				e = dialogs.Reported{To: "C-1", Past: dialogs.Past{ID: id, Opened: monday, Price: wants[id]}}
			} else {
				delete(told, id)
			}
			next, _, effects := c.Step(dialogs.Input{At: monday, Event: e}, policy.Sample())
			if had := c.Price; wants[had] && next.Price != had {
				rt.Fatalf("%s still wants the price it has, and %q gets it", had, next.Price)
			}
			c = next
			for _, e := range effects {
				tell := e.(dialogs.Tell)
				told[tell.To] = tell.Event.(dialogs.Knows).PriceUsed
			}
			has := 0
			for id, used := range told {
				if used != c.Price {
					rt.Fatalf("%s believes that %q has the price, and it is %q", id, used, c.Price)
				}
				if wants[id] && used == id {
					has++
				}
			}
			if has > 1 || c.Price != "" && !wants[c.Price] {
				rt.Fatalf("%d cases have the price; the record says %q", has, c.Price)
			}
		}
	})
}

// TestJoinTooLate: what was begun here between the press and the other case's answer
// stays, and somebody says why there are two.
func TestJoinTooLate(t *testing.T) {
	carl := dialogs.Person{ID: "U0CARL", Name: "Carl", Role: "csr"}
	var c dialogs.Case
	var shown []dialogs.Choice
	step := func(e dialogs.Event) {
		next, reply, effects := c.Step(dialogs.Input{At: monday, Actor: carl, Staff: []dialogs.Person{carl}, Event: e}, policy.Sample())
		if effects == nil {
			t.Fatalf("%T changed nothing: %+v", e, reply)
		}
		c, shown = next, nil
		for _, e := range effects {
			if s, ok := e.(dialogs.Show); ok && s.ID == "same-1" {
				shown = s.Choices
			}
		}
	}
	step(dialogs.Opened{ID: "R-105", Details: named("Mrs Alvarez")})
	other := dialogs.Past{ID: "R-104", Owner: "Tess", Opened: monday}
	c.Known.ID = "C-104"
	step(dialogs.Knows{Known: dialogs.Known{ID: "C-104", Cases: []dialogs.Past{other}}})
	step(dialogs.Chose{Act: dialogs.JoinIt, On: "same-1.1", Value: ""})
	step(dialogs.Filled{Form: dialogs.PromiseForm, On: "card", Fields: map[dialogs.Field]string{dialogs.WordsField: "call you", dialogs.MomentField: monday.Add(30 * time.Minute).UTC().Format("2006-01-02T15:04Z")}})
	step(dialogs.Joined{Case: "R-104", Yes: true})
	if !c.Closed.IsZero() || len(c.Promises) != 1 || len(shown) != 1 || shown[0].Act != dialogs.KeepBoth {
		t.Fatalf("closed %v, promises %v, asked %v", c.Closed, c.Promises, shown)
	}
	step(dialogs.Filled{Form: dialogs.KeepBothForm, On: shown[0].On, Fields: map[dialogs.Field]string{dialogs.NoteField: "A promise was made in this one"}})
}

// TestHistoryCounts: what was opened by mistake, or went on elsewhere, is no part of a
// customer's history.
func TestHistoryCounts(t *testing.T) {
	var c dialogs.Customer
	var k dialogs.Known
	for n, how := range []dialogs.Outcome{dialogs.Recovered, dialogs.Mistaken, dialogs.Merged, dialogs.NoResponse, ""} {
		past := dialogs.Past{ID: "R-" + strconv.Itoa(n), Opened: monday, Outcome: how, Given: 100}
		if how != "" {
			past.Closed = monday
		}
		var effects []dialogs.Effect
		c, _, effects = c.Step(dialogs.Input{At: monday, Event: dialogs.Reported{To: "C-1", Past: past}}, policy.Sample())
		for _, e := range effects {
			k = e.(dialogs.Tell).Event.(dialogs.Knows).Known
		}
	}
	if k.Count != 2 || k.Given != 200 || len(k.Cases) != 2 {
		t.Errorf("%d cases and %s: %v", k.Count, k.Given, k.Cases)
	}
}
