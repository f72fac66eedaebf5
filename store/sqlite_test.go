package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/sync/errgroup"
)

func TestSQLiteFileModes(t *testing.T) {
	p := sqlitePlace(t)
	s := p.open(t)
	write(t, s, Record{ID: "a"})
	for name, want := range map[string]os.FileMode{
		p.file: 0o600, p.file + "-wal": 0o600, filepath.Dir(p.file): 0o700 | os.ModeDir,
	} {
		found, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, name, found.Mode(), want)
	}
	if !strings.Contains(s.Promise(), p.file) {
		t.Errorf("promise %q does not name the file", s.Promise())
	}
}

func TestSQLiteSettings(t *testing.T) {
	b := sqlitePlace(t).open(t).back.(*sqlite)
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "secure_delete": "1", "locking_mode": "exclusive", "busy_timeout": "2000",
	} {
		var got string
		if err := b.db.QueryRowContext(t.Context(), "pragma "+pragma).Scan(&got); err != nil {
			t.Fatal(err)
		}
		equal(t, pragma, got, want)
	}
}

// The test runs itself as the other process, which finds the file through the environment.
func TestSQLiteIsForOneProcess(t *testing.T) {
	if url := os.Getenv("STORE_TEST_SECOND"); url != "" {
		_, err := Open(t.Context(), url)
		fmt.Fprintln(os.Stdout, "second process:", err)
		return
	}
	p := sqlitePlace(t)
	s := p.open(t)
	_, err := Open(t.Context(), p.url)
	if !errors.Is(err, ErrBusy) || !strings.Contains(err.Error(), p.file) {
		t.Errorf("second handle: %v", err)
	}
	second := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestSQLiteIsForOneProcess$")
	second.Env = append(os.Environ(), "STORE_TEST_SECOND="+p.url)
	out, err := second.CombinedOutput()
	if err != nil || !strings.Contains(string(out), ErrBusy.Error()) {
		t.Errorf("second process: %v\n%s", err, out)
	}
	equal(t, "close", s.Close(), nil)
	p.open(t)
}

// After a crash nobody holds a lease, so what was leased or held is due at once; but not what keeps crashing us.
func TestSQLiteReopenEndsLeases(t *testing.T) {
	p := sqlitePlace(t)
	s := p.open(t)
	now := time.Now()
	write(t, s, Record{ID: "leased", Wake: now.Add(-time.Minute)})
	write(t, s, Record{ID: "bad", Wake: now.Add(-time.Hour)})
	_, err := s.Update(t.Context(), "held", time.Hour, func(r Record) (Record, []Entry, error) {
		r.Wake = now.Add(-time.Second)
		return r, nil, nil
	})
	equal(t, "error", err, nil)
	var c clock
	claim(t, s, &c, time.Hour, 1, -time.Minute, "bad")
	claim(t, s, &c, time.Hour, 9, time.Hour, "leased")
	for range crashLoop - 1 {
		equal(t, "close", s.Close(), nil)
		s = p.open(t)
		claim(t, s, &c, time.Hour, 1, -time.Minute, "bad")
	}
	equal(t, "close", s.Close(), nil)
	s = p.open(t)
	claim(t, s, &c, time.Hour, 9, time.Hour, "bad", "leased", "held")
	equal(t, "close", s.Close(), nil)
	s = p.open(t)
	claim(t, s, &c, time.Hour, 9, time.Hour, "leased", "held") // bad was claimed too often
}

