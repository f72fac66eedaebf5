package dialogs_test

import (
	"strings"
	"testing"
)

// TestRecapIsKeptAsSent: what was added while the text was open is not in what was sent,
// and the time named in it is the one that was shown.
func TestRecapIsKeptAsSent(t *testing.T) {
	s := newStage(t)
	s.perform(`carl answers Bob Jones - waited all day
carl presses add_promise@card
carl writes words="a call about the bill" when="tomorrow 3 pm"
carl presses fine_now
carl presses recap
`)
	open := *s.form
	s.perform(`mona presses add_promise@card
mona writes words="send Max with the pump" when="tomorrow 4 pm"
`)
	s.form = &open
	if out := s.perform("carl fills\n"); len(s.c.Recaps) > 0 || !strings.Contains(out, "sorry.recap_old") {
		t.Errorf("kept, and not what was sent: %s", out)
	}
	s.perform("carl presses recap\n")
	sent := *s.form
	s.perform("clock +20m\n")
	s.form = &sent
	s.perform("carl fills\n")
	if len(s.c.Recaps) != 1 {
		t.Fatalf("%d were kept", len(s.c.Recaps))
	}
	for i, l := range s.c.Recaps[0].Lines {
		if write(l) != write(sent.Lines[i]) {
			t.Errorf("sent %s, kept %s", write(sent.Lines[i]), write(l))
		}
	}
}
