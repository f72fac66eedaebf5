package draft

import (
	"strings"
)

// How a pattern is found in a text.

// at gives the word after what the pattern finds from i on, -1: nothing.
func (p pattern) at(t *text, i int) int {
	if i >= len(t.words) {
		return -1
	}
	return t.match(p.parts, i, t.words[i].sentence)
}

// over is at for an exception: a gap at its end is all that comes within it, until something
// else is said.
func (p pattern) over(t *text, i int) int {
	to := p.at(t, i)
	if last := p.parts[len(p.parts)-1]; to >= 0 && last.kind == gap {
		for n := 0; n < last.most && to < len(t.words) && t.words[to].sentence == t.words[i].sentence && !t.words[to].anew; n++ {
			to++
		}
	}
	return to
}

func (t *text) match(parts []element, i, sentence int) int {
	if len(parts) == 0 {
		return i
	}
	e, rest := parts[0], parts[1:]
	inside := i < len(t.words) && t.words[i].sentence == sentence
	switch e.kind {
	case begin:
		if inside && t.words[i].first {
			return t.match(rest, i, sentence)
		}
		return -1
	case end:
		if !inside {
			return t.match(rest, i, sentence)
		}
		return -1
	case gap:
		for n := 0; n <= e.most; n++ {
			if to := t.match(rest, i+n, sentence); to >= 0 {
				return to
			}
			if i+n >= len(t.words) || t.words[i+n].sentence != sentence {
				break
			}
		}
		return -1
	case oneOf, number, sum, moment, name, title, was:
	}
	if inside {
		if to := t.matchWords(e, rest, i, sentence); to >= 0 {
			return to
		}
	}
	if e.optional {
		return t.match(rest, i, sentence)
	}
	return -1
}

// matchWords goes on behind an element that stands at i, in every way it can.
func (t *text) matchWords(e element, rest []element, i, sentence int) int {
	w := t.words[i]
	next := -1
	switch e.kind {
	case oneOf:
		for _, o := range e.options {
			if n := i + len(o); n <= len(t.words) && same(o[0], w.plain) && t.words[n-1].sentence == sentence && t.reads(o, i) {
				if to := t.match(rest, n, sentence); to >= 0 {
					return to
				}
			}
		}
	case number:
		next = t.numberEnd(i)
	case sum:
		next = endOf(t.sums, i)
	case moment:
		next = endOf(t.times, i)
	case name, title, was:
		if t.fits(e.kind, w) {
			next = i + 1
		}
	case gap, begin, end:
	}
	if next > i {
		return t.match(rest, next, sentence)
	}
	return -1
}

// fits reports whether a word is of the kind.
func (t *text) fits(k kind, w word) bool {
	switch k { //nolint:exhaustive // the others are not of one word
	case name:
		return w.capital && !w.first && len(w.plain) > 1 && !commonNames[w.plain] && !t.names[w.plain]
	case title:
		return titles[w.plain]
	}
	return pastSpanish(w.text)
}

func (t *text) reads(o []string, i int) bool {
	for k, want := range o {
		if !same(want, t.words[i+k].plain) {
			return false
		}
	}
	return true
}

func endOf(spans []span, i int) int {
	for _, s := range spans {
		if s.from == i {
			return s.to
		}
	}
	return -1
}

var titles = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "miss": true, "dr": true, "sr": true, "sra": true, "srta": true, "senor": true, "senora": true, "senorita": true, "don": true, "dona": true,
}

// commonNames are written with a capital and name nobody.
var commonNames = map[string]bool{
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true, "google": true, "yelp": true, "facebook": true,
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true, "october": true, "november": true,
	"december": true, "christmas": true, "spanish": true, "english": true, "ok": true, "am": true, "pm": true, "hvac": true, "txv": true, "gfci": true,
}

// pastSpanish knows the endings of what was: llamó, esperaron, estaba, había; and not of what
// will be: llamará, llamaré.
func pastSpanish(w string) bool {
	if strings.HasSuffix(w, "ré") || len(w) < 4 {
		return false
	}
	for _, end := range []string{"ó", "é", "í", "aron", "ieron", "jeron", "aste", "iste", "aba", "aban", "ía", "ían", "imos"} {
		if strings.HasSuffix(w, end) {
			return !strings.HasSuffix(w, "ría") && !strings.HasSuffix(w, "rían") && w != "así" && w != "aquí" && w != "allí" && w != "día" && w != "todavía" && w != "qué" && w != "mediodía" && w != "decimos"
		}
	}
	return false
}
