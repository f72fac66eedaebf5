package calendar

import "strings"

// spanish are the words of a moment in Spanish, without accents, and what they are in English; the longest that fits
// is taken. They are put in place only where a text is known to be a moment and shows that it is Spanish: "once" and "mar" are English too.
var spanish = map[string]string{
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
	for n = min(longest, len(tokens)); n > 0; n-- {
		words := make([]string, n)
		for i, t := range tokens[:n] {
			words[i] = plainLetters.Replace(t.text)
		}
		if said, ok := spanish[strings.Join(words, " ")]; ok {
			return said, n
		}
	}
	return "", 0
}

func isSpanish(tokens []token) bool {
	for _, t := range tokens {
		for _, w := range ofSpanish {
			if plainLetters.Replace(t.text) == w {
				return true
			}
		}
	}
	return false
}

var plainLetters = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ñ", "n")
