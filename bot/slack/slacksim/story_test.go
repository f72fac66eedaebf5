package slacksim

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

func TestStory(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	b := &testBot{}
	check := func(err error) {
		if err != nil {
			t.Error(err)
		}
	}
	b.command = func(c slack.SlashCommand) any {
		if c.IsEnterpriseInstall || c.ChannelName != "service-recovery" || c.UserName != "tess" {
			t.Errorf("command is %+v", c)
		}
		_, ts, err := b.api.PostMessage(c.ChannelID, slack.MsgOptionText("card: "+c.Text, false))
		check(err)
		_, _, err = b.api.PostMessage(c.ChannelID, slack.MsgOptionTS(ts), slack.MsgOptionText("Listen.", false),
			slack.MsgOptionBlocks(slack.NewSectionBlock(slack.NewTextBlockObject("mrkdwn", "*Listen* to <@U0TESS> &amp; wait", false, false), nil, nil), buttons("step", "They have finished", "More")))
		check(err)
		return map[string]any{"text": "R-104 is open."}
	}
	b.click = func(c slack.InteractionCallback) any {
		switch c.Type {
		case slack.InteractionTypeBlockActions:
			if c.Message.Timestamp == "" || c.Message.ThreadTimestamp == "" || c.Container.ThreadTs == "" || c.ActionCallback.BlockActions[0].Value != "R-104" {
				t.Errorf("click is %+v", c)
			}
			_, err := b.api.OpenView(c.TriggerID, modal("form", c.Channel.ID+" "+c.Message.Timestamp))
			check(err)
		case slack.InteractionTypeViewSubmission:
			if v := c.View.State.Values["what"]["text"].Value; v != "no hot water" {
				return slack.NewErrorsViewSubmissionResponse(map[string]string{"what": "say it in their words"})
			}
			if got := c.View.State.Values["how"]["pick"].SelectedOption.Value; got != "bad" {
				t.Errorf("selected option is %q", got)
			}
			where := strings.Fields(c.View.PrivateMetadata)
			_, _, _, err := b.api.UpdateMessage(where[0], where[1], slack.MsgOptionText("Listened.", false))
			check(err)
		default:
			t.Errorf("unexpected %s", c.Type)
		}
		return nil
	}
	b.run(t, w, 2)

	tess, mona := w.Person(t, "tess"), w.Person(t, "mona")
	tess.Command("/recover Mrs Alvarez - no hot water")
	if got := tess.Ephemerals(); !slices.Equal(got, []string{"R-104 is open."}) {
		t.Errorf("ephemerals are %q", got)
	}
	mona.SeesNot("R-104 is open.")
	mona.Sees("Listen to @Tess & wait")
	mona.Sees("[They have finished] [More]")
	late := mona.Grab("They have")
	tess.Press("They have finished")
	if got := tess.ModalTitle(); got != "What happened" {
		t.Errorf("title is %q", got)
	}
	tess.Submit()
	if got := tess.ModalErrors(); got["What happened, in their words"] == "" || got["How bad"] == "" {
		t.Errorf("Slack's client let empty required fields through: %v", got)
	}
	tess.Fill("What happened", "boiler")
	tess.Choose("How bad", "Bad")
	tess.Submit()
	if got := tess.ModalErrors(); got["What happened, in their words"] != "say it in their words" {
		t.Errorf("errors are %v", got)
	}
	tess.Fill("what", "no hot water")
	tess.Submit()
	if tess.HasModal() {
		t.Errorf("the dialog is still open:\n%s", tess.Screen())
	}
	mona.Sees("Listened. (edited)")
	mona.SeesNot("[They have finished]")
	late.Press() // her screen is old: the bot hears of it all the same
	mona.Sees("dialog: What happened")
	mona.Cancel()
	if n := len(w.Posts()); n != 2 {
		t.Errorf("%d messages were posted, want 2", n)
	}
	if left := w.Unacked(); len(left) > 0 {
		t.Errorf("not acknowledged: %v", left)
	}
}

func modal(callback, private string) slack.ModalViewRequest {
	what := slack.NewInputBlock("what", text("What happened, in their words"), nil, slack.NewPlainTextInputBlockElement(nil, "text"))
	how := slack.NewInputBlock("how", text("How bad"), nil, slack.NewOptionsSelectBlockElement("static_select", nil, "pick",
		slack.NewOptionBlockObject("bad", text("Bad"), nil), slack.NewOptionBlockObject("worse", text("Worse"), nil)))
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: callback, PrivateMetadata: private, Title: text("What happened"), Submit: text("Save"), Close: text("Back"),
		Blocks: slack.Blocks{BlockSet: []slack.Block{what, how}},
	}
}

// heard collects what events a bot got.
type heard chan slackevents.EventsAPIEvent

func (h heard) event(e slackevents.EventsAPIEvent, _ *socketmode.Request) bool {
	h <- e
	return true
}

// Rule 9: what people type is escaped, and names become ids.
func TestMentionIsHeardTwiceWithOneTS(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	got := make(heard, 10)
	b := &testBot{event: got.event}
	b.run(t, w, 1)
	tess := w.Person(t, "tess")
	tess.In("dispatch").Say("@makegood is not here") // not heard: the bot is not in that channel
	tess.Say("@makegood: ask @Mona & @managers <now> in #dispatch, a@b.com")
	const want = "<@U0MAKEGOOD>: ask <@U0MONA> &amp; <!subteam^S0MANAGERS|@managers> &lt;now&gt; in <#C0DISPATCH|dispatch>, a@b.com"
	seen := map[string]string{}
	for range 2 {
		switch e := (<-got).InnerEvent.Data.(type) {
		case *slackevents.AppMentionEvent:
			seen[e.Type+" "+e.TimeStamp] = e.Text
		case *slackevents.MessageEvent:
			seen[e.Type+" "+e.TimeStamp] = e.Text
			if e.ChannelType != "channel" || e.ClientMsgID == "" {
				t.Errorf("event is %+v", e)
			}
		}
	}
	ts := w.Posts()[1].TS
	if len(seen) != 2 || seen["app_mention "+ts] != want || seen["message "+ts] != want {
		t.Errorf("heard %v", seen)
	}
	tess.Sees("ask @Mona & @managers <now> in dispatch")
}

