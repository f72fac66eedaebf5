package calendar

import (
	"slices"
	"strings"
	"unicode"
)

// spanishWords are the words of a moment in Spanish, without accents, and what they are in English; the longest that
// fits is taken. They are put in place only in words that show that they are Spanish: "once" and "mar" are English too.
var spanishWords = map[string]string{
	"hoy": "today", "hoy mismo": "today", "manana": "tomorrow", "manana mismo": "tomorrow", "pasado manana": "day after tomorrow",
	"ayer": "yesterday", "ahora": "now", "ahora mismo": "right now", "hoy , mar": "today , tuesday", "manana , mar": "tomorrow , tuesday",

	"lunes": "monday", "martes": "tuesday", "miercoles": "wednesday", "jueves": "thursday", "viernes": "friday", "sabado": "saturday",
	"domingo": "sunday", "lun": "monday", "mie": "wednesday", "jue": "thursday", "vie": "friday", "sab": "saturday", "el mar": "on tuesday",
	"dom": "sunday", "este": "this", "que viene": "", "de la semana que viene": "next week", "de la proxima semana": "next week",

	"enero": "january", "ene": "january", "febrero": "february", "marzo": "march", "abril": "april", "abr": "april", "mayo": "may",
	"junio": "june", "julio": "july", "agosto": "august", "ago": "august", "septiembre": "september", "setiembre": "september",
	"octubre": "october", "noviembre": "november", "diciembre": "december", "dic": "december",

	"el": "on", "la": "", "las": "at", "a la": "at", "a las": "at", "de": "of", "del": "of", "al": "", "y": "and",
	"para": "by", "para el": "by", "para las": "by", "para la": "by", "antes del": "before", "antes de las": "before", "antes de la": "before",
	"antes de": "before", "hasta": "until", "hasta el": "until", "hasta las": "until", "hasta la": "until", "a mas tardar": "no later than",

	"esta manana": "this morning", "esta tarde": "this afternoon", "esta noche": "tonight", "de la manana": "am", "de la madrugada": "am",
	"de la tarde": "pm", "de la noche": "pm", "en la manana": "in the morning", "por la manana": "in the morning", "en la tarde": "in the afternoon",
	"por la tarde": "in the afternoon", "en la noche": "in the night", "por la noche": "in the night", "manana temprano": "tomorrow morning",
	"mediodia": "noon", "a mediodia": "noon", "al mediodia": "noon", "medio dia": "noon", "al medio dia": "noon", "medianoche": "midnight",
	"a medianoche": "midnight", "12 de la noche": "midnight", "doce de la noche": "midnight", "fin del dia": "end of day", "final del dia": "end of day",
	"al cierre": "closing time", "al cerrar": "closing time", "primera hora": "first thing", "y media": ":30", "y cuarto": ":15",

	"en": "in", "dentro de": "in", "una hora": "1 hour", "media hora": "half an hour", "hora": "hour", "horas": "hours", "minuto": "minute",
	"minutos": "minutes", "dia": "day", "dias": "days", "semana": "week", "semanas": "weeks", "dias habiles": "business days",
	"ano": "year", "anos": "years",

	"un": "1", "una": "1", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6", "siete": "7", "ocho": "8", "nueve": "9",
	"diez": "10", "once": "11", "doce": "12", "quince": "15", "veinte": "20", "treinta": "30",
}

// longest is how many words the longest of them has.
const longest = 5

// ofSpanish are words that show that a text is Spanish; the others may be English.
var ofSpanish = []string{
	"hoy", "manana", "pasado", "ayer", "ahora", "lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo", "lun", "mie", "jue", "vie",
	"sab", "el", "la", "las", "al", "del", "de", "para", "antes", "hasta", "esta", "en", "dentro", "mediodia", "medianoche", "medio", "media", "por",
	"horas", "minutos", "dias", "semanas",
}

// inEnglish puts English words in place of Spanish ones in a text that is known to be a moment.
func inEnglish(tokens []token) []token {
	if !isSpanish(tokens) {
		return tokens
	}
	var out []token
	for i := 0; i < len(tokens); {
		said, n := spanishAt(tokens[i:])
		if n == 0 {
			out = append(out, tokens[i])
			i++
			continue
		}
		for _, t := range scan(said) {
			t.start, t.end, t.capital = tokens[i].start, tokens[i+n-1].end, tokens[i].capital
			t.glued = t.glued || t.text == ":"
			out = append(out, t)
		}
		i += n
	}
	return out
}

