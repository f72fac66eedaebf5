package store

import (
	"encoding/json"
	"strings"
	"testing"
)

// testAmend: a record that is known is not loaded, and its journal and tags go on from there;
// what another has written meanwhile is noticed.
func testAmend(t *testing.T, p place) {
	s := p.open(t)
	add := func(tags ...string) func(Record) (Record, []Entry, error) {
		return func(r Record) (Record, []Entry, error) {
			return Record{Tags: tags, Body: append(r.Body, '1')}, []Entry{{What: "added"}}, nil
		}
	}
	var known []Record
	for _, tags := range [][]string{{"a", "b"}, {"b", "c"}, {"c"}} {
		last := Record{ID: "a"}
		if len(known) > 0 {
			last = known[len(known)-1]
		}
		got, err := s.Amend(t.Context(), last, 0, add(tags...))
		if err != nil {
			t.Fatal(err)
		}
		known = append(known, got)
	}
	equal(t, "record", read(t, s, "a"), Record{ID: "a", Version: 3, Tags: []string{"c"}, Body: json.RawMessage("111")})
	calls := 0
	_, err := s.Amend(t.Context(), known[0], 0, func(r Record) (Record, []Entry, error) {
		calls++
		equal(t, "version", r.Version, []int64{1, 3}[calls-1])
		return add("d")(r)
	})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "record", read(t, s, "a"), Record{ID: "a", Version: 4, Tags: []string{"d"}, Body: json.RawMessage("1111")})
	for tag, want := range map[string]string{"a": "", "b": "", "c": "", "d": "a"} {
		ids, err := s.List(t.Context(), tag, "", 9)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "tagged "+tag, strings.Join(ids, " "), want)
	}
	if err := s.Check(t.Context(), "a"); err != nil {
		t.Error(err)
	}
}
