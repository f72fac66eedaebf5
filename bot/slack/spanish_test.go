package slack_test

import "testing"

// TestSpanish: who chose Spanish is answered in it at once, has the case's thread and the words to
// say in it, and can type times as they say them; the card stays in the company's language.
func TestSpanish(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command("/recover me")
	tess.Choose("Language", "Español")
	tess.Submit()
	tess.Sees("Guardado. Horas de silencio:")
	tess.Command(alvarez)
	tess.Sees("Escuche. Deje que Mrs Alvarez termine")
	tess.Sees("Next: hear the customer out")
	tess.Press("Ya terminó")
	tess.Sees("Repítalo, y reciba un sí.")
	tess.Press("Add a promise")
	tess.Fill("¿Qué se prometió?", "llevar la pieza")
	tess.Fill("O escríbalo", "mañana 3pm")
	tess.Submit()
	tess.Sees("Entiendo esto: el ")
	tess.Submit()
	tess.Sees("Apuntado, y pregunto cuando venza. Tess: llevar la pieza")
	o.noFaults()
}
