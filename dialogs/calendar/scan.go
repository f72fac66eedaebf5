package calendar

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

type kind int

const (
	mark kind = iota
	number
	word
)

// token is a piece of the text; start and end are byte offsets in the text as it was given.
type token struct {
	kind       kind
	text       string // in lower case
	n          int    // of a number; numbers of ten and more digits are all the same
	start, end int
	glued      bool // nothing stands between it and the token before
	capital    bool
}

const countless = 1_000_000_000

// scan cuts a text into words, numbers and marks, with full-width forms as ASCII, every space as one, and what cannot be
// seen left out.
func scan(text string) []token {
	var tokens []token
	spaced := true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		start := i
		i += size
		if '！' <= r && r <= '～' {
			r = r - '！' + '!'
		}
		if unicode.IsSpace(r) {
			spaced = true
			continue
		}
		if unicode.Is(unicode.Cf, r) {
			continue
		}
		what := kindOf(r)
		last := len(tokens) - 1
		if last >= 0 && !spaced && what != mark && tokens[last].kind == what {
			tokens[last].text += string(unicode.ToLower(r))
			tokens[last].end = i
			continue
		}
		tokens = append(tokens, token{
			kind: what, text: string(unicode.ToLower(r)),
			start: start, end: i, glued: !spaced, capital: unicode.IsUpper(r),
		})
		spaced = false
	}
	for i := range tokens {
		if tokens[i].kind == number {
			tokens[i].n = countless
			if n, err := strconv.Atoi(tokens[i].text); err == nil && n < countless {
				tokens[i].n = n
			}
		}
	}
	return tokens
}

func kindOf(r rune) kind {
	switch {
	case '0' <= r && r <= '9':
		return number
	case unicode.IsLetter(r):
		return word
	}
	return mark
}

// text is a text being read; strict asks for more certainty than a text that is known to be a moment needs.
type text struct {
	tokens []token
	strict bool
	here   [2]string // what the time of the company's place is called, in small letters, in each of its seasons
}

// at says whether the words and marks stand from i on.
func (x text) at(i int, words ...string) bool {
	for n, w := range words {
		if i+n >= len(x.tokens) || x.tokens[i+n].text != w {
			return false
		}
	}
	return true
}

// any is where the text goes on after the one of the phrases that stands at i.
func (x text) any(i int, phrases ...string) (next int, ok bool) {
	for _, p := range phrases {
		next, ok = i, true
		for w := range strings.FieldsSeq(p) { // no slice of them: this is asked at every word of a text
			if ok = x.at(next, w); !ok {
				break
			}
			next++
		}
		if ok {
			return next, true
		}
	}
	return i, false
}

// get is the token at i; after the end it is an empty mark.
func (x text) get(i int) token {
	if i < 0 || i >= len(x.tokens) {
		return token{}
	}
	return x.tokens[i]
}

func (x text) gluedMark(i int, m string) bool { return x.at(i, m) && x.tokens[i].glued }
