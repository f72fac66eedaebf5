package policy

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs/calendar"
)

// usualQuiet is when nobody is pinged where the file does not say.
var usualQuiet = calendar.Quiet{From: 21 * 60, To: 7 * 60}

// QuietOf is when people of a role are not pinged, by their own clock, unless it is urgent.
func (p Policy) QuietOf(r Role) calendar.Quiet {
	return *cmp.Or(r.Quiet, p.Quiet, &usualQuiet)
}

// FollowUpTime is the time of day, in minutes after midnight, at which a customer is asked how it went; 10:00 where the
// file does not say.
func (p Policy) FollowUpTime() int { return cmp.Or(p.FollowUpAt, 10*60) }

// NextDay is the follow-up's time on the first business day after that of from.
func (p Policy) NextDay(from time.Time) time.Time { return p.Hours.NextDay(from, p.FollowUpTime()) }

// quiet reads "21:00-7:00", "9 pm - 7 am" or "none"; nil where there is nothing.
func (r *reader) quiet(f field) *calendar.Quiet {
	const want = "hours such as 21:00-7:00, or none"
	if f.empty() {
		return nil
	}
	text, ok := r.text(f, want)
	if !ok {
		return nil
	}
	if strings.EqualFold(text, "none") {
		return &calendar.Quiet{}
	}
	m := spans.FindStringSubmatch(strings.ToLower(text))
	if m == nil {
		r.refuse(f, text, want)
		return nil
	}
	from, ok := minute(m[1], m[2], m[3])
	to, also := minute(m[4], m[5], m[6])
	q := calendar.Quiet{From: from % (24 * 60), To: to % (24 * 60)}
	switch {
	case !ok || !also:
		r.refuse(f, text, want)
	case q.From == q.To:
		r.refuse(f, text, "two different times such as 21:00-7:00, or none")
	}
	return &q
}

// sleeps refuses a company's quiet hours that hold all of its opening hours: somebody wrote when they are awake.
func (r *reader) sleeps(f field, p Policy) {
	if p.Quiet == nil || p.Hours.Location == nil {
		return
	}
	if !p.Quiet.HoldsAll(p.Hours) {
		return
	}
	r.refuse(f, f.shown(), "when nobody is to be pinged, such as 21:00-7:00: it covers all your opening hours")
}

// timeOfDay reads "10:00" or "10 am"; 0 where there is nothing.
func (r *reader) timeOfDay(f field) int {
	const want = "a time of day such as 10:00 or 10 am"
	if f.empty() {
		return 0
	}
	text, ok := r.text(f, want)
	if !ok {
		return 0
	}
	m := times.FindStringSubmatch(strings.ToLower(text))
	if m == nil {
		r.refuse(f, text, want)
		return 0
	}
	at, ok := minute(m[1], m[2], m[3])
	if !ok || at == 0 || at >= 24*60 {
		r.refuse(f, text, want)
	}
	return at
}

// holidays reads the days on which the company is closed: "12-25: Christmas Day" for every year, or with its year.
func (r *reader) holidays(f field) []calendar.Holiday {
	const want = "dates with their names, such as 12-25: Christmas Day"
	if f.empty() {
		return nil
	}
	var all []calendar.Holiday
	keys, values := r.entries(f, want)
	for i, key := range keys {
		h, ok := holiday(key)
		if !ok {
			r.refuse(values[i], key, "a date such as 2026-11-26, or 12-25 for every year")
			continue
		}
		h.Name, _ = r.text(values[i], "what the day is called, such as Christmas Day")
		all = append(all, h)
	}
	return all
}

func holiday(text string) (calendar.Holiday, bool) {
	m := dates.FindStringSubmatch(text)
	if m == nil {
		return calendar.Holiday{}, false
	}
	number := func(s string) int { n, _ := strconv.Atoi(s); return n } // digits, or nothing
	h := calendar.Holiday{Year: number(m[1]), Month: time.Month(number(m[2])), Day: number(m[3])}
	return h, h.Exists()
}

// onCall reads whom urgent things reach while the company is closed: people of some role, by membership or by group.
func (r *reader) onCall(f field, roles []Role) []string {
	const want = "a Slack member ID such as U01AB2CD3EF"
	before := len(r.problems)
	all := r.list(f, memberID, want, map[string]string{})
	if len(r.problems) > before {
		return all
	}
	groups := slices.ContainsFunc(roles, func(one Role) bool { return len(one.Groups) > 0 })
	for _, item := range r.items(f, want) {
		id := item.shown()
		known := slices.ContainsFunc(roles, func(one Role) bool { return slices.Contains(one.Members, id) })
		if !known && !groups { // else they may be in a group's role
			r.refuse(item, id, "somebody who is in a role")
		}
	}
	return all
}
