package prompts

import (
	"embed"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// Frame is what a model's words have to stay within. It does not try to know harmful words,
// of which there is no end: it knows the few that may be there. They are those of a wording
// that was approved, in the order they stand there, words that only hold a sentence together,
// and names of things that were spoken of. So a model can leave out and turn around, say "the
// leak" for "it", and put nothing into anybody's mouth that was not approved.
type Frame struct {
	Language string
	Beside   []string // other wordings approved for the same, whose words are as good
	About    string   // what was said; things may be named that it names
}

// Limit is what words went beyond, empty where they did not. It is logged and counted.
type Limit string

// The limits.
const (
	Signs Limit = "signs" // a character that no sentence needs
	Slot  Limit = "slot"  // a fact left out, moved or made up
	Word  Limit = "word"  // a word that was not approved
	Order Limit = "order" // approved words put together anew
	Deny  Limit = "deny"  // a "not" more or less
	Long  Limit = "long"
	Far   Limit = "far"  // too little is left of what was approved
	Draft Limit = "rule" // the checker of every draft finds something: see package draft
	Form  Limit = "form" // the answer is not of the task's form
)

const (
	moreWords = 8   // that may be added
	keep      = 0.5 // of what was approved, at least
)

// Fits reports which limit words go beyond that a model made of an approved wording.
func (f Frame) Fits(words, approved string) Limit {
	list := framed(f.Language)
	if list == nil || !plainSigns(words) {
		return Signs
	}
	got, was := f.tokens(words), f.tokens(approved)
	if !slices.Equal(sortedOf(got, isSlot), sortedOf(was, isSlot)) {
		return Slot
	}
	if count(got, list.deny) != count(was, list.deny) {
		return Deny
	}
	if len(got) > len(was)+moreWords {
		return Long
	}
	said := unique(f.tokens(f.About))
	texts := []string{approved}
	if count(got, list.deny) == 0 { // else one sentence's "nothing" could deny what another says
		texts = append(texts, f.Beside...)
	}
	known := list.order(f, texts)
	before, kept := clause, bag{}
	for _, w := range append(got, clause) {
		switch {
		case list.join[w]:
		case known.words[w]:
			if !known.pairs[[2]string{before, w}] {
				return Order
			}
			before, kept[w] = w, true
		case list.thing[w] && said[w]: // it stands for a word such as "it", and breaks no pair
		default:
			return Word
		}
	}
	for _, one := range append([]string{approved}, f.Beside...) {
		if kept.of(f.tokens(one), list.join) >= keep {
			return ""
		}
	}
	return Far
}

// of is how much of some words is among these, small ones left out.
func (kept bag) of(words []string, join bag) float64 {
	own, left := 0, 0
	for w := range unique(words) {
		if w == clause || join[w] {
			continue
		}
		if own++; kept[w] {
			left++
		}
	}
	return float64(left) / max(1, float64(own))
}

// order is which words are approved, and which may follow which when the small ones are left
// out. A clause begins with a word that began one, and ends with one that ended one.
type order struct {
	words bag
	pairs map[[2]string]bool
}

func (l *wordList) order(f Frame, approved []string) order {
	o := order{bag{clause: true}, map[[2]string]bool{{clause, clause}: true}}
	for _, one := range approved {
		before := clause
		for _, w := range append(f.tokens(one), clause) {
			if l.join[w] {
				continue
			}
			o.words[w] = true
			o.pairs[[2]string{before, w}] = true
			before = w
		}
	}
	return o
}

// FitsAny is Fits for a sentence that may be made of any of the approved ones.
func (f Frame) FitsAny(sentence string) Limit {
	last := Far
	for _, whole := range f.Beside {
		sentences, tail := sentencesOf(whole)
		for _, approved := range append(sentences, tail) {
			if strings.TrimSpace(approved) == "" {
				continue
			}
			if last = f.Fits(sentence, approved); last == "" {
				return ""
			}
		}
	}
	return last
}

// clause is the token of a sign that ends one.
const clause = "."

// tokens are a text's words in small letters, its slots as they are, and its pauses.
func (f Frame) tokens(s string) []string {
	var out []string
	var word strings.Builder
	end := func() {
		if w := strings.Trim(word.String(), "'-"); w != "" {
			out = append(out, w)
		}
		word.Reset()
	}
	slot := false
	for _, r := range strings.ReplaceAll(Normal(s), "’", "'") {
		switch {
		case r == '{' || r == '[':
			end()
			slot = true
			word.WriteRune(r)
		case slot:
			if word.WriteRune(r); r == '}' || r == ']' {
				slot = false
				end()
			}
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' || r == '-':
			word.WriteRune(unicode.ToLower(r))
		default:
			end()
			if strings.ContainsRune(".,;:?!…–—", r) && len(out) > 0 && out[len(out)-1] != clause {
				out = append(out, clause)
			}
		}
	}
	end()
	return out
}

func isSlot(w string) bool { return w[0] == '{' || w[0] == '[' }

func sortedOf(words []string, is func(string) bool) []string {
	var out []string
	for _, w := range words {
		if is(w) {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return out
}

func count(words []string, of bag) (n int) {
	for _, w := range words {
		if of[w] {
			n++
		}
	}
	return n
}

func unique(words []string) bag {
	out := bag{}
	for _, w := range words {
		out[w] = true
	}
	return out
}

// plainSigns: letters, digits, slots and the signs of a sentence; no exclamation, no link, no markup.
func plainSigns(s string) bool {
	return strings.TrimSpace(s) != "" && s == Normal(s) && strings.IndexFunc(s, func(r rune) bool {
		return !unicode.Is(unicode.Latin, r) && !unicode.IsDigit(r) && !strings.ContainsRune(" .,;:?¿·'’-–—…(){}[]_\"“”%$", r)
	}) < 0
}

type bag map[string]bool

// wordList is what a language's file in frame/ holds.
//
//	join   words that only hold a sentence together
//	thing  names of things
//	deny   what makes it not so
//	hedge  what makes it somebody's word or a wish, and no fact
//	condition  the same, also from behind
type wordList struct{ join, thing, deny, hedge, condition bag }

//go:embed frame/*.txt
var frameFiles embed.FS

var frames = sync.OnceValue(func() map[string]*wordList {
	all := map[string]*wordList{}
	for _, lang := range whole {
		text, err := frameFiles.ReadFile("frame/" + lang + ".txt")
		if err != nil {
			continue // nothing fits in a language without a list
		}
		l := &wordList{bag{}, bag{}, bag{}, bag{}, bag{}}
		into := map[string]bag{"join": l.join, "thing": l.thing, "deny": l.deny, "hedge": l.hedge, "condition": l.condition}
		for line := range strings.Lines(string(text)) {
			key, words, _ := strings.Cut(line, ":")
			for w := range strings.FieldsSeq(words) {
				if of := into[key]; of != nil {
					of[w] = true
				}
			}
		}
		all[lang] = l
	}
	return all
})

func framed(lang string) *wordList { return frames()[lang] }
