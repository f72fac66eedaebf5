package slacksim

import (
	"maps"
	"slices"
	"time"
)

const (
	warned  = 10 * time.Second       // between a warning and the refresh it warns of
	lingers = 200 * time.Millisecond // how long a socket lives that was told to go: acknowledgements may be on their way
)

// CutSockets drops every connection without a goodbye.
func (w *Workspace) CutSockets() { w.hub.closeAll() }

// Disconnect asks the bot to reconnect, on every socket. What was sent before goes out first. After "warning" a
// socket takes envelopes for ten more seconds of the workspace's time and is then told refresh_requested; after that
// or "link_disabled" it gets no more and is closed.
func (w *Workspace) Disconnect(reason string) {
	w.hub.mu.Lock()
	w.tell(slices.Collect(maps.Keys(w.hub.sockets)), reason)
	w.hub.mu.Unlock()
	w.bump()
}

// DisconnectOne does to one random socket what Disconnect does to all.
func (w *Workspace) DisconnectOne(reason string) {
	w.hub.mu.Lock()
	if len(w.hub.sockets) > 0 {
		w.tell([]*socket{w.hub.pick()}, reason)
	}
	w.hub.mu.Unlock()
	w.bump()
}

// SocketMode is the switch in the app's settings. Off, sockets are closed and none can be opened.
func (w *Workspace) SocketMode(on bool) {
	w.hub.mu.Lock()
	if w.hub.off = !on; w.hub.off {
		clear(w.hub.tickets)
		w.tell(slices.Collect(maps.Keys(w.hub.sockets)), "link_disabled")
	}
	w.hub.mu.Unlock()
	w.bump()
}

// tell sends a disconnect message and sees to what it announces. The hub is locked.
func (w *Workspace) tell(to []*socket, reason string) {
	if w.ctx.Err() != nil {
		return
	}
	frame := encode(object{"type": "disconnect", "reason": reason, "debug_info": object{"host": "applink-1"}})
	for _, s := range to {
		s.push(frame)
	}
	w.wire.add(w.Now(), "in", "disconnect", reason, 0, frame)
	if reason == "warning" {
		due := w.clock.Now().Add(warned)
		w.running.Go(func() { w.refresh(to, due) })
		return
	}
	for _, s := range to {
		delete(w.hub.sockets, s)
		w.hub.leaving[s] = true
	}
	w.running.Go(func() { w.close(to) })
}

// refresh follows up a warning, for sockets that the bot has not replaced by then.
func (w *Workspace) refresh(to []*socket, due time.Time) {
	if w.clock.Until(w.ctx, due) != nil {
		return
	}
	w.hub.mu.Lock()
	to = slices.DeleteFunc(to, func(s *socket) bool { return !w.hub.sockets[s] })
	if len(to) > 0 {
		w.tell(to, "refresh_requested")
	}
	w.hub.mu.Unlock()
	w.bump()
}

func (w *Workspace) close(all []*socket) {
	timer := time.NewTimer(lingers)
	defer timer.Stop()
	select {
	case <-w.ctx.Done():
		return
	case <-timer.C:
	}
	for _, s := range all {
		s.push(nil)
	}
}
