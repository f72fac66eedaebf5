package dialogs_test

import (
	"testing"
	"time"

	"makegood/dialogs"
)

// TestFills: whoever speaks is named, anybody else stays open, and what stays open is named in
// the language of the words.
func TestFills(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)
	carl := dialogs.Person{ID: "U1", Name: "Carl"}
	owns := dialogs.Case{Owner: carl, NextWord: now.Add(time.Hour)}
	for _, c := range []struct {
		f                 dialogs.Fills
		lang, words, want string
	}{
		{owns.Fills(carl, now), "en", "I'm [me]. I need a word with [name].", "I'm Carl. I need a word with [name]."},
		{dialogs.Fills{}, "en", "I'm [me], [day].", "I'm [your name], [day]."},
		{dialogs.Fills{Me: "Carl"}, "es", "Soy [me]. Le llama [name] el [day] a las [time].", "Soy Carl. Le llama [nombre] el [día] a las [hora]."},
	} {
		if got := c.f.Into(c.words, c.lang); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
