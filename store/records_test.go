package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

func testTags(t *testing.T, p place) {
	s := p.open(t)
	check := func(tag string, want ...string) {
		t.Helper()
		got, err := s.List(t.Context(), tag, "", 10)
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("tag %s is on %v, want %v (%v)", tag, got, want, err)
		}
	}
	write(t, s, Record{ID: "1", Tags: []string{"open", "owner:A"}})
	write(t, s, Record{ID: "2", Tags: []string{"open"}})
	check("open", "1", "2")
	check("owner:A", "1")
	write(t, s, Record{ID: "1", Tags: []string{"owner:B", "open"}})
	check("open", "1", "2")
	check("owner:A")
	check("owner:B", "1")
	write(t, s, Record{ID: "1"})
	check("open", "2")
	check("owner:B")
	write(t, s, Record{ID: "1", Tags: []string{"owner:A"}})
	check("owner:A", "1")
}

// testRefile: a record says how it is found, and can be filed anew although nothing of it changes.
func testRefile(t *testing.T, p place) {
	s := p.open(t)
	wake := time.Date(2100, 1, 2, 3, 4, 5, 0, time.UTC)
	same := func(r Record) (Record, []Entry, error) {
		r.Tags, r.Wake = []string{"a", "b"}, wake
		return r, nil, nil
	}
	r, err := s.Update(t.Context(), "R-1", 0, same)
	if err != nil {
		t.Fatal(err)
	}
	r.Tags = append(r.Tags, "c")
	lost, due, err := s.Filed(t.Context(), r)
	if err != nil || !slices.Equal(lost, []string{"c"}) || !due.Equal(wake) {
		t.Errorf("filed: lost %q, due %v, %v", lost, due, err)
	}
	for _, id := range []string{"R-2", "R-1"} { // under a tag that is written although it is there
		if r, err = s.Refile(t.Context(), id, []string{"b", "c"}, same); err != nil {
			t.Fatal(err)
		}
	}
	if lost, _, err := s.Filed(t.Context(), r); err != nil || len(lost) > 0 {
		t.Errorf("filed anew: lost %q, %v", lost, err)
	}
	for tag, want := range map[string][]string{"a": {"R-1", "R-2"}, "b": {"R-1", "R-2"}, "c": {}} {
		if ids, err := s.List(t.Context(), tag, "", 9); err != nil || !slices.Equal(ids, want) && len(ids)+len(want) > 0 {
			t.Errorf("tag %s leads to %q, %v", tag, ids, err)
		}
	}
	if lost, due, err := s.Filed(t.Context(), Record{ID: "R-9"}); err != nil || len(lost) > 0 || !due.IsZero() {
		t.Errorf("of none: %q, %v, %v", lost, due, err)
	}
}

func testPaging(t *testing.T, p place) {
	s := p.open(t)
	var want []string
	for i := range 25 {
		id := fmt.Sprint(i) // "10" sorts before "2"
		want = append(want, id)
		write(t, s, Record{ID: id, Tags: []string{"t"}})
		write(t, s, Record{ID: "other" + id, Tags: []string{"tt"}})
	}
	slices.Sort(want)
	for _, n := range []int{1, 7, 25, 99} {
		var got []string
		for after := ""; ; after = got[len(got)-1] {
			page, err := s.List(t.Context(), "t", after, n)
			if err != nil || len(page) > n {
				t.Fatalf("page of %d after %q: %v, %v", n, after, page, err)
			}
			if got = append(got, page...); len(page) < n || len(got) > len(want) {
				break
			}
		}
		equal(t, fmt.Sprintf("pages of %d", n), got, want)
	}
	page, err := s.List(t.Context(), "t", "", 0)
	if err != nil || len(page) != 0 {
		t.Fatalf("page of none: %v, %v", page, err)
	}
}

