package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"golang.org/x/sync/errgroup"

	"makegood/bot/slack/slacksim"
)

// An old case and a customer who was here often must not cost more than new ones.
const (
	entries = 2000 // in the old case's journal
	often   = 500  // cases of one customer
	looks   = 60   // at each
	dearer  = 1.5  // times the new one's median is a fault
)

// The rows: forms are sent to a case, cases are opened for a customer.
const (
	oldCase     = "form to a case with a history"
	newCase     = "form to a new case"
	oldCustomer = "opening for a customer of many"
	newCustomer = "opening for a new customer"
)

// aged lets people write much into one case and open many for one customer, and then
// does the same with those and with new ones, in turn.
func (s *stand) aged(ctx context.Context, r *result) (err error) {
	began := time.Now()
	defer func() { r.took = time.Since(began) }()
	old, fresh := newPilot(s.w, 0), newPilot(s.w, 1)
	old.channel, fresh.channel = channelID(0), channelID(1)
	long, _, err := old.open(ctx, "Mrs Long - it leaks")
	if err != nil {
		return err
	}
	for i := range entries {
		note := slacksim.Action{Do: "say", Channel: old.channel, ThreadTS: long, Text: "They told me more of it, part " + strconv.Itoa(i)}
		if err := s.w.Act(old.owner, note); err != nil {
			return err
		}
		for len(s.w.Unacked()) > 20 { // as quickly as it is taken
			if !sleep(ctx, 5*time.Millisecond) {
				return ctx.Err()
			}
		}
	}
	if err := s.visits(ctx); err != nil {
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
		for row, name := range map[string]string{oldCustomer: "Mrs Often", newCustomer: "Mr Never" + strconv.Itoa(i)} {
			at := time.Now()
			if err := s.w.Act(fresh.owner, slacksim.Action{Do: "say", Channel: fresh.channel, Text: "/recover " + name + " - it leaks"}); err != nil {
				return err
			}
			r.waited(row, time.Since(at))
		}
		if !sleep(ctx, 20*time.Millisecond) { // what it shows meanwhile is not what is measured
			return ctx.Err()
		}
	}
	r.dearer(oldCase, newCase)
	r.dearer(oldCustomer, newCustomer)
	return nil
}

// visits opens the many cases of one customer, by everybody else.
func (s *stand) visits(ctx context.Context) error {
	var g errgroup.Group
	for n := 2; n < s.plan.people; n++ {
		g.Go(func() error {
			for i := n; i < often; i += s.plan.people - 2 {
				p := newPilot(s.w, n)
				line := "/recover Mrs Often - visit " + strconv.Itoa(i)
				if err := s.w.Act(p.owner, slacksim.Action{Do: "say", Channel: channelID(n % s.plan.channels), Text: line}); err != nil {
					return err
				}
				if !sleep(ctx, time.Millisecond) {
					return ctx.Err()
				}
			}
			return nil
		})
	}
	return g.Wait()
}

// details opens the form of the card's menu, sends it, and tells how long that took
// to be acknowledged.
func (p *pilot) details(ctx context.Context, card string, n int) (time.Duration, error) {
	o, found := labelled(p.thread(card)[0].Offers(), "Add details")
	if !found {
		return 0, fmt.Errorf("%w: the card offers no details", errStuck)
	}
	if err := p.w.Act(p.owner, o.Action); err != nil {
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

// judgeAged: all that was written is kept.
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
}
