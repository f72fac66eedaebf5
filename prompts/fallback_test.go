package prompts

import (
	"testing"

	"makegood/dialogs"
)

// TestLackingPhrase: a language that lacks a phrase says it in English, and everything else in
// its own words; it never says nothing.
func TestLackingPhrase(t *testing.T) {
	specs := []dialogs.Spec{{Phrase: "note.line", Slots: []string{"what"}, Needs: []string{"what"}}, {Phrase: "hint.ask"}}
	english, err := Read([]File{{"en.txt", "[note.line]\nany: Note: {what}\n[hint.ask]\nany: A few words\n"}}, specs)
	if err != nil {
		t.Fatal(err)
	}
	spanish, err := readAll([]File{{"es.txt", "[note.line]\nany: Nota: {what}\n"}}, specs)
	if err == nil {
		t.Fatal("what lacks a phrase is not refused by the tests")
	}
	spanish.fillFrom(english)
	w := Words{libraries: map[string]*Library{"en": english, "es": spanish}}
	l, lang := w.In("es")
	if got := l.Text(dialogs.Phrase("note.line").With("what", "x")); got != "Nota: x" || lang != "es" {
		t.Errorf("in %s it says %q", lang, got)
	}
	if got := l.Text(dialogs.Phrase("hint.ask").With()); got != "A few words" {
		t.Errorf("what it lacks is %q", got)
	}
	if _, lang := w.In("fr"); lang != "en" {
		t.Errorf("a language that there is none of is spoken in %s", lang)
	}
}
