package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	slackapi "github.com/slack-go/slack"

	"makegood/bot"
	"makegood/dialogs"
)

// command answers with the acknowledgement itself, only to the person who typed.
func (l *listener) command(ctx context.Context, app string, raw json.RawMessage, ack func(any)) error {
	act, c, err := decodeCommand(raw)
	switch {
	case err != nil:
		ack(l.onlyToThem(bot.Reply{Say: l.me.Words.Unread}))
		return err
	case !l.me.ours(c.TeamID, app, c.AppID):
		ack(l.onlyToThem(bot.Reply{Say: l.me.Words.Outsider()}))
		return fmt.Errorf("a command for app %q from team %q", c.AppID, c.TeamID)
	}
	reply, first, _ := l.once(c.Trigger, func() (bot.Reply, error) { return l.handler.Handle(ctx, act) }) // an error was logged where it happened; the reply tells the person
	if reply.Say == "" && reply.Rows == nil {
		ack(nil)
	} else {
		ack(l.onlyToThem(reply))
	}
	if first && reply.Form != nil {
		return l.openForm(ctx, c.Trigger, c.UserID, *reply.Form, place{Channel: c.Channel})
	}
	return nil
}

// answered is the message in a command's acknowledgement.
type answered struct {
	To     string           `json:"response_type"`
	Text   string           `json:"text"`
	Blocks []slackapi.Block `json:"blocks"`
}

func (l *listener) onlyToThem(r bot.Reply) answered {
	return answered{slackapi.ResponseTypeEphemeral, plainly(r), said(r, l.me.Home)}
}

// interaction takes a press or a form. Who did it is the payload's user and nobody
// else; people of other workspaces, who see the messages in a shared channel, may
// press nothing.
func (l *listener) interaction(ctx context.Context, app string, raw json.RawMessage, ack func(any)) error {
	i, err := decodeInteraction(raw)
	if err != nil {
		ack(nil) // Slack does not send it again, and there is nobody to tell
		return err
	}
	if !l.me.ours(cmp.Or(i.User.TeamID, i.Team.ID), app, i.AppID) {
		ack(nil)
		return errors.Join(
			fmt.Errorf("a press for app %q by %s of team %q", i.AppID, i.User.ID, i.User.TeamID),
			l.whisper(ctx, i.User.ID, i.place(), bot.Reply{Say: l.me.Words.Outsider()}),
		)
	}
	switch i.Type {
	case "block_actions":
		return l.press(ctx, i, ack)
	case "view_submission":
		return l.submission(ctx, i, ack)
	case "message_action":
		return l.shortcut(ctx, i, ack)
	default: // the manifest asks for no others
		ack(nil)
		return nil
	}
}

func (i interaction) place() place {
	return place{Channel: i.Channel.ID, Thread: cmp.Or(i.Message.ThreadTS, i.Container.ThreadTS)}
}

// formSoon is how long a form may take before an empty one is opened in its place:
// what it asks needs the store, and the right to open one is gone after three seconds.
const formSoon = 800 * time.Millisecond

func (l *listener) press(ctx context.Context, i interaction, ack func(any)) error {
	act, opens, ok := decodePress(i)
	if !ok {
		ack(nil)
		return nil
	}
	empty := make(chan *modalRef, 1)
	var timer *time.Timer
	reply, first, _ := l.once(i.Trigger, func() (bot.Reply, error) { // as above
		timer = time.AfterFunc(formSoon, func() {
			if opens {
				empty <- l.openEmpty(ctx, i.Trigger)
			} else {
				empty <- nil
			}
		})
		return l.handler.Handle(ctx, act)
	})
	ack(nil)
	if !first {
		return nil
	}
	var early *modalRef
	if !timer.Stop() {
		early = <-empty
	}
	return l.afterPress(ctx, i, reply, early)
}

// afterPress shows a press's form and answer. early is a form that was opened before
// there was anything to put into it.
func (l *listener) afterPress(ctx context.Context, i interaction, reply bot.Reply, early *modalRef) error {
	from := i.place()
	var err error
	switch {
	case early != nil && reply.Form != nil:
		if err = l.fillEmpty(ctx, *early, modal(*reply.Form, from)); err != nil {
			reply.Say = reply.Form.Sorry
		}
	case early != nil:
		if err = l.fillEmpty(ctx, *early, modal(bot.Form{Title: l.me.Words.Title, Text: []string{reply.Say}}, from)); err == nil {
			return nil
		}
	case reply.Form != nil:
		err = l.openForm(ctx, i.Trigger, i.User.ID, *reply.Form, from)
	}
	if reply.Say != "" {
		err = errors.Join(err, l.whisper(ctx, i.User.ID, from, reply))
	}
	return err
}

