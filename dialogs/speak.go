package dialogs

import (
	"cmp"
	"slices"

	"makegood/dialogs/language"
)

// A crew and a customer may speak another language than the company writes. What is read is in
// the language of whoever reads it; what is said to the customer, or written to them, is in the
// one that is spoken with them: the owner's, until somebody says otherwise.

// speaks are the acts that say so, one for each language: "speak_es".
var speaks = func() map[Act]string {
	acts := map[Act]string{}
	for _, lang := range Langs {
		acts[speakIn(lang)] = lang
	}
	return acts
}()

func speakIn(lang string) Act { return Act("speak_" + lang) }

var _ = func() bool {
	acts := map[Act]deed{}
	for act := range speaks {
		acts[act] = deed{does: (*turn).speak}
	}
	return put(deeds, acts)
}()

// speak draws the step once more, with words in the other language.
func (t *turn) speak(ch Choice) {
	t.c.Spoken = speaks[ch.Act]
	t.redraw()
}

// aloud is the language that is spoken with the customer.
func (c Case) aloud() string { return cmp.Or(c.Spoken, c.Owner.Lang, c.Policy.Language, Langs[0]) }

// otherLanguage is the act that changes it.
func (c Case) otherLanguage() Act { return speakIn(language.Next(c.aloud())) }

// maySpeak reports whether the other language is on offer: at every step of a talk where it
// is not plain which of the two it is, and where the talk begins also for everybody else in a
// company in which somebody reads another language than English.
func (t *turn) maySpeak() bool {
	foreign := func(lang string) bool { return lang != "" && lang != Langs[0] }
	if c := t.c; c.Spoken != "" || foreign(c.Owner.Lang) || foreign(c.Policy.Language) {
		return true
	}
	return t.c.Stage == t.c.path()[0] && slices.ContainsFunc(t.in.Staff, func(p Person) bool { return foreign(p.Lang) })
}

// toCustomer marks lines that the customer gets.
func (c Case) toCustomer(lines []Line) []Line {
	for i := range lines {
		lines[i].Lang = c.aloud()
	}
	return lines
}
