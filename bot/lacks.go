package bot

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"makegood/dialogs"
	"makegood/store"
)

// What the coach was asked, for whoever writes its words: where they helped, where they did
// not, and what nothing was found for.

// fares is how one situation fared in one language.
type fares struct {
	Situation, Lang        string
	Times, Helped, Missed  int
	Checked, Picked, Cased int // own words looked through, messages picked, asked in a case's thread
}

// Coach writes a line of CSV for each situation and language, the most asked first, and below
// them the questions that nothing fitted or that the answer did not help with. What is private
// in those was hidden when they were asked, as far as the records knew it; one that was kept
// before that was done is left out.
func (k *Books) Coach(ctx context.Context, out io.Writer) error {
	fared := map[[2]string]*fares{}
	var lacking [][]string
	for after := ""; ; {
		ids, err := k.b.store.List(ctx, "question", after, listMost)
		if err != nil {
			return fmt.Errorf("list the questions: %w", err)
		}
		for _, id := range ids {
			rec, err := k.question(ctx, id)
			if errors.Is(err, store.ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			q := rec.Coaching
			a := fared[[2]string{q.Wording.Situation, q.Wording.Lang}]
			if a == nil {
				a = &fares{Situation: q.Wording.Situation, Lang: q.Wording.Lang}
				fared[[2]string{q.Wording.Situation, q.Wording.Lang}] = a
			}
			a.count(q)
			if why := lacks(q); why != "" {
				lacking = append(lacking, []string{why, q.Wording.Situation, q.Wording.Lang, q.At.Format("2006-01"), q.Hidden})
			}
		}
		if len(ids) < listMost {
			break
		}
		after = ids[len(ids)-1]
	}
	w := csv.NewWriter(out)
	rows := [][]string{{"situation", "language", "asked", "helped", "missed", "own words", "picked", "in a case"}}
	var all []*fares
	for _, a := range fared {
		all = append(all, a)
	}
	slices.SortFunc(all, func(x, y *fares) int {
		return cmp.Or(y.Times-x.Times, strings.Compare(x.Situation, y.Situation), strings.Compare(x.Lang, y.Lang))
	})
	for _, a := range all {
		row := []string{a.Situation, a.Lang}
		for _, n := range []int{a.Times, a.Helped, a.Missed, a.Checked, a.Picked, a.Cased} {
			row = append(row, strconv.Itoa(n))
		}
		rows = append(rows, row)
	}
	if err := w.WriteAll(rows); err != nil || len(lacking) == 0 {
		return err
	}
	if _, err := fmt.Fprintln(out); err != nil {
		return err
	}
	slices.SortFunc(lacking, slices.Compare)
	return w.WriteAll(append([][]string{{"what lacks", "situation", "language", "month", "question"}}, lacking...))
}

func (a *fares) count(q dialogs.Coaching) {
	count := func(n *int, is bool) {
		if is {
			*n++
		}
	}
	a.Times++
	count(&a.Helped, q.Rating == dialogs.RatedHelped)
	count(&a.Missed, q.Rating == dialogs.RatedMissed)
	count(&a.Checked, q.Wording.Draft != "")
	count(&a.Picked, q.Picked)
	count(&a.Cased, q.Case != "")
}

// lacks says why whoever writes the words should see a question.
func lacks(q dialogs.Coaching) string {
	switch {
	case q.Rating == dialogs.RatedMissed:
		return "did not help"
	case !q.Wording.Fits && q.Wording.Draft == "":
		return "nothing fits"
	}
	return ""
}

func (k *Books) question(ctx context.Context, id string) (record, error) {
	r, err := k.b.store.Get(ctx, id)
	if err != nil {
		return record{}, err
	}
	return decode(r)
}
