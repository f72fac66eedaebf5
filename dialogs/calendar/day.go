package calendar

import "time"

// day is a date on the wall calendar, without a place. It is kept as its midnight in UTC, where every day has 24 hours.
type day struct{ midnight time.Time }

func dayOf(t time.Time, place *time.Location) day {
	year, month, number := t.In(place).Date()
	return day{time.Date(year, month, number, 0, 0, 0, 0, time.UTC)}
}

// date is the day with that date, if there is one: there is no November 31.
func date(year int, month time.Month, number int) (day, bool) {
	d := day{time.Date(year, month, number, 0, 0, 0, 0, time.UTC)}
	return d, d.midnight.Month() == month && d.midnight.Day() == number && d.midnight.Year() == year
}

func (d day) weekday() time.Weekday { return d.midnight.Weekday() }
func (d day) plus(days int) day     { return day{d.midnight.AddDate(0, 0, days)} }

// until is the number of days from d to e.
func (d day) until(e day) int { return int(e.midnight.Sub(d.midnight) / (24 * time.Hour)) }

// at is when clocks in a place show that many minutes after midnight of the day: twice where they are set back, at the
// first instant after the gap where they are set forward.
func (d day) at(minute int, place *time.Location) (first, last time.Time) {
	wall := d.midnight.Add(time.Duration(minute) * time.Minute)
	near := wall.In(place)
	_, before := near.Add(-26 * time.Hour).Zone()
	_, after := near.Add(26 * time.Hour).Zone()
	early := wall.Add(-time.Duration(before) * time.Second).In(place)
	late := wall.Add(-time.Duration(after) * time.Second).In(place)
	earlyShows, lateShows := shows(early, wall), shows(late, wall)
	switch {
	case earlyShows && lateShows:
		return early, late
	case earlyShows:
		return early, early
	case lateShows:
		return late, late
	}
	changed, _ := early.ZoneBounds()
	return changed, changed
}

// shows says whether the clock at t shows the date and time of wall.
func shows(t, wall time.Time) bool {
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second).Equal(wall)
}
