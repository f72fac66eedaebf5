package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"golang.org/x/sync/errgroup"

	"makegood/bot/slack/slacksim"
)

// An old case and a customer who was here often must not cost more than new ones.
const (
	entries = 2000                  // in the old case's journal
	often   = 500                   // cases of one customer, all over
	looks   = 200                   // at each
	dearer  = 1.5                   // times the new one's median is a fault
	calm    = 20 * time.Millisecond // between them: what is shown meanwhile is not what is measured
)

// The rows: forms are sent to a case, cases are opened for a customer.
const (
	oldCase     = "form to a case with a history"
	newCase     = "form to a new case"
	oldCustomer = "opening for a customer of many"
	newCustomer = "opening for a new customer"
)

// regular is the customer of many cases.
const regular = "Mrs Often"

// quickest are the buttons of the shortest way to a customer who is content.
var quickest = []string{"I said it", "That was enough", "I thanked them", "Check in now", "They are satisfied", "Late", "Better"}

// aged lets people write much into one case and see one customer again and again, and
// then does the same with those and with new ones, in turn.
func (s *stand) aged(ctx context.Context, r *result) (err error) {
	began := time.Now()
	defer func() { r.took = time.Since(began) }()
	old, fresh := newPilot(s.w, 0), newPilot(s.w, 1)
	old.channel, fresh.channel = channelID(0), channelID(1)
	long, _, err := old.open(ctx, "Mrs Long - it leaks")
	if err != nil {
		return err
	}
	g, before := errgroup.WithContext(ctx)
	g.Go(func() error { return old.write(before, long) })
	g.Go(func() error { return s.visits(before) })
	if err := g.Wait(); err != nil {
		return err
	}
	for i := range looks {
		short, _, err := fresh.open(ctx, fmt.Sprintf("Mr Once%d - it leaks", i))
		if err != nil {
			return err
		}
		for row, at := range map[string]struct {
			p    *pilot
			card string
		}{oldCase: {old, long}, newCase: {fresh, short}} {
			took, err := at.p.details(ctx, at.card, i)
			if err != nil {
				return err
			}
			r.waited(row, took)
		}
		for row, name := range map[string]string{oldCustomer: regular, newCustomer: stranger()} {
			if !sleep(ctx, calm) {
				return ctx.Err()
			}
			at := time.Now()
			if err := s.w.Act(fresh.owner, slacksim.Action{Do: "say", Channel: fresh.channel, Text: "/recover " + name + " - it leaks"}); err != nil {
				return err
			}
			r.waited(row, time.Since(at))
		}
		if !sleep(ctx, calm) {
			return ctx.Err()
		}
	}
	r.dearer(oldCase, newCase)
	r.dearer(oldCustomer, newCustomer)
	return nil
}

// write gives a case a long history, as quickly as it is taken.
func (p *pilot) write(ctx context.Context, card string) error {
	for i := range entries {
		note := slacksim.Action{Do: "say", Channel: p.channel, ThreadTS: card, Text: "They told me more of it, part " + strconv.Itoa(i)}
		if err := p.w.Act(p.owner, note); err != nil {
			return err
		}
		for len(p.w.Unacked()) > 20 {
			if !sleep(ctx, 5*time.Millisecond) {
				return ctx.Err()
			}
		}
	}
	return nil
}

// stranger is a name like no other, of letters: it is looked up in as many ways as that
// of the regular.
func stranger() string {
	name := make([]byte, 8)
	for i := range name {
		name[i] = 'a' + byte(rand.IntN(26)) //nolint:gosec // any will do
	}
	return "Mr " + string(name)
}

// visits lets everybody else see the regular: each time they say that it is the same
// customer, and end the case before they open the next.
func (s *stand) visits(ctx context.Context) error {
	first := newPilot(s.w, 2)
	first.channel = channelID(2)
	if err := first.visit(ctx, "the first", quickest); err != nil {
		return err
	}
	known := append([]string{"The same"}, quickest...)
	g, ctx := errgroup.WithContext(ctx)
	for n := 2; n < s.plan.people; n++ {
		g.Go(func() error {
			p := newPilot(s.w, n)
			p.channel = channelID(n)
			for i := n; i <= often; i += s.plan.people - 2 {
				if err := p.visit(ctx, "visit "+strconv.Itoa(i), known); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

// visit opens a case for the regular and presses these buttons, each as soon as it is there.
func (p *pilot) visit(ctx context.Context, problem string, buttons []string) error {
	card, _, err := p.open(ctx, regular+" - "+problem)
	for _, label := range buttons {
		if err == nil {
			err = p.press(ctx, card, label)
		}
	}
	return err
}

// press waits for a button and presses it; one that was redrawn under the finger is
// pressed as it is now.
func (p *pilot) press(ctx context.Context, card, label string) error {
	for until := time.Now().Add(patience); time.Now().Before(until); {
		changed := p.w.Watch()
		for _, m := range slices.Backward(p.thread(card)) {
			if o, found := labelled(m.Offers(), label); found {
				if err := p.w.Act(p.owner, o.Action); err == nil || errors.Is(err, slacksim.ErrUndelivered) {
					if p.acted != nil {
						p.acted(o.Action)
					}
					return err
				}
				break
			}
		}
		if err := wait(ctx, changed, 200*time.Millisecond); err != nil {
			return err
		}
	}
	return fmt.Errorf("%w: nothing called %q can be pressed", errStuck, label)
}

// details opens the form of the card's menu, sends it, and tells how long that took
// to be acknowledged.
func (p *pilot) details(ctx context.Context, card string, n int) (time.Duration, error) {
	if err := p.press(ctx, card, "Add details"); err != nil {
		return 0, err
	}
	changed := p.w.Watch()
	form, open := p.w.Dialog(p.owner)
	for until := time.Now().Add(patience); (!open || form.View["submit"] == nil) && time.Now().Before(until); form, open = p.w.Dialog(p.owner) {
		if err := wait(ctx, changed, 200*time.Millisecond); err != nil {
			return 0, err
		}
		changed = p.w.Watch()
	}
	asked := time.Now()
	if err := p.w.Act(p.owner, slacksim.Action{Do: "submit", ViewID: form.ID, Values: typed(map[string]string{"invoice": strconv.Itoa(100 + n)})}); err != nil {
		return 0, err
	}
	return time.Since(asked), nil
}

// dearer is a fault where the old costs more than the new and a half.
func (r *result) dearer(old, fresh string) {
	a, b := r.percentile(old, 50), r.percentile(fresh, 50)
	r.note("%s: %.2f times the new one's median", old, float64(a)/float64(b))
	if float64(a) > dearer*float64(b) {
		r.fault("dear: %s takes %.1f ms and %s %.1f ms", old, ms(a), fresh, ms(b))
	}
}

// judgeAged: all that was written is kept, and the customer of many has them all.
func (s *stand) judgeAged(r *result, kept journals) {
	most := 0
	for _, all := range kept.entries {
		most = max(most, len(all))
	}
	if most < entries {
		r.fault("lost: the longest journal has %d entries of %d", most, entries)
	}
	if n := len(kept.entries); n < often+2*looks {
		r.fault("lost: %d cases of %d", n, often+2*looks)
	}
	most = 0
	for _, n := range kept.visits {
		most = max(most, n)
	}
	r.note("the customer of many has %d cases", most)
	if most < often {
		r.fault("lost: no customer's record has more than %d cases of %d", most, often)
	}
}
