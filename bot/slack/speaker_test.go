package slack

import "testing"

// TestUnmarked: what Markdown would take for a mark is gone, and a name keeps its signs.
func TestUnmarked(t *testing.T) {
	for text, want := range map[string]string{
		"Ace Heating & Air, R&D": "Ace Heating &amp; Air, R&amp;D", "a *bold* `word` | <!channel>": "a bold word  &lt;!channel&gt;",
	} {
		if got := unmarked(text); got != want {
			t.Errorf("%q is said as %q, want %q", text, got, want)
		}
	}
}
