package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"makegood/bot"
	"makegood/dialogs"
)

// event is a callback of the Events API, with only what matters here.
type event struct {
	AppID  string `json:"api_app_id"`
	TeamID string `json:"team_id"`
	Event  struct {
		Type     string  `json:"type"`
		SubType  string  `json:"subtype"`
		User     string  `json:"user"`
		UserTeam string  `json:"user_team"` // of an outsider in a shared channel
		Text     string  `json:"text"`
		Channel  string  `json:"channel"`
		TS       string  `json:"ts"`
		ThreadTS string  `json:"thread_ts"`
		EventTS  string  `json:"event_ts"`
		Room     string  `json:"channel_type"`
		BotID    string  `json:"bot_id"`
		Parent   string  `json:"parent_user_id"`
		Deleted  string  `json:"deleted_ts"`
		Message  message `json:"message"` // as it is now
		Previous message `json:"previous_message"`
		Tab      string  `json:"tab"` // of an app that was opened
		Tokens   struct {
			Bot []string `json:"bot"`
		} `json:"tokens"`
	} `json:"event"`
}

type message struct {
	SubType  string `json:"subtype"`
	User     string `json:"user"`
	TS       string `json:"ts"`
	ThreadTS string `json:"thread_ts"`
}

// event keeps what was typed in a thread, and what was deleted. Without an
// acknowledgement Slack sends it again, so one that could not be kept is not
// acknowledged. What is of no interest to us is.
func (l *listener) event(ctx context.Context, app string, raw json.RawMessage, ack func(any)) error {
	var e event
	if err := read(raw, &e); err != nil {
		ack(nil) // it would not read better the next time
		return fmt.Errorf("read an event: %w", err)
	}
	if !l.me.ours(e.TeamID, app, e.AppID) {
		ack(nil)
		return fmt.Errorf("an event for app %q of team %q", e.AppID, e.TeamID)
	}
	switch e.Event.Type {
	case "app_uninstalled":
		l.fatal(errUninstalled)
	case "tokens_revoked":
		if len(e.Event.Tokens.Bot) > 0 {
			l.fatal(errUninstalled)
		}
	}
	act, ours := decodeEvent(e, l.me)
	if !ours {
		ack(nil)
		return nil
	}
	reply, err := l.handler.Handle(ctx, act)
	if err != nil {
		return nil // logged where it happened; Slack redelivers
	}
	if reply.Say == "" && reply.Rows == nil {
		ack(nil)
		if reply.Prompts != nil {
			return l.suggest(ctx, e.Event.Channel, reply.Prompts)
		}
		return nil
	}
	ackOnce := sync.OnceFunc(func() { ack(nil) }) // once they have it: it is kept nowhere, and if we end before, Slack sends the event again
	defer ackOnce()
	defer time.AfterFunc(whisperSoon, ackOnce).Stop()
	return l.whisper(ctx, act.User, place{Channel: act.Channel, Thread: e.Event.ThreadTS}, reply)
}

// whisperSoon is how long an answer may hold up its event's acknowledgement.
const whisperSoon = 800 * time.Millisecond

var errUninstalled = errors.New("the Slack app was uninstalled, or its token revoked: install it again and put the new Bot User OAuth Token into SLACK_BOT_TOKEN")

// decodeEvent reads something a person typed, in a thread or to us, or a message of
// ours that somebody deleted; everything else is of no interest. One message may
// arrive as several events, as a message and as a mention: its place and time are
// its identity, not the event's id.
func decodeEvent(raw event, me identity) (bot.Act, bool) {
	e := raw.Event
	if gone := raw.gone(); gone != "" {
		root := cmp.Or(e.Previous.ThreadTS, gone)
		return bot.Act{
			ID: "deleted:" + e.Channel + ":" + gone, Channel: e.Channel, Thread: root,
			Deleted: bot.Ref{Channel: e.Channel, TS: gone}, Event: dialogs.Lost{},
			New: soon(gone, e.TS),
		}, e.Previous.User == me.User
	}
	switch e.Type {
	case "app_home_opened":
		return bot.Act{ID: "came:" + e.Channel + ":" + e.EventTS, User: e.User, Channel: e.Channel, Came: true}, e.Tab == "messages" && e.User != ""
	case "agent_session_stopped":
		return bot.Act{ID: "stop:" + e.Channel + ":" + e.EventTS, User: e.User, Channel: e.Channel, Thread: e.ThreadTS, Stop: true}, e.ThreadTS != ""
	}
	mention := e.Type == "app_mention" || e.Type == "message" && e.Room == "im" // who writes to us alone means us
	reply := e.Type == "message" && e.ThreadTS != "" && e.ThreadTS != e.TS
	ours := "<@" + me.User + ">"
	text := strings.TrimSpace(strings.ReplaceAll(e.Text, ours, ""))
	return bot.Act{
		Named: strings.Contains(e.Text, ours), Alone: e.Room == "im",

		ID: "typed:" + e.Channel + ":" + e.TS, User: e.User, Channel: e.Channel, Thread: cmp.Or(e.ThreadTS, e.TS), Mention: mention,
		Event: dialogs.Said{Text: readable(text)}, New: !mention && e.Parent == me.User && soon(e.ThreadTS, e.TS),
	}, (mention || reply) && raw.byPerson(me)
}

// byPerson: a message that somebody of this workspace typed, rather than a notice
// about one, or what a program wrote.
func (e event) byPerson(me identity) bool {
	typed := e.Event.SubType == "" || e.Event.SubType == "file_share" || e.Event.SubType == "thread_broadcast"
	return typed && e.Event.BotID == "" && e.Event.User != "" && e.Event.User != me.User && !me.outside(e.Event.UserTeam)
}

// gone is the message that somebody deleted. Of a thread's root, Slack keeps a
// tombstone while there are replies.
func (e event) gone() string {
	switch {
	case e.Event.SubType == "message_deleted":
		return e.Event.Deleted
	case e.Event.SubType == "message_changed" && e.Event.Message.SubType == "tombstone":
		return e.Event.Message.TS
	}
	return ""
}

// soon: a reply that came within minutes of the thread's root. Slack's last early
// redelivery comes six minutes after the first.
func soon(root, reply string) bool {
	const most = 6 * 60
	from, errFrom := strconv.ParseFloat(root, 64)
	to, errTo := strconv.ParseFloat(reply, 64)
	return errFrom == nil && errTo == nil && to-from < most
}

// ours: the payload is for this app in this workspace. What Slack leaves out speaks
// for nobody else.
func (me identity) ours(team, app, payloadApp string) bool {
	return !me.outside(team) && (payloadApp == "" || app == "" || payloadApp == app)
}

// outside: a workspace that is named and is not this one, nor the organisation
// that this one belongs to.
func (me identity) outside(team string) bool {
	return team != "" && team != me.Team && (me.Org == "" || team != me.Org)
}
