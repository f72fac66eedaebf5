package slack_test

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"makegood/bot/slack/slacksim"
)

// diary keeps what the bot logs, and says when there is more.
type diary struct {
	slog.Handler
	mu    sync.Mutex
	lines []string
	more  chan struct{}
}

func newDiary() *diary {
	return &diary{Handler: slog.DiscardHandler, more: make(chan struct{}, 1000)}
}

func (d *diary) Enabled(context.Context, slog.Level) bool { return true }

func (d *diary) Handle(_ context.Context, r slog.Record) error {
	line := r.Level.String() + " " + r.Message
	r.Attrs(func(a slog.Attr) bool { line += " " + a.String(); return true })
	d.mu.Lock()
	d.lines = append(d.lines, line)
	d.mu.Unlock()
	d.more <- struct{}{}
	return nil
}

func (d *diary) count(text string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return strings.Count(strings.Join(d.lines, "\n"), text)
}

// until waits until something was logged so many times.
func (d *diary) until(t *testing.T, text string, times int) {
	t.Helper()
	timeout := time.NewTimer(slacksim.Patience)
	defer timeout.Stop()
	for d.count(text) < times {
		select {
		case <-d.more:
		case <-timeout.C:
			t.Fatalf("waited in vain for %q, %d times in the log:\n%s", text, times, strings.Join(d.lines, "\n"))
		}
	}
}

// TestAnotherPolicy: a policy file that changes while the bot runs holds for what opens
// from then on; an open case keeps its own and says where that is another; a broken one
// changes nothing and is told once.
func TestAnotherPolicy(t *testing.T) {
	t.Parallel()
	logged := newDiary()
	o := open(t, func(s *settings) { s.log = logged })
	put := func(was, is string) {
		t.Helper()
		text := bytes.Replace(longWay(), []byte(was), []byte(is), 1)
		if err := os.WriteFile(o.config.Policy+".new", text, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(o.config.Policy+".new", o.config.Policy); err != nil {
			t.Fatal(err)
		}
	}
	tess, mona := o.person("tess"), o.person("mona")
	tess.Command(alvarez)
	tess.Sees("Tess may still give $150")
	untilAsk(tess)

	put("limit: 150", "limit: 200")
	logged.until(t, "INFO the policy changed", 1)
	asks(tess, "half off", "$210")
	tess.Sees("$210 is $60 above the $150 you may still give")
	tess.Sees("This case goes by the rules of " + strings.ReplaceAll(o.on(0, "10:42 AM"), "\u00a0", " "))
	tess.Sees("by newer ones you may give $200")
	tess.Press("Ask Mona for $210")
	mona.Sees("by newer ones Tess may give $200")

	carl := o.person("carl")
	put("limit: 100\n", "limit: lots\n")
	logged.until(t, "ERROR the changed policy is refused", 1)
	logged.until(t, `roles[1].limit: found "lots", write a dollar amount such as 150 or $1,250`, 1)
	carl.Command("/recover Mr Brown - a noise in the pipes")
	carl.Sees("Carl may still give $100")

	put("limit: 100\n", "limit: 130\n")
	logged.until(t, "INFO the policy changed", 2)
	carl.Command("/recover Mr Green - a noise in the pipes")
	carl.Sees("Carl may still give $130")
	if n := logged.count("the changed policy is refused"); n != 1 {
		t.Errorf("a broken policy was told of %d times", n)
	}
	o.noFaults()
}

// TestAnotherPolicyWithGroups: who is in a group of the new policy may do at once what it
// says; one that Slack does not know leaves the old one in force.
func TestAnotherPolicyWithGroups(t *testing.T) {
	t.Parallel()
	logged := newDiary()
	o := open(t, func(s *settings) { s.log = logged })
	put := func(from string) {
		t.Helper()
		text, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(o.config.Policy, text, 0o600); err != nil { // in place
			t.Fatal(err)
		}
	}
	put(grouped(t, "@bosses"))
	logged.until(t, "names the user group @bosses, which Slack does not know", 1)
	logged.until(t, "the changed policy is refused", 1)
	put(grouped(t, "@managers"))
	logged.until(t, "INFO the policy changed", 1)
	tess := o.person("tess")
	tess.Command(alvarez)
	untilAsk(tess)
	asks(tess, "half off", "$210")
	tess.Press("Ask Mona for $210")
	o.person("mona").Press("Approve $210")
	tess.Sees("Mona approved $210")
	o.noFaults()
}
