package store

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"pgregory.net/rapid"
)

// TestModel walks at random through the operations and compares every answer with that of a map.
func TestModel(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		dir, n := t.TempDir(), 0
		rapid.Check(t, func(r *rapid.T) {
			n++
			w := newWalk()
			s, err := Open(t.Context(), "sqlite:"+filepath.Join(dir, fmt.Sprint(n)), WithClock(func() time.Time { return w.now }))
			w.run(r, s, err)
		})
	})
	t.Run("miniredis", func(t *testing.T) {
		m := miniredis.RunT(t)
		rapid.Check(t, func(r *rapid.T) {
			m.FlushAll()
			w := newWalk()
			m.SetTime(w.now)
			w.moved = func() { m.SetTime(w.now) } // WithClock moves a clock that runs; here it stands
			s, err := Open(t.Context(), "redis://"+m.Addr(), withoutChecks)
			w.run(r, s, err)
		})
	})
}

// walk is the model: what each record is, and when it is due.
type walk struct {
	now     time.Time
	moved   func()
	records map[string]*modelled
	s       *Store
}

type modelled struct {
	Record
	due     time.Time
	claims  int
	entries []Entry // What, Private as they should be
}

func newWalk() *walk {
	return &walk{now: time.UnixMilli(1_900_000_000_000).UTC(), moved: func() {}, records: map[string]*modelled{}}
}

var (
	someID   = rapid.SampledFrom([]string{"a", "ab", "b", "b\x00", "ü"})
	someTag  = rapid.SampledFrom([]string{"t", "tt", "u"})
	someTime = rapid.IntRange(-90, 90)
)

func (w *walk) run(t *rapid.T, s *Store, err error) {
	if err != nil {
		t.Fatal(err)
	}
	w.s = s
	t.Repeat(map[string]func(*rapid.T){
		"":              w.check,
		"put":           w.put,
		"claim":         w.claim,
		"erase":         w.erase,
		"erase private": w.erasePrivate,
		"time": func(t *rapid.T) {
			w.now = w.now.Add(time.Duration(rapid.IntRange(1, 60).Draw(t, "minutes")) * time.Minute)
			w.moved()
		},
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func (w *walk) put(t *rapid.T) {
	id := someID.Draw(t, "id")
	m := cmp.Or(w.records[id], &modelled{})
	next := Record{
		ID: id, Version: m.Version + 1, Tags: rapid.SliceOfN(someTag, 0, 3).Draw(t, "tags"),
		Body: json.RawMessage(rapid.StringN(0, 9, 20).Draw(t, "body")),
	}
	if rapid.Bool().Draw(t, "wakes") {
		next.Wake = w.now.Add(time.Duration(someTime.Draw(t, "wake")) * time.Minute)
	}
	hold := time.Duration(rapid.IntRange(0, 5).Draw(t, "hold")) * time.Minute
	var entries []Entry
	for range rapid.IntRange(0, 2).Draw(t, "entries") {
		e := Entry{At: w.now, What: rapid.String().Draw(t, "what")}
		if rapid.Bool().Draw(t, "personal") {
			e.Private = json.RawMessage(`"x"`)
		}
		entries = append(entries, e)
	}
	got, err := w.s.Update(t.Context(), id, hold, func(Record) (Record, []Entry, error) { return next, entries, nil })
	if err != nil {
		t.Fatal(err)
	}
	next.Tags = slices.Compact(slices.Sorted(slices.Values(next.Tags)))
	next.Body = append(json.RawMessage(nil), next.Body...)
	due := next.Wake
	if least := w.now.Add(hold); hold > 0 && !due.IsZero() && due.Before(least) {
		due = least
	}
	w.records[id] = &modelled{Record: next, due: due, entries: slices.Concat(m.entries, entries)}
	equal(t, "Update returns", got, next)
}

func (w *walk) claim(t *rapid.T) {
	minutes, n := rapid.IntRange(1, 90).Draw(t, "lease"), rapid.IntRange(0, 3).Draw(t, "n")
	var want []string
	for _, id := range w.waiting(func(m *modelled) time.Time { return m.due }) {
		m := w.records[id]
		if len(want) == n || m.due.After(w.now) {
			break
		}
		want = append(want, id)
		lease := time.Duration(minutes) * time.Minute
		for range m.claims {
			lease = max(lease, min(2*lease, time.Hour))
		}
		m.due, m.claims = w.now.Add(lease), m.claims+1
	}
	ids, next, err := w.s.Claim(t.Context(), time.Duration(minutes)*time.Minute, n)
	if err != nil || !slices.Equal(ids, want) {
		t.Fatalf("claimed %q, want %q (%v)", ids, want, err)
	}
	equal(t, "next", next, w.earliest(func(m *modelled) time.Time { return m.due }))
}

func (w *walk) erase(t *rapid.T) {
	id := someID.Draw(t, "id")
	equal(t, "erase", w.s.Erase(t.Context(), id), nil)
	delete(w.records, id)
}

func (w *walk) erasePrivate(t *rapid.T) {
	id := someID.Draw(t, "id")
	equal(t, "erase private", w.s.ErasePrivate(t.Context(), id), nil)
	if m := w.records[id]; m != nil {
		for i := range m.entries {
			m.entries[i].Private = nil
		}
	}
}

func (w *walk) check(t *rapid.T) {
	id, tag := someID.Draw(t, "looked at"), someTag.Draw(t, "listed")
	var tagged []string
	for _, other := range slices.Sorted(maps.Keys(w.records)) {
		if other > id && slices.Contains(w.records[other].Tags, tag) {
			tagged = append(tagged, other)
		}
	}
	listed, err := w.s.List(t.Context(), tag, id, 9)
	if err != nil || !slices.Equal(listed, tagged) {
		t.Fatalf("tag %s after %q is on %q, want %q (%v)", tag, id, listed, tagged, err)
	}
	m := cmp.Or(w.records[id], &modelled{})
	got, err := w.s.Get(t.Context(), id)
	if errors.Is(err, ErrNotFound) {
		err = nil
	}
	equal(t, "error", err, nil)
	equal(t, "record", got, m.Record)
	entries, err := w.s.Journal(t.Context(), id)
	equal(t, "error", err, nil)
	equal(t, "verify", Verify(entries), nil)
	for i := range entries {
		entries[i] = Entry{At: entries[i].At, What: entries[i].What, Private: entries[i].Private}
	}
	equal(t, "journal", append([]Entry(nil), entries...), m.entries)
}

func (w *walk) waiting(when func(*modelled) time.Time) []string {
	var ids []string
	for id, m := range w.records {
		if !when(m).IsZero() {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(when(w.records[a]).Compare(when(w.records[b])), cmp.Compare(a, b))
	})
	return ids
}

func (w *walk) earliest(when func(*modelled) time.Time) time.Time {
	if ids := w.waiting(when); len(ids) > 0 {
		return when(w.records[ids[0]])
	}
	return time.Time{}
}
