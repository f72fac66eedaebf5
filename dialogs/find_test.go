package dialogs_test

import (
	"slices"
	"testing"

	"makegood/dialogs"
	"makegood/dialogs/policy"
)

// TestFindByTheEndOfANumber: how a phone number ends finds the customer, by a key that is kept for it,
// with the cases that go on in another.
func TestFindByTheEndOfANumber(t *testing.T) {
	c := reportedBy(reached("(212) 555-0134"))
	c, _, _ = c.Step(dialogs.Input{At: monday, Event: dialogs.Reported{
		To: "C-1", Past: dialogs.Past{ID: "R-2", Opened: monday, Closed: monday, Outcome: dialogs.Merged},
	}}, policy.Sample())
	for text, want := range map[string]int{"0134": 2, "5-0134": 2, "0135": 0, "13": 0, "at 0134": 0} {
		s := dialogs.NewSearch(text)
		if hits := s.Hits([]dialogs.Customer{c}, nil); len(hits) != want {
			t.Errorf("%q finds %d cases, want %d", text, len(hits), want)
		}
		kept := func(key string) bool { return slices.Contains(c.Tails(), key) }
		if found := slices.ContainsFunc(s.Keys(), kept); found != (want > 0) {
			t.Errorf("%q is looked up by %v, and kept is %v", text, s.Keys(), c.Tails())
		}
	}
}
