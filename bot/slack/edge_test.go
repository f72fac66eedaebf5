package slack_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"makegood/bot/slack/slacksim"
)

// root is the n-th card in the recovery channel.
func (o *office) root(n int) slacksim.Shown {
	o.t.Helper()
	var all []slacksim.Shown
	o.until("one more card", func() bool { all = o.Roots("C0RECOVERY", ""); return len(all) > n })
	return all[n]
}

// TestOutsider: people of another company see a shared channel and press nothing; what
// they type in a case's thread is none of it.
func TestOutsider(t *testing.T) {
	t.Parallel()
	o := open(t, func(s *settings) {
		s.People = append(s.People, slacksim.Person{Key: "eve", ID: "U0EVE", Name: "Eve", Team: "T0SUPPLIER"})
		s.Channels[0].Shared = true
		s.Channels[0].Members = append(s.Channels[0].Members, "U0EVE")
	})
	tess, eve := o.person("tess"), o.person("eve")
	tess.Command(alvarez)
	eve.Press("They have finished")
	eve.Sees("(only you see this): Only people of Brightwater Home Services can act on this case. Nothing was changed.")
	eve.Reply("She wants $40")
	eve.Press("Add a promise")
	eve.SeesNot("dialog:")
	tess.Reply("She wants $90")
	tess.Sees("Is $90 what they ask for?")
	tess.SeesNot("Is $40 what they ask for?")
	tess.Sees("They have finished")
	o.noFaults()
}

// TestNextDue: what is due next is a clock of a case, not the redraw of a card that waits.
func TestNextDue(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	due := func() time.Time {
		at, err := o.service.NextDue(t.Context())
		if err != nil {
			t.Error(err)
		}
		return at
	}
	tess.Command(alvarez)
	tess.Sees("They have finished")
	card := o.root(0).TS
	o.Fault(func(c slacksim.Call) *slacksim.Failure { // while we look, the redraw is not done
		if c.Method == "chat.update" && c.Args["ts"] == card {
			return &slacksim.Failure{Hang: 2 * time.Second}
		}
		return nil
	})
	tess.Press("They are fine now")
	if at := due(); at.Sub(o.clock.Now()) < time.Hour {
		t.Errorf("a redraw is due at %s", at)
	}
	tess.Press("I thanked them")
	if at := due(); at.Sub(o.clock.Now()) < time.Hour {
		t.Errorf("the follow-up is due at %s", at)
	}
}

// TestTenChangesOneRedraw: the card is redrawn once for what happens within a second.
func TestTenChangesOneRedraw(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("They have finished")
	var cards atomic.Int32
	card := o.root(0).TS
	o.Fault(func(c slacksim.Call) *slacksim.Failure {
		if c.Method == "chat.update" && c.Args["ts"] == card {
			cards.Add(1)
		}
		return nil
	})
	began := time.Now()
	for n := range 10 {
		tess.Press("Add details")
		tess.Fill("Job number", fmt.Sprint("J-", n))
		tess.Submit()
	}
	tess.Press("They have finished")
	tess.Sees("step 2 of 9")
	took := time.Since(began)
	if n := int(cards.Load()); n > 1+int(took/time.Second)+1 {
		t.Errorf("%d redraws in %v", n, took)
	}
}

// TestMention: Slack tells of one mention twice, as a mention and as a message. In a
// case's thread it counts once; elsewhere it is answered once.
func TestMention(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.Mishaps(func(slacksim.Envelope) slacksim.Mishap { return slacksim.Mishap{Twice: true} })
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("They have finished")
	tess.ReplyTo("C0RECOVERY", o.root(0).TS, "@makegood she wants $40")
	tess.Sees("Is $40 what they ask for?")
	tess.Sees("(only you see this): I am here. What to do now for R-101 is the last step")
	tess.Say("@makegood hello?")
	tess.Sees("A customer of Brightwater Home Services is upset?")
	tess.InDM().Say("hello?")
	o.until("the second answer", func() bool { return strings.Count(tess.Screen(), "is upset?") >= 2 })
	tess.Press("Just a note")
	tess.Sees("✓")
	screen := tess.Screen()
	if n := strings.Count(screen, "I am here."); n != 1 {
		t.Errorf("%d answers in the case's thread:\n%s", n, screen)
	}
	if n := strings.Count(screen, "is upset?"); n != 2 {
		t.Errorf("%d answers to two mentions:\n%s", n, screen)
	}
	o.nothingTwice()
	o.noFaults()
}

