package store

import (
	"context"
	"fmt"
)

// Check verifies a record's journal, and that it ends where the record says: so entries cut off at the end are found
// too. The error names the first entry that is broken.
func (s *Store) Check(ctx context.Context, id string) error {
	r, err := s.back.get(ctx, id)
	if err != nil {
		return fmt.Errorf("check %q: %w", id, err)
	}
	entries, err := s.Journal(ctx, id)
	if err != nil {
		return err
	}
	if err := Verify(entries); err != nil {
		return err
	}
	last := Entry{}
	if len(entries) > 0 {
		last = entries[len(entries)-1]
	}
	switch {
	case last.Seq < r.seq:
		return fmt.Errorf("journal entry %d is missing: it ends before", last.Seq+1)
	case last.Seq > r.seq:
		return fmt.Errorf("journal entry %d was added", r.seq+1)
	case last.Hash != r.head:
		return fmt.Errorf("journal entry %d is not the one that was written", last.Seq)
	}
	return nil
}
