package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

func testReopen(t *testing.T, p place) {
	s := p.open(t)
	want := write(t, s, Record{ID: "a", Wake: time.Now(), Tags: []string{"t"}, Body: json.RawMessage("1")}, Entry{What: "one"})
	equal(t, "close", s.Close(), nil)
	s = p.open(t)
	equal(t, "record", read(t, s, "a"), want)
	write(t, s, want, Entry{What: "two"})
	entries, err := s.Journal(t.Context(), "a")
	if err != nil || len(entries) != 2 || Verify(entries) != nil {
		t.Fatalf("journal %v, %v, %v", entries, err, Verify(entries))
	}
	listed, err := s.List(t.Context(), "t", "", 9)
	equal(t, "error", err, nil)
	equal(t, "tagged", listed, []string{"a"})
}

// increment adds one to the number that is the record's body.
func increment(ctx context.Context, s *Store, id string, entries ...Entry) error {
	_, err := s.Update(ctx, id, 0, func(r Record) (Record, []Entry, error) {
		n := 0
		if r.Version > 0 {
			var err error
			if n, err = strconv.Atoi(string(r.Body)); err != nil {
				return Record{}, nil, err
			}
		}
		r.Body = json.RawMessage(strconv.Itoa(n + 1))
		return r, entries, nil
	})
	return err
}

func testRacingWriters(t *testing.T, p place) {
	const writers, records = 32, 20
	s := p.open(t)
	g, ctx := errgroup.WithContext(t.Context())
	for range writers {
		g.Go(func() error {
			for i := range records {
				if err := increment(ctx, s, fmt.Sprint(i), Entry{What: "add"}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	for i := range records {
		r := read(t, s, fmt.Sprint(i))
		equal(t, "increments", string(r.Body), fmt.Sprint(writers))
		equal(t, "version", r.Version, int64(writers))
		entries, err := s.Journal(t.Context(), r.ID)
		if err != nil || len(entries) != writers || Verify(entries) != nil {
			t.Fatalf("%d entries, %v, %v", len(entries), err, Verify(entries))
		}
	}
}

func testRacingWorkers(t *testing.T, p place) {
	const workers, records, rounds = 8, 40, 3
	s := p.open(t)
	for i := range records {
		write(t, s, Record{ID: fmt.Sprint(i), Wake: time.Now().Add(-time.Hour), Body: json.RawMessage("0")})
	}
	var held sync.Map
	var claims, left atomic.Int64
	left.Store(records)
	g, ctx := errgroup.WithContext(t.Context())
	for range workers {
		g.Go(func() error {
			for left.Load() > 0 {
				ids, _, err := s.Claim(ctx, time.Hour, 3)
				if err != nil {
					return err
				}
				for _, id := range ids {
					if _, both := held.LoadOrStore(id, true); both {
						return fmt.Errorf("%s was handed to two workers", id)
					}
				}
				for _, id := range ids {
					claims.Add(1)
					if _, err := s.Get(ctx, id); err != nil { // the work
						return err
					}
					held.Delete(id)
					r, err := s.Update(ctx, id, 0, func(r Record) (Record, []Entry, error) {
						if r.Version == rounds {
							r.Wake = time.Time{}
						}
						return r, nil, nil
					})
					if err != nil {
						return err
					}
					if r.Wake.IsZero() {
						left.Add(-1)
					}
				}
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	equal(t, "claims", claims.Load(), int64(records*rounds))
}

func testJournal(t *testing.T, p place) {
	s := p.open(t)
	at := time.Date(2031, 5, 6, 7, 8, 9, 123_456_789, time.FixedZone("", 3600))
	given := []Entry{
		{At: at, Actor: "U1", What: "opened", Public: json.RawMessage(`{ "a": "<b> & \u2028" }`), Private: json.RawMessage(` {"name":"Ann & Bob"}`)},
		{At: at, Actor: "bad \xff", What: "", Public: json.RawMessage(`null`)},
		{At: at, Actor: "U1", Seq: 77, Salt: "no", Digest: "no", Prev: "no", Hash: "no"},
	}
	write(t, s, Record{ID: "a"}, given[:2]...)
	write(t, s, Record{ID: "a"})
	write(t, s, Record{ID: "a"}, given[2])
	got, err := s.Journal(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "verify", Verify(got), nil)
	equal(t, "entries", len(got), 3)
	if !got[0].At.Equal(at) || got[0].At.Location() != time.UTC {
		t.Errorf("time %v, want %v", got[0].At, at)
	}
	equal(t, "public", string(got[0].Public), `{"a":"\u003cb\u003e \u0026 \u2028"}`)
	equal(t, "private", string(got[0].Private), `{"name":"Ann \u0026 Bob"}`)
	equal(t, "actor", got[1].Actor, "bad \uFFFD")
	equal(t, "null", string(got[1].Public), "null")
	equal(t, "sequence", []int64{got[0].Seq, got[1].Seq, got[2].Seq}, []int64{1, 2, 3})
	if got[2].Salt != "" || got[2].Digest != "" || len(got[0].Salt) < 26 || got[0].Salt == got[1].Salt {
		t.Errorf("salts %q, %q", got[0].Salt, got[2].Salt)
	}
}
