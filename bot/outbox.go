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
func (b *Bot) carryOut(ctx context.Context, e *errand) {
	c := carried{b: b, id: e.id, errand: e}
	for {
		next, err := c.drain(ctx)
		if err != nil && ctx.Err() == nil && !errors.Is(err, store.ErrNotFound) {
			b.log.Error("cannot carry out a case's effects", "case", e.id, "err", err)
		}
		if !b.rest(ctx, e, next) {
			return
		}
	}
}

// drain shows one message after the other. A place that is busy or closed to us
// holds up only what goes there. next is when to look again, if that is soon.
func (c *carried) drain(ctx context.Context) (next time.Duration, err error) {
	c.closed, c.kept, c.turn, c.over = map[Address]bool{}, false, turn{}, false
	var untold error // it holds up nothing that is shown, and is tried again when our hold ends
	for !c.over && (c.turn.marked() || ctx.Err() == nil) {
		if c.turn.none() {
			if err := c.read(ctx); err != nil {
				return 0, err
			}
			if untold == nil && len(c.rec.Telling) > 0 {
				if untold = c.carryOver(ctx); errors.Is(untold, errTaken) {
					return 0, nil
				}
				c.kept = untold != nil
				continue
			}
			c.b.mailOut(ctx, c.id, c.rec)
			if err := c.begin(ctx); errors.Is(err, errTaken) {
				return 0, nil
			} else if err != nil {
				return 0, err
			}
			if c.turn.none() {
				if next = c.rec.soon(c.closed, c.b.Now()); next > 0 || c.kept {
					return next, untold
				}
				continue // unless it is over, there is more to do by now
			}
		}
		to := c.turn.to
		switch err := c.send(ctx); {
		case errors.Is(err, errTaken):
			return 0, nil
		case err != nil:
			c.closed[place(to)] = true
		}
	}
	return c.rec.soon(c.closed, c.b.Now()), untold
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