// claim checks who is handed out, and that the next time is as far ahead as said, give or take the test's own run time.
func claim(t *testing.T, s *Store, c *clock, lease time.Duration, n int, ahead time.Duration, want ...string) {
	t.Helper()
	ids, next, err := s.Claim(t.Context(), lease, n)
	if err != nil || !slices.Equal(ids, want) {
		t.Fatalf("claimed %v, want %v (%v)", ids, want, err)
	}
	if got := next.Sub(c.now()); (got - ahead).Abs() > 10*time.Second {
		t.Fatalf("next is %v ahead, want %v", got, ahead)
	}
}

func testClaim(t *testing.T, p place) {
	var c clock
	s := p.open(t, WithClock(c.now))
	ids, next, err := s.Claim(t.Context(), time.Minute, 5)
	if err != nil || len(ids) != 0 || !next.IsZero() {
		t.Fatalf("claim in an empty store: %v, %v, %v", ids, next, err)
	}
	now := c.now()
	write(t, s, Record{ID: "b", Wake: now.Add(-2 * time.Hour)})
	write(t, s, Record{ID: "a", Wake: now.Add(-time.Hour)})
	write(t, s, Record{ID: "c", Wake: now.Add(-3 * time.Hour)})
	write(t, s, Record{ID: "later", Wake: now.Add(time.Hour)})
	write(t, s, Record{ID: "never"})
	claim(t, s, &c, time.Minute, 0, -3*time.Hour)
	claim(t, s, &c, time.Minute, 2, -time.Hour, "c", "b")
	claim(t, s, &c, 2*time.Minute, 9, time.Minute, "a")
	c.forward(50 * time.Second)
	claim(t, s, &c, time.Minute, 9, 10*time.Second)
	c.forward(11 * time.Second)
	// Both leases ended; the second ones are twice as long.
	claim(t, s, &c, time.Minute, 9, 59*time.Second, "b", "c")
	// A put ends the lease.
	write(t, s, Record{ID: "b", Wake: c.now().Add(-time.Second)})
	write(t, s, Record{ID: "c"})
	claim(t, s, &c, time.Minute, 9, 59*time.Second, "b")
	write(t, s, Record{ID: "a"})
	write(t, s, Record{ID: "b"})
	c.forward(time.Hour)
	claim(t, s, &c, time.Minute, 9, time.Minute, "later")
	write(t, s, Record{ID: "later"})
}

func testHold(t *testing.T, p place) {
	var c clock
	s := p.open(t, WithClock(c.now))
	hold := func(id string, wake time.Time) {
		t.Helper()
		r, err := s.Update(t.Context(), id, time.Minute, func(Record) (Record, []Entry, error) { return Record{Wake: wake}, nil, nil })
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "wake", r.Wake, fromMillis(toMillis(wake)))
	}
	hold("due", c.now().Add(-time.Second))
	hold("far", c.now().Add(time.Hour))
	hold("never", time.Time{})
	claim(t, s, &c, time.Hour, 9, time.Minute)
	c.forward(61 * time.Second)
	claim(t, s, &c, time.Minute, 9, time.Minute, "due")
	write(t, s, Record{ID: "due"})
	claim(t, s, &c, time.Minute, 9, 59*time.Minute)
	c.forward(time.Hour)
	claim(t, s, &c, time.Minute, 9, time.Minute, "far")
}

func testPoison(t *testing.T, p place) {
	var c clock
	s := p.open(t, WithClock(c.now))
	write(t, s, Record{ID: "bad", Wake: c.now().Add(-time.Second)})
	const minute = time.Minute
	for _, lease := range []time.Duration{minute, 2 * minute, 4 * minute, 8 * minute, 16 * minute, 32 * minute, 60 * minute, 60 * minute} {
		claim(t, s, &c, minute, 9, lease, "bad")
		c.forward(lease - 15*time.Second)
		claim(t, s, &c, minute, 9, 15*time.Second)
		c.forward(16 * time.Second)
	}
	for range 70 {
		c.forward(2 * time.Hour)
		claim(t, s, &c, minute, 9, time.Hour, "bad")
	}
	write(t, s, Record{ID: "bad", Wake: c.now().Add(-time.Second)})
	claim(t, s, &c, minute, 9, minute, "bad") // a put forgives
	write(t, s, Record{ID: "bad", Wake: c.now().Add(-time.Second)})
	claim(t, s, &c, 3*time.Hour, 9, 3*time.Hour, "bad") // a long lease is not cut
}

