package bot

import (
	"context"
	"sync"
	"time"
)

const (
	tick    = time.Second      // how often we look for what is due where others may have set it
	longest = 15 * time.Minute // and at the latest where nobody can: somebody may have set the clock
)

// alarm is when somebody looks next for what is due. A process that has the store to itself
// hears of every earlier wake, and sleeps until then.
type alarm struct {
	sleeps bool
	rings  chan struct{} // something in it: an earlier wake was set

	mu    sync.Mutex
	at    time.Time // when we look again, zero: at once
	began time.Time // when the service came back from its last outage
}

func newAlarm(sleeps bool) *alarm { return &alarm{sleeps: sleeps, rings: make(chan struct{}, 1)} }

// back takes note that nothing was looked for until now.
func (a *alarm) back(now time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.began = now.UTC()
}

func (a *alarm) since() time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.began
}

// looking: whatever is set from now on may not be seen by the look that begins.
func (a *alarm) looking() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.at = time.Time{}
	select {
	case <-a.rings:
	default:
	}
}

// set takes note of a record's wake, which nobody can be handed before held.
func (a *alarm) set(wake, held time.Time) {
	if wake.IsZero() || !a.sleeps {
		return
	}
	if held.After(wake) {
		wake = held
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.at.IsZero() && !wake.Before(a.at) {
		return
	}
	a.at = wake
	select {
	case a.rings <- struct{}{}:
	default:
	}
}

// wait sleeps until next, zero: nothing is due, or an earlier wake. It reports whether ctx
// still goes on.
func (a *alarm) wait(ctx context.Context, next, now time.Time) bool {
	for {
		a.mu.Lock()
		if a.at.IsZero() || !next.IsZero() && next.Before(a.at) {
			a.at = next
		}
		at := a.at
		a.mu.Unlock()
		sleep := tick
		if a.sleeps {
			sleep = longest
			if !at.IsZero() {
				sleep = min(longest, at.Sub(now))
			}
		} else if !at.IsZero() {
			sleep = min(tick, at.Sub(now))
		}
		if sleep <= 0 {
			return ctx.Err() == nil
		}
		timer := time.NewTimer(sleep)
		select {
		case <-ctx.Done():
			timer.Stop()
			return false
		case <-timer.C:
			return true
		case <-a.rings:
			timer.Stop()
			now = time.Now()
		}
	}
}
