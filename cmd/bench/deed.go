package main

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"makegood/bot/slack/slacksim"
	"makegood/dialogs"
	"makegood/prompts"
)

// deed is one thing somebody did, and what became of it on their own screen.
type deed struct {
	kind   string
	crew   *crew
	who    person
	action slacksim.Action
	ref    string // what was typed, unlike anything else; the store must keep it once
	press  string // the pressKey of a button
	double bool   // somebody presses the same button at the same moment
	seen   func() bool

	due, began time.Time
	since      string // when it began, on the workspace's clock
	answers    bool   // one answer to it in private is right
	void       bool   // it was not there any more, so nothing was sent
	refused    bool   // a form that stayed open with what to mend
	covered    bool   // a form that another one has replaced, with whatever the answer was
	untaken    bool   // Slack gave up on telling us of it; nobody was told that it is done
	sorry      string // what they were told of an outage

	mu  sync.Mutex
	saw bool // what was due was on their screen
}

// heard reports whether they take it for done.
func (d *deed) heard() bool {
	return d.sorry == "" && !d.void && !d.refused && !d.covered && !d.untaken
}

var unlikeAny = regexp.MustCompile(`k[0-9]+z`) // see crew.unique

// among reports whether it is a message that one of these events tells of.
func (d *deed) among(events []slacksim.Envelope) bool {
	word := unlikeAny.FindString(d.action.Text)
	return d.action.Do == "say" && word != "" && slices.ContainsFunc(events, func(e slacksim.Envelope) bool {
		return unlikeAny.FindString(e.Text) == word
	})
}

func (d *deed) mark() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.saw = true
}

func (d *deed) shown() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.saw
}

// do does it and waits for the acknowledgement, or for Slack to say that there is none.
func (d *deed) do(r *result) {
	d.began = time.Now()
	d.since = d.crew.clock()
	err := d.crew.w.Act(d.who.key, d.action)
	took := time.Since(d.due)
	switch {
	case errors.Is(err, slacksim.ErrUndelivered):
		d.sorry = err.Error()
	case err != nil:
		d.void = true
	case d.action.Do == "submit":
		d.submitted()
	case strings.HasPrefix(d.action.Text, "/"):
		for _, m := range d.crew.w.Private(d.who.key, d.since) {
			if outage(m.Read()) && !ofPress.MatchString(m.Read()) {
				d.sorry = m.Read()
			}
		}
	case d.action.Do == "say": // an event: nobody is told of its acknowledgement
		return
	}
	if d.heard() {
		r.waited(toAnswer, took-d.began.Sub(d.due))
		r.waited(toHear, took)
		r.waited(toHear+", "+d.kind, took)
	}
}

// submitted looks at the form that was sent: gone, or still there with a reason.
func (d *deed) submitted() {
	form, open := d.crew.w.Dialog(d.who.key)
	if !open || form.ID != d.action.ViewID {
		d.covered = open
		return
	}
	d.sorry = form.Failed
	for _, why := range form.Errors {
		d.refused = true
		d.mark()
		if outage(why) {
			d.sorry = why
		}
	}
	_ = d.crew.w.Act(d.who.key, slacksim.Action{Do: "close", ViewID: form.ID}) // they give up on it
}

// watch looks until the screen shows what is due.
func (d *deed) watch(ctx context.Context, r *result) {
	const soon, most = time.Second, 3 * time.Second
	least := 2 * time.Millisecond
	if r.plan.hang { // there is nothing to see for long, and looking costs what the bot needs
		least = soon
	}
	for !d.shown() {
		if d.seen() {
			d.mark()
			break
		}
		took := time.Since(d.began)
		wait := max(least, took/10) // to a tenth is exact enough
		if took > soon {            // and looking costs: later to a third
			wait = min(most, took/3)
		}
		if !sleep(ctx, wait) {
			return
		}
	}
	r.waited(toSee, time.Since(d.due))
	r.waited(toSee+", "+d.kind, time.Since(d.due))
}

// below is the thread it was done in, as it is in the end.
func (d *deed) below() string {
	var text strings.Builder
	for _, m := range d.crew.w.Thread(d.action.Channel, d.action.ThreadTS) {
		head, _, _ := strings.Cut(m.Read(), "\n")
		text.WriteString("    " + m.TS + " " + head + "\n")
	}
	return text.String()
}

// sleep reports whether it was not interrupted.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// The rows of a rate run.
const (
	toBegin  = "due to begun"
	toAnswer = "begun to acknowledged" // what the bot takes for it; the rest is the people's own slowness
	toHear   = "due to acknowledged"
	toSee    = "due to visible"
)

// sorries are the beginnings of what the bot says when it could not keep something.
var sorries = func() []string {
	words, err := prompts.Load()
	if err != nil {
		return nil // the bot does not start either
	}
	english, _ := words.In("en")
	var all []string
	for _, p := range []dialogs.Phrase{dialogs.DeskNotKept, dialogs.DeskUnsure} {
		text, _, _ := strings.Cut(english.Text(dialogs.Line{Phrase: p, Slots: dialogs.Slots{"reference": "\x01"}}), "\x01")
		all = append(all, text)
	}
	return all
}()

// ofPress is a reference to a press, which ends in a time: such a sentence is sent after
// the acknowledgement and may come when its person is already at the next thing.
var ofPress = regexp.MustCompile(`\d\.\d{6}$`)

// outage reports whether a text tells somebody that what they did may be lost.
func outage(text string) bool {
	if strings.Contains(text, "failed with the error") { // Slack's own, for a command
		return true
	}
	for _, s := range sorries {
		if strings.HasPrefix(text, s) {
			return true
		}
	}
	return false
}
