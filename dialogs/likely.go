package dialogs

import (
	"strings"
	"time"

	"makegood/dialogs/calendar"
)

// Most times that are named are one of a few. They stand in a list, each with weekday, date, time and zone, so that who
// picks one has read it back; nobody has to type in somebody's kitchen.

// MomentField is the list beside the field in which a time is typed.
const MomentField Field = "moment"

var (
	labelOrType = tell("field.or_type", "")
	pickGone    = tell("error.pick_past", "now!")
	pickUnread  = tell("error.pick_unread", "")

	occasions = map[calendar.Occasion]Phrase{
		calendar.HalfHour: likelyPhrase(calendar.HalfHour), calendar.TwoHours: likelyPhrase(calendar.TwoHours),
		calendar.ThisMorning: likelyPhrase(calendar.ThisMorning), calendar.TodaysClose: likelyPhrase(calendar.TodaysClose),
		calendar.TomorrowMorning: likelyPhrase(calendar.TomorrowMorning), calendar.TomorrowsClose: likelyPhrase(calendar.TomorrowsClose),
		calendar.LaterMorning: likelyPhrase(calendar.LaterMorning), calendar.LatersClose: likelyPhrase(calendar.LatersClose),
	}
)

func likelyPhrase(o calendar.Occasion) Phrase { return tell("likely."+string(o), "when!") }

// momentQuestions are the list and the field. Where nothing is likely, there is only the field.
func (c Case) momentQuestions(typed Question, likely []Option, begin, now time.Time) []Question {
	if !begin.IsZero() {
		typed.Initial = c.whole(begin, now)
	}
	if len(likely) == 0 {
		return []Question{typed}
	}
	list := Question{Field: MomentField, Label: typed.Label, Kind: List, Options: likely, Optional: true}
	typed.Label, typed.Optional = labelOrType.With(), true
	return []Question{list, typed}
}

// likely are the moments to pick from, for whoever asks; typed is what we put into the field beside them.
func (c Case) likely(in Input, typed time.Time, hours bool) []Option {
	var all []Option
	for _, l := range c.Policy.Hours.Likely(in.At, hours) {
		all = append(all, Option{pickValue(l.At, typed), occasions[l.Occasion].With("when", c.echo(l.At)+c.theirTime(in.Actor, l.At))})
	}
	return all
}

const (
	pickStyle = "2006-01-02T15:04Z"
	pickOver  = "/"
)

// pickValue names a moment, and in whose place it is picked: what we put into the field beside the list is no answer of
// theirs.
func pickValue(at, typed time.Time) string {
	value := at.UTC().Format(pickStyle)
	if !typed.IsZero() {
		value += overStyle(typed)
	}
	return value
}

func overStyle(typed time.Time) string { return pickOver + typed.UTC().Format(pickStyle) }

// Quoted is a time that was named in passing, as it stands in full in the field for it, and what the values of the list
// beside end in then. It counts from when it was said: "tomorrow" is no later on the next day. Both are empty where it
// names none that is still to come, or nobody knows when it was said.
func (c Case) Quoted(words string, said, now time.Time) (text, over string) {
	u, wrong := c.understand(words, said)
	at := calendar.Minute(u.At)
	if wrong != nil || said.IsZero() || !at.After(now) {
		return "", ""
	}
	return c.whole(at, now), overStyle(at)
}

// untouched reports whether the field beside the list holds what we put there.
func (c Case) untouched(typed, picked string) bool {
	_, over, _ := strings.Cut(picked, pickOver)
	ours, err := time.Parse(pickStyle, over)
	if err != nil {
		return false
	}
	u, wrong := c.understand(typed, ours.Add(-time.Minute)) // it may have passed meanwhile
	return wrong == nil && u.Whole && u.At.Equal(ours)
}

// timePicked reads what was picked. The form may have been open for long, and what comes from outside may be anything.
func (c Case) timePicked(picked string, now time.Time) timeIn {
	value, _, _ := strings.Cut(picked, pickOver)
	at, err := time.Parse(pickStyle, value)
	w := timeIn{at: at, counts: true, field: MomentField}
	switch {
	case err != nil || at.After(now.AddDate(1, 0, 0)):
		w.wrong = new(pickUnread.With())
	case !at.After(now):
		w.wrong = new(pickGone.With("now", c.clock(now)))
	}
	return w
}

// theirTime is what their own clock shows beside the company's, with the weekday where that is another.
func (c Case) theirTime(who Person, at time.Time) string {
	zone, place := c.elsewhere(who, at), c.placeOf(who)
	switch {
	case zone == "":
		return ""
	case at.In(place).Weekday() == at.In(c.Policy.Location()).Weekday():
		return " = " + momentSlot(BareStyle, at, place, zone)
	}
	return " = " + momentSlot(WeekStyle, at, place, zone)
}

// elsewhere is the zone of somebody whose wall shows another time at that moment than the company's; empty: the same.
func (c Case) elsewhere(who Person, at time.Time) string {
	place := c.placeOf(who)
	_, ours := at.In(c.Policy.Location()).Zone()
	if _, theirs := at.In(place).Zone(); theirs == ours {
		return ""
	}
	return calendar.ZoneName(at, place)
}
