package bot

import (
	"context"
	"errors"
	"fmt"

	"makegood/dialogs"
	"makegood/store"
)

// search lists the cases of a customer, open and closed, by name, how they are reached, or
// job.
func (b *Bot) search(ctx context.Context, a Act, text string) (Reply, error) {
	if text == "" {
		return b.to(a.User).tell(dialogs.DeskFindWhom), nil
	}
	who := b.staff.person(ctx, a.User, a.Called)
	if !dialogs.MaySearch(who, b.policy()) {
		return b.to(a.User).tell(dialogs.DeskOnlyStaff, "company", b.Company()), nil
	}
	s := dialogs.NewSearch(text)
	customers, err := b.keyed(ctx, s, customerTag)
	if err != nil {
		return Reply{}, err
	}
	others, err := b.keyed(ctx, s, unsaidTag)
	if err != nil {
		return Reply{}, err
	}
	var known []dialogs.Customer
	for _, rec := range customers {
		known = append(known, rec.Customer)
	}
	var unsaid []dialogs.Case
	for _, rec := range others {
		unsaid = append(unsaid, rec.Case)
	}
	hits := s.Hits(known, unsaid)
	if len(hits) == 0 {
		return b.giveBack(b.to(a.User).tell(dialogs.DeskFindNone, "typed", text), a), nil
	}
	t := b.to(a.User)
	reply := t.tell(dialogs.DeskFound, "typed", text)
	zone := b.policy().Location()
	var ids []string
	for _, h := range hits {
		reply.Rows = append(reply.Rows, Row{Case: h.ID, Text: t.Text(h.Row(zone))})
		ids = append(ids, h.ID)
	}
	reply.Rows = t.cut(reply.Rows, 0)
	cases, err := b.loadAll(ctx, ids[:min(len(ids), rowsMost)])
	if err != nil {
		return Reply{}, err
	}
	for _, rec := range cases {
		for i := range reply.Rows {
			if reply.Rows[i].Case == rec.id() {
				reply.Rows[i].At = rec.threadAt()
			}
		}
	}
	return reply, nil
}

// keyed loads the records that a search may mean, by one of its keys each.
func (b *Bot) keyed(ctx context.Context, s dialogs.Search, tag func(key string) string) ([]record, error) {
	var ids []string
	seen := map[string]bool{}
	for _, key := range s.Keys() {
		found, err := b.store.List(ctx, tag(key), "", looksMost)
		if err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
		for _, id := range found {
			if !seen[id] && len(ids) < looksMost {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return b.loadAll(ctx, ids)
}

// brief shows one case, to whoever may see it.
func (b *Bot) brief(ctx context.Context, a Act, q dialogs.Query) (Reply, error) {
	if q.Of == "" {
		return b.to(a.User).tell(dialogs.DeskCaseWhich), nil
	}
	who := b.staff.person(ctx, a.User, a.Called)
	p, people := b.rules.now()
	r, err := b.store.Get(ctx, q.Of)
	missing := errors.Is(err, store.ErrNotFound)
	if err != nil && !missing {
		return Reply{}, fmt.Errorf("load %s: %w", q.Of, err)
	}
	rec, err := decode(r)
	if err != nil {
		return Reply{}, err
	}
	switch {
	case !rec.Case.MayLook(who, p):
		return b.to(a.User).tell(dialogs.DeskOnlyStaff, "company", p.Company), nil
	case missing:
		return b.giveBack(b.to(a.User).tell(dialogs.DeskCaseNone, "case", q.Of), a), nil
	}
	t := b.to(a.User)
	head, lines := rec.Case.Brief(dialogs.Input{At: b.Now().UTC(), Actor: who, Staff: people}, p)
	reply := Reply{Rows: []Row{t.row(rec, head)}}
	for _, l := range lines {
		reply.Rows = append(reply.Rows, Row{Text: t.Text(l)})
	}
	if q.More { // it may have been meant for a new case
		return b.giveBack(reply, a), nil
	}
	return reply, nil
}
