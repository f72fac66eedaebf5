package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// sqlite is the backend in one file. Statements find id, tag and the rest by the numbers of their arguments.
type sqlite struct {
	db  *sql.DB
	now func() time.Time
	statements
	*writer
}

func (b *sqlite) get(ctx context.Context, id string) (row, error) {
	r := row{id: id}
	var tags string
	err := b.row(ctx, nil, getRow, id).
		Scan(&r.version, &r.wake, &tags, &r.body, &r.seq, &r.head)
	if errors.Is(err, sql.ErrNoRows) {
		return row{id: id}, nil
	}
	if err != nil {
		return row{}, err
	}
	return r, json.Unmarshal([]byte(tags), &r.tags)
}

func (b *sqlite) put(ctx context.Context, c change) error {
	tags, err := json.Marshal(c.tags)
	if err != nil {
		return err
	}
	due := c.wake
	if due > 0 && c.hold > 0 {
		due = max(due, toMillis(b.now().Add(c.hold)))
	}
	return b.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		stmt := changeRow
		if c.version == 1 {
			stmt = newRow
		}
		// The body goes in as text, so that sqlite3 and its JSON functions can read it.
		res, err := b.exec(ctx, tx, stmt, c.id, c.version, c.token, c.wake, due, string(tags), string(c.body), c.seq, c.head)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil {
			return err
		} else if n == 0 {
			return b.alreadyPut(ctx, tx, c)
		}
		return b.putBeside(ctx, tx, c)
	})
}

func (b *sqlite) alreadyPut(ctx context.Context, tx *sql.Tx, c change) error {
	var found int
	err := tx.QueryRowContext(ctx, `select 1 from record where id = ? and version = ? and token = ?`,
		c.id, c.version, c.token).Scan(&found)
	if errors.Is(err, sql.ErrNoRows) {
		return errConflict
	}
	return err
}

func (b *sqlite) putBeside(ctx context.Context, tx *sql.Tx, c change) error {
	for _, tag := range c.lost {
		if _, err := b.exec(ctx, tx, loseTag, tag, c.id); err != nil {
			return err
		}
	}
	for _, tag := range c.gained {
		if _, err := b.exec(ctx, tx, gainTag, tag, c.id); err != nil {
			return err
		}
	}
	first := c.seq - int64(len(c.lines)) + 1
	for i, l := range c.lines {
		if _, err := b.exec(ctx, tx, addLine, c.id, first+int64(i), l.public, l.private); err != nil {
			return err
		}
	}
	return nil
}

// The statements that are used all the time; SQLite reads them once.
const (
	getRow    = `select version, wake, tags, body, seq, head from record where id = ?`
	changeRow = `update record set version = ?2, token = ?3, wake = ?4, due = ?5, claims = 0, tags = ?6, body = ?7, seq = ?8, head = ?9
		where id = ?1 and version = ?2 - 1`
	newRow = `insert into record (id, version, token, wake, due, claims, tags, body, seq, head)
		values (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8, ?9) on conflict do nothing`
	loseTag = `delete from tag where tag = ? and id = ?`
	gainTag = `insert into tag (tag, id) values (?, ?) on conflict do nothing`
	addLine = `insert into log (id, seq, public, private) values (?, ?, ?, ?)`
	listTag = `select id from tag where tag = ? and id > ? order by id limit ?`

	dueNow  = `select id from record where due > 0 and due <= ? order by due, id limit ?`
	nextDue = `select coalesce(min(due), 0) from record where due > 0`
	// leaseThem takes the ids as one JSON array. 22 doublings make an hour of a millisecond.
	leaseThem = `update record set due = ?2 + min(?3 << min(claims, 22), max(?3, ?4)), claims = claims + 1
		where id in (select value from json_each(?1))`
)

func (b *sqlite) claim(ctx context.Context, lease time.Duration, n int) (ids []string, next int64, err error) {
	now := b.now().UnixMilli()
	if err = b.row(ctx, nil, nextDue).Scan(&next); err != nil || next == 0 || next > now { // nothing to write
		return nil, next, err
	}
	err = b.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		ids, err = texts(b.query(ctx, tx, dueNow, now, n))
		if err != nil {
			return err
		}
		if len(ids) > 0 {
			list, err := json.Marshal(ids)
			if err != nil {
				return err
			}
			if _, err := b.exec(ctx, tx, leaseThem, string(list), now, millis(lease), longestBackOff.Milliseconds()); err != nil {
				return err
			}
		}
		return b.row(ctx, tx, nextDue).Scan(&next)
	})
	return ids, next, err
}

func (b *sqlite) list(ctx context.Context, tag, after string, n int) ([]string, error) {
	return texts(b.query(ctx, nil, listTag, tag, after, n))
}

func (b *sqlite) filed(ctx context.Context, id string, tags []string) (lost []string, due int64, err error) {
	list, err := json.Marshal(tags)
	if err != nil {
		return nil, 0, err
	}
	lost, err = texts(b.db.QueryContext(ctx, `select value from json_each(?) where not exists
		(select 1 from tag where tag.tag = value and tag.id = ?)`, string(list), id))
	if err != nil {
		return nil, 0, err
	}
	err = b.db.QueryRowContext(ctx, `select due from record where id = ?`, id).Scan(&due)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return lost, due, err
}

func (b *sqlite) log(ctx context.Context, id string) ([]line, error) {
	rows, err := b.db.QueryContext(ctx, `select public, private from log where id = ? order by seq`, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var lines []line
	for rows.Next() {
		var l line
		if err := rows.Scan(&l.public, &l.private); err != nil {
			return nil, err
		}
		lines = append(lines, l)
	}
	return lines, rows.Err()
}

func (b *sqlite) forget(ctx context.Context, id string) error {
	err := b.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `update log set private = '' where id = ? and private <> ''`, id)
		return err
	})
	return errors.Join(err, b.emptyWAL(ctx))
}

func (b *sqlite) erase(ctx context.Context, r row) error {
	err := b.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, `delete from record where id = ? and version = ?`, r.id, r.version)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil {
			return err
		} else if n == 0 {
			return errConflict
		}
		if _, err := tx.ExecContext(ctx, `delete from log where id = ?`, r.id); err != nil {
			return err
		}
		return b.putBeside(ctx, tx, change{row: row{id: r.id}, lost: r.tags})
	})
	if err != nil {
		return err
	}
	return b.emptyWAL(ctx)
}

// emptyWAL moves everything into the main file, where secure_delete has overwritten what was erased; the log beside it
// would still hold the old text.
func (b *sqlite) emptyWAL(ctx context.Context) error {
	if _, err := b.db.ExecContext(ctx, `pragma wal_checkpoint(truncate)`); err != nil {
		return fmt.Errorf("overwrite erased text: %w", err)
	}
	return nil
}

func (b *sqlite) close() error {
	b.stop()
	return errors.Join(b.statements.close(), b.db.Close())
}

// texts reads a result of one text column.
func texts(rows *sql.Rows, err error) ([]string, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, rows.Err()
}
