package slacksim

import (
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

// pressing is what the page sends when somebody makes something go wrong; and what it is told.
func pressing(t *testing.T, w *Workspace, what object) error {
	t.Helper()
	answer, _ := ask(t, w, "POST", "/ui/control", what, nil)
	if answer["ok"] == true {
		return nil
	}
	return errors.New(str(answer, "error"))
}

func bareRequest(t *testing.T, method, url string) (*http.Response, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	return http.DefaultClient.Do(r)
}

func shownArmed(t *testing.T, w *Workspace) []any {
	t.Helper()
	s, _ := ask(t, w, "GET", "/ui/state?as=tess", nil, nil)
	list, _ := s["armed"].([]any)
	return list
}

// Rule 11: what goes wrong can be armed at the page, is shown, strikes once and can be called off.
func TestMishapsFromThePage(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	lapses(w, func(e *envelope) bool { return e.mishap.NoAck })
	bot, tess := dial(t, w), w.Person(t, "tess")
	fails(t, errNotHere.Error(), pressing(t, w, object{"do": "arm", "what": "nonsense", "on": true}))
	for _, what := range []string{"lose", "twice", "late"} {
		fails(t, "", pressing(t, w, object{"do": "arm", "what": what, "on": true}))
	}
	fails(t, "", pressing(t, w, object{"do": "arm", "what": "late", "on": false}))
	if got := shownArmed(t, w); !slices.Equal(got, []any{"lose", "twice"}) {
		t.Errorf("armed are %v", got)
	}
	if _, err := says(t, w, "C0RECOVERY", "the bot's own words"); err != nil {
		t.Fatal(err)
	}
	bot.ack(bot.next(), nil)
	if got := shownArmed(t, w); len(got) != 2 {
		t.Errorf("after what no person did there are %v", got)
	}
	done := acting(t, w, "tess", recover1)
	bot.ack(bot.next(), nil)
	bot.ack(bot.next(), nil)
	done()
	tess.Sees("operation_timeout")
	tess.until("nothing to be armed", func(s Screen) bool { return len(s.Armed) == 0 })
	done = acting(t, w, "tess", recover1)
	bot.ack(bot.next(), object{"text": "all is well"})
	done()
	tess.Sees("all is well")

	fails(t, "", pressing(t, w, object{"do": "arm", "what": "late", "on": true}))
	if m := w.armedMishap(&envelope{}, object{}); m != (Mishap{Late: 4 * time.Second}) {
		t.Errorf("late is %v", m)
	}
	fails(t, "", pressing(t, w, object{"do": "warn"}))
	if frame := bot.next(); frame["reason"] != "warning" {
		t.Errorf("the bot is told %v", frame)
	}
	fails(t, "", pressing(t, w, object{"do": "cut"}))
	if frame := bot.next(); frame != nil {
		t.Errorf("a cut socket says %v", frame)
	}
}

// Rule 11, of the Web API: each failure meets one call, and an outage all of them.
func TestFailuresFromThePage(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	for _, what := range []string{"limit", "broken", "page", "snap"} {
		fails(t, "", pressing(t, w, object{"do": "arm", "what": what, "on": true}))
		dial(t, w) // opening a socket does not use it up
		status := http.StatusOK
		resp, err := bareRequest(t, http.MethodPost, w.APIURL()+"auth.test")
		if err == nil {
			status = resp.StatusCode
			_ = resp.Body.Close()
		}
		want := map[string]int{"limit": 429, "broken": 500, "page": 200, "snap": 200}[what]
		if status != want || (err != nil) != (what == "snap") || err == nil && what == "limit" && resp.Header.Get("Retry-After") != "5" {
			t.Errorf("%s gives %d, %v", what, status, err)
		}
		if _, err := api(w).AuthTest(); err != nil || len(shownArmed(t, w)) > 0 {
			t.Errorf("after %s there are %v, %v", what, shownArmed(t, w), err)
		}
	}
	fails(t, "", pressing(t, w, object{"do": "arm", "what": "down", "on": true}))
	for range 2 {
		if _, err := api(w).AuthTest(); err == nil {
			t.Error("a call got through an outage")
		}
	}
	if _, _, err := api(w).StartSocketModeContext(t.Context()); err == nil {
		t.Error("a socket was opened in an outage")
	}
	fails(t, "", pressing(t, w, object{"do": "arm", "what": "down", "on": false}))
	_, err := api(w).AuthTest()
	fails(t, "", err)
}

// Rule 5: an ephemeral is gone when the client is loaded again, and is in no other client loaded later.
func TestReloadForgetsEphemerals(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	whisper := func(words string) {
		t.Helper()
		if _, err := api(w).PostEphemeral("C0RECOVERY", "U0TESS", slack.MsgOptionText(words, false)); err != nil {
			t.Fatal(err)
		}
	}
	whisper("before")
	tess, phone := w.Person(t, "tess"), w.Person(t, "tess")
	phone.Reload()
	w.Jump(time.Second)
	whisper("after")
	tess.Sees("before")
	phone.SeesNot("before")
	phone.Sees("after")

	resp, err := bareRequest(t, http.MethodGet, w.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	since := sinceOf(t, resp.Body)
	w.Jump(time.Second)
	whisper("later")
	for query, want := range map[string]int{"": 3, "&since=" + since: 1, "&since=" + tsOf(w.Now().Add(time.Hour)): 3} {
		s, _ := ask(t, w, "GET", "/ui/state?as=tess"+query, nil, nil)
		if got := len(items(s, "messages", "C0RECOVERY")); got != want {
			t.Errorf("a page with %q shows %d messages, want %d", query, got, want)
		}
	}
}
