package slacksim

import (
	"errors"
	"net/http"
	"path/filepath"
	"slices"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// says posts as the bot and gives back the message's ts.
func says(t *testing.T, w *Workspace, channel, words string, opts ...slack.MsgOption) (string, error) {
	t.Helper()
	_, ts, err := api(w).PostMessage(channel, append(opts, slack.MsgOptionText(words, false))...)
	return ts, err
}

func changes(w *Workspace, channel, ts string) error {
	_, _, _, err := api(w).UpdateMessage(channel, ts, slack.MsgOptionText("changed", false))
	return err
}

// Rule 8: is_archived, not_in_channel, and a private channel one is not in does not exist. It outlives the process.
func TestArchiveAndKick(t *testing.T) {
	t.Parallel()
	cfg := Default()
	cfg.Path = filepath.Join(t.TempDir(), "workspace.json")
	cfg.Channels = append(cfg.Channels, Channel{ID: "G0SECRET", Name: "secret", Members: []string{BotUser, "U0TESS"}})
	w, err := New(cfg)
	if err == nil {
		err = w.Start("127.0.0.1:0")
	}
	if err != nil {
		t.Fatal(err)
	}
	card, err := says(t, w, "C0RECOVERY", "card")
	fails(t, "", err)
	note, err := says(t, w, "G0SECRET", "note")
	fails(t, "", err)

	w.Archive("C0RECOVERY", true)
	_, err = says(t, w, "C0RECOVERY", "x")
	fails(t, "is_archived", err)
	fails(t, "is_inactive", changes(w, "C0RECOVERY", card))
	fails(t, "this channel is archived", w.Act("tess", Action{Do: "say", Channel: "C0RECOVERY", Text: "x"}))
	fails(t, "this channel is archived", w.Act("tess", recover1))
	w.Archive("C0RECOVERY", false)
	fails(t, "", changes(w, "C0RECOVERY", card))

	settled(t, w)
	bot := dial(t, w)
	w.Kick("G0SECRET")
	_, err = says(t, w, "G0SECRET", "x")
	fails(t, "channel_not_found", err)
	fails(t, "channel_not_found", changes(w, "G0SECRET", note))
	w.Kick("C0RECOVERY")
	_, err = says(t, w, "C0RECOVERY", "x")
	fails(t, "not_in_channel", err)
	w.Person(t, "tess").Say("nobody hears this")
	w.Person(t, "tess").InDM().Say("heard")
	if frame := bot.next(); str(frame, "payload", "event", "text") != "heard" {
		t.Errorf("who was put out hears %v", frame)
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}

	w = world(t, func(c *Config) { *c = cfg })
	_, err = says(t, w, "C0RECOVERY", "x")
	fails(t, "not_in_channel", err)
	fails(t, "", w.Act("tess", Action{Do: "say", Channel: "C0RECOVERY", Text: "/invite @makegood"}))
	_, err = says(t, w, "C0RECOVERY", "x")
	fails(t, "", err)
}

func TestDeactivate(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	bot := api(w)
	if _, err := bot.OpenView(triggerOf(w, "U0MONA"), modal("form", "")); err != nil {
		t.Fatal(err)
	}
	w.Deactivate("mona")
	fails(t, "this account is deactivated", w.Act("mona", recover1))
	_, err := bot.PostEphemeral("C0RECOVERY", "U0MONA", slack.MsgOptionText("psst", false))
	fails(t, "user_not_in_channel", err)
	_, err = says(t, w, "U0MONA", "hello")
	fails(t, "channel_not_found", err)
	if mona, err := bot.GetUserInfo("U0MONA"); err != nil || !mona.Deleted {
		t.Errorf("users.info is %+v, %v", mona, err)
	}
	if managers, err := bot.GetUserGroupMembers("S0MANAGERS"); err != nil || !slices.Equal(managers, []string{"U0OLGA"}) {
		t.Errorf("managers who are still here: %v, %v", managers, err)
	}
	if _, open := w.Dialog("mona"); open {
		t.Error("a dialog outlived its person")
	}
}

// deletions are what the bot is told of messages that go, as "subtype ts: what was there".
func deletions(e slackevents.EventsAPIEvent) string {
	m, ok := e.InnerEvent.Data.(*slackevents.MessageEvent)
	switch {
	case !ok || m.SubType == "":
		return ""
	case m.SubType == "message_deleted":
		return "gone " + m.DeletedTimeStamp + " of " + m.PreviousMessage.ThreadTimestamp + ": " + m.PreviousMessage.Text
	default:
		return m.Message.SubType + " " + m.Message.Timestamp + " of " + m.Message.ThreadTimestamp + ": " + m.PreviousMessage.Text
	}
}

func TestDeletedByAnAdmin(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	got := make(heard, 20)
	b := &testBot{event: got.event}
	b.run(t, w, 1)
	tess := w.Person(t, "tess")
	root, err := says(t, w, "C0RECOVERY", "card")
	fails(t, "", err)
	step, err := says(t, w, "C0RECOVERY", "step", slack.MsgOptionTS(root))
	fails(t, "", err)
	told := func() string {
		for {
			if what := deletions(<-got); what != "" {
				return what
			}
		}
	}

	w.Delete("C0RECOVERY", root)
	if what, want := told(), "tombstone "+root+" of "+root+": card"; what != want {
		t.Errorf("the bot is told %q, want %q", what, want)
	}
	tess.Sees("Slackbot: This message was deleted.")
	tess.Sees("> ")
	tess.SeesNot("card")
	fails(t, "message_not_found", changes(w, "C0RECOVERY", root))
	last, err := says(t, w, "C0RECOVERY", "the thread goes on", slack.MsgOptionTS(root))
	fails(t, "", err)
	tess.ReplyTo("C0RECOVERY", root, "so it does")
	tess.Sees("so it does")
	thread, _, _, err := b.api.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: "C0RECOVERY", Timestamp: root})
	if err != nil || len(thread) != 4 || thread[0].SubType != "tombstone" || thread[0].User != slackbot || thread[0].ReplyCount != 3 {
		t.Errorf("the thread is %+v, %v", thread, err)
	}

	w.Delete("C0RECOVERY", step)
	if what, want := told(), "gone "+step+" of "+root+": step"; what != want {
		t.Errorf("the bot is told %q, want %q", what, want)
	}
	w.Delete("C0RECOVERY", last)
	told()
	posts := w.Posts()
	w.Delete("C0RECOVERY", posts[len(posts)-1].TS) // by whom does not matter
	told()
	if what, want := told(), "gone "+root+" of "+root+": "+tombText; what != want {
		t.Errorf("after the last reply the bot is told %q, want %q", what, want)
	}
	tess.SeesNot(tombText)
	_, err = says(t, w, "C0RECOVERY", "x", slack.MsgOptionTS(root))
	fails(t, "thread_not_found", err)
}

