package store

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"sync"
	"time"
)

// largestGroup bounds how long the first of a group waits for the others' work.
const largestGroup = 256

// What was written lies in the log first and has to be moved into the main file some time, which holds up whoever
// writes then: some 10 to 100 ms for 1,000 pages. So it is done when nobody has written for a moment, and amid the
// writing only when the log has grown long.
const (
	calm     = 100 * time.Millisecond
	pagesDue = 1000         // to be moved at the next calm
	pagesMax = 4 * pagesDue // to be moved at once
)

func autoCheckpoint() string { return "wal_autocheckpoint(" + strconv.Itoa(pagesMax) + ")" }

const (
	saveJob    = `savepoint job`
	releaseJob = `release job`
)

var errClosed = errors.New("the store is closed")

// writer is the one goroutine that writes to the file. It puts whatever is waiting into one transaction, so that many
// writers share one wait for the disk: three times the commits a second at 16 writers.
type writer struct {
	jobs chan job // unbuffered: a job that was taken is always answered
	quit chan struct{}
	done chan struct{}
	once sync.Once
}

type job struct {
	do     func(context.Context, *sql.Tx) error
	result chan error
}

func startWriter(ctx context.Context, db *sql.DB, all statements) *writer {
	w := &writer{jobs: make(chan job), quit: make(chan struct{}), done: make(chan struct{})}
	go w.run(ctx, db, all)
	return w
}

// write returns when the work is on disk or has failed. Once taken, a job is not given up: its outcome would be unknown.
func (w *writer) write(ctx context.Context, do func(context.Context, *sql.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	j := job{do, make(chan error, 1)}
	select {
	case w.jobs <- j:
		return <-j.result
	case <-w.quit:
		return errClosed
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (w *writer) stop() {
	w.once.Do(func() { close(w.quit) })
	<-w.done
}

func (w *writer) run(ctx context.Context, db *sql.DB, all statements) {
	defer close(w.done)
	rest := time.NewTimer(calm)
	defer rest.Stop()
	for {
		select {
		case j := <-w.jobs:
			group := w.gather(j)
			errs, err := commit(ctx, db, all, group)
			for i, j := range group {
				if err != nil {
					j.result <- err
				} else {
					j.result <- errs[i]
				}
			}
			rest.Reset(calm)
		case <-rest.C:
			tidy(ctx, db)
		case <-w.quit:
			return
		}
	}
}

// tidy moves the log into the main file if that is worth it. What fails is left for later: nothing depends on it.
func tidy(ctx context.Context, db *sql.DB) {
	var busy, logged, moved int
	err := db.QueryRowContext(ctx, `pragma wal_checkpoint(noop)`).Scan(&busy, &logged, &moved)
	if err == nil && logged-moved >= pagesDue {
		_, _ = db.ExecContext(ctx, `pragma wal_checkpoint(passive)`)
	}
}

func (w *writer) gather(first job) []job {
	group := []job{first}
	for len(group) < largestGroup {
		select {
		case j := <-w.jobs:
			group = append(group, j)
		default:
			return group
		}
	}
	return group
}

// commit returns what became of each job, or an error that all of them share.
func commit(ctx context.Context, db *sql.DB, all statements, group []job) ([]error, error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	if len(group) == 1 { // the transaction itself undoes it
		if err := group[0].do(ctx, tx); err != nil {
			return []error{err}, tx.Rollback()
		}
		return []error{nil}, tx.Commit()
	}
	errs := make([]error, len(group))
	for i, j := range group {
		if errs[i], err = attempt(ctx, tx, all, j); err != nil {
			return nil, errors.Join(err, tx.Rollback())
		}
	}
	return errs, tx.Commit()
}

// attempt undoes a job that fails, and only that one. The second error is one that no job can be blamed for.
func attempt(ctx context.Context, tx *sql.Tx, all statements, j job) (failed, broken error) {
	if _, err := all.exec(ctx, tx, saveJob); err != nil {
		return nil, err
	}
	if failed = j.do(ctx, tx); failed != nil {
		_, broken = tx.ExecContext(ctx, `rollback to job; release job`)
	} else {
		_, broken = all.exec(ctx, tx, releaseJob)
	}
	return failed, broken
}
