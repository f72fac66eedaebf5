package dialogs

import (
	"slices"
	"testing"

	"makegood/dialogs/draft"
	"makegood/dialogs/money"
)

// TestAllowedMoney: a sum that somebody wrote into a promise may be said once it was given, and not before.
func TestAllowedMoney(t *testing.T) {
	now := moment(t, "2026-11-23T10:00:00-05:00")
	c := Case{Promises: []Promise{{What: "credit $40", Status: Open}, {What: "bring the valve", Status: Open}}}
	if got := c.Allowed(draft.Spoken, now).Outcomes; !slices.Equal(got, []string{"bring the valve"}) {
		t.Errorf("nothing is agreed: %q", got)
	}
	c.Given = []Gift{{What: "40 off the bill", Amount: money.Cents(40_00)}}
	if got := c.Allowed(draft.Spoken, now).Outcomes; !slices.Contains(got, "credit $40") {
		t.Errorf("$40 is agreed: %q", got)
	}
}
