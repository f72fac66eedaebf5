package dialogs

import (
	"slices"
	"testing"
)

// TestHeldIsAskedOnceTheyStayTwo: that somebody calls again is not asked while their other case may answer it, and is
// when that one does not.
func TestHeldIsAskedOnceTheyStayTwo(t *testing.T) {
	for _, one := range []struct {
		what string
		same Same
		held bool
	}{
		{"asked", Same{Case: "R-99", Asked: true}, true},
		{"refused", Same{Case: "R-99", Asked: true, Gone: true}, false},
	} {
		tr := &turn{c: Case{ID: "R-104", At: Cursor{Seq: 3, Rev: 1}, Same: one.same, Spotted: []Spotted{{N: 1, Rev: 1, Branch: CalledAgain, Held: true, Seq: 3}}}}
		tr.askHeld(tr.c.clone())
		if got := tr.c.Spotted[0].Held; got != one.held || (len(tr.effects) == 0) != one.held {
			t.Errorf("%s: held is %v with %d effects", one.what, got, len(tr.effects))
		}
	}
}

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
