package prompts

import (
	"fmt"

	"makegood/dialogs"
)

// whole are the languages in which everything can be said; people are spoken to in no other.
// English is the first, and what everybody gets whose language is not among them. A folder of
// words counts only when it is named here: then it must hold every phrase, or nothing loads. To
// add one, write its folder, run the tests with it here, and leave it here when they pass.
var whole = []string{"en", "es"}

// Words are the libraries of all languages.
type Words struct {
	libraries map[string]*Library
	guides    map[string]*Guide
}

// Load reads every language.
func Load() (*Words, error) {
	w := &Words{libraries: map[string]*Library{}, guides: map[string]*Guide{}}
	for _, lang := range whole {
		l, err := Language(lang)
		if err != nil {
			return nil, fmt.Errorf("the words of %q: %w", lang, err)
		}
		w.libraries[lang] = l
	}
	for _, lang := range dialogs.Langs { // people ask in the language they will speak in
		var err error
		if w.guides[lang], err = LoadGuide(lang); err != nil {
			return nil, err
		}
	}
	return w, nil
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
