package dialogs

import "testing"

// TestYet: what is different here is what is done already, in whatever words.
func TestYet(t *testing.T) {
	for said, want := range map[string]bool{
		"Will checks every part now":                         false,
		"Will and Dee look at every part":                    false,
		"Soon after a call somebody calls back":              false,
		"somebody looks at it as soon as it comes in":        false,
		"we no longer try to find the cause over the phone":  false,
		"esperamos la pieza en la tienda antes de salir":     false,
		"avisamos tan pronto como sale el técnico":           false,
		"ya no vamos a una visita sin la pieza":              false,
		"two people look at every part before it goes out":   false,
		"dos personas revisan cada pieza antes de que salga": false,

		"Will check every part":            true,
		"Will always check every part":     true,
		"somebody will look at every part": true,
		"soon two people look at it":       true,
		"we try to call back":              true,
		"esperamos tener más gente":        true,
		"pronto hay dos personas":          true,
		"vamos a revisar cada pieza":       true,
	} {
		if yet(said) != want {
			t.Errorf("%q is still to be done: %v, want %v", said, !want, want)
		}
	}
}
