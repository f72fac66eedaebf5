package slack_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"makegood/bot/slack"
)

// teller lets the office ask a model that says these sentences one after the other, each when
// it is let; a nil channel lets all of them.
func teller(t *testing.T, next <-chan bool, sentences ...string) func(*settings) {
	t.Helper()
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		part := func(format string, args ...any) {
			_, _ = fmt.Fprintf(w, "data: "+format+"\n\n", args...)
			_ = http.NewResponseController(w).Flush()
		}
		for _, one := range sentences {
			if next != nil {
				select {
				case <-next:
				case <-r.Context().Done():
					return
				}
			}
			part(`{"choices":[{"delta":{"content":%q}}]}`, one+" ")
		}
		part(`{"choices":[{"delta":{},"finish_reason":"stop"}]}`)
		part("[DONE]")
	}))
	t.Cleanup(web.Close)
	return func(s *settings) { s.bot.ModelConfig = slack.ModelConfig{URL: web.URL + "/v1", Name: "test"} }
}

const sooner = "How do I tell them that we cannot come before Friday?"

// TestAgent: who opens the direct messages is offered prompts for their work; a question is
// answered at once, and what a model says to it comes sentence by sentence, as far as it was
// checked. What stands in the answer above is not said again, and nobody is shown what did not
// stay within what was approved.
func TestAgent(t *testing.T) {
	t.Parallel()
	o := open(t, teller(t, nil,
		"I know you need this sooner.", "I know that you need this sooner.", "[day] is sure, and you're the first that I call.", "It was our fault and you get $5,000 back."))
	carl := o.person("carl").InDM()
	carl.Comes()
	carl.Takes("We cannot come sooner")
	carl.Sees("We cannot come sooner")
	carl.Sees("Fitted to what you asked: I know that you need this sooner. [day] is sure, and you're the first that I call.")
	carl.SeesNot("$5,000")
	tess := o.person("tess").InDM()
	tess.Comes()
	tess.Takes("What is due today?")
	tess.Sees("Nothing is due")
	mona := o.person("mona").InDM()
	mona.Comes()
	mona.Takes("Check my own words")
	mona.Sees("Put them behind the word check")
	o.nothingTwice()
	o.noFaults()
}

// TestAgentStopped: who presses stop hears no more of it, and what was there stays.
func TestAgentStopped(t *testing.T) {
	t.Parallel()
	next := make(chan bool, 1)
	o := open(t, teller(t, next, "I know that you need this sooner.", "[day] is sure, and you're the first that I call."))
	carl := o.person("carl").InDM()
	next <- true
	carl.Say(sooner)
	carl.Sees("Fitted to what you asked: I know that you need this sooner.")
	carl.Stops()
	next <- true
	carl.Sees("[Shorter]")
	o.until("the session is active again", func() bool {
		s, _ := o.Screen("carl")
		for _, status := range s.Sessions {
			return status == "active"
		}
		return false
	})
	carl.SeesNot("the first that I call.")
	o.nothingTwice()
}

// TestAgentStoppedBefore: who presses stop before anything is said hears nothing, also where the
// model would have spoken then, and the model is not kept at it.
func TestAgentStoppedBefore(t *testing.T) {
	t.Parallel()
	next := make(chan bool, 1)
	o := open(t, listening, teller(t, next, "I know that you need this sooner."))
	carl := o.person("carl").InDM()
	carl.Say(sooner)
	carl.Stops()
	o.until("the session is active again", func() bool {
		s, _ := o.Screen("carl")
		for _, status := range s.Sessions {
			return status == "active"
		}
		return false
	})
	o.counts(`makegood_model_total{task="coach",outcome="stopped"} 1`)
	next <- true
	carl.Sees("[Shorter]")
	time.Sleep(300 * time.Millisecond) // a model has time to speak
	if o.Calls("chat.startStream") != 0 {
		t.Error("something was said after stop")
	}
	o.nothingTwice()
}

// TestAgentCurated: who wants no fitted words gets none.
func TestAgentCurated(t *testing.T) {
	t.Parallel()
	o := open(t, teller(t, nil, "I know that you need this sooner."))
	carl := o.person("carl")
	carl.Command("/recover me")
	carl.Choose("Words to say", "Only as they are written")
	carl.Submit()
	carl.InDM().Say(sooner)
	carl.Sees("[Shorter]")
	carl.SeesNot("Fitted to what you asked")
	if o.Calls("chat.startStream") != 0 {
		t.Error("a stream was begun")
	}
}
