package draft

import (
	"slices"
	"strings"
)

// index leads from a word to the patterns that can begin with it: most words begin none.
type index struct {
	exact  map[string][]entry
	stems  map[string][]entry // by the first letters
	counts []entry            // that begin with a number
	titled []entry            // with Mr or Mrs
	loose  []entry            // with anything
}

// stemmed is how many letters of a beginning lead to it.
const stemmed = 3

func (x *index) add(e entry) {
	if x.exact == nil {
		x.exact, x.stems = map[string][]entry{}, map[string][]entry{}
	}
	seen := map[string]bool{}
	for _, w := range e.pattern.starts() {
		stem, beginning := strings.CutSuffix(w, "*")
		if beginning && len(stem) > stemmed {
			stem, w = stem[:stemmed], stem[:stemmed]+"*"
		}
		if seen[w] {
			continue
		}
		seen[w] = true
		switch {
		case w == "{num}":
			x.counts = append(x.counts, e)
		case w == "{title}":
			x.titled = append(x.titled, e)
		case w == "" || beginning && len(stem) < stemmed:
			x.loose = append(x.loose, e)
		case beginning:
			x.stems[stem] = append(x.stems[stem], e)
		default:
			x.exact[w] = append(x.exact[w], e)
		}
	}
}

// visit shows every pattern that can begin with a word, until one is what was looked for.
func (x *index) visit(w word, is func(entry) bool) bool {
	if anyOf(x.exact[w.plain], is) || anyOf(x.loose, is) {
		return true
	}
	if len(w.plain) >= stemmed && anyOf(x.stems[w.plain[:stemmed]], is) {
		return true
	}
	if _, numeral := numerals[w.plain]; (numeral || w.figures) && anyOf(x.counts, is) {
		return true
	}
	return titles[w.plain] && anyOf(x.titled, is)
}

func anyOf(list []entry, is func(entry) bool) bool { return slices.ContainsFunc(list, is) }
