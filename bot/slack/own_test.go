package slack_test

import (
	"log/slog"
	"strings"
	"testing"
)

// TestOwnSettings: what somebody sets for themselves is asked in one form, holds at once, and is
// still there after a restart. What cannot be meant is said at the field, and nothing is lost.
func TestOwnSettings(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command("/recover me")
	tess.Fill("Quiet hours", "9-7")
	tess.Choose("Who stands in for you", "Tess")
	tess.Fill("Or type it", "when the moon is up")
	tess.Submit()
	errs := tess.ModalErrors()
	for field, want := range map[string]string{
		"Quiet hours": "morning or evening", "Or type it": "I read no time", "Who stands in for you": "That is you",
	} {
		if !strings.Contains(errs[field], want) {
			t.Errorf("%s: %q, want %q", field, errs[field], want)
		}
	}
	tess.Fill("Quiet hours", "10pm to 6")
	tess.Fill("Or type it", "tomorrow 3")
	tess.Choose("Who stands in for you", "Carl")
	tess.Submit()
	tess.Sees("I read that as " + o.on(1, "3:00\u00a0PM"))
	tess.Submit()
	tess.Sees("You are away until " + o.on(1, "3:00\u00a0PM"))
	tess.Sees("Carl stands in. Quiet hours: 10:00\u00a0PM-6:00\u00a0AM.")

	o.stop()
	o.start(slog.New(slog.DiscardHandler))
	tess.Command("/recover yo")
	tess.ModalTitle()
	if screen := strings.ReplaceAll(tess.Screen(), "\u00a0", " "); !strings.Contains(screen, "10:00 PM-6:00 AM") || !strings.Contains(screen, o.on(1, "3:00 PM")) {
		t.Errorf("after a restart the form does not say what was set:\n%s", screen)
	}
	tess.Fill("Or type it", "")
	tess.Choose("Who stands in for you", "Mona")
	tess.Submit()
	if errs := tess.ModalErrors(); !strings.Contains(errs["Or type it"], "Until when") {
		t.Errorf("a stand-in without a time: %v", errs)
	}
	days := listed(o) // none of them is counted in hours
	tess.Choose("Away until", days[1])
	tess.Submit()
	tess.Sees("You are away until " + o.on(1, "9:00\u00a0AM"))
	tess.Sees("Mona stands in")
	tess.Command("/recover me")
	tess.ModalTitle()
	tess.Choose("Away until", days[2]) // over what stands in the field
	tess.Submit()
	tess.Sees("You are away until " + o.on(1, "6:00\u00a0PM"))
	o.noFaults()
}
