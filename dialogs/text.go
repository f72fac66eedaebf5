package dialogs

import (
	"strings"
	"unicode"
)

// Lengths in runes at which other people's words are shortened in passing. The
// whole text is always one press away.
const (
	nameRunes   = 60
	headRunes   = 90
	lineRunes   = 160
	spokenRunes = 220
	noteRunes   = 400
	TextRunes   = 3000 // the longest text one input takes (Slack's limit)
)

// clean trims what a person typed and takes out the characters that would let
// it reorder or hide the text around it. Words, line breaks, emoji and
// right-to-left letters stay as they are.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r == '\r', unicode.Is(unicode.Cc, r):
			return -1
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069: // bidi embeddings, overrides, isolates
			return -1
		case r >= 0xE0000 && r <= 0xE007F: // invisible tag characters
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "�"))
	s = strings.TrimSpace(s)
	if strings.IndexFunc(s, visible) < 0 {
		return ""
	}
	return s
}

func visible(r rune) bool {
	return !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Mn, r) && r != 0x3164
}

// short is s on one line and in at most n runes, cut between words where it
// can be and never inside a letter with its accents or an emoji's parts.
func short(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	cut := n - 1
	for cut > 0 && joined(runes[cut-1], runes[cut]) {
		cut--
	}
	for i := cut; i > cut*2/3; i-- {
		if runes[i] == ' ' {
			cut = i
			break
		}
	}
	return strings.TrimRight(string(runes[:cut]), " ,;:") + "…"
}

// joined reports that b belongs to the same written sign as a.
func joined(a, b rune) bool {
	const zwj = 0x200D
	return a == zwj || b == zwj || unicode.Is(unicode.M, b) ||
		b >= 0x1F3FB && b <= 0x1F3FF || // skin tones
		b >= 0x1F1E6 && b <= 0x1F1FF // flags are pairs
}
