package slacksim

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

const (
	maxSockets  = 10
	ackLimit    = 20480           // bytes; bigger acknowledgements are dropped without a word
	slackWaits  = 3 * time.Second // for an acknowledgement, and for the use of a trigger
	pingEvery   = 10 * time.Second
	socketQueue = 256 // frames a bot may be behind before its socket is cut
)

// hub holds the bot's sockets and the envelopes in flight. It has its own lock, taken after the workspace's.
type hub struct {
	waits func(*envelope) time.Duration // for an acknowledgement, in real time

	mu      sync.Mutex
	sockets map[*socket]bool // those that take envelopes
	leaving map[*socket]bool // those that were told to go and may still acknowledge
	flying  map[string]*envelope
	lost    []Envelope
	tickets map[string]bool
	off     bool // Socket Mode is
	decide  func(Envelope) Mishap
	armed   map[string]bool // by somebody at the page
}

type socket struct {
	conn *websocket.Conn
	out  chan []byte
	gone chan struct{}
	once sync.Once
}

// push queues a frame, nil for a goodbye; a bot that does not read loses its socket, as it would at Slack.
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
	for _, some := range []map[*socket]bool{h.sockets, h.leaving} {
		for s := range some {
			s.cut()
		}
		clear(some)
	}
}

func (h *hub) forgetTickets() {
	h.mu.Lock()
	defer h.mu.Unlock()
	clear(h.tickets)
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
	if w.hub.off { // an error code from memory: Slack documents it for other methods only
		return object{"ok": false, "error": "socket_mode_not_enabled"}
	}
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
	delete(w.hub.leaving, s)
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
			if frame == nil {
				bye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
				_ = s.conn.WriteControl(websocket.CloseMessage, bye, time.Now().Add(time.Second)) // it closes either way
				return
			}
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
		payload, _ := ack.Payload.(object)
		what, note, took := w.hub.acknowledge(ack.EnvelopeID, payload)
		w.wire.add(w.Now(), "out", what, note, took, raw)
	}
}
