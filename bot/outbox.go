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
// until nothing is left that can be done now or in a moment.
func (b *Bot) carryOut(ctx context.Context, j job) {
	for {
		next, err := b.drain(ctx, j.id)
		if err != nil && ctx.Err() == nil && !errors.Is(err, store.ErrNotFound) {
			b.log.Error("cannot carry out a case's effects", "case", j.id, "err", err)
		}
		if !b.rest(ctx, j, next) {
			return
		}
	}
}

// drain shows one message after the other. A place that is busy or closed to us
// holds up only what goes there. next is when to look again, if that is soon.
func (b *Bot) drain(ctx context.Context, id string) (next time.Duration, err error) {
	closed := map[Address]bool{}
	var untold error // it holds up nothing that is shown, and is tried again when our hold ends
	for ctx.Err() == nil {
		r, err := b.store.Get(ctx, id)
		if err != nil {
			return 0, err
		}
		rec, err := decode(r)
		if err != nil {
			return 0, err
		}
		if untold == nil && len(rec.Telling) > 0 {
			untold = b.carryOver(context.WithoutCancel(ctx), id, rec)
			if errors.Is(untold, errTaken) {
				return 0, nil
			}
			continue
		}
		b.mailOut(ctx, id, rec)
		it, to, ok := rec.sendable(closed, b.Now())
		if !ok {
			if untold != nil {
				return rec.soon(closed, b.Now()), untold
			}
			if left, err := b.release(context.WithoutCancel(ctx), id, closed); err != nil || !left {
				return rec.soon(closed, b.Now()), err
			}
			continue
		}
		switch err := b.send(context.WithoutCancel(ctx), rec, it, to); { // what is begun is finished
		case errors.Is(err, errTaken):
			return 0, nil
		case err != nil:
			closed[place(to)] = true
		}
	}
	return 0, nil
}

// soon is how long until the first message is ready that waits only for a moment, as
// a redraw of the card does; zero: none does.
func (rec record) soon(closed map[Address]bool, now time.Time) (next time.Duration) {
	for _, it := range rec.heads() {
		wait := it.ready().Sub(now)
		if wait > 0 && wait <= cardPace && !closed[place(rec.address(it.Message.To))] && (next == 0 || wait < next) {
			next = wait
		}
	}
	return next
}

// release gives the record up, so that the next clock is seen when it is due,
// unless something has come to be shown meanwhile.
func (b *Bot) release(ctx context.Context, id string, closed map[Address]bool) (left bool, err error) {
	kept, err := b.store.Update(ctx, id, 0, func(r store.Record) (store.Record, []store.Entry, error) {
		rec, err := decode(r)
		if err != nil {
			return r, nil, err
		}
		others := rec.Carrier.Who != "" && rec.Carrier.Who != b.me
		_, _, left = rec.sendable(closed, b.Now())
		if left = left || len(rec.Telling) > 0; left || others {
			return r, nil, store.ErrNoChange
		}
		rec.Carrier = carrier{}
		r, err = rec.encode(r, b.Now())
		return r, nil, err
	})
	b.alarm.set(kept.Wake, time.Time{})
	return left, err
}

// place is what a rate limit or a closed door concerns: a channel with its
// threads, or one person.
func place(to Address) Address { return Address{Channel: to.Channel, User: to.User} }

// lane is what keeps its order: a place, but for redraws of the card, which nothing
// below it has to wait for.
type lane struct {
	place Address
	card  bool
}

func (rec record) lane(it item) lane {
	_, shown := rec.Shown[it.Message.ID]
	return lane{place(rec.address(it.Message.To)), shown && it.Message.ID == cardID}
}

// sendable is the first message that may go out now. What comes behind one that
// has to wait keeps its order there.
func (rec record) sendable(closed map[Address]bool, now time.Time) (item, Address, bool) {
	for _, it := range rec.heads() {
		to := rec.address(it.Message.To)
		if to.Channel != "" && it.Message.To.Where == dialogs.Thread && to.Thread == "" { // there is no thread without its card
			continue
		}
		if !closed[place(to)] && !it.ready().After(now) {
			return it, to, true
		}
	}
	return item{}, Address{}, false
}

// heads are the first messages of each lane. A thread has none before its card.
func (rec record) heads() []item {
	var first []item
	taken := map[lane]bool{}
	for _, it := range rec.Out {
		at := rec.lane(it)
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
	if p.Where == dialogs.Direct {
		return Address{User: p.User}
	}
	card := rec.Shown[cardID]
	switch {
	case p.Where == dialogs.Aside && rec.Channel == "":
		return Address{User: p.User}
	case p.Where == dialogs.Aside:
		return Address{Channel: rec.Channel, Thread: rec.Thread}
	case p.Where == dialogs.Channel:
		return Address{Channel: rec.Channel}
	case rec.Away != notAway:
		return Address{User: rec.Case.Owner.ID}
	}
	return Address{Channel: rec.Channel, Thread: card.TS}
}
