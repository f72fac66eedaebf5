package prompts

import (
	"fmt"
	"sync"

	"makegood/dialogs"
)

// whole are the languages in which everything can be said; people are spoken to in no other.
// The first is what everybody gets whose language is not among them. A folder of words counts
// only when it is named in dialogs/language. The tests then refuse it unless it holds every phrase;
// a service that runs all the same says in English what it lacks, rather than nothing.
var whole = dialogs.Langs

// Words are the libraries of all languages.
type Words struct {
	libraries map[string]*Library
	guides    map[string]*Guide
}

// Load reads every language, once in a process: they are part of it and never change.
func Load() (*Words, error) { return loadAll() }

var loadAll = sync.OnceValues(load)

// Warm gets ready what the first question and the first check would wait for, some hundred milliseconds.
func (w *Words) Warm() {
	for _, g := range w.guides {
		g.index()
	}
	Check("", Facts{})
}

func load() (*Words, error) {
	w := &Words{libraries: map[string]*Library{}, guides: map[string]*Guide{}}
	for _, lang := range whole {
		l, err := Language(lang)
		switch first := w.libraries[whole[0]]; {
		case err != nil && (first == nil || l == nil || l.countable() != nil):
			return nil, fmt.Errorf("the words of %q: %w", lang, err)
		case err != nil:
			l.fillFrom(first)
		}
		w.libraries[lang] = l
	}
	for _, lang := range whole { // people ask in the language they will speak in
		var err error
		if w.guides[lang], err = LoadGuide(lang); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// fillFrom takes from another language what this one lacks.
func (l *Library) fillFrom(other *Library) {
	for phrase, wordings := range other.phrases {
		if len(l.phrases[phrase]) == 0 {
			l.phrases[phrase] = wordings
		}
	}
}

// In is the library of a language and that language, or the English one where there is none.
func (w *Words) In(lang string) (library *Library, of string) {
	if _, ok := w.libraries[lang]; !ok {
		lang = whole[0]
	}
	return w.libraries[lang], lang
}

// Guide is what the coach answers with in a language, nil where there is none.
func (w *Words) Guide(lang string) *Guide { return w.guides[lang] }
