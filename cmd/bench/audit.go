package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"makegood/store"
)

// journals is what the store kept, read after the service ended.
type journals struct {
	entries map[string][]store.Entry // by case
	refs    map[string]int           // by what somebody typed: how many entries hold it
	presses map[string]int           // by pressKey: how many entries it made
	posted  map[string]bool          // effects that are to be seen in the workspace
	visits  map[string]int           // by customer: how many cases their record has
}

// refs are what makes everything the bench types unlike anything else.
var refs = regexp.MustCompile(`\bk\d+z\b`)

// pressKey is how a journal names a press: the case, who, what, and the form of the
// screen it was on. It counts at most once, however often it is pressed or delivered.
func pressKey(id, user, act, on string) string { return strings.Join([]string{id, user, act, on}, "|") }

// read opens the store the service left: every journal must verify.
func read(ctx context.Context, url string, r *result) (journals, error) {
	kept := journals{entries: map[string][]store.Entry{}, refs: map[string]int{}, presses: map[string]int{}, posted: map[string]bool{}, visits: map[string]int{}}
	for effect := range r.effects {
		kept.posted[effect] = true
	}
	st, err := store.Open(ctx, url)
	if err != nil {
		return kept, err
	}
	err = errors.Join(
		each(ctx, st, "case", func(id string) error {
			entries, err := st.Journal(ctx, id)
			if err == nil {
				err = store.Verify(entries)
			}
			if err != nil {
				r.fault("journal of %s: %v", id, err)
			}
			kept.add(id, entries)
			return nil
		}),
		each(ctx, st, "customer", func(id string) error {
			rec, err := st.Get(ctx, id)
			if err != nil {
				return err
			}
			var of struct {
				Customer struct {
					Cases  []json.RawMessage // the latest
					Before int               // and how many more
				}
			}
			err = json.Unmarshal(rec.Body, &of)
			kept.visits[id] = len(of.Customer.Cases) + of.Customer.Before
			return err
		}),
	)
	return kept, errors.Join(err, st.Close())
}

// each goes through the records with a tag.
func each(ctx context.Context, st *store.Store, tag string, do func(id string) error) error {
	after := ""
	for {
		ids, err := st.List(ctx, tag, after, 100)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			after = id
			if err := do(id); err != nil {
				return err
			}
		}
	}
}

func (k journals) add(id string, entries []store.Entry) {
	k.entries[id] = entries
	for _, e := range entries {
		seen := map[string]bool{}
		for _, ref := range refs.FindAllString(string(e.Private), -1) {
			if !seen[ref] {
				seen[ref] = true
				k.refs[ref]++
			}
		}
		var open struct{ Act, On string }
		if json.Unmarshal(e.Public, &open) == nil && open.Act != "" {
			k.presses[pressKey(id, e.Actor, open.Act, open.On)]++
		}
	}
}

// posts finds in the workspace what was posted twice, and what is missing from a
// thread: a card, and each step up to the last.
func (s *stand) posts(r *result) {
	r.effects = map[string]int{}
	steps := map[string]int{} // by case: the highest step
	for _, m := range s.w.Posts() {
		effect, ok := m.Payload["id"].(string)
		if !ok {
			continue
		}
		r.posts++
		if r.effects[effect]++; r.effects[effect] > 1 {
			r.fault("doubled: %s was posted %d times", effect, r.effects[effect])
		}
		id, name, _ := strings.Cut(effect, "/")
		if n, err := strconv.Atoi(strings.TrimPrefix(name, "step-")); err == nil {
			steps[id] = max(steps[id], n)
		}
	}
	for id, last := range steps {
		for n := range last + 1 {
			name := fmt.Sprintf("%s/step-%d", id, n)
			if n == 0 {
				name = id + "/card"
			}
			if r.effects[name] == 0 {
				r.fault("lost: %s", name)
			}
		}
	}
}
