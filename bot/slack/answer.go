package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	slackapi "github.com/slack-go/slack"

	"makegood/bot"
	"makegood/dialogs"
)

// command answers with the acknowledgement itself, only to the person who typed.
func (l *listener) command(ctx context.Context, raw json.RawMessage, ack func(any)) error {
	act, c, err := decodeCommand(raw)
	if err != nil {
		return err
	}
	reply, _ := l.handler.Handle(ctx, act) // an error was logged where it happened; the reply tells the person
	if reply.Say == "" {
		ack(nil)
	} else {
		ack(slackapi.Msg{ResponseType: slackapi.ResponseTypeEphemeral, Text: escape(reply.Say), Blocks: slackapi.Blocks{BlockSet: said(reply)}})
	}
	if reply.Form != nil {
		return l.openForm(ctx, c.TriggerID, c.UserID, *reply.Form, place{Channel: c.ChannelID})
	}
	return nil
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
		err = l.openForm(ctx, i.TriggerID, i.User.ID, *reply.Form, from)
	}
	if reply.Say != "" {
		err = errors.Join(err, l.whisper(ctx, i.User.ID, from, reply))
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
			return l.whisper(ctx, i.User.ID, from, reply)
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
	act, ours, err := decodeTyped(raw, l.me)
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

// openForm opens a modal, and says so where it did not open: the trigger lives
// three seconds and is good once.
func (l *listener) openForm(ctx context.Context, trigger, user string, f bot.Form, from place) error {
	opening, cancel := context.WithTimeout(ctx, uiWait)
	defer cancel()
	if _, err := l.api.OpenViewContext(opening, trigger, modal(f, from)); err != nil {
		return errors.Join(fmt.Errorf("open form %s: %w", f.ID, err), l.whisper(ctx, user, from, bot.Reply{Say: f.Sorry}))
	}
	return nil
}

// whisper says something only one person sees, where they are. It is best
// effort, like everything that only one person sees in Slack.
func (l *listener) whisper(ctx context.Context, user string, at place, r bot.Reply) error {
	if at.Channel == "" {
		at.Channel = user
	}
	ctx, cancel := context.WithTimeout(ctx, uiWait)
	defer cancel()
	options := []slackapi.MsgOption{slackapi.MsgOptionText(escape(r.Say), false), slackapi.MsgOptionBlocks(said(r)...)}
	if at.Thread != "" {
		options = append(options, slackapi.MsgOptionTS(at.Thread))
	}
	_, err := l.api.PostEphemeralContext(ctx, at.Channel, user, options...)
	if t, ok := errors.AsType[*bot.Trouble](trouble(err)); ok && t.Kind == bot.Barred { // we are not in that channel
		_, _, err = l.api.PostMessageContext(ctx, user, options...)
	}
	if err != nil {
		return fmt.Errorf("whisper: %w", err)
	}
	return nil
}
