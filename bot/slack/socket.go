package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"sync"
	"time"

	slackapi "github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
	"golang.org/x/sync/errgroup"

	"makegood/bot"
	"makegood/dialogs"
)

// Handler takes what people did. The engine is one.
type Handler interface {
	Handle(ctx context.Context, a bot.Act) (bot.Reply, error)
}

// listener turns envelopes into acts and acknowledges them once they are kept.
// It has two sockets, so that the refresh of one opens no gap.
type listener struct {
	api     *slackapi.Client
	handler Handler
	log     *slog.Logger
	under   sync.WaitGroup // acts being handled
	slots   chan struct{}
}

const (
	sockets  = 2
	atOnce   = 64                     // acts being handled at the same time
	ackWait  = 2 * time.Second        // for a place in the client's queue
	flush    = 300 * time.Millisecond // acks are written behind our back; this is how long that takes
	uiWait   = 2500 * time.Millisecond
	pingWait = 30 * time.Second
)

func newListener(api *slackapi.Client, h Handler, lg *slog.Logger) *listener {
	return &listener{api: api, handler: h, log: lg, slots: make(chan struct{}, atOnce)}
}

// run reads until ctx ends, then waits until what was read is handled and its
// acknowledgements are on the wire.
func (l *listener) run(ctx context.Context) error {
	reading, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	g, reading := errgroup.WithContext(reading)
	for n := range sockets {
		client := socketmode.New(l.api,
			socketmode.OptionPingInterval(pingWait),
			socketmode.OptionLog(log.New(io.Discard, "", 0)))
		g.Go(func() error {
			err := client.RunContext(reading)
			if reading.Err() != nil {
				return nil
			}
			return fmt.Errorf("socket %d: %w", n, err)
		})
		g.Go(func() error { l.dispatch(ctx, reading, client); return nil })
	}
	g.Go(func() error {
		select {
		case <-ctx.Done():
		case <-reading.Done():
			return nil
		}
		l.under.Wait()
		timer := time.NewTimer(flush)
		defer timer.Stop()
		<-timer.C
		stop()
		return nil
	})
	return g.Wait()
}

// dispatch hands each envelope to a goroutine of its own; the order of two acts
// on one case is decided by the store. After ctx has ended nothing new is taken:
// what is not acknowledged, Slack tells the person or sends again.
func (l *listener) dispatch(ctx, reading context.Context, client *socketmode.Client) {
	for {
		select {
		case <-reading.Done():
			return
		case e := <-client.Events:
			if !l.wanted(e) || ctx.Err() != nil {
				continue
			}
			l.slots <- struct{}{}
			l.under.Add(1)
			go func() {
				defer func() { <-l.slots; l.under.Done() }()
				l.take(context.WithoutCancel(ctx), client, e)
			}()
		}
	}
}

// wanted tells envelopes from the client's own news, which it logs.
func (l *listener) wanted(e socketmode.Event) bool {
	switch e.Type { //nolint:exhaustive // the rest is of no interest
	case socketmode.EventTypeSlashCommand, socketmode.EventTypeInteractive, socketmode.EventTypeEventsAPI:
		return e.Request != nil
	case socketmode.EventTypeConnected:
		l.log.Info("connected to Slack")
	case socketmode.EventTypeConnectionError, socketmode.EventTypeIncomingError, socketmode.EventTypeErrorWriteFailed, socketmode.EventTypeErrorBadMessage:
		l.log.Warn("trouble on a socket", "kind", string(e.Type), "what", fmt.Sprint(e.Data))
	}
	return false
}

func (l *listener) take(ctx context.Context, client *socketmode.Client, e socketmode.Event) {
	ack := func(payload any) {
		ctx, cancel := context.WithTimeout(ctx, ackWait)
		defer cancel()
		if err := client.AckCtx(ctx, e.Request.EnvelopeID, payload); err != nil {
			l.log.Error("cannot acknowledge", "envelope", e.Request.EnvelopeID, "err", err)
		}
	}
	raw := e.Request.Payload
	var err error
	switch e.Type { //nolint:exhaustive // only what is wanted comes here
	case socketmode.EventTypeSlashCommand:
		err = l.command(ctx, raw, ack)
	case socketmode.EventTypeInteractive:
		err = l.interaction(ctx, raw, ack)
	default:
		err = l.event(ctx, raw, ack)
	}
	if err != nil {
		l.log.Error("could not take an envelope", "envelope", e.Request.EnvelopeID, "type", string(e.Type), "err", err)
	}
}

// command answers with the acknowledgement itself, only to the person who typed.
func (l *listener) command(ctx context.Context, raw json.RawMessage, ack func(any)) error {
	act, c, err := decodeCommand(raw)
	if err != nil {
		return err
	}
	reply, failed := l.handler.Handle(ctx, act) // an error was logged where it happened; the reply tells the person
	if reply.Form != nil && failed == nil {
		err = l.openForm(ctx, c.TriggerID, *reply.Form, place{Channel: c.ChannelID})
	}
	if reply.Say == "" {
		ack(nil)
		return err
	}
	ack(slackapi.Msg{ResponseType: slackapi.ResponseTypeEphemeral, Text: escape(reply.Say), Blocks: slackapi.Blocks{BlockSet: said(reply.Say)}})
	return err
}

