package bot

import (
	"context"
	"errors"
	"slices"
	"time"

	"makegood/store"
)

// What the audit looks for in a record, and how it is put right.

// examine says what is wrong with a record.
func (b *Bot) examine(ctx context.Context, id, tag string) (wrong []fault, rec record, err error) {
	r, err := b.store.Get(ctx, id)
	if err != nil {
		return nil, rec, err
	}
	if rec, err = decode(r); err != nil {
		return nil, rec, err
	}
	lost, due, err := b.store.Filed(ctx, r)
	if err != nil {
		return nil, rec, err
	}
	should := rec.set()
	wake := should.wake()
	if !sameWake(r.Wake, wake) || due.IsZero() != r.Wake.IsZero() {
		wrong = append(wrong, wakeFault)
	}
	tags := should.tags()
	slices.Sort(tags)
	if !slices.Equal(slices.Compact(tags), r.Tags) || len(lost) > 0 || tag != "" && !slices.Contains(tags, tag) {
		wrong = append(wrong, tagFault)
	}
	if len(wrong) > 0 { // that comes first
		return wrong, rec, nil
	}
	if wrong = b.waiting(id, rec, wake); len(wrong) > 0 {
		return wrong, rec, nil
	}
	apart, err := b.apart(ctx, id, rec)
	if err == nil && len(apart) > 0 {
		wrong = []fault{planFault}
	}
	return wrong, rec, err
}

// waiting says what a record that is filed rightly waits for in vain.
func (b *Bot) waiting(id string, rec record, wake time.Time) []fault {
	open := isCase(id) && rec.Case.Closed.IsZero()
	_, people := b.rules.now()
	switch long := b.Now().Add(-undelivered); {
	case open && rec.Case.Strayed(people, b.Now()):
		return []fault{staffFault}
	case open && wake.IsZero():
		return []fault{idleFault}
	case !wake.IsZero() && wake.Before(long) && (open || len(rec.Telling) > 0 || !isCase(id)) && !rec.closedOff():
		return []fault{dueFault}
	}
	return nil
}

// sameWake: the store rounds up to the millisecond.
func sameWake(kept, wanted time.Time) bool {
	late := kept.Sub(wanted)
	return kept.IsZero() == wanted.IsZero() && late >= 0 && late <= time.Millisecond
}

// set is the record with its clock set as its own state wants it.
func (rec record) set() record {
	switch {
	case rec.Case.ID != "":
		rec.Wake = rec.Case.NextWake()
	case rec.Agenda.ID != "":
		rec.Wake = rec.Agenda.Wake
	}
	return rec
}

// closedOff: what is late waits for somebody to let us in again, and the case goes on elsewhere.
func (rec record) closedOff() bool { return rec.Away != notAway }

// waits is how long the first message of an open case has waited, where it has somewhere to go.
func (rec record) waits(now time.Time) (age time.Duration) {
	if !isCase(rec.id()) || !rec.Case.Closed.IsZero() || rec.closedOff() {
		return 0
	}
	for _, it := range rec.heads() {
		age = max(age, now.Sub(it.Due))
	}
	return age
}

// mend puts right what is wrong with a record.
func (b *Bot) mend(ctx context.Context, id, tag string, what fault) error {
	switch what {
	case wakeFault, tagFault:
		var stray []string
		if tag != "" {
			stray = []string{tag}
		}
		kept, err := b.store.Refile(ctx, id, stray, func(r store.Record) (store.Record, []store.Entry, error) {
			rec, err := decode(r)
			if err != nil {
				return r, nil, err
			}
			rec = rec.set()
			r, err = rec.encode(r, b.Now())
			return r, nil, err
		})
		b.alarm.set(kept.Wake, time.Time{})
		return err
	case dueFault, staffFault:
		b.wake(ctx, id)
		return nil
	case planFault:
		return b.retell(ctx, id)
	case idleFault, readFault:
	}
	return errors.New("it cannot be mended by itself")
}
