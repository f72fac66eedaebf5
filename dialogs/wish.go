package dialogs

import (
	"slices"
	"strings"
)

// Below an answer of the coach people type what they could press: "shorter please", "can you say
// it in Spanish", "más corto". It is a wish only where nothing else is said: what is left of the
// text without small words is one of these, to the letter.

// wishes are the acts, by what is left of the text; those of a language are its name.
var wishes = func() map[string]Chose {
	all := map[string]Chose{}
	for act, words := range map[Act]string{
		AskShorter: "shorter, short, shorten, briefer, brief, quicker, too long, too many words, corto, corta, cortito, cortita, breve, acortalo, muy largo, muy larga, demasiado largo",
		AskWarmer: "warmer, warm, kinder, kind, nicer, nice, softer, soft, gentler, gentle, friendlier, friendly, too cold, too harsh, too hard, too stiff, " +
			"amable, calido, calida, carinoso, carinosa, suave, muy frio, muy fria, muy duro, muy dura, muy seco, muy seca",
		AskFirmer: "firmer, firm, stronger, strong, tougher, stricter, too soft, too nice, too weak, firme, fuerte, serio, seria, muy suave, muy blando, muy blanda",
		AskSay:    "first one, as at first, as before, original, el primero, la primera, como al principio, como antes",
	} {
		for w := range strings.SplitSeq(words, ", ") {
			all[w] = Chose{Act: act}
		}
	}
	for lang, words := range map[string]string{"en": "english, ingles", "es": "spanish, espanol"} {
		for w := range strings.SplitSeq(words, ", ") {
			all[w] = Chose{Act: AskLang, Value: lang}
		}
	}
	return all
}()

// besides are the words that people put around a wish.
var besides = strings.Fields(`please pls plz thanks thx ok okay and hey can could would will you u make give write put say tell me us do it it's that that's this is be
	just a an the one version little bit bit much way more now again i need want in to answer
	por favor porfa porfavor gracias y puede puedes podria lo la le me que sea hazlo haga hagalo dilo digalo dimelo damelo ponlo pongalo escribelo esta es un una poco poquito
	mas version ahora otra vez quiero necesito en respuesta`)

// wish reads one.
func wish(text string) (Chose, bool) {
	const most = 10 // words; whoever writes more says more
	words := strings.FieldsFunc(bare(straight(text)), notInWord)
	if len(words) > most {
		return Chose{}, false
	}
	whole := strings.Join(words, " ")
	if e, ok := wishes[whole]; ok {
		return e, true
	}
	e, ok := wishes[strings.Join(slices.DeleteFunc(words, func(w string) bool { return slices.Contains(besides, w) }), " ")]
	return e, ok
}

// Wishes reports whether a text may stand for a press on an answer that it was typed below.
func Wishes(text string) bool { _, ok := wish(text); return ok }

// Wish is the press that a text typed below the answer stands for; ok is false where it stands
// for none, or the answer has no words to turn.
func (q Coaching) Wish(text string) (press Chose, ok bool) {
	press, ok = wish(text)
	return press, ok && q.message().Words != nil
}
