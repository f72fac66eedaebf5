package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"makegood/dialogs"
	"makegood/store"
)

// What people look up is read, never stepped: nothing is stored, so it may be asked for as
// often as anybody likes.

// It must be there in time also where there are thousands of cases: tags say which are
// looked at, and no more than looksMost are.
const (
	rowsMost  = 25  // of a list: what is read on a phone, and half of what Slack takes in an answer
	looksMost = 100 // records read for one answer, the most pressing first
	loads     = 16  // of them at once
	yearBack  = 12  // months in which what is overdue is looked for
)

// lookedFor reports whether what somebody wrote to us is a query as after the command: what
// else they write is a question, and nothing that they write to us opens a case.
func lookedFor(text string) bool {
	const nameMost = 3 // words; "find a way to tell her" is a question
	q, _ := dialogs.ReadCommand(text)
	switch q.What {
	case dialogs.MineCommand, dialogs.TodayCommand:
		return true
	case dialogs.CaseCommand:
		return !q.More
	case dialogs.FindCommand:
		return q.Of != "" && len(strings.Fields(q.Of)) <= nameMost
	}
	return false
}

// lookUp answers a query.
func (b *Bot) lookUp(ctx context.Context, a Act, q dialogs.Query) (Reply, error) {
	switch q.What {
	case dialogs.MineCommand:
		return b.mine(ctx, a.User)
	case dialogs.TodayCommand:
		return b.today(ctx, b.staff.person(ctx, a.User, a.Called))
	case dialogs.FindCommand:
		return b.search(ctx, a, q.Of)
	case dialogs.SayCommand:
		return b.say(ctx, a, q.Of)
	case dialogs.MeCommand:
		return b.settings(ctx, a)
	case dialogs.CaseCommand:
		return b.brief(ctx, a, q)
	}
	return b.to(a.User).tell(dialogs.DeskHelp, "company", b.Company()), nil
}

// dueTags find the cases in which something is due on a day, or in its month.
func dueTags(at time.Time, zone *time.Location) (day, month string) {
	at = at.In(zone)
	return "due:" + at.Format("2006-01-02"), "due:" + at.Format("2006-01")
}

