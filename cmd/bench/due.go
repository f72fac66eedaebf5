package main

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"time"

	"makegood/bot/slack/slacksim"
)

// A run about follow-ups: all of them fall due within a minute, each channel and each
// person takes one message a second, the service is killed again and again while it
// delivers, and the workspace does not always say what it did.

const (
	inARow   = 5                // messages that a channel takes at once
	settled  = 15 * time.Second // longer than the bot waits before it looks for a post in doubt
	overMost = 10 * time.Minute // without a new message it is over, whatever is missing
)

// followUps prepares the cases, lets them fall due and counts what was delivered.
func (s *stand) followUps(ctx context.Context, r *result) (judge func(*result, journals), err error) {
	all, err := s.prepare(ctx, r)
	if err != nil {
		return nil, err
	}
	before := s.w.Posted()
	s.w.Pace(inARow)
	mood := &mood{}
	s.w.Fault(mood.decide)
	began := time.Now()
	if err := s.launch(); err != nil {
		return nil, err
	}
	work, done := context.WithCancel(ctx)
	defer done()
	killed := make(chan error, 1)
	go func() { killed <- s.killAmid(work, r, before) }()
	err = s.delivered(ctx, all, before)
	done()
	if failed := <-killed; err == nil {
		err = failed
	}
	r.took = time.Since(began)
	s.w.Fault(nil)
	r.note("%d calls took effect and were not answered so, %d of them new messages; %d were refused (429, 500); channels refused besides",
		mood.doubt.Load(), mood.posts.Load(), mood.refused.Load())
	return func(r *result, kept journals) { s.judgeDue(r, kept, all, before) }, err
}

// killAmid kills the service when so many messages are out, at moments drawn beforehand: each is in the
// middle of the delivery, whatever the machine is fast at.
func (s *stand) killAmid(ctx context.Context, r *result, before int) error {
	at := make([]int, s.plan.kills)
	for i := range at {
		at[i] = rand.IntN(2 * s.plan.due * 95 / 100) //nolint:gosec // any moment will do
	}
	slices.Sort(at)
	for _, n := range at {
		for s.w.Posted()-before < n {
			if !sleep(ctx, 2*time.Millisecond) {
				return nil
			}
		}
		// Several may be drawn close together: then it dies soon after it began, or while it begins.
		if !sleep(ctx, time.Duration(rand.IntN(400))*time.Millisecond) { //nolint:gosec // as above
			return nil
		}
		one := s.all[rand.IntN(len(s.all))] //nolint:gosec // as above
		if err := one.kill(); err != nil {
			return err
		}
		r.kills++
		if err := one.start(); err != nil {
			return err
		}
	}
	return nil
}

// delivered waits until everything is out and what is in doubt would have come twice, or nothing comes any more.
func (s *stand) delivered(ctx context.Context, all []dueCase, before int) error {
	posted, last, complete := 0, time.Now(), false
	for {
		if !sleep(ctx, 200*time.Millisecond) {
			return ctx.Err()
		}
		if n := s.w.Posted(); n != posted {
			posted, last = n, time.Now()
			complete = whole(s.pings(all, before))
		}
		switch quiet := time.Since(last); {
		case complete && quiet > settled, quiet > overMost:
			return nil
		}
	}
}

// mood is how the workspace answers.
type mood struct{ doubt, posts, refused atomic.Int64 }

// doubtful are the answers that get lost when a call has taken effect.
var doubtful = []slacksim.Failure{
	{Status: 500, After: true},
	{Cut: true, After: true},
	{CutBody: true, After: true},
	{HTML: true, After: true},
	{Hang: hangs, Cut: true, After: true},
}

// decide is about every call but those a bot cannot start without: of a hundred, two take effect
// and are not answered so, three are told to wait and one is refused.
func (m *mood) decide(c slacksim.Call) *slacksim.Failure {
	if c.Method == "auth.test" || c.Method == "apps.connections.open" {
		return nil
	}
	switch n := rand.IntN(100); { //nolint:gosec // a mishap, not a secret
	case n < 2:
		m.doubt.Add(1)
		if c.Method == "chat.postMessage" {
			m.posts.Add(1)
		}
		return &doubtful[rand.IntN(len(doubtful))] //nolint:gosec // as above
	case n < 5:
		m.refused.Add(1)
		return &slacksim.Failure{Status: 429, RetryAfter: time.Second}
	case n < 6:
		m.refused.Add(1)
		return &slacksim.Failure{Status: 500}
	}
	return nil
}
