package main

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"makegood/bot/slack/slacksim"
)

// TestVerdict plants one thing that must not be at a time; each is named, and where
// nothing is planted nothing is.
func TestVerdict(t *testing.T) {
	typed := func() *deed { return &deed{kind: "typed", ref: "k1z", saw: true} }
	pressed := func() *deed {
		return &deed{kind: "main path", press: "R-101|U0T0|listened|step-1.1", action: slacksim.Action{Do: "press"}, saw: true}
	}
	said := func() *deed {
		return &deed{kind: "typed", ref: "k1z", action: slacksim.Action{Do: "say", Channel: channel, Text: "k1z: I will call them"}}
	}
	told := func(d *deed, sorry string) *deed { d.sorry = sorry; return d }
	for _, c := range []struct {
		name    string
		deed    *deed
		entries int
		plant   func(*testing.T, *rush)
		want    string // "" for nothing
	}{
		{name: "typed and kept", deed: typed(), entries: 1},
		{name: "typed and not kept", deed: typed(), want: "lost: typed k1z, by Tech 0"},
		{name: "typed and kept twice", deed: typed(), entries: 2, want: "doubled: typed k1z"},
		{name: "typed, and nobody took it from Slack", deed: said(), plant: says},
		{name: "typed, not kept, and no event of it waits", deed: said(), want: "lost: typed k1z"},
		{name: "not kept, and said so", deed: told(typed(), sorries[0]+"x"), entries: 0},
		{name: "kept, and said otherwise", deed: told(typed(), sorries[0]+"x"), entries: 1, want: "untrue: typed k1z"},
		{name: "kept and not shown", deed: &deed{kind: "typed", ref: "k1z"}, entries: 1, want: "unseen: typed k1z"},
		{name: "kept, and asked about later", deed: said(), entries: 1, plant: asksFirst("After this, still to be asked about: 1")},
		{name: "kept, and not among those asked about later", deed: said(), entries: 1, plant: asksFirst("Is it a promise?"), want: "unseen: typed k1z"},
		{name: "pressed once", deed: pressed(), entries: 1},
		{name: "counted twice", deed: pressed(), entries: 2, want: "doubled: the press R-101|U0T0|listened|step-1.1 counted 2 times"},
		{name: "nothing came of it", deed: &deed{kind: "help", action: slacksim.Action{Do: "say"}}, want: "silent: help"},
		{name: "answered once", deed: pressed(), plant: whispers("U0T0", "That is for Boss 0 to say.", 1)},
		{name: "answered twice", deed: pressed(), plant: whispers("U0T0", "That is for Boss 0 to say.", 2), want: "doubled: Tech 0 was answered once more"},
		{name: "an outage of nobody's", deed: typed(), entries: 1, plant: whispers("U0M0", sorries[0]+"x", 1), want: "wrong person: Boss 0"},
		{name: "posted twice", deed: typed(), entries: 1, plant: posts("R-101/card", "R-101/card"), want: "doubled: R-101/card"},
		{name: "a step is missing", deed: typed(), entries: 1, plant: posts("R-101/card", "R-101/step-2"), want: "lost: R-101/step-1"},
		{name: "two cards", deed: typed(), entries: 1, plant: posts("R-101/card", "R-102/card"), want: "doubled: two cards for k1z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, err := workspace(1, 1)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := w.Close(); err != nil {
					t.Error(err)
				}
			})
			run := &rush{stand: &stand{w: w}, r: &result{}, deeds: []*deed{c.deed}}
			run.everyone = []*crew{newCrew(w, 0, 1, &run.typed)}
			c.deed.crew, c.deed.who, c.deed.since = run.everyone[0], technician(0), run.everyone[0].clock()
			if c.plant != nil {
				c.plant(t, run)
			}
			run.posts(run.r)
			run.judge(run.r, journals{refs: map[string]int{"k1z": c.entries}, presses: map[string]int{c.deed.press: c.entries}})
			got := strings.Join(run.r.faults, "\n")
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// says types it while no bot is there to hear of it.
func says(t *testing.T, run *rush) {
	if err := run.w.Act(run.deeds[0].who.key, run.deeds[0].action); err != nil {
		t.Fatal(err)
	}
}

func whispers(user, text string, times int) func(*testing.T, *rush) {
	return func(t *testing.T, run *rush) {
		for range times {
			call(t, run.w, "chat.postEphemeral", url.Values{"channel": {channel}, "user": {user}, "text": {text}})
		}
	}
}

func posts(effects ...string) func(*testing.T, *rush) {
	return func(t *testing.T, run *rush) {
		for _, effect := range effects {
			call(t, run.w, "chat.postMessage", url.Values{
				"channel": {channel}, "text": {"Mrs k1z"},
				"metadata": {`{"event_type": "makegood_effect", "event_payload": {"id": "` + effect + `"}}`},
			})
		}
	}
}

// asksFirst asks about something else below a card of theirs.
func asksFirst(question string) func(*testing.T, *rush) {
	return func(t *testing.T, run *rush) {
		call(t, run.w, "chat.postMessage", url.Values{"channel": {channel}, "text": {"a card"}})
		run.deeds[0].action.ThreadTS = run.w.Roots(channel, "")[0].TS
		call(t, run.w, "chat.postMessage", url.Values{"channel": {channel}, "thread_ts": {run.deeds[0].action.ThreadTS}, "text": {question}})
	}
}

// call does what a bot would.
func call(t *testing.T, w *slacksim.Workspace, method string, args url.Values) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.APIURL()+method, strings.NewReader(args.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Authorization", "Bearer "+w.BotToken())
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatal(method, answer.Status, err)
	}
}

// TestVerdictAged: what is old may cost half as much again as what is new, and no more.
func TestVerdictAged(t *testing.T) {
	for old, faults := range map[time.Duration]int{14 * time.Millisecond: 0, 16 * time.Millisecond: 1} {
		r := &result{}
		r.waited(oldCustomer, old)
		r.waited(newCustomer, 10*time.Millisecond)
		if r.dearer(oldCustomer, newCustomer); len(r.faults) != faults || len(r.notes) != 1 {
			t.Errorf("%v beside 10ms: %q, %q", old, r.faults, r.notes)
		}
	}
}
