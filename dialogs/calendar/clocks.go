package calendar

type part int

const (
	noPart part = iota
	morning
	afternoon
	evening
	night
)

// parts of the day, in minutes after midnight: when one starts and ends when people name an hour in it, and when
// something is due that is promised for it.
var parts = map[part]struct{ from, to, due, over int }{
	morning:   {0, 12 * 60, 9 * 60, 12 * 60},
	afternoon: {12 * 60, 19 * 60, 15 * 60, 18 * 60},
	evening:   {16 * 60, 24 * 60, 18 * 60, 21 * 60},
	night:     {17 * 60, 24 * 60, 20 * 60, 24 * 60},
}

// partOfDay adds "morning" or "in the afternoon".
func (x text) partOfDay(i int, p phrase) (phrase, int, bool) {
	if p.part != noPart {
		return p, i, false
	}
	next, in := x.any(i, "in the")
	if half := x.get(next).text; !x.strict && (in || p.named != noDay) && p.clock == noClock && (half == "am" || half == "pm") {
		p.part = map[string]part{"am": morning, "pm": afternoon}[half]
		return p, next + 1, true
	}
	for name, what := range map[string]part{"morning": morning, "afternoon": afternoon, "evening": evening, "night": night} {
		if x.at(next, name) {
			p.part = what
			return p, next + 1, true
		}
	}
	return p, i, false
}

// clock adds a time of day.
func (x text) clock(i int, p phrase) (phrase, int, bool) {
	if p.clock != noClock && p.clock != sameClock {
		return p, i, false
	}
	if next, ok := x.any(i, "the end of the day", "the end of day", "end of the day", "end of day", "end of business", "end of the business day",
		"end of the work day", "end of the workday", "end of workday", "eod", "eob", "close of business", "close of day", "when we close",
		"we close", "cob", "closing time", "closing", "close"); ok {
		p.clock, p.sure = closing, !x.at(i, "closing") && !x.at(i, "cob") && !x.at(i, "close") || x.at(i, "close", "of") || x.at(i, "closing", "time")
		return p, next, true
	}
	if next, ok := x.any(i, "first thing in the morning", "first thing", "1 st thing", "opening time", "when we open", "we open"); ok {
		p.clock, p.sure = opening, true
		return p, next, true
	}
	if more, next, ok := x.spoken(i, p); ok {
		return more, next, true
	}
	if next, ok := x.any(i, "noon", "midday", "12 noon"); ok {
		p.clock, p.minute, p.exact = atMinute, 12*60, true
		return p, next, true
	}
	if next, ok := x.any(i, "midnight"); ok {
		p.clock = midnight
		return p, next, true
	}
	return x.hour(i, p)
}

// hour adds "3", "3pm", "3:30", "330pm", "17:00", "three o'clock". The minute is exact when nothing but it can be meant.
func (x text) hour(i int, p phrase) (phrase, int, bool) {
	hour, minute, next, ok := x.figuresOfClock(i)
	if !ok {
		return p, i, false
	}
	colon := next > i+1
	half, end, found := x.halfOfDay(next)
	if found {
		if hour > 99 && !colon {
			hour, minute = hour/100, hour%100
		}
		if hour < 1 || hour > 12 || minute > 59 {
			return p, i, false
		}
		p.clock, p.minute, p.exact, p.sure = atMinute, (hour%12+half)*60+minute, true, true
		return p, end, true
	}
	end, oclock := x.any(next, "o ' clock", "o ’ clock", "oclock", "o clock")
	if hour > 23 || hour == 0 && !colon || x.strict && !colon && !oclock && !x.stops(next) {
		return p, i, false
	}
	if x.runsOn(next) && !oclock {
		return p, i, false
	}
	p.clock, p.minute = atMinute, hour*60+minute
	p.exact = hour > 12 || x.get(i).text[0] == '0'
	p.open = hour > 12 && !colon && !oclock // "20" may be minutes
	return p, end, true
}

// runsOn says whether what stands at i makes something else of the number it touches: "3x", "3.5", "1:30:00".
func (x text) runsOn(i int) bool {
	t, after := x.get(i), x.get(i+1)
	return t.glued && (t.kind != mark || after.kind == number && after.glued && t.text != "-")
}

// figuresOfClock reads the hour and its minutes, before it is known which half of the day they are in. Three or four
// digits are left as they are.
func (x text) figuresOfClock(i int) (hour, minute, next int, ok bool) {
	t := x.get(i)
	if t.kind == word {
		hour, ok = counts[t.text]
		return hour, 0, i + 1, ok && hour <= 12 && t.text != "a" && t.text != "an"
	}
	if t.kind != number || len(t.text) > 4 {
		return 0, 0, i, false
	}
	m := x.get(i + 2)
	if _, _, half := x.halfOfDay(i + 3); half && x.gluedMark(i+1, ".") && m.kind == number && m.glued && len(m.text) == 2 && m.n <= 59 && len(t.text) <= 2 {
		return t.n, m.n, i + 3, true // "3.30pm"
	}
	if !x.gluedMark(i+1, ":") {
		return t.n, 0, i + 1, true
	}
	if m.kind != number || !m.glued || len(m.text) != 2 || m.n > 59 || len(t.text) > 2 {
		return 0, 0, i, false
	}
	return t.n, m.n, i + 3, true
}

// halfOfDay reads "am", "p.m.", and "p" right after the number; half is the hours to add.
func (x text) halfOfDay(i int) (half, next int, ok bool) {
	for half, letter := range map[int]string{0: "a", 12: "p"} {
		if x.at(i, letter+"m") {
			return half, i + 1, true
		}
		if x.at(i, letter, ".", "m") {
			next, _ = x.any(i+3, ".")
			return half, next, true
		}
		if x.at(i, letter) && x.tokens[i].glued {
			return half, i + 1, true
		}
	}
	return 0, i, false
}

// stops says whether a bare number before i can be an hour in a sentence: something ends there, or a word follows that
// is not what was counted.
func (x text) stops(i int) bool {
	t := x.get(i)
	switch t.kind { //nolint:exhaustive // words follow
	case number:
		return false
	case mark:
		loose := !x.get(i+1).glued || x.get(i+1).kind == mark
		return t.text == "" || loose && (t.text == "." || t.text == "," || t.text == ";" || t.text == "!" ||
			t.text == "?" || t.text == ")" || t.text == "—") || t.text == "-" && x.get(i+1).kind == number
	}
	_, weekday := weekdays[t.text]
	return weekday || afterHour[t.text]
}

var afterHour = map[string]bool{
	"and": true, "or": true, "but": true, "so": true, "then": true, "if": true, "when": true, "with": true, "for": true,
	"to": true, "on": true, "in": true, "at": true, "by": true, "today": true, "tomorrow": true, "tonight": true,
	"this": true, "next": true,
}
