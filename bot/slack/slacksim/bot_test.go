package slacksim

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

// testBot is a bot of slack-go's own parts, as a service would use them. What a handler returns is the
// payload of the acknowledgement; errSilent acknowledges nothing.
type testBot struct {
	api     *slack.Client
	client  *socketmode.Client
	command func(slack.SlashCommand) any
	click   func(slack.InteractionCallback) any
	event   func(slackevents.EventsAPIEvent, *socketmode.Request) bool // false: not acknowledged
}

type silent struct{}

// world is a started workspace; the bot runs once run is called.
func world(t *testing.T, change func(*Config)) *Workspace {
	t.Helper()
	cfg := Default()
	if change != nil {
		change(&cfg)
	}
	w, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return w
}

// standing is a clock that moves by jumps alone, so that it does not matter how long calls take.
func standing() *Clock {
	var c Clock
	c.Stand()
	return &c
}

func api(w *Workspace) *slack.Client {
	return slack.New(w.BotToken(), slack.OptionAppLevelToken(w.AppToken()), slack.OptionAPIURL(w.APIURL()))
}

// run connects the bot with n sockets and waits until they are open. It stops with the test.
func (b *testBot) run(t *testing.T, w *Workspace, n int) {
	t.Helper()
	b.api = api(w)
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	for range n {
		b.client = socketmode.New(b.api, socketmode.OptionLog(log.New(io.Discard, "", 0)))
		client := b.client
		running.Go(func() { _ = client.RunContext(ctx) }) // ends with the context
		running.Go(func() { b.serve(ctx, client) })
	}
	sockets(t, w, n)
	t.Cleanup(func() {
		cancel()
		running.Wait()
	})
}

// lapse is how long Slack waits for an acknowledgement that is not to come.
const lapse = 100 * time.Millisecond

// lapses has no patience with some envelopes, and all with the rest, however busy the machine is.
func lapses(w *Workspace, some func(*envelope) bool) {
	w.hub.waits = func(e *envelope) time.Duration {
		if some(e) {
			return lapse
		}
		return Patience
	}
}

// secondRetry is the try of an event after a minute.
func secondRetry(e *envelope) bool { return strings.HasSuffix(e.What, ", retry 2") }

// sockets waits until the bot has that many open.
func sockets(t *testing.T, w *Workspace, n int) {
	t.Helper()
	w.Person(t, "tess").until("sockets", func(s Screen) bool { return s.Bot.Sockets == n })
}

func (b *testBot) serve(ctx context.Context, client *socketmode.Client) {
	for {
		var e socketmode.Event
		select {
		case <-ctx.Done():
			return
		case e = <-client.Events:
		}
		var answer any
		switch data := e.Data.(type) {
		case slack.SlashCommand:
			if b.command != nil {
				answer = b.command(data)
			}
		case slack.InteractionCallback:
			if b.click != nil {
				answer = b.click(data)
			}
		case slackevents.EventsAPIEvent:
			if b.event != nil && !b.event(data, e.Request) {
				answer = silent{}
			}
		default:
			continue
		}
		if _, nothing := answer.(silent); nothing {
			continue
		}
		var err error
		if answer == nil {
			err = client.AckCtx(ctx, e.Request.EnvelopeID, nil)
		} else {
			err = client.AckCtx(ctx, e.Request.EnvelopeID, answer)
		}
		if err != nil && ctx.Err() == nil {
			panic(err) // a test's bot that cannot acknowledge has nothing to go on with
		}
	}
}

func text(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, s, false, false)
}

func buttons(id string, labels ...string) slack.Block {
	var all []slack.BlockElement
	for _, l := range labels {
		all = append(all, slack.NewButtonBlockElement("press:"+l, "R-104", text(l)))
	}
	return slack.NewActionBlock(id, all...)
}

func draftManifest(t *testing.T) []byte {
	t.Helper()
	raw, err := os.ReadFile("testdata/manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

var dialer = websocket.DefaultDialer

// bare is a socket without a client library: it reads and acknowledges when the test says so.
type bare struct {
	t    *testing.T
	conn *websocket.Conn
}

// dial opens a bare socket and reads its hello.
func dial(t *testing.T, w *Workspace) *bare {
	t.Helper()
	_, url, err := api(w).StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	conn, r, err := dialer.Dial(url, nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = r.Body.Close()
	t.Cleanup(func() { _ = conn.Close() })
	p := &bare{t, conn}
	if hello := p.next(); hello["type"] != "hello" {
		t.Fatalf("a socket begins with %v", hello)
	}
	return p
}

// next is the next frame; nil means that the socket was closed.
func (p *bare) next() object {
	p.t.Helper()
	if err := p.conn.SetReadDeadline(time.Now().Add(Patience)); err != nil {
		p.t.Fatal(err)
	}
	var frame object
	if err := p.conn.ReadJSON(&frame); err != nil {
		if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
			p.t.Fatal("no frame came")
		}
		return nil
	}
	return frame
}

// ack acknowledges a frame, on this socket or on another than it came on.
func (p *bare) ack(frame object, payload any) {
	p.t.Helper()
	if err := p.conn.WriteJSON(object{"envelope_id": frame["envelope_id"], "payload": payload}); err != nil {
		p.t.Fatal(err)
	}
}

// settled waits until what nobody was there to hear has had its second try, so that it does not come in between.
func settled(t *testing.T, w *Workspace) {
	t.Helper()
	w.Person(t, "tess").until("the second tries to be over", func(Screen) bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return !slices.ContainsFunc(w.state.Events, func(e *event) bool { return e.Attempt < 2 })
	})
}

// acting does something as a person while the test plays the bot; calling the result waits for its end.
func acting(t *testing.T, w *Workspace, key string, a Action) (done func()) {
	t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- w.Act(key, a) }()
	return func() {
		t.Helper()
		if err := <-ended; err != nil {
			t.Errorf("%s: %v", key, err)
		}
	}
}
