package slacksim

import (
	"errors"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

// Rule 8: each token is good for its own methods.
func TestTokens(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	open := func(token string) string {
		_, _, err := slack.New("", slack.OptionAppLevelToken(token), slack.OptionAPIURL(w.APIURL())).StartSocketModeContext(t.Context())
		if err == nil {
			return ""
		}
		return err.Error()
	}
	ask := func(token string) string {
		_, err := slack.New(token, slack.OptionAPIURL(w.APIURL())).AuthTestContext(t.Context())
		if err == nil {
			return ""
		}
		return err.Error()
	}
	for _, c := range []struct{ token, open, ask string }{
		{w.AppToken(), "", "not_allowed_token_type"},
		{w.BotToken(), "not_allowed_token_type", ""},
		{"xapp-other", "invalid_auth", "invalid_auth"},
		{"", "not_authed", "not_authed"},
	} {
		if got := open(c.token); got != c.open {
			t.Errorf("token %q opens a socket: %q, want %q", c.token, got, c.open)
		}
		if got := ask(c.token); got != c.ask {
			t.Errorf("token %q calls auth.test: %q, want %q", c.token, got, c.ask)
		}
	}
}

// Rule 10.
func TestTicketIsGoodOnceAndTenSocketsAreEnough(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	dial := func(url string) *websocket.Conn {
		c, r, err := websocket.DefaultDialer.Dial(url, nil)
		if err != nil {
			return nil
		}
		_ = r.Body.Close()
		t.Cleanup(func() { _ = c.Close() })
		return c
	}
	var url string
	for range maxSockets {
		_, u, err := api(w).StartSocketModeContext(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		url = u
		var hello struct{ Type string }
		if err := dial(url).ReadJSON(&hello); err != nil || hello.Type != "hello" {
			t.Fatalf("%v %v", hello, err)
		}
	}
	if dial(url) != nil {
		t.Error("a ticket was good twice")
	}
	_, url, err := api(w).StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var frame struct{ Type, Reason string }
	if err := dial(url).ReadJSON(&frame); err != nil || frame.Reason != "too_many_websockets" {
		t.Errorf("the eleventh socket got %v, %v", frame, err)
	}
}

// Rule 1: what a person sees when nothing or nobody acknowledges.
func TestBotDownAndBotSlow(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	lapses(w, func(e *envelope) bool { return e.Type != "events_api" })
	tess := w.Person(t, "tess")
	tess.Command("/recover a")
	tess.Sees(`/recover failed with the error "dispatch_failed"`)

	mute := func() any { return silent{} }
	b := &testBot{
		command: func(slack.SlashCommand) any { return mute() },
		click: func(c slack.InteractionCallback) any {
			if c.Type == slack.InteractionTypeBlockActions && c.ActionCallback.BlockActions[0].ActionID == "press:Open" {
				return nil
			}
			return mute()
		},
	}
	b.run(t, w, 1)
	tess.Command("/recover b")
	tess.Sees(`/recover failed with the error "operation_timeout"`)
	if _, _, err := b.api.PostMessage("C0RECOVERY", slack.MsgOptionBlocks(buttons("b", "Yes", "Open"))); err != nil {
		t.Fatal(err)
	}
	tess.Press("Yes")
	tess.Sees(`warning: "Yes" failed: the app did not answer (operation_timeout)`)
	w.Person(t, "mona").SeesNot("warning")

	if _, err := b.api.OpenView(triggerOf(w, "U0TESS"), modal("form", "")); err != nil {
		t.Fatal(err)
	}
	tess.Fill("what", "half typed")
	tess.Choose("how", "Bad")
	tess.Submit()
	if got := tess.ModalErrors()[""]; got != trouble {
		t.Errorf("trouble is told as %q", got)
	}
	tess.Sees("= half typed")
	tess.until("four envelopes that are not acknowledged, and the event that is", func(Screen) bool { return len(w.Unacked()) == 4 })
}

// triggerOf makes a trigger as a click would.
func triggerOf(w *Workspace, user string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.newTrigger(user, "")
}

// Rule 2: at once, after one and after five more minutes.
func TestEventsComeAgain(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	lapses(w, secondRetry)
	tess := w.Person(t, "tess")
	tess.Say("while you were out") // nobody is connected: at once, and in one minute
	type try struct {
		id, reason string
		attempt    int
	}
	tries := make(chan try, 10)
	b := &testBot{event: func(e slackevents.EventsAPIEvent, r *socketmode.Request) bool {
		tries <- try{e.Data.(*slackevents.EventsAPICallbackEvent).EventID, r.RetryReason, r.RetryAttempt}
		return r.RetryAttempt == 3
	}}
	tess.until("the try at once to have failed", func(Screen) bool { return due(w) > 30*time.Second })
	b.run(t, w, 1)
	w.Jump(time.Minute)
	second := <-tries
	if second.attempt != 2 || second.reason != "timeout" {
		t.Fatalf("the try after a minute is %+v", second)
	}
	tess.until("the last try to be planned", func(Screen) bool { return due(w) > 4*time.Minute })
	select {
	case early := <-tries:
		t.Errorf("%+v came before its time", early)
	default:
	}
	w.Jump(5 * time.Minute)
	if last := <-tries; last.attempt != 3 || last.id != second.id {
		t.Errorf("the last try is %+v, of %+v", last, second)
	}
	tess.until("nothing left to deliver", func(Screen) bool { return len(w.Unacked()) == 0 })
}

// due is how long the first event that waits has to wait.
func due(w *Workspace) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.state.Events) == 0 {
		return 0
	}
	return w.state.Events[0].Due.Sub(w.clock.Now())
}

