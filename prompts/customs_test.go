package prompts

import (
	"maps"
	"regexp"
	"strings"
	"sync"
	"testing"

	"makegood/dialogs"
)

// custom is what the words of one language are held to beyond what holds for all: how its facts
// look, and what nobody says in it. A language without one is not complete.
type custom struct {
	facts     dialogs.Slots  // those that look otherwise than in English
	times     *regexp.Regexp // a time as the examples in hints and errors have it
	never     []ban          // what nobody says or reads, but for the quotes in lines that warn of it
	neverSaid []ban          // what is not said to a customer
}

type ban struct {
	words *regexp.Regexp
	why   string
}

// customs are those of every language. That a wording says no more than fits one breath is held
// in words for all of them; how hard a text is to read is measured by package draft, which has a
// scale of its own for each language.
var customs = map[string]custom{"en": ofEnglish, "es": ofSpanish}

// factsIn is what the facts look like in a language.
func factsIn(lang string) dialogs.Slots {
	all := maps.Clone(sample)
	maps.Copy(all, customs[lang].facts)
	return all
}

// libraryOf is the library of a language, loaded once.
func libraryOf(t testing.TB, lang string) *Library {
	t.Helper()
	if l, ok := libraries.Load(lang); ok {
		return l.(*Library)
	}
	l, err := Language(lang)
	if err != nil {
		t.Fatalf("the library in %q does not load:\n%v", lang, err)
	}
	libraries.Store(lang, l)
	return l
}

var libraries sync.Map

var ofEnglish = custom{
	times: regexp.MustCompile(`\b(today|tomorrow|Friday) (noon|\d+[ap]m)\b`),
	never: []ban{
		{regexp.MustCompile(`(?i)\bcalm down\b|\bunfortunately\b|\bpolic(y|ies)\b`), "belittles, or hides behind a rule"},
		{regexp.MustCompile(`(?i)sorry for (any|the) inconvenience|sorry (that )?you feel|sorry if\b`), "is no apology"},
		{regexp.MustCompile(`(?i)\b(he|she|him|his|her|hers|himself|herself|sir|madam|ma'am|lady|guys?)\b`), "guesses a gender"},
		{regexp.MustCompile(`(?i)\bplease be advised\b|\bvalued customer\b|\bgreat job\b|\bwell done\b|\boops\b`), "is a machine talking"},
		{regexp.MustCompile(`(?i)\b(our|my|their|your) (fault|mistake|error)\b|\b(we|I) (failed|caused|broke|damaged|messed|forgot)\b`), "puts a fault on somebody"},
		{regexp.MustCompile(`(?i)\bguarantee|\bnever (again|happen)`), "is more than anybody can know"},
		{regexp.MustCompile(`!`), "shouts"},
	},
	neverSaid: []ban{
		{regexp.MustCompile(`(?i)\bbut\b|\bhowever\b|\bthough\b|\bactually\b`), "takes back what went before"},
		{regexp.MustCompile(`(?i)\bpromis|\b(will|'ll) (fix|solve|refund|pay|get you|make sure|be (fixed|solved|done|right|fine))\b`), "promises a result"},
		{regexp.MustCompile(`(?i)\bfull responsibility\b|\bresponsible\b|\bliab|\bblame\b|\bnegligen|\bbecause (we|I|our)\b|\bwe should have\b`), "admits a cause"},
		{regexp.MustCompile(`(?i)\byou (should|must|need to|have to|could have)\b|\bas I said\b|\bto be honest\b|\bhonestly\b`), "lectures"},
		{regexp.MustCompile(`(?i)\b(can't|cannot|can not|won't|unable|impossible|nothing I can)\b`), "says what cannot be done"},
		{regexp.MustCompile(`(?i)\{customer\}`), "needs a name that may not be known"},
	},
}

// inSpanish is a ban on whole words; \b knows no accents.
func inSpanish(words, why string) ban {
	return ban{regexp.MustCompile(`(?i)(^|[^\pL])(` + words + `)($|[^\pL])`), why}
}

