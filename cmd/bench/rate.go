package main

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

// rate lets people act at a given number of acts a second, whatever the bot does: an
// act that is late is done nevertheless, and counts from the moment it was due.
func (s *stand) rate(ctx context.Context, r *result) (judge func(*result, journals), err error) {
	run := &rush{stand: s, r: r}
	if err := run.gather(ctx); err != nil {
		return nil, err
	}
	looking, stopLooking := context.WithCancel(ctx)
	defer stopLooking()
	trouble, calm := context.WithCancel(ctx)
	defer calm()
	var hazards sync.WaitGroup
	for _, h := range s.plan.hazards() {
		r.note("hazard: %s", h.name)
		hazards.Go(func() { h.begin(trouble, s.w) })
	}
	kills, _ := errgroup.WithContext(trouble)
	kills.Go(func() error {
		return s.kill(trouble, r, func() time.Duration { return s.plan.span / time.Duration(s.plan.kills+1) })
	})
	began, from := time.Now(), s.w.Now()
	run.acts(ctx, looking)
	r.took = time.Since(began)
	calm()
	hazards.Wait()
	if err := kills.Wait(); err != nil {
		return nil, err
	}
	r.note("%d acts, %.1f a second of %d wanted", len(run.deeds), float64(len(run.deeds))/run.lasted.Seconds(), s.plan.rate)
	run.redeliver(ctx, from)
	run.quiet(ctx)
	stopLooking()
	run.watching.Wait()
	return run.judge, ctx.Err()
}

// rush is a run at a rate.
type rush struct {
	*stand
	r      *result
	typed  atomic.Int64
	lasted time.Duration // from the first act to the last that was due
	from   string        // when the acts began, on the workspace's clock

	crews    chan *crew // those with nothing to do
	everyone []*crew
	watching sync.WaitGroup

	mu     sync.Mutex
	deeds  []*deed
	silent int // acts that keep nothing and could not be answered

	still map[string]int // by thread: what its open question says is to be asked about after it
}

// gather lets everybody open a first case.
func (run *rush) gather(ctx context.Context) error {
	if err := run.connected(ctx); err != nil {
		return err
	}
	run.crews = make(chan *crew, run.plan.people)
	until := time.Now().Add(time.Minute)
	var g errgroup.Group
	g.SetLimit(8)
	for i := range run.plan.people {
		c := newCrew(run.w, i, run.plan.channels, &run.typed)
		run.everyone = append(run.everyone, c)
		g.Go(func() error {
			defer func() { run.crews <- c }()
			return c.begin(until)
		})
	}
	return g.Wait()
}

// acts does one thing after the other when it is due, by whoever is free.
func (run *rush) acts(ctx, looking context.Context) {
	began := time.Now()
	run.from = run.everyone[0].clock()
	var busy sync.WaitGroup
	defer busy.Wait()
	total := int64(run.plan.span.Seconds() * float64(run.plan.rate))
	var more atomic.Int64 // acts that came along with another one
	for i := int64(0); i+more.Load() < total; i++ {
		due := began.Add(time.Duration(i+more.Load()) * time.Second / time.Duration(run.plan.rate))
		if !sleep(ctx, time.Until(due)) {
			return
		}
		c := <-run.crews
		busy.Go(func() {
			defer func() { run.crews <- c }()
			deeds := c.next()
			more.Add(int64(len(deeds) - 1))
			var both sync.WaitGroup
			for _, d := range deeds {
				d.due = due
				both.Go(func() { run.one(looking, d) })
			}
			both.Wait()
		})
	}
	run.lasted = time.Since(began)
}

func (run *rush) one(looking context.Context, d *deed) {
	run.r.waited(toBegin, time.Since(d.due))
	d.do(run.r)
	if d.void {
		return
	}
	run.mu.Lock()
	run.deeds = append(run.deeds, d)
	run.mu.Unlock()
	if d.heard() {
		run.watching.Go(func() { d.watch(looking, run.r) })
	}
}

// redeliver lets Slack send again soon what it would send again in minutes: the
// clock goes to where the first is due, and from there on faster than it would.
func (run *rush) redeliver(ctx context.Context, from time.Time) {
	const step, pace = time.Second, 250 * time.Millisecond
	for _, later := range []time.Duration{time.Minute, 5 * time.Minute} {
		if !sleep(ctx, 4*time.Second) { // what is under way is acknowledged by then or is not
			return
		}
		n, now := run.unheard(), run.w.Now()
		if n == 0 {
			return
		}
		run.r.note("%d events come again after %v", n, later)
		run.w.Jump(later - now.Sub(from))
		for range now.Sub(from)/step + 1 {
			if run.w.Jump(step); !sleep(ctx, pace) {
				return
			}
		}
		from = now.Add(later - now.Sub(from))
	}
}

// unheard counts events nobody acknowledged so far.
func (run *rush) unheard() int {
	n := 0
	for _, e := range run.w.Unacked() {
		if e.Type == "events_api" {
			n++
		}
	}
	return n
}

const (
	still     = 20 * time.Second // longer than the bot waits before it looks for a post in doubt
	quietMost = 10 * time.Minute // a channel that Slack has slowed down takes one message a second, and everybody waits there
)

// quiet waits until everybody saw what was due, or nothing has happened for long.
func (run *rush) quiet(ctx context.Context) {
	began, last, calls := time.Now(), time.Now(), 0
	for time.Since(began) < quietMost && sleep(ctx, 100*time.Millisecond) {
		now := 0
		for _, method := range []string{"chat.postMessage", "chat.update", "chat.postEphemeral", "conversations.replies", "conversations.history"} {
			now += run.w.Calls(method)
		}
		if now != calls {
			calls, last = now, time.Now()
		}
		if time.Since(last) > still || run.unseen() == 0 && time.Since(last) > 2*time.Second {
			break
		}
	}
	run.r.note("quiet %.1f s after the last act", time.Since(began).Seconds())
}

// unseen counts what was acknowledged and has not shown so far.
func (run *rush) unseen() int {
	run.mu.Lock()
	defer run.mu.Unlock()
	n := 0
	for _, d := range run.deeds {
		if d.heard() && !d.shown() {
			n++
		}
	}
	return n
}
