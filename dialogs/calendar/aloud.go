package calendar

import (
	"strings"
	"time"
)

var (
	spanishDays   = [...]string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"}
	spanishMonths = [...]string{
		"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
	}
)

// Spoken is a moment as somebody says it aloud: "Friday", further away "Friday, December 4", and "3:00 PM"; in Spanish
// "viernes 27".
func Spoken(t, now time.Time, place *time.Location, lang string) (day, hour string) {
	const week = 7
	local := t.In(place)
	hour = strings.Replace(local.Format("3:04 PM"), " ", "\u00a0", 1)
	if lang == "es" {
		day = spanishDays[local.Weekday()] + local.Format(" 2")
		if dayOf(now, place).until(dayOf(t, place)) >= week {
			day += " de " + spanishMonths[local.Month()-1]
		}
		return day, hour
	}
	if dayOf(now, place).until(dayOf(t, place)) >= week {
		return local.Format("Monday, January 2"), hour
	}
	return local.Format("Monday"), hour
}

// SameDay reports whether two moments are on one day there.
func SameDay(t, u time.Time, place *time.Location) bool { return dayOf(t, place) == dayOf(u, place) }

// Spanish is a day as it is called there: "viernes 27 noviembre".
func Spanish(t time.Time) string {
	return spanishDays[t.Weekday()] + t.Format(" 2 ") + spanishMonths[t.Month()-1]
}
