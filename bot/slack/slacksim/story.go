package slacksim

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// Patience is how long an Actor waits for something to appear: long, for a machine with other work to do.
const Patience = time.Minute

// Actor is a person in a test. What cannot be done fails the test and prints what the person sees.
type Actor struct {
	w        *Workspace
	t        testing.TB
	key, in  string // in: channel id
	threadOf string // thread a button was last reached for in
	since    string // when their client was loaded; "" is always
	only     bool   // they look at that channel alone
}

// Person is who acts in a test, at first in the first channel of the workspace.
func (w *Workspace) Person(t testing.TB, key string) *Actor {
	t.Helper()
	p, known := w.person(key)
	if !known {
		t.Fatalf("nobody here is called %q", key)
	}
	return &Actor{w: w, t: t, key: p.Key, in: w.rooms[0].ID}
}

// In is the same person in another channel, which is then all they look at, with whatever form is open before them.
func (a *Actor) In(channel string) *Actor {
	a.t.Helper()
	r := a.w.room(channel)
	if r == nil {
		a.t.Fatalf("there is no channel %q", channel)
	}
	return &Actor{w: a.w, t: a.t, key: a.key, in: r.ID, since: a.since, only: true}
}

// InDM is the same person in the direct messages with the bot.
func (a *Actor) InDM() *Actor {
	p, _ := a.w.person(a.key)
	return a.In("D" + p.ID[1:])
}

// Command types a slash command and waits until the bot acknowledged it or Slack gave up.
func (a *Actor) Command(text string) {
	a.t.Helper()
	a.do(Action{Do: "say", Channel: a.in, Text: text})
}

// Say posts in the channel.
func (a *Actor) Say(text string) {
	a.t.Helper()
	a.do(Action{Do: "say", Channel: a.in, Text: text})
}

// Reply posts in the thread the person last reached for a button in, else in the one with the latest message.
func (a *Actor) Reply(text string) {
	a.t.Helper()
	thread := a.threadOf
	if thread == "" {
		thread = a.latestThread()
	}
	channel, ts, _ := strings.Cut(thread, "/")
	a.ReplyTo(channel, ts, text)
}

// ReplyTo posts in a thread.
func (a *Actor) ReplyTo(channel, ts, text string) {
	a.t.Helper()
	a.do(Action{Do: "say", Channel: channel, ThreadTS: ts, Text: text})
}

func (a *Actor) latestThread() string {
	a.t.Helper()
	found := ""
	a.until("a message to reply to", func(s Screen) bool {
		all := slices.DeleteFunc(s.newestFirst(), func(m Shown) bool { return m.Ephemeral })
		threads := slices.DeleteFunc(slices.Clone(all), func(m Shown) bool { return m.ThreadTS == "" })
		switch {
		case len(threads) > 0:
			found = threadKey(threads[0].channel, threads[0].ThreadTS)
		case len(all) > 0:
			found = threadKey(all[0].channel, all[0].TS)
		}
		return found != ""
	})
	return found
}

// Button is something to press as it looked when it was grabbed; it stays so when the message changes, as on
// a phone that has not heard of it yet.
type Button struct {
	actor  *Actor
	action Action
}

// Press presses the newest button or option of that text (else the only one that begins so), in the open
// dialog if there is one, and waits until the bot acknowledged it. If it did not, the person's screen shows
// the warning; the test goes on.
func (a *Actor) Press(label string) {
	a.t.Helper()
	for {
		b := a.Grab(label)
		err := a.w.Act(a.key, b.action)
		if errors.Is(err, errGone) { // it was redrawn between the look and the press: they press again
			continue
		}
		a.did(err)
		return
	}
}

// Grab finds what Press would press, without pressing it.
func (a *Actor) Grab(label string) Button {
	a.t.Helper()
	var found Action
	a.until("a button "+label, func(s Screen) (ok bool) {
		found, ok = s.button(label)
		return ok
	})
	if found.ViewID == "" {
		found.stale = a.w.asShown(a.key, found)
		a.threadOf = threadKey(found.Channel, cmp.Or(found.ThreadTS, found.TS))
	}
	return Button{actor: a, action: found}
}

