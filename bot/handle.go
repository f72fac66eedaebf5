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
		return Reply{}, b.hush(ctx, Address{Channel: a.Channel, Thread: a.Thread})
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
	case dialogs.Chose:
		if e.On == dialogs.AtOnce && isCoaching(a.Case) {
			return b.turnedAtOnce(ctx, a, in)
		}
	case dialogs.Opened, dialogs.Woke, dialogs.Wondered:
	case dialogs.Reported, dialogs.Parted, dialogs.Restricted, dialogs.Knows, dialogs.Joining, dialogs.Joined,
		dialogs.Entered, dialogs.Invoiced, dialogs.Claimed, dialogs.Allotted, dialogs.Planned, dialogs.Mailed, dialogs.Gone, dialogs.Retell: // no person's press
	}
	return b.step(ctx, a.Case, in)
}

// said takes what somebody typed: below an answer of the coach it may turn that, in a thread of ours
// it is the case's, to us it is a query or a question, and the rest is nothing to us.
func (b *Bot) said(ctx context.Context, a Act, in input, e dialogs.Said) (Reply, error) {
	if reply, done, err := b.turned(ctx, a, e.Text); done || err != nil {
		return reply, err
	}
	id, err := b.about(ctx, a, threadTag(a.Channel, a.Thread))
	if err != nil {
		return Reply{}, err
	}
	if id == "" {
		return b.saidElsewhere(ctx, a, e.Text)
	}
	words, checks := dialogs.ToCheck(e.Text)
	toCheck := checks && words != "" && !a.Named // it is plain enough without our name
	e.Asked = toCheck || a.Named && (checks || strings.HasSuffix(strings.TrimSpace(e.Text), "?"))
	in.Event = e
	reply, err := b.step(ctx, id, in)
	if err != nil || !a.Mention && !toCheck || reply.Say != "" {
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
	case b.asking(a.User, text) || len(strings.Fields(text)) >= described:
		return b.mentionedAsk(ctx, a, text, "")
	}
	return b.mentioned(ctx, a.ID, b.to(a.User).tell(dialogs.DeskHelp, "company", b.Company()))
}

// described is how many words tell of a situation: the coach's general words serve somebody with
// a customer on the phone better than how to use the bot.
const described = 6

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
