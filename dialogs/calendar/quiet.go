package calendar

import "time"

// Quiet are the hours in which nobody is disturbed, from one time of day to another, in minutes after midnight. They may
// go over midnight; from a time to the same time there are none.
type Quiet struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Holds says that a day's opening time lies in the quiet hours as a whole.
func (q Quiet) Holds(s Span) bool {
	if q.From < q.To {
		return q.From <= s.Open && s.Close <= q.To
	}
	return q != Quiet{} && q.From != q.To && (s.Close <= q.To || q.From <= s.Open)
}

// HoldsAll says that every opening time of the week lies in the quiet hours.
func (q Quiet) HoldsAll(h Hours) bool {
	for _, s := range h.Days {
		if !s.Closed() && !q.Holds(s) {
			return false
		}
	}
	return true
}

// Over is the first moment from t on that is outside the quiet hours by the clocks of a place. Where a clock shows their
// beginning twice they begin with the first, where it shows their end twice they end with the last.
func (q Quiet) Over(t time.Time, place *time.Location) time.Time {
	if q.From == q.To {
		return t
	}
	today := dayOf(t, place)
	for n := -1; n <= 0; n++ { // they may have begun yesterday
		d, last := today.plus(n), today.plus(n)
		if q.To < q.From {
			last = d.plus(1)
		}
		begin, _ := d.at(q.From, place)
		_, end := last.at(q.To, place)
		if !t.Before(begin) && t.Before(end) {
			return end
		}
	}
	return t
}
