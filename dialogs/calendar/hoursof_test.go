package calendar

import (
	"errors"
	"testing"
)

// TestReadQuiet: hours as people type them, and what asks instead of guessing.
func TestReadQuiet(t *testing.T) {
	t.Parallel()
	const h = 60
	for text, want := range map[string]Quiet{
		"21-7": {21 * h, 7 * h}, "9pm to 7am": {21 * h, 7 * h}, "9 PM - 7 AM": {21 * h, 7 * h}, "21:30–6:15": {21*h + 30, 6*h + 15},
		"from 10pm until 6": {22 * h, 6 * h}, "9-7am": {21 * h, 7 * h}, "11pm-7": {23 * h, 7 * h}, "12am-8am": {0, 8 * h},
		"midnight to 6am": {0, 6 * h}, "between 22 and 5": {22 * h, 5 * h}, "08:00-16:00": {8 * h, 16 * h}, "12pm-3pm": {12 * h, 15 * h},
		"de 21 a 7": {21 * h, 7 * h}, "de 9 de la noche a 7 de la mañana": {21 * h, 7 * h}, "desde las 10 de la noche hasta las 6": {22 * h, 6 * h},
		"9p-7a": {21 * h, 7 * h}, "9 at night to 7 in the morning": {21 * h, 7 * h}, "12 de la noche a 6 de la mañana": {0, 6 * h},
		"0-6": {0, 6 * h}, "20:00 - 24:00": {20 * h, 0}, "none": NoQuiet, "Ninguna": NoQuiet,
	} {
		got, err := ReadQuiet(text)
		if err != nil || got != want {
			t.Errorf("%q is %v (%v), want %v", text, got, err, want)
		}
		if want == NoQuiet {
			continue
		}
		if again, err := ReadQuiet(want.String()); err != nil || again != want {
			t.Errorf("%q is written %q, and read back as %v (%v)", text, want.String(), again, err)
		}
	}
	for text, want := range map[string]error{
		"9-7": ErrAmbiguous, "9:30 to 7": ErrAmbiguous, "10 a 6": ErrAmbiguous, "nights": ErrNone, "21-21": ErrNone, "25-7": ErrNone, "": ErrNone,
		"13pm-7am": ErrNone, "9pm": ErrNone, "9pm-7am-8": ErrNone, "9:61pm-7am": ErrNone,
	} {
		if got, err := ReadQuiet(text); !errors.Is(err, want) {
			t.Errorf("%q is %v (%v), want %v", text, got, err, want)
		}
	}
}
