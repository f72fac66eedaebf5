package prompts

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// longest is how much of a text a model is ever given, in characters.
const longest = 4000

// Normal writes a stranger's text in one way: compatibility forms made plain, signs that
// nobody sees taken out, and no longer than anybody reads.
func Normal(s string) string {
	s = norm.NFKC.String(s)
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x2069, r == 0xfeff, r >= 0xe0000 && r <= 0xe007f:
			return -1
		case r == '\u00a0':
			return ' '
		case r < ' ' && r != '\n' && r != '\t':
			return -1
		}
		return r
	}, s)
	if all := []rune(s); len(all) > longest {
		s = string(all[:longest])
	}
	return s
}
