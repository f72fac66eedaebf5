package prompts

import (
	"embed"
	"errors"
	"fmt"
	"iter"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"makegood/dialogs"
)

// Guide is what people ask the coach, by situation, in one language. Like a [Library] it does
// not change once it is read.
type Guide struct {
	Situations []Situation
	lang       string
	index      func() *index // made when somebody first asks: a start has no time for it
}

// Situation is one thing that is hard to say, and ways to say it. [day], [name] and the like
// are left for whoever speaks.
type Situation struct {
	ID     string // "delay.not_before", the same in every language
	Title  string
	About  []string // how people ask for it
	Say    []string // two or more, each by itself
	Write  string
	Avoid  string // what not to say, and why
	Manner map[Manner]string
}

// Manner is another way to say the same.
type Manner string

// The manners that everything can be had in.
const (
	Shorter Manner = "shorter"
	Warmer  Manner = "warmer"
	Firmer  Manner = "firmer"
)

// Manners are all of them.
var Manners = []Manner{Shorter, Warmer, Firmer}

// General is the situation that always fits a little.
const General = "general.form"

// Unsafe is the one that goes before all others where somebody may be hurt.
const Unsafe = "work.unsafe"

//go:embed guide/*/*.txt guide/*.txt
var guideFiles embed.FS

// LoadGuide reads the guide of a language; what is wrong in it is named by its line.
func LoadGuide(lang string) (*Guide, error) {
	parts, err := guideFiles.ReadDir("guide/" + lang)
	if err != nil {
		return nil, fmt.Errorf("no guide in the language %q: %w", lang, err)
	}
	g := &Guide{lang: lang}
	var faults []error
	for _, part := range parts {
		name := path.Join("guide", lang, part.Name())
		text, err := guideFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("guide: %w", err)
		}
		faults = append(faults, g.read(name, string(text))...)
	}
	faults = append(faults, g.asked()...)
	for _, s := range g.Situations {
		faults = append(faults, s.check()...)
	}
	if _, ok := g.Situation(General); !ok {
		faults = append(faults, fmt.Errorf("[%s] is missing in %s", General, lang))
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	g.index = sync.OnceValue(func() *index { x := newIndex(lang, g.Situations); return &x })
	return g, nil
}

func (g *Guide) read(name, text string) (faults []error) {
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		id, heading := strings.CutPrefix(line, "[")
		key, value, ok := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch {
		case line == "" || line[0] == '#':
			continue
		case heading && strings.HasSuffix(id, "]") && !strings.Contains(id, " "):
			id = strings.TrimSuffix(id, "]")
			if _, there := g.Situation(id); there {
				faults = append(faults, fmt.Errorf("%s:%d: [%s] is there already", name, n+1, id))
			}
			g.Situations = append(g.Situations, Situation{ID: id, Manner: map[Manner]string{}})
		case !ok || value == "" || len(g.Situations) == 0:
			faults = append(faults, fmt.Errorf("%s:%d: this is no [situation] and no line like \"say: words\"", name, n+1))
		case !g.Situations[len(g.Situations)-1].set(key, value):
			faults = append(faults, fmt.Errorf("%s:%d: %q is not known, or there twice; see guide/README", name, n+1, key))
		}
	}
	return faults
}

// asked reads how people put each situation: a heading, and ways with semicolons between.
func (g *Guide) asked() (faults []error) {
	for id, ways := range sections(guideFile(g.lang + ".asked.txt")) {
		i := slices.IndexFunc(g.Situations, func(s Situation) bool { return s.ID == id })
		if i < 0 {
			faults = append(faults, fmt.Errorf("%s.asked.txt: there is no situation [%s]", g.lang, id))
			continue
		}
		for way := range strings.SplitSeq(ways, ";") {
			if way = strings.TrimSpace(way); way != "" {
				g.Situations[i].About = append(g.Situations[i].About, way)
			}
		}
	}
	return faults
}

// sections are the parts of a text by their headings, without remarks.
func sections(text string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		id, part := "", ""
		for line := range strings.Lines(text + "\n[]") {
			line = strings.TrimSpace(line)
			name, heading := strings.CutPrefix(line, "[")
			switch {
			case heading:
				if id != "" && !yield(id, part) {
					return
				}
				id, part = strings.TrimSuffix(name, "]"), ""
			case line != "" && line[0] != '#':
				part += " " + line
			}
		}
	}
}

// set takes one line; what can be there once is refused twice.
func (s *Situation) set(key, value string) bool {
	once := func(to *string) bool {
		free := *to == ""
		*to = value
		return free
	}
	switch key {
	case "title":
		return once(&s.Title)
	case "say":
		s.Say = append(s.Say, value)
		return true
	case "write":
		return once(&s.Write)
	case "avoid":
		return once(&s.Avoid)
	}
	if m := Manner(key); slices.Contains(Manners, m) && s.Manner[m] == "" {
		s.Manner[m] = value
		return true
	}
	return false
}

// check holds a situation against what every answer needs.
func (s Situation) check() (faults []error) {
	lacks := func(what string) { faults = append(faults, fmt.Errorf("[%s] lacks %s", s.ID, what)) }
	if s.Title == "" || len(s.About) == 0 {
		lacks("a title or what people ask")
	}
	if len(s.Say) < 2 {
		lacks("two wordings to say")
	}
	if s.Write == "" || s.Avoid == "" {
		lacks("something to write or to avoid")
	}
	for _, m := range Manners {
		if s.Manner[m] == "" {
			lacks(string(m))
		}
	}
	return faults
}

// Situation is the one with that id.
func (g *Guide) Situation(id string) (Situation, bool) {
	i := slices.IndexFunc(g.Situations, func(s Situation) bool { return s.ID == id })
	if i < 0 {
		return Situation{}, false
	}
	return g.Situations[i], true
}

// titled is somebody's name behind a title, which says nothing of what was asked, whatever else it
// may mean: Mr Waters, Mrs Price.
var titled = regexp.MustCompile(`(?i)\b(mr|mrs|ms)\.? \p{L}[\p{L}'’-]*`)

// Find is the situation that a question is about. found is false where none is clear, and the
// general form is given, which has to be said; near are those to ask about, three at most.
func (g *Guide) Find(question string) (s Situation, near []Situation, found bool) {
	if dialogs.Risky(question, g.lang) { // whatever else it asks
		if s, found = g.Situation(Unsafe); found {
			return s, nil, true
		}
	}
	ids, sure := g.index().best(titled.ReplaceAllString(question, "$1"))
	for _, id := range ids {
		if s, ok := g.Situation(id); ok {
			near = append(near, s)
		}
	}
	if sure && len(near) == 1 {
		return near[0], nil, true
	}
	s, _ = g.Situation(General)
	return s, near, false
}
