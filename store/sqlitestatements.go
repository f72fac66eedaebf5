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
		s, err := db.PrepareContext(ctx, text)
		if err != nil {
			return nil, errors.Join(err, all.close())
		}
		all[text] = s
	}
	return all, nil
}

// ready is for use outside a transaction, in is for use inside of one.
func (s statements) ready(text string) *sql.Stmt { return s[text] }

func (s statements) in(ctx context.Context, tx *sql.Tx, text string) *sql.Stmt {
	return tx.StmtContext(ctx, s[text])
}

func (s statements) close() error {
	var err error
	for _, one := range s {
		err = errors.Join(err, one.Close())
	}
	return err
}
