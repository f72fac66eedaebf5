package store

import (
	"context"
	"database/sql"
	"errors"
)

// statements are those that SQLite has read once, by their text: to read one takes as long as to carry it out.
type statements map[string]*sql.Stmt

func prepareStatements(ctx context.Context, db *sql.DB) (statements, error) {
	all := statements{}
	for _, text := range []string{
		getRow, changeRow, newRow, loseTag, gainTag, addLine, listTag, dueNow, nextDue, leaseThem, saveJob, releaseJob,
	} {
		s, err := db.PrepareContext(ctx, text) //nolint:sqlclosecheck // by close, with the store
		if err != nil {
			return nil, errors.Join(err, all.close())
		}
		all[text] = s
	}
	return all, nil
}

// in is a statement within a transaction, which closes it; with nil it is for outside of any.
func (s statements) in(ctx context.Context, tx *sql.Tx, text string) *sql.Stmt {
	if tx == nil {
		return s[text]
	}
	return tx.StmtContext(ctx, s[text])
}

func (s statements) exec(ctx context.Context, tx *sql.Tx, text string, args ...any) (sql.Result, error) {
	return s.in(ctx, tx, text).ExecContext(ctx, args...) //nolint:sqlclosecheck // see in
}

func (s statements) query(ctx context.Context, tx *sql.Tx, text string, args ...any) (*sql.Rows, error) {
	return s.in(ctx, tx, text).QueryContext(ctx, args...) //nolint:sqlclosecheck // see in
}

func (s statements) row(ctx context.Context, tx *sql.Tx, text string, args ...any) *sql.Row {
	return s.in(ctx, tx, text).QueryRowContext(ctx, args...) //nolint:sqlclosecheck // see in
}

func (s statements) close() error {
	var err error
	for _, one := range s {
		err = errors.Join(err, one.Close())
	}
	return err
}
