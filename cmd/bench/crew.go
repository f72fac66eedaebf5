package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"makegood/bot/slack/slacksim"
)

// crew is a technician with a manager, at one case at a time. They do one thing
// after the other, and know nothing but what is on their screens.
type crew struct {
	w           *slacksim.Workspace
	owner, boss person
	channel     string
	typed       *atomic.Int64 // how much was typed so far, by all

	mu     sync.Mutex
	card   string            // of the case at hand
	at     map[string]string // the card of the case in which somebody last pressed something, by key
	latest []*deed
	told   map[string]told // by key
	empty  string          // the form that was open when they last looked
	since  time.Time       // when they first saw it
}

func newCrew(w *slacksim.Workspace, n, channels int, typed *atomic.Int64) *crew {
	return &crew{w: w, owner: technician(n), boss: manager(n), channel: channelID(n % channels), typed: typed, at: map[string]string{}, told: map[string]told{}}
}

// next is what they do now: what an open form asks for, else any of the acts that
// their screens allow, by the shares of the mix.
func (c *crew) next() []*deed {
	for _, who := range []person{c.owner, c.boss} {
		if form, open := c.w.Dialog(who.key); open {
			if c.waits(form) {
				continue
			}
			c.opened(who)
			if d := c.fill(who, form); d != nil {
				return c.remember(d)
			}
		}
	}
	s := c.look()
	left := append([]act(nil), acts...)
	for {
		all := 0
		for _, a := range left {
			all += a.share
		}
		n := rand.IntN(all) //nolint:gosec // a mix, not a secret
		i := 0
		for ; n >= left[i].share; i++ {
			n -= left[i].share
		}
		if deeds := left[i].find(c, s); len(deeds) > 0 {
			for _, d := range deeds {
				d.kind = left[i].name
			}
			return c.remember(deeds...)
		}
		left = append(left[:i], left[i+1:]...)
	}
}

// waits reports whether a form is new and has nothing to send: the bot may be about
// to fill it.
func (c *crew) waits(form slacksim.Modal) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.empty != form.ID {
		c.empty, c.since = form.ID, time.Now()
	}
	return form.View["submit"] == nil && time.Since(c.since) < 5*time.Second
}

// remember keeps what they did last, whose outcome may still be to come.
func (c *crew) remember(all ...*deed) []*deed {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.latest = all
	for _, d := range all {
		d.crew = c
	}
	return all
}

// settled reports whether what they did last has shown.
func (c *crew) settled() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, d := range c.latest {
		if !d.shown() && d.heard() {
			return false
		}
	}
	return true
}

// opened notes that a form is there: that is what a press of theirs was to show.
func (c *crew) opened(who person) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, d := range c.latest {
		if d.who == who && d.seen != nil && d.ref == "" {
			d.mark()
		}
	}
}

// sight is what is on their screens of the case at hand.
type sight struct {
	thread []slacksim.Shown // the card and what is below it; nothing before there is one
	over   bool             // the case is closed
}

func (c *crew) look() sight {
	c.mu.Lock()
	card := c.card
	c.mu.Unlock()
	s := sight{thread: c.w.Thread(c.channel, card)}
	s.over = len(s.thread) > 0 && strings.Contains(s.thread[0].Read(), "Recovered:")
	return s
}

// clock is the workspace's time as a message of now would carry it.
func (c *crew) clock() string {
	now := c.w.Now().UnixMicro()
	return fmt.Sprintf("%d.%06d", now/1e6, now%1e6)
}

// unique is a word that nobody typed before.
func (c *crew) unique() string { return fmt.Sprintf("k%dz", c.typed.Add(1)) }

// answered reports whether somebody was told something in private since then. A whole
// screen is costly: whoever has waited for long takes one that is a little old.
func (c *crew) answered(who person, since string) bool {
	now := c.w.Now()
	c.mu.Lock()
	defer c.mu.Unlock()
	last := c.told[who.key]
	if now.Sub(last.seen) > now.Sub(at(since))/5 || last.seen.Before(at(since)) {
		last = told{seen: now}
		if all := c.w.Private(who.key, ""); len(all) > 0 {
			last.newest = all[len(all)-1].TS
		}
		c.told[who.key] = last
	}
	return last.newest >= since
}

// told is when somebody's screen was looked at, and their newest private message.
type told struct {
	seen   time.Time
	newest string
}

// reads reports whether the bot says something with that word there.
func reads(list []slacksim.Shown, ref string) (slacksim.Shown, bool) {
	for _, m := range list {
		if m.User == slacksim.BotUser && strings.Contains(m.Read(), ref) {
			return m, true
		}
	}
	return slacksim.Shown{}, false
}

// open types the one-liner; its card becomes the case at hand.
func (c *crew) open() *deed {
	ref, since := c.unique(), c.clock()
	return &deed{
		crew: c, kind: "opening", who: c.owner, ref: ref,
		action: slacksim.Action{Do: "say", Channel: c.channel, Text: "/recover Mrs " + ref + " - no hot water, second visit"},
		seen:   func() bool { return c.newCard(ref, since) },
	}
}

func (c *crew) newCard(ref, since string) bool {
	m, found := reads(c.w.Roots(c.channel, since), ref)
	if found {
		c.mu.Lock()
		c.card = m.TS
		c.mu.Unlock()
	}
	return found
}

// shows reports whether some words are to be seen below any card of their channel.
func (c *crew) shows(ref string) bool {
	for _, card := range c.w.Roots(c.channel, "") {
		if _, found := reads(c.w.Thread(c.channel, card.TS), ref); found && ref != "" {
			return true
		}
	}
	return false
}

// begin opens their first case before the clock of a run starts.
func (c *crew) begin(until time.Time) error {
	for time.Now().Before(until) {
		d := c.open()
		if err := c.w.Act(d.who.key, d.action); err != nil {
			return err
		}
		for tries := time.Now().Add(5 * time.Second); time.Now().Before(tries); time.Sleep(10 * time.Millisecond) {
			if d.seen() && len(c.look().thread) > 1 {
				return nil
			}
		}
	}
	return fmt.Errorf("%w: %s cannot open a case", errStuck, c.owner.name)
}
