package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"golang.org/x/sync/errgroup"

	"makegood/bot/slack/slacksim"
)

// measure runs the plan and looks at what it left behind.
func measure(ctx context.Context, p plan) (r *result, err error) {
	if p.wakes > 0 {
		return wakes(ctx, p)
	}
	s, err := setUp(ctx, p)
	if err != nil {
		return nil, err
	}
	r = &result{plan: s.plan}
	judge := s.judgeCases
	if p.due == 0 {
		err = s.launch()
	}
	switch {
	case err != nil:
	case p.due > 0:
		judge, err = s.followUps(ctx, r)
	case p.rate > 0:
		judge, err = s.rate(ctx, r)
	case p.races > 0:
		judge, err = s.judgeRace, s.race(ctx, r)
	case p.aged:
		judge, err = s.judgeAged, s.aged(ctx, r)
	default:
		err = s.cases(ctx, r)
	}
	if err = errors.Join(err, s.stop()); err == nil {
		s.posts(r)
		r.note("the service used %.1f s of processor time", s.cpu.Seconds())
		var kept journals
		if kept, err = read(ctx, s.plan.store, r); err == nil {
			judge(r, kept)
		}
	}
	return r, errors.Join(err, s.close())
}

// cases takes whole cases from opening to closing.
func (s *stand) cases(ctx context.Context, r *result) error {
	work, done := context.WithCancel(ctx)
	defer done()
	g, work := errgroup.WithContext(work)
	var people errgroup.Group
	began := time.Now()
	for i := range s.plan.people {
		people.Go(func() error { return s.day(work, r, i) })
	}
	g.Go(func() error { defer done(); return people.Wait() })
	g.Go(func() error {
		return s.kill(work, r, func() time.Duration {
			return time.Duration(50+rand.IntN(900)) * time.Millisecond //nolint:gosec // any moment will do
		})
	})
	err := g.Wait()
	r.took = time.Since(began)
	return err
}

// day is one pilot's: a share of the cases, one after the other.
func (s *stand) day(ctx context.Context, r *result, n int) error {
	p := newPilot(s.w, n)
	p.pressed = func(took time.Duration) { r.waited(toAck, took) }
	p.moved = func(took time.Duration) { r.waited(toNext, took) }
	p.decided = func(took time.Duration) { r.waited(toDecided, took) }
	for i := n; i < s.plan.cases; i += s.plan.people {
		name := "Customer " + strconv.Itoa(i) + " Ortiz"
		card, took, err := p.open(ctx, name+" - no hot water, second visit")
		if err == nil {
			r.waited(toCard, took)
			err = s.ask(ctx, r, p, i)
		}
		if err == nil {
			err = p.play(ctx, card, recovered)
		}
		switch {
		case errors.Is(err, errStuck):
			r.fault("unfinished: %s: %v", name, err)
		case err != nil:
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// ask has a question answered. It is left out where processes are killed: what nobody heard is told again minutes later.
func (s *stand) ask(ctx context.Context, r *result, p *pilot, n int) error {
	if s.plan.kills > 0 {
		return nil
	}
	took, err := p.asks(ctx, n)
	r.waited(toWords, took)
	return err
}

// newPilot is the n-th technician of the workspace.
func newPilot(w *slacksim.Workspace, n int) *pilot {
	tech := technician(n)
	return &pilot{w: w, owner: tech.key, called: tech.name, boss: manager(n).key, channel: channel}
}

// judgeCases: every case is there, and was asked about; all was done in time.
func (s *stand) judgeCases(r *result, kept journals) {
	if n := len(kept.entries); n < s.plan.cases {
		r.fault("lost: %d cases of %d", s.plan.cases-n, s.plan.cases)
	}
	for id := range kept.entries {
		if !kept.posted[id+"/ask-1"] {
			r.fault("lost: %s/ask-1", id)
		}
	}
	if r.kills < s.plan.kills {
		r.fault("only %d of %d kills: the work was done before", r.kills, s.plan.kills)
	}
	if median := r.percentile(toCard, 50); s.plan.card > 0 && median > s.plan.card {
		r.fault("slow: the median from command to card is %.1f ms", ms(median))
	}
	if median := r.percentile(toWords, 50); s.plan.answer > 0 && median > s.plan.answer {
		r.fault("slow: the median from question to answer is %.1f ms", ms(median))
	}
	s.slow(r)
	if s.model != nil {
		r.note("the model was asked %d times and took %v for each", s.model.asked.Load(), s.plan.model)
		if s.model.asked.Load() == 0 {
			r.fault("unasked: the model")
		}
	}
	for _, f := range s.w.Faults() {
		if s.plan.kills == 0 { // a bot that was killed does not answer
			r.fault("refused: %s", f)
		}
	}
}
