package slacksim

import (
	"cmp"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	mathrand "math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

const (
	maxSockets  = 10
	ackLimit    = 20480 // bytes; bigger acknowledgements are dropped without a word
	ackDeadline = 3 * time.Second
	pingEvery   = 10 * time.Second
	socketQueue = 256 // frames a bot may be behind before its socket is cut
)

// Why an envelope was not acknowledged, in Slack's words.
var (
	errNoSocket = errors.New("dispatch_failed")
	errNoAck    = errors.New("operation_timeout")
)

// Envelope is something sent to the bot that waits for its acknowledgement.
type Envelope struct {
	ID, Type, What string
	At             time.Time
}

// Unacked are the envelopes not acknowledged so far: those in flight, those too late, and events that still
// wait for another try or ran out of them.
func (w *Workspace) Unacked() []Envelope {
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	out := slices.Clone(w.hub.lost)
	for _, e := range w.hub.flying {
		out = append(out, e.Envelope)
	}
	slices.SortFunc(out, func(a, b Envelope) int { return a.At.Compare(b.At) })
	return out
}

// CutSockets drops every connection without a goodbye.
func (w *Workspace) CutSockets() { w.hub.closeAll() }

// Disconnect asks the bot to reconnect: warning, refresh_requested, link_disabled.
func (w *Workspace) Disconnect(reason string) {
	frame := encode(object{"type": "disconnect", "reason": reason, "debug_info": object{"host": "applink-1"}})
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	for s := range w.hub.sockets {
		s.push(frame)
	}
	w.wire.add(w.Now(), "in", "disconnect", reason, 0, frame)
}

// hub holds the bot's sockets and the envelopes in flight. It has its own lock, taken after the workspace's.
type hub struct {
	deadline time.Duration // how long an acknowledgement may take, in real time

	mu      sync.Mutex
	sockets map[*socket]bool
	flying  map[string]*envelope
	lost    []Envelope
	tickets map[string]bool
}

type socket struct {
	conn *websocket.Conn
	out  chan []byte
	gone chan struct{}
	once sync.Once
}

// envelope in flight; done gets the acknowledgement's payload.
type envelope struct {
	Envelope
	eventID string
	done    chan object
}

// push queues a frame; a bot that does not read loses its socket, as it would at Slack.
func (s *socket) push(frame []byte) {
	select {
	case s.out <- frame:
	default:
		s.cut()
	}
}

func (s *socket) cut() {
	s.once.Do(func() {
		close(s.gone)
		_ = s.conn.Close() // it is being cut; how it closes changes nothing
	})
}

func (h *hub) closeAll() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.sockets {
		s.cut()
		delete(h.sockets, s)
	}
}

func (h *hub) live() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.sockets)
}

// openConnection is apps.connections.open: a ticket for one WebSocket.
func (w *Workspace) openConnection(r *http.Request) object {
	ticket := rand.Text()
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	w.hub.tickets[ticket] = true
	return object{"ok": true, "url": fmt.Sprintf("ws://%s/link/?ticket=%s&app_id=%s", r.Host, ticket, AppID)}
}

// link is the WebSocket a ticket was given for.
func (w *Workspace) link(rw http.ResponseWriter, r *http.Request) {
	ticket := r.URL.Query().Get("ticket")
	w.hub.mu.Lock()
	known := w.hub.tickets[ticket]
	delete(w.hub.tickets, ticket)
	w.hub.mu.Unlock()
	if !known {
		http.Error(rw, "unknown ticket", http.StatusForbidden)
		return
	}
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // the ticket is the proof
	conn, err := upgrader.Upgrade(rw, r, nil)
	if err != nil {
		w.log.Warn("socket not opened", "err", err)
		return
	}
	s := &socket{conn: conn, out: make(chan []byte, socketQueue), gone: make(chan struct{})}
	w.hub.mu.Lock()
	count := len(w.hub.sockets) + 1
	if count > maxSockets || w.ctx.Err() != nil {
		w.hub.mu.Unlock()
		err := conn.WriteJSON(object{"type": "disconnect", "reason": "too_many_websockets", "debug_info": object{"host": "applink-1"}})
		w.log.Warn("socket refused", "open", count-1, "err", err)
		s.cut()
		return
	}
	s.push(encode(object{
		"type": "hello", "num_connections": count,
		"debug_info":      object{"host": "applink-1", "build_number": 1, "approximate_connection_time": 18060},
		"connection_info": object{"app_id": AppID},
	}))
	w.hub.sockets[s] = true
	w.running.Go(func() { w.writeSocket(s) })
	w.running.Go(func() { w.readSocket(s) })
	w.hub.mu.Unlock()
	w.wire.add(w.Now(), "in", "hello", fmt.Sprintf("%d open", count), 0, nil)
	w.bump()
}

