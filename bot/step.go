package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/policy"
	"makegood/store"
)

// A step takes an act to the record it is about: once, with all that follows from it in one write.

// input is what a step needs to know beyond the record.
type input struct {
	ID, User, Called string
	Actor            dialogs.Person // where no platform says who it is
	Event            dialogs.Event
	At               time.Time // when it was, where that counts and not when we hear of it; zero: now
	Channel          string    // for Opened and Wondered
	Thread           string    // for Wondered
	Alone            bool      // for Wondered
	Found            []dialogs.Match
	Deleted          Ref            // for Lost, instead of the message's id
	Waits            []dialogs.Item // for somebody's settings
}

// step takes one input to a case and stores what follows.
func (b *Bot) step(ctx context.Context, id string, in input) (Reply, error) {
	answer, err := b.stepped(ctx, id, in)
	if err != nil {
		return Reply{}, err
	}
	reader := b.to(in.User)
	reply := reader.reply(id, answer)
	b.prefill(ctx, id, reply.Form, reader)
	return reply, nil
}

// stepped is step with the answer not yet in words.
func (b *Bot) stepped(ctx context.Context, id string, in input) (dialogs.Reply, error) {
	if in.ID == "" && in.User != "" {
		return dialogs.Reply{}, fmt.Errorf("an act of %s came without a delivery id", in.User)
	}
	event, p, err := b.present(ctx, id, in)
	if err != nil {
		return dialogs.Reply{}, err
	}
	var reply dialogs.Reply
	ours := false
	var due time.Time
	var after record
	kept, err := b.store.Update(ctx, id, hold, func(r store.Record) (store.Record, []store.Entry, error) {
		ours, after = false, record{}
		rec, err := decode(r)
		if err != nil {
			return r, nil, err
		}
		if !begins(in.Event) && rec.id() == "" {
			return r, nil, store.ErrNotFound
		}
		if before, ok := rec.seen(in.ID); ok && in.ID != "" {
			reply = before
			return r, nil, store.ErrNoChange
		}
		event, told, err := b.told(&rec, event, in.Deleted)
		if err != nil {
			return r, nil, err
		}
		before := rec
		event.Opening = b.begun(rec, dialogs.WriteRecap)
		due = rec.Wake
		answer, effects := rec.step(id, event, p)
		reply = answer
		if effects == nil && !told {
			return r, nil, store.ErrNoChange
		}
		if err := rec.take(id, effects, event.At); err != nil {
			return r, nil, err
		}
		rec.taken(in, event.At, answer)
		entry, err := journal(event, before, rec)
		if err != nil {
			return r, nil, err
		}
		ours = rec.takeUp(b.me, b.Now())
		r, err = rec.encode(r, event.At)
		after = rec
		return r, []store.Entry{entry}, err
	})
	switch {
	case errors.Is(err, store.ErrNotFound):
		return dialogs.Reply{Say: &dialogs.Line{Phrase: dialogs.DeskNoCase}}, nil
	case err != nil:
		if reply, err = b.kept(ctx, id, in.ID, err); err != nil {
			return dialogs.Reply{}, fmt.Errorf("step %s: %w", id, err)
		}
	}
	b.alarm.set(kept.Wake, b.Now().Add(hold))
	if ours {
		b.kick(id, &left{after, kept})
	}
	if err == nil {
		b.hear(after, in.Event)
		if _, woke := in.Event.(dialogs.Woke); woke {
			b.meters.woke(due, event.At)
		}
	}
	return reply, nil
}

// present is an input as a step takes it: now, among the people who work here by the
// policy in force.
func (b *Bot) present(ctx context.Context, id string, in input) (dialogs.Input, policy.Policy, error) {
	event := dialogs.Input{ID: in.ID, At: b.at(in), Event: in.Event, Actor: in.Actor, Found: in.Found, Since: b.alarm.since(), Waits: in.Waits}
	if b.staff != nil {
		if err := b.staff.ready(ctx); err != nil {
			return event, policy.Policy{}, err
		}
	}
	p, people := b.rules.now()
	event.Staff = people
	if in.User != "" {
		event.Actor = b.staff.among(ctx, people, in.User, in.Called)
	}
	if isCoaching(id) {
		found, err := b.lookedUp(ctx, id, in)
		if err != nil {
			return event, p, fmt.Errorf("look up the words of an answer: %w", err)
		}
		event.Wording = found
	}
	if isCase(id) {
		event.Fund, event.Mail = b.holding(ctx), b.Mailer != nil
	}
	return event, p, nil
}

