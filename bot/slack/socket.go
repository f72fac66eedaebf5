package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	slackapi "github.com/slack-go/slack"
)

// socket is one connection of Socket Mode, from Slack's greeting on.
//
// It is ours and not slack-go's, because the promise that nothing is dropped is kept
// or broken here: that client closes a connection at the first warning, with whatever
// is still on the way; keeps the reason to itself; leaves unacknowledged what it
// cannot parse; and says that an acknowledgement is out when it is only queued.
type socket struct {
	conn    *websocket.Conn
	log     *slog.Logger
	app     string        // the app's id, from the greeting
	leaving chan struct{} // closed when Slack is about to close it, or did
	ended   chan struct{} // closed when nothing more will come
	why     string        // what Slack gave as the reason to leave, once leaving is closed

	leave func(why string)
	write sync.Mutex
}

// frame is anything Slack sends.
type frame struct {
	Type       string          `json:"type"`
	EnvelopeID string          `json:"envelope_id"`
	Payload    json.RawMessage `json:"payload"`
	Reason     string          `json:"reason"` // of a disconnect
	Retry      int             `json:"retry_attempt"`
	Info       struct {
		AppID string `json:"app_id"`
	} `json:"connection_info"`
}

const (
	pingEvery = 5 * time.Second  // so that a dead line is noticed
	quiet     = 15 * time.Second // a line that was silent for so long is dead
	linger    = 15 * time.Second // Slack closes what it warned of after ten
	writeWait = 2 * time.Second
	frameMost = 16 << 20 // bytes
	ackMost   = 20480    // bytes; Slack drops bigger ones without a word
)

// refusedError is a connection that Slack closed instead of greeting.
type refusedError struct{ reason string }

func (e refusedError) Error() string { return "Slack refuses a connection: " + e.reason }

// connect opens a connection and waits for the greeting.
func connect(ctx context.Context, api *slackapi.Client, lg *slog.Logger) (*socket, error) {
	ctx, cancel := context.WithTimeout(ctx, httpWait)
	defer cancel()
	_, url, err := api.StartSocketModeContext(ctx)
	if err != nil {
		return nil, unwelcome(err, appToken)
	}
	dialer := websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: httpWait}
	conn, answer, err := dialer.DialContext(ctx, url, nil)
	if answer != nil {
		err = errors.Join(err, answer.Body.Close())
	}
	if err != nil {
		return nil, fmt.Errorf("connect to Slack: %w", err)
	}
	s := &socket{conn: conn, log: lg, leaving: make(chan struct{}), ended: make(chan struct{})}
	var once sync.Once
	s.leave = func(why string) { once.Do(func() { s.why = why; close(s.leaving) }) }
	conn.SetReadLimit(frameMost)
	s.alive()
	conn.SetPongHandler(func(string) error { s.alive(); return nil })
	answerPing := conn.PingHandler()
	conn.SetPingHandler(func(text string) error { s.alive(); return answerPing(text) })
	hello, err := s.next()
	if err == nil && hello.Type != "hello" {
		err = refusedError{hello.Reason}
	}
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	s.app = hello.Info.AppID
	return s, nil
}

// alive puts off the moment at which silence means that the line is dead.
func (s *socket) alive() {
	select {
	case <-s.leaving: // Slack closes it; no sign of life puts that off
	default:
		_ = s.conn.SetReadDeadline(time.Now().Add(quiet)) // it fails with the connection, which the reader sees
	}
}

// next reads one frame. One that is not what we know comes back as far as it could
// be read: of an envelope, its id is enough to acknowledge it.
func (s *socket) next() (frame, error) {
	_, raw, err := s.conn.ReadMessage()
	if err != nil {
		return frame{}, err
	}
	s.alive()
	var f frame
	if err := json.Unmarshal(raw, &f); err != nil {
		s.log.Warn("a frame of a kind we do not know", "envelope", f.EnvelopeID, "type", f.Type, "bytes", len(raw), "err", err)
	}
	return f, nil
}

// read hands on every envelope until the connection ends. After Slack's notice that
// it will close it, what is still on the way is taken too.
func (s *socket) read(take func(frame)) {
	defer close(s.ended)
	pinging := make(chan struct{})
	go func() { defer close(pinging); s.ping() }()
	for {
		f, err := s.next()
		if err != nil {
			s.leave(err.Error())
			break
		}
		switch {
		case f.Type == "disconnect":
			s.leave(f.Reason)
			_ = s.conn.SetReadDeadline(time.Now().Add(linger)) // as in alive
		case f.EnvelopeID != "":
			take(f)
		}
	}
	_ = s.conn.Close() // it has ended
	<-pinging
}

func (s *socket) ping() {
	beat := time.NewTicker(pingEvery)
	defer beat.Stop()
	for {
		select {
		case <-s.leaving:
			return
		case <-beat.C:
			if err := s.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeWait)); err != nil {
				_ = s.conn.Close() // nothing can be acknowledged on it any more; the reader sees it
				return
			}
		}
	}
}

// send writes one frame; without an error it is on its way.
func (s *socket) send(raw []byte) error {
	s.write.Lock()
	defer s.write.Unlock()
	err := s.conn.SetWriteDeadline(time.Now().Add(writeWait))
	if err == nil {
		err = s.conn.WriteMessage(websocket.TextMessage, raw)
	}
	if err != nil && !errors.Is(err, websocket.ErrCloseSent) {
		_ = s.conn.Close() // it takes no more, so it makes room for another
	}
	return err
}

// close ends the connection in order: what was sent arrives before the end does.
func (s *socket) close() {
	const patience = time.Second
	bye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	if err := s.conn.WriteControl(websocket.CloseMessage, bye, time.Now().Add(writeWait)); err == nil {
		timer := time.NewTimer(patience)
		defer timer.Stop()
		select {
		case <-s.ended:
		case <-timer.C:
		}
	}
	_ = s.conn.Close() // it was closed above, or cannot be any more
	<-s.ended
}
