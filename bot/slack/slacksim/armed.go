package slacksim

import (
	"errors"
	"maps"
	"slices"
	"time"
)

// What somebody at the page can arm. A mishap meets the next thing a person does, and several meet it together; a
// failure meets the next call of the Web API, one failure a call, so that the bot's reconnecting does not use it up.
var (
	armedMishaps  = map[string]Mishap{"lose": {NoAck: true}, "twice": {Twice: true}, "late": {Late: 4 * time.Second}}
	armedFailures = map[string]Failure{
		"limit": {Status: 429, RetryAfter: 5 * time.Second}, "broken": {Status: 500}, "page": {HTML: true}, "snap": {Cut: true},
	}
	outage = Failure{Status: 503} // "down": every call, until called off
)

var errNotHere = errors.New("that cannot be done here")

// arm sets or calls off what is to go wrong.
func (w *Workspace) arm(what string, on bool) error {
	_, mishap := armedMishaps[what]
	_, failure := armedFailures[what]
	if !mishap && !failure && what != "down" {
		return errNotHere
	}
	w.hub.mu.Lock()
	w.hub.armed[what] = on
	w.hub.mu.Unlock()
	w.bump()
	return nil
}

// armed is what waits to go wrong.
func (w *Workspace) armed() []string {
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	out := []string{}
	for _, what := range slices.Sorted(maps.Keys(w.hub.armed)) {
		if w.hub.armed[what] {
			out = append(out, what)
		}
	}
	return out
}

// armedMishap takes what was armed for an envelope. The page hears of it as soon as the workspace is free.
func (w *Workspace) armedMishap(e *envelope, payload object) Mishap {
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	var met Mishap
	if event := sub(payload, "event"); event != nil && (str(event, "client_msg_id") == "" || str(event, "type") != "message") {
		return met // nothing that a person has just typed
	}
	for what, m := range armedMishaps {
		if w.hub.armed[what] {
			w.hub.armed[what] = false
			met = met.and(m)
		}
	}
	if met != (Mishap{}) && w.ctx.Err() == nil {
		w.log.Info("a mishap was armed", "envelope", e.What, "mishap", met)
		w.running.Go(w.bump)
	}
	return met
}

// and is both mishaps at once.
func (m Mishap) and(other Mishap) Mishap {
	return Mishap{Twice: m.Twice || other.Twice, Late: max(m.Late, other.Late), NoAck: m.NoAck || other.NoAck}
}

// armedFailure takes what was armed for a call.
func (w *Workspace) armedFailure(method string) *Failure {
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	if w.hub.armed["down"] {
		return &outage
	}
	if method == "apps.connections.open" {
		return nil
	}
	for _, what := range slices.Sorted(maps.Keys(armedFailures)) {
		if w.hub.armed[what] {
			w.hub.armed[what] = false
			if w.ctx.Err() == nil {
				w.running.Go(w.bump)
			}
			f := armedFailures[what]
			return &f
		}
	}
	return nil
}
