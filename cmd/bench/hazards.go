package main

import (
	"context"
	"math/rand/v2"
	"time"

	"makegood/bot/slack/slacksim"
)

// hazard is something that goes wrong from now on until ctx ends.
type hazard struct {
	name  string
	begin func(ctx context.Context, w *slacksim.Workspace)
}

// storm is everything at once, short of the kills.
var storm = []hazard{
	{"every 10th delivery comes twice", func(ctx context.Context, w *slacksim.Workspace) {
		w.Mishaps(func(slacksim.Envelope) slacksim.Mishap { return slacksim.Mishap{Twice: oneIn(10)} })
		<-ctx.Done()
		w.Mishaps(nil)
	}},
	{"every 20th call of the Web API fails", func(ctx context.Context, w *slacksim.Workspace) {
		during(ctx, w, func() *slacksim.Failure {
			if !oneIn(20) {
				return nil
			}
			return &failures[rand.IntN(len(failures))] //nolint:gosec // any will do
		})
	}},
	{"a socket is cut every 2 s", func(ctx context.Context, w *slacksim.Workspace) {
		for n := 1; sleep(ctx, 2*time.Second); n++ {
			if n%3 == 0 { // now and then all at once, without a word
				w.CutSockets()
			} else {
				w.DisconnectOne("refresh_requested")
			}
		}
	}},
}

// silence is a Web API that takes calls and never answers.
var silence = []hazard{
	{"every call of the Web API hangs", func(ctx context.Context, w *slacksim.Workspace) {
		during(ctx, w, func() *slacksim.Failure { return &slacksim.Failure{Hang: time.Hour, Cut: true} })
	}},
}

// failures are the ways in which a call fails, before it took effect and after.
var failures = []slacksim.Failure{
	{Status: 429, RetryAfter: time.Second},
	{Status: 500},
	{Status: 500, After: true},
	{Cut: true},
	{Cut: true, After: true},
	{CutBody: true},
	{CutBody: true, After: true},
	{HTML: true},
	{HTML: true, After: true},
	{Hang: hangs, Cut: true},
	{Hang: hangs, Cut: true, After: true},
}

// hangs is longer than a client waits that means to acknowledge within three seconds.
const hangs = 8 * time.Second

// during decides about every call of the Web API but those a bot cannot start without.
func during(ctx context.Context, w *slacksim.Workspace, decide func() *slacksim.Failure) {
	w.Fault(func(c slacksim.Call) *slacksim.Failure {
		if c.Method == "auth.test" || c.Method == "apps.connections.open" {
			return nil
		}
		return decide()
	})
	<-ctx.Done()
	w.Fault(nil)
}

func oneIn(n int) bool { return rand.IntN(n) == 0 } //nolint:gosec // a mishap, not a secret
