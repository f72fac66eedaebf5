package dialogs

import "testing"

// TestVows: what people type when they promise something, and what only looks like it.
func TestVows(t *testing.T) {
	promises := []string{
		"I'll call her tomorrow", "I will call you back", "I’ll call them back", "we'll send somebody", "We will get back to you on that",
		"told her I'd call back", "told them we will be there", "promised him a callback", "I'm going to ring the supplier", "I am going to check with Dee",
		"let me call the office and get back to you", "let me find out", "we're going to have Dee call", "I'll definitely get back to you", "I'll personally look into it",
		"i'll text you the address", "I'll e-mail the invoice", "I will let you know", "you'll hear from me", "They will hear from us",
		"we are going to replace the part", "I'll be back", "I'll bring the part myself", "we'll make sure it gets fixed", "I'll ask my manager", "I shall call again",
		"I promised to call", "we'll refund it", "I'll stop by after lunch", "I'm gonna check the schedule", "we'll reach out again", "I'll follow up with them",
	}
	others := []string{
		"", "ok", "nobody called back", "they never called", "she wants a call", "I called her", "we were late", "she said she will call", "he'll call us back", "call me",
		"I will not call again", "we'll never hear the end of it", "let me know if they call", "if I call they shout", "we'll see", "I'll be honest, it was bad", "they'll think it over", "should I call?",
		"I'll have to think", "let me see the photo", "the technician is sick", "I will", "willing to wait", "I'm calling them now", "she told me to wait",
	}
	promises = append(promises,
		"le llamo mañana", "Le llamo en la tarde", "la llamo cuando llegue", "voy a llamarle", "le aviso en cuanto sepa", "le dije que le llamo", "quedé en llamarle", "voy a revisar con la oficina",
		"vamos a cambiar la pieza", "le mando la factura", "regreso mañana", "sabrá de mí hoy", "le prometí una llamada", "le envío el recibo", "les llamaremos", "pregunto y le digo",
	)
	others = append(others,
		"nadie le llamó", "no le llamo", "ya le llamé", "si le llamo se enoja", "quiere que le llamen", "dijo que él llama", "no voy a discutir", "la pieza llega mañana", "nunca le llamó", "llamó otra vez",
	)
	missed := 0
	for _, said := range promises {
		if !vows(said) {
			missed++
			t.Errorf("not heard as a promise: %s", said)
		}
	}
	for _, said := range others {
		if vows(said) {
			t.Errorf("heard as a promise: %s", said)
		}
	}
	t.Logf("%d of %d promises heard", len(promises)-missed, len(promises))
}
