package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	slackapi "github.com/slack-go/slack"

	"makegood/bot"
)

// Chat carries out what the engine wants shown. It knows Slack's words and
// limits, and nothing of cases.
type Chat struct {
	api  *slackapi.Client
	home string // the workspace's address, ending in a slash

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

// NewChat uses an API client whose HTTP client has time-outs, in the workspace with
// that address ("https://brightwater.slack.com/").
func NewChat(api *slackapi.Client, home string) *Chat {
	return &Chat{api: api, home: home, direct: map[string]string{}, groups: map[string]string{}}
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
	channel, ts, err := c.api.PostMessageContext(ctx, target, options...)
	if err != nil {
		return bot.Ref{}, trouble(err)
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
	_, _, _, err := c.api.UpdateMessageContext(ctx, at.Channel, at.TS, messageOptions(m, c.home)...)
	return trouble(err)
}

// Find implements [bot.Chat]: it reads what was said there since, with metadata.
func (c *Chat) Find(ctx context.Context, to bot.Address, effect string, since time.Time) (bot.Ref, bool, error) {
	channel := to.Channel
	if to.User != "" {
		var err error
		if channel, err = c.directWith(ctx, to.User); err != nil {
			return bot.Ref{}, false, trouble(err)
		}
	}
	oldest := strconv.FormatInt(since.Unix(), 10) + ".000000"
	cursor := ""
	for {
		messages, next, err := c.page(ctx, channel, to.Thread, oldest, cursor)
		if err != nil {
			return bot.Ref{}, false, trouble(err)
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

// Person implements [bot.Chat]: the name people use in Slack.
func (c *Chat) Person(ctx context.Context, id string) (string, error) {
	u, err := c.api.GetUserInfoContext(ctx, id)
	if err != nil {
		return "", trouble(err)
	}
	for _, name := range []string{u.Profile.DisplayName, u.Profile.FirstName, u.RealName, u.Name} {
		if name = strings.TrimSpace(name); name != "" {
			return name, nil
		}
	}
	return "", fmt.Errorf("user %s has no name", id)
}

// Members implements [bot.Chat] for user groups, by id or @handle.
func (c *Chat) Members(ctx context.Context, group string) ([]string, error) {
	if handle, ok := strings.CutPrefix(group, "@"); ok {
		id, err := c.groupID(ctx, handle)
		if err != nil {
			return nil, err
		}
		group = id
	}
	members, err := c.api.GetUserGroupMembersContext(ctx, group)
	return members, trouble(err)
}

func (c *Chat) groupID(ctx context.Context, handle string) (string, error) {
	c.mu.Lock()
	id, ok := c.groups[handle]
	c.mu.Unlock()
	if ok {
		return id, nil
	}
	groups, err := c.api.GetUserGroupsContext(ctx)
	if err != nil {
		return "", trouble(err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, g := range groups {
		c.groups[g.Handle] = g.ID
	}
	if id, ok = c.groups[handle]; !ok {
		return "", &bot.Trouble{Kind: bot.Gone, Err: fmt.Errorf("the workspace has no user group @%s", handle)}
	}
	return id, nil
}

// trouble says what an error of the Web API means for the engine. Whatever is
// not known to have failed before it took effect stays as it is: nobody knows.
func trouble(err error) error {
	if err == nil {
		return nil
	}
	if limited, ok := errors.AsType[*slackapi.RateLimitedError](err); ok {
		return &bot.Trouble{Kind: bot.Busy, After: limited.RetryAfter, Err: err}
	}
	var status slackapi.StatusCodeError
	if errors.As(err, &status) && status.Code == http.StatusTooManyRequests {
		return &bot.Trouble{Kind: bot.Busy, After: time.Second, Err: err}
	}
	var answer slackapi.SlackErrorResponse
	if !errors.As(err, &answer) {
		return err
	}
	switch answer.Err {
	case "not_in_channel", "channel_not_found", "is_archived", "restricted_action", "restricted_action_read_only_channel", "no_permission":
		return &bot.Trouble{Kind: bot.Barred, Err: err}
	case "message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found", "user_not_found", "user_disabled", "cannot_dm_bot", "no_such_subteam":
		return &bot.Trouble{Kind: bot.Gone, Err: err}
	case "ratelimited", "rate_limited":
		return &bot.Trouble{Kind: bot.Busy, After: time.Second, Err: err}
	case "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "missing_scope", "team_access_not_granted":
		return &bot.Trouble{Kind: bot.Busy, After: time.Minute, Err: err}
	case "internal_error", "fatal_error", "service_unavailable", "request_timeout", "timeout":
		return err // Slack itself does not know
	}
	return &bot.Trouble{Kind: bot.Refused, Err: fmt.Errorf("%w %v", err, answer.ResponseMetadata.Messages)}
}
