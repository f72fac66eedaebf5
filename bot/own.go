package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"makegood/dialogs"
	"makegood/store"
)

// What people set for themselves is a record a person. Every step sees it at the person, so it
// is kept at hand: this process hears at once what is saved through it, and looks now and then
// for what was saved through another.

const ownTag = "own"

// settings opens the form for somebody's own settings.
func (b *Bot) settings(ctx context.Context, a Act) (Reply, error) {
	o, err := b.ownOf(ctx, dialogs.OwnID(a.User))
	if err != nil {
		return Reply{}, fmt.Errorf("look up somebody's settings: %w", err)
	}
	f := o.Form(dialogs.Input{At: b.Now().UTC(), Actor: b.staff.person(ctx, a.User, a.Called)}, b.policy())
	return b.to(a.User).reply("", dialogs.Reply{Form: &f}), nil
}

// settled takes that form. Whatever it says, it is whoever sent it whose settings these are.
func (b *Bot) settled(ctx context.Context, a Act, e dialogs.Filled) (Reply, error) {
	id := dialogs.OwnID(a.User)
	if who := e.Fields[dialogs.WhoField]; who != "" {
		e.Person = b.staff.person(ctx, who, "")
	}
	agenda := dialogs.AgendaOf(a.User)
	answer, err := b.stepped(ctx, id, input{ID: a.ID, User: a.User, Called: a.Called, Event: e, Waits: b.waitsFor(ctx, agenda)})
	if err != nil {
		return Reply{}, err
	}
	if o, err := b.ownOf(ctx, id); err == nil { // else it is found with the others
		b.staff.settle(o)
		if answer.Errors == nil && answer.Form == nil {
			if _, err := b.step(ctx, agenda, input{Event: dialogs.Woke{}}); err != nil { // who is back hears what came up
				b.log.Warn("an agenda does not know yet what its person set", "agenda", agenda, "err", err)
			}
		}
	}
	return b.to(a.User).reply("", answer), nil
}

// waitsFor is what somebody promised, by their agenda. It is only shown, so without it all else goes on.
func (b *Bot) waitsFor(ctx context.Context, agenda string) (all []dialogs.Item) {
	r, err := b.store.Get(ctx, agenda)
	if err != nil {
		return nil
	}
	rec, err := decode(r)
	if err != nil {
		return nil
	}
	for _, c := range rec.Agenda.Cases {
		all = append(all, c.Items...)
	}
	return all
}

func (b *Bot) ownOf(ctx context.Context, id string) (dialogs.Own, error) {
	r, err := b.store.Get(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return dialogs.Own{}, nil
	}
	if err != nil {
		return dialogs.Own{}, err
	}
	rec, err := decode(r)
	return rec.Own, err
}

// watchOwn reads what people set for themselves: once, and where other processes may write it,
// again and again until ctx ends.
func (b *Bot) watchOwn(ctx context.Context) {
	look := time.NewTimer(0)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
		err := b.readOwn(ctx)
		if err == nil && b.store.Exclusive() {
			return
		}
		if err != nil && ctx.Err() == nil {
			b.log.Warn("cannot read what people set for themselves; what was known stays", "err", err)
		}
		look.Reset(staffAge)
	}
}

func (b *Bot) readOwn(ctx context.Context) error {
	for after := ""; ; {
		ids, err := b.store.List(ctx, ownTag, after, listMost)
		if err != nil {
			return err
		}
		for _, id := range ids {
			o, err := b.ownOf(ctx, id)
			if err != nil {
				return err
			}
			b.staff.settle(o)
		}
		if len(ids) < listMost {
			return nil
		}
		after = ids[len(ids)-1]
	}
}

// settle takes note of somebody's settings, for every step from now on.
func (s *staff) settle(o dialogs.Own) {
	user, known := strings.CutPrefix(o.ID, dialogs.OwnID(""))
	if !known {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.own[user] == o {
		return
	}
	s.own[user] = o
	s.rules.change(func(people []dialogs.Person) {
		if i := slices.IndexFunc(people, func(p dialogs.Person) bool { return p.ID == user }); i >= 0 {
			if n, named := s.names[user]; named { // else the platform has not been asked
				people[i] = n.of(people[i])
			}
			people[i] = o.Of(people[i])
		}
	})
}

// settled is somebody with what they set for themselves.
func (s *staff) settled(p dialogs.Person) dialogs.Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.own[p.ID].Of(p)
}

// lang is the language of somebody as far as it is known without asking; empty: the company's.
func (s *staff) lang(user string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.own[user].Of(s.names[user].of(dialogs.Person{})).Lang
}

// of is a person as the platform knows them.
func (n name) of(p dialogs.Person) dialogs.Person {
	p.Name, p.Zone, p.Lang = n.Name, n.Zone, ""
	for _, lang := range dialogs.Langs {
		if l, _, _ := strings.Cut(n.Locale, "-"); strings.EqualFold(l, lang) {
			p.Lang = lang
		}
	}
	return p
}
