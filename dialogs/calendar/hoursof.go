package calendar

import (
	"regexp"
	"strconv"
	"strings"
)

// NoQuiet are no quiet hours, where that is said: the zero Quiet says nothing.
var NoQuiet = Quiet{From: 24 * 60, To: 24 * 60}

// String writes quiet hours as people read them, "9:00 PM-7:00 AM", and ReadQuiet reads that back.
func (q Quiet) String() string { return timeOfDay(q.From) + "-" + timeOfDay(q.To) }

func timeOfDay(minute int) string {
	half := "AM"
	if minute/60%24 >= 12 {
		half = "PM"
	}
	hour := (minute/60+11)%12 + 1
	return strconv.Itoa(hour) + ":" + strconv.Itoa(minute%60/10) + strconv.Itoa(minute%10) + " " + half
}

const side = `(?:las? )?(noon|midnight|mediod[ií]a|medianoche|\d{1,2})(?:[:.h](\d\d))?\s*(?:h|hs|hrs)?\s*(a|p|am|pm|a\.m\.|p\.m\.|de la (?:mañana|manana|madrugada|tarde|noche)|in the morning|in the evening|at night)?`

var (
	quietHours = regexp.MustCompile(`^(?:from |between |de |desde |entre )?` + side + `\s*(?:-|–|—|to|till|til|until|and|a|hasta|y)\s*` + side + `$`)
	noQuiet    = map[string]bool{"none": true, "no": true, "never": true, "off": true, "ninguna": true, "ninguno": true, "nunca": true}
)

// ReadQuiet reads hours as people type them: "21-7", "9pm to 7am", "from 21:30 until 6", "none", in Spanish too. Where only one
// side has its half of the day, the other has the one that makes it less than half a day; where neither has,
// and no hour is one of 24, it is ErrAmbiguous.
func ReadQuiet(said string) (Quiet, error) {
	text := strings.Join(strings.Fields(strings.ToLower(said)), " ")
	if noQuiet[text] {
		return NoQuiet, nil
	}
	m := quietHours.FindStringSubmatch(text)
	if m == nil {
		return Quiet{}, ErrNone
	}
	from, ok := readHour(m[1], m[2], m[3])
	to, also := readHour(m[4], m[5], m[6])
	if !ok || !also {
		return Quiet{}, ErrNone
	}
	const half = 12 * 60
	switch {
	case from.whole || to.whole || from.sure && to.sure:
	case from.sure:
		to.at = nearer(from.at, to.at, to.at+half)
	case to.sure:
		if length(from.at, to.at) > half {
			from.at += half
		}
	default:
		return Quiet{}, ErrAmbiguous
	}
	q := Quiet{From: from.at % (2 * half), To: to.at % (2 * half)}
	if q.From == q.To {
		return Quiet{}, ErrNone
	}
	return q, nil
}

// hourOf is a time of day as it was typed. sure says that its half of the day is known, whole
// that it can only be one of 24 hours.
type hourOf struct {
	at          int
	sure, whole bool
}

func readHour(hour, minute, half string) (h hourOf, ok bool) {
	switch hour {
	case "noon", "mediodía", "mediodia":
		return hourOf{at: 12 * 60, sure: true}, minute == "" && half == ""
	case "midnight", "medianoche":
		return hourOf{sure: true}, minute == "" && half == ""
	}
	n, _ := strconv.Atoi(hour)   // digits
	m, _ := strconv.Atoi(minute) // or nothing
	switch {
	case n > 24, m > 59, n == 24 && m > 0:
		return h, false
	case half == "":
		h = hourOf{at: n*60 + m, whole: n > 12 || n == 0 || len(hour) == 2 && hour[0] == '0'}
		h.sure = h.whole
		return h, true
	case n > 12 || n == 0:
		return h, false
	case half[0] == 'p' || strings.HasSuffix(half, "tarde") || half == "in the evening" || nightly(half) && n >= 5 && n < 12:
		return hourOf{at: (n%12+12)*60 + m, sure: true}, true
	}
	return hourOf{at: n%12*60 + m, sure: true}, true
}

func nightly(half string) bool { return strings.HasSuffix(half, "noche") || half == "at night" }

// nearer is the one of two times of day that comes first after from.
func nearer(from, a, b int) int {
	if length(from, a) <= length(from, b) {
		return a
	}
	return b
}

// length is how long it is from one time of day to another.
func length(from, to int) int { return ((to-from)%(24*60) + 24*60) % (24 * 60) }
