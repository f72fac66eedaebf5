package bot

import (
	"context"
	"slices"
	"time"

	"makegood/store"
)

// carried is a record while it is carried out, as it was read or written last. It is
// decoded anew only when its version tells that somebody else has written it.
type carried struct {
	b       *Bot
	id      string
	errand  *errand
	rec     record
	stored  store.Record     // what rec is of, but for what is redrawn; version 0: it has to be read
	since   time.Time        // when that was
	redrawn []func(*record)  // what was redrawn and not written down yet
	closed  map[Address]bool // places that are busy, or closed to us
	kept    bool             // until our hold ends, because something could not be told
	turn    turn             // whose turn it is
	over    bool             // it was given up: nothing is left that can be done now
}

// turn is a message whose turn it is to be shown.
type turn struct {
	it    item // as it was before it was marked as being sent
	to    Address
	until time.Time // how long it may take; zero: it is not marked, as a redraw need not be
}

func (t turn) none() bool { return t.it.Rev == 0 }

// marked: the record says that it is being sent, so it has to be.
func (t turn) marked() bool { return !t.until.IsZero() }

// next is whose turn it is. A post is marked as being sent, so it may go out once rec
// is stored.
func (rec *record) next(closed map[Address]bool, now time.Time) turn {
	it, to, ok := rec.sendable(closed, now)
	if !ok {
		return turn{}
	}
	t := turn{it: it, to: to}
	if _, shown := rec.Shown[it.Message.ID]; !shown {
		o := rec.waiting(it.Message.ID)
		o.Sending, o.At = now, to
		t.until = time.Now().Add(2 * call) // all of it ends before settle has passed since the mark
	}
	return t
}

// read takes notice of what others have written. What a step here has left behind need
// not be fetched: if it is not the latest any more, the next write tells.
func (c *carried) read(ctx context.Context) error {
	if as := c.b.look(c.errand); as != nil {
		c.knows(as.rec, as.as)
		return nil
	}
	r, err := c.b.store.Get(ctx, c.id)
	if err != nil {
		return err
	}
	if r.Version == c.stored.Version {
		return nil
	}
	c.stored = store.Record{}
	return c.load(r)
}

func (c *carried) load(r store.Record) error {
	rec, err := decode(r)
	if err == nil {
		c.knows(rec, r)
	}
	return err
}

func (c *carried) knows(rec record, as store.Record) {
	for _, change := range c.redrawn {
		change(&rec)
	}
	c.rec = rec
	c.stands(as)
}

// stands: the record is as the store has it.
func (c *carried) stands(as store.Record) {
	c.stored, c.since = as, time.Now()
	c.errand.latest = max(c.errand.latest, as.Version)
}

// redraw is the redraw whose turn it is; it may begin without a word in the record.
func (c *carried) redraw() (t turn, ok bool) {
	it, to, ok := c.rec.sendable(c.closed, c.b.Now())
	if _, shown := c.rec.Shown[it.Message.ID]; !ok || !shown {
		return turn{}, false
	}
	return turn{it: it, to: to}, true
}

// begin finds out whose turn it is. Where nothing can be shown now, the record is given
// up, unless it is kept or we come back to it in a moment.
func (c *carried) begin(ctx context.Context) error {
	var ok bool
	if c.turn, ok = c.redraw(); ok {
		return nil
	}
	if _, _, ok := c.rec.sendable(c.closed, c.b.Now()); !ok && c.stays(&c.rec) {
		return nil
	}
	return c.commit(context.WithoutCancel(ctx), func(rec *record) (last bool) {
		c.turn = rec.next(c.closed, c.b.Now())
		return c.turn.none() && !c.stays(rec) && len(rec.Telling) == 0
	})
}

// done writes down what became of a message together with whose turn is next, or
// that nothing is left. ctx ends when nothing new is to be begun.
func (c *carried) done(ctx context.Context, change func(*record)) error {
	return c.commit(context.WithoutCancel(ctx), func(rec *record) (last bool) {
		change(rec)
		c.turn = turn{}
		if c.first(ctx, rec) {
			return false
		}
		c.turn = rec.next(c.closed, c.b.Now())
		return c.turn.none() && !c.stays(rec)
	})
}

