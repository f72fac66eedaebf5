package slacksim

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

func fails(t *testing.T, want string, err error) {
	t.Helper()
	got := ""
	if err != nil {
		got = err.Error()
	}
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Rule 8: what is refused, and in which words.
func TestWhatPostingRefuses(t *testing.T) {
	t.Parallel()
	w := world(t, func(c *Config) {
		c.Channels = append(c.Channels, Channel{ID: "C0OLD", Name: "old", Members: []string{BotUser, "U0TESS"}, Archived: true},
			Channel{ID: "G0SECRET", Name: "secret", Members: []string{"U0OLGA"}})
		c.People[1].Deactivated = true
	})
	bot := api(w)
	x := slack.MsgOptionText("x", false)
	post := func(channel string, opts ...slack.MsgOption) error {
		_, _, err := bot.PostMessage(channel, opts...)
		return err
	}
	fails(t, "channel_not_found", post("C0NONE", x))
	fails(t, "not_in_channel", post("C0DISPATCH", x))
	fails(t, "channel_not_found", post("G0SECRET", x))
	fails(t, "channel_not_found", post("U0CARL", x))
	fails(t, "is_archived", post("C0OLD", x))
	fails(t, "no_text", post("C0RECOVERY"))
	fails(t, "msg_too_long", post("C0RECOVERY", slack.MsgOptionText(strings.Repeat("ü", 40001), false)))
	fails(t, "", post("C0RECOVERY", slack.MsgOptionText(strings.Repeat("ü", 40000), false)))
	fails(t, "thread_not_found", post("C0RECOVERY", x, slack.MsgOptionTS("1.000001")))
	fails(t, "", post("U0TESS", x))
	fails(t, "unknown_method", call(t, w, "chat.meMessage"))

	whisper := func(channel, user string) error {
		_, err := bot.PostEphemeral(channel, user, x)
		return err
	}
	fails(t, "user_not_found", whisper("C0RECOVERY", "U0NONE"))
	fails(t, "user_not_in_channel", whisper("C0RECOVERY", "U0CARL"))
	fails(t, "not_in_channel", whisper("C0DISPATCH", "U0TESS"))

	update := func(channel, ts, text string) error {
		_, _, _, err := bot.UpdateMessage(channel, ts, slack.MsgOptionText(text, false))
		return err
	}
	w.Person(t, "tess").Say("mine")
	posts := w.Posts()
	fails(t, "cant_update_message", update("C0RECOVERY", posts[len(posts)-1].TS, "yours"))
	fails(t, "message_not_found", update("C0RECOVERY", "1.000001", "x"))
	fails(t, "channel_not_found", update("U0TESS", posts[1].TS, "x"))
	fails(t, "msg_too_long", update("C0RECOVERY", posts[0].TS, strings.Repeat("x", 4001)))
}

// call is a method slack-go has no function for, by the form it would send.
func call(t *testing.T, w *Workspace, method string) error {
	t.Helper()
	answer, _ := w.call(method, botToken, object{}, nil)
	if answer["ok"] == true {
		return nil
	}
	return errors.New(str(answer, "error"))
}

func TestLookUps(t *testing.T) {
	t.Parallel()
	w := world(t, func(c *Config) { c.People[3].Deactivated = true })
	bot := api(w)
	me, err := bot.AuthTest()
	if err != nil || me.UserID != BotUser || me.BotID != BotID || me.TeamID != TeamID {
		t.Errorf("auth.test is %+v, %v", me, err)
	}
	managers, err := bot.GetUserGroupMembers("S0MANAGERS")
	if err != nil || !slices.Equal(managers, []string{"U0MONA"}) {
		t.Errorf("managers who are still here: %v, %v", managers, err)
	}
	olga, err := bot.GetUserInfo("U0OLGA")
	if err != nil || !olga.Deleted || olga.TZ != "America/New_York" || olga.TZOffset >= 0 {
		t.Errorf("users.info is %+v, %v", olga, err)
	}
	_, err = bot.GetUserInfo("U0NONE")
	fails(t, "user_not_found", err)
	_, _, _, err = bot.OpenConversation(&slack.OpenConversationParameters{Users: []string{"U0OLGA"}})
	fails(t, "user_disabled", err)
	dm, _, _, err := bot.OpenConversation(&slack.OpenConversationParameters{Users: []string{"U0TESS"}})
	if err != nil || dm.ID != "D0TESS" {
		t.Errorf("conversations.open is %+v, %v", dm, err)
	}
	members, next, err := bot.GetUsersInConversation(&slack.GetUsersInConversationParameters{ChannelID: "C0RECOVERY", Limit: 3})
	if err != nil || len(members) != 3 || next == "" {
		t.Fatalf("first page is %v, %q, %v", members, next, err)
	}
	members, next, err = bot.GetUsersInConversation(&slack.GetUsersInConversationParameters{ChannelID: "C0RECOVERY", Limit: 3, Cursor: next})
	if err != nil || len(members) != 2 || next != "" {
		t.Errorf("second page is %v, %q, %v", members, next, err)
	}
	_, err = bot.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C0DISPATCH"})
	fails(t, "not_in_channel", err)
}

// Rule 8: scopes, events and commands are those of the manifest.
func TestManifestIsEnforced(t *testing.T) {
	t.Parallel()
	w := world(t, func(c *Config) { c.Manifest = draftManifest(t) })
	got := make(heard, 10)
	var command slack.SlashCommand
	b := &testBot{event: got.event, command: func(c slack.SlashCommand) any { command = c; return nil }}
	b.run(t, w, 1)
	_, err := b.api.GetUserGroupMembers("S0MANAGERS")
	var refused slack.SlackErrorResponse
	if !errors.As(err, &refused) || refused.Err != "missing_scope" || refused.Needed != "usergroups:read" || !strings.Contains(refused.Provided, "channels:history") {
		t.Errorf("missing scope is told as %+v", refused)
	}
	if _, err := b.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C0RECOVERY"}); err != nil {
		t.Errorf("an optional scope does not count: %v", err)
	}
	tess := w.Person(t, "tess")
	tess.Say("not subscribed")
	tess.InDM().Say("subscribed")
	if e := <-got; e.InnerEvent.Type != "message" || len(got) > 0 {
		t.Errorf("heard %+v and %d more", e.InnerEvent, len(got))
	}
	tess.Command("/recover ask @Mona & co")
	if command.Text != "ask <@U0MONA|mona> &amp; co" {
		t.Errorf("command text is %q", command.Text)
	}
	if err := w.Act("tess", Action{Do: "say", Channel: "C0RECOVERY", Text: "/other"}); err == nil {
		t.Error("a command outside the manifest was taken")
	}
	bad := strings.Replace(string(draftManifest(t)), `"im:history", `, "", 1)
	if _, err := New(Config{Manifest: []byte(bad)}); err == nil || !strings.Contains(err.Error(), "message.im needs the scope im:history") {
		t.Errorf("a manifest without a needed scope gives %v", err)
	}
}

