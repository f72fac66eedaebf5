package draft

import (
	"strconv"
	"strings"
)

// most is how many words are enough.
func (f Facts) most() int {
	switch {
	case f.Audience == Public:
		return 90
	case f.Audience == Mail:
		return 180
	case f.OnSite:
		return 40
	}
	return 45
}

// measured is how many words a text must have before its sentences say how hard it is.
const measured = 13

// measure looks at how long the draft is and how hard to read.
func (t *text) measure(b *book) {
	var said, syllables int
	sentences := map[int]bool{}
	for _, w := range t.words {
		if w.spelled || !w.letters() && !w.figures {
			continue
		}
		said++
		sentences[w.sentence] = true
		if w.figures {
			syllables++
		} else if t.facts.Language == "es" {
			syllables += spanishSyllables(w.plain)
		} else {
			syllables += englishSyllables(w.plain)
		}
	}
	if most := t.facts.most(); said > most {
		t.whole(b.particular(string(Length)), map[string]string{"{said}": strconv.Itoa(said), "{most}": strconv.Itoa(most)})
	}
	if said >= measured && t.hard(said, len(sentences), syllables) {
		t.whole(b.particular(string(Reading)), nil)
	}
}

// hard: beyond grade 8 by Flesch and Kincaid, for what is said aloud too, because short texts
// swing widely; in Spanish below 60, "standard", by Fernández Huerta. In thousandths, since
// nothing here needs a fraction.
func (t *text) hard(words, sentences, syllables int) bool {
	if t.facts.Language == "es" {
		return 206_840-60_000*syllables/words-1_020*words/sentences < easyEnough
	}
	return 390*words/sentences+11_800*syllables/words-15_590 > gradeEnough
}

const (
	easyEnough  = 50_000
	gradeEnough = 10_000
)

func (t *text) whole(s *section, facts map[string]string) {
	why := s.why
	for slot, fact := range facts {
		why = strings.ReplaceAll(why, slot, fact)
	}
	t.findings = append(t.findings, Finding{Rule: s.rule, Start: 0, End: len(t.draft), Why: why, Better: s.better})
}

// englishSyllables counts groups of vowels, without a silent e.
func englishSyllables(w string) int {
	n, in := 0, false
	for _, r := range w {
		vowel := strings.ContainsRune("aeiouy", r)
		if vowel && !in {
			n++
		}
		in = vowel
	}
	if n > 1 && (strings.HasSuffix(w, "e") && !strings.HasSuffix(w, "le") || strings.HasSuffix(w, "es") && !strings.HasSuffix(w, "ses") || strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "ted") && !strings.HasSuffix(w, "ded")) {
		n--
	}
	return max(n, 1)
}

// spanishSyllables counts vowels; two of which one is weak are one.
func spanishSyllables(w string) int {
	n, last := 0, ' '
	for i, r := range w {
		switch {
		case !strings.ContainsRune("aeiouy", r), r == 'y' && i+1 < len(w), r == 'u' && (last == 'q' || last == 'g'):
			last = r
			continue
		case strings.ContainsRune("aeo", r) && strings.ContainsRune("aeo", last), !strings.ContainsRune("aeiou", last):
			n++
		}
		last = r
	}
	return max(n, 1)
}
