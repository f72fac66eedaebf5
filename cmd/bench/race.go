package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"makegood/bot/slack/slacksim"
	"makegood/dialogs"
)

// A race: as many cases as planned wait for a decision, and then all managers decide on
// each of them at once, every second time delivered twice.

// The rows: how long whoever pressed waited, and how long until everybody saw it.
const (
	toHeard   = "decision to acknowledgement"
	toDecided = "decision to redrawn card"
)

// atOnce is how many cases are taken to the question at the same time.
const atOnce = 20

// race takes cases to the question, and lets everybody answer one after the other.
func (s *stand) race(ctx context.Context, r *result) (err error) {
	began := time.Now()
	defer func() { r.took = time.Since(began) }()
	cards := make([]string, s.plan.races)
	g, work := errgroup.WithContext(ctx)
	g.SetLimit(atOnce)
	for i := range cards {
		g.Go(func() (err error) {
			p := newPilot(s.w, i%s.plan.people)
			if cards[i], _, err = p.open(work, fmt.Sprintf("Customer %d Ortiz - no hot water, second visit", i)); err == nil {
				err = p.play(work, cards[i], asked)
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	var sent atomic.Int64
	s.w.Mishaps(func(slacksim.Envelope) slacksim.Mishap { return slacksim.Mishap{Twice: sent.Add(1)%2 == 0} })
	for _, card := range cards {
		if err := s.contest(ctx, r, card); err != nil {
			return err
		}
	}
	s.w.Mishaps(nil)
	for until := time.Now().Add(answerMost); s.told() < len(cards) && time.Now().Before(until); {
		if !sleep(ctx, 100*time.Millisecond) {
			return ctx.Err()
		}
	}
	r.note("%d requests, %d managers at each, %d deliveries, every second one twice", len(cards), s.plan.people, sent.Load())
	return nil
}

// asked reports whether a case waits for a manager.
func asked(thread []slacksim.Shown) bool {
	_, boss, found := next(thread)
	return found && boss
}

// rival is a manager who is about to decide.
type rival struct {
	person
	act  slacksim.Action
	form bool
}

// contest lets every manager decide on one request.
func (s *stand) contest(ctx context.Context, r *result, card string) error {
	thread := s.w.Thread(channel, card)
	at := slices.IndexFunc(thread, func(m slacksim.Shown) bool { _, ok := labelled(m.Offers(), "Approve less"); return ok })
	if at < 0 {
		return fmt.Errorf("%w: no question below %s", errStuck, thread[0].Read())
	}
	all := make([]rival, s.plan.people)
	for i := range all {
		one, err := s.rival(ctx, i, thread[at])
		if err != nil {
			return err
		}
		all[i] = one
	}
	start, began := make(chan struct{}), time.Now()
	var people sync.WaitGroup
	for _, one := range all {
		people.Go(func() {
			<-start
			pressed := time.Now()
			if err := s.w.Act(one.key, one.act); err != nil {
				r.fault("unanswered: %s: %v", one.name, err)
			}
			r.waited(toHeard, time.Since(pressed))
		})
	}
	close(start)
	line := ""
	for until := began.Add(answerMost); line == "" && time.Now().Before(until); {
		changed := s.w.Watch()
		for _, m := range s.w.Thread(channel, card) {
			if m.TS == thread[at].TS && decidedOn(m) {
				line, _, _ = strings.Cut(strings.TrimPrefix(m.Read(), "✓ "), " · ")
				r.waited(toDecided, time.Since(began))
			}
		}
		if line == "" {
			if err := wait(ctx, changed, 200*time.Millisecond); err != nil {
				return err
			}
		}
	}
	people.Wait()
	for _, one := range all {
		if err := s.hears(ctx, r, one, card, line); err != nil {
			return err
		}
	}
	return nil
}

// decidedOn: nobody can decide on it any more.
func decidedOn(m slacksim.Shown) bool {
	_, open := labelled(m.Offers(), "Approve less")
	return !open
}

// rival makes one ready to decide: by a press, or with a form that is filled in.
func (s *stand) rival(ctx context.Context, i int, question slacksim.Shown) (rival, error) {
	one := rival{person: manager(i), form: i%3 > 0}
	kind := []string{"Approve $", "Approve less", "Decline"}[i%3]
	o, ok := labelled(question.Offers(), kind)
	if one.act = s.w.Held(one.key, o); !ok {
		return one, fmt.Errorf("%w: nobody can %s", errStuck, kind)
	}
	if !one.form {
		return one, nil
	}
	if err := s.w.Act(one.key, one.act); err != nil {
		return one, err
	}
	for until := time.Now().Add(answerMost); time.Now().Before(until); {
		changed := s.w.Watch()
		if form, open := s.w.Dialog(one.key); open && form.View["submit"] != nil {
			one.act = slacksim.Action{Do: "submit", ViewID: form.ID, Values: filled(form, forms[form.Form()])}
			return one, nil
		}
		if err := wait(ctx, changed, 200*time.Millisecond); err != nil {
			return one, err
		}
	}
	return one, fmt.Errorf("%w: no form for %s", errStuck, one.name)
}

// hears: whoever did not decide is told who did; whoever did, nothing.
func (s *stand) hears(ctx context.Context, r *result, one rival, card, line string) error {
	won := line != "" && strings.HasPrefix(line, one.name+" ")
	if one.form {
		form, open := s.w.Dialog(one.key)
		if told := open && strings.Contains(form.Read(), line); open == won || told == won {
			r.fault("untold: %s (won: %v) has the form (%v) with %s", one.name, won, open, form.Read())
		}
		if !open {
			return nil
		}
		return s.w.Act(one.key, slacksim.Action{Do: "close", ViewID: form.ID})
	}
	var said []slacksim.Shown
	for until := time.Now().Add(answerMost); ; {
		changed := s.w.Watch()
		said = slices.DeleteFunc(s.w.Private(one.key, card), func(m slacksim.Shown) bool { return m.ThreadTS != card })
		if won || len(said) > 0 || time.Now().After(until) {
			break
		}
		if err := wait(ctx, changed, 200*time.Millisecond); err != nil {
			return err
		}
	}
	switch n := len(said); { // of several bots, each answers the copy that it gets
	case won && n > 0, n > s.plan.replicas:
		r.fault("doubled: %s (won: %v) was answered %d times", one.name, won, n)
	case !won && (n == 0 || !strings.Contains(said[0].Read(), line)):
		r.fault("untold: %s was not told that %s", one.name, line)
	}
	return nil
}

// told is how many messages went to whoever asked directly.
func (s *stand) told() (n int) {
	for _, m := range s.w.Posts() {
		if effect, ok := m.Payload["id"].(string); ok && strings.HasSuffix(effect, "-dm") {
			n++
		}
	}
	return n
}

// judgeRace: each request was decided once, and whoever asked was told once.
func (s *stand) judgeRace(r *result, kept journals) {
	if n := len(kept.entries); n != s.plan.races {
		r.fault("lost: %d cases of %d", n, s.plan.races)
	}
	decided := 0
	for id, all := range kept.entries {
		n := 0
		for _, e := range all {
			var open struct{ Money []dialogs.Decided }
			if err := json.Unmarshal(e.Public, &open); err != nil {
				r.fault("journal of %s: %v", id, err)
			}
			for _, d := range open.Money {
				if d.What == string(dialogs.Approved) || d.What == string(dialogs.Refusal) {
					n++
				}
			}
		}
		if decided += n; n != 1 {
			r.fault("decided: %s %d times", id, n)
		}
		told := 0
		for effect, times := range r.effects {
			if strings.HasPrefix(effect, id+"/step-") && strings.HasSuffix(effect, "-dm") {
				told += times
			}
		}
		if told != 1 {
			r.fault("told: %s, whoever asked, %d times", id, told)
		}
	}
	r.note("%d decisions on %d requests", decided, len(kept.entries))
	s.slow(r)
}

// slow: the card that was decided on is redrawn in time.
func (s *stand) slow(r *result) {
	if median := r.percentile(toDecided, 50); s.plan.decision > 0 && median > s.plan.decision {
		r.fault("slow: the median from decision to redrawn card is %.1f ms, more than %v", ms(median), s.plan.decision)
	}
}
