package main

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"makegood/store"
)

// TestWakes: a store with scheduled records is measured; how fast it is, is not judged beside other tests.
func TestWakes(t *testing.T) {
	t.Parallel()
	r, err := wakes(t.Context(), plan{wakes: 400, dueNow: 160})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.faults {
		if !strings.HasPrefix(f, "slow:") && !strings.HasPrefix(f, "large:") {
			t.Error(f)
		}
	}
	if n := len(r.times[toClaim]); n != 160/batch {
		t.Errorf("%d claims, want %d", n, 160/batch)
	}
}

// TestVerdictDue plants what a bot that does not look before it posts would do, and one that
// drops a message; each is named, and where nothing is wrong nothing is.
func TestVerdictDue(t *testing.T) {
	const owner = "U0T0"
	thread, direct := []string{channel, "R-101/step-5", "x"}, []string{owner, "R-101/step-5-dm", "x"}
	digest := []string{owner, "A-U0T0/late-1", "R-1010 and R-101 are late"}
	for name, c := range map[string]struct {
		posts [][]string // where, effect, text
		want  string     // "" for nothing
	}{
		"once":                        {[][]string{thread, direct}, ""},
		"with others":                 {[][]string{thread, digest}, ""},
		"none":                        {nil, "lost: the follow-up of R-101 is not in its thread"},
		"not in the thread":           {[][]string{direct}, "lost: the follow-up of R-101 is not in its thread"},
		"not to the owner":            {[][]string{thread}, "lost: the follow-up of R-101 did not come to its owner"},
		"another's digest":            {[][]string{thread, {owner, "A-U0T0/late-1", "R-1010 is late"}}, "lost: the follow-up of R-101 did not come to its owner"},
		"twice in the thread":         {[][]string{thread, thread, direct}, "doubled: the follow-up of R-101 is in its thread 2 times"},
		"twice to the owner":          {[][]string{thread, direct, direct}, "doubled: the follow-up of R-101 came to its owner 2 times"},
		"by itself and with others":   {[][]string{thread, direct, digest}, "doubled: the follow-up of R-101 came to its owner 2 times, 1 of them"},
		"under another id":            {[][]string{thread, direct, {owner, "R-101/step-6-dm", "x"}}, "doubled: the follow-up of R-101 came to its owner 2 times"},
		"to somebody it is not about": {[][]string{thread, direct, {"U0M0", "R-101/step-5-dm-U0M0", "x"}}, "astray: R-101 has 1 messages"},
	} {
		t.Run(name, func(t *testing.T) {
			w, err := workspace(1, 1)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := w.Close(); err != nil {
					t.Error(err)
				}
			})
			post := func(p []string) {
				call(t, w, "chat.postMessage", url.Values{"channel": {p[0]}, "text": {p[2]}, "metadata": {
					fmt.Sprintf(`{"event_type": "makegood_effect", "event_payload": {"id": %q}}`, p[1]),
				}})
			}
			post([]string{channel, "R-101/card", "before"})
			before := w.Posted()
			for _, p := range c.posts {
				post(p)
			}
			s, r := &stand{w: w}, &result{}
			kept := journals{entries: map[string][]store.Entry{"R-101": {{Seq: 1}}}}
			s.judgeDue(r, kept, []dueCase{{id: "R-101", owner: owner, channel: channel}}, before)
			got := strings.Join(r.faults, "\n")
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
