package dialogs

import (
	"strconv"
	"strings"
	"time"

	"makegood/dialogs/calendar"
)

// A fact in a slot is text that somebody typed, or something that each language writes in its
// own way: a moment, some names, words of ours. Such a thing stands in the text between two
// signs that nobody can type, and the library writes it for whoever reads it.

// Fact is a part of a slot's text; exactly one of its fields is set.
type Fact struct {
	Text   string
	Phrase Phrase
	Names  Names
	Moment Moment
}

// Names are people's, and how the last of them is joined.
type Names struct {
	List []string
	Or   bool // else and
}

// Moment is a time in the place where it is told.
type Moment struct {
	Style Style
	At    time.Time
	Zone  string // to be named behind it; empty: everybody who reads it has the same
}

// Style is how much of a moment is written.
type Style string

// Styles of a moment; each is a phrase, "moment." and its name.
const (
	ClockStyle    Style = "clock"    // 5:00 PM
	DateStyle     Style = "date"     // Mon Nov 23, 5:00 PM
	DatedStyle    Style = "dated"    // Mon Nov 23, 2027, 5:00 PM
	WeekStyle     Style = "week"     // Mon 5:00 PM
	TodayStyle    Style = "today"    // today, Mon 5:00 PM
	TomorrowStyle Style = "tomorrow" // tomorrow, Tue 12:00 PM
	LaterStyle    Style = "later"    // Fri Nov 27, 12:00 PM
	DayStyle      Style = "day"      // Nov 23, 2027
	MonthStyle    Style = "month"    // November
	BareStyle     Style = "bare"     // 5:00 PM, of hours that are a span
)

// What each language writes them with.
var (
	MomentDays   = tell("moment.weekdays", "") // from Sunday on
	MomentMonths = tell("moment.months", "")
	MomentLong   = tell("moment.long_months", "")
	MomentHalves = tell("moment.halves", "") // before and after noon
	MomentAt     = tell("moment.at", "")     // before one o'clock and before the other hours; "_" keeps words together
	NamesAnd     = tell("names.and", "names! last!")
	NamesOr      = tell("names.or", "names! last!")
)

// nobodyNamed is how a customer is called whose name is not known; never a guessed gender.
var nobodyNamed = tell("customer.unnamed", "")

var _ = func() bool {
	for _, s := range []Style{ClockStyle, DateStyle, DatedStyle, WeekStyle, TodayStyle, TomorrowStyle, LaterStyle, DayStyle, MonthStyle, BareStyle} {
		tell(string(s.Phrase()), "weekday day month long_month year at hour hour12 minute half nbsp")
	}
	return true
}()

// Phrase is the wording of a style.
func (s Style) Phrase() Phrase { return Phrase("moment." + string(s)) }

const (
	begin = "\x00" // without an end the rest of the text is a phrase's name
	end   = "\x01"
)

// mark puts something into a slot's text.
func mark(kind, what string) string { return begin + kind + what + end }

const (
	momentMark = "@"
	andMark    = "&"
	orMark     = "|"
	phraseMark = "="
	unit       = "\x02"
)

// momentSlot puts a time into a slot.
func momentSlot(style Style, at time.Time, place *time.Location, zone string) string {
	return mark(momentMark, strings.Join([]string{string(style), strconv.FormatInt(at.Unix(), 10), place.String(), zone}, unit))
}

// FactsIn takes a slot's text apart.
func FactsIn(slot string) []Fact {
	if p, ok := InSlot(slot); ok {
		return []Fact{{Phrase: p}}
	}
	var all []Fact
	for slot != "" {
		text, rest, marked := strings.Cut(slot, begin)
		if text != "" {
			all = append(all, Fact{Text: text})
		}
		if !marked {
			break
		}
		inner, after, _ := strings.Cut(rest, end)
		if inner != "" {
			all = append(all, factIn(inner[:1], inner[1:]))
		}
		slot = after
	}
	return all
}

func factIn(kind, what string) Fact {
	parts := strings.Split(what, unit)
	switch {
	case kind == andMark || kind == orMark:
		return Fact{Names: Names{parts, kind == orMark}}
	case kind == phraseMark:
		return Fact{Phrase: Phrase(what)}
	case kind != momentMark || len(parts) != 4:
		return Fact{Text: what}
	}
	seconds, _ := strconv.ParseInt(parts[1], 10, 64) // we wrote it
	at := time.Unix(seconds, 0).UTC()
	if place, err := calendar.Zone(parts[2]); err == nil {
		at = at.In(place)
	}
	return Fact{Moment: Moment{Style(parts[0]), at, parts[3]}}
}

// slotPhrase puts a phrase into a slot: the library replaces it by its words.
func slotPhrase(p Phrase) string { return begin + string(p) }

// InSlot gives the phrase that a slot is, if it is one and nothing else.
func InSlot(slot string) (Phrase, bool) {
	p, ok := strings.CutPrefix(slot, begin)
	if !ok || strings.Contains(p, end) {
		return "", false
	}
	return Phrase(p), true
}
