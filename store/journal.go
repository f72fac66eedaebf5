package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Entry is one line of a record's journal. The caller gives At, Actor, What, Public and Private; the store fills in the
// rest. Public and Private must be JSON or empty; they come back as equal JSON, not always as the same bytes.
//
// Hash is the SHA-256 of Seq, At (nanoseconds since 1970), Actor, What, Public, Digest and Prev, each written as a
// netstring: its length in decimal, a colon, its bytes, a comma. Prev is the Hash of the entry before, "" for the first.
// Private is for personal fields: it enters the chain only as Digest, the SHA-256 of Salt (as written) and Private, so that
// erasing both leaves the chain whole. Hashes are in hexadecimal.
type Entry struct {
	Seq     int64           `json:"seq"` // from 1
	At      time.Time       `json:"at"`
	Actor   string          `json:"actor"`
	What    string          `json:"what"`
	Public  json.RawMessage `json:"public,omitempty"`
	Private json.RawMessage `json:"private,omitempty"`
	Salt    string          `json:"salt,omitempty"`
	Digest  string          `json:"digest,omitempty"`
	Prev    string          `json:"prev"`
	Hash    string          `json:"hash"`
}

// Journal returns all entries of a record in order; none if there is no such record.
func (s *Store) Journal(ctx context.Context, id string) ([]Entry, error) {
	lines, err := s.back.log(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read journal of %q: %w", id, err)
	}
	entries := make([]Entry, len(lines))
	for i, l := range lines {
		if err := entries[i].join(l); err != nil {
			return nil, fmt.Errorf("read entry %d in journal of %q: %w", i+1, id, err)
		}
	}
	return entries, nil
}

// ErasePrivate takes Private and Salt from all entries of the record's journal. The journal still verifies.
func (s *Store) ErasePrivate(ctx context.Context, id string) error {
	if err := s.back.forget(ctx, id); err != nil {
		return fmt.Errorf("erase private entries of %q: %w", id, err)
	}
	return nil
}

// Verify checks a whole journal and names the first entry that was changed, taken away, added or moved. It cannot see
// that entries were cut off at the end, nor that somebody rewrote everything from some entry on: for that, keep a Hash
// elsewhere.
func Verify(entries []Entry) error {
	prev := ""
	for i, e := range entries {
		seq := int64(i + 1)
		switch {
		case e.Seq != seq:
			return fmt.Errorf("journal entry %d is missing: number %d is in its place", seq, e.Seq)
		case e.Prev != prev:
			return fmt.Errorf("journal entry %d does not follow the one before", seq)
		case (len(e.Private) > 0 || e.Salt != "") && e.Digest != digest(e.Salt, e.Private):
			return fmt.Errorf("journal entry %d: its private part was changed", seq)
		case e.Hash != e.hash():
			return fmt.Errorf("journal entry %d was changed", seq)
		}
		prev = e.Hash
	}
	return nil
}

// chain returns the entry as it will be stored: only what survives being written and read is hashed.
func (e Entry) chain(seq int64, prev string) (Entry, error) {
	e.Seq, e.Prev, e.At = seq, prev, e.At.UTC().Round(0)
	e.Actor, e.What = strings.ToValidUTF8(e.Actor, "\uFFFD"), strings.ToValidUTF8(e.What, "\uFFFD")
	var err error
	if e.Public, err = compact(e.Public); err != nil {
		return Entry{}, fmt.Errorf("journal entry %q: public part: %w", e.What, err)
	}
	if e.Private, err = compact(e.Private); err != nil {
		return Entry{}, fmt.Errorf("journal entry %q: private part: %w", e.What, err)
	}
	e.Salt, e.Digest = "", ""
	if len(e.Private) > 0 {
		e.Salt = rand.Text()
		e.Digest = digest(e.Salt, e.Private)
	}
	e.Hash = e.hash()
	return e, nil
}

func (e Entry) hash() string {
	sum := sha256.New()
	for _, field := range []string{
		strconv.FormatInt(e.Seq, 10), strconv.FormatInt(e.At.UnixNano(), 10),
		e.Actor, e.What, string(e.Public), e.Digest, e.Prev,
	} {
		fmt.Fprintf(sum, "%d:%s,", len(field), field)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func digest(salt string, private json.RawMessage) string {
	sum := sha256.Sum256(append([]byte(salt), private...))
	return hex.EncodeToString(sum[:])
}

func compact(raw json.RawMessage) (json.RawMessage, error) {
	if len(raw) == 0 {
		return nil, nil
	}
	return json.Marshal(raw)
}

// personal is the private half of a line.
type personal struct {
	Private json.RawMessage `json:"private"`
	Salt    string          `json:"salt"`
}

func (e Entry) split() (line, error) {
	var l line
	if len(e.Private) > 0 {
		b, err := json.Marshal(personal{e.Private, e.Salt})
		if err != nil {
			return line{}, fmt.Errorf("write journal entry: %w", err)
		}
		l.private = string(b)
	}
	e.Private, e.Salt = nil, ""
	b, err := json.Marshal(e)
	if err != nil {
		return line{}, fmt.Errorf("write journal entry: %w", err)
	}
	l.public = string(b)
	return l, nil
}

func (e *Entry) join(l line) error {
	if err := json.Unmarshal([]byte(l.public), e); err != nil {
		return err
	}
	if l.private == "" {
		return nil
	}
	var p personal
	if err := json.Unmarshal([]byte(l.private), &p); err != nil {
		return err
	}
	e.Private, e.Salt = p.Private, p.Salt
	return nil
}
