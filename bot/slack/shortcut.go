package slack

import (
	"cmp"
	"context"
	"fmt"

	slackapi "github.com/slack-go/slack"

	"makegood/bot"
)

// coachMessage is the callback id of the shortcut in a message's menu.
const coachMessage = "coach_message"

// decodeShortcut reads a message that somebody picked. Slack sends it from every channel, also
// from those that we are not in.
func decodeShortcut(i interaction, me identity) (bot.Act, bool) {
	m := i.Message
	mine := m.User == me.User || m.BotID != "" && m.AppID == i.AppID && i.AppID != ""
	by := m.User
	if m.BotID != "" {
		by = ""
	}
	return bot.Act{
		ID:   "shortcut:" + i.User.ID + ":" + i.Channel.ID + ":" + i.MessageTS + ":" + cmp.Or(i.ActionTS, i.Trigger),
		User: i.User.ID, Called: i.User.Name, Channel: public(i.Channel.ID), Thread: cmp.Or(m.ThreadTS, m.TS, i.MessageTS),
		Picked: &bot.Picked{Text: readable(m.Text), By: by, Mine: mine},
	}, i.CallbackID == coachMessage && i.MessageTS != ""
}

// shortcut answers by the address that came with it, which is good where we may not write.
func (l *listener) shortcut(ctx context.Context, i interaction, ack func(any)) error {
	act, ours := decodeShortcut(i, l.me)
	if !ours {
		ack(nil)
		return nil
	}
	reply, first, _ := l.once(i.Trigger, func() (bot.Reply, error) { return l.handler.Handle(ctx, act) }) // as for a command
	ack(nil)
	if !first || reply.Say == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, uiWait)
	defer cancel()
	there := []slackapi.MsgOption{
		slackapi.MsgOptionResponseURL(i.ResponseURL, slackapi.ResponseTypeEphemeral),
		slackapi.MsgOptionText(plainly(reply), false), slackapi.MsgOptionBlocks(said(reply, l.me.Home)...),
	}
	if i.Message.ThreadTS != "" {
		there = append(there, slackapi.MsgOptionTS(i.Message.ThreadTS))
	}
	if _, _, _, err := l.api.SendMessageContext(ctx, i.Channel.ID, there...); err != nil {
		return fmt.Errorf("answer a shortcut: %w", err)
	}
	return nil
}
