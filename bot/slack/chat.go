package slack

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"time"

	slackapi "github.com/slack-go/slack"

	"makegood/bot"
)

// Chat carries out what the engine wants shown. It knows Slack's words and
// limits, and nothing of cases.
type Chat struct {
	api   *slackapi.Client
	home  string // the workspace's address, ending in a slash
	url   string // of the Web API, ending in one too
	gate  *gate
	fatal func(error) // told when Slack does not want us any more

	mu     sync.Mutex
	direct map[string]string // the channel of the direct messages with a person
	groups map[string]string // ids by handle
}

// effectEvent marks our messages; its payload holds the effect's id and nothing
// else, because every app of the workspace can read it.
const (
	effectEvent = "makegood_effect"
	effectKey   = "id"
)

// newChat uses an API client whose HTTP client has time-outs, in the workspace with
// that address ("https://brightwater.slack.com/"); url is where the client calls.
func newChat(api *slackapi.Client, home, url string, now func() time.Time, fatal func(error)) *Chat {
	return &Chat{api: api, home: home, url: url, gate: newGate(now), fatal: fatal, direct: map[string]string{}, groups: map[string]string{}}
}

// held makes a call that Slack may ask to hold back; key is its method and channel.
func (c *Chat) held(key string, call func() error) error {
	if err := c.gate.pass(key); err != nil {
		return err
	}
	err := c.trouble(call())
	if t, ok := errors.AsType[*bot.Trouble](err); ok && t.Kind == bot.Busy && t.After > 0 {
		c.gate.close(key, t.After)
	}
	return err
}

// trouble says what an error means for the engine, and ends the service where nothing
// will go any more until somebody mends a setting.
func (c *Chat) trouble(err error) error {
	if answer, ok := errors.AsType[slackapi.SlackErrorResponse](err); ok && lockedOut[answer.Err] {
		c.fatal(unwelcome(err, botToken))
	}
	return trouble(err)
}

// Post implements [bot.Chat].
func (c *Chat) Post(ctx context.Context, to bot.Address, effect string, m bot.Message) (bot.Ref, error) {
	target := to.Channel
	if to.User != "" {
		target = to.User // opens the direct messages
	}
	options := append(messageOptions(m, c.home), slackapi.MsgOptionMetadata(slackapi.SlackMetadata{
		EventType: effectEvent, EventPayload: map[string]any{effectKey: effect},
	}), slackapi.MsgOptionDisableLinkUnfurl(), slackapi.MsgOptionDisableMediaUnfurl())
	if to.Thread != "" {
		options = append(options, slackapi.MsgOptionTS(to.Thread))
	}
	var channel, ts string
	err := c.held("post "+target, func() (err error) {
		channel, ts, err = c.api.PostMessageContext(ctx, target, options...)
		return err
	})
	if t, ok := errors.AsType[*bot.Trouble](err); ok && to.User != "" && t.Kind == bot.Barred {
		t.Kind = bot.Gone // there are no direct messages with them any more
	}
	if err != nil {
		return bot.Ref{}, err
	}
	if to.User != "" {
		c.mu.Lock()
		c.direct[to.User] = channel
		c.mu.Unlock()
	}
	return bot.Ref{Channel: channel, TS: ts}, nil
}

// Edit implements [bot.Chat].
func (c *Chat) Edit(ctx context.Context, at bot.Ref, m bot.Message) error {
	return c.held("update "+at.Channel, func() error {
		_, _, _, err := c.api.UpdateMessageContext(ctx, at.Channel, at.TS, messageOptions(m, c.home)...)
		return err
	})
}

// Find implements [bot.Chat]: it reads what was said there since, with metadata.
func (c *Chat) Find(ctx context.Context, to bot.Address, effect string, since time.Time) (bot.Ref, bool, error) {
	channel := to.Channel
	if to.User != "" {
		var err error
		if channel, err = c.directWith(ctx, to.User); err != nil {
			return bot.Ref{}, false, c.trouble(err)
		}
	}
	oldest := strconv.FormatInt(since.Unix(), 10) + ".000000"
	cursor := ""
	for {
		messages, next, err := c.page(ctx, channel, to.Thread, oldest, cursor)
		if err != nil {
			return bot.Ref{}, false, c.trouble(err)
		}
		for _, m := range messages {
			if m.Metadata.EventType == effectEvent && m.Metadata.EventPayload[effectKey] == effect {
				return bot.Ref{Channel: channel, TS: m.Timestamp}, true, nil
			}
		}
		if cursor = next; cursor == "" {
			return bot.Ref{}, false, nil
		}
	}
}

func (c *Chat) page(ctx context.Context, channel, thread, oldest, cursor string) ([]slackapi.Message, string, error) {
	const size = 200
	if thread != "" {
		messages, _, next, err := c.api.GetConversationRepliesContext(ctx, &slackapi.GetConversationRepliesParameters{
			ChannelID: channel, Timestamp: thread, Oldest: oldest, Cursor: cursor, Limit: size, IncludeAllMetadata: true,
		})
		return messages, next, err
	}
	r, err := c.api.GetConversationHistoryContext(ctx, &slackapi.GetConversationHistoryParameters{
		ChannelID: channel, Oldest: oldest, Cursor: cursor, Limit: size, IncludeAllMetadata: true,
	})
	if err != nil {
		return nil, "", err
	}
	return r.Messages, r.ResponseMetaData.NextCursor, nil
}

func (c *Chat) directWith(ctx context.Context, user string) (string, error) {
	c.mu.Lock()
	channel, ok := c.direct[user]
	c.mu.Unlock()
	if ok {
		return channel, nil
	}
	opened, _, _, err := c.api.OpenConversationContext(ctx, &slackapi.OpenConversationParameters{Users: []string{user}})
	if err != nil {
		return "", err
	}
	c.mu.Lock()
	c.direct[user] = opened.ID
	c.mu.Unlock()
	return opened.ID, nil
}
