package draft

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"makegood/dialogs/language"
)

//go:embed rules
var files embed.FS

// book is the rules of one language.
type book struct {
	sections []*section
	index    index           // of what all but the sections asked for by name find
	small    map[string]bool // words that only this language has
}

// section is some patterns that are wrong for one reason.
type section struct {
	rule        Rule
	id          string // rule, or rule.particular
	why, better string
	finds       index
	nots        index // what looks like it and is not
}

type entry struct {
	section *section
	pattern pattern
}

var loaded = sync.OnceValues(func() (map[string]*book, error) {
	books := map[string]*book{}
	for _, lang := range language.All {
		b, err := open(lang, Rules)
		if err != nil {
			return nil, err
		}
		books[lang] = b
	}
	return books, nil
})

// file is some of the rules as somebody wrote them.
type file struct{ name, content string }

// open reads the rules of a folder, the sets that the others use first.
func open(folder string, wanted []Rule) (*book, error) {
	folder = path.Join("rules", folder)
	parts, err := files.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("rules: %w", err)
	}
	var list []file
	for _, part := range parts {
		name := path.Join(folder, part.Name())
		content, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("rules: %w", err)
		}
		list = append(list, file{name, string(content)})
	}
	slices.SortStableFunc(list, func(a, b file) int {
		return cmp.Compare(strings.TrimSuffix(a.name, "sets.txt"), strings.TrimSuffix(b.name, "sets.txt"))
	})
	return read(list, wanted)
}

// read reads rules, which must have some for each of those wanted. The error names every
// line that is wrong.
func read(list []file, wanted []Rule) (*book, error) {
	r := &rules{wanted: wanted, book: &book{small: map[string]bool{}}, sets: map[string][][]string{}}
	for _, f := range list {
		r.section = nil
		for i, line := range strings.Split(f.content, "\n") {
			r.at = fmt.Sprintf("%s:%d", f.name, i+1)
			r.line(strings.TrimSpace(line))
		}
	}
	for _, rule := range wanted {
		if !slices.ContainsFunc(r.book.sections, func(s *section) bool { return s.rule == rule }) {
			r.fault("nothing is looked for under %s", rule)
		}
	}
	for _, s := range r.book.sections {
		if s.why == "" || s.better == "" {
			r.fault("[%s] needs a why and a better", s.id)
		}
	}
	return r.book, errors.Join(r.faults...)
}

type rules struct {
	wanted  []Rule
	book    *book
	section *section
	sets    map[string][][]string
	at      string
	faults  []error
}

func (r *rules) fault(format string, args ...any) {
	r.faults = append(r.faults, fmt.Errorf(format, args...))
}

func (r *rules) line(line string) {
	key, value, _ := strings.Cut(line, ":")
	set, members, isSet := strings.Cut(line, "=")
	switch {
	case line == "" || strings.HasPrefix(line, "#"):
	case strings.HasPrefix(line, "["):
		r.heading(strings.Trim(line, "[]"))
	case isSet && strings.HasPrefix(line, "<") && strings.HasSuffix(strings.TrimSpace(set), ">"):
		r.set(strings.TrimSpace(set), members)
	case r.section == nil:
		r.fault("%s: this is under no heading", r.at)
	case key == "why":
		r.section.why = strings.TrimSpace(value)
	case key == "better":
		r.section.better = strings.TrimSpace(value)
	default:
		r.pattern(line)
	}
}

func (r *rules) heading(id string) {
	rule, _, _ := strings.Cut(id, ".")
	if !slices.Contains(r.wanted, Rule(rule)) && rule != told {
		r.fault("%s: there is no rule %q", r.at, rule)
	}
	r.section = &section{rule: Rule(rule), id: id}
	r.book.sections = append(r.book.sections, r.section)
	if rule == told {
		r.section.why, r.section.better = "-", "-"
	}
}

// told is the heading of the patterns that show that a sentence tells of what was.
const told = "past"

func (r *rules) set(name, members string) {
	all, err := options("("+strings.TrimSpace(members)+")", r.sets)
	if err != nil {
		r.fault("%s: %w", r.at, err)
		return
	}
	r.sets[name] = append(r.sets[name], all...)
	if name == "<small>" {
		for _, w := range all {
			r.book.small[w[0]] = true
		}
	}
}

func (r *rules) pattern(line string) {
	find, better, _ := strings.Cut(line, "=>")
	find, not := strings.CutPrefix(find, "not ")
	p, err := compile(strings.TrimSpace(find), r.sets)
	if err != nil {
		r.fault("%s: %w", r.at, err)
		return
	}
	p.better = strings.TrimSpace(better)
	e := entry{r.section, p}
	if not {
		r.section.nots.add(e)
		return
	}
	r.section.finds.add(e)
	if !r.section.named() {
		r.book.index.add(e)
	}
}

// named: the section is asked for by name, and does not look by itself.
func (s *section) named() bool {
	return s.rule == told || s.id == momentID || s.id == "bargain.value"
}
