package prompts

import (
	"cmp"
	"math"
	"strings"
	"unicode"

	"github.com/kljensen/snowball"
)

// index finds situations by what people ask: the stems of their words, weighed by how few
// situations speak of them. There are some sixty, so it looks at each.
type index struct {
	stem func(string) string
	same map[string]string // a synonym's stem to the one that stands for it
	rare map[string]float64
	docs []doc

	usual float64 // how many stems a situation has
}

type doc struct {
	id     string
	weight map[string]float64 // of a stem in it
	pairs  map[string]bool    // of stems that stand side by side in one way of asking
	asked  []string           // ways of asking as they are written, of three words or more
	long   int                // how many stems it has: one of many is worth less
}

const (
	enough      = 3.0  // what a situation must come to, to be about the question at all
	share       = 0.38 // of the question, too
	alone       = 0.4  // of it, where it is one word
	pairBonus   = 1.5
	wordForWord = 4.0 // where a way of asking stands in the question

	lengthCounts = 0.3
	askedCounts  = 1.2 // a word that people ask with, against one of the title
)

var languages = map[string]string{"en": "english", "es": "spanish"}

func newIndex(lang string, all []Situation) index {
	x := index{same: map[string]string{}, rare: map[string]float64{}}
	x.stem = func(w string) string {
		if s, err := snowball.Stem(w, languages[lang], true); err == nil {
			return s
		}
		return w
	}
	for line := range strings.Lines(synonyms(lang)) {
		words := x.stems(line)
		for _, w := range words {
			x.same[w] = words[0]
		}
	}
	in := map[string]int{}
	for _, s := range all {
		if s.ID == General {
			continue
		}
		d := doc{id: s.ID, weight: map[string]float64{}, pairs: map[string]bool{}}
		for i, text := range append([]string{s.Title}, s.About...) {
			weight, words := askedCounts, x.words(text)
			if i == 0 {
				weight = 1
			}
			if whole := plain(text); strings.Count(whole, " ") > 3 { // it begins and ends with one
				d.asked = append(d.asked, whole)
			}
			for j, w := range words {
				d.weight[w] = max(d.weight[w], weight)
				if j > 0 {
					d.pairs[words[j-1]+" "+w] = true
				}
			}
		}
		for w := range d.weight {
			in[w]++
		}
		d.long = len(d.weight)
		x.docs = append(x.docs, d)
	}
	for w, n := range in {
		x.rare[w] = math.Log(1 + float64(len(x.docs))/float64(n))
	}
	for _, d := range x.docs {
		x.usual += float64(d.long) / float64(len(x.docs))
	}
	return x
}

// stems are a text's words without their endings, small words and signs left out.
func (x index) stems(text string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(Normal(text)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' }) {
		w = strings.NewReplacer("'", "", "’", "").Replace(w)
		if w == "" || smallWords[w] {
			continue
		}
		out = append(out, x.stem(w))
	}
	return out
}

// words are the stems, each as the one that stands for its synonyms.
func (x index) words(text string) []string {
	all := x.stems(text)
	for i, w := range all {
		if same, ok := x.same[w]; ok {
			all[i] = same
		}
	}
	return all
}

// best is the id of the situation that fits best, empty if none does.
func (x index) best(question string) string {
	words, whole := x.words(question), plain(question)
	all := 0.0 // what the question could come to
	for _, w := range words {
		all += cmp.Or(x.rare[w], math.Log(1+float64(len(x.docs))))
	}
	id, most := "", max(enough, all*share)
	for _, d := range x.docs {
		score, hits, seen := 0.0, 0, map[string]bool{}
		for _, a := range d.asked {
			if strings.Contains(whole, a) {
				score += wordForWord
			}
		}
		length := 1 - lengthCounts + lengthCounts*float64(d.long)/x.usual
		for i, w := range words {
			if i > 0 && d.pairs[words[i-1]+" "+w] {
				score += pairBonus
			}
			if !seen[w] && d.weight[w] > 0 {
				hits++
				score += d.weight[w] * x.rare[w] / length
			}
			seen[w] = true
		}
		if hits == 1 && score < all*alone { // one word of many is a coincidence
			continue
		}
		if score > most {
			id, most = d.id, score
		}
	}
	return id
}

// plain is a text in small letters, its words between single spaces.
func plain(text string) string {
	text = strings.NewReplacer("'", "", "’", "").Replace(strings.ToLower(Normal(text)))
	return " " + strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ") + " "
}

// smallWords are those that say nothing about a situation.
var smallWords = set(`
a an the i we you he she it they me us him her them my our your his its their this that these those am is are was were be been
do does did have has had will would can could should may might must shall to of in on at by for with from as and or but if so
then than there here what how when where which who whom say tell ask please need want wants get got go going im ive dont
customer client homeowner lady guy man woman mr mrs ms someone somebody anyone just really very about up out over into also
any some one thing way best right now today words word sentence phrase help answer respond reply handle put make let keep keeps won wont hello hi hey never always says said told tells way new only yet last
el la los las un una unos unas yo tu usted ustedes él ella ellos nosotros me te se le les lo nos mi su sus nuestro nuestra
este esta esto ese esa eso es son era fue ser está están estar hay ha he han había que qué cómo como cuándo cuando dónde quién
cuál de del al a en con por para sin y o pero si no más muy ya decir digo dice decirle decirles pedir necesito quiero quiere
cliente clienta señor señora alguien palabras frase ayuda responder contestar
`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// synonyms are lines of words that mean the same here; the first stands for all.
func synonyms(lang string) string {
	text, _ := guideFiles.ReadFile("guide/" + lang + ".syn.txt")
	return string(text)
}