// TestSQLiteSaysWhatToDo: what is at the path is no store, and the error says what helps.
func TestSQLiteSaysWhatToDo(t *testing.T) {
	text := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(text, bytes.Repeat([]byte("call Mrs Alvarez "), 500), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{text: "no store, or it is damaged: correct the path", t.TempDir(): "put the path of a file there"} {
		if _, err := Open(t.Context(), "sqlite:"+path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
}

func TestSQLiteRefusesLaterLayout(t *testing.T) {
	p := sqlitePlace(t)
	s := p.open(t)
	write(t, s, Record{ID: "a"})
	if _, err := s.back.(*sqlite).db.ExecContext(t.Context(), `update meta set layout = 2`); err != nil {
		t.Fatal(err)
	}
	equal(t, "close", s.Close(), nil)
	if _, err := Open(t.Context(), p.url); err == nil || !strings.Contains(err.Error(), "layout 2") {
		t.Errorf("opened a later layout: %v", err)
	}
}

// What is done often, and at each start, must not look at every record there is.
func TestSQLitePlans(t *testing.T) {
	db := sqlitePlace(t).open(t).back.(*sqlite).db
	for _, c := range []struct {
		statement, index string
		args             []any
	}{
		{dueNow, "record_due", []any{1, 1}},
		{nextDue, "record_due", nil},
		{leaseThem, "sqlite_autoindex_record_1", []any{"[]", 1, 1, 1}},
		{endLeases, "record_leased", []any{1}},
	} {
		var id, parent, unused int
		var plan string // its first step is the one that matters
		if err := db.QueryRowContext(t.Context(), "explain query plan "+c.statement, c.args...).Scan(&id, &parent, &unused, &plan); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(plan, "record USING ") || !strings.Contains(plan, "INDEX "+c.index) {
			t.Errorf("%s\nis carried out as %q, not by %s", c.statement, plan, c.index)
		}
	}
}

// When nobody has written for a moment, the log is moved into the main file, so that nobody who writes has to wait for it.
func TestSQLiteTidies(t *testing.T) {
	s := sqlitePlace(t).open(t)
	body := json.RawMessage(`"` + strings.Repeat("x", pagesDue*4096) + `"`)
	write(t, s, Record{ID: "a", Body: body})
	db := s.back.(*sqlite).db
	for until := time.Now().Add(time.Minute); ; time.Sleep(calm / 4) {
		var busy, logged, moved int
		if err := db.QueryRowContext(t.Context(), "pragma wal_checkpoint(noop)").Scan(&busy, &logged, &moved); err != nil {
			t.Fatal(err)
		}
		if logged > pagesDue && moved == logged {
			break
		}
		if time.Now().After(until) {
			t.Fatalf("%d of %d pages were moved", moved, logged)
		}
	}
	if !bytes.Equal(read(t, s, "a").Body, body) {
		t.Error("the body is another one")
	}
}

// In a group of writes, one that fails in its midst is undone alone.
func TestSQLiteGroup(t *testing.T) {
	s := sqlitePlace(t).open(t)
	b := s.back.(*sqlite)
	mine := errors.New("mine")
	tag := func(id string, result error) job {
		return job{do: func(ctx context.Context, tx *sql.Tx) error {
			return errors.Join(b.putBeside(ctx, tx, change{row: row{id: id}, gained: []string{"t"}}), result)
		}}
	}
	wrong := job{do: func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `insert into tag (tag, id) values ('t', 'd'), (null, 'd')`)
		return err
	}}
	errs, err := commit(t.Context(), b.db, b.statements, []job{tag("a", nil), tag("b", mine), wrong, tag("c", nil)})
	equal(t, "error of the group", err, nil)
	if errs[0] != nil || !errors.Is(errs[1], mine) || errs[2] == nil || errs[3] != nil {
		t.Errorf("errors %v", errs)
	}
	ids, err := s.List(t.Context(), "t", "", 9)
	equal(t, "error", err, nil)
	equal(t, "written", ids, []string{"a", "c"})
}

func TestSQLiteCloseWaits(t *testing.T) {
	p := sqlitePlace(t)
	synctest.Test(t, func(t *testing.T) {
		s := p.open(t)
		finish := make(chan struct{})
		var g errgroup.Group
		g.Go(func() error {
			return s.back.(*sqlite).write(t.Context(), func(context.Context, *sql.Tx) error { <-finish; return nil })
		})
		synctest.Wait()
		closed := false
		g.Go(func() error { defer func() { closed = true }(); return s.Close() })
		synctest.Wait()
		if closed {
			t.Error("Close came back before the write had ended")
		}
		close(finish)
		equal(t, "write and close", g.Wait(), nil)
	})
}

// Whatever was acknowledged before or during Close is there afterwards.
func TestSQLiteClose(t *testing.T) {
	p := sqlitePlace(t)
	s := p.open(t)
	var acknowledged sync.Map
	var g errgroup.Group
	begun := make(chan struct{}, 8)
	for i := range 8 {
		g.Go(func() error {
			for n := 1; ; n++ {
				if err := increment(t.Context(), s, fmt.Sprint(i)); err != nil {
					return nil //nolint:nilerr // the store was closed, which is the point
				}
				acknowledged.Store(fmt.Sprint(i), fmt.Sprint(n))
				if n == 5 {
					begun <- struct{}{}
				}
			}
		})
	}
	for range 8 {
		<-begun
	}
	equal(t, "close", s.Close(), nil)
	equal(t, "writers", g.Wait(), nil)
	equal(t, "close again", s.Close(), nil)
	if err := s.back.erase(t.Context(), row{}); !errors.Is(err, errClosed) {
		t.Errorf("write after Close: %v", err)
	}
	s = p.open(t)
	acknowledged.Range(func(id, n any) bool {
		equal(t, "last acknowledged", string(read(t, s, id.(string)).Body), n.(string))
		return true
	})
}
