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
	"makegood/prompts"
	"makegood/store"
)

// What the coach was asked, for whoever writes its words: where they helped, where they did
// not, and what nothing was found for.

// Asked is how one situation fared in one language.
type Asked struct {
	Situation, Lang        string
	Times, Helped, Missed  int
	Checked, Picked, Cased int // own words looked through, messages picked, asked in a case's thread
}

// Coach writes a line of CSV for each situation and language, the most asked first, and below
// them the questions that nothing fitted or that the answer did not help with. What is private
// in those is hidden as far as the records know it.
func (k *Books) Coach(ctx context.Context, out io.Writer) error {
	fared := map[[2]string]*Asked{}
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
				a = &Asked{Situation: q.Wording.Situation, Lang: q.Wording.Lang}
				fared[[2]string{q.Wording.Situation, q.Wording.Lang}] = a
			}
			a.count(q)
			if why := lacks(q); why != "" {
				text, err := k.hidden(ctx, rec)
				if err != nil {
					return err
				}
				lacking = append(lacking, []string{why, q.Wording.Situation, q.Wording.Lang, q.At.Format("2006-01"), text})
			}
		}
		if len(ids) < listMost {
			break
		}
		after = ids[len(ids)-1]
	}
	w := csv.NewWriter(out)
	rows := [][]string{{"situation", "language", "asked", "helped", "missed", "own words", "picked", "in a case"}}
	var all []*Asked
	for _, a := range fared {
		all = append(all, a)
	}
	slices.SortFunc(all, func(x, y *Asked) int {
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

func (a *Asked) count(q dialogs.Coaching) {
	count := func(n *int, is bool) {
		if is {
			*n++
		}
	}
	a.Times++
	count(&a.Helped, q.Rating == "helped")
	count(&a.Missed, q.Rating == "missed")
	count(&a.Checked, q.Wording.Draft != "")
	count(&a.Picked, q.Picked)
	count(&a.Cased, q.Case != "")
}

// lacks says why whoever writes the words should see a question.
func lacks(q dialogs.Coaching) string {
	switch {
	case q.Rating == "missed":
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

// hidden is a question without what the records know to be private: of its case, of the cases
// of whoever asked, and of them.
func (k *Books) hidden(ctx context.Context, rec record) (string, error) {
	q := rec.Coaching
	p := prompts.Private{Names: []string{q.By.Name}}
	ids, err := k.b.store.List(ctx, ownerTag(q.By.ID), "", looksMost)
	if err != nil {
		return "", fmt.Errorf("list the cases of who asked: %w", err)
	}
	for _, id := range append(ids, q.Case) {
		c, err := k.b.load(ctx, id)
		if id == "" || errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return "", err
		}
		d := c.Details
		p.Names = append(p.Names, d.Customer, c.Owner.Name)
		p.Phones, p.Emails, p.Jobs = append(p.Phones, d.Contact), append(p.Emails, d.Contact), append(p.Jobs, d.Job)
	}
	return strings.Join(strings.Fields(prompts.NewMask(p).Hide(q.Text)), " "), nil
}
