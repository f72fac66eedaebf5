package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/policy"
	"makegood/store"
)

// commitWait bounds the store on the way to an acknowledgement, which must be
// there within three seconds.
const commitWait = 2 * time.Second

// Handle takes an act: when it returns without an error, the act and everything
// that follows from it are stored. With an error nothing was changed as far as
// anybody can tell, and the Reply says so in words for the person.
func (b *Bot) Handle(ctx context.Context, a Act) (reply Reply, err error) {
	ctx, cancel := context.WithTimeout(ctx, commitWait)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
		b.meters.act(a, err == nil)
		if err == nil {
			return
		}
		b.log.Error("could not keep an act", "reference", a.ID, "case", a.Case, "user", a.User, "err", err)
		sorry := dialogs.DeskNotKept
		if chose, ok := a.Event.(dialogs.Chose); errors.Is(err, errUnsure) && !(ok && chose.Act.OpensForm()) {
			sorry = dialogs.DeskUnsure
		}
		reply = b.giveBack(b.to(a.User).tell(sorry, "reference", reference(a.ID)), a)
	}()
	return b.handle(ctx, a)
}

// giveBack repeats what was typed after a command that was refused: the platform
// has cleared it from the line by then.
func (b *Bot) giveBack(r Reply, a Act) Reply {
	if a.Command != nil && strings.TrimSpace(*a.Command) != "" {
		if r.Say != "" {
			r.Say += "\n"
		}
		r.Say += b.to(a.User).Text(dialogs.DeskTyped.With("typed", *a.Command))
	}
	return r
}

// reference is the end of a delivery id: short enough to read out, and in the log.
func reference(id string) string {
	if len(id) > 8 {
		return id[len(id)-8:]
	}
	return id
}

func (b *Bot) handle(ctx context.Context, a Act) (Reply, error) {
	in := input{ID: a.ID, User: a.User, Called: a.Called, Event: a.Event}
	if a.Command != nil {
		return b.command(ctx, a)
	}
	if a.Came {
		return b.welcome(ctx, a), nil
	}
	if a.Stop {
		b.speaks.stop(Address{Channel: a.Channel, Thread: a.Thread})
		return Reply{}, nil
	}
	if a.Picked != nil {
		return b.picked(ctx, a, *a.Picked)
	}
	switch e := a.Event.(type) {
	case dialogs.Filled:
		return b.filled(ctx, a, in, e)
	case dialogs.Said:
		return b.said(ctx, a, in, e)
	case dialogs.Lost:
		id, err := b.about(ctx, a, threadTag(a.Channel, a.Thread), elsewhereTag(a.Deleted))
		if err != nil || id == "" { // no message of a case
			return Reply{}, err
		}
		a.Case, in.Deleted = id, a.Deleted
	case dialogs.Chose, dialogs.Opened, dialogs.Woke, dialogs.Wondered:
	case dialogs.Reported, dialogs.Parted, dialogs.Restricted, dialogs.Knows, dialogs.Joining, dialogs.Joined,
		dialogs.Entered, dialogs.Invoiced, dialogs.Claimed, dialogs.Allotted, dialogs.Planned, dialogs.Mailed, dialogs.Gone, dialogs.Retell: // no person's press
	}
	return b.step(ctx, a.Case, in)
}

// said takes what somebody typed: in a thread of ours it is the case's, to us it is a query
// or a question, and the rest is nothing to us.
func (b *Bot) said(ctx context.Context, a Act, in input, e dialogs.Said) (Reply, error) {
	id, err := b.about(ctx, a, threadTag(a.Channel, a.Thread))
	if err != nil {
		return Reply{}, err
	}
	if id == "" {
		return b.saidElsewhere(ctx, a, e.Text)
	}
	_, checks := dialogs.ToCheck(e.Text)
	e.Asked = a.Named && (checks || strings.HasSuffix(strings.TrimSpace(e.Text), "?"))
	in.Event = e
	reply, err := b.step(ctx, id, in)
	if err != nil || !a.Mention || reply.Say != "" {
		return reply, err
	}
	if b.asking(a.User, e.Text) {
		return b.mentionedAsk(ctx, a, e.Text, id)
	}
	return b.mentioned(ctx, a.ID, b.to(a.User).tell(dialogs.DeskHere, "case", id))
}

// saidElsewhere takes what was typed outside the threads of ours.
func (b *Bot) saidElsewhere(ctx context.Context, a Act, text string) (Reply, error) {
	switch {
	case !a.Mention:
		return Reply{}, nil
	case lookedFor(text):
		answer, err := b.command(ctx, Act{ID: a.ID, User: a.User, Called: a.Called, Channel: a.Channel, Command: &text})
		if err != nil {
			return Reply{}, err
		}
		return b.mentioned(ctx, a.ID, answer)
	case b.asking(a.User, text):
		return b.mentionedAsk(ctx, a, text, "")
	}
	return b.mentioned(ctx, a.ID, b.to(a.User).tell(dialogs.DeskHelp, "company", b.Company()))
}

// filled takes a form: with what the step cannot look up itself.
func (b *Bot) filled(ctx context.Context, a Act, in input, e dialogs.Filled) (Reply, error) {
	if e.Form == dialogs.OpenForm {
		d, errs := dialogs.ReadOpening(e)
		if errs != nil {
			return b.to(a.User).reply("", dialogs.Reply{Errors: errs}), nil
		}
		return b.open(ctx, a, d)
	}
	if e.Form == dialogs.ImportForm {
		return b.listed(ctx, a, e)
	}
	if e.Form == dialogs.OwnForm {
		return b.settled(ctx, a, e)
	}
	if e.Form == dialogs.DetailsForm {
		found, err := b.matches(ctx, dialogs.ReadDetails(e))
		if err != nil {
			return Reply{}, err
		}
		in.Found = found
	}
	if who := e.Fields[dialogs.WhoField]; who != "" {
		e.Person = b.staff.person(ctx, who, "")
	}
	in.Event = e
	return b.step(ctx, a.Case, in)
}

// about finds the case that an act is about by the first tag that finds one; empty if
// none does.
func (b *Bot) about(ctx context.Context, a Act, tags ...string) (string, error) {
	for _, tag := range tags {
		ids, err := b.store.List(ctx, tag, "", 1)
		if err != nil {
			return "", fmt.Errorf("find the case of a message: %w", err)
		}
		if len(ids) > 0 {
			return ids[0], nil
		}
	}
	if a.New {
		return "", errors.New("the message's case does not know of it yet")
	}
	return "", nil
}

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
	reply := b.to(in.User).reply(id, answer)
	b.prefill(ctx, id, reply.Form)
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
		ours = rec.carry(b.me, b.Now())
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
		b.kick(id, &left{after, kept.Version})
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