// TestMentionAfterCrash: an answer that only one person sees is kept nowhere, so one that
// ended with the process is given by the next, to which Slack delivers the question again.
func TestMentionAfterCrash(t *testing.T) {
	t.Parallel()
	o := open(t, func(s *settings) { s.Waits = 0 }) // what is lost is to be missed soon
	var crashes atomic.Bool
	crashes.Store(true)
	o.Mishaps(func(e slacksim.Envelope) slacksim.Mishap { return slacksim.Mishap{NoAck: crashes.Load()} })
	o.Fault(func(c slacksim.Call) *slacksim.Failure {
		if crashes.Load() && c.Method == "chat.postEphemeral" {
			return &slacksim.Failure{Cut: true}
		}
		return nil
	})
	tess := o.person("tess")
	tess.Say("@makegood hello?")
	o.until("the answer is lost", func() bool { return o.Calls("chat.postEphemeral") > 0 })
	o.stop()
	crashes.Store(false)
	o.Jump(time.Second)
	o.start(slog.New(slog.DiscardHandler))
	o.until("it is asked again", func() bool { o.Jump(20 * time.Second); return strings.Contains(tess.Screen(), "is upset?") })
}

// TestEverythingTwice: Slack delivers all of it twice; it counts once, and is answered
// once.
func TestEverythingTwice(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.Mishaps(func(slacksim.Envelope) slacksim.Mishap { return slacksim.Mishap{Twice: true} })
	tess, carl, mona := o.person("tess"), o.person("carl"), o.person("mona")
	tess.Command(alvarez)
	carl.Press("They have finished")
	untilAsk(tess)
	asks(tess, "half off", "$210")
	tess.Press("Ask Mona for $210")
	mona.Press("Approve $210")
	tess.Sees("They accept")
	tess.Reply("call tomorrow at 3")
	tess.Press("Promise for")
	tess.Submit()
	presses(tess, "They accept", "Nothing is right here", "That is all")
	tess.Sees("Nobody has said who does what is still to be done.") // a press before that is one of an old screen
	presses(tess, "That is all", "I thanked them")
	tess.Sees("Check in now")
	if n := strings.Count(carl.Screen(), "(only you see this)"); n != 1 {
		t.Errorf("Carl is answered %d times:\n%s", n, carl.Screen())
	}
	tess.SeesNot("Slack did not open the form")
	if n := len(o.Roots("C0RECOVERY", "")); n != 1 {
		t.Errorf("%d cases", n)
	}
	o.nothingTwice()
}

