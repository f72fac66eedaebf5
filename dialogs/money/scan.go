package money

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type kind int

const (
	mark   kind = iota // a sign that means nothing here
	number             // digits with the commas and points between them
	word               // letters, in lower case
	dollar
	cent
	minus // a hyphen, a minus sign or an en dash
	foreign
)

// token is a piece of the text; start and end are byte offsets in the text as it was given.
type token struct {
	kind       kind
	text       string
	start, end int
	glued      bool // nothing stands between it and the token before
}

type glyph struct {
	r          rune
	start, end int
}

func scan(text string) []token {
	glyphs := fold(text)
	var tokens []token
	for i := 0; i < len(glyphs); {
		if glyphs[i].r == ' ' {
			i++
			continue
		}
		what, next := kindOf(glyphs[i].r), i+1
		if glyphs[i].r == '.' && next < len(glyphs) && digit(glyphs[next].r) && (i == 0 || !digit(glyphs[i-1].r)) {
			what = number // ".50"
		}
		switch what { //nolint:exhaustive // the others are one character long
		case word:
			for next < len(glyphs) && unicode.IsLetter(glyphs[next].r) {
				next++
			}
		case number:
			next = numberEnd(glyphs, next)
		}
		tokens = append(tokens, token{
			kind: what, text: spell(glyphs[i:next]),
			start: glyphs[i].start, end: glyphs[next-1].end,
			glued: i > 0 && glyphs[i-1].r != ' ',
		})
		i = next
	}
	return tokens
}

// numberEnd is where the number that starts at i ends; a comma or point belongs to it only between digits.
func numberEnd(glyphs []glyph, i int) int {
	for i < len(glyphs) {
		between := i+1 < len(glyphs) && digit(glyphs[i+1].r) && (glyphs[i].r == '.' || glyphs[i].r == ',')
		if !digit(glyphs[i].r) && !between {
			break
		}
		i++
	}
	return i
}

func spell(glyphs []glyph) string {
	var s strings.Builder
	for _, g := range glyphs {
		s.WriteRune(g.r)
	}
	return s.String()
}

func kindOf(r rune) kind {
	switch {
	case digit(r):
		return number
	case unicode.IsLetter(r):
		return word
	case r == '$':
		return dollar
	case r == '¢':
		return cent
	case r == '-' || r == '−' || r == '–':
		return minus
	case unicode.Is(unicode.Sc, r):
		return foreign
	}
	return mark
}

func digit(r rune) bool { return '0' <= r && r <= '9' }

// fold brings the text to the plain signs the reader knows: lower case, full-width forms as ASCII, every space as
// one, and what cannot be seen left out.
func fold(text string) []glyph {
	var glyphs []glyph
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		g := glyph{unicode.ToLower(r), i, i + size}
		i += size
		switch {
		case unicode.Is(unicode.Cf, r): // zero-width spaces and joiners, direction marks, soft hyphens
			continue
		case unicode.IsSpace(r):
			g.r = ' '
		case '！' <= r && r <= '～':
			g.r = unicode.ToLower(r - '！' + '!')
		case r == '﹩':
			g.r = '$'
		case r == '￠':
			g.r = '¢'
		}
		glyphs = append(glyphs, g)
	}
	return glyphs
}
