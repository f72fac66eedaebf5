package calendar

import (
	"slices"
	"time"
)

// Occasion is what people call a moment by which much is promised.
type Occasion string

// The occasions. Each lies while the company is open.
const (
	HalfHour        Occasion = "half_hour" // from now, today; the next too
	TwoHours        Occasion = "two_hours"
	ThisMorning     Occasion = "this_morning"
	TodaysClose     Occasion = "end_of_day"
	TomorrowMorning Occasion = "tomorrow_morning"
	TomorrowsClose  Occasion = "end_of_tomorrow"
	LaterMorning    Occasion = "that_morning" // of a day after tomorrow
	LatersClose     Occasion = "end_of_that_day"
)

// Likely is a moment still to come, in whole minutes, and what it is called.
type Likely struct {
	At       time.Time
	Occasion Occasion
}

const noon = 12

// likelyMost is how many are looked through at a glance.
const likelyMost = 5

// Likely are the moments people most often name now, the next first, five at most. Without hours none of them is counted in hours.
func (h Hours) Likely(now time.Time, hours bool) []Likely {
	var all []Likely
	today := dayOf(now, h.place())
	add := func(at time.Time, d day, what Occasion) {
		if at.After(now) && dayOf(at, h.place()) == d && h.Staffed(at) { // midnight would be called another day's
			all = append(all, Likely{at, what})
		}
	}
	if hours {
		add(Minute(now.Add(30*time.Minute)), today, HalfHour)
		add(Minute(now.Add(2*time.Hour)), today, TwoHours)
	}
	for n := 0; n < search && len(all) < likelyMost; n++ {
		d := today.plus(n)
		opens, closes, ok := h.on(d)
		if !ok {
			continue
		}
		begins, ends := occasionsOf(n)
		if due := h.morning(d, opens, closes); (n > 0 || opens.After(now)) && due.In(h.place()).Hour() < noon {
			add(due, d, begins)
		}
		add(closes, d, ends)
	}
	slices.SortStableFunc(all, func(a, b Likely) int { return a.At.Compare(b.At) })
	all = slices.CompactFunc(all, func(a, b Likely) bool { return a.At.Equal(b.At) })
	return all[:min(len(all), likelyMost)]
}

func occasionsOf(daysAhead int) (begins, ends Occasion) {
	switch daysAhead {
	case 0:
		return ThisMorning, TodaysClose
	case 1:
		return TomorrowMorning, TomorrowsClose
	}
	return LaterMorning, LatersClose
}

// morning is when something is due that is promised for a day's morning; where the company is not open then, when it opens.
func (h Hours) morning(d day, opens, closes time.Time) time.Time {
	due, _ := d.at(parts[morning].due, h.place())
	if due.Before(opens) || !due.Before(closes) {
		return opens
	}
	return due
}

// Minute is the first whole minute that is not before t: what is shown to the minute is never earlier than what was said.
func Minute(t time.Time) time.Time {
	if whole := t.Truncate(time.Minute); whole.Before(t) {
		return whole.Add(time.Minute)
	}
	return t
}
