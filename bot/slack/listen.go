package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	slackapi "github.com/slack-go/slack"
	"golang.org/x/sync/errgroup"

	"makegood/bot"
)

// Handler takes what people did. The engine is one.
type Handler interface {
	Handle(ctx context.Context, a bot.Act) (bot.Reply, error)
}

// listener turns envelopes into acts and acknowledges them once they are kept.
//
// It has two connections. Before Slack closes one, the next is open, and the old one
// is read to its end; so the refresh of one opens no gap, and a cut of one only a
// short one. An acknowledgement that cannot be written where the envelope came from
// goes out on the other.
type listener struct {
	api     *slackapi.Client
	me      identity
	handler Handler
	log     *slog.Logger
	acked   func(time.Duration)
	fatal   func(error) // ends the service

	under sync.WaitGroup // acts being handled
	slots chan struct{}
	mu    sync.Mutex
	live  []*socket // the newest last
	full  bool      // nothing new is taken
	kept  map[string]*delivery
	swept time.Time
}

// identity is who we are to Slack: what concerns another app or workspace is not ours.
type identity struct {
	User, Team, Org string
	Home            string // the workspace's address, ending in a slash
	Words           refusals
}

// refusals are the sentences for what never reaches the engine.
type refusals struct {
	Unread, Wait, Title string
	Outsider            func() string // the company may be called otherwise by now
}

const (
	seats    = 2
	atOnce   = 4096 // acts being handled at the same time; people wait no longer than three seconds for one
	ackLate  = 2500 * time.Millisecond
	uiWait   = 2500 * time.Millisecond
	shortest = time.Second      // a connection that lived shorter counts as a failure
	fewest   = 5                // so many of them are nothing, where Slack announced it
	overlap  = 2 * time.Second  // in which both the old and the new connection are read
	crowded  = 30 * time.Second // wait where ten connections are open already
	againMin = 100 * time.Millisecond
	againMax = 30 * time.Second
)

func newListener(api *slackapi.Client, me identity, h Handler, fatal func(error), lg *slog.Logger) *listener {
	return &listener{api: api, me: me, handler: h, fatal: fatal, acked: func(time.Duration) {}, log: lg, slots: make(chan struct{}, atOnce), kept: map[string]*delivery{}}
}

// run reads until ctx ends or Slack does not want us any more, then waits until what
// was read is handled and its acknowledgements are on the wire.
func (l *listener) run(ctx context.Context) error {
	var all errgroup.Group
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	for n := range seats {
		all.Go(func() error { defer stop(); return l.seat(ctx, n) })
	}
	err := all.Wait()
	l.mu.Lock()
	l.full = true
	l.mu.Unlock()
	l.under.Wait()
	var closing sync.WaitGroup
	for _, s := range l.open() {
		closing.Go(s.close)
	}
	closing.Wait()
	return err
}

// add reads a connection until it ends.
func (l *listener) add(s *socket) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.live = append(l.live, s)
	go func() { // ends with the connection, which run closes and waits for
		s.read(func(f frame) { l.receive(s, f) })
		l.mu.Lock()
		defer l.mu.Unlock()
		l.live = slices.DeleteFunc(l.live, func(other *socket) bool { return other == s })
	}()
}

func (l *listener) open() []*socket {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.live)
}

// receive hands an envelope to a goroutine of its own; the order of two acts on one
// case is decided by the store. What is not taken is not acknowledged: Slack tells
// the person, or sends it again.
func (l *listener) receive(s *socket, f frame) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.full {
		return
	}
	select {
	case l.slots <- struct{}{}:
		l.under.Go(func() { l.take(s, f) })
	default:
		l.log.Error("too much at once: an envelope was not taken", "envelope", f.EnvelopeID, "type", f.Type)
	}
}

func (l *listener) take(s *socket, f frame) {
	came := time.Now()
	free := sync.OnceFunc(func() { <-l.slots }) // what follows the acknowledgement holds up nobody
	defer free()
	defer func() {
		if p := recover(); p != nil { // not acknowledged: the person is told, or Slack sends it again
			l.log.Error("could not take an envelope", "envelope", f.EnvelopeID, "panic", p, "stack", string(debug.Stack()))
		}
	}()
	ack := func(payload any) {
		defer free()
		err := l.ack(s, f.EnvelopeID, payload)
		l.acked(time.Since(came))
		if took := time.Since(came); err != nil || took > ackLate {
			l.log.Error("an acknowledgement was late or failed", "envelope", f.EnvelopeID, "took", took, "err", err)
		}
	}
	ctx := context.Background() // what is begun is finished
	var err error
	switch f.Type {
	case "slash_commands":
		err = l.command(ctx, s.app, f.Payload, ack)
	case "interactive":
		err = l.interaction(ctx, s.app, f.Payload, ack)
	case "events_api":
		err = l.event(ctx, s.app, f.Payload, ack)
	default: // of no interest to us, whatever it is
		l.log.Warn("an envelope of a kind we do not know", "envelope", f.EnvelopeID, "type", f.Type)
		ack(nil)
	}
	if err != nil {
		l.log.Error("trouble with an envelope", "envelope", f.EnvelopeID, "type", f.Type, "retry", f.Retry, "err", err)
	}
}

// ack writes an acknowledgement where its envelope came from, or on any other
// connection: Slack takes it on each.
func (l *listener) ack(s *socket, id string, payload any) error {
	raw, err := json.Marshal(struct {
		EnvelopeID string `json:"envelope_id"`
		Payload    any    `json:"payload,omitempty"`
	}{id, payload})
	switch {
	case err != nil:
		return fmt.Errorf("write an acknowledgement: %w", err)
	case len(raw) >= ackMost:
		return fmt.Errorf("an acknowledgement of %d bytes is more than Slack takes", len(raw))
	}
	if err = s.send(raw); err == nil {
		return nil
	}
	for _, other := range slices.Backward(l.open()) {
		if other != s && other.send(raw) == nil {
			return nil
		}
	}
	return err
}
