package dialogs_test

import (
	"fmt"
	"testing"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/policy"
)

// TestOpenFirst: a message before closing time about more than a phone shows has what is still open
// in front, so that every one of them can be answered.
func TestOpenFirst(t *testing.T) {
	p := policy.Sample()
	now := time.Date(2026, time.November, 23, 17, 0, 0, 0, p.Location())
	tess := dialogs.Person{ID: "U0TESS", Name: "Tess", Role: "technician"}
	told := dialogs.Planned{To: dialogs.AgendaOf(tess.ID), Case: "R-101", Who: tess, Customer: "Mrs Alvarez"}
	for n := 1; n <= 12; n++ {
		told.Items = append(told.Items, dialogs.Item{
			Of: fmt.Sprintf("promise-%d", n), On: fmt.Sprintf("promise-%d.1", n), Due: now.Add(time.Duration(30+n) * time.Minute),
			Line: dialogs.Phrase("sweep.line").With("what", fmt.Sprintf("part %d", n), "customer", "Mrs Alvarez", "when", "today"),
		})
	}
	var a dialogs.Agenda
	var last dialogs.Message
	step := func(at time.Time, e dialogs.Event) {
		next, _, effects := a.Step(dialogs.Input{At: at, Staff: []dialogs.Person{tess}, Event: e}, p)
		a = next
		for _, one := range effects {
			if m, ok := one.(dialogs.Show); ok {
				last = m.Message
			}
		}
	}
	step(now, told)
	step(now.Add(30*time.Minute), dialogs.Woke{})
	if len(last.Parts) != 10 || len(last.Lines) != 1 || last.Lines[0].Slots["count"] != "2" {
		t.Fatalf("of twelve it shows %d and says %v", len(last.Parts), last.Lines)
	}
	told.Items = told.Items[10:]
	step(now.Add(31*time.Minute), told)
	for i, p := range last.Parts {
		if open := len(p.Choices) > 0; open != (i < 2) || i < 2 && p.Head.Slots["what"] != fmt.Sprintf("part %d", 11+i) {
			t.Errorf("with ten of them answered, line %d is %v, open: %t", i+1, p.Head.Slots, open)
		}
	}
	if len(last.Parts) != 10 || len(last.Lines) != 0 {
		t.Errorf("with ten of them answered it shows %d and says %v", len(last.Parts), last.Lines)
	}
}
