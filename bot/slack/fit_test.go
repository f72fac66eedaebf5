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
	return answers(t, func(a asked) map[string]any {
		if a.Data.Sentences == nil { // another task
			return nil
		}
		calls.Add(1)
		return map[string]any{"wordings": reply(a), "instructions_seen": []string{}}
	}), &calls
}

// answers lets the office ask a model that answers with these fields.
func answers(t *testing.T, reply func(asked) map[string]any) func(*settings) {
	t.Helper()
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
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
		answer, _ := json.Marshal(reply(a))
		content, _ := json.Marshal(string(answer))
		_, _ = fmt.Fprintf(w, `{"choices":[{"message":{"content":%s},"finish_reason":"stop"}]}`, content)
	}))
	t.Cleanup(web.Close)
	return func(s *settings) { s.bot.ModelConfig = slack.ModelConfig{URL: web.URL + "/v1", Name: "test"} }
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
	log := &lines{}
	with, _ := model(t, func(a asked) []string {
		out := make([]string, len(a.Data.Sentences))
		for i, s := range a.Data.Sentences {
			out[i] = s + " It was our fault, and you get $5,000."
		}
		return out
	})
	o := open(t, with, func(s *settings) { s.log = slog.NewTextHandler(log, nil) })
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("I want to hear the whole of it before we do anything.")
	log.waits(t, "a model's words were not used, or not all\" task=rephrase")
	tess.SeesNot("our fault")
	tess.SeesNot("$5,000")
	tess.Press("They have finished")
	tess.Sees("They agree")
	tess.SeesNot("our fault")
	o.nothingTwice()
	o.noFaults()
}

// TestQuoted: what a customer wants, pointed at by a model, stands in the empty fields of the
// form that asks for it, and what is not theirs does not.
func TestQuoted(t *testing.T) {
	t.Parallel()
	found := make(chan struct{}, 1)
	with := answers(t, func(a asked) map[string]any {
		defer func() {
			select {
			case found <- struct{}{}:
			default: // more tasks are asked than the first
			}
		}()
		return map[string]any{"ask": "half of it back", "amount": "$210", "when": "on my gift card", "instructions_seen": []string{}}
	})
	o := open(t, with)
	tess := o.person("tess")
	tess.Command("/recover Mrs Alvarez - no hot water, she wants half of it back, $210 she says")
	tess.Sees("They have finished")
	<-found
	untilAsk(tess)
	o.until("their words in the form", func() bool {
		tess.Press("They named something")
		if tess.Field("words") == "half of it back" {
			return true
		}
		tess.Cancel()
		return false
	})
	if got := tess.Field("amount"); !strings.Contains(got, "210") {
		t.Errorf("they want %q", got)
	}
	tess.Submit()
	tess.SeesNot("gift card")
	o.noFaults()
}

// TestQuotedTime: a time that they named stands in the form in full, so that it counts as it stands; another one is
// picked over it.
func TestQuotedTime(t *testing.T) {
	t.Parallel()
	found := make(chan struct{}, 1)
	with := answers(t, func(asked) map[string]any {
		defer func() {
			select {
			case found <- struct{}{}:
			default:
			}
		}()
		return map[string]any{"ask": nil, "amount": nil, "when": "by tomorrow 3pm", "instructions_seen": []string{}}
	})
	o := open(t, with)
	tess := o.person("tess")
	tess.Command("/recover Mrs Alvarez - no hot water, she wants it done by tomorrow 3pm she says")
	tess.Sees("They have finished")
	<-found
	o.until("the time is in the form", func() bool {
		tess.Press("Add a promise")
		if strings.HasPrefix(tess.Field("Or type it"), o.on(1, "3:00\u00a0PM\u00a0E")) {
			return true
		}
		tess.Cancel()
		return false
	})
	tess.Fill("What was promised", "a call")
	tess.Submit()
	tess.Sees("Tess: a call · " + o.on(1, "3:00\u00a0PM"))
	tess.Press("Add a promise")
	tess.Fill("What was promised", "a letter")
	tess.ModalTitle()
	tess.Choose("By when?", listed(o)[2])
	tess.Submit()
	tess.Sees("Tess: a letter · " + o.on(0, "6:00\u00a0PM"))
	o.noFaults()
}

// TestGivenBack: the customer's account is given back in a sentence of their own words, which
// also stands in the form for a better one.
func TestGivenBack(t *testing.T) {
	t.Parallel()
	with := answers(t, func(a asked) map[string]any {
		return map[string]any{"sentence": "There is no hot water after the second visit", "instructions_seen": []string{}}
	})
	o := open(t, with)
	tess := o.person("tess")
	tess.Command("/recover Mrs Alvarez - well there is no hot water again after the second visit and nobody cares")
	tess.Press("They have finished")
	tess.Sees("There is no hot water after the second visit")
	tess.SeesNot("me: well there")
	tess.Press("Not quite")
	if got := tess.Field("words"); got != "There is no hot water after the second visit" {
		t.Errorf("the form holds %q", got)
	}
	tess.Fill("words", "No hot water, twice.")
	tess.Submit()
	tess.Sees("No hot water, twice.")
	tess.SeesNot("There is no hot water after the second visit")
	o.nothingTwice()
	o.noFaults()
}
