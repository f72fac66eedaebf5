package draft

import (
	"slices"
	"testing"
)

// TestExceptionsEnd: an exception holds for what it is about, and not for what is said after it in
// the same sentence.
func TestExceptionsEnd(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       []Rule
	}{
		{"en", "I can't promise you Friday, the part isn't here yet.", nil},
		{"en", "I can't promise you Friday, but it will be there on Monday.", []Rule{Date}},
		{"en", "You asked whether we refund you the visit.", nil},
		{"en", "You asked about it, and we will refund you the visit.", []Rule{Outcome}},
		{"en", "You said it still drips so we will replace it.", []Rule{Outcome}},
		{"en", "I can't talk about other customers, only about yours.", nil},
		{"en", "I can't say much but other customers had the same leak.", []Rule{Others}},
		{"en", "I own this from here on, and you have my number.", nil},
		{"en", "We own this.", []Rule{Fault}},
		{"es", "No le puedo asegurar que sea hoy.", nil},
		{"es", "No le puedo asegurar nada, pero le llamo el viernes.", []Rule{Date}},
		{"es", "No puedo hablarle de otra familia.", nil},
		{"es", "No se lo puedo contar, pero otra familia tuvo lo mismo.", []Rule{Others}},
		{"es", "Me da pena que haya perdido su día.", nil},
		{"es", "Ahorita mismo lo averiguo.", nil},
	} {
		var got []Rule
		for _, f := range Check(c.text, Facts{Language: c.lang}).Blockers {
			got = append(got, f.Rule)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
}
