package dialogs

import (
	"strings"
	"time"

	"makegood/dialogs/calendar"
	"makegood/dialogs/money"
)

// The guide's words leave [day], [time], [name], [amount] and [company] open. Where a case
// knows the one thing that may stand there, it is put in; where it knows two, or none, the
// person who speaks puts it in. Nothing is guessed: [me] is whoever asks, and [name] is always
// somebody else, the manager in one sentence and the technician in the next, so it stays open.

// Fills are what a case can put into the guide's words, for whoever asks. The zero Fills puts
// nothing in.
type Fills struct {
	Company  string
	Customer string
	At       time.Time // the one time that they were told; zero: none, or several
	Me       string    // who asks, and is to say it
	Amount   money.Cents
	Now      time.Time
	Place    *time.Location
}

// Fills are the case's, for somebody who asks now.
func (c Case) Fills(who Person, now time.Time) Fills {
	f := Fills{Company: c.Policy.Company, Customer: c.Details.Customer, Me: who.Name, Now: now, Place: c.Policy.Location()}
	promised, given := c.Standing()
	ahead := 0
	for _, p := range promised {
		if p.By.After(now) {
			ahead++
			f.At = p.By
		}
	}
	switch {
	case ahead == 0 && c.NextWord.After(now):
		f.At = c.NextWord
	case ahead != 1:
		f.At = time.Time{}
	}
	if len(given) == 1 {
		f.Amount = given[0].Sum
	}
	return f
}

// Into puts them into words of a language.
func (f Fills) Into(words, lang string) string {
	pairs := []string{}
	put := func(mark, fact string) {
		if fact != "" && strings.Count(words, mark) == 1 {
			pairs = append(pairs, mark, fact)
		}
	}
	put("[company]", f.Company)
	put("[me]", f.Me)
	if f.Amount > 0 {
		put("[amount]", f.Amount.String())
	}
	if dated := strings.Contains(words, "[day]"); !f.At.IsZero() && !strings.Contains(words, "[times]") && strings.Count(words, "[time]") < 2 {
		day, hour := calendar.Spoken(f.At, f.Now, f.Place, lang)
		put("[day]", day)
		switch {
		case dated || calendar.SameDay(f.At, f.Now, f.Place):
			put("[time]", hour)
		case lang == "es":
			put("[time]", hour+" del "+day)
		default:
			put("[time]", hour+" on "+day)
		}
	}
	return strings.NewReplacer(append(pairs, left[lang]...)...).Replace(words)
}

// left is how what stays open is named to whoever fills it in.
var left = map[string][]string{
	"en": {"[me]", "[your name]"},
	"es": {
		"[me]", "[su nombre]", "[name]", "[nombre]", "[day]", "[día]", "[time]", "[hora]", "[times]", "[horas]",
		"[amount]", "[monto]", "[number]", "[teléfono]", "[company]", "[empresa]", "[language]", "[idioma]", "[part]", "[pieza]",
	},
}
