package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"makegood/bot/slack/slacksim"
)

// pilot is a technician who takes cases from opening to closing, with a manager
// who answers for them. Each knows nothing but what is on the screen: they press
// what they are shown, and press again when they are told that it failed.
type pilot struct {
	w           *slacksim.Workspace
	owner, boss string // keys of people
	called      string // the owner's name
	channel     string
	early       bool                     // checks in at once instead of waiting for the follow-up
	pressed     func(took time.Duration) // told of what the bot acknowledged
	moved       func(took time.Duration) // told of how long the next message or form took to show
	decided     func(took time.Duration) // told of how long a decision took to show on its card
	acted       func(slacksim.Action)    // told of what was pressed by its label
	deciding    time.Time                // when one was sent that does not show yet
	at          string                   // how far the case is
	since       time.Time                // when something was first done there
}

// patience is how long a case may show nothing new before it counts as stuck.
const patience = 90 * time.Second

// errStuck says that a case went no further.
var errStuck = errors.New("stuck")

// recovered reports whether a case has come to its end.
func recovered(thread []slacksim.Shown) bool {
	return strings.Contains(thread[0].Read(), "Recovered:") && strings.Contains(thread[len(thread)-1].Read(), "It is done.")
}

// play takes the case below that card as far as it is to go.
func (p *pilot) play(ctx context.Context, card string, over func(thread []slacksim.Shown) bool) error {
	var last string
	deadline := time.Now().Add(patience)
	for {
		changed := p.w.Watch()
		thread := p.thread(card)
		if len(thread) == 0 {
			return fmt.Errorf("%w: the card is gone", errStuck)
		}
		p.looked(thread)
		if over(thread) {
			return nil
		}
		now := p.sight(card)
		if now != last {
			last, deadline = now, time.Now().Add(patience)
		}
		p.went(card)
		began := time.Now()
		if p.act(thread) {
			if p.since.IsZero() {
				p.since = began
			}
			if err := p.watch(ctx, card, now); err != nil {
				return err
			}
			continue
		}
		if err := wait(ctx, changed, 200*time.Millisecond); err != nil {
			return err
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("%w at:\n%s", errStuck, thread[len(thread)-1].Read())
		}
	}
}

// looked notes that a decision shows.
func (p *pilot) looked(thread []slacksim.Shown) {
	if !p.deciding.IsZero() && !slices.ContainsFunc(thread, func(m slacksim.Shown) bool { return !decidedOn(m) }) {
		if p.decided != nil {
			p.decided(time.Since(p.deciding))
		}
		p.deciding = time.Time{}
	}
}

func (p *pilot) thread(card string) []slacksim.Shown { return p.w.Thread(p.channel, card) }

// sight is what both see of the case, to notice that it changes.
func (p *pilot) sight(card string) string {
	var b strings.Builder
	for _, m := range p.thread(card)[1:] {
		b.WriteString(m.Read())
	}
	for _, who := range []string{p.owner, p.boss} {
		d, _ := p.w.Dialog(who)
		b.WriteString(d.ID)
	}
	return b.String()
}

// went notes that the case has gone on from where something was first done.
func (p *pilot) went(card string) {
	at := p.step(card)
	if at == p.at {
		return
	}
	if !p.since.IsZero() && p.moved != nil {
		p.moved(time.Since(p.since))
	}
	p.at, p.since = at, time.Time{}
}

// step is how far the case has come for both, whatever words are in a message.
func (p *pilot) step(card string) string {
	boss, _ := p.w.Dialog(p.boss)
	owner, _ := p.w.Dialog(p.owner)
	return fmt.Sprint(len(p.thread(card)), boss.ID, owner.ID)
}

// watch gives what was done a second to show, as people do before they press again.
func (p *pilot) watch(ctx context.Context, card, before string) error {
	for until := time.Now().Add(time.Second); time.Now().Before(until); {
		changed := p.w.Watch()
		if p.sight(card) != before {
			return nil
		}
		if err := wait(ctx, changed, 200*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

func wait(ctx context.Context, changed <-chan struct{}, most time.Duration) error {
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-changed:
	case <-timer.C:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// act does one thing, if there is one to do.
func (p *pilot) act(thread []slacksim.Shown) bool {
	for _, who := range []string{p.owner, p.boss} {
		if d, open := p.w.Dialog(who); open {
			p.fill(who, d)
			return true
		}
	}
	what, boss, found := next(thread)
	switch {
	case !found || what.Label == later && !p.early:
		return false
	case boss:
		p.do(p.boss, what.Action)
	default:
		p.do(p.owner, what.Action)
	}
	return true
}

// fill sends the open form, or closes one that came too late.
func (p *pilot) fill(who string, d slacksim.Modal) {
	answers, known := forms[d.Form()]
	if !known || len(d.Errors) > 0 {
		p.do(who, slacksim.Action{Do: "close", ViewID: d.ID})
		return
	}
	if d.Form() == "less" {
		p.deciding = time.Now()
	}
	p.do(who, slacksim.Action{Do: "submit", ViewID: d.ID, Values: filled(d, answers)})
}

// do acts and tells how long the bot took to acknowledge it. What failed the
// person was told on the screen; what is there then decides what is done next.
func (p *pilot) do(who string, a slacksim.Action) {
	began := time.Now()
	if err := p.w.Act(who, a); err == nil && p.pressed != nil {
		p.pressed(time.Since(began))
	}
}

// open types the one-liner and waits for the card. It types again when Slack says
// that the command failed and no card has come of it.
func (p *pilot) open(ctx context.Context, line string) (card string, took time.Duration, err error) {
	after := p.newest()
	for range 20 {
		began := time.Now()
		if err := p.w.Act(p.owner, slacksim.Action{Do: "say", Channel: p.channel, Text: "/recover " + line}); err != nil {
			return "", 0, err
		}
		if card, err = p.card(ctx, after, 15*time.Second); card != "" || err != nil {
			return card, time.Since(began), err
		}
	}
	return "", 0, fmt.Errorf("%w: no card for %q", errStuck, line)
}

// newest is the ts of the channel's latest message.
func (p *pilot) newest() string {
	roots := p.w.Roots(p.channel, "")
	if len(roots) == 0 {
		return ""
	}
	return roots[len(roots)-1].TS
}

// card waits for the next card that names the owner.
func (p *pilot) card(ctx context.Context, after string, most time.Duration) (string, error) {
	for until := time.Now().Add(most); time.Now().Before(until); {
		changed := p.w.Watch()
		for _, m := range p.w.Roots(p.channel, after) {
			if strings.Contains(m.Read(), "\n"+p.called+" owns it") {
				return m.TS, nil
			}
		}
		if err := wait(ctx, changed, 200*time.Millisecond); err != nil {
			return "", err
		}
	}
	return "", nil
}
