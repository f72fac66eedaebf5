package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"makegood/bot"
	"makegood/bot/slack"
	"makegood/bot/slack/slacksim"
	"makegood/dialogs"
)

// dueAfter is how long a follow-up waits in a run about them. The service at work in the preparation has a
// clock that is so far behind, so that they fall due when it is over, as if people had
// done all that then.
const dueAfter = 3 * time.Hour

// behind is that clock. It runs, and is moved on where follow-ups are to be due later.
type behind struct {
	mu    sync.Mutex
	least time.Time
}

func (c *behind) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := time.Now().Add(-dueAfter); now.After(c.least) {
		return now
	}
	return c.least
}

// moveTo lets the clock be no earlier than so.
func (c *behind) moveTo(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.After(c.least) {
		c.least = t
	}
}

// dueCase is a case that waits for its follow-up.
type dueCase struct{ id, owner, channel string }

// dueSpan is the time in which so many follow-ups fall due: a minute for 5,000.
func dueSpan(n int) time.Duration { return time.Duration(n) * time.Minute / 5000 }

// prepare brings as many cases as planned up to the wait for the follow-up: the real engine, with all that it
// stores and posts, takes what people do, without their waiting for what they see.
func (s *stand) prepare(ctx context.Context, r *result) (all []dueCase, err error) {
	clock := &behind{}
	service, err := slack.Connect(ctx, slack.Config{
		BotToken: s.w.BotToken(), AppToken: s.w.AppToken(), APIURL: s.w.APIURL(), Store: s.plan.store, Policy: s.rules,
	}, clock.now, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	life, end := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan error, 1)
	go func() { ended <- service.Run(life) }()
	defer func() { end(); err = errors.Join(err, <-ended) }()
	for until := time.Now().Add(patience); s.w.Sockets() < 2; {
		if !sleep(ctx, 10*time.Millisecond) || time.Now().After(until) {
			return nil, fmt.Errorf("%w: the bot did not connect", errStuck)
		}
	}
	way, err := s.scout(ctx)
	if err != nil {
		return nil, err
	}
	began := time.Now()
	all = make([]dueCase, s.plan.due)
	err = s.each(ctx, func(ctx context.Context, i int) (err error) {
		all[i], err = s.opened(ctx, service, i, way[:len(way)-1])
		return err
	})
	if err == nil {
		err = s.shown(ctx, all, len(way)-1)
	}
	if err != nil {
		return nil, err
	}
	// What is left is one press of each: then the wait begins.
	due := time.Now().Add(5*time.Second + time.Since(began)/2)
	var done atomic.Int64
	err = s.each(ctx, func(ctx context.Context, i int) error {
		clock.moveTo(due.Add(-dueAfter + dueSpan(int(done.Add(1)))))
		return press(ctx, service, all[i], way[len(way)-1])
	})
	if err == nil {
		err = s.shown(ctx, all, len(way))
	}
	r.note("prepared %d cases in %.1f s; the first follow-up was due %.1f s after that, all within %v",
		len(all), time.Since(began).Seconds(), time.Until(due).Seconds(), dueSpan(len(all)))
	return all, err
}

// hands is how many people act at the same time.
const hands = 8

// each does something for every case, in any order.
func (s *stand) each(ctx context.Context, do func(ctx context.Context, i int) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(hands)
	for i := range s.plan.due {
		g.Go(func() error { return do(ctx, i) })
	}
	return g.Wait()
}

// scout takes a case to its end by what its owner sees, and tells which presses lead to the wait.
func (s *stand) scout(ctx context.Context) (way []dialogs.Chose, err error) {
	p := newPilot(s.w, 0)
	p.acted = func(a slacksim.Action) {
		if part := strings.SplitN(a.Value, "|", 4); len(part) == 4 {
			way = append(way, dialogs.Chose{Act: dialogs.Act(part[1]), On: part[2], Value: part[3]})
		}
	}
	if err := p.visit(ctx, "it leaks", quickest); err != nil {
		return nil, err
	}
	if len(way) != len(quickest) {
		return nil, fmt.Errorf("%w: %d presses told of %d", errStuck, len(way), len(quickest))
	}
	return way[:toWait], nil
}

// toWait is how many of the quickest buttons lead to the wait for the follow-up.
const toWait = 3

var caseID = regexp.MustCompile(`\bR-\d+\b`)

// opened lets somebody open a case and go a part of the way.
func (s *stand) opened(ctx context.Context, service *slack.Service, i int, way []dialogs.Chose) (dueCase, error) {
	c := dueCase{owner: technician(i % s.plan.people).id, channel: channelID(i % s.plan.channels)}
	line := fmt.Sprintf("Mrs k%dz - it leaks", i+1)
	reply, err := handle(ctx, service, bot.Act{ID: "command:" + strconv.Itoa(i), User: c.owner, Channel: c.channel, Command: &line})
	if err != nil {
		return c, err
	}
	if c.id = caseID.FindString(reply.Say); c.id == "" {
		return c, fmt.Errorf("%w: no case for %q: %s", errStuck, line, reply.Say)
	}
	for _, one := range way {
		if err := press(ctx, service, c, one); err != nil {
			return c, err
		}
	}
	return c, nil
}

func press(ctx context.Context, service *slack.Service, c dueCase, what dialogs.Chose) error {
	reply, err := handle(ctx, service, bot.Act{ID: "press:" + c.id + what.On, User: c.owner, Case: c.id, Event: what})
	if err == nil && reply.Say != "" {
		err = fmt.Errorf("%w: %s at %s: %s", errStuck, what.Act, c.id, reply.Say)
	}
	return err
}

// handle does it again where the service has too much to do: it is the same delivery.
func handle(ctx context.Context, service *slack.Service, a bot.Act) (reply bot.Reply, err error) {
	for until := time.Now().Add(patience); time.Now().Before(until); {
		if reply, err = service.Handle(ctx, a); err == nil || !sleep(ctx, time.Second) {
			break
		}
	}
	return reply, err
}

// shown waits until every case shows so many steps behind the first.
func (s *stand) shown(ctx context.Context, all []dueCase, steps int) error {
	for until := time.Now().Add(patience); ; {
		there := map[string]bool{}
		for _, m := range s.w.Posts() {
			effect, _ := m.Payload["id"].(string)
			there[effect] = true
		}
		missing := 0
		for _, c := range all {
			if !there[c.id+"/step-"+strconv.Itoa(steps+1)] {
				missing++
			}
		}
		switch {
		case missing == 0:
			return nil
		case time.Now().After(until):
			return fmt.Errorf("%w: %d cases do not show their step %d", errStuck, missing, steps+1)
		case !sleep(ctx, 500*time.Millisecond):
			return ctx.Err()
		}
	}
}