func TestEventsAreGivenUp(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	tess := w.Person(t, "tess")
	tess.Say("nobody hears this")
	tess.until("the second try", func(Screen) bool { return due(w) > 30*time.Second })
	w.Jump(time.Minute)
	tess.until("the third try", func(Screen) bool { return due(w) > 4*time.Minute })
	w.Jump(5 * time.Minute)
	tess.until("it to be given up", func(s Screen) bool { return len(s.Faults) == 1 && strings.Contains(s.Faults[0], "after 4 tries") })
	if n := len(w.Unacked()); n != 1 {
		t.Errorf("%d not acknowledged, want 1", n)
	}
}

// Rule 10: cut or asked to go, a bot comes back.
func TestReconnects(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	b := &testBot{command: func(slack.SlashCommand) any { return map[string]any{"text": "here"} }}
	b.run(t, w, 2)
	tess := w.Person(t, "tess")
	for _, drop := range []func(){w.CutSockets, func() { w.Disconnect("refresh_requested") }} {
		opened := w.Calls("apps.connections.open")
		drop()
		tess.until("new sockets", func(s Screen) bool { return w.Calls("apps.connections.open") >= opened+2 && s.Bot.Sockets == 2 })
		tess.Command("/recover x")
	}
	if got := tess.Ephemerals(); strings.Join(got, " ") != "here here" {
		t.Errorf("after reconnecting: %q", got)
	}
}

// Rule 10: 20,480 bytes are too many.
func TestBigAckIsDropped(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	lapses(w, func(*envelope) bool { return true })
	_, url, err := api(w).StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c, r, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close(); _ = r.Body.Close() }()
	sockets(t, w, 1)
	answered := make(chan error, 1)
	go func() {
		var frame struct {
			EnvelopeID string `json:"envelope_id"`
		}
		errs := []error{c.ReadJSON(&frame), c.ReadJSON(&frame)} // hello, then the command
		errs = append(errs, c.WriteJSON(object{"envelope_id": frame.EnvelopeID, "payload": object{"text": strings.Repeat("x", ackLimit)}}))
		answered <- errors.Join(errs...)
	}()
	tess := w.Person(t, "tess")
	tess.Command("/recover x")
	if err := <-answered; err != nil {
		t.Fatal(err)
	}
	tess.Sees("operation_timeout")
}

func TestStateOutlivesTheProcess(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "workspace.json")
	cfg := Default()
	cfg.Path = path
	first, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	first.Jump(time.Hour)
	_, ts, err := api(first).PostMessage("C0RECOVERY", slack.MsgOptionText("card", false),
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "card", EventPayload: map[string]any{"id": "7"}}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := api(first).PostEphemeral("C0RECOVERY", "U0TESS", slack.MsgOptionText("psst", false)); err != nil {
		t.Fatal(err)
	}
	first.Person(t, "tess").ReplyTo("C0RECOVERY", ts, "reply")
	before := first.Now()
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}

	w := world(t, func(c *Config) { c.Path = path })
	tess := w.Person(t, "tess")
	tess.Sees("> ")
	tess.Sees("Tess: reply")
	tess.SeesNot("psst")
	if w.Now().Before(before) {
		t.Errorf("time went back from %s to %s", before, w.Now())
	}
	if p := w.Posts()[0]; p.EventType != "card" || p.Payload["id"] != "7" {
		t.Errorf("metadata is %+v", p)
	}
	got := make(heard, 10)
	b := &testBot{event: got.event}
	b.run(t, w, 1)
	w.Jump(time.Minute)
	for range 2 { // what the first process could not deliver
		<-got
	}
	if _, _, _, err := b.api.UpdateMessage("C0RECOVERY", ts, slack.MsgOptionText("new card", false)); err != nil {
		t.Error(err)
	}
}

// Rule 11: what a test lets go wrong with the Web API; failure_test.go has the rest.
func TestFaults(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	post := func() error {
		_, _, err := api(w).PostMessage("C0RECOVERY", slack.MsgOptionText("x", false))
		return err
	}
	var next *Failure
	w.Fault(func(c Call) *Failure {
		if c.Method != "chat.postMessage" || c.Args["text"] != "x" || c.Args["token"] != nil {
			t.Errorf("asked about %+v", c)
		}
		return next
	})
	var limited *slack.RateLimitedError
	next = &Failure{Status: http.StatusTooManyRequests, RetryAfter: 7 * time.Second}
	if err := post(); !errors.As(err, &limited) || limited.RetryAfter != 7*time.Second {
		t.Errorf("429 gives %v", err)
	}
	var status slack.StatusCodeError
	next = &Failure{Status: http.StatusInternalServerError}
	if err := post(); !errors.As(err, &status) || status.Code != 500 {
		t.Errorf("500 gives %v", err)
	}
	next = &Failure{Error: "fatal_error"}
	if err := post(); err == nil || err.Error() != "fatal_error" {
		t.Errorf("an error gives %v", err)
	}
	next = &Failure{Status: http.StatusOK} // HTML where JSON should be
	if post() == nil {
		t.Error("HTML was taken for an answer")
	}
	if n := len(w.Posts()); n != 0 {
		t.Fatalf("%d messages were posted by failed calls", n)
	}
	next = &Failure{Cut: true, After: true}
	if post() == nil {
		t.Error("a cut connection gave an answer")
	}
	if n := len(w.Posts()); n != 1 {
		t.Errorf("%d messages, want the one whose answer was lost", n)
	}
	next = nil
	if err := post(); err != nil || w.Calls("chat.postMessage") != 6 {
		t.Errorf("%v after %d calls", err, w.Calls("chat.postMessage"))
	}
}
