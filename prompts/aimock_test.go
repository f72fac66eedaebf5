package prompts

import (
	"strings"
	"testing"
	"time"

	"makegood/prompts/peers"
)

// asks is a server that asks aimock.
func asks(t *testing.T, peer *peers.Server, model string, change ...func(*Endpoint)) *Server {
	t.Helper()
	e := Endpoint{URL: peer.URL + "/v1", Key: "test-key", Model: model, AtOnce: 16}
	for _, c := range change {
		c(&e)
	}
	return NewServer(e, time.Now)
}

// TestAimock: what a model that nobody here wrote can do to a question, and what comes of it.
func TestAimock(t *testing.T) {
	peer := peers.Start(t)
	task := patient(Restate)
	for name, want := range map[string]Why{
		"good": "", "schema": "", "again": "", "empty": Empty, "length": Cut, "filter": Filtered, "tool": Tool,
		"429": Status, "500": Status, "503": Status, "401": Status, "later": Status, "malformed": Malformed, "drop": Status,
		"disconnect": Unreached, "chaos": Status, "slow": Late,
	} {
		t.Run(name, func(t *testing.T) {
			task := task
			if want == Late {
				task = hasty(task)
			}
			began := time.Now()
			_, err := asks(t, peer, "m").Answer(t.Context(), task, map[string]string{"account": "CASE-" + name})
			if WhyOf(err) != want {
				t.Errorf("%v, want %q", err, want)
			}
			if took := time.Since(began); want == Late && took > 15*time.Second { // it would answer after 20
				t.Errorf("it took %v", took)
			}
		})
	}
	for name, good := range map[string]bool{"good": true, "broken": false, "prose": false, "more": false} {
		answer, err := asks(t, peer, "m").Answer(t.Context(), task, map[string]string{"account": "CASE-" + name})
		var v struct {
			Sentence string   `json:"sentence"`
			Seen     []string `json:"instructions_seen"`
		}
		if err != nil || (task.Decode(answer, &v) == nil) != good {
			t.Errorf("%s: %q %v", name, answer, err)
		}
	}
	for name, want := range map[string]struct {
		told string
		why  Why
	}{
		"stream": {"I am with you.|Please go on.", ""}, "stream-slow": {"I am with you.|Please go on.", ""},
		"stream-cut": {"I am with you.", Unreached}, "stream-ends": {"I am with you.", Unreached}, "tool": {"", Tool},
		"500": {"", Status}, "429": {"", Status}, "filter": {"", Filtered},
	} {
		var told []string
		err := asks(t, peer, "m").Tell(t.Context(), patient(Coach), map[string]string{"question": "CASE-" + name}, func(one string) bool {
			told = append(told, one)
			return true
		})
		if got := strings.Join(told, "|"); got != want.told || WhyOf(err) != want.why {
			t.Errorf("told %s: %q, %v; want %q, %q", name, got, err, want.told, want.why)
		}
	}
	all, _ := peer.Journal()
	for _, a := range all {
		if len(a.Body.Messages) != 2 || a.Body.Messages[0].Content != Restate.System && a.Body.Messages[0].Content != Coach.System || len(a.Body.Tools) > 0 {
			t.Errorf("asked with %d messages, %d tools, another system prompt", len(a.Body.Messages), len(a.Body.Tools))
		}
	}
	if len(all) < 25 {
		t.Errorf("the journal holds %d", len(all))
	}
	t.Run("azure", func(t *testing.T) {
		peer.Forget()
		s := asks(t, peer, "depl", func(e *Endpoint) { e.URL, e.Azure = peer.URL, "2024-10-21" })
		if _, err := s.Answer(t.Context(), task, map[string]string{"account": "CASE-good"}); err != nil {
			t.Error(err)
		}
		if all, _ := peer.Journal(); len(all) != 1 || !strings.Contains(all[0].Path, "/openai/deployments/depl/chat/completions") {
			t.Errorf("asked %+v", all)
		}
	})
}
