package slack_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"makegood/bot/slack/slacksim"
	"makegood/dialogs"
	"makegood/dialogs/policy"
	"makegood/store"
)

const races = 5 // cmd/bench runs more of them

// TestRace: many managers approve, approve less and decline at once, half of it is
// delivered twice. One decision is taken, everybody else hears whose, whoever asked is
// told once.
func TestRace(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		store func(*testing.T) string
		bots  int
	}{{"sqlite", stores["sqlite"], 1}, {"redis, two bots", redis, 2}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			url := c.store(t)
			o := open(t, func(s *settings) {
				s.RateLimits = false // people act faster here than anywhere
				if url != "" {
					s.bot.Store = url
				}
				s.bot.Policy = written(t, managed(&s.Config))
			})
			if c.bots > 1 {
				o.twin()
			}
			decided := map[string]string{}
			for n := range races {
				id := fmt.Sprintf("R-%d", 101+n)
				card := o.asking(id)
				decided[id] = o.race(card, c.bots)
				o.until("the word to whoever asked", func() bool { return o.told(id) > 0 })
			}
			for id := range decided {
				if n := o.told(id); n != 1 {
					t.Errorf("Tess was told %d times about %s", n, id)
				}
			}
			o.nothingTwice()
			o.noFaults()
			o.records(func(s *store.Store) {
				for id, who := range decided {
					if got := decisions(t, s, id); !slices.Equal(got, []string{who}) {
						t.Errorf("%s was decided by %v, and its card names %s", id, got, who)
					}
				}
			})
		})
	}
}

func racer(i int) slacksim.Person {
	return slacksim.Person{Key: fmt.Sprintf("boss%d", i), ID: fmt.Sprintf("U0BOSS%02d", i), Name: fmt.Sprintf("Boss-%02d", i)}
}

// managed adds the managers to a workspace, and writes the policy that has them.
func managed(c *slacksim.Config) []byte {
	ids := []string{"U0MONA"}
	c.People, c.Channels = slices.Clone(c.People), slices.Clone(c.Channels)
	for i := range racers {
		p := racer(i)
		c.People, ids = append(c.People, p), append(ids, p.ID)
		c.Channels[0].Members = append(slices.Clone(c.Channels[0].Members), p.ID)
	}
	return []byte(strings.Replace(string(policy.SampleYAML), "[U0MONA]", "["+strings.Join(ids, ", ")+"]", 1))
}

// twin starts a second bot on the same store.
func (o *office) twin() {
	first := o.stop
	o.start(slog.New(slog.DiscardHandler))
	second := o.stop
	o.stop = func() { first(); second() }
}

// asking takes a case to the question for a manager, and gives its card.
func (o *office) asking(id string) string {
	tess := o.person("tess")
	tess.Command(fmt.Sprintf("/recover Customer of %s - no hot water", id))
	presses(tess, "I said it", "I said sorry", "They agree", "Nothing else")
	asks(tess, "Half off", "$210")
	tess.Press("Ask Mona for $210")
	var card string
	o.until("the question", func() bool {
		for _, m := range o.Roots("C0RECOVERY", "") {
			if strings.Contains(m.Read(), id+" · ") && o.question(m.TS).TS != "" {
				card = m.TS
			}
		}
		return card != ""
	})
	return card
}

// question is the message below a card that asks for a decision.
func (o *office) question(card string) (none slacksim.Shown) {
	for _, m := range o.Thread("C0RECOVERY", card) {
		if strings.Contains(m.Read(), "[Approve less]") {
			return m
		}
	}
	return none
}

// race lets everybody decide at once, and gives the id of who did.
func (o *office) race(card string, bots int) (winner string) {
	question := o.question(card)
	acts := make([]slacksim.Action, racers)
	for i := range racers {
		key := racer(i).Key
		press := o.Held(key, question.Offers()[[]int{0, 1, 3}[i%3]])
		if acts[i] = press; i%3 == 0 {
			continue
		}
		if err := o.Act(key, press); err != nil {
			o.t.Fatal(err)
		}
		var form slacksim.Modal
		o.until("a form", func() (open bool) { form, open = o.Dialog(key); return open })
		values := map[string]map[string]map[string]any{"amount": {"answer": {"value": "180"}}}
		if i%3 == 2 {
			values = map[string]map[string]map[string]any{"words": {"answer": {"value": "the first visit tomorrow"}}}
		}
		acts[i] = slacksim.Action{Do: "submit", ViewID: form.ID, Values: values}
	}
	var sent atomic.Int32
	o.Mishaps(func(slacksim.Envelope) slacksim.Mishap { return slacksim.Mishap{Twice: sent.Add(1)%2 == 0} })
	defer o.Mishaps(nil)
	start := make(chan struct{})
	var all sync.WaitGroup
	for i, a := range acts {
		all.Go(func() {
			<-start
			if err := o.Act(racer(i).Key, a); err != nil {
				o.t.Errorf("%s was not answered: %v", racer(i).Name, err)
			}
		})
	}
	close(start)
	all.Wait()
	var line string
	o.until("a decision", func() bool {
		for _, m := range o.Thread("C0RECOVERY", card) {
			if m.TS == question.TS {
				line, _, _ = strings.Cut(strings.TrimPrefix(m.Read(), "✓ "), " · ")
			}
		}
		return strings.HasPrefix(line, "Boss-")
	})
	for i := range racers {
		p := racer(i)
		if strings.HasPrefix(line, p.Name+" ") {
			winner = p.ID
		}
		o.hears(i, card, line, bots)
	}
	return winner
}

// hears: whoever did not decide is told who did, where they pressed; whoever did, nothing.
func (o *office) hears(i int, card, line string, bots int) {
	o.t.Helper()
	p, won := racer(i), strings.HasPrefix(line, racer(i).Name+" ")
	if i%3 > 0 {
		form, open := o.Dialog(p.Key)
		if told := open && strings.Contains(form.Read(), line); told == won || open == won {
			o.t.Errorf("%s (won: %v) has the form (%v) with: %s", p.Name, won, open, form.Read())
		}
		if open {
			if err := o.Act(p.Key, slacksim.Action{Do: "close", ViewID: form.ID}); err != nil {
				o.t.Error(err)
			}
		}
		return
	}
	said := func() []slacksim.Shown {
		return slices.DeleteFunc(o.Private(p.Key, card), func(m slacksim.Shown) bool { return m.ThreadTS != card })
	}
	if !won {
		o.until(p.Name+"'s answer", func() bool { return len(said()) > 0 })
	}
	// A press that nothing came of is not written down: of two bots, each answers the copy that it gets.
	if n := len(said()); won && n > 0 || n > bots || !won && !strings.Contains(said()[0].Read(), line) {
		o.t.Errorf("%s (won: %v) hears %d times: %v", p.Name, won, n, said())
	}
}

// told is how often the owner of a case was told directly.
func (o *office) told(id string) (n int) {
	for effect, times := range o.posted() {
		if strings.HasPrefix(effect, id+"/step-") && strings.HasSuffix(effect, "-dm") {
			n += times
		}
	}
	return n
}

// decisions are the people who decided, by the journal.
func decisions(t *testing.T, s *store.Store, id string) (who []string) {
	t.Helper()
	entries, err := s.Journal(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		var open struct{ Money []dialogs.Decided }
		if err := json.Unmarshal(e.Public, &open); err != nil {
			t.Fatal(err)
		}
		for _, d := range open.Money {
			if d.What == string(dialogs.Approved) || d.What == string(dialogs.Refusal) {
				who = append(who, e.Actor)
			}
		}
	}
	return who
}
