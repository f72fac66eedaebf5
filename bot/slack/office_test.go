package slack_test

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"makegood/bot/slack"
	"makegood/bot/slack/slacksim"
	"makegood/dialogs/policy"
)

// office is a simulated workspace with the unmodified bot in it, over HTTP and
// WebSocket. Time stands where the test puts it: a Monday morning, 10:42.
type office struct {
	*slacksim.Workspace
	t      *testing.T
	clock  *slacksim.Clock
	config slack.Config
	monday time.Time

	service *slack.Service // as started last
	ended   chan error     // gets its last words
	stop    func()
}

// settings are what a test may change before the office opens.
type settings struct {
	slacksim.Config
	bot slack.Config
	log slog.Handler
}

func open(t *testing.T, change ...func(*settings)) *office {
	t.Helper()
	clock := &slacksim.Clock{}
	s := settings{Config: slacksim.Default(), log: slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})}
	s.Clock, s.Manifest = clock, slack.Manifest
	s.RateLimits, s.Burst = true, 40 // simulated people are quicker than real ones
	s.Waits = 20 * time.Second       // and a machine may be slower; how fast we answer is cmd/bench's to judge
	s.bot = slack.Config{Channel: "C0RECOVERY", Store: "sqlite:" + filepath.Join(t.TempDir(), "cases.db"), Policy: written(t, longWay())}
	for _, f := range change {
		f(&s)
	}
	now := clock.Now().In(s.Location)
	monday := time.Date(now.Year(), now.Month(), now.Day(), 10, 42, 0, 0, s.Location)
	for monday.Weekday() != time.Monday || monday.Before(now) {
		monday = monday.AddDate(0, 0, 1)
	}
	clock.Jump(monday.Sub(now))
	w, err := slacksim.New(s.Config)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	s.bot.BotToken, s.bot.AppToken, s.bot.APIURL = w.BotToken(), w.AppToken(), w.APIURL()
	o := &office{Workspace: w, t: t, clock: clock, config: s.bot, monday: monday}
	o.start(slog.New(s.log))
	t.Cleanup(func() {
		o.stop()
		if err := w.Close(); err != nil {
			t.Errorf("close the workspace: %v", err)
		}
	})
	return o
}

// longWay is the sample policy with every step in front of the customer too.
func longWay() []byte {
	return bytes.Replace(policy.SampleYAML, []byte("  site: short\n"), []byte("  site: full\n"), 1)
}

// written is the path of a policy file.
func written(t *testing.T, text []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "policy.yaml")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// start connects the bot; stop waits for it to end.
func (o *office) start(lg *slog.Logger) {
	o.t.Helper()
	service, err := slack.Connect(o.t.Context(), o.config, o.clock.Now, lg)
	if err != nil {
		o.t.Fatal(err)
	}
	o.service = service
	ctx, cancel := context.WithCancel(context.WithoutCancel(o.t.Context()))
	ended := make(chan error, 1)
	o.ended = ended
	go func() { ended <- service.Run(ctx) }()
	o.stop = func() {
		cancel()
		if err := <-ended; err != nil {
			o.t.Errorf("the bot ended with: %v", err)
		}
	}
	o.until("two connections", func() bool { return o.Sockets() >= 2 })
}

// again tries to start another bot in a workspace like this one but for a change.
func (o *office) again(change func(*settings)) error {
	o.t.Helper()
	s := settings{Config: slacksim.Default(), bot: o.config}
	s.Manifest = slack.Manifest
	change(&s)
	w, err := slacksim.New(s.Config)
	if err != nil {
		o.t.Fatal(err)
	}
	if err := w.Start("127.0.0.1:0"); err != nil {
		o.t.Fatal(err)
	}
	s.bot.APIURL, s.bot.Store = w.APIURL(), "sqlite:"+filepath.Join(o.t.TempDir(), "again.db")
	_, err = slack.Connect(o.t.Context(), s.bot, o.clock.Now, slog.New(slog.DiscardHandler))
	if failed := w.Close(); failed != nil {
		o.t.Error(failed)
	}
	return err
}

func (o *office) person(key string) *slacksim.Actor {
	o.t.Helper()
	return o.Person(o.t, key)
}

// on is a moment of the office's Monday, or days after it, as lasting text has it.
func (o *office) on(days int, clock string) string {
	return o.monday.AddDate(0, 0, days).Format("Mon Jan 2, ") + clock
}

// until waits for something to be so, and looks again whenever anything changed.
func (o *office) until(what string, so func() bool) {
	o.t.Helper()
	timeout := time.NewTimer(slacksim.Patience)
	defer timeout.Stop()
	again := time.NewTicker(100 * time.Millisecond) // what changes in the service alone is nothing the workspace tells of
	defer again.Stop()
	for {
		changed := o.Watch()
		if so() {
			return
		}
		select {
		case <-changed:
		case <-again.C:
		case <-timeout.C:
			o.t.Fatalf("waited in vain for %s", what)
		}
	}
}

// noFaults: the bot did nothing that Slack would not have taken.
func (o *office) noFaults() {
	o.t.Helper()
	if f := o.Faults(); len(f) > 0 {
		o.t.Errorf("Slack would not have taken:\n%s", strings.Join(f, "\n"))
	}
}

// posted counts the bot's messages by effect: each must be there once.
func (o *office) posted() map[string]int {
	n := map[string]int{}
	for _, m := range o.Posts() {
		if id, ok := m.Payload["id"].(string); ok && !m.Deleted {
			n[id]++
		}
	}
	return n
}

func (o *office) nothingTwice() {
	o.t.Helper()
	for id, n := range o.posted() {
		if n != 1 {
			o.t.Errorf("%s was posted %d times", id, n)
		}
	}
}

// presses takes the buttons one after the other; each appears when the one before is done.
func presses(who *slacksim.Actor, labels ...string) {
	for _, l := range labels {
		who.Press(l)
	}
}

// untilAsk takes a case to the question what would be fair.
func untilAsk(who *slacksim.Actor) {
	presses(who, "They have finished", "They agree", "Nothing else", "I said it", "I said sorry", "I gave name and time")
}

// asks fills in what the customer asks for.
func asks(who *slacksim.Actor, words, amount string) {
	who.Press("They named something")
	who.Fill("words", words)
	who.Fill("amount", amount)
	who.Submit()
}