func TestBotHearsItself(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	got := make(heard, 10)
	b := &testBot{event: got.event}
	b.run(t, w, 1)
	_, ts, err := b.api.PostMessage("U0TESS", slack.MsgOptionText("hello", false))
	if err != nil {
		t.Fatal(err)
	}
	echo := (<-got).InnerEvent.Data.(*slackevents.MessageEvent)
	if echo.BotID != BotID || echo.TimeStamp != ts || echo.ChannelType != "im" || echo.Channel != "D0TESS" {
		t.Errorf("echo is %+v", echo)
	}
	if _, _, _, err = b.api.UpdateMessage("D0TESS", ts, slack.MsgOptionText("goodbye", false)); err != nil {
		t.Fatal(err)
	}
	edit := (<-got).InnerEvent.Data.(*slackevents.MessageEvent)
	if edit.SubType != "message_changed" || edit.Message.Text != "goodbye" || edit.PreviousMessage.Text != "hello" {
		t.Errorf("edit is %+v", edit)
	}
	if _, _, err = b.api.DeleteMessage("D0TESS", ts); err != nil {
		t.Fatal(err)
	}
	if gone := (<-got).InnerEvent.Data.(*slackevents.MessageEvent); gone.SubType != "message_deleted" || gone.DeletedTimeStamp != ts {
		t.Errorf("deletion is %+v", gone)
	}
	w.Person(t, "tess").SeesNot("goodbye")
	if p := w.Posts()[0]; !p.Deleted || p.Edits != 1 {
		t.Errorf("ledger has %+v", p)
	}
}

// Rule 6, at its end: a command in a thread is refused.
func TestThreads(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	got := make(heard, 10)
	b := &testBot{event: got.event}
	b.run(t, w, 1)
	tess := w.Person(t, "tess")
	tess.Say("root")
	root := w.Posts()[0].TS
	tess.Reply("first")
	w.Person(t, "carl").Reply("second")
	if _, _, err := b.api.PostMessage("C0RECOVERY", slack.MsgOptionTS(w.Posts()[1].TS), slack.MsgOptionText("third", false)); err != nil {
		t.Fatal(err)
	}
	<-got
	if e := (<-got).InnerEvent.Data.(*slackevents.MessageEvent); e.ThreadTimeStamp != root {
		t.Errorf("a reply of %s came as %+v", root, e)
	}
	msgs, _, _, err := b.api.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: "C0RECOVERY", Timestamp: root, Oldest: w.Posts()[1].TS})
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, m := range msgs {
		texts = append(texts, m.Text)
	}
	if !slices.Equal(texts, []string{"root", "second", "third"}) {
		t.Errorf("thread after the first reply is %q", texts)
	}
	if msgs[0].ReplyCount != 3 || msgs[0].LatestReply != msgs[2].Timestamp {
		t.Errorf("root is %+v", msgs[0].Msg)
	}
	h, err := b.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C0RECOVERY"})
	if err != nil || len(h.Messages) != 1 {
		t.Errorf("history has %d roots, %v", len(h.Messages), err)
	}
	if err := w.Act("tess", Action{Do: "say", Channel: "C0RECOVERY", ThreadTS: root, Text: "/recover me"}); err == nil || err.Error() != "/recover is not supported in threads. Sorry!" {
		t.Errorf("a command in a thread gave %v", err)
	}
}

// Rule 5: only their person, no message in a click, only the response URL changes them.
func TestEphemeralClickHasNoMessage(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	clicks := make(chan slack.InteractionCallback, 1)
	b := &testBot{click: func(c slack.InteractionCallback) any { clicks <- c; return nil }}
	b.run(t, w, 1)
	if _, err := b.api.PostEphemeral("C0RECOVERY", "U0TESS", slack.MsgOptionText("psst", false), slack.MsgOptionBlocks(buttons("b", "Yes"))); err != nil {
		t.Fatal(err)
	}
	tess := w.Person(t, "tess")
	w.Person(t, "carl").SeesNot("[Yes]")
	tess.Press("Yes")
	c := <-clicks
	if c.Message.Timestamp != "" || !c.Container.IsEphemeral || c.Channel.ID != "C0RECOVERY" {
		t.Errorf("click is %+v", c)
	}
	if _, _, _, err := b.api.UpdateMessage("C0RECOVERY", c.Container.MessageTs, slack.MsgOptionText("x", false)); err == nil || err.Error() != "message_not_found" {
		t.Errorf("an ephemeral message was updated: %v", err)
	}
	answer := func(opts ...slack.MsgOption) {
		t.Helper()
		if _, _, err := b.api.PostMessageContext(context.Background(), "", opts...); err != nil {
			t.Error(err)
		}
	}
	answer(slack.MsgOptionReplaceOriginal(c.ResponseURL), slack.MsgOptionText("thanks", false))
	if got := tess.Ephemerals(); !slices.Equal(got, []string{"thanks"}) {
		t.Errorf("ephemerals are %q", got)
	}
	answer(slack.MsgOptionDeleteOriginal(c.ResponseURL))
	if got := tess.Ephemerals(); len(got) != 0 {
		t.Errorf("ephemerals are %q", got)
	}
}