func (l *listener) interaction(ctx context.Context, raw json.RawMessage, ack func(any)) error {
	i, err := decodeInteraction(raw)
	if err != nil {
		return err
	}
	switch i.Type { //nolint:exhaustive // the manifest asks for no others
	case slackapi.InteractionTypeBlockActions:
		return l.press(ctx, i, ack)
	case slackapi.InteractionTypeViewSubmission:
		return l.submission(ctx, i, ack)
	default:
		ack(nil)
		return nil
	}
}

func (l *listener) press(ctx context.Context, i slackapi.InteractionCallback, ack func(any)) error {
	act, ok := decodePress(i)
	if !ok {
		ack(nil)
		return nil
	}
	reply, _ := l.handler.Handle(ctx, act) // as above
	ack(nil)
	from := place{Channel: i.Channel.ID, Thread: thread(i)}
	var err error
	if reply.Form != nil {
		err = l.openForm(ctx, i.TriggerID, *reply.Form, from)
	}
	if reply.Say != "" {
		err = errors.Join(err, l.whisper(ctx, i.User.ID, from, reply.Say))
	}
	return err
}

func thread(i slackapi.InteractionCallback) string {
	if i.Message.ThreadTimestamp != "" {
		return i.Message.ThreadTimestamp
	}
	return i.Container.ThreadTs
}

// submission closes the form, or leaves it open with what was typed and what to
// mend.
func (l *listener) submission(ctx context.Context, i slackapi.InteractionCallback, ack func(any)) error {
	act, from := decodeSubmission(i)
	reply, failed := l.handler.Handle(ctx, act)
	switch {
	case failed != nil:
		ack(slackapi.NewErrorsViewSubmissionResponse(map[string]string{firstInput(i.View): reply.Say}))
	case reply.Errors != nil:
		errs := map[string]string{}
		for field, why := range reply.Errors {
			errs[knownInput(i.View, string(field))] = why
		}
		ack(slackapi.NewErrorsViewSubmissionResponse(errs))
	default:
		ack(nil)
		if reply.Say != "" {
			return l.whisper(ctx, i.User.ID, from, reply.Say)
		}
	}
	return nil
}

// firstInput is where a fault that is no field's is shown.
func firstInput(v slackapi.View) string {
	for _, b := range v.Blocks.BlockSet {
		if in, ok := b.(*slackapi.InputBlock); ok {
			return in.BlockID
		}
	}
	return string(dialogs.WordsField)
}

func knownInput(v slackapi.View, id string) string {
	for _, b := range v.Blocks.BlockSet {
		if in, ok := b.(*slackapi.InputBlock); ok && in.BlockID == id {
			return id
		}
	}
	return firstInput(v)
}

// event keeps what was typed in a thread. Without an acknowledgement Slack sends
// it again, so one that could not be kept is not acknowledged.
func (l *listener) event(ctx context.Context, raw json.RawMessage, ack func(any)) error {
	act, ours, err := decodeTyped(raw)
	if err != nil {
		return err
	}
	if ours {
		if _, err := l.handler.Handle(ctx, act); err != nil {
			return nil //nolint:nilerr // logged where it happened; Slack redelivers
		}
	}
	ack(nil)
	return nil
}

func (l *listener) openForm(ctx context.Context, trigger string, f bot.Form, from place) error {
	ctx, cancel := context.WithTimeout(ctx, uiWait)
	defer cancel()
	if _, err := l.api.OpenViewContext(ctx, trigger, modal(f, from)); err != nil {
		return fmt.Errorf("open form %s: %w", f.ID, err)
	}
	return nil
}

// whisper says something only one person sees, where they are. It is best
// effort, like everything that only one person sees in Slack.
func (l *listener) whisper(ctx context.Context, user string, at place, s string) error {
	if at.Channel == "" {
		at.Channel = user
	}
	ctx, cancel := context.WithTimeout(ctx, uiWait)
	defer cancel()
	options := []slackapi.MsgOption{slackapi.MsgOptionText(escape(s), false), slackapi.MsgOptionBlocks(said(s)...)}
	if at.Thread != "" {
		options = append(options, slackapi.MsgOptionTS(at.Thread))
	}
	if _, err := l.api.PostEphemeralContext(ctx, at.Channel, user, options...); err != nil {
		return fmt.Errorf("whisper: %w", err)
	}
	return nil
}

// said draws a sentence literally.
func said(s string) []slackapi.Block {
	var out []slackapi.Block
	for _, part := range split(s, sectionMost) {
		out = append(out, slackapi.NewSectionBlock(plain(part, sectionMost), nil, nil))
	}
	return out
}