// taken remembers an input, so that it is taken once.
func (rec *record) taken(in input, at time.Time, answer dialogs.Reply) {
	if _, opening := in.Event.(dialogs.Opened); opening {
		rec.Channel, rec.Opening = in.Channel, in.ID
	}
	if _, asking := in.Event.(dialogs.Wondered); asking {
		rec.Channel, rec.Thread, rec.Alone = in.Channel, in.Thread, in.Alone
	}
	if in.ID != "" {
		rec.hear(delivery{ID: in.ID, At: at, Reply: answer})
	}
}

// begins reports whether a record may begin with an event: a case when it is opened, a
// customer's when their first case reports, a job when it is invoiced, the fund with the
// first that goes in or out, a purse when a case first lays claim to it, an agenda
// with the first that waits for its person, somebody's settings when they send them.
func begins(e dialogs.Event) bool {
	_, opened := e.(dialogs.Opened)
	_, reported := e.(dialogs.Reported)
	_, invoiced := e.(dialogs.Invoiced)
	_, entered := e.(dialogs.Entered)
	_, claimed := e.(dialogs.Claimed)
	_, planned := e.(dialogs.Planned)
	_, wondered := e.(dialogs.Wondered)
	filled, isForm := e.(dialogs.Filled)
	own := isForm && filled.Form == dialogs.OwnForm
	return opened || reported || invoiced || entered || claimed || planned || wondered || own
}

// told reports whether an input is written down even if the case stays as it is: what
// people typed is, and that a message of the record was deleted, which is named here.
func (b *Bot) told(rec *record, in dialogs.Input, deleted Ref) (dialogs.Input, bool, error) {
	switch e := in.Event.(type) {
	case dialogs.Said:
		return in, true, nil
	case dialogs.Lost:
		if deleted != (Ref{}) {
			e.Message = rec.named(deleted)
			in.Event = e
		}
		if e.Message == "" && rec.posting() { // it may be the one
			return in, false, errors.New("a message was deleted that is not known yet")
		}
		if e.Message != "" {
			b.forget(rec, e.Message)
		}
		return in, e.Message != "", nil
	case dialogs.Chose, dialogs.Filled, dialogs.Opened, dialogs.Woke, dialogs.Invoiced, dialogs.Wondered, dialogs.Gone, dialogs.Retell:
	case dialogs.Mailed:
		return in, rec.takeMail(e), nil
	case dialogs.Reported, dialogs.Parted, dialogs.Restricted, dialogs.Knows, dialogs.Joining, dialogs.Joined, dialogs.Entered,
		dialogs.Claimed, dialogs.Allotted, dialogs.Planned:
		return in, true, nil // and that it was taken, so that it is taken once
	}
	return in, false, nil
}

// errUnsure says that the store may have kept a change although it did not say so.
var errUnsure = errors.New("the store cannot tell what became of the change")

// kept looks whether a delivery is in the record although writing it seemed to
// fail: an answer can be lost on the way back.
func (b *Bot) kept(ctx context.Context, id, delivery string, failed error) (dialogs.Reply, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookAgain)
	defer cancel()
	r, err := b.store.Get(ctx, id)
	var rec record
	if err == nil {
		rec, err = decode(r)
	}
	switch reply, kept := rec.seen(delivery); {
	case err != nil && !errors.Is(err, store.ErrNotFound):
		return dialogs.Reply{}, errors.Join(failed, errUnsure)
	case kept && delivery != "":
		return reply, nil
	}
	return dialogs.Reply{}, failed
}

// lookAgain bounds that look; it comes on top of commitWait.
const lookAgain = 400 * time.Millisecond

// at is when an input happened.
func (b *Bot) at(in input) time.Time {
	if !in.At.IsZero() {
		return in.At.UTC()
	}
	return b.Now().UTC()
}