func TestRevoke(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	bot := dial(t, w)
	w.Revoke(w.BotToken())
	if frame := bot.next(); str(frame, "payload", "event", "type") != "tokens_revoked" || sub(frame, "payload", "event", "tokens")["bot"].([]any)[0] != BotUser {
		t.Errorf("the bot is told %v", frame)
	}
	for _, method := range []string{"auth.test", "chat.postMessage", "api.test", "no.such"} {
		fails(t, "token_revoked", call(t, w, method))
	}
	w.Revoke(w.AppToken())
	if frame := bot.next(); frame != nil {
		t.Errorf("the socket is still open and says %v", frame)
	}
	_, _, err := api(w).StartSocketModeContext(t.Context())
	if !errors.As(err, new(slack.SlackErrorResponse)) || err.Error() != "token_revoked" {
		t.Errorf("a revoked token opens a socket: %v", err)
	}
}

func TestSocketMode(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	bot := dial(t, w)
	_, ticket, err := api(w).StartSocketModeContext(t.Context())
	fails(t, "", err)
	w.SocketMode(false)
	if frame := bot.next(); frame["type"] != "disconnect" || frame["reason"] != "link_disabled" {
		t.Errorf("the bot is told %v", frame)
	}
	if frame := bot.next(); frame != nil {
		t.Errorf("the socket is still open and says %v", frame)
	}
	if conn, resp, err := dialer.Dial(ticket, nil); err == nil {
		t.Error("a ticket from before is still good")
		_, _ = conn.Close(), resp.Body.Close()
	} else if resp.StatusCode != http.StatusForbidden {
		t.Errorf("a ticket from before gives %v", err)
	}
	_, _, err = api(w).StartSocketModeContext(t.Context())
	fails(t, "socket_mode_not_enabled", err)
	w.SocketMode(true)
	dial(t, w)
}
