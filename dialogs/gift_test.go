package dialogs

import (
	"slices"
	"testing"
)

// TestGiftText: who typed the amount hears it once, and no other figure of it is touched.
func TestGiftText(t *testing.T) {
	for what, want := range map[string]string{
		"50 back":               "$50 back",
		"150 for parts 50 back": "150 for parts $50 back",
		"a drain check":         "$50 - a drain check",
	} {
		if got := (Gift{What: what, Amount: 5000}).text(); got != want {
			t.Errorf("%q is %q, want %q", what, got, want)
		}
	}
}

// TestRecapSaysEachPromise: two things that read alike are two promises, each said with its own time.
func TestRecapSaysEachPromise(t *testing.T) {
	at := moment(t, "2026-11-24T12:00:00-05:00")
	tune := Gift{What: "a tune-up"}
	tr := &turn{c: Case{ID: "R-104", Owner: Person{Name: "Tess"}, Given: []Gift{tune, tune}}, in: Input{At: at}}
	for _, days := range []int{1, 2} {
		tr.c.Promises = append(tr.c.Promises, Promise{What: "a tune-up", Status: Open, By: at.AddDate(0, 0, days), Who: Person{Name: "Dee"}})
	}
	var times []string
	for _, l := range tr.recapAt(at, "") {
		if l.Phrase == recapWill {
			times = append(times, l.Slots["when"])
		}
	}
	if len(times) != 2 || len(slices.Compact(times)) != 2 {
		t.Errorf("the promises are said with %v", times)
	}
}
