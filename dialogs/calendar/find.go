package calendar

import "time"

// Found is a moment mentioned in a text; Text is text[Start:End], in bytes, and Read reads it as At.
type Found struct {
	At         time.Time
	Text       string
	Start, End int
	Or         time.Time // the other moment that is meant as well as At, and Read asks which; zero: none
}

// Find returns the moments plainly mentioned in a text, in order: a day with a time, "3pm", "in 20 min", "tomorrow", a
// day with "by" before it; in Spanish only what has a time of day, as the words of a day are of too much else there:
// "la mañana" is the morning. What is past, a duration, a span of time, money and a bare number are left alone.
func Find(said string, now time.Time, h Hours) []Found {
	x := text{typed(scan(said), false), true, h.called(now)}
	var found []Found
	for i := 0; i < len(x.tokens); {
		p, end, ok := x.moment(i)
		if !ok {
			p, end, ok = x.spanish(i)
			if to, two := x.anotherSpanish(end); ok && two {
				i = max(to, i+1)
				continue
			}
			ok = ok && p.clock != noClock
		}
		if !ok || !x.standsFree(i) {
			i++
			continue
		}
		t, err := p.resolve(now, h)
		var or time.Time
		if one, other := p.either(now, h); err != nil && !other.IsZero() {
			t, or, err = one, other, nil
		}
		if err == nil && !p.clear() {
			i++
			continue
		}
		if to, two := x.another(end); two {
			i = max(to, i+1)
			continue
		}
		if err == nil {
			from, _, _ := x.connective(i) // the small words before it are no part of it
			start, stop := x.tokens[from].start, x.tokens[end-1].end
			found = append(found, Found{t, said[start:stop], start, stop, or})
		}
		i = end
	}
	return found
}

// standsFree says that nothing touches the moment from the left that makes it something else: 555-3pm, $3, a1/2.
func (x text) standsFree(i int) bool {
	t, before := x.get(i), x.get(i-1)
	if !t.glued {
		return true
	}
	switch before.kind {
	case mark:
		return before.text != "$" && before.text != "#" && before.text != "." && before.text != "/" && before.text != ":" &&
			!(before.glued && x.get(i-2).kind == number)
	case number, word:
		return t.kind == mark
	}
	return true
}

// clear says that the phrase is a moment even in the middle of a sentence.
func (p phrase) clear() bool {
	timed := p.clock != noClock
	switch {
	case p.relative:
		return true
	case p.named == noDay:
		return timed && (p.sure || p.pointed)
	case timed || p.part != noPart:
		return true
	}
	return p.deadline || p.named == counted && p.days > 0
}
