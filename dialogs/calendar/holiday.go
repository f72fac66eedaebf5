package calendar

import "time"

// Holiday is a date on which a company is closed, of every year where Year is 0.
type Holiday struct {
	Year  int        `json:"year,omitempty"`
	Month time.Month `json:"month"`
	Day   int        `json:"day"`
	Name  string     `json:"name,omitempty"`
}

// Exists reports whether there is such a date, in some year.
func (h Holiday) Exists() bool {
	year := h.Year
	if year == 0 {
		year = 2000 // has a February 29
	}
	_, ok := date(year, h.Month, h.Day)
	return ok
}

func (h Holiday) on(d day) bool {
	year, month, number := d.midnight.Date()
	return (h.Year == 0 || h.Year == year) && h.Month == month && h.Day == number
}

// Holiday is the name of the holiday on the day of t, if it is one.
func (h Hours) Holiday(t time.Time) (name string, ok bool) {
	d := dayOf(t, h.place())
	for _, one := range h.Holidays {
		if one.on(d) {
			return one.Name, true
		}
	}
	return "", false
}

// span is a day's opening time; a holiday has none.
func (h Hours) span(d day) Span {
	for _, one := range h.Holidays {
		if one.on(d) {
			return Span{}
		}
	}
	return h.Days[d.weekday()]
}

// NextDay is that many minutes after midnight on the first business day after that of t, or the nearest moment to it at
// which the company is open. Hours without an open day take the next day as it comes.
func (h Hours) NextDay(t time.Time, minute int) time.Time {
	today := dayOf(t, h.place())
	for n := range search {
		d := today.plus(n + 1)
		if s := h.span(d); !s.Closed() {
			at, _ := d.at(min(max(minute, s.Open), s.Close-1), h.place())
			return at
		}
	}
	at, _ := today.plus(1).at(minute, h.place())
	return at
}

// after is the n-th business day after a day.
func (h Hours) after(d day, n int) day {
	for range search * n {
		d = d.plus(1)
		if !h.span(d).Closed() {
			if n--; n == 0 {
				break
			}
		}
	}
	return d
}
