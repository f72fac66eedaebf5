package store

import (
	"context"
	"time"
)

// backend is what differs between databases. Times are whole milliseconds since 1970 in UTC, 0 for never.
//
// A record has two times: wake as it was put, and due, when it may next be claimed. A put sets due to wake, but not
// before the end of its hold; a claim sets it to the end of the lease and counts one more claim, a put sets that count
// back to 0.
//
//nolint:interfacebloat // each is one operation on the database that the logic above cannot put together from others
type backend interface {
	// get returns a row of version 0 when there is none.
	get(ctx context.Context, id string) (row, error)
	// put returns errConflict, having written nothing, unless the stored version is the one before c.version. It
	// returns nil when the stored row is of c.version and has c.token: this very change is there already.
	put(ctx context.Context, c change) error
	// claim leases up to n due rows, ordered by due and id, each for backOff(lease, claims so far).
	claim(ctx context.Context, lease time.Duration, n int) (ids []string, next int64, err error)
	list(ctx context.Context, tag, after string, n int) ([]string, error)
	// filed returns those of the tags that do not lead to the record, and when it may next be claimed, 0: never.
	filed(ctx context.Context, id string, tags []string) (lost []string, due int64, err error)
	// log returns the journal in order.
	log(ctx context.Context, id string) ([]line, error)
	// forget erases the private halves of the journal.
	forget(ctx context.Context, id string) error
	// erase takes away the row with its tags and its journal, or returns errConflict unless it has r.version.
	erase(ctx context.Context, r row) error
	close() error
}

// longestBackOff ends the doubling of leases.
const longestBackOff = time.Hour

// layout is the version of how data lie in either database; a store of a later one is refused.
const layout = 1

type row struct {
	id      string
	version int64
	wake    int64
	tags    []string // sorted, each once
	body    []byte
	seq     int64  // of the last journal entry
	head    string // its hash
}

// change is a row as it shall be, and what else belongs into the same write.
type change struct {
	row
	token        string // another one for every attempt: tells a repeated command from another writer's
	hold         time.Duration
	gained, lost []string // tags, against the row before
	lines        []line   // the last one has number seq
}

// line is a journal entry in the two halves that are kept apart so that one can be erased.
type line struct{ public, private string }

func (r row) record() Record {
	if len(r.body) == 0 {
		r.body = nil
	}
	return Record{
		ID: r.id, Version: r.version, Wake: fromMillis(r.wake), Tags: append([]string(nil), r.tags...), Body: r.body, seq: r.seq, head: r.head,
	}
}

// row is what a record was made from.
func (r Record) row() row {
	return row{id: r.ID, version: r.Version, wake: toMillis(r.Wake), tags: r.Tags, body: r.Body, seq: r.seq, head: r.head}
}

func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// toMillis rounds up: a wake time must not come early. What lies before 1970 is due as well, so it becomes 1.
func toMillis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return max(t.Add(time.Millisecond-1).UnixMilli(), 1)
}

// millis rounds up too, so that a lease is never nothing.
func millis(d time.Duration) int64 {
	return int64((d + time.Millisecond - 1) / time.Millisecond)
}
