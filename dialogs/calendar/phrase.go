package calendar

import "time"

// phrase is what a text says about a moment, before it is known which one that is. Its parts come in any order:
// "Friday at 3", "3pm on Friday".
type phrase struct {
	// The day, in one of these ways, and perhaps a weekday beside it.
	named   naming
	days    int // counted from today, or added to the weekday: "a week from Tuesday"
	year    int // 0: not said
	month   time.Month
	number  int  // of the day in its month
	figures bool // it was written 12/1, month first
	weekday time.Weekday
	which   which

	clock  clock
	minute int // after midnight
	exact  bool
	part   part

	after    time.Duration // "in 20 min", on top of the days
	relative bool          // "in ...", "... from now"
	gone     bool          // "yesterday", "2 hours ago"
	deadline bool          // "by ...", "before ..."
	pointed  bool          // "at ...", or a deadline
	sure     bool          // the clock cannot be anything else: "3pm", "end of day"
	open     bool          // it is left open what the number is: "20"
	zone     string        // as it was said, see zones3
}

type naming int

const (
	noDay   naming = iota
	counted        // "today", "tomorrow", "in 2 days"
	dated          // "Nov 27", "12/1"
	monthly        // "the 15th"
	byName         // only the weekday
	working        // "the next business day"
)

// which weekday is meant.
type which int

const (
	noWeekday which = iota
	bare            // "Tuesday"
	this            // "this Tuesday"
	following       // "next Tuesday"
)

type clock int

const (
	noClock   clock = iota
	sameClock       // "in 2 days": at this time of day
	atMinute
	closing
	opening
	midnight
)

// moment reads a phrase from i on. In a strict text a bare duration is none.
func (x text) moment(i int) (p phrase, end int, ok bool) {
	if end, ok = x.any(i, "now", "right now", "immediately", "right away", "straight away", "at once"); ok && !x.strict {
		return phrase{named: counted, clock: sameClock, relative: true}, end, true
	}
	if _, _, clock := x.spoken(i, phrase{}); clock { // "10 min to 5" begins like a duration
		p, end = phrase{}, i
	} else if p, end, ok = x.relative(i); ok {
		if p.after != 0 || p.gone {
			return p, end, true
		}
	} else {
		p, end = phrase{}, i
	}
	start := end
	for {
		from, led, due := x.connective(end)
		read, to, more := x.piece(from, &p)
		if !more {
			return p, end, end > i
		}
		if end == start && start == i {
			read.deadline, read.pointed = due, led || due
		}
		read.pointed = read.pointed || led
		p, end = read, to
	}
}

// connective passes the small words before a part: "on", "at", "by", a comma.
func (x text) connective(i int) (next int, led, due bool) {
	for range 2 {
		if next, ok := x.any(i, "no later than", "not later than", "nlt", "latest by", "latest"); ok {
			i, due = next, true
			continue
		}
		switch {
		case x.at(i, "by"), x.at(i, "before"), x.at(i, "until"), x.at(i, "till"):
			due = true
		case x.at(i, "at"), x.at(i, "@"):
			led = true
		case x.at(i, "on"), x.at(i, ","):
		default:
			return i, led, due
		}
		i++
	}
	return i, led, due
}

// piece reads one more part of the phrase: a part it has already is none.
func (x text) piece(i int, p *phrase) (more phrase, next int, ok bool) {
	if more, next, ok = x.day(i, *p); ok {
		return more, next, true
	}
	if more, next, ok = x.clock(i, *p); ok {
		return more, next, true
	}
	if more, next, ok = x.zone(i, *p); ok {
		return more, next, true
	}
	return x.partOfDay(i, *p)
}

// relative reads "in 20 min", "an hour from now", "2 hours ago", "a week from" and, unless the text is strict, "2 days".
func (x text) relative(i int) (p phrase, next int, ok bool) {
	next, in := x.any(i, "in", "within")
	if more, end, days := x.businessDays(next, in); days {
		return more, end, true
	}
	p, next, ok = x.duration(next)
	if !ok {
		return phrase{}, i, false
	}
	if end, ago := x.any(next, "ago"); ago {
		p.gone = true
		return p, end, true
	}
	if end, hence := x.any(next, "from now"); hence {
		p.relative, p.clock = true, sameClock
		return p, end, true
	}
	if x.at(next, "from") || x.at(next, "after") {
		return x.daysFrom(i, p, next)
	}
	if !in && x.strict {
		return phrase{}, i, false
	}
	p.relative, p.clock = true, sameClock
	return p, next, true
}

