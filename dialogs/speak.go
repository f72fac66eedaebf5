package dialogs

import "cmp"

// A crew and a customer may speak another language than the company writes. What is read is in
// the language of whoever reads it; what is said to the customer, or written to them, is in the
// one that is spoken with them: the owner's, until somebody says otherwise.

// Acts.
const (
	SpeakEnglish Act = "speak_en"
	SpeakSpanish Act = "speak_es"
)

var speaks = map[Act]string{SpeakEnglish: "en", SpeakSpanish: "es"}

var _ = put(deeds, map[Act]deed{
	SpeakEnglish: {does: (*turn).speak},
	SpeakSpanish: {does: (*turn).speak},
})

// speak draws the step once more, with words in the other language.
func (t *turn) speak(ch Choice) {
	t.c.Spoken = speaks[ch.Act]
	t.redraw()
}

// aloud is the language that is spoken with the customer.
func (c Case) aloud() string { return cmp.Or(c.Spoken, c.Owner.Lang, c.Policy.Language, Langs[0]) }

// otherLanguage is the act that changes it.
func (c Case) otherLanguage() Act {
	if c.aloud() == "es" {
		return SpeakEnglish
	}
	return SpeakSpanish
}

// bilingual: it matters at every step which of the two is spoken; else it is asked where the
// talk begins, where there is room for it.
func (c Case) bilingual() bool {
	return c.Spoken != "" || cmp.Or(c.Owner.Lang, Langs[0]) != Langs[0]
}

// toCustomer marks lines that the customer gets.
func (c Case) toCustomer(lines []Line) []Line {
	for i := range lines {
		lines[i].Lang = c.aloud()
	}
	return lines
}
