package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	slackapi "github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
	"golang.org/x/sync/errgroup"

	"makegood/bot"
)

// Handler takes what people did. The engine is one.
type Handler interface {
	Handle(ctx context.Context, a bot.Act) (bot.Reply, error)
}

// listener turns envelopes into acts and acknowledges them once they are kept.
// It has two sockets, so that the refresh of one opens no gap.
type listener struct {
	api     *slackapi.Client
	me      string // our user id
	handler Handler
	log     *slog.Logger
	under   sync.WaitGroup // acts being handled
	slots   chan struct{}
}

const (
	sockets  = 2
	atOnce   = 64              // acts being handled at the same time
	ackWait  = 2 * time.Second // for a place in the client's queue
	ackLate  = 2500 * time.Millisecond
	flush    = 300 * time.Millisecond // acks are written behind our back; this is how long that takes
	uiWait   = 2500 * time.Millisecond
	pingWait = 30 * time.Second
)

func newListener(api *slackapi.Client, me string, h Handler, lg *slog.Logger) *listener {
	return &listener{api: api, me: me, handler: h, log: lg, slots: make(chan struct{}, atOnce)}
}

// run reads until ctx ends or a socket cannot be had any more, then waits until
// what was read is handled and its acknowledgements are on the wire.
func (l *listener) run(ctx context.Context) error {
	open, hangUp := context.WithCancel(context.WithoutCancel(ctx))
	defer hangUp()
	taking, stopTaking := context.WithCancel(ctx)
	defer stopTaking()
	var lines, takers errgroup.Group
	for n := range sockets {
		client := socketmode.New(l.api,
			socketmode.OptionPingInterval(pingWait),
			socketmode.OptionLog(log.New(io.Discard, "", 0)))
		lines.Go(func() error {
			defer stopTaking()
			err := client.RunContext(open)
			if open.Err() != nil {
				return nil
			}
			return fmt.Errorf("socket %d: %w", n, err)
		})
		takers.Go(func() error { l.dispatch(taking, client); return nil })
	}
	err := takers.Wait()
	l.under.Wait()
	timer := time.NewTimer(flush)
	defer timer.Stop()
	<-timer.C
	hangUp()
	return errors.Join(err, lines.Wait())
}

// dispatch hands each envelope to a goroutine of its own; the order of two acts
// on one case is decided by the store. Once ctx has ended nothing new is taken:
// what is not acknowledged, Slack tells the person or sends again.
func (l *listener) dispatch(ctx context.Context, client *socketmode.Client) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-client.Events:
			r, ok := l.envelope(e)
			if !ok {
				continue
			}
			select {
			case <-ctx.Done():
				return
			case l.slots <- struct{}{}:
			}
			l.under.Go(func() { l.take(context.WithoutCancel(ctx), client, r) })
		}
	}
}

// envelope tells what Slack sent from the client's own news, which it logs. What
// the client could not read is read again here: without an acknowledgement Slack
// would send it again in vain.
func (l *listener) envelope(e socketmode.Event) (socketmode.Request, bool) {
	switch e.Type { //nolint:exhaustive // the rest is of no interest
	case socketmode.EventTypeSlashCommand, socketmode.EventTypeInteractive, socketmode.EventTypeEventsAPI:
		return *e.Request, true
	case socketmode.EventTypeErrorBadMessage:
		var r socketmode.Request
		if bad, ok := e.Data.(*socketmode.ErrorBadMessage); ok {
			l.log.Warn("an envelope of a kind the client does not know", "err", bad.Cause)
			if err := json.Unmarshal(bad.Message, &r); err != nil {
				l.log.Warn("nor is it an envelope", "err", err)
			}
		}
		return r, r.EnvelopeID != ""
	case socketmode.EventTypeConnected:
		l.log.Info("connected to Slack")
	case socketmode.EventTypeConnectionError, socketmode.EventTypeIncomingError, socketmode.EventTypeErrorWriteFailed:
		l.log.Warn("trouble on a socket", "kind", string(e.Type), "what", fmt.Sprint(e.Data))
	}
	return socketmode.Request{}, false
}

func (l *listener) take(ctx context.Context, client *socketmode.Client, r socketmode.Request) {
	came := time.Now()
	free := sync.OnceFunc(func() { <-l.slots }) // what follows the acknowledgement holds up nobody
	defer free()
	defer func() {
		if p := recover(); p != nil { // not acknowledged: the person is told, or Slack sends it again
			l.log.Error("could not take an envelope", "envelope", r.EnvelopeID, "panic", p, "stack", string(debug.Stack()))
		}
	}()
	ack := func(payload any) {
		defer free()
		ctx, cancel := context.WithTimeout(ctx, ackWait)
		defer cancel()
		err := client.AckCtx(ctx, r.EnvelopeID, payload)
		if took := time.Since(came); err != nil || took > ackLate {
			l.log.Error("an acknowledgement was late or failed", "envelope", r.EnvelopeID, "took", took, "err", err)
		}
	}
	var err error
	switch r.Type {
	case socketmode.RequestTypeSlashCommands:
		err = l.command(ctx, r.Payload, ack)
	case socketmode.RequestTypeInteractive:
		err = l.interaction(ctx, r.Payload, ack)
	case socketmode.RequestTypeEventsAPI:
		err = l.event(ctx, r.Payload, ack)
	default: // of no interest to us, whatever it is
		ack(nil)
	}
	if err != nil {
		l.log.Error("could not take an envelope", "envelope", r.EnvelopeID, "type", r.Type, "err", err)
	}
}
