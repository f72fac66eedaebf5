package slack_test

import (
	"strings"
	"testing"
	"time"

	"makegood/bot"
	"makegood/bot/slack/slacksim"
	"makegood/dialogs"
)

// TestNothingAcknowledgedUnkept: while the store stands still, no kind of envelope
// is acknowledged.
func TestNothingAcknowledgedUnkept(t *testing.T) {
	t.Parallel()
	r := startRedis(t)
	o := open(t, func(s *settings) { s.bot.Store = r.url })
	tess := o.person("tess")
	tess.Command(alvarez)
	button := tess.Grab("They have finished")
	tess.Press("Add a promise")
	tess.Fill("What was promised", "a call")
	tess.Fill("Or type it", "tomorrow noon")
	tess.Submit()
	tess.Sees("I read that as ")
	for what, act := range map[string]func(){
		"/recover": func() { tess.Command("/recover Ann - it leaks") }, "block_actions listened": button.Press,
		"view_submission promise": tess.Submit, "message.channels": func() { tess.Reply("they want $40") },
	} {
		r.pause()
		done, before := make(chan struct{}), time.Now()
		go func() { defer close(done); act() }()
		var sent slacksim.Envelope
		o.until(what+" to be under way", func() (found bool) {
			sent, found = o.waiting(what, before)
			return found
		})
		for time.Since(sent.At) < time.Second { // a third of what Slack waits; a second more, and we say that we cannot keep it
			<-time.After(50 * time.Millisecond)
			if _, waits := o.waiting(what, before); !waits && time.Since(sent.At) < 2*time.Second {
				t.Errorf("%s was acknowledged and is not kept", what)
				break
			}
		}
		r.resume()
		<-done
	}
}

// waiting is an envelope of that kind, sent since then, which nobody has acknowledged.
func (o *office) waiting(what string, since time.Time) (slacksim.Envelope, bool) {
	for _, e := range o.Unacked() {
		if strings.HasPrefix(e.What, what) && !e.At.Before(since) {
			return e, true
		}
	}
	return slacksim.Envelope{}, false
}

// TestRedelivered: the same delivery again does nothing and answers the same.
func TestRedelivered(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	line := "Mrs Alvarez - no hot water"
	opening := bot.Act{ID: "command:T1", User: "U0TESS", Channel: "C0RECOVERY", Command: &line}
	handle := func(a bot.Act) string {
		t.Helper()
		reply, err := o.service.Handle(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		return reply.Say
	}
	if first, again := handle(opening), handle(opening); first != again || !strings.Contains(first, "R-101") {
		t.Errorf("first %q, then %q", first, again)
	}
	tess.Sees("They have finished")
	card := o.Posts()[0]
	said := bot.Act{
		ID: "typed:C0RECOVERY:9.9", User: "U0TESS", Channel: "C0RECOVERY", Thread: card.TS,
		Event: dialogs.Said{Text: "they want $40"},
	}
	press := bot.Act{ID: "press:1", User: "U0TESS", Case: "R-101", Event: dialogs.Chose{Act: dialogs.Listened, On: "step-1.1"}}
	for range 2 {
		handle(said)
		if say := handle(press); say != "" {
			t.Errorf("the press is answered with %q", say)
		}
	}
	tess.Sees("Is $40 what they ask for?")
	tess.Sees("Say it back, and get a yes.")
	if n := o.posted(); n["R-101/note-1"] != 1 || n["R-101/note-2"] != 0 || n["R-102/card"] != 0 {
		t.Errorf("posted %v", n)
	}
	o.nothingTwice()
}
