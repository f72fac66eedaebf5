package slacksim

import (
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

// A stream grows by what is added, is closed by Slack after five minutes, and a person stops it.
func TestStreams(t *testing.T) {
	t.Parallel()
	w := world(t, func(c *Config) { c.Clock = &Clock{} })
	bot := api(w)
	w.Person(t, "tess").InDM().Say("how do I say this?")
	root := w.Posts()[0]
	begin := func(channel string, more ...slack.MsgOption) (string, error) {
		_, ts, err := bot.StartStream(channel, append(more, slack.MsgOptionMarkdownText("One."))...)
		return ts, err
	}
	in := slack.MsgOptionTS(root.TS)
	_, err := begin(root.Channel)
	fails(t, "invalid_thread_ts", err)
	_, err = begin("C0RECOVERY")
	fails(t, "missing_recipient_user_id", err)
	_, err = begin("C0RECOVERY", slack.MsgOptionRecipientUserID("U0TESS"))
	fails(t, "missing_recipient_team_id", err)
	ts, err := begin(root.Channel, in)
	fails(t, "", err)
	add := func(text string) error {
		_, _, err := bot.AppendStream(root.Channel, ts, slack.MsgOptionMarkdownText(text))
		return err
	}
	fails(t, "", add(" Two & three."))
	fails(t, "msg_too_long", add(strings.Repeat("x", streamText)))
	_, _, _, err = bot.UpdateMessage(root.Channel, ts, slack.MsgOptionText("x", false))
	fails(t, "streaming_state_conflict", err)
	w.Person(t, "tess").Sees("One. Two & three.")

	_, err = bot.SetAgentSessionStatus(slack.AgentSessionSetStatusParameters{ChannelID: root.Channel, ThreadTS: root.TS, Status: "busy"})
	fails(t, "invalid_arguments", err)
	_, err = bot.SetAgentSessionStatus(slack.AgentSessionSetStatusParameters{ChannelID: root.Channel, ThreadTS: root.TS, Status: "processing"})
	fails(t, "", err)
	w.Person(t, "tess").Stops()
	fails(t, "stopped_by_user", add("Four."))

	ts, err = begin(root.Channel, in)
	fails(t, "", err)
	w.Jump(streamLife + time.Second)
	fails(t, "message_not_in_streaming_state", add("late"))
}

// An app that is no agent suggests nothing, and nobody may suggest more than four.
func TestPrompts(t *testing.T) {
	t.Parallel()
	w := world(t, func(*Config) {})
	suggest := func(n int) error {
		p := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: "D0TESS"}
		for range n {
			p.AddPrompt("Late", "We are late, what do I say?")
		}
		return api(w).SetAssistantThreadsSuggestedPrompts(p)
	}
	fails(t, "", suggest(4))
	fails(t, "invalid_arguments", suggest(5))
	w.Person(t, "tess").InDM().Takes("Late")
	w.Person(t, "tess").Sees("We are late, what do I say?")
}
