package prompts

import (
	"fmt"
	"strconv"
	"strings"

	"makegood/dialogs"
)

// What stands in a slot and each language writes in its own way, is written here: the names of
// days and months and how they are put together are phrases like all others.

const nbsp = "\u00a0" // keeps what belongs together on one line

// Fact writes what is in a slot.
func (l *Library) Fact(text string) string {
	var b strings.Builder
	for _, f := range dialogs.FactsIn(text) {
		switch {
		case f.Phrase != "":
			b.WriteString(l.Text(f.Phrase.With())) // has no facts of its own, so it ends here
		case len(f.Names.List) > 0:
			b.WriteString(l.names(f.Names))
		case f.Moment.Style != "":
			b.WriteString(l.moment(f.Moment))
		default:
			b.WriteString(f.Text)
		}
	}
	return b.String()
}

func (l *Library) names(n dialogs.Names) string {
	join, last := dialogs.NamesAnd, len(n.List)-1
	if n.Or {
		join = dialogs.NamesOr
	}
	return l.Text(join.With("names", strings.Join(n.List[:last], ", "), "last", n.List[last]))
}

func (l *Library) moment(m dialogs.Moment) string {
	word := func(of dialogs.Phrase, n int) string { return strings.Fields(l.Text(of.With()))[n] } // as many as countable wants
	t, hour12, one := m.At, (m.At.Hour()+11)%12+1, 1
	if hour12 == 1 {
		one = 0
	}
	text := l.Text(m.Style.Phrase().With(
		"weekday", word(dialogs.MomentDays, int(t.Weekday())), "day", strconv.Itoa(t.Day()),
		"month", word(dialogs.MomentMonths, int(t.Month())-1), "long_month", word(dialogs.MomentLong, int(t.Month())-1),
		"year", strconv.Itoa(t.Year()), "hour", strconv.Itoa(t.Hour()), "hour12", strconv.Itoa(hour12),
		"minute", t.Format("04"), "half", word(dialogs.MomentHalves, t.Hour()/12),
		"at", strings.ReplaceAll(word(dialogs.MomentAt, one), "_", nbsp), "nbsp", nbsp,
	))
	if m.Zone != "" {
		text += nbsp + m.Zone
	}
	return text
}

// countable refuses a language that lacks the name of a day or a month.
func (l *Library) countable() error {
	for of, want := range map[dialogs.Phrase]int{
		dialogs.MomentDays: 7, dialogs.MomentMonths: 12, dialogs.MomentLong: 12, dialogs.MomentHalves: 2, dialogs.MomentAt: 2,
	} {
		if n := len(strings.Fields(l.Text(of.With()))); n != want {
			return fmt.Errorf("[%s] has %d words and needs %d, one after the other with blanks between them", of, n, want)
		}
	}
	return nil
}
