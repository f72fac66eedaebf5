package bot

import (
	"context"
	"errors"
	"slices"

	"makegood/dialogs"
	"makegood/store"
)

// An agenda has what the cases told it. The audit holds the two against each other, from both
// sides, and has a case tell anew what differs: in order with all else that it tells.

// telling is a case that is to tell an agenda anew.
type telling struct{ from, to string }

// apart are the pairs of a case and an agenda that differ, among those that a record is part of.
// What is still on its way is no difference.
func (b *Bot) apart(ctx context.Context, id string, rec record) (all []telling, err error) {
	differ := func(c, a record, agenda string) bool {
		is := func(p dialogs.Planned) bool { return p.To == agenda }
		has := func(p dialogs.Planned) bool { return p.Case == c.Case.ID }
		return len(c.Telling) == 0 && !samePlan(only(c.Case.Agendas(), is), only(a.Agenda.Cases, has))
	}
	switch {
	case isCase(id) && rec.Case.Closed.IsZero() && len(rec.Telling) == 0:
		for _, p := range rec.Case.Agendas() {
			a, err := b.asKept(ctx, p.To)
			if err != nil {
				return nil, err
			}
			if differ(rec, a, p.To) {
				all = append(all, telling{id, p.To})
			}
		}
	case isAgenda(id):
		for _, p := range rec.Agenda.Cases {
			c, err := b.asKept(ctx, p.Case)
			if err != nil {
				return nil, err
			}
			if c.id() != "" && differ(c, rec, id) {
				all = append(all, telling{p.Case, id})
			}
		}
	}
	return all, nil
}

// only is the first that is meant, the zero one if none is.
func only(all []dialogs.Planned, is func(dialogs.Planned) bool) (p dialogs.Planned) {
	if i := slices.IndexFunc(all, is); i >= 0 {
		return all[i]
	}
	return p
}

// samePlan: both have the same things, due at the same times, in the same form.
func samePlan(x, y dialogs.Planned) bool {
	same := func(a, b dialogs.Item) bool { return a.Of == b.Of && a.On == b.On && a.Due.Equal(b.Due) }
	return slices.EqualFunc(x.Items, y.Items, same) && slices.EqualFunc(x.Late, y.Late, same)
}

// asKept is a record as it is kept; the zero record if there is none.
func (b *Bot) asKept(ctx context.Context, id string) (record, error) {
	r, err := b.store.Get(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return record{}, nil
	}
	if err != nil {
		return record{}, err
	}
	return decode(r)
}

// retell has the cases tell anew.
func (b *Bot) retell(ctx context.Context, id string) error {
	rec, err := b.asKept(ctx, id)
	if err != nil {
		return err
	}
	all, err := b.apart(ctx, id, rec)
	for _, t := range all {
		if err == nil {
			_, err = b.step(ctx, t.from, input{Event: dialogs.Retell{To: t.to}})
		}
	}
	return err
}
