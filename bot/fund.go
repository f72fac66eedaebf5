package bot

import (
	"context"
	"errors"

	"makegood/dialogs"
	"makegood/store"
)

// fund is the recovery fund as it is kept now; the zero one where there is none yet.
func (b *Bot) fund(ctx context.Context) (dialogs.Fund, error) {
	r, err := b.store.Get(ctx, dialogs.FundID)
	if errors.Is(err, store.ErrNotFound) {
		return dialogs.Fund{}, nil
	}
	if err != nil {
		return dialogs.Fund{}, err
	}
	rec, err := decode(r)
	return rec.Fund, err
}

// holding is what a case may show of the fund. Nothing waits or fails because of it.
func (b *Bot) holding(ctx context.Context) dialogs.Holding {
	f, err := b.fund(ctx)
	if err != nil {
		b.log.Warn("the fund could not be looked up; it is left out", "err", err)
	}
	return f.Holding()
}
