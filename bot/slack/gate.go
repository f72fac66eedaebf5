package slack

import (
	"sync"
	"time"

	"makegood/bot"
)

// gate holds back what Slack asked to be held back, by method and channel, so that a
// channel's other cases do not run into the same wall. Slack takes bursts, so nothing
// is held back before it asks; from then on the channel is served at the documented
// rate, until it was quiet for a while.
type gate struct {
	now func() time.Time

	mu   sync.Mutex
	shut map[string]*pace
}

// pace is a method and channel that Slack once had enough of.
type pace struct {
	free time.Time // when the next call may be made
	last time.Time // when Slack asked last
	next time.Time // the turn of whoever is sent away next: each gets one of their own
}

const (
	paceEvery  = time.Second // "one message per second per channel"
	paceForget = time.Minute
)

func newGate(now func() time.Time) *gate { return &gate{now: now, shut: map[string]*pace{}} }

// pass says whether a call may be made now; if not, it is a [bot.Trouble] that says
// when.
func (g *gate) pass(key string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	p := g.shut[key]
	if p == nil {
		return nil
	}
	now := g.now()
	free := !now.Before(p.free)
	switch {
	case free && now.Sub(p.last) > paceForget:
		delete(g.shut, key)
		return nil
	case free:
		p.free = now.Add(paceEvery)
		return nil
	}
	turn := p.free
	if turn.Before(p.next) {
		turn = p.next
	}
	p.next = turn.Add(paceEvery)
	return &bot.Trouble{Kind: bot.Busy, After: turn.Sub(now), Err: errHeld}
}

// close keeps everybody from a call for as long as Slack asked.
func (g *gate) close(key string, wait time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	p := g.shut[key]
	if p == nil {
		p = &pace{}
		g.shut[key] = p
	}
	p.free, p.last = now.Add(wait), now
}