// Of Spanish more is to be watched: it has a gender on nearly every word, and two ways to say "you".
var ofSpanish = custom{
	facts: dialogs.Slots{
		"last": "el lun a las 10:42 am", "tried": "el lun 23 nov a las 10:42 am", "at": "a las", "promises": "R-104, hoy, lun a las 5:00 pm", "time": "a las 10:58 am", "until": "a las 10:58 am", "remind": "a las 10:52 am", "now": "a las 10:42 am",
		"was": "el lun 23 nov a las 5:00 pm", "day": "el lun 23 nov a las 10:42 am", "when": "hoy, lun a las 5:00 pm", "due": "mañana, mar a las 10:00 am", "customer": "Sra. Álvarez", "problem": "sin agua caliente, segunda visita", "what": "la mitad de la reparación",
		"words": "la mitad", "extra": "una revisión", "outcome": "resuelto", "stage": "sentimientos", "text": "de regreso a las 3", "note": "con generosidad",
		"failure": "sin piezas", "branch": "hubo ofensas", "answer": "yo lo tengo", "stand": "mejor", "how": "mensaje de voz", "loss": "el trabajo que pagó",
		"keeps": "no quiere nada de lo que hicimos", "cause": "falló dos veces", "title": "No me deja terminar",
	},
	times: regexp.MustCompile(`\b(hoy|mañana|domingo|lunes|viernes) (al mediodía|\d+[ap]m)`),
	never: []ban{
		inSpanish(`c[aá]lmese|tranquil[ií]cese|lamentablemente|desafortunadamente|por desgracia|pol[ií]ticas?`, "belittles, or hides behind a rule"),
		inSpanish(`disculp\pL+ (las|la|cualquier) molestias?|(siento|lamento) (que se sienta|si)`, "is no apology"),
		inSpanish(`él|ellas?|ellos|señora?|señorita|caballero|dama|joven|estimad[oa]|bienvenid[oa]`, "guesses a gender"),
		inSpanish(`(enojad|content|satisfech|frustrad|cansad|preocupad|ocupad|encantad|agradecid|apenad|sol|mism)[oa]s? (con|por|de|a usted)`, "guesses a gender"),
		inSpanish(`(está|estoy|quedó|quede|es usted) (molest|segur|list|tranquil|content|satisfech|enojad|sol)[oa]s?`, "guesses a gender"),
		inSpanish(`(lo|la) (llam[oea]|escucho|ayudo|espero|visito|localizo)|(llamar|ayudar|localizar)(lo|la)|yo mism[oa]`, "guesses a gender"),
		inSpanish(`tú|tus?|te|ti|contigo|tuy[oa]s?|tienes|puedes|quieres|debes|sabes|dime|haz`, "says tú, where we say usted"),
		inSpanish(`se le informa|le informamos|cliente valioso|felicidades|buen trabajo|bien hecho por|ups`, "is a machine talking"),
		inSpanish(`(nuestra|nuestro|mi|su) (culpa|error|falla)|fallamos|causamos|rompimos|dañamos|olvidamos|nos equivocamos|la regamos`, "puts a fault on somebody"),
		inSpanish(`garanti\pL+|nunca más|jamás`, "is more than anybody can know"),
		{regexp.MustCompile(`[!¡]`), "shouts"},
	},
	neverSaid: []ban{
		inSpanish(`pero|sin embargo|no obstante|en realidad`, "takes back what went before"),
		inSpanish(`prome\pL+|(voy|vamos|va|van) a (arreglar|resolver|reparar|pagar|devolver|reembolsar|quedar|funcionar)\pL*`, "promises a result"),
		inSpanish(`responsab\pL+|culp\pL+|negligen\pL+|porque (yo|nosotros|nuestr[oa]s?|no)|debimos`, "admits a cause"),
		inSpanish(`usted (debe|debería|debió|tiene que|tenía que)|como (ya )?le dije|para ser honest[oa]|honestamente|francamente`, "lectures"),
		inSpanish(`no (puedo|podemos|se puede|es posible)|imposible|nada que hacer`, "says what cannot be done"),
		{regexp.MustCompile(`\{customer\}`), "needs a name that may not be known"},
	},
}

// What is written for one language is written for all: each has its customs, what is read has the
// same facts in it, and questions of Spanish open and close.
func TestLanguagesSayTheSame(t *testing.T) {
	en := libraryOf(t, "en")
	eachWording(t, func(lang string, spec dialogs.Spec, w wording) {
		if customs[lang].never == nil {
			t.Fatalf("nothing says what the words in %q are held to", lang)
		}
		if lang == "es" && strings.Count(w.source, "¿") != strings.Count(w.source, "?") {
			t.Errorf("%s: [%s] a question that does not open or close: %s", w.at, spec.Phrase, w.source)
		}
		if spec.Spoken || strings.HasPrefix(string(spec.Phrase), "moment.") { // each of its wordings may leave out another; times are put together in other ways
			return
		}
		english := en.phrases[spec.Phrase][everybody][0]
		if has, want := slotsOf(w), slotsOf(english); !maps.Equal(has, want) {
			t.Errorf("%s: [%s] has the facts %v, and in English %v: %s", w.at, spec.Phrase, has, want, w.source)
		}
	})
}

// slotsOf are the facts in a wording.
func slotsOf(w wording) map[string]bool {
	all := map[string]bool{}
	for _, p := range w.parts {
		if p.slot != "" {
			all[p.slot] = true
		}
	}
	return all
}
