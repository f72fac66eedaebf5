package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"makegood/store"
)

// A run about scheduled records: so many lie in a store, each with a time to be looked
// at. Some are due; they are claimed and looked at as the service does it, in batches, while others write.

const (
	batch     = 16 // claimed at once
	lease     = 12 * time.Second
	bodySize  = 2000 // bytes, a case in its middle
	loaders   = 64
	others    = 4 // who write meanwhile
	idle      = 500
	memoryMax = 100 << 20
)

// The rows.
const (
	toClaim  = "claim of 16 that are due"
	toCommit = "commit meanwhile"
	toPoll   = "claim when nothing is due"
	toSync   = "one fsync of 4 KB on this disk"
)

// shelf is the store under test.
type shelf struct {
	*store.Store
	r    *result
	n    int
	due  int // of them are due; the others in the next year
	from time.Time
	body json.RawMessage
}

// wakes fills a store, lets what is due be claimed, and holds times and memory against their bounds.
func wakes(ctx context.Context, p plan) (r *result, err error) {
	dir, err := os.MkdirTemp("", "makegood-bench-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	file := ""
	if p.store == "" {
		file = filepath.Join(dir, "wakes.db")
		p.store = "sqlite:" + file
	}
	r = &result{plan: p}
	if err := syncs(dir, r); err != nil { // and once more below: what the disk is at varies
		return r, err
	}
	st, err := store.Open(ctx, p.store)
	if err != nil {
		return r, err
	}
	s := &shelf{Store: st, r: r, n: p.wakes, due: p.dueNow, from: time.Now(), body: body()}
	began := time.Now()
	err = s.load(ctx)
	r.note("loaded %d records of %d bytes in %.1f s%s; memory %s", s.n, len(s.body), time.Since(began).Seconds(), sizes(file), memory())
	if err == nil {
		began = time.Now()
		err = s.claimAll(ctx)
		r.took = time.Since(began)
	}
	if err == nil {
		err = s.poll(ctx)
	}
	r.note("at the end memory %s%s", memory(), sizes(file))
	if err := errors.Join(err, st.Close()); err != nil {
		return r, err
	}
	if err := errors.Join(reopen(ctx, p.store, r), syncs(dir, r)); err != nil {
		return r, err
	}
	r.bounds(p.claim)
	return r, nil
}

// body is JSON as long as a case in its middle.
func body() json.RawMessage {
	return json.RawMessage(`{"note":"` + strings.Repeat("no hot water ", bodySize/13) + `"}`)
}

func recordID(i int) string { return fmt.Sprintf("R-%07d", i) }

// load puts the records there.
func (s *shelf) load(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range loaders {
		g.Go(func() error {
			for i := int(next.Add(1)) - 1; i < s.n; i = int(next.Add(1)) - 1 {
				wake := s.from.Add(time.Duration(1+rand.IntN(365*24)) * time.Hour) //nolint:gosec // any will do
				if s.isDue(i) {
					wake = s.from.Add(-time.Duration(rand.IntN(60_000)) * time.Millisecond) //nolint:gosec // as above
				}
				if err := s.put(ctx, i, wake, 0); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

// isDue: they are spread evenly.
func (s *shelf) isDue(i int) bool { return i%(s.n/s.due) == 0 && i/(s.n/s.due) < s.due }

// put writes a record as a step does: body, wake, tags and an entry of the journal.
func (s *shelf) put(ctx context.Context, i int, wake time.Time, hold time.Duration) error {
	_, err := s.Update(ctx, recordID(i), hold, func(rec store.Record) (store.Record, []store.Entry, error) {
		rec.Body, rec.Wake, rec.Tags = s.body, wake, []string{"case", "open", fmt.Sprintf("owner:U%03d", i%500)}
		return rec, []store.Entry{{At: s.from, Actor: "U1", What: "Woke", Public: json.RawMessage(`{"stage":"waiting"}`)}}, nil
	})
	return err
}

// claimAll takes what is due, as bot.Run does, while others write. Each must come once, and nothing else.
func (s *shelf) claimAll(ctx context.Context) error {
	work, done := context.WithCancel(ctx)
	defer done()
	g, writing := errgroup.WithContext(work)
	for range others {
		g.Go(func() error {
			for writing.Err() == nil {
				i := rand.IntN(s.n) //nolint:gosec // any will do
				if s.isDue(i) {
					continue
				}
				began := time.Now()
				if err := s.put(context.WithoutCancel(ctx), i, s.from.Add(1000*time.Hour), 0); err != nil {
					return err
				}
				s.r.waited(toCommit, time.Since(began))
				sleep(writing, pace)
			}
			return nil
		})
	}
	times := map[string]int{}
	for {
		began := time.Now()
		ids, _, err := s.Claim(ctx, lease, batch)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			break
		}
		s.r.waited(toClaim, time.Since(began))
		for _, id := range ids {
			times[id]++
			var i int
			if _, err := fmt.Sscanf(id, "R-%d", &i); err != nil {
				return err
			}
			if !s.isDue(i) {
				s.r.fault("early: %s was claimed and is not due", id)
			}
			if err := s.put(ctx, i, s.from.Add(24*time.Hour), 0); err != nil {
				return err
			}
		}
	}
	done()
	if err := g.Wait(); err != nil {
		return err
	}
	for i := range s.n {
		if n := times[recordID(i)]; s.isDue(i) && n != 1 {
			s.r.fault("claimed: %s, which was due, %d times", recordID(i), n)
		}
	}
	return nil
}

const pace = 5 * time.Millisecond

// poll looks for what is due where nothing is, as a service does all day.
func (s *shelf) poll(ctx context.Context) error {
	for range idle {
		began := time.Now()
		ids, _, err := s.Claim(ctx, lease, batch)
		if err != nil {
			return err
		}
		s.r.waited(toPoll, time.Since(began))
		if len(ids) > 0 {
			s.r.fault("early: %v were claimed and nothing is due", ids)
		}
	}
	return nil
}

// reopen tells how long a start takes.
func reopen(ctx context.Context, url string, r *result) error {
	began := time.Now()
	st, err := store.Open(ctx, url)
	if err != nil {
		return err
	}
	opened := time.Since(began)
	_, _, err = st.Claim(ctx, lease, batch)
	r.note("opened again in %.1f ms, the first claim %.1f ms after that began", ms(opened), ms(time.Since(began)))
	return errors.Join(err, st.Close())
}

// syncs measures what a durable write costs at least here.
func syncs(dir string, r *result) error {
	f, err := os.Create(filepath.Join(dir, "sync"))
	if err != nil {
		return err
	}
	page := make([]byte, 4096)
	for range 500 {
		began := time.Now()
		_, err := f.Write(page)
		if err = errors.Join(err, f.Sync()); err != nil {
			return errors.Join(err, f.Close())
		}
		r.waited(toSync, time.Since(began))
	}
	return f.Close()
}

// bounds holds the times against what is allowed. A claim waits for the disk twice at the most: for the write that
// is under way, and for its own; and now and then for the log to be moved into the main file.
func (r *result) bounds(claim time.Duration) {
	if p99 := r.percentile(toClaim, 99); p99 > claim {
		r.fault("slow: the p99 of a claim is %.1f ms, more than %v", ms(p99), claim)
	}
	if peak := status("VmHWM"); peak > memoryMax {
		r.fault("large: %d MB of memory at the most, more than %d", peak>>20, memoryMax>>20)
	}
}

// memory is what this process, with the store in it, has and had of it.
func memory() string {
	return fmt.Sprintf("%d MB, at the most %d MB", status("VmRSS")>>20, status("VmHWM")>>20)
}

// status is a line of what Linux tells of this process, in bytes; 0 where it is not told.
func status(name string) int64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		var kb int64
		if n, _ := fmt.Sscanf(line, name+": %d kB", &kb); n == 1 {
			return kb << 10
		}
	}
	return 0
}

// sizes are those of the file and the log beside it.
func sizes(file string) string {
	var text strings.Builder
	for _, name := range []string{"", "-wal"} {
		if at, err := os.Stat(file + name); err == nil {
			fmt.Fprintf(&text, ", wakes.db%s %d MB", name, at.Size()>>20)
		}
	}
	return text.String()
}
