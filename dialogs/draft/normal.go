package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// glyph is a sign as it is compared, and where it stands in the draft, in bytes.
type glyph struct {
	r, plain   rune // in small letters; plain is without its accent
	start, end int
	capital    bool
}

// normal brings a draft to the signs that the rules know: full-width and styled letters as
// plain ones, letters of other alphabets that only look like ours as ours, one kind of quote,
// space and hyphen, and nothing that cannot be seen.
func normal(draft string) []glyph {
	list := make([]glyph, 0, len(draft))
	var it norm.Iter
	it.InitString(norm.NFKC, draft)
	for !it.Done() {
		start := it.Pos()
		part := it.Next()
		for i := 0; i < len(part); {
			r, size := utf8.DecodeRune(part[i:])
			i += size
			if g, seen := seenAs(r); seen {
				g.start, g.end = start, it.Pos()
				list = append(list, g)
			}
		}
	}
	return list
}

func seenAs(r rune) (g glyph, seen bool) {
	if r < utf8.RuneSelf && r != '`' && r != '\r' && r != '\t' {
		small := r
		if 'A' <= r && r <= 'Z' {
			small += 'a' - 'A'
		}
		return glyph{r: small, plain: small, capital: small != r}, true
	}
	switch {
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Mn, r), r >= 0xFE00 && r <= 0xFE0F, r == 0x3164:
		return g, false
	case r == '’', r == '‘', r == '`', r == '´', r == 'ʼ', r == '′':
		r = '\''
	case r == '“', r == '”', r == '«', r == '»', r == '„':
		r = '"'
	case r == '‐', r == '‑', r == '‒', r == '–', r == '—', r == '−':
		r = '-'
	case r == '\u2028', r == '\u2029':
		r = '\n'
	case unicode.IsSpace(r), r == utf8.RuneError:
		r = ' '
	}
	small := unicode.ToLower(r)
	if latin, ok := lookalikes[small]; ok {
		small = latin
	}
	return glyph{r: small, plain: withoutAccent(small), capital: small != r && unicode.IsUpper(r)}, true
}

// lookalikes are the letters that hide a word from a reader of words, but from no person.
var lookalikes = map[rune]rune{
	'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'у': 'y', 'х': 'x', 'і': 'i', 'ј': 'j', 'ѕ': 's', 'ԁ': 'd', 'һ': 'h', 'ո': 'n', 'ɡ': 'g',
	'α': 'a', 'ε': 'e', 'ο': 'o', 'ρ': 'p', 'υ': 'u', 'ν': 'v', 'ι': 'i', 'κ': 'k', 'τ': 't', 'ı': 'i',
}

func withoutAccent(r rune) rune {
	if r < utf8.RuneSelf || !unicode.IsLetter(r) {
		return r
	}
	var room [utf8.UTFMax]byte
	if parts := norm.NFD.Properties(room[:utf8.EncodeRune(room[:], r)]).Decomposition(); len(parts) > 0 {
		r, _ = utf8.DecodeRune(parts)
	}
	return r
}

// Plain writes a text as the rules see it: in small letters, without accents, without what
// only hides a word.
func Plain(text string) string {
	var b strings.Builder
	for _, g := range normal(text) {
		b.WriteRune(g.plain)
	}
	return b.String()
}
