package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"time"

	"makegood/store"
)

// The auditor goes over the records again and again and holds them against what the store
// says of them: that each is woken when something in it is due, that each tag leads to it,
// that nothing which could have been shown lies there for long. What is wrong it mends from
// the record itself, which is the one truth. Only a round that left nothing wrong beats the
// heart.
//
// Among several processes one audits at a time: the record "auditor" has its name, until a
// time. Each mend is a compare-and-swap like any other change, so two that meet do no harm.

const (
	auditorID   = "auditor"
	auditEvery  = 5 * time.Minute        // unless the settings say otherwise
	auditLook   = 2 * time.Second        // how often we look whether a round is due, where others may do it, or move the clock
	auditLease  = time.Minute            // after which another process takes over
	auditPage   = 32                     // records at once,
	auditPause  = 100 * time.Millisecond // and then the store is left to others
	auditStale  = 64                     // records a round of those that nobody expects anything of
	undelivered = 15 * time.Minute       // what could have been done this long ago should have been
)

// auditing is the auditor's record.
type auditing struct {
	Who    string
	Until  time.Time
	Began  time.Time
	Ended  time.Time         // the latest round
	Clean  time.Time         // the latest that left nothing wrong
	After  map[string]string // by tag: the last record that was looked at
	Number int               // of the last case looked at by its number
	Faults int               // left by the latest round
	First  string            // one of them, for people
}

// fault is a kind of thing that is wrong.
type fault string

const (
	wakeFault  fault = "wake"     // it would not be woken when something is due
	tagFault   fault = "tags"     // it is not found by what is in it, or by what is not
	dueFault   fault = "overdue"  // it should have been woken or shown long ago
	idleFault  fault = "idle"     // an open case that nothing will ever wake
	readFault  fault = "unread"   // it cannot be read
	staffFault fault = "somebody" // somebody in it is gone, or back
	planFault  fault = "agenda"   // an agenda has other things of a case than the case
)

// auditAll audits until ctx ends.
func (b *Bot) auditAll(ctx context.Context) {
	select {
	case <-b.staff.first:
	case <-ctx.Done():
		return
	}
	every := min(auditLook, b.auditEvery())
	if b.alarm.sleeps {
		every = b.auditEvery()
	}
	if every <= 0 {
		return
	}
	for {
		if err := b.audit(ctx); err != nil && ctx.Err() == nil {
			b.log.Error("a round of the audit was broken off", "err", err)
		}
		look := time.NewTimer(every) // from the end of a round: the next is due so long after it
		select {
		case <-ctx.Done():
			look.Stop()
			return
		case <-look.C:
		}
	}
}

// auditEvery is how long lies between two rounds; below zero: there are none.
func (b *Bot) auditEvery() time.Duration {
	if b.Audit == 0 {
		return auditEvery
	}
	return b.Audit
}

// audit does a round, if one is due and no other process is at it.
func (b *Bot) audit(ctx context.Context) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	mine := false
	state, err := b.auditor(ctx, func(a *auditing) bool {
		now := b.Now()
		other := a.Who != "" && a.Who != b.me && now.Before(a.Until)
		mine = !other && (a.Ended.Before(a.Began) || !now.Before(a.Ended.Add(b.auditEvery())))
		if mine {
			a.Who, a.Until, a.Began = b.me, now.Add(auditLease), now
		}
		return mine
	})
	if err != nil || !mine {
		b.meters.beat.Store(max(0, state.Clean.Unix())) // 0: never
		return err
	}
	r := &round{b: b, state: state, held: state.Until}
	if err := r.all(ctx); err != nil {
		return err
	}
	_, err = b.auditor(ctx, func(a *auditing) bool {
		if a.Who != b.me { // it took us too long, and somebody else is at it
			return false
		}
		a.Who, a.Ended, a.After, a.Number = "", b.Now(), r.state.After, r.state.Number
		a.Faults, a.First = r.left, r.first
		if r.left == 0 {
			a.Clean = a.Ended
			b.meters.beat.Store(a.Clean.Unix())
		}
		return true
	})
	b.meters.rounds.Inc()
	b.meters.open.Store(int64(r.open))
	b.meters.outbox.Store(int64(r.oldest.Seconds()))
	b.meters.faults.Store(int64(r.left))
	b.meters.idle.Store(int64(r.idle))
	return err
}

// auditor changes the auditor's record, if change says so.
func (b *Bot) auditor(ctx context.Context, change func(*auditing) bool) (auditing, error) {
	var a auditing
	_, err := b.store.Update(ctx, auditorID, 0, func(r store.Record) (store.Record, []store.Entry, error) {
		a = auditing{}
		if len(r.Body) > 0 {
			if err := json.Unmarshal(r.Body, &a); err != nil {
				return r, nil, fmt.Errorf("read the auditor's record: %w", err)
			}
		}
		if !change(&a) {
			return r, nil, store.ErrNoChange
		}
		var err error
		r.Body, err = json.Marshal(a)
		return r, nil, err
	})
	return a, err
}
