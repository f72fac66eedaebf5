package bot

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"makegood/store"
)

// What one round of the audit goes over, in small pieces, and what it leaves.

// round is one round of the audit.
type round struct {
	b      *Bot
	state  auditing
	held   time.Time // until when the round is ours
	open   int
	oldest time.Duration // that a message of an open case has waited
	idle   int           // open cases that nothing will wake, which is a fault
	left   int           // what is still wrong
	first  string
}

// all looks at every open case, and at some of everything else.
func (r *round) all(ctx context.Context) error {
	if r.state.After == nil {
		r.state.After = map[string]string{}
	}
	after := ""
	for {
		ids, err := r.b.store.List(ctx, "open", after, auditPage)
		if err != nil {
			return err
		}
		for _, id := range ids {
			r.open++
			after = id
			r.one(ctx, id, "open")
		}
		if len(ids) < auditPage {
			break
		}
		if err := r.pause(ctx); err != nil {
			return err
		}
	}
	for _, kind := range kinds {
		if err := r.some(ctx, kind); err != nil {
			return err
		}
	}
	return r.numbered(ctx)
}

// some goes on where the last round ended with a kind of record, and begins anew behind the last.
func (r *round) some(ctx context.Context, kind string) error {
	if kind == "case" { // they go by number
		return nil
	}
	ids, err := r.b.store.List(ctx, kind, r.state.After[kind], auditStale)
	if err != nil {
		return err
	}
	r.state.After[kind] = ""
	if len(ids) == auditStale {
		r.state.After[kind] = ids[len(ids)-1]
	}
	for _, id := range ids {
		r.one(ctx, id, kind)
	}
	return r.pause(ctx)
}

// numbered finds cases that no tag leads to any more: their numbers are known.
func (r *round) numbered(ctx context.Context) error {
	d, err := r.b.store.Get(ctx, deskID)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	desk, err := readDesk(d)
	if err != nil {
		return err
	}
	for range min(auditStale, desk.Last-firstNumber+1) {
		if r.state.Number++; r.state.Number > desk.Last || r.state.Number < firstNumber {
			r.state.Number = firstNumber
		}
		number := strconv.Itoa(r.state.Number)
		r.one(ctx, "R-"+number, "")
		r.one(ctx, "C-"+number, "")
	}
	return nil
}

// pause leaves the store to others for a moment, and keeps the round.
func (r *round) pause(ctx context.Context) error {
	timer := time.NewTimer(auditPause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
	}
	if now := r.b.Now(); r.held.Sub(now) < auditLease/2 {
		ours := false
		state, err := r.b.auditor(ctx, func(a *auditing) bool {
			if ours = a.Who == r.b.me; ours {
				a.Until = now.Add(auditLease)
			}
			return ours
		})
		if r.held = state.Until; err == nil && !ours {
			err = errTaken
		}
		return err
	}
	return nil
}

// one looks at a record that a tag led to, if one did, and mends it.
func (r *round) one(ctx context.Context, id, tag string) {
	wrong, rec, err := r.b.examine(ctx, id, tag)
	if errors.Is(err, store.ErrNotFound) && tag == "" {
		return
	}
	if err == nil && len(wrong) > 0 { // somebody may be writing it just now: what is wrong stays wrong
		if pausing := r.pause(ctx); pausing != nil {
			return
		}
		wrong, rec, err = r.b.examine(ctx, id, tag)
	}
	if err != nil {
		r.leave(id, readFault, err)
		return
	}
	if age := rec.waits(r.b.Now()); age > r.oldest {
		r.oldest = age
	}
	for _, what := range wrong {
		if what == idleFault {
			r.idle++
		}
		if err := r.b.mend(ctx, id, tag, what); err != nil {
			r.leave(id, what, err)
			continue
		}
		if what == dueFault && r.stays(ctx, id, tag, what) { // it was only set going
			r.leave(id, what, nil)
			continue
		}
		r.b.meters.mended(what)
		r.b.log.Warn("the audit mended a record", "record", id, "what", what)
	}
}

// stays reports whether something is still wrong in a moment.
func (r *round) stays(ctx context.Context, id, tag string, what fault) bool {
	if r.pause(ctx) != nil {
		return true
	}
	wrong, _, err := r.b.examine(ctx, id, tag)
	return err != nil || slices.Contains(wrong, what)
}

// leave takes note of something that is still wrong.
func (r *round) leave(id string, what fault, err error) {
	if r.left++; r.first == "" {
		r.first = id + " (" + string(what) + ")"
	}
	r.b.log.Error("the audit finds a record that is not as it should be", "record", id, "what", what, "err", err)
}