// businessDays reads "in 2 business days", "3 working days from now": until the closing of the last of them.
func (x text) businessDays(i int, in bool) (p phrase, next int, ok bool) {
	n, next, ok := x.count(i)
	if !ok || n < 1 || n > 260 {
		return p, i, false
	}
	if next, ok = x.any(next, "business days", "business day", "working days", "working day"); !ok {
		return p, i, false
	}
	next, hence := x.any(next, "from now")
	return phrase{named: working, days: n}, next, in || hence || !x.strict
}

// daysFrom reads "Tuesday" after "a week from": whole days only, on a day that counts from today.
func (x text) daysFrom(i int, p phrase, from int) (phrase, int, bool) {
	based, end, ok := x.day(from+1, phrase{})
	if !ok || p.after != 0 || p.named == noDay || based.gone {
		return phrase{}, i, false
	}
	if based.named != counted && based.named != byName {
		return phrase{}, i, false
	}
	based.days += p.days
	return based, end, true
}

// units are seconds, or whole days; most is how many of them make about a year.
var units = []struct {
	names  []string
	each   time.Duration
	days   int
	aYears int
}{
	{[]string{"s", "sec", "secs", "second", "seconds"}, time.Second, 0, 366 * 24 * 3600},
	{[]string{"m", "min", "mins", "minute", "minutes"}, time.Minute, 0, 366 * 24 * 60},
	{[]string{"h", "hr", "hrs", "hour", "hours"}, time.Hour, 0, 366 * 24},
	{[]string{"d", "day", "days"}, 0, 1, 366},
	{[]string{"w", "wk", "wks", "week", "weeks"}, 0, 7, 53},
	{[]string{"fortnight", "fortnights"}, 0, 14, 27},
	{[]string{"yr", "yrs", "year", "years"}, 0, 367, 1}, // too far, whichever day is meant
}

// duration reads "20 min", "an hour and a half", "1.5 hours", "half an hour", "1h30m", "2 days".
func (x text) duration(i int) (p phrase, next int, ok bool) {
	if end, half := x.any(i, "half an hour", "half hour", "a half hour", "a half an hour", "half an hr", "half hr",
		"1 / 2 hour", "1 / 2 hr", "1 / 2 an hour", "½ hour", "½ hr", "½ an hour"); half {
		return phrase{after: 30 * time.Minute}, end, true
	}
	next = i
	for {
		from, and := x.any(next, "and", ",")
		if end, half := x.any(from, "a half"); and && half && p.after == time.Hour {
			return phrase{after: 90 * time.Minute}, end, true
		}
		amount, end, found := x.counted(from)
		if !found || next > i && amount.named == counted {
			return p, next, next > i
		}
		p.after, p.days, p.named = p.after+amount.after, p.days+amount.days, max(p.named, amount.named)
		next = end
	}
}

// counted reads a number and its unit. What is more than a year is read as some years.
func (x text) counted(i int) (p phrase, next int, ok bool) {
	n, next, ok := x.count(i)
	if !ok {
		return phrase{}, i, false
	}
	next, half := x.andHalf(next)
	for _, u := range units {
		for _, name := range u.names {
			if !x.at(next, name) || x.strict && len(name) == 1 && !x.get(next).glued {
				continue
			}
			n = min(n, 3*u.aYears)
			p.after, p.days = time.Duration(n)*u.each, n*u.days
			if u.days > 0 {
				p.named = counted
			}
			if half {
				p.after += u.each / 2
			}
			// "in a minute" is a manner of speaking, and there is no half day
			bad := half && u.each < time.Minute || x.strict && u.each > 0 && u.each <= time.Minute && x.get(i).kind == word
			return p, next + 1, !bad
		}
	}
	return phrase{}, i, false
}

// andHalf passes the half of "1.5 hours", "1 1/2 hours" and "1½ hours".
func (x text) andHalf(i int) (next int, ok bool) {
	if x.gluedMark(i, ".") && x.get(i+1).text == "5" && x.get(i+1).glued {
		return i + 2, true
	}
	return x.any(i, "1 / 2", "½")
}

var counts = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
	"sixty": 60, "ninety": 90,
}

func (x text) count(i int) (n, next int, ok bool) {
	if t := x.get(i); t.kind == number {
		return t.n, i + 1, true
	}
	if before := x.get(i - 1).text; x.at(i, "the", "hour") && (before == "within" || before == "in") {
		return 1, i + 1, true
	}
	if x.at(i, "week", "from") {
		return 1, i, true
	}
	n, ok = counts[x.get(i).text]
	return n, i + 1, ok
}
