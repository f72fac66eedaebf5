package dialogs_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"makegood/dialogs"
)

// asleep is the sample's quiet hours, by the company's clock.
func asleep(at time.Time, w *walk) bool {
	hour := at.In(w.policy.Location()).Hour()
	return hour >= 21 || hour < 7
}

// silence are the calls about it, by what their ids begin with.
var silence = []string{"first-", "again-", "news-"}

// TestClocks: whatever people do, and whenever the clock runs late, an open case has a next
// moment; before it nothing happens, at it something does or it is another; and nobody is
// called about silence while the company is closed, in their sleep, twice by one message, or
// twice within a few minutes.
func TestClocks(t *testing.T) {
	met := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		w := newWalk(rt)
		var rung time.Time
		called := map[string]bool{}
		idle := rapid.SampledFrom([]int{2, 12}).Draw(rt, "how idle people are")
		for _, act := range []dialogs.Act{dialogs.FineNow, dialogs.Thanked} { // to the follow-up, where it is near
			live := w.live()
			if i := slices.IndexFunc(live, func(c dialogs.Choice) bool { return c.Act == act }); i >= 0 && idle > 2 {
				w.press(w.c.Owner, live[i])
			}
		}
		for range rapid.IntRange(5, 40).Draw(rt, "steps") {
			if rapid.IntRange(1, idle).Draw(rt, "act or wait") == idle {
				w.act()
				continue
			}
			wake := w.c.NextWake()
			switch {
			case !w.c.Closed.IsZero():
				if !wake.IsZero() {
					rt.Fatalf("closed, and wakes at %s", wake)
				}
				return
			case wake.IsZero():
				rt.Fatalf("open at %s, and nothing is to come", w.c.Stage)
			}
			if early := wake.Add(-time.Second); early.After(w.now) {
				in := dialogs.Input{ID: "early", At: early, Staff: w.staff, Event: dialogs.Woke{}}
				if _, _, effects := w.c.Step(in, w.policy); effects != nil {
					rt.Fatalf("due at %s, and something happened before: %#v", wake, effects[0])
				}
			}
			late := time.Duration(rapid.SampledFrom([]int{0, 0, 0, 0, 1, 90, 600}).Draw(rt, "minutes late")) * time.Minute
			if at := wake.Add(late); at.After(w.now) {
				w.now = at
			}
			before := w.c
			in := dialogs.Input{ID: "woke", At: w.now, Staff: w.staff, Event: dialogs.Woke{}}
			next, _, effects := w.c.Step(in, w.policy)
			if again := next.NextWake(); next.Closed.IsZero() && !again.After(w.now) {
				rt.Fatalf("woken at %s at %s, and is to be woken at %s", w.now, before.Stage, again)
			}
			soft := false
			for _, e := range effects {
				m, ok := e.(dialogs.Show)
				redrawn := ok && len(m.Ping) == 0 && called[m.ID] // which calls nobody
				if !ok || m.Kind == dialogs.DecidedKind || redrawn || !slices.ContainsFunc(silence, func(s string) bool { return strings.HasPrefix(m.ID, s) }) {
					continue
				}
				kind, _, _ := strings.Cut(m.ID, "-")
				met[kind]++
				switch {
				case m.To.Where == dialogs.Thread && called[m.ID]:
					rt.Fatalf("%s calls a second time", m.ID)
				case asleep(w.now, w), !w.policy.Hours.Open(w.now):
					rt.Fatalf("%s at %s", m.ID, w.now.In(w.policy.Location()))
				case kind != "first" && w.now.Sub(rung) < 30*time.Minute && m.To.Where == dialogs.Thread:
					rt.Fatalf("%s at %s, and the owner was called at %s", m.ID, w.now, rung)
				}
				called[m.ID], soft = true, true
			}
			for _, k := range next.Calls[len(before.Calls):] {
				if about := k.About; about == dialogs.Stale || about == dialogs.Unmet || about == dialogs.Unanswered {
					met[string(about)]++
					if asleep(w.now, w) || !w.policy.Hours.Open(w.now) {
						rt.Fatalf("a leader is called about %s at %s", about, w.now.In(w.policy.Location()))
					}
				}
			}
			for _, e := range effects {
				if m, ok := e.(dialogs.Show); ok && (soft || slices.Contains(m.Ping, before.Owner.ID)) {
					rung = w.now
				}
			}
			w.step(dialogs.Person{}, dialogs.Woke{})
		}
	})
	for _, kind := range []string{"first", "again", "news", "stale", "unanswered", "unmet"} {
		if met[kind] == 0 && !raced {
			t.Errorf("no walk came to %s; met: %v", kind, met)
		}
	}
}
