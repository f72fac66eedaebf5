package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"slices"
	"time"
)

const (
	mostTries   = 60
	longestWait = 32 * time.Millisecond // between two tries
)

// Update loads the record, calls fn with it (Version 0 and no Body if it is new) and writes what fn returns, together
// with the journal entries, in one compare-and-swap. The ID and Version that fn returns do not matter. If another writer
// was faster, it loads again and calls fn again: fn must be pure, and must know its own work when it meets it, because a
// write whose reply was lost may have been followed by another's before it was noticed. fn returns ErrNoChange to write
// nothing: Update then returns the record as loaded and nil. Any other error of fn is returned as it is.
//
// A hold above 0 tells that the caller will carry out at once what is due: nobody is handed the record for that long.
func (s *Store) Update(ctx context.Context, id string, hold time.Duration,
	fn func(Record) (Record, []Entry, error),
) (Record, error) {
	return s.update(ctx, row{id: id}, fn, func(c change) change { c.hold = max(hold, 0); return c })
}

// Amend is Update for whoever knows the record as this process wrote or read it last: it is loaded only if another
// writer was faster. With ErrNoChange it is given back as it was known, which nobody has looked up.
func (s *Store) Amend(ctx context.Context, known Record, hold time.Duration, fn func(Record) (Record, []Entry, error)) (Record, error) {
	return s.update(ctx, known.row(), fn, func(c change) change { c.hold = max(hold, 0); return c })
}

// Refile is Update for a record that is not found as it should be: every tag that fn returns is written, also one that
// should be there already, and stray ones, which lead to it although it does not have them, are taken away.
func (s *Store) Refile(ctx context.Context, id string, stray []string, fn func(Record) (Record, []Entry, error)) (Record, error) {
	return s.update(ctx, row{id: id}, fn, func(c change) change {
		c.lost = append(slices.Clone(c.lost), without(stray, c.tags)...)
		slices.Sort(c.lost)
		c.gained, c.lost = c.tags, slices.Compact(c.lost)
		return c
	})
}

// update begins with what is known of the record; version 0: nothing.
func (s *Store) update(ctx context.Context, known row, fn func(Record) (Record, []Entry, error), with func(change) change) (Record, error) {
	id := known.id
	if err := checkText("record id", id); err != nil {
		return Record{}, err
	}
	var result Record
	var refused error
	err := retry(ctx, func() error {
		old := known
		known.version = 0 // it is not the latest if we come back
		if old.version == 0 {
			var err error
			if old, err = s.back.get(ctx, id); err != nil {
				return err
			}
		}
		wanted, entries, err := fn(old.record())
		if errors.Is(err, ErrNoChange) {
			result = old.record()
			return nil
		}
		if refused = err; refused != nil {
			return nil //nolint:nilerr // it goes to the caller as it is, and is not tried again
		}
		c, err := newChange(old, wanted, entries)
		if err != nil {
			return err
		}
		c = with(c)
		result = c.record()
		return s.back.put(ctx, c)
	})
	if refused != nil {
		return Record{}, refused
	}
	if err != nil {
		return Record{}, fmt.Errorf("update record %q: %w", id, err)
	}
	return result, nil
}

// Erase takes away the record, its tags and its journal. It is no error if there is none.
func (s *Store) Erase(ctx context.Context, id string) error {
	err := retry(ctx, func() error {
		old, err := s.back.get(ctx, id)
		if err != nil || old.version == 0 {
			return err
		}
		return s.back.erase(ctx, old)
	})
	if err != nil {
		return fmt.Errorf("erase record %q: %w", id, err)
	}
	return nil
}

func newChange(old row, wanted Record, entries []Entry) (change, error) {
	for _, tag := range wanted.Tags {
		if err := checkText("tag", tag); err != nil {
			return change{}, err
		}
	}
	c := change{row: old, token: rand.Text()}
	c.version++
	c.wake = toMillis(wanted.Wake)
	c.tags = append([]string{}, wanted.Tags...) // never nil, which JSON would call null
	slices.Sort(c.tags)
	c.tags = slices.Compact(c.tags)
	c.body = wanted.Body
	c.gained, c.lost = without(c.tags, old.tags), without(old.tags, c.tags)
	for _, e := range entries {
		e, err := e.chain(c.seq+1, c.head)
		if err != nil {
			return change{}, err
		}
		l, err := e.split()
		if err != nil {
			return change{}, err
		}
		c.seq, c.head, c.lines = e.Seq, e.Hash, append(c.lines, l)
	}
	return c, nil
}

func without(tags, others []string) []string {
	return slices.DeleteFunc(slices.Clone(tags), func(t string) bool {
		_, found := slices.BinarySearch(others, t)
		return found
	})
}

// retry calls try until it returns something else than errConflict. Waits double and are spread at random, so that
// writers that met once do not meet again.
func retry(ctx context.Context, try func() error) error {
	wait := time.Millisecond
	for range mostTries {
		if err := try(); !errors.Is(err, errConflict) {
			return err
		}
		select {
		case <-time.After(mathrand.N(wait)): //nolint:gosec // nobody gains by guessing it
		case <-ctx.Done():
			return ctx.Err()
		}
		wait = min(2*wait, longestWait)
	}
	return fmt.Errorf("%d tries: %w", mostTries, errConflict)
}
