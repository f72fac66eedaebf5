package slack

import (
	"context"
	"net/url"
	"strings"

	slackapi "github.com/slack-go/slack"

	"makegood/bot"
)

// What Slack calls an agent: a session is a thread in which we may be at work and be stopped,
// and a stream is a message that grows. Slack ends a stream by itself after five minutes, and
// with the press of its stop button; what is then added fails, and is let go.

// AtWork implements [bot.Speaker].
func (c *Chat) AtWork(ctx context.Context, at bot.Address, on bool) error {
	status := slackapi.AgentSessionStatusActive
	if on {
		status = slackapi.AgentSessionStatusProcessing
	}
	return c.held("session "+at.Channel, func() error {
		_, err := c.api.SetAgentSessionStatusContext(ctx, slackapi.AgentSessionSetStatusParameters{
			ChannelID: at.Channel, ThreadTS: at.Thread, Status: status,
		})
		return err
	})
}

// Begin implements [bot.Speaker].
func (c *Chat) Begin(ctx context.Context, at bot.Address, words string) (ref bot.Ref, err error) {
	err = c.held("stream "+at.Channel, func() (err error) {
		ref.Channel, ref.TS, err = c.api.StartStreamContext(ctx, at.Channel, slackapi.MsgOptionTS(at.Thread), slackapi.MsgOptionMarkdownText(unmarked(words)))
		return err
	})
	return ref, err
}

// Add implements [bot.Speaker].
func (c *Chat) Add(ctx context.Context, at bot.Ref, words string) error {
	return c.held("append "+at.Channel, func() error {
		_, _, err := c.api.AppendStreamContext(ctx, at.Channel, at.TS, slackapi.MsgOptionMarkdownText("\n\n"+unmarked(words)))
		return err
	})
}

// End implements [bot.Speaker]. The library knows no way to say how the session goes on.
func (c *Chat) End(ctx context.Context, at bot.Ref) error {
	return c.held("stop "+at.Channel, func() error {
		_, _, err := c.api.StopStreamContext(ctx, at.Channel, at.TS,
			slackapi.UnsafeMsgOptionEndpoint(c.url+"chat.stopStream", func(v url.Values) { v.Set("session_status", slackapi.AgentSessionStatusActive) }))
		return err
	})
}

// marks are what Markdown would read something into; words for people need none of them.
var marks = strings.NewReplacer("*", "", "_", " ", "~", "", "`", "", "#", "", "<", "&lt;", ">", "&gt;", "&", "&amp;", "|", "", "](", "] (", "\\", "")

// unmarked is a text that says the same as Markdown.
func unmarked(s string) string { return marks.Replace(s) }

// suggest offers prompts to somebody who opened our direct messages. It is best effort: the
// manifest has some for everybody.
func (l *listener) suggest(ctx context.Context, channel string, prompts []bot.Prompt) error {
	ctx, cancel := context.WithTimeout(ctx, uiWait)
	defer cancel()
	p := slackapi.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: channel}
	for _, one := range prompts {
		p.AddPrompt(one.Title, one.Message)
	}
	return l.api.SetAssistantThreadsSuggestedPromptsContext(ctx, p)
}
