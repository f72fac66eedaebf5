package draft

import (
	"strings"
	"unicode"
)

// word is a word, a number or a sign of a draft.
type word struct {
	text       string // in small letters
	plain      string // without accents too: people leave them out
	start, end int    // in the draft, in bytes
	sentence   int
	capital    bool
	first      bool // of its sentence
	glued      bool // to the one before it
	anew       bool // something else is said from here on: behind a comma, or an "and"
	spelled    bool // the second half of "won't", which has no place of its own
	figures    bool
}

func (w word) letters() bool { return !w.figures && w.plain != "$" && w.plain != "%" && w.plain != "#" }

// wordsOf takes a draft apart. Contractions count as the words they stand for.
func wordsOf(glyphs []glyph) []word {
	var words []word
	sentence, first, pause := 0, true, false
	for i := 0; i < len(glyphs); {
		g, next := glyphs[i], wordEnd(glyphs, i)
		if next == i {
			pause = pause || strings.ContainsRune(",;:-–—(", g.r)
			if ends(glyphs, i, words) && !first {
				sentence, first = sentence+1, true
			}
			i++
			continue
		}
		w := word{
			text: spell(glyphs[i:next], false), plain: spell(glyphs[i:next], true), start: g.start, end: glyphs[next-1].end,
			sentence: sentence, first: first, capital: g.capital, figures: digit(g.r), glued: i > 0 && glyphs[i-1].r != ' ' && glyphs[i-1].r != '\n',
		}
		if g.r == '★' || g.r == '⭐' {
			w.text, w.plain = "stars", "stars"
		}
		w.anew, pause = pause || joins[w.plain], false
		words = append(words, apart(w)...)
		first, i = false, next
	}
	return words
}

// joins are words behind which something else is said.
var joins = map[string]bool{
	"and": true, "so": true, "but": true, "then": true, "because": true, "since": true, "anyway": true,
	"y": true, "e": true, "pero": true, "entonces": true, "porque": true, "pues": true, "asi": true,
}

// wordEnd is where the word, number or sign that begins at i ends; i if none does.
func wordEnd(glyphs []glyph, i int) int {
	next := i + 1
	switch r := glyphs[i].r; {
	case unicode.IsLetter(r):
		for next < len(glyphs) && (unicode.IsLetter(glyphs[next].r) || glyphs[next].r == '\'' && next+1 < len(glyphs) && unicode.IsLetter(glyphs[next+1].r)) {
			next++
		}
	case digit(r):
		for next < len(glyphs) && (digit(glyphs[next].r) || between(glyphs, next)) {
			next++
		}
	case r == '$' || r == '%' || r == '#' || r == '★' || r == '⭐':
	default:
		return i
	}
	return next
}

func digit(r rune) bool { return '0' <= r && r <= '9' }

// between: a point, a comma or a colon that belongs to a number.
func between(glyphs []glyph, i int) bool {
	r := glyphs[i].r
	return (r == '.' || r == ',' || r == ':') && i+1 < len(glyphs) && digit(glyphs[i+1].r)
}

// ends reports whether a sentence ends here.
func ends(glyphs []glyph, i int, words []word) bool {
	switch glyphs[i].r {
	case '\n', '!', '?', '…', ';', '¿', '¡', ':':
		return true
	case '.':
		if n := len(words); n > 0 && short(words[n-1].plain) {
			return false
		}
		return i+1 == len(glyphs) || !unicode.IsLetter(glyphs[i+1].r)
	}
	return false
}

// short words end with a stop that ends no sentence.
func short(w string) bool {
	switch w {
	case "mr", "mrs", "ms", "dr", "sr", "sra", "srta", "dra", "ud", "uds", "st", "ave", "rd", "no", "vs", "av":
		return true
	}
	return false
}

func spell(glyphs []glyph, plain bool) string {
	var b strings.Builder
	for _, g := range glyphs {
		if plain {
			g.r = g.plain
		}
		b.WriteRune(g.r)
	}
	return b.String()
}

// contracted are the endings and what they stand for.
var contracted = []struct{ end, is string }{
	{"n't", "not"}, {"'ll", "will"}, {"'re", "are"}, {"'ve", "have"}, {"'d", "would"}, {"'m", "am"}, {"'s", "'s"},
}

// whole are words that are taken apart by name: irregular ones, and those that are often
// typed without their apostrophe.
var whole = map[string][2]string{
	"won't": {"will", "not"}, "can't": {"can", "not"}, "cannot": {"can", "not"}, "shan't": {"shall", "not"}, "let's": {"let", "us"},
	"dont": {"do", "not"}, "doesnt": {"does", "not"}, "didnt": {"did", "not"}, "cant": {"can", "not"}, "wont": {"will", "not"}, "isnt": {"is", "not"},
	"wasnt": {"was", "not"}, "im": {"i", "am"}, "youre": {"you", "are"}, "ive": {"i", "have"}, "youll": {"you", "will"}, "thats": {"that", "is"},
	"shouldve": {"should", "have"}, "gonna": {"going", "to"}, "gotta": {"got", "to"},
	"it's": {"it", "is"}, "that's": {"that", "is"}, "there's": {"there", "is"}, "what's": {"what", "is"}, "he's": {"he", "is"}, "she's": {"she", "is"}, "here's": {"here", "is"},
}

func apart(w word) []word {
	halves, ok := whole[w.plain]
	if !ok {
		for _, c := range contracted {
			if head, cut := strings.CutSuffix(w.plain, c.end); cut && head != "" {
				halves, ok = [2]string{head, c.is}, true
				break
			}
		}
	}
	if !ok {
		return []word{w}
	}
	second := w
	w.text, w.plain = halves[0], halves[0]
	second.text, second.plain, second.first, second.capital, second.spelled = halves[1], halves[1], false, false, true
	return []word{w, second}
}
