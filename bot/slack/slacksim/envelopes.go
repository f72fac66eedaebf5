package slacksim

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	mathrand "math/rand/v2"
	"slices"
	"strings"
	"time"
)

// Why an envelope was not acknowledged, in Slack's words.
var (
	errNoSocket = errors.New("dispatch_failed")
	errNoAck    = errors.New("operation_timeout")
)

// Envelope is something sent to the bot that waits for its acknowledgement.
type Envelope struct {
	ID, Type, What string
	Text           string // of a message that an event tells of
	At             time.Time
}

// Mishap is what goes wrong with one envelope on its way. The zero Mishap is none.
type Mishap struct {
	Twice bool          // it is delivered twice, under two envelope ids with one payload; either acknowledgement counts
	Late  time.Duration // it reaches the bot so much later, in real time
	NoAck bool          // the bot's acknowledgement is lost: Slack behaves as if none came
}

func (m Mishap) String() string {
	var all []string
	if m.Twice {
		all = append(all, "twice")
	}
	if m.Late > 0 {
		all = append(all, fmt.Sprintf("%v late", m.Late))
	}
	if m.NoAck {
		all = append(all, "the acknowledgement will be lost")
	}
	return strings.Join(all, ", ")
}

// Mishaps sets what is asked before every envelope is sent, each further try of an event included; nil ends it.
// Type and What say what it is: "slash_commands" and "/recover", "interactive" and "block_actions ID" or
// "view_submission ID", "events_api" and "message.channels" or "message.channels, retry 1". It is asked in the
// middle of things and must not call the workspace.
func (w *Workspace) Mishaps(decide func(Envelope) Mishap) {
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	w.hub.decide = decide
}

func (h *hub) mishap(e Envelope) Mishap {
	h.mu.Lock()
	decide := h.decide
	h.mu.Unlock()
	if decide == nil {
		return Mishap{}
	}
	return decide(e)
}

// Unacked are the envelopes not acknowledged so far: those in flight, those too late, and events that still
// wait for another try or ran out of them.
func (w *Workspace) Unacked() []Envelope {
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	out := slices.Clone(w.hub.lost)
	for id, e := range w.hub.flying {
		if id == e.ids[0] {
			out = append(out, e.Envelope)
		}
	}
	slices.SortFunc(out, func(a, b Envelope) int { return a.At.Compare(b.At) })
	return out
}

// envelope in flight; done gets the acknowledgement's payload.
type envelope struct {
	Envelope
	ids     []string // of its copies
	mishap  Mishap   // that it meets with
	eventID string
	done    chan object
}

func newEnvelope(kind, what string) *envelope {
	e := &envelope{Envelope: Envelope{ID: newID(), Type: kind, What: what, At: time.Now()}, done: make(chan object, 1)}
	e.ids = []string{e.ID}
	return e
}

// send hands a payload to one random live socket; nil means there is none. It does not wait.
func (w *Workspace) send(kind, what string, payload object, answers bool, more object) *envelope {
	e := newEnvelope(kind, what)
	e.eventID = str(payload, "event_id")
	if event, is := payload["event"].(object); is {
		e.Text = str(event, "text")
	}
	if e.mishap = w.armedMishap(e, payload).and(w.hub.mishap(e.Envelope)); e.mishap.Twice {
		e.ids = append(e.ids, newID())
	}
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	for _, id := range e.ids {
		frame := object{"envelope_id": id, "type": kind, "payload": payload, "accepts_response_payload": answers}
		maps.Copy(frame, more)
		if !w.launch(e, id, frame) {
			return nil
		}
	}
	return e
}

// launch sends one copy of an envelope on its way and reports whether a socket is open. The hub is locked.
func (w *Workspace) launch(e *envelope, id string, frame object) bool {
	body := encode(frame)
	if len(w.hub.sockets) == 0 {
		w.wire.add(w.Now(), "in", e.What, "no socket is open", 0, body)
		w.hub.lose(e)
		return false
	}
	w.hub.flying[id] = e
	if e.mishap.Late > 0 {
		w.later(e.mishap.Late, body)
	} else {
		w.hub.pick().push(body)
	}
	w.wire.add(w.Now(), "in", e.What, cmp.Or(e.mishap.String(), "sent"), 0, body)
	return true
}

// Deliver sends the bot an envelope as it stands, whatever is in it, and waits for the acknowledgement.
func (w *Workspace) Deliver(frame map[string]any) error {
	e := newEnvelope(str(frame, "type"), "anything")
	frame = maps.Clone(frame)
	frame["envelope_id"] = e.ID
	w.hub.mu.Lock()
	open := w.launch(e, e.ID, frame)
	w.hub.mu.Unlock()
	if !open {
		return errNoSocket
	}
	_, err := w.await(e)
	return err
}

func newID() string { return strings.ToLower(rand.Text()) }

// later delivers a frame when its time comes, if anybody is there then. The hub is locked.
func (w *Workspace) later(d time.Duration, frame []byte) {
	if w.ctx.Err() != nil {
		return
	}
	w.running.Go(func() {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-w.ctx.Done():
			return
		case <-timer.C:
		}
		w.hub.mu.Lock()
		defer w.hub.mu.Unlock()
		if len(w.hub.sockets) > 0 {
			w.hub.pick().push(frame)
		}
	})
}

// pick is one socket, any: Slack promises no pattern.
func (h *hub) pick() *socket {
	open := slices.Collect(maps.Keys(h.sockets))
	return open[mathrand.IntN(len(open))] //nolint:gosec // any will do
}

// acknowledge takes what a bot says to an envelope; it may say it on any socket. The rest is for the wire log.
func (h *hub) acknowledge(id string, payload object) (what, note string, took time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	e := h.flying[id]
	switch {
	case e == nil:
		return "ack", "ignored: late, double or unknown", 0
	case e.mishap.NoAck:
		return "ack " + e.What, "lost on its way", time.Since(e.At)
	}
	h.land(e)
	e.done <- payload
	return "ack " + e.What, "ok", time.Since(e.At)
}

// land takes all copies of an envelope out of the air.
func (h *hub) land(e *envelope) {
	for _, id := range e.ids {
		delete(h.flying, id)
	}
}

// await waits for the acknowledgement of what send returned.
func (w *Workspace) await(e *envelope) (object, error) {
	if e == nil {
		return nil, errNoSocket
	}
	timer := time.NewTimer(w.hub.waits(e))
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
	if w.hub.flying[e.ids[0]] == nil { // it came in this very moment
		return <-e.done, nil
	}
	w.hub.land(e)
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
