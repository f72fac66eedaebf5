package slack_test

import "testing"

// TestWhoReadsWhat: whose Slack is in Spanish is coached in it; the card, and what the manager
// gets directly, stay English. With a customer who speaks English one press changes the words to
// say, and nothing else.
func TestWhoReadsWhat(t *testing.T) {
	t.Parallel()
	o := open(t, func(s *settings) {
		for i := range s.People {
			if s.People[i].Key == "tess" {
				s.People[i].Locale = "es-MX"
			}
		}
	})
	tess, mona := o.person("tess"), o.person("mona")
	tess.Command(alvarez)
	tess.Sees("Next: hear the customer out") // the card
	tess.Sees("Ya terminó")
	tess.SeesNot("I'm listening")
	tess.Press("Hablamos en inglés")
	tess.Sees("Hablamos en español")
	tess.Press("Ya terminó")
	tess.Sees("Have I understood you?")
	tess.Sees("Repítalo, y reciba un sí.")
	tess.Press("Hablamos en español")
	tess.Sees("Hablamos en inglés")
	tess.SeesNot("Have I understood you?")
	mona.SeesNot("Guardado")
	o.noFaults()
}
