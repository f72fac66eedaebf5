// Package store keeps records: each is one JSON body with a version, the time somebody must next look at it, a set of
// tags to find it by, and a journal that only grows.
//
// What is promised, on every backend:
//
//   - Update is one atomic write: body, wake time, tags and journal entries change together or not at all. It is a
//     compare-and-swap on the version, so two writers never overwrite each other. When it has returned nil the change
//     is as durable as Promise says.
//   - Claim hands a due record to one caller at a time and takes it back when the lease ends. A lease gives liveness
//     only, and the next Update of the record by anybody ends it: what must not happen twice is guarded by the version.
//   - A record that is claimed again and again without an Update waits twice as long each time, up to an hour. It is
//     never dropped.
//   - Nothing has a lifetime of its own: records go when Erase is called.
//
// Ids and tags are non-empty UTF-8 text and sort by their bytes. Times are kept to the millisecond, a wake time rounded
// up so that nobody is woken early. A body is any bytes; an empty one comes back as nil.
//
// SQLite keeps one file on a local disk (not a network share) for one process. Redis may serve many processes; all keys
// of a namespace lie in one slot, hence on one shard, so that a write stays atomic on a Cluster too. Erased text is
// overwritten in the SQLite file; a Redis append-only file holds it until its next rewrite.
package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

var (
	// ErrNotFound says that there is no record with that id.
	ErrNotFound = errors.New("no such record")
	// ErrNoChange is what the function given to Update returns when there is nothing to write.
	ErrNoChange = errors.New("no change")
	// ErrBusy says that another process has the SQLite file.
	ErrBusy = errors.New("another process has this store file open: stop that process, or give this one a file of its own")

	errURL = errors.New("the store must be given as sqlite:PATH (a file on a local disk), redis://HOST:6379/0 " +
		"or rediss://HOST:6379/0 (TLS)")
	errConflict = errors.New("the record kept changing")
)

// Record is a caller's state as it stands in the store.
type Record struct {
	ID      string
	Version int64           // counts writes; 0: does not exist yet
	Wake    time.Time       // when somebody must next look, in UTC; zero: never
	Tags    []string        // the whole set each time; comes back sorted
	Body    json.RawMessage // the caller's state

	seq  int64  // of the last journal entry
	head string // its hash
}

// Store is ready to use and safe for concurrent use.
type Store struct {
	back    backend
	promise string
}

// Option changes how Open works.
type Option func(*settings)

type settings struct {
	now       func() time.Time
	namespace string
	unchecked bool
}

// WithClock replaces time.Now. SQLite takes it as it is; Redis, whose clock is the server's, moves that by as much as
// this one differs from time.Now.
func WithClock(now func() time.Time) Option {
	return func(s *settings) { s.now = now }
}

// WithNamespace separates the keys of one Redis into several stores. SQLite has no use for it: a store is a file.
func WithNamespace(name string) Option {
	return func(s *settings) { s.namespace = name }
}

// Open returns a ready store. The url is one of
//
//	sqlite:PATH                                a file, made if missing, together with its folder
//	redis://USER:PASSWORD@HOST:6379/0          one server; rediss:// for TLS
//	redis://HOST:26379/0?master_name=NAME      Sentinel: HOST is a sentinel, further ones as &addr=HOST:PORT,
//	                                           its user before the @, the server's as &username=&password=
//	redis://HOST:6379?addr=HOST:6379           Cluster: any two of its nodes
//
// Further Redis parameters are those of go-redis. An error says what to set, and never shows the url.
func Open(ctx context.Context, url string, opts ...Option) (*Store, error) {
	set := settings{now: time.Now, namespace: "makegood"}
	for _, o := range opts {
		o(&set)
	}
	var (
		back    backend
		promise string
		err     error
	)
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
		back, promise, err = openSQLite(ctx, path, set)
	} else if strings.HasPrefix(url, "redis://") || strings.HasPrefix(url, "rediss://") {
		back, promise, err = openRedis(ctx, url, set)
	} else {
		err = errURL
	}
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	return &Store{back: back, promise: promise}, nil
}

// Promise tells in one sentence what a power cut can cost with this store, as found when it was opened.
func (s *Store) Promise() string { return s.promise }

// Exclusive reports that no other process can have this store open.
func (s *Store) Exclusive() bool {
	_, file := s.back.(*sqlite)
	return file
}

// Close waits for writes that have begun.
func (s *Store) Close() error { return s.back.close() }

// Get returns the record, or ErrNotFound.
func (s *Store) Get(ctx context.Context, id string) (Record, error) {
	r, err := s.back.get(ctx, id)
	if err == nil && r.version == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Record{}, fmt.Errorf("get record %q: %w", id, err)
	}
	return r.record(), nil
}

// Claim returns up to n ids that are due, the oldest first, and gives each a lease: nobody else is handed it before the
// lease ends or the record is updated. The time is when to claim again at the latest, which is past when more than n
// were due; it is zero when no record has a wake time. Another process may of course set an earlier one meanwhile.
func (s *Store) Claim(ctx context.Context, lease time.Duration, n int) ([]string, time.Time, error) {
	if lease <= 0 {
		return nil, time.Time{}, fmt.Errorf("claim: a lease of %v is none", lease)
	}
	ids, next, err := s.back.claim(ctx, lease, max(n, 0))
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("claim: %w", err)
	}
	return ids, fromMillis(next), nil
}

// List returns up to n ids of records with that tag, in byte order, beginning behind after ("": from the first).
func (s *Store) List(ctx context.Context, tag, after string, n int) ([]string, error) {
	if n <= 0 {
		return nil, nil
	}
	ids, err := s.back.list(ctx, tag, after, n)
	if err != nil {
		return nil, fmt.Errorf("list tag %q: %w", tag, err)
	}
	return ids, nil
}

// Filed tells how a record is found: those of its own tags that do not lead to it, and when it may next be claimed, zero:
// never. Only damage from outside makes the first something, or the second nothing where the record has a wake time.
func (s *Store) Filed(ctx context.Context, r Record) (lost []string, due time.Time, err error) {
	lost, ms, err := s.back.filed(ctx, r.ID, append([]string{}, r.Tags...))
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("look how record %q is found: %w", r.ID, err)
	}
	return lost, fromMillis(ms), nil
}

func checkText(what, s string) error {
	if s == "" || !utf8.ValidString(s) {
		return fmt.Errorf("%s %q is not a non-empty UTF-8 text", what, s)
	}
	return nil
}
