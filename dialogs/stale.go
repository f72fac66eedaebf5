package dialogs

import "time"

// A case in which nobody does anything for days is somebody else's to look at (B5).

// staleDue is when whoever leads hears of it: not while the case waits for a time that
// somebody chose, and not while they were asked about it already.
func (c Case) staleDue() (at time.Time) {
	if c.leaderAsked() {
		return at
	}
	since := maxTime(maxTime(c.acted(), c.appointed()), c.Watch.Stale)
	return c.Policy.Due(since, c.Policy.Clock().Stale).UTC()
}

func (t *turn) tellStale(due time.Time) {
	if t.lead(Stale, due) {
		t.c.Watch.Stale = t.in.At
	}
}
