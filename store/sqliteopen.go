package store

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

//go:embed schema.sql
var schema string

// crashLoop is how many claims without an update make a record suspect of bringing the process down: it keeps its
// lease over a start. A few are not enough: who is killed has claimed much that was not to blame, and each claim has
// doubled the lease, up to an hour in which nobody would look.
const crashLoop = 100

func openSQLite(ctx context.Context, path string, set settings) (backend, string, error) {
	if path == "" || strings.HasPrefix(path, "//") {
		return nil, "", fmt.Errorf("sqlite: needs the path of a file and no slashes before it: %w", errURL)
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, "", err
	}
	if err := makeFile(path); err != nil {
		return nil, "", fmt.Errorf("put a path there where this user may write: %w", err)
	}
	db, err := sql.Open("sqlite", address(path))
	if err != nil {
		return nil, "", err
	}
	db.SetMaxOpenConns(1)
	if err := prepare(ctx, db); err != nil {
		return nil, "", errors.Join(fmt.Errorf("%s: %w", path, refused(err)), db.Close())
	}
	all, err := prepareStatements(ctx, db)
	if err != nil {
		return nil, "", errors.Join(fmt.Errorf("%s: %w", path, err), db.Close())
	}
	b := &sqlite{db: db, now: set.now, statements: all, writer: startWriter(context.WithoutCancel(ctx), db, all)}
	return b, "sqlite " + path + ": every acknowledged change is on disk", nil
}

// refused says what to do about a file that cannot be opened.
func refused(err error) error {
	e := (*driver.Error)(nil)
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff { // the rest says more precisely why
	case lib.SQLITE_BUSY:
		return ErrBusy
	case lib.SQLITE_NOTADB, lib.SQLITE_CORRUPT:
		return fmt.Errorf("this file is no store, or it is damaged: correct the path, or put a copy of your store back there: %w", err)
	case lib.SQLITE_CANTOPEN, lib.SQLITE_READONLY, lib.SQLITE_PERM:
		return fmt.Errorf("put the path of a file there that this user may read and write: %w", err)
	case lib.SQLITE_FULL:
		return fmt.Errorf("the disk is full: make room on it, and start again: %w", err)
	}
	return err
}

// makeFile is there because SQLite would make a file that everybody may read; its log takes over the mode. A file that is
// there must not even be opened: closing it would take away the lock that this process may have on it already.
func makeFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

func address(path string) string {
	u := url.URL{Scheme: "file", Path: path, RawQuery: url.Values{
		"_busy_timeout": {"2000"}, // a predecessor that is just going
		"_txlock":       {"immediate"},
		"_pragma": {
			"locking_mode(exclusive)", // before the journal mode: no second process, and no shared memory file
			"journal_mode(wal)",
			"synchronous(full)", // normal would lose the last commits in a power cut
			"secure_delete(on)",
			autoCheckpoint(),
		},
	}.Encode()}
	return u.String()
}

// prepare takes the lock, checks the layout and makes what is missing. The lock means that nobody else can hold a lease,
// so all are ended: after a crash the work goes on at once.
func prepare(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := prepareIn(ctx, tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func prepareIn(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, `create table if not exists meta (layout integer not null)`); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `insert into meta select ? where not exists (select * from meta)`, layout); err != nil {
		return err
	}
	var found int
	if err := tx.QueryRowContext(ctx, `select layout from meta`).Scan(&found); err != nil {
		return err
	}
	if err := checkLayout(found); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, schema); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, endLeases, crashLoop)
	return err
}

const endLeases = `update record set due = wake where due > wake and claims <= ?`

func checkLayout(found int) error {
	if found > layout {
		return fmt.Errorf("a newer version of this program wrote it (layout %d, this version knows %d): "+
			"run the newer version", found, layout)
	}
	return nil
}
