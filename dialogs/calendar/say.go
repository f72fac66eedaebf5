package calendar

import "time"

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

// SayWithZone is Say with the zone's abbreviation: "today, Mon 5:00 PM EST".
func SayWithZone(t, now time.Time, place *time.Location) string {
	return Say(t, now, place) + " " + t.In(place).Format("MST")
}
