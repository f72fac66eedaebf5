package slacksim

import (
	"maps"
	"time"
)

// Deliver sends the bot an envelope as it stands, whatever is in it, and waits for the acknowledgement.
func (w *Workspace) Deliver(frame map[string]any) error {
	e := &envelope{Envelope: Envelope{ID: newID(), Type: str(frame, "type"), What: "anything", At: time.Now()}, done: make(chan object, 1)}
	e.ids = []string{e.ID}
	frame = maps.Clone(frame)
	frame["envelope_id"] = e.ID
	body := encode(frame)
	w.hub.mu.Lock()
	if len(w.hub.sockets) == 0 {
		w.hub.mu.Unlock()
		return errNoSocket
	}
	w.hub.flying[e.ID] = e
	w.hub.pick().push(body)
	w.wire.add(w.Now(), "in", e.What, "sent", 0, body)
	w.hub.mu.Unlock()
	_, err := w.await(e)
	return err
}