// pressing lists the cases in which something is due by the end of the day, the oldest
// first: by months before this one, then by days.
func (b *Bot) pressing(ctx context.Context, now time.Time) ([]string, error) {
	zone := b.policy().Location()
	now = now.In(zone)
	var tags []string
	for m := yearBack; m > 0; m-- {
		_, month := dueTags(time.Date(now.Year(), now.Month()-time.Month(m), 1, 12, 0, 0, 0, zone), zone)
		tags = append(tags, month)
	}
	for d := 1; d <= now.Day(); d++ {
		day, _ := dueTags(time.Date(now.Year(), now.Month(), d, 12, 0, 0, 0, zone), zone)
		tags = append(tags, day)
	}
	var ids []string
	seen := map[string]bool{}
	for _, tag := range tags {
		found, err := b.store.List(ctx, tag, "", listMost)
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", tag, err)
		}
		for _, id := range found {
			if !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids, nil
}

// loadAll loads records, several at a time; what is no longer there is left out.
func (b *Bot) loadAll(ctx context.Context, ids []string) ([]record, error) {
	all := make([]record, len(ids))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(loads)
	for i, id := range ids {
		g.Go(func() error {
			r, err := b.store.Get(ctx, id)
			if errors.Is(err, store.ErrNotFound) {
				return nil
			}
			if err != nil {
				return fmt.Errorf("load %s: %w", id, err)
			}
			all[i], err = decode(r)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(rec record) bool { return rec.id() == "" }), nil
}

// row is a line about a case, leading to its thread where there is one.
func (t tongue) row(rec record, l dialogs.Line) Row {
	return Row{Case: rec.id(), At: rec.threadAt(), Text: t.Text(l)}
}

// threadAt is the card that the thread hangs below, zero where there is none.
func (rec record) threadAt() Ref {
	if rec.Away == beheaded {
		return Ref{}
	}
	return rec.Shown[cardID]
}

// cut keeps a list to what is read, and says how many cases there are besides: more, and
// those that were cut.
func (t tongue) cut(rows []Row, more int) []Row {
	n := 0
	for i, r := range rows {
		if r.Case == "" {
			continue
		}
		if n++; n > rowsMost {
			more += others(rows[:i], rows[i:])
			rows = rows[:i:i]
			break
		}
	}
	if more > 0 {
		rows = append(rows, Row{Text: t.Text(dialogs.DeskMore.With("count", strconv.Itoa(more)))})
	}
	return rows
}

// others counts the cases of a list that are not in what is shown.
func others(shown, list []Row) int {
	seen := map[string]bool{"": true}
	for _, r := range shown {
		seen[r.Case] = true
	}
	n := 0
	for _, r := range list {
		if !seen[r.Case] {
			seen[r.Case] = true
			n++
		}
	}
	return n
}

// mine lists the caller's open cases, first those that something is due in first.
func (b *Bot) mine(ctx context.Context, user string) (Reply, error) {
	t := b.to(user)
	ids, err := b.store.List(ctx, ownerTag(user), "", listMost)
	if err != nil {
		return Reply{}, fmt.Errorf("list cases: %w", err)
	}
	if len(ids) == 0 {
		return t.tell(dialogs.DeskMineNone), nil
	}
	slices.SortFunc(ids, newer)
	if len(ids) > looksMost {
		press, err := b.pressing(ctx, b.Now())
		if err != nil {
			return Reply{}, err
		}
		first := slices.DeleteFunc(press, func(id string) bool { return !slices.Contains(ids, id) })
		ids = slices.Concat(first, slices.DeleteFunc(ids, func(id string) bool { return slices.Contains(first, id) }))
	}
	cases, err := b.loadAll(ctx, ids[:min(len(ids), looksMost)])
	if err != nil {
		return Reply{}, err
	}
	now, zone := b.Now(), b.policy().Location()
	slices.SortFunc(cases, func(x, y record) int {
		d, due := x.Case.Next()
		e, also := y.Case.Next()
		if due != also {
			return map[bool]int{true: -1, false: 1}[due]
		}
		return cmp.Or(d.At.Compare(e.At), newer(x.id(), y.id()))
	})
	reply := t.tell(dialogs.DeskMine)
	for _, rec := range cases {
		reply.Rows = append(reply.Rows, t.row(rec, rec.Case.Summary(t.Text, now, zone)))
	}
	reply.Rows = t.cut(reply.Rows, len(ids)-len(cases))
	return reply, nil
}

// newer sorts case ids, the highest number first.
func newer(x, y string) int { // R-1000 comes after R-999
	return cmp.Or(cmp.Compare(len(y), len(x)), cmp.Compare(y, x))
}

// owed is something that is due, with the case that it is due in.
type owed struct {
	dialogs.Due
	rec record
}

// today lists what is due until the day is over: for whoever leads of everybody, for the
// others of themselves.
func (b *Bot) today(ctx context.Context, who dialogs.Person) (Reply, error) {
	p, t := b.policy(), b.to(who.ID)
	now := b.Now()
	local := now.In(p.Location())
	until := time.Date(local.Year(), local.Month(), local.Day()+1, 0, 0, 0, 0, p.Location())
	leads := dialogs.MayLead(who, p)
	ids, err := b.pressing(ctx, now)
	if err == nil && !leads {
		var theirs []string
		theirs, err = b.store.List(ctx, owesTag(who.ID), "", listMost)
		ids = slices.DeleteFunc(ids, func(id string) bool { return !slices.Contains(theirs, id) })
	}
	if err != nil {
		return Reply{}, fmt.Errorf("list what is due: %w", err)
	}
	cases, err := b.loadAll(ctx, ids[:min(len(ids), looksMost)])
	if err != nil {
		return Reply{}, err
	}
	more := len(ids) - len(cases)
	of := map[string][]owed{}
	names := map[string]string{}
	for _, rec := range cases {
		for _, d := range rec.Case.Dues() {
			for _, one := range d.Who {
				if d.At.Before(until) && (leads || one.ID == who.ID) {
					of[one.ID], names[one.ID] = append(of[one.ID], owed{d, rec}), one.Name
				}
			}
		}
	}
	if leads {
		return t.team(p.Location(), of, names, now, more), nil
	}
	if len(of) == 0 {
		return t.tell(dialogs.DeskTodayNone), nil
	}
	reply := t.tell(dialogs.DeskToday)
	reply.Rows = t.cut(t.owedRows(p.Location(), of[who.ID], now), more)
	return reply, nil
}

// owedRows are what one person has due, the latest overdue thing last among those.
func (t tongue) owedRows(zone *time.Location, list []owed, now time.Time) (rows []Row) {
	slices.SortStableFunc(list, func(x, y owed) int { return x.At.Compare(y.At) })
	for _, o := range list {
		rows = append(rows, t.row(o.rec, o.Row(t.Text(o.What), now, zone)))
	}
	return rows
}

// team lists it by person, first whoever has the oldest thing undone.
func (t tongue) team(zone *time.Location, of map[string][]owed, names map[string]string, now time.Time, more int) Reply {
	if len(of) == 0 {
		return t.tell(dialogs.DeskTeamNone)
	}
	reply := t.tell(dialogs.DeskTeam)
	first := func(id string) time.Time {
		return slices.MinFunc(of[id], func(x, y owed) int { return x.At.Compare(y.At) }).At
	}
	var people []string
	for id := range of {
		people = append(people, id)
	}
	slices.SortFunc(people, func(x, y string) int {
		return cmp.Or(first(x).Compare(first(y)), strings.Compare(names[x], names[y]), strings.Compare(x, y))
	})
	for _, id := range people {
		late := 0
		for _, o := range of[id] {
			if o.Late(now) {
				late++
			}
		}
		head := dialogs.DeskTeamOf.With("name", names[id], "count", strconv.Itoa(len(of[id])))
		if late > 0 {
			head = dialogs.DeskTeamLate.With("name", names[id], "count", strconv.Itoa(len(of[id])), "late", strconv.Itoa(late))
		}
		reply.Rows = append(append(reply.Rows, Row{Text: t.Text(head)}), t.owedRows(zone, of[id], now)...)
	}
	reply.Rows = t.cut(reply.Rows, more)
	return reply
}
