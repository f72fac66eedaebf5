// Package language names the languages that Makegood speaks. This is the only list of them:
// what is kept by language elsewhere - rules, words, guides, settings - is made from it, and
// tests refuse a language of which something is missing.
package language

import (
	"slices"
	"strings"
)

// spoken are the languages, by their ISO 639-1 codes, with their English names.
var spoken = [][2]string{{"en", "English"}, {"es", "Spanish"}}

// All are their codes. The first is what everybody gets who wants none of them.
var All = func() (codes []string) {
	for _, l := range spoken {
		codes = append(codes, l[0])
	}
	return codes
}()

// Known reports whether it is one of them.
func Known(code string) bool { return slices.Contains(All, code) }

// Or is a language if it is one of them, and the first otherwise.
func Or(code string) string {
	if Known(code) {
		return code
	}
	return All[0]
}

// Others are all but one.
func Others(than string) []string {
	return slices.DeleteFunc(slices.Clone(All), func(code string) bool { return code == than })
}

// Next is the one after another in the list, and after the last the first.
func Next(to string) string { return All[(slices.Index(All, to)+1)%len(All)] }

// Name is what it is called in English.
func Name(code string) string { return spoken[max(0, slices.Index(All, code))][1] }

// Choice is how a mistake in a file says what may stand there: "en for English or es for Spanish".
func Choice() string {
	var each []string
	for _, l := range spoken {
		each = append(each, l[0]+" for "+l[1])
	}
	return strings.Join(each, " or ")
}
