package slack_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"makegood/bot/slack/slacksim"
	"makegood/store"
)

// TestAnswerLost: Slack took the message and its answer never came. It is looked
// for, not posted again, and what changed meanwhile is shown.
func TestAnswerLost(t *testing.T) {
	t.Parallel()
	o := open(t)
	var lost atomic.Int32
	o.Fault(func(c slacksim.Call) *slacksim.Failure {
		if c.Method == "chat.postMessage" && lost.Add(1) <= 3 {
			return &slacksim.Failure{After: true, Cut: true}
		}
		return nil
	})
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("R-101 · Mrs Alvarez")
	o.settle("They have finished")
	tess.Press("They have finished")
	o.settle("They agree")
	tess.Press("They agree")
	o.settle("Nothing else")
	tess.Press("Nothing else")
	tess.Sees("Say that how they feel makes sense.")
	tess.Sees("step 3 of 9, feelings")
	o.nothingTwice()
	if n := lost.Load(); n < 3 {
		t.Errorf("only %d answers were lost", n)
	}
}

// settle lets time pass until the button is there: what is in doubt waits until no
// request about it can be under way.
func (o *office) settle(button string) {
	o.t.Helper()
	for began := time.Now(); time.Since(began) < slacksim.Patience; {
		changed := o.Watch()
		screen := o.person("tess").Screen()
		if strings.Contains(screen, "["+button+"]") {
			return
		}
		select {
		case <-changed:
		case <-time.After(100 * time.Millisecond):
			o.Jump(2 * time.Second)
		}
	}
	o.t.Fatalf("no [%s] in sight:\n%s", button, o.person("tess").Screen())
}

// TestBusy: a channel that takes no more delays only itself; the manager's direct
// message comes through, and the thread catches up in order.
func TestBusy(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess, mona := o.person("tess"), o.person("mona")
	tess.Command(alvarez)
	untilAsk(tess)
	asks(tess, "half off", "$210")
	ask := tess.Grab("Ask Mona for $210")
	var busy atomic.Bool
	busy.Store(true)
	o.Fault(func(c slacksim.Call) *slacksim.Failure {
		if busy.Load() && fmt.Sprint(c.Args["channel"]) == "C0RECOVERY" {
			return &slacksim.Failure{Status: 429, RetryAfter: 30 * time.Second}
		}
		return nil
	})
	ask.Press()
	mona.InDM().Sees("$210 for Mrs Alvarez?")
	tess.SeesNot("With Mona now")
	busy.Store(false)
	o.Jump(31 * time.Second)
	tess.Sees("With Mona now")
	tess.Sees("step 6 of 9, waiting for a decision")
	o.nothingTwice()
}

// TestManyChangesOneEdit: what changes while Slack is away is shown once, as it is
// in the end.
func TestManyChangesOneEdit(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("They have finished")
	var away atomic.Bool
	var edits atomic.Int32 // that Slack took, but for one that may have begun before the last change
	away.Store(true)
	o.Fault(func(c slacksim.Call) *slacksim.Failure {
		if c.Method != "chat.update" {
			return nil
		}
		if away.Load() {
			return &slacksim.Failure{Status: 503}
		}
		if strings.Contains(fmt.Sprint(c.Args["blocks"]), "Dora") {
			edits.Add(1)
		}
		return nil
	})
	for _, name := range []string{"Ann", "Bea", "Cleo", "Dora"} {
		tess.Press("Add details")
		tess.Fill("Customer", name)
		tess.Submit()
	}
	away.Store(false)
	o.Jump(time.Minute)
	tess.Sees("R-101 · Dora · no hot water")
	tess.Sees("Let Dora finish")
	if n := edits.Load(); n != 2 {
		t.Errorf("%d edits for the card and the step", n)
	}
}

// TestRefused: what Slack does not take is shown plainly, and what follows goes on.
func TestRefused(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	o.Fault(func(c slacksim.Call) *slacksim.Failure {
		if strings.Contains(fmt.Sprint(c.Args["blocks"]), "rich_text_quote") {
			return &slacksim.Failure{Error: "invalid_blocks"}
		}
		return nil
	})
	tess.Command(alvarez)
	o.settle("They have finished")
	tess.SeesNot("take all the time you need")
	tess.Press("They have finished")
	o.settle("They agree")
	o.nothingTwice()
}

// TestStoreAway: without the store nothing is acknowledged that is not kept, and
// the person is told; afterwards the same press works.
func TestStoreAway(t *testing.T) {
	t.Parallel()
	r := startRedis(t)
	o := open(t, func(s *settings) { s.bot.Store = r.url })
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("They have finished")
	r.pause()
	tess.Press("They have finished")
	tess.Sees("I cannot tell whether that was saved.")
	tess.Press("Add details") // opens all the same, before the right to open it is gone
	tess.Sees("dialog: Makegood I could not save that; nothing was changed. Try again.")
	tess.Cancel()
	r.resume()
	o.settle("They have finished")
	tess.Press("They have finished")
	o.settle("They agree")
	o.nothingTwice()
}

// TestRestarts stops and starts the bot at every step: nothing is lost, nothing
// comes twice.
func TestRestarts(t *testing.T) {
	t.Parallel()
	o := open(t)
	lg := slog.New(slog.DiscardHandler)
	tess := o.person("tess")
	tess.Command(alvarez)
	for _, label := range []string{"They have finished", "They agree", "Nothing else", "I said it", "I said sorry", "I gave name and time"} {
		o.CutSockets()
		o.stop()
		o.start(lg)
		tess.Press(label)
	}
	tess.Sees("Ask before you offer.")
	o.nothingTwice()
}

