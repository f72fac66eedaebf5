package dialogs_test

import (
	"testing"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/money"
)

// TestCalledOffInAPurse: what was given later counts as long as it would have, and what no
// longer counted frees nothing.
func TestCalledOffInAPurse(t *testing.T) {
	const window = 30 * 24 * time.Hour
	start := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	day := func(n int) time.Time { return start.AddDate(0, 0, n) }
	tests := []struct {
		name  string
		off   int // the day on which the first gift is called off
		asked int // the day on which the room is asked for
		room  money.Cents
	}{
		{"the later gift is left", 25, 25, 100_00},
		{"as long as it counts", 25, 49, 100_00},
		{"and no longer", 25, 50, 150_00},
		{"it no longer counted", 31, 31, 100_00},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			var p dialogs.Purse
			claim := func(at time.Time, more money.Cents, back time.Time) dialogs.Allotted {
				e := dialogs.Claimed{To: "P-U0TESS", Case: "R-1", More: more, Back: back, Cap: 150_00, Window: window}
				next, _, effects := p.Step(dialogs.Input{At: at, Event: e})
				p = next
				return effects[0].(dialogs.Tell).Event.(dialogs.Allotted)
			}
			claim(day(0), 50_00, time.Time{})
			claim(day(20), 50_00, time.Time{})
			claim(day(tc.off), -50_00, day(0))
			if got := claim(day(tc.asked), 0, time.Time{}); got.Room != tc.room {
				t.Errorf("the purse leaves %s, want %s", got.Room, tc.room)
			}
		})
	}
}
