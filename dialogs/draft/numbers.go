package draft

import (
	"strconv"
	"strings"
)

// numerals are the words for numbers, in both languages. Words that are more often something
// else stand alone for no number: "a", "un", "once" (eleven, and an English adverb).
var numerals = map[string]int64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
	"fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "grand": 1000, "k": 1000,
	"cero": 0, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "doce": 12, "trece": 13,
	"catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiuno": 21, "veintiun": 21, "veintidos": 22,
	"veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "treinta": 30,
	"cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100, "cientos": 100,
	"doscientos": 200, "trescientos": 300, "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600, "setecientos": 700, "ochocientos": 800,
	"novecientos": 900, "mil": 1000, "once": 11, "un": 1, "una": 1, "a": 1,
}

var notAlone = map[string]bool{"a": true, "un": true, "una": true, "once": true, "k": true, "one": true, "uno": true}

// numberEnd is the word after the number that stands at i, i if there is none. "once" is a
// number only in Spanish.
func (t *text) numberEnd(i int) int {
	k := i
	for ; k < len(t.words) && t.words[k].sentence == t.words[i].sentence; k++ {
		w := t.words[k]
		_, numeral := numerals[w.plain]
		switch {
		case w.figures:
			if k > i && t.words[k-1].figures {
				return k
			}
		case numeral && (w.plain != "once" || t.facts.Language == "es"):
		case (w.plain == "and" || w.plain == "y") && k > i && k+1 < len(t.words) && numerals[t.words[k+1].plain] > 0 && !notAlone[t.words[k+1].plain]:
		default:
			return t.aloneEnd(i, k)
		}
	}
	return t.aloneEnd(i, k)
}

// aloneEnd takes back a word that is no number by itself.
func (t *text) aloneEnd(i, k int) int {
	if k == i+1 && notAlone[t.words[i].plain] && t.words[i].plain != "one" && t.words[i].plain != "uno" {
		return i
	}
	return k
}

// value is what a number says, in cents of its unit, in every way it can be read: 1.250 is a
// thousand in Spanish and little more than one in English.
func value(words []word) []int64 {
	var whole, part int64
	for _, w := range words {
		n, numeral := numerals[w.plain]
		switch {
		case w.figures && len(words) == 1:
			return readings(w.plain)
		case w.figures:
			list := readings(w.plain)
			part = list[0] / 100
		case !numeral:
		case n == 1000:
			whole, part = whole+max(part, 1)*1000, 0
		case n == 100 && part > 0 && part < 100:
			part *= 100
		default:
			part += n
		}
	}
	return []int64{(whole + part) * 100}
}

func readings(figures string) []int64 {
	var list []int64
	for _, marks := range []struct{ group, point string }{{",", "."}, {".", ","}} {
		whole, part, _ := strings.Cut(strings.ReplaceAll(figures, marks.group, ""), marks.point)
		n, err := strconv.ParseInt(whole, 10, 64)
		if err != nil || n > 1<<40 || len(part) > 2 {
			continue
		}
		cents, err := strconv.ParseInt((part + "00")[:2], 10, 64)
		if err == nil {
			list = append(list, n*100+cents)
		}
	}
	if len(list) == 0 {
		list = []int64{-1} // of no sum
	}
	return list
}