// submission closes the form, leaves it open with what was typed and what to mend, or
// shows what follows in its place.
func (l *listener) submission(ctx context.Context, i interaction, ack func(any)) error {
	act, from := decodeSubmission(i)
	reply, first, failed := l.once(i.Trigger, func() (bot.Reply, error) { return l.handler.Handle(ctx, act) })
	switch {
	case failed != nil:
		ack(slackapi.NewErrorsViewSubmissionResponse(map[string]string{i.input(""): reply.Say}))
	case reply.Errors != nil:
		errs := map[string]string{}
		for field, why := range reply.Errors {
			errs[i.input(string(field))] = why
		}
		ack(slackapi.NewErrorsViewSubmissionResponse(errs))
	case reply.Form != nil: // the next look of the same modal
		ack(slackapi.NewUpdateViewSubmissionResponse(new(modal(*reply.Form, from))))
	default:
		ack(nil)
		if first && reply.Say != "" {
			return l.whisper(ctx, i.User.ID, from, reply)
		}
	}
	return nil
}

// input is the input to show a fault at: the field's own, else the first.
func (i interaction) input(field string) string {
	first := ""
	for _, b := range i.View.Blocks {
		if b.Type != "input" {
			continue
		}
		if string(fieldOf(b.ID)) == field {
			return b.ID
		}
		if first == "" {
			first = b.ID
		}
	}
	if first == "" {
		return string(dialogs.WordsField)
	}
	return first
}

// openForm opens a modal, and says so where it did not open: the trigger lives
// three seconds and is good once.
func (l *listener) openForm(ctx context.Context, trigger, user string, f bot.Form, from place) error {
	_, err := l.openView(ctx, trigger, modal(f, from))
	if answer, ok := errors.AsType[slackapi.SlackErrorResponse](err); ok && answer.Err == "exchanged_trigger_id" {
		return nil // the same delivery came to two processes; the other one opened it
	}
	if err != nil {
		return errors.Join(fmt.Errorf("open form %s: %w", f.ID, err), l.whisper(ctx, user, from, bot.Reply{Say: f.Sorry}))
	}
	return nil
}

func (l *listener) openView(ctx context.Context, trigger string, v slackapi.ModalViewRequest) (*slackapi.ViewResponse, error) {
	ctx, cancel := context.WithTimeout(ctx, uiWait)
	defer cancel()
	return l.api.OpenViewContext(ctx, trigger, v)
}

// modalRef is an open modal in the look we gave it.
type modalRef struct{ id, hash string }

// openEmpty opens a modal that only says to wait, nil if Slack does not.
func (l *listener) openEmpty(ctx context.Context, trigger string) *modalRef {
	v, err := l.openView(ctx, trigger, modal(bot.Form{Title: l.me.Words.Title, Text: []string{l.me.Words.Wait}}, place{}))
	if err != nil {
		l.log.Error("an empty form did not open", "err", err)
		return nil
	}
	return &modalRef{v.ID, v.Hash}
}

// fillEmpty puts the real content in. A modal that was closed meanwhile stays closed.
func (l *listener) fillEmpty(ctx context.Context, at modalRef, v slackapi.ModalViewRequest) error {
	ctx, cancel := context.WithTimeout(ctx, uiWait)
	defer cancel()
	_, err := l.api.UpdateViewContext(ctx, v, "", at.hash, at.id)
	if answer, ok := errors.AsType[slackapi.SlackErrorResponse](err); ok && answer.Err == "not_found" {
		return nil
	}
	return err
}

// whisper says something only one person sees, where they are. It is best
// effort, like everything that only one person sees in Slack.
func (l *listener) whisper(ctx context.Context, user string, at place, r bot.Reply) error {
	if at.Channel == "" {
		at.Channel = user
	}
	ctx, cancel := context.WithTimeout(ctx, uiWait)
	defer cancel()
	words := slackapi.MsgOptionCompose(slackapi.MsgOptionText(plainly(r), false), slackapi.MsgOptionBlocks(said(r, l.me.Home)...))
	there := []slackapi.MsgOption{words}
	if at.Thread != "" {
		there = append(there, slackapi.MsgOptionTS(at.Thread))
	}
	_, err := l.api.PostEphemeralContext(ctx, at.Channel, user, there...)
	if t, ok := errors.AsType[*bot.Trouble](trouble(err)); ok && (t.Kind.Closed() || t.Kind == bot.Gone) {
		_, _, err = l.api.PostMessageContext(ctx, user, words)
	}
	if err != nil {
		return fmt.Errorf("whisper: %w", err)
	}
	return nil
}
