package dialogs

import "testing"

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