func TestMetadataIsShownOnlyIfAsked(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	bot := api(w)
	_, ts, err := bot.PostMessage("C0RECOVERY", slack.MsgOptionText("x", false),
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "effect", EventPayload: map[string]any{"id": "R-104/7"}}))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := bot.UpdateMessage("C0RECOVERY", ts, slack.MsgOptionText("y", false)); err != nil { // keeps it
		t.Fatal(err)
	}
	for _, all := range []bool{true, false} {
		msgs, _, _, err := bot.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: "C0RECOVERY", Timestamp: ts, IncludeAllMetadata: all})
		if err != nil {
			t.Fatal(err)
		}
		if got := msgs[0].Metadata.EventPayload["id"] == "R-104/7"; got != all {
			t.Errorf("asked %v, shown %v", all, got)
		}
	}
}

// Rule 3: three seconds, once; three views; hash and external id.
func TestTriggersAndViews(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	bot := api(w)
	open := func(trigger string) (*slack.ViewResponse, error) { return bot.OpenView(trigger, modal("form", "")) }
	_, err := open("T.none")
	fails(t, "invalid_trigger_id", err)
	late := triggerOf(w, "U0TESS")
	w.Jump(slackWaits + time.Second)
	_, err = open(late)
	fails(t, "expired_trigger_id", err)
	trigger := triggerOf(w, "U0TESS")
	v, err := open(trigger)
	fails(t, "", err)
	_, err = open(trigger)
	fails(t, "exchanged_trigger_id", err)

	_, err = bot.UpdateView(modal("form", ""), "", "1.stale", v.ID)
	fails(t, "hash_conflict", err)
	tess := w.Person(t, "tess")
	tess.Fill("what", "kept")
	changed := modal("form", "")
	changed.Title = text("Now")
	_, err = bot.UpdateView(changed, "", v.Hash, v.ID)
	fails(t, "", err)
	tess.Sees("dialog: Now")
	tess.Sees("= kept")
	_, err = bot.UpdateView(changed, "", "", "V0NONE")
	fails(t, "not_found", err)

	for _, want := range []string{"", "", "push_limit_reached"} {
		_, err = bot.PushView(triggerOf(w, "U0TESS"), modal("more", ""))
		fails(t, want, err)
	}
	other := modal("other", "")
	other.ExternalID = "one"
	_, err = bot.OpenView(triggerOf(w, "U0MONA"), other)
	fails(t, "", err)
	_, err = bot.OpenView(triggerOf(w, "U0OLGA"), other)
	fails(t, "duplicate_external_id", err)
	home := slack.HomeTabViewRequest{Type: "home", Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewDividerBlock()}}}
	_, err = bot.PublishView("U0TESS", home, "")
	fails(t, "", err)
	_, err = bot.PublishView("U0TESS", home, "1.stale")
	fails(t, "hash_conflict", err)
}

