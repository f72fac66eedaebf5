package dialogs

import "strings"

// A message that somebody picks for the coach is a customer's, to be answered, or words of our
// own, to be looked through before the customer has them. Which of the two is read from how it
// is put: customers speak of what happened to them and of us, we of what we do for them. It is
// shown as it was understood, and one tap says otherwise.

// heard are how customers put it, and reported is who passes on what one said; both are looked
// up as whole words, small letters.
var (
	reported = []string{
		"customer says", "customer said", "customer wrote", "customer is saying", "she says", "he says", "they say", "she said", "he said", "they said", "from the customer", "review says",
		"how do i", "how should i", "how can i", "what do i", "what should i", "what can i", "what do we", "how do we", "cliente dice", "cliente dijo", "dice que", "dijo que", "qué le digo", "cómo le digo", "qué digo",
	}
	heard = []string{
		"your technician", "your tech", "your guy", "your company", "your people", "your office", "your plumber", "your driver", "your service", "you guys", "you people", "you said", "you told me",
		"you promised", "you charged", "you sent", "you never", "you broke", "you still", "you came", "i paid", "i want", "i waited", "i have been waiting", "i've been waiting", "i am waiting",
		"i'm still waiting", "i took", "i lost", "i called", "i have called", "i've called", "i'm going to", "i will never", "i won't", "i'll never", "i demand", "i expect", "i need", "i'm done", "i am done",
		"i'm furious", "i am furious", "i'm not paying", "my money", "my house", "my kitchen", "my basement", "my ac", "my heater", "my furnace", "my kids", "my baby", "my wife", "my husband", "my mother",
		"my bill", "my invoice", "my lawyer", "my floor", "my ceiling", "nobody came", "no one came", "nobody showed", "no one showed", "never showed", "never called", "nobody called", "no one called",
		"still broken", "still leaking", "still no", "still not", "refund me", "money back", "unacceptable", "ridiculous", "rip off", "ripped off", "scam", "worst", "terrible", "awful", "joke", "bbb",
		"su técnico", "su compañía", "su empresa", "ustedes", "me prometieron", "me dijeron", "me cobraron", "me dejaron", "nadie vino", "nadie llamó", "nadie me", "llevo esperando", "quiero mi", "quiero que", "mi dinero",
		"mi casa", "mi cocina", "pagué", "sigue sin", "todavía no", "inaceptable", "una vergüenza", "pésimo", "estafa", "nunca más", "perdí",
	}
	spokenByUs = []string{
		"we will", "we'll", "we can", "we are sorry", "we're sorry", "we apologize", "we would like", "we'd like", "i am sorry", "i'm sorry", "i apologize", "our technician", "our tech", "our team", "our office",
		"our manager", "our records", "our policy", "your appointment", "your visit", "your patience", "your concern", "your concerns", "your call", "your experience", "your frustration", "thank you for", "thanks for", "let me know", "let me check",
		"i understand", "i'll call", "i will call", "i'll be", "i will be", "i can offer", "you should have", "as i said", "calm down", "per our", "please call", "please tell me", "please accept", "feel free", "we guarantee",
		"happy to", "on behalf of", "sincerely", "regards", "dear", "hi mrs", "hi mr", "hi ms", "hello mrs", "hello mr", "hello ms",
		"lo siento", "lo sentimos", "disculpe", "disculpas", "le llamo", "le llamaremos", "le llamaré", "podemos", "nuestro técnico", "nuestro equipo", "nuestra oficina", "su cita", "su visita", "gracias por", "le ofrezco",
		"le ofrecemos", "le devolvemos", "entiendo", "por favor dígame", "estimada", "estimado", "garantizamos", "saludos",
	}
)

// OurWords reports whether a text reads like words for a customer rather than a customer's own.
// Where it reads like neither, it is ours if whoever asks wrote it.
func OurWords(text string, theirs bool) bool {
	text = " " + strings.Join(strings.FieldsFunc(straight(strings.ToLower(text)), notInWord), " ") + " "
	count := func(cues []string) (n int) {
		for _, c := range cues {
			n += strings.Count(text, " "+c+" ")
		}
		return n
	}
	if count(reported) > 0 {
		return false
	}
	ours, customers := count(spokenByUs), count(heard)
	return ours > customers || ours == customers && theirs
}

// checkWords begin what somebody wants to have looked through.
var checkWords = []string{"check my own words", "check my words", "check this", "check", "is this ok", "is it ok to say", "can i say", "may i say", "revisa mis palabras", "revisa", "puedo decir", "está bien decir"}

// ToCheck cuts a question like "check: We're sorry about the wait." to what is to be looked
// through. asked without words: they want to, and have not written them.
func ToCheck(text string) (words string, asked bool) {
	text = strings.TrimSpace(text)
	for _, c := range checkWords {
		if len(text) < len(c) || !strings.EqualFold(text[:len(c)], c) {
			continue
		}
		rest := text[len(c):]
		if bare := strings.Trim(rest, " :.?!"); bare == "" {
			return "", true
		}
		if after := strings.TrimLeft(rest, " "); strings.HasPrefix(after, ":") || strings.HasPrefix(after, "\u201c") || strings.HasPrefix(after, `"`) {
			return strings.Trim(after, " :\u201c\u201d\""), true
		}
	}
	return "", false
}
