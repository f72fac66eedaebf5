package dialogs

import (
	"slices"
	"strings"
)

// Phrase names a piece of wording in the library. This package says which
// wording is wanted and with which facts; the words themselves are data
// elsewhere, and a library that lacks one does not load.
type Phrase string

// Spec is what the library must hold for a phrase.
type Spec struct {
	Phrase Phrase
	Slots  []string // facts the wording may use; it may use no others
	Needs  []string // facts that every wording must use
	Spoken bool     // said aloud to a customer: at least three wordings for each setting
}

// Phrases lists every phrase this package can ask for, sorted by name.
func Phrases() []Spec {
	all := make([]Spec, 0, len(registry)+len(deeds)+2*len(scenes)+len(branches))
	all = append(all, registry...)
	for act, d := range deeds {
		all = append(all, spec(act.phrase(), d.label, false))
	}
	for stage := range scenes {
		if stage != Ended {
			all = append(all, spec(stage.name(), "", false), spec(stage.next(), "", false))
		}
	}
	for b := range branches {
		all = append(all, spec(b.name(), "", false))
	}
	slices.SortFunc(all, func(a, b Spec) int { return strings.Compare(string(a.Phrase), string(b.Phrase)) })
	return all
}

var registry []Spec

// tell registers wording people read, say wording they speak. Slots are names
// separated by blanks; one marked with "!" must appear in every wording.
func tell(id, slots string) Phrase { return register(id, slots, false) }

func say(id, slots string) Phrase { return register(id, slots, true) }

func register(id, slots string, spoken bool) Phrase {
	registry = append(registry, spec(Phrase(id), slots, spoken))
	return Phrase(id)
}

func spec(p Phrase, slots string, spoken bool) Spec {
	s := Spec{Phrase: p, Spoken: spoken}
	for name := range strings.FieldsSeq(slots) {
		bare := strings.TrimSuffix(name, "!")
		if bare != name {
			s.Needs = append(s.Needs, bare)
		}
		s.Slots = append(s.Slots, bare)
	}
	return s
}

// With makes a line from the phrase and slot name, value pairs.
func (p Phrase) With(pairs ...string) Line {
	l := Line{Phrase: p}
	for i := 0; i+1 < len(pairs); i += 2 {
		if l.Slots == nil {
			l.Slots = Slots{}
		}
		l.Slots[pairs[i]] = pairs[i+1]
	}
	return l
}
