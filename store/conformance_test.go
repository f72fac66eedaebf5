package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/redis/go-redis/v9"
)

// place is somewhere a store can be: opening it twice opens the same store.
type place struct {
	url  string
	opts []Option
	file string // SQLite only
}

func (p place) open(t testing.TB, opts ...Option) *Store {
	t.Helper()
	s, err := Open(t.Context(), p.url, append(slices.Clone(p.opts), opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil && !errors.Is(err, redis.ErrClosed) {
			t.Error(err)
		}
	})
	return s
}

func withoutChecks(s *settings) { s.unchecked = true }

func sqlitePlace(t testing.TB) place {
	file := filepath.Join(t.TempDir(), "it's a folder?#%41", "store.db")
	return place{url: "sqlite:" + file, file: file}
}

func miniPlace(t testing.TB) place {
	return place{url: "redis://" + miniredis.RunT(t).Addr(), opts: []Option{withoutChecks}}
}

func realPlace(t testing.TB) place {
	address := os.Getenv("TEST_REDIS")
	if address == "" {
		t.Skip("TEST_REDIS holds no redis:// URL")
	}
	name := randomNamespace()
	t.Cleanup(func() { dropNamespace(t, address, name) })
	return place{url: address, opts: []Option{WithNamespace(name)}}
}

func dropNamespace(t testing.TB, address, name string) {
	client, err := connect(address)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	for _, key := range keysOf(t, client, name) {
		if err := client.Del(context.Background(), key).Err(); err != nil {
			t.Error(err)
		}
	}
}

func keysOf(t testing.TB, client redis.UniversalClient, namespace string) []string {
	found, err := client.Keys(context.Background(), "{"+namespace+"}:*").Result()
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestBackends is what every backend must do.
func TestBackends(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { conform(t, sqlitePlace) })
	t.Run("miniredis", func(t *testing.T) { conform(t, miniPlace) })
	t.Run("redis", func(t *testing.T) { conform(t, realPlace) })
}

func conform(t *testing.T, at func(testing.TB) place) {
	for _, c := range []struct {
		name string
		test func(*testing.T, place)
	}{
		{"create, change, leave", testUpdate},
		{"conflict", testConflict},
		{"token", testToken},
		{"refusals", testRefusals},
		{"odd ids and bodies", testOdd},
		{"big body", testBig},
		{"tags", testTags},
		{"paging", testPaging},
		{"refile", testRefile},
		{"claim", testClaim},
		{"hold", testHold},
		{"amend", testAmend},
		{"poison", testPoison},
		{"erase", testErase},
		{"erase private", testErasePrivate},
		{"reopen", testReopen},
		{"racing writers", testRacingWriters},
		{"racing workers", testRacingWorkers},
		{"journal", testJournal},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, at(t)) })
	}
}

// clock runs like the true one but can be moved ahead.
type clock struct{ ahead atomic.Int64 }

func (c *clock) now() time.Time          { return time.Now().Add(time.Duration(c.ahead.Load())) }
func (c *clock) forward(d time.Duration) { c.ahead.Add(int64(d)) }

// write makes fn's result the record, whatever it was.
func write(t testing.TB, s *Store, r Record, entries ...Entry) Record {
	t.Helper()
	got, err := s.Update(t.Context(), r.ID, 0, func(Record) (Record, []Entry, error) { return r, entries, nil })
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func read(t testing.TB, s *Store, id string) Record {
	t.Helper()
	r, err := s.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// fataler is a test, of testing or of rapid.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

func equal(t fataler, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Record{})); d != "" {
		t.Fatalf("%s (-want +got):\n%s", what, d)
	}
}

