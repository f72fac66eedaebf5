package calendar

import "time"

var weekdays = map[string]time.Weekday{
	"sunday": time.Sunday, "sun": time.Sunday,
	"monday": time.Monday, "mon": time.Monday,
	"tuesday": time.Tuesday, "tue": time.Tuesday, "tues": time.Tuesday,
	"wednesday": time.Wednesday, "wed": time.Wednesday, "weds": time.Wednesday,
	"thursday": time.Thursday, "thu": time.Thursday, "thur": time.Thursday, "thurs": time.Thursday,
	"friday": time.Friday, "fri": time.Friday,
	"saturday": time.Saturday, "sat": time.Saturday,
}

var months = map[string]time.Month{
	"january": time.January, "jan": time.January, "february": time.February, "feb": time.February,
	"march": time.March, "mar": time.March, "april": time.April, "apr": time.April, "may": time.May,
	"june": time.June, "jun": time.June, "july": time.July, "jul": time.July, "august": time.August, "aug": time.August,
	"september": time.September, "sep": time.September, "sept": time.September, "october": time.October,
	"oct": time.October, "november": time.November, "nov": time.November, "december": time.December,
	"dec": time.December,
}

// alsoPlain are names of days and months that are other words too; inside a sentence only the capital tells.
var alsoPlain = map[string]bool{"sun": true, "sat": true, "wed": true, "mar": true, "may": true, "march": true, "sep": true}

// day adds a day to the phrase, or to a day the weekday beside it.
func (x text) day(i int, p phrase) (more phrase, next int, ok bool) {
	if p.which == noWeekday {
		if more, next, ok = x.weekday(i, p); ok {
			return more, next, true
		}
	}
	if p.named != noDay && p.named != byName {
		return p, i, false
	}
	if more, next, ok = x.countedDay(i, p); ok {
		return more, next, true
	}
	return x.date(i, p)
}

func (x text) weekday(i int, p phrase) (phrase, int, bool) {
	next, kind := i, bare
	if to, ok := x.any(i, "this coming", "this", "coming"); ok {
		next, kind = to, this
	}
	if to, ok := x.any(i, "next week on", "next week", "next"); ok {
		next, kind = to, following
	}
	if to, ok := x.any(i, "last"); ok {
		next, p.gone = to, true
	}
	t := x.get(next)
	w, ok := weekdays[t.text]
	if !ok || x.strict && alsoPlain[t.text] && !t.capital {
		return p, i, false
	}
	next++
	if to, ok := x.any(next, "next week"); ok && kind == bare {
		next, kind = to, following
	}
	if x.gluedMark(next, ".") && len(t.text) < 5 && next+1 < len(x.tokens) {
		next++ // "Fri. Nov 27"
	}
	p.weekday, p.which = w, kind
	if p.named == noDay {
		p.named = byName
	}
	return p, next, true
}

// countedDay reads the days that are counted from today.
func (x text) countedDay(i int, p phrase) (phrase, int, bool) {
	for _, c := range []struct {
		days    int
		phrases []string
	}{
		{2, []string{"the day after tomorrow", "day after tomorrow"}},
		{1, []string{"tomorrow"}},
		{0, []string{"today"}},
		{-1, []string{"yesterday", "last night", "last week", "last month", "last year"}},
	} {
		if next, ok := x.any(i, c.phrases...); ok {
			p.named, p.days, p.gone = counted, c.days, p.gone || c.days < 0
			return p, next, true
		}
	}
	if next, ok := x.any(i, "the next business day", "next business day", "the next working day", "next working day"); ok {
		p.named, p.days = working, 1
		return p, next, true
	}
	if x.at(i, "tonight") && p.part == noPart {
		p.named, p.part = counted, night
		return p, i + 1, true
	}
	if x.at(i, "this") && p.part == noPart {
		if more, next, ok := x.partOfDay(i+1, p); ok {
			more.named = counted
			return more, next, true
		}
	}
	return p, i, false
}

// date reads "Nov 27", "27th of November", "Nov 27, 2026", "11/27", "11/27/26", "2026-11-27" and "the 15th".
func (x text) date(i int, p phrase) (phrase, int, bool) {
	if month, nth, year, next, ok := x.figures(i); ok {
		p.named, p.month, p.number, p.year = dated, time.Month(month), nth, year
		p.figures = nth <= 12 && nth != month && x.gluedMark(i+1, "/")
		return p, next, true
	}
	if m, ok := x.month(i); ok {
		after := i + 1
		if x.gluedMark(after, ".") { // "Nov. 27"
			after++
		}
		if n, next, _, ok := x.ordinal(after); ok {
			p.named, p.month, p.number = dated, m, n
			p.year, next = x.year(next)
			return p, next, true
		}
		return p, i, false
	}
	start, the := x.any(i, "the")
	n, next, suffixed, ok := x.ordinal(start)
	if !ok || x.at(next, "thing") { // "1st thing"
		return p, i, false
	}
	to, _ := x.any(next, "of")
	if m, ok := x.month(to); ok {
		p.named, p.month, p.number = dated, m, n
		p.year, next = x.year(to + 1)
		return p, next, true
	}
	if !suffixed || x.strict && !the || next != to {
		return p, i, false
	}
	p.named, p.number = monthly, n
	return p, next, true
}

func (x text) month(i int) (time.Month, bool) {
	t := x.get(i)
	m, ok := months[t.text]
	return m, ok && !(x.strict && alsoPlain[t.text] && !t.capital)
}

// ordinal reads the number of a day: "27", "27th". A number that an hour's minutes follow is none.
func (x text) ordinal(i int) (n, next int, suffixed, ok bool) {
	t := x.get(i)
	if t.kind != number || t.n < 1 || t.n > 31 || len(t.text) > 2 || x.gluedMark(i+1, ":") {
		return 0, i, false, false
	}
	s := x.get(i + 1)
	if s.glued && (s.text == "st" || s.text == "nd" || s.text == "rd" || s.text == "th") {
		return t.n, i + 2, true, true
	}
	return t.n, i + 1, false, !s.glued || s.kind == mark
}

// year reads ", 2026" or "2026" after a month and a day.
func (x text) year(i int) (year, next int) {
	at, _ := x.any(i, ",")
	if t := x.get(at); t.kind == number && len(t.text) == 4 && t.n >= 1900 && t.n < 2200 && !x.gluedMark(at+1, ":") {
		return t.n, at + 1
	}
	return 0, i
}

// figures reads a date in figures, the American way round: month, day, year.
func (x text) figures(i int) (month, nth, year, next int, ok bool) {
	a, b, c := x.get(i), x.get(i+2), x.get(i+4)
	if a.kind != number || b.kind != number || !b.glued {
		return 0, 0, 0, i, false
	}
	three := c.kind == number && c.glued
	switch {
	case x.gluedMark(i+1, "-") && x.gluedMark(i+3, "-") && three && len(a.text) == 4:
		return b.n, c.n, a.n, i + 5, true
	case !x.gluedMark(i+1, "/") || len(a.text) > 2 || len(b.text) > 2:
		return 0, 0, 0, i, false
	case !x.gluedMark(i+3, "/"):
		return a.n, b.n, 0, i + 3, true
	case three && len(c.text) == 2:
		return a.n, b.n, 2000 + c.n, i + 5, true
	case three && len(c.text) == 4:
		return a.n, b.n, c.n, i + 5, true
	}
	return 0, 0, 0, i, false
}
