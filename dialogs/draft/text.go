package draft

import (
	"slices"
	"strings"
	"unicode"

	"makegood/dialogs/language"
)

// text is a draft while it is looked at.
type text struct {
	draft    string
	facts    Facts
	words    []word
	sums     []span
	times    []span
	allowed  [][]string // the outcomes, as words
	names    map[string]bool
	was      map[int]bool // sentences that tell of what was
	findings []Finding
}

// span is words from and up to.
type span struct {
	from, to int
	fine     bool // the record holds it
}

func newText(draft string, facts Facts) *text {
	t := &text{draft: draft, facts: facts, words: wordsOf(normal(draft)), names: map[string]bool{}}
	for _, o := range facts.Outcomes {
		if strings.ContainsFunc(o, unicode.IsLetter) { // no words stand everywhere, and a bare "$" before every sum
			t.allowed = append(t.allowed, plain(o))
		}
	}
	for _, n := range facts.Names {
		for _, w := range row(n) {
			t.names[w] = true
		}
	}
	return t
}

// languages are those that the draft is looked at in: the one it is said to be in, and the
// other where there is more than a word of it.
func (t *text) languages() []string {
	books, _ := loaded()
	in := []string{t.facts.Language}
	for _, other := range language.Others(t.facts.Language) {
		n := 0
		for _, w := range t.words {
			if books[other].small[w.plain] {
				n++
			}
		}
		if n >= 2 && n*12 >= len(t.words) {
			in = append(in, other)
		}
	}
	return in
}

// look goes through the draft with the rules of one language.
func (t *text) look(b *book) {
	t.sums, t.times = t.findSums(), nil
	t.was = map[int]bool{}
	t.past(b)
	t.times = t.findTimes(b)
	for i, w := range t.words {
		b.index.visit(w, func(e entry) bool {
			t.try(e, i)
			return false
		})
	}
	t.unlisted(b)
	t.hidden(b)
	t.joined(b)
}

// try looks for what a pattern finds at a place, and for a reason not to mind.
func (t *text) try(e entry, i int) {
	if !t.matters(e.section) {
		return
	}
	to := e.pattern.at(t, i)
	if to <= i || t.excused(e.section, i, to) {
		return
	}
	t.find(e.section, e.pattern, i, to)
}

// matters reports whether a section is about this draft at all.
func (t *text) matters(s *section) bool {
	switch s.id {
	case "fault.owned", "fault.cause", "fault":
		return !t.facts.FaultConfirmed
	case "private", "private.public", "blame_customer.public":
		return t.facts.Audience == Public
	case "bargain.asked":
		return t.facts.Offered
	case "bargain.offered":
		return t.facts.Asked
	}
	return true
}

// excused: an exception covers some of it, or the record allows it.
func (t *text) excused(s *section, from, to int) bool {
	for k := max(0, from-reach); k < to; k++ {
		if t.words[k].sentence == t.words[from].sentence && s.nots.visit(t.words[k], func(e entry) bool { return e.pattern.over(t, k) > from }) {
			return true
		}
	}
	switch s.rule { //nolint:exhaustive // nothing else can be allowed
	case Outcome, Money:
		return t.listed(from, to)
	case Date:
		return slices.ContainsFunc(t.times, func(s span) bool { return s.fine && s.from < to && from < s.to })
	}
	return false
}

// reach is how many words before a find an exception may begin.
const reach = 8

// listed: what they get by the record covers some of it.
func (t *text) listed(from, to int) bool {
	for _, o := range t.allowed {
		for k := max(0, from-len(o)+1); k < to && k+len(o) <= len(t.words); k++ {
			if t.reads(o, k) {
				return true
			}
		}
	}
	return slices.ContainsFunc(t.sums, func(s span) bool { return s.fine && s.from < to && from < s.to })
}

func (t *text) find(s *section, p pattern, from, to int) {
	better := p.better
	if better == "" {
		better = s.better
	}
	t.findings = append(t.findings, Finding{Rule: s.rule, Start: t.words[from].start, End: t.words[to-1].end, Why: s.why, Better: better})
}

// past finds the sentences that tell of what was.
func (t *text) past(b *book) {
	for i, w := range t.words {
		if t.was[w.sentence] {
			continue
		}
		_, t.was[w.sentence] = t.finds(b.particular(told), i)
	}
	for i, w := range t.words {
		if t.was[w.sentence] {
			_, yet := t.finds(b.particular(told+".yet"), i)
			t.was[w.sentence] = !yet
		}
	}
}

// finds reports whether a section finds something from a word on, and where that ends.
func (t *text) finds(s *section, i int) (to int, ok bool) {
	if s == nil {
		return 0, false
	}
	ok = s.finds.visit(t.words[i], func(e entry) bool {
		to = e.pattern.at(t, i)
		return to > i && !t.excused(s, i, to)
	})
	return to, ok
}

// particular gives a section by its id, nil: none.
func (b *book) particular(id string) *section {
	for _, s := range b.sections {
		if s.id == id {
			return s
		}
	}
	return nil
}

// has reports whether any pattern of a section finds something in the draft, and where.
func (t *text) has(s *section) (from, to int, ok bool) {
	for i := range t.words {
		if to, ok := t.finds(s, i); ok {
			return i, to, true
		}
	}
	return 0, 0, false
}