func testUpdate(t *testing.T, p place) {
	s := p.open(t)
	if _, err := s.Get(t.Context(), "a"); !errors.Is(err, ErrNotFound) {
		t.Fatalf("Get before there is one: %v", err)
	}
	wake := time.Date(2031, 5, 6, 7, 8, 9, 123_456_789, time.FixedZone("", 3600))
	for version := range int64(3) {
		got, err := s.Update(t.Context(), "a", 0, func(r Record) (Record, []Entry, error) {
			if r.ID != "a" || r.Version != version || (version == 0) != (len(r.Body) == 0) {
				t.Errorf("fn was given %+v", r)
			}
			return Record{ID: "ignored", Version: 99, Wake: wake, Tags: []string{"z", "b", "z"}, Body: json.RawMessage(`{"n": 1}`)}, nil, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		want := Record{
			ID: "a", Version: version + 1, Wake: time.Date(2031, 5, 6, 6, 8, 9, 124_000_000, time.UTC),
			Tags: []string{"b", "z"}, Body: json.RawMessage(`{"n": 1}`),
		}
		equal(t, "Update returns", got, want)
		equal(t, "Get returns", read(t, s, "a"), want)
	}
	for _, id := range []string{"a", "new"} {
		var loaded Record
		got, err := s.Update(t.Context(), id, 0, func(r Record) (Record, []Entry, error) {
			loaded = r
			return Record{Body: json.RawMessage("9")}, []Entry{{What: "not written"}}, ErrNoChange
		})
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "Update without a change returns", got, loaded)
	}
	equal(t, "version", read(t, s, "a").Version, int64(3))
	if _, err := s.Get(t.Context(), "new"); !errors.Is(err, ErrNotFound) {
		t.Fatalf("ErrNoChange made a record: %v", err)
	}
}

func testConflict(t *testing.T, p place) {
	s := p.open(t)
	calls := 0
	got, err := s.Update(t.Context(), "a", 0, func(r Record) (Record, []Entry, error) {
		if calls++; calls == 1 {
			write(t, s, Record{ID: "a", Body: json.RawMessage(`"first"`)})
		}
		return Record{Body: append(r.Body, '2')}, nil, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "calls of fn", calls, 2)
	equal(t, "record", got, Record{ID: "a", Version: 2, Body: json.RawMessage(`"first"2`)})

	calls = 0
	_, err = s.Update(t.Context(), "a", 0, func(Record) (Record, []Entry, error) {
		if calls++; calls == 1 {
			if err := s.Erase(t.Context(), "a"); err != nil {
				t.Error(err)
			}
		}
		return Record{}, nil, nil
	})
	equal(t, "error when erased meanwhile", err, nil)
	equal(t, "version after a new start", read(t, s, "a").Version, int64(1))

	calls = 0
	_, err = s.Update(t.Context(), "a", 0, func(Record) (Record, []Entry, error) {
		calls++
		write(t, s, Record{ID: "a"})
		return Record{}, nil, nil
	})
	if !errors.Is(err, errConflict) || calls != mostTries {
		t.Fatalf("endless conflict: %d calls, %v", calls, err)
	}
}

// A command that the client library sends a second time must find its own work, not a conflict.
func testToken(t *testing.T, p place) {
	s := p.open(t)
	c, err := newChange(row{id: "a"}, Record{Body: json.RawMessage("1"), Tags: []string{"t"}}, []Entry{{What: "once"}})
	if err != nil {
		t.Fatal(err)
	}
	other := c
	other.token = "another"
	for range 2 {
		equal(t, "put", s.back.put(t.Context(), c), nil)
	}
	if err := s.back.put(t.Context(), other); !errors.Is(err, errConflict) {
		t.Fatalf("put of the same version by another: %v", err)
	}
	equal(t, "version", read(t, s, "a").Version, int64(1))
	entries, err := s.Journal(t.Context(), "a")
	if err != nil || len(entries) != 1 {
		t.Fatalf("journal %v, %v", entries, err)
	}
	c.version = 7
	if err := s.back.put(t.Context(), c); !errors.Is(err, errConflict) {
		t.Fatalf("put of a version far ahead: %v", err)
	}
	if err := s.back.erase(t.Context(), c.row); !errors.Is(err, errConflict) {
		t.Fatalf("erase of another version: %v", err)
	}
	equal(t, "version after that", read(t, s, "a").Version, int64(1))
	c.id = "missing"
	if err := s.back.put(t.Context(), c); !errors.Is(err, errConflict) {
		t.Fatalf("put of a later version of nothing: %v", err)
	}
}

func testRefusals(t *testing.T, p place) {
	s := p.open(t)
	mine := errors.New("mine")
	fail := func(Record) (Record, []Entry, error) { return Record{}, nil, mine }
	if _, err := s.Update(t.Context(), "a", 0, fail); err != mine { //nolint:errorlint // it must come back as it is
		t.Fatalf("fn's error came back as %v", err)
	}
	for _, r := range []Record{{ID: ""}, {ID: "\xff"}, {ID: "a", Tags: []string{""}}, {ID: "a", Tags: []string{"\xff"}}} {
		_, err := s.Update(t.Context(), r.ID, 0, func(Record) (Record, []Entry, error) { return r, nil, nil })
		if err == nil {
			t.Errorf("took %+v", r)
		}
	}
	_, err := s.Update(t.Context(), "a", 0, func(Record) (Record, []Entry, error) {
		return Record{}, []Entry{{Public: json.RawMessage("{")}}, nil
	})
	if err == nil {
		t.Error("took a journal entry that is not JSON")
	}
	if _, _, err := s.Claim(t.Context(), 0, 1); err == nil {
		t.Error("took a lease of nothing")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = s.Update(ctx, "a", 0, func(Record) (Record, []Entry, error) { return Record{}, nil, nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Update after the end of its context: %v", err)
	}
	if _, err := s.Get(t.Context(), "a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("something was written: %v", err)
	}
}

func testOdd(t *testing.T, p place) {
	s := p.open(t)
	ids := []string{"a", "a\x00", "a\x00b", "ab", "a:b", "{a}", "ä", "日本", "a b'\"%_*?[", "-", "+", "(a", "[a"}
	bodies := []json.RawMessage{nil, {}, json.RawMessage("\x00\xff\x01"), json.RawMessage(`"ä"`)}
	for i, id := range ids {
		write(t, s, Record{ID: id, Tags: []string{id, "all"}, Body: bodies[i%len(bodies)], Wake: time.UnixMilli(-5)}, Entry{What: id})
	}
	for i, id := range ids {
		equal(t, "record", read(t, s, id), Record{
			ID: id, Version: 1, Wake: time.UnixMilli(1).UTC(), Tags: slices.Sorted(slices.Values([]string{id, "all"})),
			Body: append(json.RawMessage(nil), bodies[i%len(bodies)]...),
		})
		listed, err := s.List(t.Context(), id, "", 9)
		equal(t, "error", err, nil)
		equal(t, "ids tagged with "+id, listed, []string{id})
		entries, err := s.Journal(t.Context(), id)
		if err != nil || len(entries) != 1 || entries[0].What != id {
			t.Fatalf("journal of %q: %v, %v", id, entries, err)
		}
	}
	slices.Sort(ids)
	listed, err := s.List(t.Context(), "all", "", 99)
	equal(t, "error", err, nil)
	equal(t, "all ids", listed, ids)
	claimed, _, err := s.Claim(t.Context(), time.Minute, 99)
	equal(t, "error", err, nil)
	equal(t, "claimed ids", claimed, ids)
	for _, id := range ids {
		equal(t, "erase", s.Erase(t.Context(), id), nil)
	}
	equal(t, "what is left", remains(t, s), []string(nil))
}

func testBig(t *testing.T, p place) {
	s := p.open(t)
	body := bytes.Repeat([]byte("0123456789abcde\n"), 1<<16)
	write(t, s, Record{ID: "a", Body: body})
	if !bytes.Equal(read(t, s, "a").Body, body) {
		t.Error("1 MB came back changed")
	}
}
