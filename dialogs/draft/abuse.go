package draft

import (
	"strings"
	"sync"
	"unicode"
)

// abusive is what the patterns of rules/abuse are of; no draft is checked for it.
const abusive Rule = "abuse"

var abuses = sync.OnceValues(func() (*book, error) {
	return open("abuse", []Rule{abusive})
})

// Abusive reports whether a text holds abuse: said to us, or repeated by one of us ("he called
// me a ..."). It reads what is written to hide it: numbers and signs for letters, letters
// repeated or spaced out, stars in the middle. It offers a branch and decides nothing, so a
// customer who only swears at a pump costs one question.
func Abusive(text string) bool {
	b, err := abuses()
	if err != nil {
		return false // a test reads them all
	}
	if starred(text) {
		return true
	}
	t := newText(unmasked(text), Facts{Language: "en"})
	for i, w := range t.words {
		if b.index.visit(w, func(e entry) bool { to := e.pattern.at(t, i); return to > i && !t.excused(e.section, i, to) }) {
			return true
		}
	}
	return false
}

// starred finds a word like f***ing or s**t; stars around a word only stress it.
func starred(text string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		word = strings.Trim(word, ".,!?\"'()")
		if i := strings.IndexByte(word, '*'); i > 0 && i < 3 && !strings.ContainsAny(word, "0123456789") {
			return true
		}
	}
	return false
}

// disguises are the signs that stand for letters.
var disguises = map[rune]rune{'0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', '$': 's', '!': 'i', '€': 'e', '+': 't', '|': 'l'}

// unmasked writes a text as it is meant: b!tch, sh1t, fuuuck, f u c k.
func unmasked(text string) string {
	var out, letters []string
	flush := func() {
		if len(letters) > 2 {
			out = append(out, strings.Join(letters, ""))
		} else {
			out = append(out, letters...)
		}
		letters = nil
	}
	for field := range strings.FieldsSeq(text) {
		runes := []rune(plainly(field))
		if len(runes) == 1 && unicode.IsLetter(runes[0]) {
			letters = append(letters, string(runes))
			continue
		}
		flush()
		out = append(out, string(runes))
	}
	flush()
	return strings.Join(out, " ")
}

// plainly takes a word's disguise off, where it has letters around it, and its drawl.
func plainly(field string) string {
	end := strings.TrimRight(field, ".,!?;:\"')")
	runes, tail := []rune(end), field[len(end):]
	first := strings.IndexFunc(end, unicode.IsLetter)
	if first >= 0 && first <= 1 {
		for i, r := range runes {
			real, ok := disguises[r]
			if ok && (i > 0 && unicode.IsLetter(runes[i-1]) || i+1 < len(runes) && unicode.IsLetter(runes[i+1])) {
				runes[i] = real
			}
		}
	}
	var drawn []rune
	for i, r := range runes {
		if i > 1 && unicode.IsLetter(r) && unicode.ToLower(r) == unicode.ToLower(runes[i-1]) && unicode.ToLower(r) == unicode.ToLower(runes[i-2]) {
			continue
		}
		drawn = append(drawn, r)
	}
	for i := len(drawn) - 1; i > 0; i-- { // fuuck: two where the word has three or more
		if len(drawn) < len(runes) && unicode.IsLetter(drawn[i]) && drawn[i] == drawn[i-1] && drawn[i] != 's' && drawn[i] != 'l' {
			drawn = append(drawn[:i], drawn[i+1:]...)
		}
	}
	return string(drawn) + tail
}
