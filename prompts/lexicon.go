package prompts

import (
	"strings"
	"unicode"

	"github.com/kljensen/snowball"

	"makegood/dialogs/language"
)

// lexicon takes what people ask apart, in one language: words without their endings, each as
// the one that stands for its synonyms.
type lexicon struct {
	lang  string
	same  map[string]string // stems of one synonym, or of several words that are one
	most  int               // how many words such a one has at most
	small map[string]string // a small word to what it is: "nothing", "we", "they" or "not"
	crew  map[string]bool   // words for one of us in their home, who does things as "we" and "they" do
	known map[string]int    // how often a stem is used
	words []string          // those, in order
	met   map[string]string // of words met before, while an index is made; nil after
}

// kind is what a mark is.
type kind uint8

const (
	wordKind  kind = iota
	pairKind       // two words in a row
	whoKind        // who, and what they do
	notKind        // what is not so
	smallKind      // a small word
	rawKind        // two in a row, small words and all
)

// mark is something that a question can be told by.
type mark struct {
	text string
	kind kind
}

func newLexicon(lang string) *lexicon {
	r := &lexicon{lang: lang, same: map[string]string{}, small: map[string]string{}, crew: map[string]bool{}, known: map[string]int{}, met: map[string]string{}}
	for line := range strings.Lines(guideFile(lang + ".small.txt")) {
		kind, words, _ := strings.Cut(line, ":")
		if kind[0] == '#' {
			continue
		}
		for w := range strings.FieldsSeq(words) {
			stems := r.stems(strings.ReplaceAll(w, "_", " "))
			r.most = max(r.most, len(stems))
			if name := strings.Join(stems, "_"); kind == "crew" {
				r.crew[name] = true
			} else {
				r.small[name] = kind
			}
		}
	}
	for line := range strings.Lines(guideFile(lang + ".syn.txt")) {
		first := ""
		for one := range strings.FieldsSeq(line) {
			stems := r.stems(strings.ReplaceAll(one, "_", " "))
			r.learn(stems)
			r.most = max(r.most, len(stems))
			name := strings.Join(stems, "_")
			if first == "" {
				first = name
			}
			r.same[name] = first
		}
	}
	return r
}

// unsaid takes away what people leave out on a phone.
var unsaid = strings.NewReplacer("'", "", "’", "", "á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u")

// learn takes words for known.
func (r *lexicon) learn(stems []string) {
	for _, w := range stems {
		if r.known[w]++; r.known[w] == 1 {
			r.words = append(r.words, w)
		}
	}
}

// stems are all words of a text without their endings; small ones stay.
func (r *lexicon) stems(text string) []string {
	var out []string
	text = unsaid.Replace(strings.ToLower(Normal(text)))
	for w := range strings.FieldsFuncSeq(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		if unicode.IsDigit(rune(w[0])) { // a sum, an hour, a date: one number is like another
			w = "0"
		}
		out = append(out, r.stem(w))
	}
	return out
}

func (r *lexicon) stem(w string) string {
	if r.small[w] != "" {
		return w
	}
	if s, ok := r.met[w]; ok {
		return s
	}
	if s, err := snowball.Stem(w, strings.ToLower(language.Name(r.lang)), true); err == nil {
		if r.met != nil {
			r.met[w] = s
		}
		return s
	}
	return w
}

// marks are what a text can be told by, each once.
func (r *lexicon) marks(stems []string) []mark {
	var out []mark
	seen := map[string]bool{}
	add := func(m mark) {
		if !seen[m.text] {
			seen[m.text] = true
			out = append(out, m)
		}
	}
	last, before, who, not := "", "", "", 0
	for i := 0; i < len(stems); {
		word, n := r.joined(stems[i:])
		i += n
		small := r.small[word]
		if small == "frame" {
			last = ""
			continue
		}
		add(mark{"~" + last + " " + word, rawKind})
		last = word
		if small != "" {
			add(mark{"." + word, smallKind})
		}
		switch small {
		case "we", "they":
			who = small
			continue
		case "not":
			not = 3
			add(mark{"not", wordKind})
			continue
		case "nothing":
			continue
		}
		add(mark{word, wordKind})
		if r.crew[word] {
			who = "crew"
		}
		if before != "" {
			add(mark{before + " " + word, pairKind})
		}
		if who != "" {
			add(mark{who + ">" + word, whoKind})
		}
		if not > 0 {
			add(mark{"not>" + word, notKind})
			not--
		}
		before = word
	}
	return out
}

// joined is the first word, or the one that the first few words are together.
func (r *lexicon) joined(stems []string) (word string, n int) {
	for n := min(r.most, len(stems)); n > 0; n-- {
		name := strings.Join(stems[:n], "_")
		if same, ok := r.same[name]; ok {
			return same, n
		}
		if r.small[name] != "" {
			return name, n
		}
	}
	return stems[0], 1
}

// mend puts a known word for a long one that is one letter off.
func (r *lexicon) mend(stems []string) []string {
	const long = 5
	for i, w := range stems {
		if len(w) < long || r.known[w] > 0 || r.small[w] != "" {
			continue
		}
		best := ""
		for _, k := range r.words {
			if w[0] == k[0] && len(k) >= long-1 && oneOff(w, k) && r.known[k] > r.known[best] {
				best = k
			}
		}
		if best != "" {
			stems[i] = best
		}
	}
	return stems
}

// oneOff reports whether one letter too many, missing, wrong, or two changed about make a of b.
func oneOff(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	switch {
	case len(a) == len(b)+1:
		return a[i+1:] == b[i:]
	case len(a) > len(b)+1 || i == len(b):
		return false
	case a[i+1:] == b[i+1:]:
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

func guideFile(name string) string {
	text, _ := guideFiles.ReadFile("guide/" + name)
	return string(text)
}