// spanishAt is what the Spanish words at the start are in English, and how many they are; 0: there are none.
func spanishAt(tokens []token) (said string, n int) {
	var words [longest]string
	n = min(longest, len(tokens))
	for i, t := range tokens[:n] {
		words[i] = plain(t.text)
	}
	for ; n > 0; n-- {
		if said, ok := spanishWords[strings.Join(words[:n], " ")]; ok {
			return said, n
		}
	}
	return "", 0
}

func isSpanish(tokens []token) bool { return slices.ContainsFunc(tokens, token.isSpanish) }

func (t token) isSpanish() bool { return slices.Contains(ofSpanish, plain(t.text)) }

// spanishMost is how many tokens of a sentence are read as one moment: "el miércoles 25 de noviembre a las 4:30 de
// la tarde" has 13. It bounds what a long paste costs.
const spanishMost = 16

// spanish reads a phrase in Spanish in the middle of a sentence. It may be a day alone, as "o el jueves" needs it;
// what of it counts is for Find to say.
func (x text) spanish(i int) (p phrase, end int, ok bool) {
	if first, n := spanishAt(x.tokens[min(i, len(x.tokens)):]); n == 0 || first == "" || x.get(i-1).text == "la" {
		return p, i, false
	}
	for end = i; end < min(len(x.tokens), i+spanishMost); {
		_, n := spanishAt(x.tokens[end:])
		if t := x.tokens[end]; n == 0 && t.kind != number && !x.gluedMark(end, ":") && !t.halfOfDay() {
			break
		}
		end += max(n, 1)
	}
	run := x.tokens[i:end]
	shows := slices.IndexFunc(run, token.isSpanish)
	if shows < 0 {
		return phrase{}, i, false
	}
	all := inEnglish(run)
	for n := len(all); n > 0; n-- { // the longest that is a moment
		if n < len(all) {
			end = i + slices.IndexFunc(run, func(t token) bool { return t.start == all[n].start })
		}
		if end <= i+shows {
			break
		}
		y := text{all[:n], true, x.here}
		if p, to, read := y.moment(0); read && to == n && !(y.endsInHour(p) && x.counts(end)) {
			return p, end, true
		}
	}
	return phrase{}, i, false
}

// endsInHour says whether the last of a phrase is the bare number of its hour, which may count what follows.
func (x text) endsInHour(p phrase) bool {
	n := len(x.tokens)
	return p.clock == atMinute && x.get(n-1).kind == number && !x.gluedMark(n-2, ":")
}

// counts says whether the bare number before i counts what stands there: "las 2 unidades". Behind "a las" it is an
// hour unless a word in the plural follows, "a las 5 va Dee"; else only what cannot be counted makes it one.
func (x text) counts(i int) bool {
	next := plain(x.get(i).text)
	if x.stops(i) || afterHora[next] {
		return false
	}
	hour := x.get(i-3).text == "a" && (x.get(i-2).text == "las" || x.get(i-2).text == "la")
	return !hour || x.get(i).kind != word || strings.HasSuffix(next, "s") || next == "que" || next == "de"
}

// afterHora are words that are not what is counted.
var afterHora = map[string]bool{
	"y": true, "o": true, "a": true, "con": true, "para": true, "en": true, "por": true, "si": true, "pero": true, "cuando": true, "como": true,
	"el": true, "lo": true, "la": true, "le": true, "les": true, "los": true, "las": true, "se": true, "me": true, "te": true, "nos": true,
	"hoy": true, "manana": true, "lunes": true, "martes": true, "miercoles": true, "jueves": true, "viernes": true, "antes": true, "despues": true,
}

// halfOfDay is one of the parts of "am", "p.m." and such.
func (t token) halfOfDay() bool {
	switch t.text {
	case "am", "pm", "a", "p", "m":
		return true
	}
	return t.text == "." && t.glued
}

// anotherSpanish is another in Spanish: "o a las 4", "a 5", "y el viernes".
func (x text) anotherSpanish(i int) (next int, ok bool) {
	if !x.at(i, "o") && !x.at(i, "a") && !x.at(i, "y") {
		return x.another(i)
	}
	if _, next, ok = x.spanish(i + 1); !ok {
		_, next, ok = text{x.tokens, false, x.here}.moment(i + 1)
	}
	return next, ok
}

// plain is a word without its accents.
func plain(word string) string {
	if !strings.ContainsFunc(word, func(r rune) bool { return r > unicode.MaxASCII }) { // nearly all, and it is asked at every word
		return word
	}
	return plainLetters.Replace(word)
}

var plainLetters = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ñ", "n")
