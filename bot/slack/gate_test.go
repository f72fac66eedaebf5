package slack

import (
	"errors"
	"testing"
	"time"

	"makegood/bot"
)

// TestGate: nothing is held back before Slack asks; then everybody gets a turn of their
// own, until all is quiet again.
func TestGate(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_000, 0)
	g := newGate(func() time.Time { return now })
	held := func() time.Duration {
		var busy *bot.Trouble
		if errors.As(g.pass("post C1"), &busy) && busy.Kind == bot.Busy {
			return busy.After
		}
		return 0
	}
	for range 100 {
		if held() != 0 {
			t.Fatal("held back before Slack asked")
		}
	}
	g.close("post C1", 30*time.Second)
	for n := range 5 {
		if got, want := held(), 30*time.Second+time.Duration(n)*time.Second; got != want {
			t.Errorf("the %d. is told to wait %v, not %v", n+1, got, want)
		}
	}
	if err := g.pass("post C2"); err != nil {
		t.Errorf("another channel: %v", err)
	}
	now = now.Add(30 * time.Second)
	passed := 0
	for range 10 { // each second one, whoever comes
		for range 3 {
			if held() == 0 {
				passed++
			}
		}
		now = now.Add(time.Second)
	}
	if passed != 10 {
		t.Errorf("%d passed in ten seconds", passed)
	}
	now = now.Add(2 * time.Minute)
	for range 10 {
		if held() != 0 {
			t.Error("held back long after")
		}
	}
}
