package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs"
	"makegood/store"
)

// desk is the record that counts cases. A delivery that opened a case keeps its
// number, so that the same delivery again opens no second one: here until the case is
// surely stored, then by the case's tag.
type desk struct {
	Last  int
	Given []opened
	Heard []opened // mentions that were answered; they opened no case
}

type opened struct {
	ID   string // of the delivery
	Case string
	At   time.Time
}

const (
	deskID      = "desk"
	firstNumber = 101
	listMost    = 1000
	given       = time.Minute // until a case that was given a number is stored, or never will be
)

// command answers the slash command.
func (b *Bot) command(ctx context.Context, a Act) (Reply, error) {
	text := strings.TrimSpace(*a.Command)
	q, near := dialogs.ReadCommand(text)
	want, isBudget := dialogs.ReadBudget(text)
	switch {
	case text == "":
		return b.blank(ctx, a, false), nil
	case isBudget:
		return b.budget(ctx, a, want)
	case q != dialogs.Query{}:
		return b.lookUp(ctx, a, q)
	case near != "":
		return b.to(a.User).tell(dialogs.DeskNearest, "typed", text, "meant", near), nil
	}
	d := dialogs.ReadLine(text)
	if d.Customer == "" && d.Problem == "" { // nothing but invisible signs
		return b.blank(ctx, a, d.HeadsUp), nil
	}
	return b.open(ctx, a, d)
}

// blank is the opening form, with nothing in it but where the person usually is.
func (b *Bot) blank(ctx context.Context, a Act, headsUp bool) Reply {
	owner := b.staff.person(ctx, a.User, a.Called)
	f := dialogs.NewForm(b.policy().Works(owner.Role), headsUp)
	return b.to(a.User).reply("", dialogs.Reply{Form: &f})
}

// open gives a case its number and takes its first step.
func (b *Bot) open(ctx context.Context, a Act, d dialogs.Details) (Reply, error) {
	channel := b.Channel
	if channel == "" {
		channel = a.Channel
	}
	if channel == "" {
		return b.giveBack(b.to(a.User).tell(dialogs.DeskNoRoom), a), nil
	}
	found, err := b.matches(ctx, d)
	if err != nil {
		return Reply{}, err
	}
	id, err := b.number(ctx, a.ID)
	if err != nil {
		return Reply{}, err
	}
	reply, err := b.step(ctx, id, input{
		ID: a.ID, User: a.User, Called: a.Called, Channel: channel, Found: found,
		Event: dialogs.Opened{ID: id, Details: d},
	})
	if err == nil {
		reply.Channel = channel
	}
	return reply, err
}

// mentioned answers somebody who calls us by name, once. What was heard before this process
// began comes again because nobody acknowledged it, so perhaps nobody answered either.
func (b *Bot) mentioned(ctx context.Context, delivery string, answer Reply) (Reply, error) {
	again := false
	now := b.Now().UTC()
	_, err := b.store.Update(ctx, deskID, 0, func(r store.Record) (store.Record, []store.Entry, error) {
		d, err := readDesk(r)
		if err != nil {
			return r, nil, err
		}
		same := func(o opened) bool { return o.ID == delivery }
		if i := slices.IndexFunc(d.Heard, same); i >= 0 && !d.Heard[i].At.Before(b.began) {
			again = true
			return r, nil, store.ErrNoChange
		}
		again = false
		d.Heard = append(slices.DeleteFunc(recent(d.Heard, now.Add(-remember)), same), opened{ID: delivery, At: now})
		r.Body, err = json.Marshal(d)
		return r, nil, err
	})
	if err != nil || again {
		return Reply{}, err
	}
	return answer, nil
}

func readDesk(r store.Record) (desk, error) {
	d := desk{Last: firstNumber - 1}
	if len(r.Body) > 0 {
		if err := json.Unmarshal(r.Body, &d); err != nil {
			return d, fmt.Errorf("read the desk: %w", err)
		}
	}
	return d, nil
}

func recent(all []opened, since time.Time) []opened {
	return slices.DeleteFunc(all, func(o opened) bool { return o.At.Before(since) })
}

// number gives a delivery the number of the case it opens. Who opens cases here waits
// in line for the desk, instead of meeting the others in it again and again.
func (b *Bot) number(ctx context.Context, delivery string) (string, error) {
	known, err := b.store.List(ctx, deliveryTag(delivery), "", 1)
	if err != nil || len(known) > 0 {
		return strings.Join(known, ""), err
	}
	select {
	case b.line <- struct{}{}:
		defer func() { <-b.line }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	var id string
	now := b.Now().UTC()
	_, err = b.store.Update(ctx, deskID, 0, func(r store.Record) (store.Record, []store.Entry, error) {
		d, err := readDesk(r)
		if err != nil {
			return r, nil, err
		}
		for _, o := range d.Given {
			if o.ID == delivery {
				id = o.Case
				return r, nil, store.ErrNoChange
			}
		}
		d.Last++
		id = "R-" + strconv.Itoa(d.Last)
		d.Given = append(recent(d.Given, now.Add(-given)), opened{ID: delivery, Case: id, At: now})
		r.Body, err = json.Marshal(d)
		return r, nil, err
	})
	if err != nil {
		return "", fmt.Errorf("number a case: %w", err)
	}
	return id, nil
}

func (b *Bot) load(ctx context.Context, id string) (dialogs.Case, error) {
	r, err := b.store.Get(ctx, id)
	if err != nil {
		return dialogs.Case{}, fmt.Errorf("load %s: %w", id, err)
	}
	rec, err := decode(r)
	return rec.Case, err
}

// NextDue is when the next clock of an open case falls due; zero: nothing waits. What
// is about to be sent or redrawn is no clock.
func (b *Bot) NextDue(ctx context.Context) (time.Time, error) {
	ids, err := b.store.List(ctx, "open", "", listMost)
	if err != nil {
		return time.Time{}, fmt.Errorf("look for the next clock: %w", err)
	}
	var next time.Time
	for _, id := range ids {
		c, err := b.load(ctx, id)
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return time.Time{}, err
		}
		if at := c.NextWake(); !at.IsZero() && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	return next, nil
}
