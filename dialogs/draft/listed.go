package draft

import (
	"slices"
	"strings"
	"unicode"
)

// unlisted finds the sums and times that the record does not hold, and in public every sum.
func (t *text) unlisted(b *book) {
	loose, open, when := b.particular("money"), b.particular("private.sum"), b.particular(momentID)
	for _, s := range t.sums {
		switch {
		case t.facts.Audience == Public:
			t.find(open, pattern{}, s.from, s.to)
		case !s.fine && !t.listed(s.from, s.to):
			t.find(loose, pattern{}, s.from, s.to)
		}
	}
	for _, s := range t.times {
		if !s.fine && !t.was[t.words[s.from].sentence] && !t.excused(when, s.from, s.to) {
			t.find(when, pattern{}, s.from, s.to)
		}
	}
}

// hidden finds what the record says must not appear, whole or, of a name, in part.
func (t *text) hidden(b *book) {
	for _, list := range []struct {
		facts []string
		id    string
	}{{t.facts.Hidden, "private.hidden"}, {t.facts.Others, "others"}} {
		section := b.particular(list.id)
		for _, fact := range list.facts {
			for _, words := range parts(fact) {
				for i := range t.words {
					if to := t.run(words, i); to > i {
						t.find(section, pattern{}, i, to)
					}
				}
			}
		}
	}
	if t.facts.Audience == Public {
		t.numbers(b.particular("private.number"))
	}
}

// parts are the ways in which a fact gives itself away: as a whole, and a name by each part.
func parts(fact string) [][]string {
	whole := row(fact)
	if len(whole) == 0 {
		return nil
	}
	all := [][]string{whole}
	if strings.ContainsFunc(fact, unicode.IsDigit) || len(whole) > 4 {
		return all
	}
	for _, w := range whole {
		if len(whole) > 1 && len(w) > 2 && !titles[w] && !beside[w] && w != "family" && w != "familia" && w != "customer" {
			all = append(all, []string{w})
		}
	}
	return all
}

// run is where some words end that stand from i on; numbers may be grouped in other ways.
func (t *text) run(words []string, i int) int {
	if i+len(words) <= len(t.words) && t.reads(words, i) {
		return i + len(words)
	}
	want := figuresOf(words)
	if len(want) < 7 || !t.words[i].figures {
		return -1
	}
	for k := i; k < len(t.words) && t.words[k].figures; k++ {
		have := digitsIn(t.words[k].plain)
		if !strings.HasPrefix(want, have) {
			break
		}
		if want = want[len(have):]; want == "" {
			return k + 1
		}
	}
	return -1
}

func figuresOf(words []string) string {
	var b strings.Builder
	for _, w := range words {
		d := digitsIn(w)
		if d == "" {
			return ""
		}
		b.WriteString(d)
	}
	return b.String()
}

func digitsIn(s string) string {
	return strings.Map(func(r rune) rune {
		if digit(r) {
			return r
		}
		return -1
	}, s)
}

// numbers finds what has the form of a telephone number.
func (t *text) numbers(section *section) {
	for i := 0; i < len(t.words); i++ {
		k, n := i, 0
		for ; k < len(t.words) && t.words[k].figures; k++ {
			n += len(digitsIn(t.words[k].plain))
		}
		if n >= 7 && n <= 15 {
			t.find(section, pattern{}, i, k)
		}
		i = max(i, k-1)
	}
}

// joined finds a wish about a review beside something given: together they are a bargain.
func (t *text) joined(b *book) {
	asked := b.particular("bargain.asked")
	if _, _, gives := t.has(b.particular("bargain.value")); !gives {
		return
	}
	if from, to, asks := t.has(asked); asks && !slices.ContainsFunc(t.findings, func(f Finding) bool { return f.Rule == Bargain }) {
		t.find(asked, pattern{}, from, to)
	}
}
