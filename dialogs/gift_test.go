package dialogs

import "testing"

// TestThing: what they want is put without who wants it, and what is none of that stays.
func TestThing(t *testing.T) {
	for words, want := range map[string]string{
		"He wants $200 for the lost day 😡":      "$200 for the lost day",
		"She’s asking":                          "She’s asking",
		"They are asking for half off.":         "half off",
		"Mrs Núñez demands to get the fee back": "the fee back",
		"still wants a new part":                "a new part",
		"quiere 50 de descuento":                "50 de descuento",
		"Ask the plumber to come":               "Ask the plumber to come",
		"80 off the bill":                       "80 off the bill",
		"wants":                                 "wants",
		"😡":                                     "😡",
	} {
		if got := (Ask{Words: words}).thing(); got != want {
			t.Errorf("%q: %q, not %q", words, got, want)
		}
	}
}