// TestStopDrains: a bot that is told to stop acknowledges what it has kept, and
// keeps nothing that it does not acknowledge.
func TestStopDrains(t *testing.T) {
	t.Parallel()
	o := open(t, func(s *settings) { s.Burst, s.Waits = 1000, 10*time.Second })
	const typists, each = 8, 12
	tess := o.person("tess")
	var typing sync.WaitGroup
	for range typists {
		typing.Go(func() {
			for range each {
				tess.Command(alvarez)
			}
		})
	}
	o.until("a quarter of the answers", func() bool { return len(tess.Ephemerals()) >= typists*each/4 })
	o.stop()
	typing.Wait()
	kept := o.kept("case")
	o.start(slog.New(slog.DiscardHandler))
	acknowledged := 0
	for _, e := range tess.Ephemerals() {
		if strings.Contains(e, "is open.") {
			acknowledged++
		}
	}
	if kept != acknowledged {
		t.Errorf("the store keeps %d cases, %d of %d commands were acknowledged", kept, acknowledged, typists*each)
	}
	cards := func() (n int) {
		for id := range o.posted() {
			if strings.HasSuffix(id, "/card") {
				n++
			}
		}
		return n
	}
	o.until("as many cards", func() bool { return cards() >= acknowledged })
	if n := cards(); n != acknowledged {
		t.Errorf("%d cases are kept, %d of %d commands were acknowledged", n, acknowledged, typists*each)
	}
	if acknowledged == typists*each {
		t.Log("the stop came too late to show anything")
	}
	o.nothingTwice()
}

// kept counts the records with a tag that a bot which was stopped left behind.
func (o *office) kept(tag string) int {
	o.t.Helper()
	st, err := store.Open(o.t.Context(), o.config.Store)
	if err != nil {
		o.t.Fatal(err)
	}
	ids, err := st.List(o.t.Context(), tag, "", 1000)
	if err := errors.Join(err, st.Close()); err != nil {
		o.t.Fatal(err)
	}
	return len(ids)
}

// TestAckOnAnotherLine: a press whose connection is cut while it is being kept is
// acknowledged on the next one.
func TestAckOnAnotherLine(t *testing.T) {
	t.Parallel()
	r := startRedis(t)
	o := open(t, func(s *settings) { s.bot.Store = r.url })
	tess := o.person("tess")
	tess.Command(alvarez)
	button := tess.Grab("They have finished")
	sent, pressed := make(chan struct{}), make(chan struct{})
	o.Mishaps(func(e slacksim.Envelope) (none slacksim.Mishap) {
		if strings.HasPrefix(e.What, "block_actions") {
			close(sent)
		}
		return none
	})
	r.pause()
	go func() { defer close(pressed); button.Press() }()
	<-sent
	for range 12 { // answered without the store, on either line: what came before was read by then
		tess.Command("/recover help")
	}
	o.CutSockets()
	o.until("the next connections", func() bool { return o.Sockets() >= 2 })
	r.resume()
	<-pressed
	tess.Sees("Say it back, and get a yes.")
	tess.SeesNot("the app did not answer")
}

// TestTwoReplicas: two bots on one store share the work and post nothing twice.
func TestTwoReplicas(t *testing.T) {
	t.Parallel()
	r := startRedis(t)
	o := open(t, func(s *settings) { s.bot.Store = r.url })
	first := o.stop
	o.start(slog.New(slog.DiscardHandler))
	second := o.stop
	o.stop = func() { first(); second() }
	slow := sync.OnceFunc(func() { <-time.After(1500 * time.Millisecond) })
	o.Fault(func(c slacksim.Call) *slacksim.Failure {
		if c.Method == "chat.postMessage" && c.Args["thread_ts"] != nil {
			slow() // while one of them waits, the other is asked to do the same
		}
		return nil
	})
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("R-101 · Mrs Alvarez")
	for range 4 {
		tess.Press("Add details")
		tess.Fill("Job number", "J-1")
		tess.Submit()
	}
	untilAsk(tess)
	tess.Sees("Ask before you offer.")
	o.nothingTwice()
}

// TestPanic: a case that cannot be stepped answers whoever presses in it, is logged
// with its number, and stops nobody else.
func TestPanic(t *testing.T) {
	t.Parallel()
	var log lockedBuffer
	o := open(t, func(s *settings) { s.log = slog.NewTextHandler(&log, nil) })
	tess, carl := o.person("tess"), o.person("carl")
	tess.Command(alvarez)
	broken := tess.Grab("They have finished")
	o.stop()
	st, err := store.Open(t.Context(), o.config.Store)
	if err != nil {
		t.Fatal(err)
	}
	_, err = st.Update(t.Context(), "R-101", 0, func(r store.Record) (store.Record, []store.Entry, error) {
		r.Body = bytes.Replace(r.Body, []byte(`"Stage":"listen"`), []byte(`"Stage":"approval"`), 1) // with nothing to approve
		return r, nil, nil
	})
	if err := errors.Join(err, st.Close()); err != nil {
		t.Fatal(err)
	}
	o.start(slog.New(slog.NewTextHandler(&log, nil)))
	broken.Press()
	tess.Sees("(only you see this): I could not save that; nothing was changed.")
	if text := log.String(); !strings.Contains(text, "case=R-101") || !strings.Contains(text, "panic") {
		t.Errorf("the log says:\n%s", text)
	}
	carl.Command("/recover Bob - no heat")
	carl.Sees("Let Bob finish")
	carl.Press("They have finished")
	carl.Sees("Say it back, and get a yes.")
	o.nothingTwice()
}

// lockedBuffer may be written to while it is read.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