// stays: it is not given up although nothing can be shown now.
func (c *carried) stays(rec *record) bool { return c.kept || rec.soon(c.closed, c.b.Now()) > 0 }

// drawn is done after a redraw. While another one follows at once or in a moment, nothing is
// written down: after a crash both are drawn once more.
func (c *carried) drawn(ctx context.Context, change func(*record)) error {
	const soon = 2 * time.Second // with the next one, that is well within our hold
	if c.stored.Version != 0 && time.Since(c.since) < soon {
		change(&c.rec)
		c.redrawn = append(c.redrawn, change)
		if as := c.b.look(c.errand); as != nil { // the next is drawn as it looks by now
			c.knows(as.rec, as.as)
		}
		t, ok := c.redraw()
		_, _, post := c.rec.sendable(c.closed, c.b.Now())
		if (ok || !post && c.stays(&c.rec)) && !c.first(ctx, &c.rec) {
			c.turn = t
			return nil
		}
		change = func(*record) {}
	}
	return c.done(ctx, change)
}

// first: something else comes before the next message, or nothing may begin any more.
func (c *carried) first(ctx context.Context, rec *record) bool {
	now := c.b.Now()
	mail := slices.ContainsFunc(rec.Letters, func(l letter) bool { return !l.ready().After(now) })
	return ctx.Err() != nil || c.kept || mail || len(rec.Telling) > 0
}

// commit changes a record's outbox while the record is ours to carry out. change may be
// called again if somebody else writes meanwhile. With the last change, the record is
// given up, so that its next clock is seen when it is due.
func (c *carried) commit(ctx context.Context, change func(*record) (last bool)) error {
	b, known, held, last := c.b, c.stored, hold, false
	prepare := func() error {
		if !c.rec.carry(b.me, b.Now()) {
			return errTaken
		}
		last = change(&c.rec)
		return nil
	}
	known.ID, c.stored = c.id, store.Record{} // what comes is not stored yet
	if known.Version != 0 {
		if err := prepare(); err != nil {
			return err
		}
		if last {
			held = 0
		}
	}
	kept, err := b.store.Amend(ctx, known, held, func(r store.Record) (store.Record, []store.Entry, error) {
		if r.Version != known.Version || known.Version == 0 {
			if err := c.load(r); err != nil {
				return r, nil, err
			}
			c.stored = store.Record{}
			if err := prepare(); err != nil {
				return r, nil, err
			}
		}
		if c.over = last && held == 0; c.over {
			c.rec.Carrier = carrier{}
		}
		r, err := c.rec.encode(r, b.Now())
		return r, nil, err
	})
	if err != nil {
		c.turn, c.over = turn{}, false
		return err
	}
	c.redrawn = nil
	c.stands(kept)
	if held == 0 {
		b.alarm.set(kept.Wake, time.Time{})
	} else {
		b.alarm.set(kept.Wake, b.Now().Add(held))
	}
	return nil
}

// carries is a record to be carried out by whoever asks.
func (b *Bot) carries(id string) *carried { return &carried{b: b, id: id, errand: &errand{id: id}} }

// commit changes a record's outbox while the record is ours to carry out.
func (b *Bot) commit(ctx context.Context, id string, change func(*record)) error {
	return b.carries(id).commit(ctx, func(rec *record) (last bool) { change(rec); return false })
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

// isShown takes note that a message looks as wanted, or was found where an answer of
// the platform had been lost.
func (rec *record) isShown(it item, ref Ref, found bool, now time.Time) {
	rec.Shown[it.Message.ID] = ref
	if !found { // what was found may be an older look of it; an edit tells
		rec.Out = slices.DeleteFunc(rec.Out, func(o item) bool { return o.Rev == it.Rev })
	}
	if o := rec.waiting(it.Message.ID); o != nil {
		o.Sending, o.Tries, o.After = time.Time{}, 0, pace(it.Message.ID, now)
	}
}
