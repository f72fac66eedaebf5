package dialogs

import (
	"slices"
	"strings"
)

// Below an answer of the coach people type what they could press: "shorter please", "can you say
// it in Spanish", "más corto". It is a wish only where nothing else is said: what is left of the
// text without small words is one of these, to the letter. What they say of an answer is none:
// "nice", "that's shorter". In a case's thread others talk too, about a house that is warmer
// now: there it is one only in words that hardly mean anything else.

// A plainness is what else has to be said for words to be a wish.
type plainness int

const (
	wishPlain  plainness = iota // nothing: "shorter"
	wishNamed                   // in a case's thread that it is about words: "in Spanish"
	wishLoose                   // nothing, but in a case's thread it may be about anything: "too long"
	wishPraise                  // "more", or outside of a case's thread that we are asked: "make it nice"
)

// wished is what words stand for.
type wished struct {
	press Chose
	plainness
}

// wishes are the acts, by what is left of the text; those of a language are its name.
var wishes = func() map[string]wished {
	all := map[string]wished{}
	add := func(press Chose, how plainness, words string) {
		for w := range strings.SplitSeq(words, ", ") {
			all[w] = wished{press, how}
		}
	}
	for act, words := range map[Act][3]string{
		AskShorter: {
			"shorter, shorten, briefer, corto, corta, cortito, cortita, breve, acortalo",
			"short, brief, quicker, too long, too many words, muy largo, muy larga, demasiado largo",
		},
		AskWarmer: {
			"warmer, kinder, nicer, softer, gentler, friendlier",
			"too cold, too harsh, too hard, too stiff, muy frio, muy fria, muy duro, muy dura, muy seco, muy seca",
			"warm, kind, nice, soft, gentle, friendly, amable, calido, calida, carinoso, carinosa, suave",
		},
		AskFirmer: {
			"firmer, stronger, tougher, stricter",
			"too soft, too nice, too weak, muy suave, muy blando, muy blanda",
			"firm, strong, firme, fuerte, serio, seria",
		},
		AskSay: {
			"as at first, como al principio",
			"first, the first one, as before, the original, the original one, original version, el primero, la primera, como antes, el original",
			"original",
		},
	} {
		for how, words := range map[plainness]string{wishPlain: words[0], wishLoose: words[1], wishPraise: words[2]} {
			add(Chose{Act: act}, how, words)
		}
	}
	add(Chose{Act: AskLang, Value: "en"}, wishNamed, "english, ingles")
	add(Chose{Act: AskLang, Value: "es"}, wishNamed, "spanish, espanol")
	delete(all, "")
	return all
}()

// Words that people put around a wish.
var (
	besides = strings.Fields(`please pls plz thanks thx ok okay and hey can could would will u you make give write put say tell me us do it it's that that's this is be
		just a an the one version little bit bit much way more now again i need want in to answer
		por favor porfa porfavor gracias y puede puedes podria lo la le me que sea hazlo haga hagalo dilo digalo dimelo damelo ponlo pongalo escribelo esta es un una poco poquito
		mas version ahora otra vez quiero necesito en respuesta`)
	more    = strings.Fields("more mas")
	within  = strings.Fields("in en") // a language
	stating = strings.Fields("is it's that's es")
	asks    = strings.Fields(`please pls plz can could would make give write put say por favor porfa porfavor puede puedes podria
		hazlo haga hagalo dilo digalo dimelo damelo ponlo pongalo escribelo`)

	// What people say to each other about a visit or a house: "it's warmer now, thanks".
	chatter = strings.Fields("is it's that's es esta be now ahora thanks thx gracias much i want need quiero necesito will would could us")
)

// wish reads one; among is whether others talk there too, about a case.
func wish(text string, among bool) (Chose, bool) {
	const most = 10 // words; whoever writes more says more
	words := strings.FieldsFunc(bare(straight(text)), notInWord)
	if len(words) > most {
		return Chose{}, false
	}
	has := func(list []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
	}
	e, ok := wishes[strings.Join(words, " ")]
	if !ok {
		e, ok = wishes[strings.Join(slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(besides, w) }), " ")]
	}
	if !ok || among && has(chatter) {
		return Chose{}, false
	}
	switch e.plainness {
	case wishPlain:
		ok = !has(stating)
	case wishNamed:
		ok = !among || has(within)
	case wishLoose:
		ok = !among
	case wishPraise:
		ok = !has(stating) && (has(more) || !among && has(asks))
	}
	return e.press, ok
}

// Wishes reports whether a text may stand for a press on an answer that it was typed below; among
// is whether that is in a case's thread.
func Wishes(text string, among bool) bool { _, ok := wish(text, among); return ok }

// Wish is the press that a text typed below the answer stands for; ok is false where it stands
// for none, or the answer has no words to turn.
func (q Coaching) Wish(text string) (press Chose, ok bool) {
	press, ok = wish(text, false)
	return press, ok && q.message().Words != nil
}
