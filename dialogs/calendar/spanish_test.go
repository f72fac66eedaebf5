package calendar

import (
	"errors"
	"strings"
	"testing"
)

// What field crews type who write Spanish.
func TestSpanishIsRead(t *testing.T) {
	h := shop(t)
	now := when(t, h, "2026-11-23 10:42") // a Monday
	for _, c := range []struct {
		text string
		want string
		err  error
	}{
		{"hoy a las 5", "11-23 17:00", nil},
		{"hoy 5pm", "11-23 17:00", nil},
		{"hoy", "11-23 18:00", nil},
		{"a las 3", "11-23 15:00", nil},
		{"a las tres y media", "11-23 15:30", nil},
		{"3 y cuarto de la tarde", "11-23 15:15", nil},
		{"a la una", "11-23 13:00", nil},
		{"mediodía", "11-23 12:00", nil},
		{"al mediodia", "11-23 12:00", nil},
		{"esta tarde", "11-23 15:00", nil},
		{"esta noche", "11-23 20:00", nil},
		{"para las 4", "11-23 16:00", nil},
		{"antes de las 4", "11-23 16:00", nil},
		{"a más tardar a las 4", "11-23 16:00", nil},
		{"fin del día", "11-23 18:00", nil},
		{"en 20 minutos", "11-23 11:02", nil},
		{"en media hora", "11-23 11:12", nil},
		{"dentro de dos horas", "11-23 12:42", nil},
		{"en una hora", "11-23 11:42", nil},

		{"mañana 3pm", "11-24 15:00", nil},
		{"mañana a las 9", "11-24 09:00", nil},
		{"manana a las 9", "11-24 09:00", nil},
		{"Mañana al mediodía", "11-24 12:00", nil},
		{"mañana en la mañana", "11-24 09:00", nil},
		{"mañana por la tarde", "11-24 15:00", nil},
		{"mañana a las 9 de la mañana", "11-24 09:00", nil},
		{"pasado mañana 10am", "11-25 10:00", nil},
		{"viernes 10am", "11-27 10:00", nil},
		{"el viernes a las 10 de la mañana", "11-27 10:00", nil},
		{"para el viernes", "11-27 18:00", nil},
		{"antes del miércoles al mediodía", "11-25 12:00", nil},
		{"el jueves que viene a las 2", "11-26 14:00", nil},
		{"el martes a las 3", "11-24 15:00", nil},
		{"el martes a las 3 de la tarde", "11-24 15:00", nil},
		{"mañana a las 10", "11-24 10:00", nil},
		{"27 de noviembre 3pm", "11-27 15:00", nil},
		{"el 27 de noviembre a las 3", "11-27 15:00", nil},

		// what we write ourselves
		{"el lun 30 nov a las 5:00 p.m.", "11-30 17:00", nil},
		{"el mar 24 nov a las 12:00 p.m.", "11-24 12:00", nil},
		{"mañana, mar a las 10:00 a.m.", "11-24 10:00", nil},
		{"hoy, lun a las 5:00 p.m.", "11-23 17:00", nil},
		{"el mar 1 dic a la 1:00 p.m.", "12-01 13:00", nil},

		{"en dos años", "", ErrTooFar},
		{"ayer", "", ErrPast},
		{"hoy a las 9 de la mañana", "", ErrPast},
		{"cuando pueda", "", ErrNone},
		{"en la semana", "", ErrNone},
		{"el próximo viernes", "", ErrNone}, // this one or the next: asked, not guessed
	} {
		got, err := Read(c.text, now, h)
		if !errors.Is(err, c.err) || c.err == nil && got.Format("01-02 15:04") != c.want {
			t.Errorf("%q is read as %s, %v; want %s, %v", c.text, got.Format("01-02 15:04"), err, c.want, c.err)
		}
	}
}

// English keeps its words.
func TestEnglishIsNotSpanish(t *testing.T) {
	h := shop(t)
	now := when(t, h, "2026-11-23 10:42")
	for text, want := range map[string]string{"Mar 5 at 3": "03-05 15:00", "in a week": "11-30 10:42", "5 pm": "11-23 17:00"} {
		if got, err := Read(text, now, h); err != nil || got.Format("01-02 15:04") != want {
			t.Errorf("%q is read as %s, %v; want %s", text, got.Format("01-02 15:04"), err, want)
		}
	}
}

// What stands in the middle of a sentence is found where a time of day says that it is one.
func TestSpanishIsFound(t *testing.T) {
	h := shop(t)
	now := when(t, h, "2026-11-23 10:42")
	for text, want := range map[string]string{
		"La llamo mañana a las 10":                             "mañana a las 10 = 11-24 10:00",
		"le llamamos el martes a las 3 con la fecha":           "el martes a las 3 = 11-24 15:00",
		"Paso en 20 minutos":                                   "en 20 minutos = 11-23 11:02",
		"Va hoy a las 5, con la pieza":                         "hoy a las 5 = 11-23 17:00",
		"le aviso a las 4":                                     "a las 4 = 11-23 16:00",
		"nos vemos el viernes a las 9 de la mañana.":           "el viernes a las 9 de la mañana = 11-27 09:00",
		"Mañana a las 9 lo llamo, y el viernes a las 4 va Dee": "Mañana a las 9 = 11-24 09:00, el viernes a las 4 = 11-27 16:00",

		"A las 4 va Dee":                      "A las 4 = 11-23 16:00",
		"hoy a las 3, antes de las 4 visitas": "hoy a las 3 = 11-23 15:00",
		"llamo a las 3 y media con la fecha":  "a las 3 y media = 11-23 15:30",
		"para las 4 de la tarde":              "para las 4 de la tarde = 11-23 16:00",
		"queda para las 4":                    "para las 4 = 11-23 16:00",

		"Revisé las 2 unidades y quedó bien": "",
		"hoy revisamos las 2 unidades":       "",
		"Revisamos hoy las 2 unidades":       "",
		"para 4 personas":                    "",
		"cuando terminen las 3 visitas":      "",
		"de las 5 llamadas contestaron dos":  "",
		"llamé a las 5 clientas":             "",
		"contestó a las 3 que llamaron":      "",
		"antes de las 2 últimas visitas":     "",

		"esperó toda la mañana":            "",
		"vino ayer a las 3":                "",
		"el martes o el jueves a las 3":    "",
		"mañana a las 3 o a las 4":         "",
		"de 3 a 5":                         "",
		"tardó dos horas":                  "",
		"la visita del martes":             "",
		"call Al 5pm":                      "5pm = 11-23 17:00",
		"once and again at the el station": "",
	} {
		got := ""
		for i, f := range Find(text, now, h) {
			if i > 0 {
				got += ", "
			}
			got += f.Text + " = " + f.At.In(h.Location).Format("01-02 15:04")
		}
		if got != want {
			t.Errorf("in %q is found %q, want %q", text, got, want)
		}
	}
}

// A paste may be as long as a message can be, and whoever typed it waits for the answer: twice as much is twice the
// work. It is counted in allocations, which are the same on every machine.
func TestALongPasteInSpanishIsReadOnce(t *testing.T) {
	h := shop(t)
	now := when(t, h, "2026-11-23 10:42")
	work := func(word string, n int) float64 {
		paste := "hoy " + strings.Repeat(word, n)
		return testing.AllocsPerRun(1, func() { Find(paste, now, h) })
	}
	for _, word := range []string{"un ", "las 12 15 18 ", "hoy "} {
		if some, more := work(word, 200), work(word, 400); more > 2.5*some {
			t.Errorf("%q 200 times is %.0f allocations, 400 times %.0f", word, some, more)
		}
	}
}
