package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

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
	customers, cut, err := b.keyed(ctx, s, pressingTag, customerTag)
	if err != nil {
		return Reply{}, err
	}
	others, also, err := b.keyed(ctx, s, unsaidTag)
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
	shown := hits[:min(len(hits), rowsMost)]
	var ids []string
	for _, h := range shown {
		ids = append(ids, h.ID)
	}
	cases, err := b.loadAll(ctx, ids)
	if err != nil {
		return Reply{}, err
	}
	for _, h := range shown {
		row := Row{Case: h.ID}
		var about dialogs.Case
		if i := slices.IndexFunc(cases, func(rec record) bool { return rec.id() == h.ID }); i >= 0 {
			row.At, about = cases[i].threadAt(), cases[i].Case
		}
		row.Text = t.Text(h.Row(about, b.Now(), zone))
		reply.Rows = append(reply.Rows, row)
	}
	more, count := len(hits)-len(shown), dialogs.DeskMore
	if cut || also { // not all were looked at
		count = dialogs.DeskMoreThan
	}
	if more > 0 || cut || also {
		reply.Rows = append(reply.Rows, Row{Text: t.Text(count.With("count", strconv.Itoa(more)))})
	}
	return reply, nil
}

// keyed loads the records that a search may mean, by one of its keys each: those under the first of
// the tags before those under the next, and of each the newest first. cut: not all were looked at.
func (b *Bot) keyed(ctx context.Context, s dialogs.Search, tags ...func(key string) string) (recs []record, cut bool, err error) {
	var ids []string
	seen := map[string]bool{}
	for _, tag := range tags {
		var under []string
		for _, key := range s.Keys() {
			found, err := b.store.List(ctx, tag(key), "", listMost)
			if err != nil {
				return nil, false, fmt.Errorf("search: %w", err)
			}
			cut = cut || len(found) == listMost
			for _, id := range found {
				if !seen[id] {
					seen[id] = true
					under = append(under, id)
				}
			}
		}
		slices.SortFunc(under, newer)
		ids = append(ids, under...)
	}
	cut = cut || len(ids) > looksMost
	recs, err = b.loadAll(ctx, ids[:min(len(ids), looksMost)])
	return recs, cut, err
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
