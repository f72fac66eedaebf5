package draft

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed rules
var files embed.FS

// book is the rules of one language.
type book struct {
	sections []*section
	exact    map[string][]entry // by the first word of what they find
	stems    map[string][]entry // by the first letters of it
	loose    []entry            // that may begin with anything
	small    map[string]bool    // words that only this language has
}

// section is some patterns that are wrong for one reason.
type section struct {
	rule        Rule
	id          string // rule, or rule.particular
	why, better string
	finds       []pattern
	nots        []pattern // what looks like it and is not
	past        bool      // not where the sentence tells of what was
}

type entry struct {
	section *section
	pattern pattern
}

var loaded = sync.OnceValues(func() (map[string]*book, error) {
	books := map[string]*book{}
	for _, lang := range []string{"en", "es"} {
		b, err := read(files, path.Join("rules", lang))
		if err != nil {
			return nil, err
		}
		books[lang] = b
	}
	return books, nil
})

// read reads the rules of a folder, sets.txt first. The error names every line that is wrong.
func read(from fs.FS, folder string) (*book, error) {
	parts, err := fs.ReadDir(from, folder)
	if err != nil {
		return nil, fmt.Errorf("rules: %w", err)
	}
	slices.SortStableFunc(parts, func(a, b fs.DirEntry) int { // what the others use
		return strings.Compare(strings.TrimPrefix(a.Name(), "sets"), strings.TrimPrefix(b.Name(), "sets"))
	})
	r := &rules{book: &book{exact: map[string][]entry{}, stems: map[string][]entry{}, small: map[string]bool{}}, sets: map[string][][]string{}}
	for _, part := range parts {
		name := path.Join(folder, part.Name())
		content, err := fs.ReadFile(from, name)
		if err != nil {
			return nil, fmt.Errorf("rules: %w", err)
		}
		r.section, r.name = nil, name
		for i, line := range strings.Split(string(content), "\n") {
			r.at = fmt.Sprintf("%s:%d", name, i+1)
			r.line(strings.TrimSpace(line))
		}
	}
	for _, rule := range Rules {
		if !slices.ContainsFunc(r.book.sections, func(s *section) bool { return s.rule == rule }) {
			r.fault("%s: nothing is looked for under %s", folder, rule)
		}
	}
	for _, s := range r.book.sections {
		if s.why == "" || s.better == "" {
			r.fault("%s: [%s] needs a why and a better", folder, s.id)
		}
	}
	r.book.arrange()
	return r.book, errors.Join(r.faults...)
}

type rules struct {
	book     *book
	section  *section
	sets     map[string][][]string
	name, at string
	faults   []error
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
	case line == "past: no":
		r.section.past = true
	case strings.HasPrefix(line, "not "):
		r.pattern(&r.section.nots, line[4:])
	default:
		r.pattern(&r.section.finds, line)
	}
}

func (r *rules) heading(id string) {
	rule, _, _ := strings.Cut(id, ".")
	if !slices.Contains(Rules, Rule(rule)) && rule != told {
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

func (r *rules) pattern(list *[]pattern, line string) {
	find, better, _ := strings.Cut(line, "=>")
	p, err := compile(strings.TrimSpace(find), r.sets)
	if err != nil {
		r.fault("%s: %w", r.at, err)
		return
	}
	p.better, p.line = strings.TrimSpace(better), r.at
	*list = append(*list, p)
}

// arrange puts every pattern where the word that begins it leads.
func (b *book) arrange() {
	for _, s := range b.sections {
		for _, p := range s.finds {
			e := entry{s, p}
			starts := p.starts()
			if starts == nil {
				b.loose = append(b.loose, e)
			}
			seen := map[string]bool{}
			for _, w := range starts {
				stem, beginning := strings.CutSuffix(w, "*")
				switch {
				case !beginning && !seen[w]:
					b.exact[w] = append(b.exact[w], e)
				case beginning && len(stem) < stemmed:
					b.loose = append(b.loose, e)
				case beginning && !seen[stem[:stemmed]+"*"]:
					b.stems[stem[:stemmed]] = append(b.stems[stem[:stemmed]], e)
					w = stem[:stemmed] + "*"
				}
				seen[w] = true
			}
		}
	}
}

// stemmed is how many letters of a beginning lead to it.
const stemmed = 3
