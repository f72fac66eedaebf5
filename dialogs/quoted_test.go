package dialogs

import (
	"testing"
	"time"

	"makegood/dialogs/policy"
)

// TestQuotedCountsFromThen: a time that somebody named is read as of when they said it, and what has passed, or nobody
// knows the day of, is not put into a form.
func TestQuotedCountsFromThen(t *testing.T) {
	c := Case{Policy: policy.Sample()}
	monday := moment(t, "2026-11-23T10:00:00-05:00")
	for _, one := range []struct {
		words     string
		said, now time.Time
		want      string
	}{
		{"tomorrow at 3pm", monday, monday.Add(time.Hour), "/2026-11-24T20:00Z"},
		{"tomorrow at 3pm", monday, monday.AddDate(0, 0, 1), "/2026-11-24T20:00Z"},
		{"tomorrow at 3pm", monday, monday.AddDate(0, 0, 2), ""},
		{"tomorrow at 3pm", time.Time{}, monday, ""},
		{"soon", monday, monday, ""},
	} {
		text, over := c.Quoted(one.words, one.said, one.now)
		if (text == "") != (one.want == "") || over != one.want {
			t.Errorf("%q said %v is %q, %q at %v", one.words, one.said, text, over, one.now)
		}
	}
}
