package calendar

import (
	"strings"
	"time"
)

// resolve is the moment a phrase means, seen from now.
func (p phrase) resolve(now time.Time, h Hours) (time.Time, error) {
	if p.gone {
		return time.Time{}, ErrPast
	}
	today := dayOf(now, h.place())
	if p.open || p.stillUp(now.In(h.place())) {
		return time.Time{}, ErrAmbiguous
	}
	d, later, err := p.dayFrom(today, h)
	if err != nil {
		return time.Time{}, err
	}
	t, err := p.on(d, now, h)
	if err != nil {
		return time.Time{}, err
	}
	switch past := t.Before(now); {
	case past && p.partStillOn(d, now, h):
		return time.Time{}, ErrAmbiguous
	case past && later == d:
		return time.Time{}, ErrPast
	case past:
		t, err = p.on(later, now, h)
	case p.named == byName && p.which == bare && d == today:
		return time.Time{}, ErrAmbiguous
	}
	if err == nil && t.After(now.AddDate(1, 0, 0)) {
		return time.Time{}, ErrTooFar
	}
	if err != nil {
		return time.Time{}, err
	}
	return p.inZone(t, now, h)
}

// inZone says no where the time was said in another zone than the company's. Of a time that the clock shows twice the
// zone says which one it is.
func (p phrase) inZone(t, now time.Time, h Hours) (time.Time, error) {
	if p.zone == "" {
		return t, nil
	}
	minute := t.In(h.place()).Hour()*60 + t.In(h.place()).Minute()
	first, last := dayOf(t, h.place()).at(minute, h.place())
	for _, one := range []time.Time{t, first, last} {
		if sayable(p.zone, strings.ToLower(ZoneName(one, h.place()))) && !one.Before(now) {
			return one, nil
		}
	}
	return time.Time{}, ErrZone
}

// stillUp: for who is still up after midnight, tomorrow may be the day that has begun.
func (p phrase) stillUp(now time.Time) bool {
	const early = 4
	return now.Hour() < early && p.named == counted && p.days > 0 && !p.relative && p.which == noWeekday
}

// dayFrom is the day that is meant; later is the one that is meant if the time on that day has passed, else the same.
func (p phrase) dayFrom(today day, h Hours) (d, later day, err error) {
	switch p.named {
	case byName:
		return p.dayByName(today)
	case monthly:
		d, later = p.dayOfMonth(today)
	case dated:
		if d, err = p.dayOfYear(today); err != nil {
			return d, d, err
		}
		later = d
	case working:
		d = h.after(today, p.days)
		later = d
	case noDay, counted:
		d = today.plus(p.days)
		later = d
	}
	if p.which != noWeekday && p.weekday != d.weekday() {
		return d, d, ErrAmbiguous // "Thursday, Nov 27" on a Friday
	}
	return d, later, nil
}

func (p phrase) dayByName(today day) (d, later day, err error) {
	ahead := int(p.weekday-today.weekday()+7) % 7
	switch p.which {
	case following:
		monday := 7 - (int(today.weekday())+6)%7
		ahead = monday + (int(p.weekday)+6)%7
	case noWeekday, this: // the first that comes
	case bare:
		if ahead == 0 && p.days > 0 {
			return today, today, ErrAmbiguous // "a week from Monday" on a Monday
		}
		if ahead == 0 {
			return today, today.plus(7), nil
		}
	}
	d = today.plus(ahead + p.days)
	return d, d, nil
}

// dayOfMonth is the coming day with that number; not every month has a 31st.
func (p phrase) dayOfMonth(today day) (d, later day) {
	var coming []day
	for n := range 62 + 31 {
		if c := today.plus(n); c.midnight.Day() == p.number {
			coming = append(coming, c)
		}
	}
	if coming[0] == today {
		return today, coming[1]
	}
	return coming[0], coming[0]
}

// dayOfYear is the date; without a year this year's, unless it has passed and next year's is nearer.
func (p phrase) dayOfYear(today day) (day, error) {
	if p.year != 0 {
		d, ok := date(p.year, p.month, p.number)
		if !ok {
			return d, ErrNone
		}
		return d, nil
	}
	d, ok := date(today.midnight.Year(), p.month, p.number)
	then, also := date(today.midnight.Year()+1, p.month, p.number)
	switch {
	case also && p.which != noWeekday && p.weekday == then.weekday():
		return then, nil // the weekday beside it tells the year
	case ok && (d.until(today) <= 0 || !also || d.until(today) < today.until(then)):
		return d, nil
	case also:
		return then, nil
	}
	return d, ErrNone
}

// on is the moment on the day. A time that the clock shows twice is the one still to come.
func (p phrase) on(d day, now time.Time, h Hours) (time.Time, error) {
	opens, closes, isOpen := h.on(d)
	today := dayOf(now, h.place())
	minute, ok := p.minute, true
	switch p.clock {
	case sameClock:
		return sameTime(d, now, h).Add(p.after), nil
	case opening:
		return opens, closedUnless(isOpen)
	case closing:
		return closes, closedUnless(isOpen)
	case noClock:
		if p.part == noPart {
			return closes, closedUnless(isOpen)
		}
		minute = parts[p.part].due
	case midnight: // of another day it would be the one before it, or the one after
		minute, ok = 24*60, d == today && p.part != morning && p.part != afternoon
	case atMinute:
		minute, ok = p.minuteOn(h.span(d), h.widest())
	}
	first, last := d.at(minute, h.place())
	if first.Before(now) {
		first = last
	}
	return first, unclear(ok)
}

func closedUnless(open bool) error {
	if !open {
		return ErrClosed
	}
	return nil
}

func unclear(ok bool) error {
	if !ok {
		return ErrAmbiguous
	}
	return nil
}

// sameTime is the time of day it is now, on the day.
func sameTime(d day, now time.Time, h Hours) time.Time {
	local := now.In(h.place())
	if d == dayOf(now, h.place()) {
		return local
	}
	t, _ := d.at(local.Hour()*60+local.Minute(), h.place())
	return t.Add(time.Duration(local.Second())*time.Second + time.Duration(local.Nanosecond()))
}

// minuteOn decides between the morning and the evening of an hour that was said without: by the part of the day beside
// it, else by the business hours of the day, else by those of the week.
func (p phrase) minuteOn(day, week Span) (int, bool) {
	either := []int{p.minute}
	if !p.exact {
		either = []int{p.minute % (12 * 60), p.minute%(12*60) + 12*60}
	}
	if p.part != noPart {
		within := parts[p.part]
		return only(either, within.from, within.to-1)
	}
	if p.exact {
		return p.minute, true
	}
	if !day.Closed() {
		minute, ok := only(either, day.Open, day.Close)
		if inside := either[0] >= day.Open && either[1] <= day.Close; ok || inside {
			return minute, ok
		}
	}
	return only(either, week.Open, week.Close)
}

// only is the one of the minutes within the bounds, if it is only one.
func only(minutes []int, from, to int) (minute int, ok bool) {
	found := 0
	for _, m := range minutes {
		if from <= m && m <= to {
			minute, found = m, found+1
		}
	}
	return minute, found == 1
}

// partStillOn says that "this afternoon" is not over although the time it stands for has passed.
func (p phrase) partStillOn(d day, now time.Time, h Hours) bool {
	if p.part == noPart || p.clock != noClock || p.named == byName && p.which == bare {
		return false
	}
	_, over := d.at(parts[p.part].over, h.place())
	return now.Before(over)
}