// TestForeign: whatever comes that is none of ours, or not as we know it, is
// acknowledged and changes nothing.
func TestForeign(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("They have finished")
	posts := len(o.Posts())
	file, err := os.Open("testdata/foreign.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }() // it was only read
	n := 0
	for lines := bufio.NewScanner(file); lines.Scan(); n++ {
		var frame map[string]any
		if err := json.Unmarshal(lines.Bytes(), &frame); err != nil {
			t.Fatal(err)
		}
		what := frame["what"]
		delete(frame, "what")
		if err := o.Deliver(frame); err != nil {
			t.Errorf("%v: %v", what, err)
		}
	}
	if n < 38 {
		t.Errorf("only %d shapes", n)
	}
	if got := len(o.Posts()); got != posts {
		t.Errorf("%d messages more: %v", got-posts, o.Posts()[posts:])
	}
	presses(tess, "They have finished", "They agree")
	tess.Sees("Ask if there is anything else on their mind.")
	o.nothingTwice()
}

// TestStuckChannel: a channel that does not answer delays what goes there, and nothing
// else.
func TestStuckChannel(t *testing.T) {
	t.Parallel()
	o := open(t, func(s *settings) {
		s.bot.Channel = ""
		for i := range s.Channels {
			s.Channels[i].Members = append(s.Channels[i].Members, slacksim.BotUser)
		}
	})
	tess, carl := o.person("tess"), o.person("carl").In("dispatch")
	o.Fault(func(c slacksim.Call) *slacksim.Failure {
		if c.Args["channel"] == "C0RECOVERY" && strings.HasPrefix(c.Method, "chat.") {
			return &slacksim.Failure{Hang: time.Minute}
		}
		return nil
	})
	for n := range 40 {
		tess.Command(fmt.Sprintf("/recover Customer %d - a leak", n))
	}
	carl.Command("/recover Bob - no heat")
	presses(carl, "They have finished", "They agree", "Nothing else")
	carl.Sees("Say that how they feel makes sense.")
}

// TestLimits: where a channel takes a message a second, everything comes, in order and once.
func TestLimits(t *testing.T) {
	t.Parallel()
	o := open(t, func(s *settings) { s.Burst = 0 })
	tess := o.person("tess")
	for n := range 5 {
		tess.Command(fmt.Sprintf("/recover Customer %d - a leak", n))
	}
	for n := range 5 {
		card := o.root(n)
		o.until("a step below it", func() bool { return len(o.Thread("C0RECOVERY", card.TS)) >= 2 })
	}
	o.nothingTwice()
}

var errEnded = errors.New("the bot has not ended")

// ends waits for the bot to end by itself, and gives its last words.
func (o *office) ends() error {
	o.t.Helper()
	o.stop = func() {}
	select {
	case err := <-o.ended:
		return err
	case <-time.After(slacksim.Patience):
		return errEnded
	}
}

// TestLockedOut: what no further try can mend ends the bot, with what to do.
func TestLockedOut(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		happens func(o *office)
		says    string
	}{
		"Socket Mode off":   {func(o *office) { o.SocketMode(false) }, "switch it on under Socket Mode of your Slack app"},
		"app token revoked": {func(o *office) { o.Revoke(o.AppToken()) }, "Slack does not accept SLACK_APP_TOKEN (token_revoked): make an App-Level Token"},
		"bot token revoked": {func(o *office) { o.Revoke(o.BotToken()) }, "SLACK_BOT_TOKEN"},
		"bot token good for nothing": {func(o *office) {
			o.Fault(func(slacksim.Call) *slacksim.Failure { return &slacksim.Failure{Error: "account_inactive"} })
			o.person("tess").Command(alvarez)
		}, "Slack does not accept SLACK_BOT_TOKEN (account_inactive): copy the Bot User OAuth Token anew"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := open(t)
			c.happens(o)
			if err := o.ends(); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("it ends with: %v", err)
			}
		})
	}
}

// TestScopes: an app that was installed with less than the manifest asks for is told
// so at the start.
func TestScopes(t *testing.T) {
	t.Parallel()
	o := open(t)
	err := o.again(func(s *settings) {
		s.Manifest = []byte(strings.Replace(string(s.Manifest), `"usergroups:read",`, "", 1))
	})
	if err == nil || !strings.Contains(err.Error(), "the Slack app lacks the scopes usergroups:read: put what `makegood manifest` prints") {
		t.Errorf("it says: %v", err)
	}
}

// TestRefresh: Slack closes both connections at the same time after a warning, or one
// of them without, while people work. Nobody notices.
func TestRefresh(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	for n := range 4 {
		o.until("two connections", func() bool { return o.Sockets() >= 2 })
		o.Disconnect("warning")
		tess.Command("/recover help")
		o.DisconnectOne("refresh_requested")
		tess.Command(fmt.Sprintf("/recover Customer %d - a leak", n))
		tess.Sees(fmt.Sprintf("R-10%d is open", n+1))
	}
	o.Jump(20 * time.Second)
	tess.Command("/recover mine")
	tess.Sees("Your open cases:")
	tess.SeesNot("failed with the error")
}
