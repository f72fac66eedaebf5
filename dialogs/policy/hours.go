package policy

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs/calendar"
)

// hours reads lines such as "mon-fri: 8:00-18:00" and "sun: closed". A day that is not named is closed.
func (r *reader) hours(f field) (days [7]calendar.Span) {
	const want = "opening hours, such as mon-fri: 8:00-18:00"
	named := map[time.Weekday]bool{}
	before := len(r.problems)
	open := false
	keys, values := r.entries(f, want)
	for i, key := range keys {
		of, ok := weekdays(key)
		if !ok {
			r.refuse(values[i], key, "a day such as mon, or days such as mon-fri")
			continue
		}
		span := r.span(values[i])
		open = open || !span.Closed()
		for _, d := range of {
			if named[d] {
				r.refuse(values[i], key, "each day once: "+d.String()+" has its hours already")
				break
			}
			named[d], days[d] = true, span
		}
	}
	if len(r.problems) == before && !open {
		r.refuse(f, "no open day", want)
	}
	return days
}

// weekdays reads "mon", "Monday" and "mon-fri".
func weekdays(text string) ([]time.Weekday, bool) {
	first, last, several := strings.Cut(strings.ReplaceAll(text, "–", "-"), "-")
	from, ok := weekday(first)
	if !ok || !several {
		return []time.Weekday{from}, ok
	}
	to, ok := weekday(last)
	all := []time.Weekday{from}
	for d := from; d != to; {
		d = (d + 1) % 7
		all = append(all, d)
	}
	return all, ok
}

func weekday(text string) (time.Weekday, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	for d := time.Sunday; d <= time.Saturday; d++ {
		if name := strings.ToLower(d.String()); text == name || text == name[:3] {
			return d, true
		}
	}
	return 0, false
}

var (
	times = regexp.MustCompile(`^(\d{1,2})(?::(\d\d))?\s*(am|pm)?$`)
	dates = regexp.MustCompile(`^(?:(\d{4})-)?(\d{1,2})-(\d{1,2})$`)
)

var spans = regexp.MustCompile(`^(\d{1,2})(?::(\d\d))?\s*(am|pm)?\s*[-–]\s*(\d{1,2})(?::(\d\d))?\s*(am|pm)?$`)

func (r *reader) span(f field) calendar.Span {
	const want = "hours such as 8:00-18:00, or closed"
	text, ok := r.text(f, want)
	if !ok || strings.EqualFold(text, "closed") {
		return calendar.Span{}
	}
	m := spans.FindStringSubmatch(strings.ToLower(text))
	if m == nil {
		r.refuse(f, text, want)
		return calendar.Span{}
	}
	opens, ok := minute(m[1], m[2], m[3])
	closes, also := minute(m[4], m[5], m[6])
	span := calendar.Span{Open: opens, Close: closes}
	switch {
	case !ok || !also:
		r.refuse(f, text, want)
	case span.Closed():
		r.refuse(f, text, "an opening before the closing, such as 8:00-18:00")
	}
	return span
}

// minute is a time of day in minutes after midnight; 24:00 is the end of the day.
func minute(hour, minutes, half string) (int, bool) {
	h, err := strconv.Atoi(hour)
	m := 0
	if err == nil && minutes != "" {
		m, err = strconv.Atoi(minutes)
	}
	if err != nil || m > 59 {
		return 0, false
	}
	switch {
	case half == "":
		return h*60 + m, h*60+m <= 24*60
	case h < 1 || h > 12:
		return 0, false
	case half == "pm":
		return (h%12+12)*60 + m, true
	}
	return h%12*60 + m, true
}
