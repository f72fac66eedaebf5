package calendar

import (
	"strings"
	"time"
)

// Say writes a moment for people in a place: "today, Mon 5:00 PM", "tomorrow, Tue 12:00 PM", "Fri Nov 27, 12:00 PM".
// Read reads all of them back.
func Say(t, now time.Time, place *time.Location) string {
	local := t.In(place)
	switch dayOf(now, place).until(dayOf(t, place)) {
	case 0:
		return "today, " + local.Format("Mon 3:04 PM")
	case 1:
		return "tomorrow, " + local.Format("Mon 3:04 PM")
	}
	return local.Format("Mon Jan 2, 3:04 PM")
}

// DaysUntil is how many days it is from now to t in a place: 0 today, 1 tomorrow.
func DaysUntil(t, now time.Time, place *time.Location) int {
	return dayOf(now, place).until(dayOf(t, place))
}

// Full writes all of a moment: "Mon Nov 23, 5:00 PM EST", with the year where it is another than now's. Read reads it back.
func Full(t, now time.Time, place *time.Location) string {
	local := t.In(place)
	form := "Mon Jan 2, 3:04 PM "
	if local.Year() != now.In(place).Year() {
		form = "Mon Jan 2, 2006, 3:04 PM "
	}
	return local.Format(form) + ZoneName(t, place)
}

// called is what the time of the company's place is called now and after its clocks change next.
func (h Hours) called(now time.Time) [2]string {
	_, change := now.In(h.place()).ZoneBounds()
	if change.IsZero() {
		change = now
	}
	return [2]string{strings.ToLower(ZoneName(now, h.place())), strings.ToLower(ZoneName(change, h.place()))}
}

// ZoneName is what the time of a place is called at t: "EST", or "UTC+10:30" where it has no name.
func ZoneName(t time.Time, place *time.Location) string {
	name := t.In(place).Format("MST")
	if name == "" || name[0] != '+' && name[0] != '-' {
		return name
	}
	hours, minutes := name[1:3], name[3:]
	if minutes != "" {
		minutes = ":" + minutes
	}
	return "UTC" + name[:1] + strings.TrimPrefix(hours, "0") + minutes
}