func TestSubmissionAnswers(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	var answer any
	closed := make(chan slack.InteractionCallback, 5)
	b := &testBot{click: func(c slack.InteractionCallback) any {
		if c.Type == slack.InteractionTypeViewClosed {
			closed <- c
			return nil
		}
		return answer
	}}
	b.run(t, w, 1)
	tess := w.Person(t, "tess")
	plain := modal("form", "")
	plain.Blocks.BlockSet = []slack.Block{slack.NewDividerBlock()}
	plain.NotifyOnClose = true
	if _, err := b.api.OpenView(triggerOf(w, "U0TESS"), plain); err != nil {
		t.Fatal(err)
	}
	second := plain
	second.Title = text("Second")
	for _, c := range []struct {
		name   string
		answer any
		titles string
	}{
		{"push", slack.NewPushViewSubmissionResponse(&second), "What happened,Second"},
		{"nothing", nil, "What happened"},
		{"update", slack.NewUpdateViewSubmissionResponse(&second), "Second"},
		{"errors for no input", slack.NewErrorsViewSubmissionResponse(map[string]string{"none": "x"}), "Second " + trouble},
		{"a bad view", slack.NewUpdateViewSubmissionResponse(&slack.ModalViewRequest{Type: "modal"}), "Second " + trouble},
		{"push again", slack.NewPushViewSubmissionResponse(&plain), "Second,What happened"},
	} {
		answer = c.answer
		tess.Submit()
		var titles []string
		for _, m := range tess.look().Modals {
			titles = append(titles, strings.TrimSpace(str(m.View, "title", "text")+" "+m.Failed))
		}
		if got := strings.Join(titles, ","); got != c.titles {
			t.Errorf("after %s the dialogs are %q, want %q", c.name, got, c.titles)
		}
	}
	tess.Cancel()
	if c := <-closed; c.IsCleared || c.View.CallbackID != "form" {
		t.Errorf("closed with %+v", c)
	}
	answer = slack.NewClearViewSubmissionResponse()
	tess.Submit()
	if tess.HasModal() || len(closed) > 0 {
		t.Errorf("clear left %v, told %d times", tess.HasModal(), len(closed))
	}
}

// Rule 4: five uses, thirty minutes, also where the bot is not.
func TestResponseURL(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	urls := make(chan string, 1)
	b := &testBot{command: func(c slack.SlashCommand) any { urls <- c.ResponseURL; return nil }}
	b.run(t, w, 1)
	tess := w.Person(t, "tess").In("dispatch") // works where the bot is not
	answer := func(url, kind string) error {
		_, _, err := b.api.PostMessage("", slack.MsgOptionResponseURL(url, kind), slack.MsgOptionText("said "+kind, false))
		return err
	}
	tess.Command("/recover x")
	url := <-urls
	fails(t, "", answer(url, ""))
	fails(t, "", answer(url, "in_channel"))
	w.Person(t, "carl").Sees("makegood: said in_channel")
	w.Person(t, "carl").SeesNot("only you")
	for range urlUses - 2 {
		fails(t, "", answer(url, "ephemeral"))
	}
	var status slack.StatusCodeError
	if err := answer(url, ""); !errors.As(err, &status) || status.Code != 404 {
		t.Errorf("the sixth use gives %v", err)
	}
	tess.Command("/recover y")
	url = <-urls
	w.Jump(urlLife + time.Second)
	if err := answer(url, ""); !errors.As(err, &status) || status.Code != 404 {
		t.Errorf("after half an hour it gives %v", err)
	}
	if n := len(tess.Ephemerals()); n != urlUses-1 {
		t.Errorf("%d ephemerals, want %d", n, urlUses-1)
	}
}

// Rule 7: one message a second a channel, after a burst.
func TestRateLimits(t *testing.T) {
	t.Parallel()
	w := world(t, func(c *Config) { c.RateLimits, c.Clock = true, standing() })
	post := func(channel string) error {
		_, _, err := api(w).PostMessage(channel, slack.MsgOptionText("x", false))
		return err
	}
	for range channelBurst {
		fails(t, "", post("C0RECOVERY"))
	}
	var limited *slack.RateLimitedError
	if err := post("C0RECOVERY"); !errors.As(err, &limited) || limited.RetryAfter != time.Second {
		t.Errorf("a burst ends with %v", err)
	}
	fails(t, "", post("U0TESS")) // only that channel
	w.Jump(time.Second)
	fails(t, "", post("C0RECOVERY"))
}

// Where only the pace of channels counts, a method may be called as often as one likes.
func TestPace(t *testing.T) {
	t.Parallel()
	w := world(t, func(c *Config) { c.Clock = standing() })
	w.Pace(2)
	post := func() error {
		_, _, err := api(w).PostMessage("C0RECOVERY", slack.MsgOptionText("x", false))
		return err
	}
	fails(t, "", post())
	fails(t, "", post())
	var limited *slack.RateLimitedError
	if err := post(); !errors.As(err, &limited) {
		t.Errorf("a burst ends with %v", err)
	}
	for range 100 {
		if err := changes(w, "C0RECOVERY", "1.000001"); errors.As(err, &limited) {
			t.Fatal("chat.update has a limit")
		}
	}
	if n := w.Posted(); n != 2 {
		t.Errorf("%d messages, want 2", n)
	}
}
