package bot

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/money"
	"makegood/dialogs/policy"
	"makegood/prompts"
	"makegood/store"
)

// Books are the records without a platform, for whoever operates the service: what
// would need somebody to be shown something waits until it runs.
type Books struct{ b *Bot }

// NewBooks are the books in a store.
func NewBooks(st *store.Store, words *prompts.Words, log *slog.Logger, p policy.Policy, now func() time.Time) *Books {
	b := New(nil, st, words, p, log, Settings{Now: now})
	b.staff = nil // nobody is known here
	return &Books{b}
}

// operator is who acts where no platform says who it is.
var operator = dialogs.Person{ID: "command line", Name: "command line"}

// Import enters a list of invoiced jobs, and first says what is made of each row. Without
// enter nothing is changed; correct: also where a job is there with another amount.
func (k *Books) Import(ctx context.Context, out io.Writer, list string, enter, correct bool) error {
	rows, err := k.b.rows(ctx, list)
	if err != nil {
		return err
	}
	for _, line := range k.b.in("").findings(rows) {
		fmt.Fprintln(out, line)
	}
	for _, line := range k.b.in("").texts(dialogs.Preview(rows, "", "", k.b.policy()).Lines) {
		fmt.Fprintln(out, line)
	}
	if !enter {
		return nil
	}
	done, failed := k.b.enter(ctx, rows, correct, func(dialogs.Row) input { return input{Actor: operator} })
	for _, r := range rows { // those of an import that was broken off are there already
		if r.Job == "" || failed != nil {
			continue
		}
		if _, err := k.b.carries(r.Job).drain(ctx); err != nil && !errors.Is(err, store.ErrNotFound) {
			return fmt.Errorf("tell the fund of %s: %w", r.Job, err)
		}
	}
	if failed != nil {
		return fmt.Errorf("enter the jobs; do it again to go on where it ended: %w", failed)
	}
	for _, line := range k.b.in("").texts(done.lines()) {
		fmt.Fprintln(out, line)
	}
	_, err = k.b.carries(dialogs.FundID).drain(ctx) // nothing is left in it, so it is given up
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}

// errBooks says that the fund is not the sum of its entries.
var errBooks = errors.New("the fund is not the sum of its entries: makegood audit verify says what is wrong")

// Export writes the fund's entries of some months, "2026-11", for a bookkeeper; empty: all.
// What was there before is the first line, so the cents sum to the fund's balance at the end.
func (k *Books) Export(ctx context.Context, out io.Writer, from, to string) error {
	entries, err := k.entries(ctx)
	if err != nil {
		return err
	}
	f, err := k.b.fund(ctx)
	if err != nil {
		return err
	}
	var sum, before money.Cents
	rows := [][]string{{"date", "case or job", "kind", "account", "cents"}}
	var within [][]string
	for _, e := range entries {
		month := e.Date[:min(len(e.Date), len("2026-11"))]
		sum += e.Cents
		switch {
		case month < from:
			before += e.Cents
		case to == "" || month <= to:
			within = append(within, []string{e.Date, e.Source, string(e.Kind), e.Kind.Account(), strconv.FormatInt(int64(e.Cents), 10)})
		}
	}
	if sum != f.Balance {
		return errBooks
	}
	if before != 0 {
		rows = append(rows, []string{from + "-01", "", "carried forward", "recovery reserve", strconv.FormatInt(int64(before), 10)})
	}
	w := csv.NewWriter(out)
	return w.WriteAll(append(rows, within...))
}

// entries are the fund's, as they came.
func (k *Books) entries(ctx context.Context) ([]dialogs.Entry, error) {
	journal, err := k.b.store.Journal(ctx, dialogs.FundID)
	if err != nil {
		return nil, err
	}
	var all []dialogs.Entry
	for _, e := range journal {
		if entry := factsOf(e).Entry; entry != nil {
			all = append(all, *entry)
		}
	}
	return all, nil
}

// who names an entry's actor, while the name was not erased.
func who(e store.Entry, name string) string {
	switch {
	case e.Actor == "":
		return "makegood"
	case name == "" || name == e.Actor:
		return e.Actor
	default:
		return strings.TrimSpace(name) + " (" + e.Actor + ")"
	}
}