// button looks for a label exactly, then for its beginning, each from the newest message back.
func (s Screen) button(label string) (Action, bool) {
	var groups [][]control
	if n := len(s.Modals); n > 0 {
		top := s.Modals[n-1]
		groups = append(groups, controls(items(top.View, "blocks"), Action{ViewID: top.ID}))
	}
	for _, m := range s.newestFirst() {
		groups = append(groups, controls(m.Blocks, Action{Channel: m.channel, TS: m.TS, ThreadTS: m.ThreadTS}))
	}
	matching := func(fits func(string) bool) []control {
		for _, group := range groups {
			found := slices.DeleteFunc(slices.Clone(group), func(c control) bool { return !fits(c.label) })
			if len(found) > 0 {
				return found
			}
		}
		return nil
	}
	if found := matching(func(l string) bool { return l == label }); len(found) > 0 {
		return found[0].action, true
	}
	found := matching(func(l string) bool { return Begins(l, label) })
	if len(found) != 1 {
		return Action{}, false
	}
	return found[0].action, true
}

// Begins reports whether a label begins with whole words: "Late" is no beginning of "Later".
func Begins(label, words string) bool {
	rest, ok := strings.CutPrefix(label, words)
	next, _ := utf8.DecodeRuneInString(rest)
	return ok && (strings.HasSuffix(words, " ") || !unicode.IsLetter(next) || rest == "")
}

// asShown keeps the message a button is on.
func (w *Workspace) asShown(key string, a Action) object {
	w.mu.Lock()
	defer w.mu.Unlock()
	if m := w.byTS[threadKey(a.Channel, a.TS)]; m != nil {
		return w.messageJSON(m, false)
	}
	p, _ := w.person(key)
	if e := w.private(p.ID, a.Channel, a.TS); e != nil {
		return object{"blocks": anyList(copied(e.Blocks))}
	}
	return nil
}

// Press presses it as it was. Several goroutines may press one button.
func (b Button) Press() {
	b.actor.t.Helper()
	b.actor.do(b.action)
}

// Reload starts the person's client anew: what only they saw is gone from it.
func (a *Actor) Reload() {
	a.w.mu.Lock()
	defer a.w.mu.Unlock()
	a.since = a.w.nextTS("clients")
}

// Sees waits for a text anywhere on the person's screen.
func (a *Actor) Sees(text string) {
	a.t.Helper()
	a.until(text, func(s Screen) bool { return strings.Contains(spaced(s.String()), spaced(text)) })
}

// SeesNot fails if the text is on the screen now.
func (a *Actor) SeesNot(text string) {
	a.t.Helper()
	if screen := a.Screen(); strings.Contains(spaced(screen), spaced(text)) {
		a.t.Fatalf("%s sees %q, which should not be there:\n%s", a.key, text, screen)
	}
}

// spaced makes line breaks and runs of spaces one space, so that a text is found however it is laid out.
func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// Screen is everything the person sees, as text; buttons are [label].
func (a *Actor) Screen() string { return a.look().String() }

// Ephemerals are the messages only this person sees, oldest first.
func (a *Actor) Ephemerals() []string {
	s := a.look()
	var out []string
	for _, m := range slices.Backward(s.newestFirst()) {
		if !m.Ephemeral {
			continue
		}
		out = append(out, s.words(m))
	}
	return out
}

func (a *Actor) look() Screen {
	s, _ := a.w.Screen(a.key) // Person saw to it that the key is known
	s.forget(a.since)
	if a.only {
		s.leave(a.in)
	}
	return s
}

func (a *Actor) do(action Action) {
	a.t.Helper()
	a.did(a.w.Act(a.key, action))
}

func (a *Actor) did(err error) {
	a.t.Helper()
	if err != nil && !errors.Is(err, ErrUndelivered) {
		a.t.Fatalf("%s: %v\n%s", a.key, err, a.Screen())
	}
}

// until waits for the screen to be as wanted, looking again whenever anything changed.
func (a *Actor) until(wanted string, as func(Screen) bool) {
	a.t.Helper()
	timeout := time.NewTimer(Patience)
	defer timeout.Stop()
	for {
		a.w.mu.Lock()
		changed := a.w.changed
		a.w.mu.Unlock()
		if as(a.look()) {
			return
		}
		select {
		case <-changed:
		case <-timeout.C:
			a.t.Fatalf("%s waited in vain for %q and sees:\n%s", a.key, wanted, a.Screen())
		}
	}
}
