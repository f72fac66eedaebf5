package bot

import (
	"context"
	"errors"
	"time"

	"makegood/dialogs"
	"makegood/store"
)

// errTaken says that another process carries the record out.
var errTaken = errors.New("somebody else is at it")

// carryOut brings everything a record wants shown to the platform, in order,
// until nothing is left that can be done now.
func (b *Bot) carryOut(ctx context.Context, id string) {
	for {
		err := b.drain(ctx, id)
		if err != nil && ctx.Err() == nil && !errors.Is(err, store.ErrNotFound) {
			b.log.Error("cannot carry out a case's effects", "case", id, "err", err)
		}
		if !b.done(id) || ctx.Err() != nil {
			return
		}
	}
}

// drain shows one message after the other. A place that is busy or closed to us
// holds up only what goes there.
func (b *Bot) drain(ctx context.Context, id string) error {
	closed := map[Address]bool{}
	for ctx.Err() == nil {
		r, err := b.store.Get(ctx, id)
		if err != nil {
			return err
		}
		rec, err := decode(r)
		if err != nil {
			return err
		}
		it, to, ok := rec.sendable(closed, b.Now())
		if !ok {
			if left, err := b.release(context.WithoutCancel(ctx), id, closed); err != nil || !left {
				return err
			}
			continue
		}
		switch err := b.send(context.WithoutCancel(ctx), rec, it, to); { // what is begun is finished
		case errors.Is(err, errTaken):
			return nil
		case err != nil:
			closed[place(to)] = true
		}
	}
	return nil
}

// release gives the record up, so that the next clock is seen when it is due,
// unless something has come to be shown meanwhile.
func (b *Bot) release(ctx context.Context, id string, closed map[Address]bool) (left bool, err error) {
	_, err = b.store.Update(ctx, id, 0, func(r store.Record) (store.Record, []store.Entry, error) {
		rec, err := decode(r)
		if err != nil {
			return r, nil, err
		}
		others := rec.Carrier.Who != "" && rec.Carrier.Who != b.me
		if _, _, left = rec.sendable(closed, b.Now()); left || others {
			return r, nil, store.ErrNoChange
		}
		rec.Carrier = carrier{}
		r, err = rec.encode(r, b.Now())
		return r, nil, err
	})
	return left, err
}

// place is what a rate limit or a closed door concerns: a channel with its
// threads, or one person.
func place(to Address) Address { return Address{Channel: to.Channel, User: to.User} }

// sendable is the first message that may go out now. What comes behind one that
// has to wait keeps its order there.
func (rec record) sendable(closed map[Address]bool, now time.Time) (item, Address, bool) {
	for _, it := range rec.heads() {
		to := rec.address(it.Message.To)
		if it.Message.To.Where == dialogs.Thread && to.Thread == "" { // there is no thread without its card
			continue
		}
		if !closed[place(to)] && !it.ready().After(now) {
			return it, to, true
		}
	}
	return item{}, Address{}, false
}

// heads are the first messages of each place. A thread has none before its card.
func (rec record) heads() []item {
	var first []item
	taken := map[Address]bool{}
	for _, it := range rec.Out {
		at := place(rec.address(it.Message.To))
		if !taken[at] {
			taken[at] = true
			first = append(first, it)
		}
	}
	return first
}

// ready is when a message may be sent. One that was being sent when we last saw
// it waits until that request can no longer be under way.
func (it item) ready() time.Time {
	at := it.Due
	if !it.Sending.IsZero() {
		at = it.Sending.Add(settle)
	}
	if it.After.After(at) {
		at = it.After
	}
	return at
}

func (rec record) address(p dialogs.Place) Address {
	switch p.Where {
	case dialogs.Direct:
		return Address{User: p.User}
	case dialogs.Thread:
		card := rec.Shown["card"]
		return Address{Channel: rec.Channel, Thread: card.TS}
	case dialogs.Channel:
	}
	return Address{Channel: rec.Channel}
}
