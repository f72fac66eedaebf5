package calendar

// spoken adds "half past 3", "quarter to five", "20 to 5pm", "ten past noon". Ten to five is also a span of time, so
// that minutes that could be an hour count only with their name: "10 min to 5".
func (x text) spoken(i int, p phrase) (phrase, int, bool) {
	var minutes, next int
	plain := false
	if to, ok := x.any(i, "half"); ok {
		minutes, next = 30, to
	} else if to, ok := x.any(i, "quarter", "a quarter"); ok {
		minutes, next, plain = 15, to, true
	} else {
		n, to, ok := x.count(i)
		if !ok || n < 1 || n > 59 {
			return p, i, false
		}
		minutes, next = n, to
		if to, named := x.any(next, "minutes", "minute", "mins", "min"); named {
			next, plain = to, true
		}
		plain = plain || n > 12
	}
	past := minutes
	to, ok := x.any(next, "past", "after")
	if !ok {
		past = -minutes
		if to, ok = x.any(next, "to", "till", "before", "of"); !ok || !plain {
			return p, i, false
		}
	}
	return x.spokenHour(to, past, i, p)
}

func (x text) spokenHour(i, past, start int, p phrase) (phrase, int, bool) {
	if next, ok := x.any(i, "noon", "midday"); ok {
		p.clock, p.minute, p.exact, p.sure = atMinute, 12*60+past, true, true
		return p, next, true
	}
	hour, minute, next, ok := x.figuresOfClock(i)
	if !ok || hour < 1 || hour > 12 || minute != 0 || x.runsOn(next) && !x.at(next, "am") && !x.at(next, "pm") {
		return p, start, false
	}
	p.clock, p.minute, p.sure = atMinute, hour*60+past, true
	if half, end, found := x.halfOfDay(next); found {
		p.minute, p.exact, next = (hour%12+half)*60+past, true, end
	}
	return p, next, p.minute >= 0
}

// zone adds the zone that a time was said in: "EST", "eastern time", "UTC+10:30".
func (x text) zone(i int, p phrase) (phrase, int, bool) {
	t := x.get(i)
	if p.zone != "" || p.clock == noClock || t.kind != word || x.strict && !t.capital {
		return p, i, false
	}
	if x.ours(t.text) && !x.gluedMark(i+1, "+") && !x.gluedMark(i+1, "-") {
		p.zone = t.text
		return p, i + 1, true
	}
	if t.text == "utc" || t.text == "gmt" {
		return x.offset(i, p)
	}
	if same, ok := zones3[t.text]; ok {
		next, time := x.any(i+1, "time")
		p.zone = same
		return p, next, time || !x.strict || len(t.text) <= 4
	}
	return p, i, false
}

// ours: the company's own place has its time called so, whatever it is called elsewhere.
func (x text) ours(name string) bool { return name == x.here[0] || name == x.here[1] }

// offset reads what stands after UTC.
func (x text) offset(i int, p phrase) (phrase, int, bool) {
	p.zone = "utc"
	sign, hours := x.get(i+1), x.get(i+2)
	if sign.text != "+" && sign.text != "-" || !sign.glued || hours.kind != number || !hours.glued || hours.n > 14 {
		return p, i + 1, true
	}
	p.zone += sign.text + hours.text
	if m := x.get(i + 4); x.gluedMark(i+3, ":") && m.kind == number && m.glued && len(m.text) == 2 {
		p.zone += ":" + m.text
		return p, i + 5, true
	}
	return p, i + 3, true
}

// zones3 are the names of zones that are said beside a time: each is itself, or what both of its seasons are called.
var zones3 = map[string]string{
	"est": "est", "edt": "edt", "et": "et", "eastern": "et", "cst": "cst", "cdt": "cdt", "ct": "ct", "central": "ct",
	"mst": "mst", "mdt": "mdt", "mt": "mt", "mountain": "mt", "pst": "pst", "pdt": "pdt", "pt": "pt", "pacific": "pt",
	"akst": "akst", "akdt": "akdt", "hst": "hst", "cet": "cet", "cest": "cest", "bst": "bst", "aest": "aest", "aedt": "aedt",
}

// sayable: the place's clock is called so at that moment. Another zone's time is asked about, not converted: people say EST
// all year round.
func sayable(zone, name string) bool {
	seasons := map[string][2]string{"et": {"est", "edt"}, "ct": {"cst", "cdt"}, "mt": {"mst", "mdt"}, "pt": {"pst", "pdt"}}
	both := seasons[zone]
	return zone == name || both[0] == name || both[1] == name
}
