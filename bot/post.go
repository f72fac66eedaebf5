package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"makegood/dialogs"
)

const (
	call     = 5 * time.Second        // how long the platform may take for one thing
	settle   = 2*call + 2*time.Second // a look and a post that began at the mark are through by then
	late     = 2 * time.Second        // a post that starts later than this is looked for first
	retryMin = time.Second            // first wait after a failure nobody understands
	retryMax = 5 * time.Minute        // and the longest
	askAgain = 15 * time.Second       // first wait at a place that is closed to us
	askLast  = time.Hour              // and the longest
	refusals = 3                      // how often a message is refused before it is made simpler, and then given up
)

// send shows the message whose turn it is and writes down that it did. What panics on
// the way counts as refused, so that one bad message does not stop the rest. What is
// begun is finished, though ctx ends.
func (c *carried) send(ctx context.Context) (err error) {
	b, rec, t := c.b, c.rec, c.turn
	it, carry := t.it, context.WithoutCancel(ctx)
	c.turn = turn{}
	defer func() {
		if p := recover(); p != nil {
			err = &Trouble{Kind: Refused, Err: fmt.Errorf("panic: %v\n%s", p, debug.Stack())}
			b.postpone(carry, rec, it, err, false)
		}
	}()
	m := b.linked(carry, b.dress(rec, it))
	ref, shown := rec.Shown[it.Message.ID]
	if shown && rec.leftBehind(it, ref) {
		return c.done(ctx, func(rec *record) { rec.moveOut(it.Message) })
	}
	found := false
	if shown {
		err = b.call(carry, func(ctx context.Context) error { return b.chat.Edit(ctx, ref, m) })
		b.meters.edits.Inc()
	} else {
		ref, found, err = b.post(carry, c.id, t, m)
	}
	if err != nil {
		return b.notShown(carry, rec, it, t.to, ref, err)
	}
	open := rec.Away == shutOut && it.Message.ID == cardID && b.letIn(carry, rec.Channel)
	var wanted []question
	now := b.Now()
	noted := func(rec *record) {
		if open && rec.Away == shutOut {
			rec.Away = notAway
		}
		rec.isShown(it, ref, found, now)
		wanted = b.toFit(rec, it)
	}
	if shown && !b.mayAsk(rec, it.Message) {
		return c.drawn(ctx, noted)
	}
	if err = c.done(ctx, noted); err == nil {
		b.wonder(wanted...)
	}
	return err
}

// notShown does what follows from a message that could not be shown at to, or redrawn
// at ref. Without an error, the next one may be tried.
func (b *Bot) notShown(ctx context.Context, rec record, it item, to Address, ref Ref, why error) error {
	if !errors.Is(why, errTaken) {
		b.meters.failed(why)
	}
	shown := ref != (Ref{})
	lost := ""
	switch kind := troubleOf(why); {
	case errors.Is(why, errTaken):
		return why
	case kind == Gone && !shown && isCoaching(rec.id()) && to.Channel != "":
		return b.commit(ctx, rec.id(), func(rec *record) { rec.aside(it.Message.ID) })
	case kind == Gone && shown:
		lost = it.Message.ID
	case kind == Gone && to.Thread != "": // its root is gone
		lost = cardID
	case kind == Gone:
		b.log.Warn("a message has nowhere to go", "case", rec.id(), "message", it.Message.ID, "err", why)
		if isCase(rec.id()) && to.User != "" { // the case first: what it is told twice it takes once
			if _, err := b.step(ctx, rec.id(), input{Event: dialogs.Gone{Who: to.User}}); err != nil {
				return err
			}
		}
		return b.commit(ctx, rec.id(), func(rec *record) { rec.giveUp(it.Message.ID) })
	default:
		b.postpone(ctx, rec, it, why, to.Channel != "" && (!shown || ref.Channel == rec.Channel))
		return why
	}
	b.log.Warn("somebody deleted a message", "case", rec.id(), "message", lost)
	err := b.commit(ctx, rec.id(), func(rec *record) {
		if o := rec.waiting(it.Message.ID); o != nil { // it certainly was not taken
			o.Sending = time.Time{}
		}
	})
	if err == nil {
		_, err = b.step(ctx, rec.id(), input{Event: dialogs.Lost{Message: lost}})
	}
	return err
}

// dress puts a message into its final words, for the place where it is shown.
func (b *Bot) dress(rec record, it item) Message {
	m := b.message(rec, b.explained(rec, it.Message))
	m.Case = rec.id()
	if b.mayFit(rec, it.Message) {
		m.Say = rec.fit(it.Message.ID, m.Say)
	}
	where := it.Message.To.Where
	if isCase(rec.id()) && (where == dialogs.Direct || where == dialogs.Thread && rec.Away != notAway) {
		m.Away = !ownWords(it.Message.ID)
		if rec.Away != beheaded {
			m.Home = rec.Shown[cardID]
		}
	}
	if strings.HasPrefix(it.Message.ID, awayID) {
		m.Channel, m.Home = rec.Channel, Ref{} // it names the case and the channel itself
	}
	if it.Plain {
		m = Message{
			Case: m.Case, Away: m.Away, Home: m.Home, Kind: m.Kind, Ping: m.Ping, Head: m.Head, Channel: m.Channel, Choices: m.Choices, Parts: m.Parts,
		}
	}
	return m
}

