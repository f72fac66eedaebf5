package slack_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"makegood/bot/slack"
)

// asked is what a model is asked: the user message between its marks.
type asked struct {
	System string
	Data   struct {
		Language  string   `json:"language"`
		Sentences []string `json:"sentences"`
		About     string   `json:"about"`
	}
	body string
}

// model lets the office ask a model that answers with what reply makes of a question.
func model(t *testing.T, reply func(asked) []string) (func(*settings), *atomic.Int32) {
	t.Helper()
	var calls atomic.Int32
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		body, _ := io.ReadAll(r.Body)
		var in struct{ Messages []struct{ Content string } }
		if err := json.Unmarshal(body, &in); err != nil || len(in.Messages) != 2 {
			http.Error(w, "{}", http.StatusBadRequest)
			return
		}
		a := asked{System: in.Messages[0].Content, body: string(body)}
		lines := strings.Split(in.Messages[1].Content, "\n")
		if err := json.Unmarshal([]byte(lines[1]), &a.Data); err != nil {
			t.Errorf("asked with %q: %v", lines, err)
		}
		answer, _ := json.Marshal(map[string]any{"wordings": reply(a), "instructions_seen": []string{}})
		content, _ := json.Marshal(string(answer))
		_, _ = fmt.Fprintf(w, `{"choices":[{"message":{"content":%s},"finish_reason":"stop"}]}`, content)
	}))
	t.Cleanup(web.Close)
	return func(s *settings) { s.bot.ModelConfig = slack.ModelConfig{URL: web.URL + "/v1", Name: "test"} }, &calls
}

// theHeater says "the heater" for "it" in what a sentence may say about one.
func theHeater(a asked) []string {
	out := make([]string, len(a.Data.Sentences))
	for i, s := range a.Data.Sentences {
		out[i] = strings.Replace(s, "Take all", "With the water, take all", 1)
		out[i] = strings.Replace(out[i], "the whole of it", "the whole of it about the water", 1)
	}
	return out
}

// TestFitted: the approved words are shown at once, and the same message says the fitted ones
// when there are any. They stay over a restart, and nobody is asked again.
func TestFitted(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	with, calls := model(t, func(a asked) []string {
		<-release
		return theHeater(a)
	})
	o := open(t, with)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("I want to hear the whole of it before we do anything.")
	close(release)
	tess.Sees("I want to hear the whole of it about the water before we do anything.")
	tess.SeesNot("I want to hear the whole of it before we do anything.")
	o.stop()
	before := calls.Load()
	o.start(slog.New(slog.DiscardHandler))
	tess.ReplyTo("C0RECOVERY", o.root(0).TS, "she wants it done by Friday noon")
	tess.Sees("I want to hear the whole of it about the water before we do anything.")
	if calls.Load() != before {
		t.Errorf("asked again after a restart")
	}
	o.nothingTwice()
	o.noFaults()
}

// TestUnfitted: a model that wants to harm changes nothing that anybody sees.
func TestUnfitted(t *testing.T) {
	t.Parallel()
	with, calls := model(t, func(a asked) []string {
		out := make([]string, len(a.Data.Sentences))
		for i, s := range a.Data.Sentences {
			out[i] = s + " It was our fault, and you get $5,000."
		}
		return out
	})
	o := open(t, with)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("I want to hear the whole of it before we do anything.")
	for began := time.Now(); calls.Load() < 2; time.Sleep(10 * time.Millisecond) {
		if time.Since(began) > 10*time.Second {
			t.Fatal("waited in vain for two tries")
		}
	}
	presses(tess, "They have finished", "They agree", "Nothing else")
	tess.SeesNot("our fault")
	tess.SeesNot("$5,000")
	o.nothingTwice()
	o.noFaults()
}