func testErase(t *testing.T, p place) {
	s := p.open(t)
	secret := json.RawMessage(`"Mrs Featherstonehaugh"`)
	r := Record{ID: "a", Wake: time.Now(), Tags: []string{"Featherstonehaugh", "open"}, Body: secret}
	e := Entry{What: "Featherstonehaugh rang", Public: secret, Private: secret}
	write(t, s, r, e)
	write(t, s, Record{ID: "keep", Tags: []string{"open"}, Wake: time.Now()})
	if _, _, err := s.Claim(t.Context(), time.Minute, 9); err != nil {
		t.Fatal(err)
	}
	for range 2 { // no error if it is gone
		equal(t, "erase", s.Erase(t.Context(), "a"), nil)
	}
	if _, err := s.Get(t.Context(), "a"); !errors.Is(err, ErrNotFound) {
		t.Fatalf("still there: %v", err)
	}
	entries, err := s.Journal(t.Context(), "a")
	if err != nil || len(entries) != 0 {
		t.Fatalf("journal %v, %v", entries, err)
	}
	if p.file != "" {
		findNot(t, p.file, "Featherstonehaugh")
	}
	write(t, s, r, e)
	entries, err = s.Journal(t.Context(), "a")
	if err != nil || Verify(entries) != nil || len(entries) != 1 || read(t, s, "a").Version != 1 {
		t.Fatalf("a new record of the old id: %v, %v", entries, err)
	}
	for _, id := range []string{"a", "keep"} {
		equal(t, "erase", s.Erase(t.Context(), id), nil)
	}
	equal(t, "what is left", remains(t, s), []string(nil))
}

func testErasePrivate(t *testing.T, p place) {
	s := p.open(t)
	private := json.RawMessage(`"Mrs Featherstonehaugh"`)
	for range 3 {
		write(t, s, Record{ID: "a"}, Entry{What: "told", Public: json.RawMessage("1"), Private: private}, Entry{What: "looked"})
	}
	before, err := s.Journal(t.Context(), "a")
	if err != nil || len(before) != 6 {
		t.Fatalf("journal %v, %v", before, err)
	}
	equal(t, "private part", before[4].Private, private)
	equal(t, "erase private", s.ErasePrivate(t.Context(), "a"), nil)
	if p.file != "" {
		findNot(t, p.file, "Featherstonehaugh")
	}
	write(t, s, Record{ID: "a"}, Entry{What: "told", Private: private})
	after, err := s.Journal(t.Context(), "a")
	if err != nil || len(after) != 7 {
		t.Fatalf("journal %v, %v", after, err)
	}
	for i := range before {
		before[i].Private, before[i].Salt = nil, ""
	}
	equal(t, "journal", after[:6], before)
	equal(t, "new private part", after[6].Private, private)
	equal(t, "verify", Verify(after), nil)
}

// remains names what a store of no records still holds beside its layout.
func remains(t *testing.T, s *Store) []string {
	t.Helper()
	var names []string
	switch b := s.back.(type) {
	case *sqlite:
		for _, table := range []string{"record", "tag", "log"} {
			var n int
			if err := b.db.QueryRowContext(t.Context(), "select count(*) from "+table).Scan(&n); err != nil {
				t.Fatal(err)
			}
			if n > 0 {
				names = append(names, table)
			}
		}
	case *server:
		for _, key := range keysOf(t, b.client, b.namespace) {
			if key != b.key("meta") {
				names = append(names, key)
			}
		}
	}
	return names
}

// findNot looks for text in the SQLite file and its log, open as they are.
func findNot(t *testing.T, file, text string) {
	t.Helper()
	for _, name := range []string{file, file + "-wal"} {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), text) {
			t.Errorf("%s still holds %q", name, text)
		}
	}
}
