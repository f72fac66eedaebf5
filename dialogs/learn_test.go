package dialogs_test

import (
	"strings"
	"testing"
)

// TestTheirPartStaysHere: whether the customer had a part in it changes nothing that
// anybody is shown, and no words to say.
func TestTheirPartStaysHere(t *testing.T) {
	shown := func(part string) string {
		s := newStage(t)
		s.perform(`carl answers Bob Jones - waited all day, nobody came
carl presses fine_now
carl presses thanked
carl presses check_now
carl presses satisfied
carl presses late
carl presses minute_more`)
		out := s.perform(`carl fills stand="worse" contributed="` + part + `"
carl presses whole_text`)
		if s.c.Lesson.Contributed != part {
			t.Errorf("%q was kept as %q", part, s.c.Lesson.Contributed)
		}
		if s.c.Closed.IsZero() || !s.c.Scored() {
			t.Error("the case is not closed, or counts for nobody")
		}
		_, after, _ := strings.Cut(out, "\n")
		return after
	}
	if yes, no := shown("yes"), shown("no"); yes != no {
		t.Errorf("it shows:\n%s\ninstead of:\n%s", yes, no)
	}
}

// TestScored: who cannot be won back is on nobody.
func TestScored(t *testing.T) {
	s := newStage(t)
	s.perform(`carl answers Bob Jones - waited all day, nobody came
carl presses by_mistake
carl fills words="typed it twice"`)
	if s.c.Closed.IsZero() || s.c.Scored() {
		t.Error("a case opened by mistake counts")
	}
}