// linked names the card of each case that a message speaks of. One that cannot be looked
// up is left without.
func (b *Bot) linked(ctx context.Context, m Message) Message {
	for i, p := range m.Parts {
		if p.Case == "" {
			continue
		}
		r, err := b.store.Get(ctx, p.Case)
		if err != nil {
			continue
		}
		if rec, err := decode(r); err == nil && rec.Away != beheaded {
			m.Parts[i].Home = rec.Shown[cardID]
		}
	}
	return m
}

// post sends a message that is marked as being sent, and only if it is not there yet.
func (b *Bot) post(ctx context.Context, id string, t turn, m Message) (ref Ref, found bool, err error) {
	ctx, cancel := context.WithDeadline(ctx, t.until)
	defer cancel()
	it, to := t.it, t.to
	effect, since := id+"/"+it.Message.ID, it.Due.Add(-time.Minute)
	if !it.Sending.IsZero() && place(it.At) != place(to) && it.At != (Address{}) { // it may be where it was to go before
		if ref, found, err = b.find(ctx, it.At, effect, since); err != nil && !troubleOf(err).Closed() || found {
			return ref, found, err
		}
	}
	if !it.Sending.IsZero() || b.Now().Sub(it.Due) > late {
		if ref, found, err = b.find(ctx, to, effect, since); err != nil || found {
			return ref, found, err
		}
	}
	err = b.call(ctx, func(ctx context.Context) (err error) {
		b.meters.posts.Inc()
		ref, err = b.chat.Post(ctx, to, effect, m)
		return err
	})
	return ref, false, err
}

func (b *Bot) find(ctx context.Context, at Address, effect string, since time.Time) (ref Ref, found bool, err error) {
	err = b.call(ctx, func(ctx context.Context) (err error) {
		ref, found, err = b.chat.Find(ctx, at, effect, since)
		return err
	})
	return ref, found, err
}

func (b *Bot) call(ctx context.Context, f func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, call)
	defer cancel()
	return f(ctx)
}

// postpone puts off a message that could not be shown, tells the owner once where
// somebody has to let us in, and gives up in the end what is refused again and again.
// inChannel: it was to be shown in the case's channel.
func (b *Bot) postpone(ctx context.Context, rec record, it item, why error, inChannel bool) {
	kind := troubleOf(why)
	wait := min(retryMax, retryMin<<min(it.Tries, 9))
	var trouble *Trouble
	switch errors.As(why, &trouble); {
	case kind.Closed():
		wait = min(askLast, askAgain<<min(it.Tries, 9))
	case trouble != nil && trouble.After > 0:
		wait = trouble.After
	}
	b.log.Warn("a message has to wait", "case", rec.id(), "message", it.Message.ID, "wait", wait, "err", why)
	err := b.commit(ctx, rec.id(), func(rec *record) {
		o := rec.waiting(it.Message.ID)
		if o == nil {
			return
		}
		o.After = b.Now().Add(wait)
		if kind != Busy {
			o.Tries++
		}
		if kind != "" { // the platform certainly did not take it
			o.Sending = time.Time{}
		}
		switch {
		case kind.Closed() && inChannel && isCoaching(rec.id()):
			rec.aside(it.Message.ID)
		case kind.Closed() && inChannel && rec.Case.Closed.IsZero(): // one that is over goes nowhere else
			if o.Message.ID != cardID {
				o.After = time.Time{} // it goes to the owner now
			}
			b.shutOut(rec, kind)
			rec.sparePairs()
		case kind == Refused && o.Tries >= refusals && !o.Plain:
			o.Plain, o.Tries = true, 0
		case kind == Refused && o.Tries >= refusals:
			rec.giveUp(it.Message.ID)
			b.unshown(rec, it.Message.ID)
		}
	})
	if err != nil {
		b.log.Error("cannot put off a message", "case", rec.id(), "err", err)
	}
}

// unshown tells a case's owner what of it cannot be shown. Other records have none.
func (b *Bot) unshown(rec *record, message string) {
	id := rec.id()
	if !isCase(id) || message == unshownID {
		return
	}
	if _, shown := rec.Shown[cardID]; message == cardID && !shown { // then there is no thread either
		b.behead(rec, dialogs.DeskUnshown.With("case", id, "reference", cardID))
		return
	}
	rec.show(b.note(*rec, unshownID, dialogs.DeskUnshown.With("case", id, "reference", message)), b.Now())
}
