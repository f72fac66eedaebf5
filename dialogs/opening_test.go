package dialogs_test

import (
	"slices"
	"strings"
	"testing"

	"makegood/dialogs"
)

// fittedOpening is the only one that a text of these tests may hold.
const fittedOpening = "Thank you for waiting for us. We are sorry for that."

// TestOpened: fitted first words stand in the text as it is shown and kept, if every rule of
// drafts allows them, and if none came until it was sent, it is kept as it was shown.
func TestOpened(t *testing.T) {
	const fitted = fittedOpening
	for _, c := range []struct{ name, first, then, want string }{
		{"fitted", fitted, fitted, fitted},
		{"none", "", "", "recap.opening_time"},
		{"later", "", fitted, "recap.opening_time"},
		{"fault", "It was our fault that you had to wait.", "", "recap.opening_time"},
		{"sum", "We are sorry, and give you $5,000 for it.", "", "recap.opening_time"},
		{"promise", "This will never happen again.", "", "recap.opening_time"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t)
			s.play("carl answers Mrs Alvarez - waited all day, nobody came")
			s.play("carl presses add_promise@card")
			s.play(`carl writes words="a call about the bill" when="tomorrow 3 pm"`)
			s.play("carl presses fine_now")
			s.opening = c.first
			s.play("carl presses recap")
			s.opening = c.then
			s.play("carl fills")
			n := len(s.c.Recaps)
			if n != 1 {
				t.Fatalf("%d texts are kept", n)
			}
			lines := s.c.Recaps[0].Lines
			if !slices.ContainsFunc(lines, func(l dialogs.Line) bool { return strings.Contains(write(l), c.want) }) {
				t.Errorf("it says %v, want %q", lines, c.want)
			}
			if c.want != fitted && slices.ContainsFunc(lines, func(l dialogs.Line) bool { return l.Phrase == "recap.opened" }) {
				t.Errorf("it says %v", lines)
			}
		})
	}
}

// TestNoOpening: where every word was weighed before, none is fitted.
func TestNoOpening(t *testing.T) {
	s := newStage(t)
	s.play("tess opens Mrs Alvarez - our hose flooded her basement, she wants a lawyer")
	for _, act := range []dialogs.Act{dialogs.WriteRecap, dialogs.OwnReply, dialogs.AddPromise} {
		if o, ok := s.c.Opening(act); ok {
			t.Errorf("%s begins with %v", act, o.Line)
		}
	}
}
