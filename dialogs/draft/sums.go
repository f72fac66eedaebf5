package draft

import (
	"slices"

	"makegood/dialogs/money"
)

// units make a sum of the number before them; cents are a hundredth.
var units = map[string]int64{
	"dollar": 1, "dollars": 1, "buck": 1, "bucks": 1, "usd": 1, "dolar": 1, "dolares": 1, "dls": 1, "pesos": 1, "grand": 1, "euros": 1, "cents": 100, "centavos": 100,
	"varos": 1, "lana": 1,
}

var percents = map[string]bool{"%": true, "percent": true, "porciento": true, "pct": true}

// findSums finds every sum and every share that the draft names. English ones are read as the
// money that people type is read everywhere; whatever else looks like a sum counts as one that
// nobody allowed.
func (t *text) findSums() []span {
	var list []span
	if t.facts.Language == "en" {
		for _, f := range money.Find(t.draft) {
			if s, ok := t.spanOf(f.Start, f.End); ok {
				s.fine = slices.Contains(t.facts.Sums, f.Cents)
				list = append(list, s)
			}
		}
	}
	for i := 0; i < len(t.words); {
		s, ok := t.sumAt(i)
		if ok && !slices.ContainsFunc(list, func(o span) bool { return o.from < s.to && s.from < o.to }) {
			list = append(list, s)
		}
		i = max(i+1, s.to)
	}
	return list
}

func (t *text) sumAt(i int) (s span, ok bool) {
	led := t.words[i].plain == "$"
	from := i
	if led {
		i++
	}
	if i >= len(t.words) {
		return s, false
	}
	to := t.numberEnd(i)
	if to == i {
		return s, false
	}
	s = span{from: from, to: to}
	next := ""
	if to < len(t.words) && t.words[to].sentence == t.words[from].sentence {
		next = t.words[to].plain
	}
	hundredth, unit := units[next]
	last := t.words[to-1].plain
	switch {
	case percents[next], next == "por" && to+1 < len(t.words) && t.words[to+1].plain == "ciento":
		s.to = to + 1
		if next == "por" {
			s.to++
		}
		return s, true
	case led, unit && !notAlone[t.words[i].plain], unit && to > i+1, next == "$", last == "grand":
		if unit {
			s.to++
		}
		for _, n := range value(t.words[i:to]) {
			s.fine = s.fine || slices.Contains(t.facts.Sums, money.Cents(n/max(hundredth, 1)))
		}
		return s, true
	}
	return span{to: to}, false
}

// spanOf gives the words of some bytes of the draft.
func (t *text) spanOf(start, end int) (s span, ok bool) {
	s.from = slices.IndexFunc(t.words, func(w word) bool { return w.end > start })
	if s.from < 0 {
		return s, false
	}
	for s.to = s.from; s.to < len(t.words) && t.words[s.to].start < end; s.to++ {
	}
	return s, s.to > s.from
}
