package draft

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs/calendar"
)

// momentID is the section that says what a time looks like.
const momentID = "date.moment"

// findTimes finds every time that is still to come. English ones are read as the times that
// people type are read everywhere; the rules know more of them, and all of Spanish.
func (t *text) findTimes(b *book) []span {
	var list []span
	add := func(s span) {
		for i, o := range list {
			if o.from < s.to && s.from < o.to {
				list[i].from, list[i].to = min(o.from, s.from), max(o.to, s.to)
				return
			}
		}
		list = append(list, s)
	}
	now, hours := t.clock()
	moment := b.particular(momentID)
	moments := map[int]time.Time{} // by the word they begin with
	if t.facts.Language == "en" {
		for _, f := range calendar.Find(t.draft, now, hours) {
			if !f.Or.IsZero() { // nobody can say which it is
				continue
			}
			if s, ok := t.spanOf(f.Start, f.End); ok && !t.dialled(s) && !t.excused(moment, s.from, s.to) {
				add(s)
				moments[s.from] = f.At
			}
		}
	}
	for i, w := range t.words {
		if to, ok := t.finds(moment, i); ok && !t.was[w.sentence] {
			if last := t.words[to-1].plain; last == "today" || last == "hoy" || last == "manana" { // what leads to it is no part of it
				i = to - 1
			}
			if s := (span{from: i, to: to}); !t.dialled(s) {
				add(s)
			}
		}
	}
	for i, s := range list {
		list[i].fine = t.agreed(s, t.momentOf(s, moments), now, hours)
	}
	return list
}

// momentOf is the moment that a time was read as, which may begin behind a word like "by"; zero: it was not read.
func (t *text) momentOf(s span, moments map[int]time.Time) time.Time {
	first := s.from
	for first+1 < s.to && beside[t.words[first].plain] && moments[first].IsZero() {
		first++
	}
	return moments[first]
}

// dialled: it ends in the middle of a telephone number.
func (t *text) dialled(s span) bool {
	digits := 0
	for k := s.to - 1; k < len(t.words) && t.words[k].figures; k++ {
		digits += len(digitsIn(t.words[k].plain))
	}
	return digits >= 7
}

// clock is what times are measured from; without one, any Monday in opening hours.
func (t *text) clock() (time.Time, calendar.Hours) {
	if !t.facts.Now.IsZero() {
		return t.facts.Now, t.facts.Hours
	}
	day := calendar.Span{Open: 8 * 60, Close: 18 * 60}
	return time.Date(2026, time.January, 5, 10, 0, 0, 0, time.UTC),
		calendar.Hours{Days: [7]calendar.Span{{}, day, day, day, day, day, {}}, Location: time.UTC}
}

// agreed: a time that the record holds, or a less exact way to say it.
func (t *text) agreed(s span, at, now time.Time, hours calendar.Hours) bool {
	said := essence(t.words[s.from:s.to])
	for _, a := range t.facts.Times {
		if !t.facts.Now.IsZero() && !at.IsZero() {
			if moment, err := calendar.Read(a, now, hours); err == nil && moment.Equal(at) {
				return true
			}
		}
		held := essence(wordsOf(normal(a)))
		if !slices.ContainsFunc(said, func(w string) bool { return !slices.Contains(held, w) }) {
			return true
		}
	}
	return false
}

// beside are the words around a time that do not change it.
var beside = map[string]bool{
	"by": true, "on": true, "at": true, "the": true, "in": true, "before": true, "until": true, "till": true, "around": true, "this": true, "of": true, "for": true, "to": true,
	"a": true, "an": true, "el": true, "la": true, "las": true, "los": true, "para": true, "antes": true, "de": true, "del": true, "al": true, "en": true, "hasta": true, "por": true,
	"este": true, "esta": true, "mas": true, "tardar": true, "o'clock": true, "pm": true, "am": true, "come": true, "and": true, "y": true, "later": true, "than": true,
}

// essence is what a time says, without the words beside it and with its numbers as figures.
func essence(words []word) []string {
	var list []string
	for _, w := range words {
		said := w.plain
		if n, numeral := numerals[said]; numeral && !notAlone[said] {
			said = strconv.FormatInt(n, 10)
		}
		if said = strings.TrimSuffix(said, ":00"); !beside[said] {
			list = append(list, said)
		}
	}
	return list
}