func (w *Workspace) drop(s *socket) {
	w.hub.mu.Lock()
	delete(w.hub.sockets, s)
	w.hub.mu.Unlock()
	s.cut()
	w.bump()
}

func (w *Workspace) bump() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.touch()
}

// writeSocket is the only one to write. The first ping goes out right after hello: clients time it.
func (w *Workspace) writeSocket(s *socket) {
	defer s.cut()
	ticker := time.NewTicker(pingEvery)
	defer ticker.Stop()
	for greeted := false; ; greeted = true {
		var err error
		select {
		case <-s.gone:
			return
		case frame := <-s.out:
			err = s.conn.WriteMessage(websocket.TextMessage, frame)
			if !greeted && err == nil {
				err = s.conn.WriteControl(websocket.PingMessage, []byte("hi"), time.Now().Add(time.Second))
			}
		case <-ticker.C:
			err = s.conn.WriteControl(websocket.PingMessage, []byte("hi"), time.Now().Add(time.Second))
		}
		if err != nil {
			w.log.Debug("socket lost", "err", err)
			return
		}
	}
}

// readSocket matches acknowledgements app-wide: a bot may answer on another socket than it was asked on.
func (w *Workspace) readSocket(s *socket) {
	defer w.drop(s)
	for {
		_, raw, err := s.conn.ReadMessage()
		if err != nil {
			return
		}
		var ack struct {
			EnvelopeID string `json:"envelope_id"`
			Payload    any    `json:"payload"`
		}
		if err := json.Unmarshal(raw, &ack); err != nil {
			w.wire.blame("a frame that is not JSON came from the bot")
			continue
		}
		if len(raw) >= ackLimit {
			w.wire.blame(fmt.Sprintf("an acknowledgement of %d bytes was dropped: the limit is %d", len(raw), ackLimit))
			continue
		}
		w.hub.mu.Lock()
		e := w.hub.flying[ack.EnvelopeID]
		delete(w.hub.flying, ack.EnvelopeID)
		w.hub.mu.Unlock()
		if e == nil {
			w.wire.add(w.Now(), "out", "ack", "ignored: late, double or unknown", 0, raw)
			continue
		}
		w.wire.add(w.Now(), "out", "ack "+e.What, "ok", time.Since(e.At), raw)
		payload, _ := ack.Payload.(object)
		e.done <- payload
	}
}

// send hands a payload to one random live socket; nil means there is none. It does not wait.
func (w *Workspace) send(kind, what string, payload object, answers bool, more object) *envelope {
	e := &envelope{Envelope: Envelope{ID: strings.ToLower(rand.Text()), Type: kind, What: what, At: time.Now()}, done: make(chan object, 1)}
	e.eventID = str(payload, "event_id")
	frame := object{"envelope_id": e.ID, "type": kind, "payload": payload, "accepts_response_payload": answers}
	maps.Copy(frame, more)
	body := encode(frame)
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	if len(w.hub.sockets) == 0 {
		w.wire.add(w.Now(), "in", what, "no socket is open", 0, body)
		w.hub.lose(e)
		return nil
	}
	w.hub.flying[e.ID] = e
	w.hub.pick().push(body)
	w.wire.add(w.Now(), "in", what, "sent", 0, body)
	return e
}

// pick is one socket, any: Slack promises no pattern.
func (h *hub) pick() *socket {
	open := slices.Collect(maps.Keys(h.sockets))
	return open[mathrand.IntN(len(open))] //nolint:gosec // any will do
}

// await waits for the acknowledgement of what send returned.
func (w *Workspace) await(e *envelope) (object, error) {
	if e == nil {
		return nil, errNoSocket
	}
	timer := time.NewTimer(w.hub.deadline)
	defer timer.Stop()
	select {
	case payload := <-e.done:
		w.hub.find(e)
		return payload, nil
	case <-timer.C:
	case <-w.ctx.Done():
	}
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	if w.hub.flying[e.ID] == nil { // it came in this very moment
		return <-e.done, nil
	}
	delete(w.hub.flying, e.ID)
	w.hub.lose(e)
	w.wire.add(w.Now(), "out", "ack "+e.What, errNoAck.Error(), time.Since(e.At), nil)
	return nil, errNoAck
}

// lose remembers an envelope nobody acknowledged; find forgets an event that a later try delivered.
func (h *hub) lose(e *envelope) {
	e.ID = cmp.Or(e.eventID, e.ID)
	if !slices.ContainsFunc(h.lost, func(l Envelope) bool { return l.ID == e.ID }) {
		h.lost = append(h.lost, e.Envelope)
	}
}

func (h *hub) find(e *envelope) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.lost = slices.DeleteFunc(h.lost, func(l Envelope) bool { return l.ID == e.eventID })
}
