package dialogs_test

import (
	"testing"

	"makegood/dialogs"
)

// TestHeardInSpanish: the same as TestHeard, for what crews type in Spanish, with accents and
// without.
func TestHeardInSpanish(t *testing.T) {
	for branch, lines := range map[dialogs.Branch]struct{ yes, no string }{
		dialogs.Danger: {
			yes: `
				huele a gas en el sótano
				¡Huele mucho a gas!
				hay olor a gas cerca de la estufa
				creo que es una fuga de gas
				sonó la alarma de monóxido
				la casa huele a huevo podrido
				el contacto echa chispas
				sale humo del tablero
				huele a quemado aquí
				hay un cable pelado en el baño
				el calentador le dio toques
				el señor me empujó
				me quiere pegar
				trae una pistola
				no me deja salir
				se cayó de la escalera y está sangrando
				se está inundando el sótano
				hay aguas negras en el patio
			`,
			no: `
				la cuenta del gas llegó alta
				quiere una estufa de gas nueva
				la llave del gas está en el patio
				le pegó el sol todo el día
				el perro se quemó de sol
				dijo que le agarró el tráfico
				el botón no prende
				quiere que le mande la factura
				el agua sale fría
				se quemó el fusible la semana pasada
			`,
		},
		dialogs.CalledAgain: {
			yes: `
				llamó otra vez
				Llamó otra vez la señora
				la señora llamó de nuevo
				llamo otra vez y está muy molesta
				volvió a llamar hace un rato
				nos llamó por segunda vez
				ya es la tercera llamada
				el cliente está llamando otra vez
				ha llamado tres veces
				marcó de nuevo
				tuvo que llamarnos otra vez
			`,
			no: `
				le llamo otra vez mañana
				yo llamo otra vez en la tarde
				la llamo de nuevo después
				llamó para pedir la factura
				llamó una vez
				no contestó
				quiere que le llamen
				llamó al vecino
				otra vez no hay agua
				el grifo gotea de nuevo
			`,
		},
		dialogs.Abusive: {
			yes: `
				he called me a thief and a liar
			`,
			no: `
				la señora está muy molesta
				le molesta el ruido de la bomba
				está enojada y con razón
			`,
		},
		dialogs.Hostage: {
			yes: `
				quiere la mitad o pone una mala reseña
				o le devolvemos el dinero o nos deja una estrella
				si no le devolvemos todo pone una reseña en Google
				que le paguemos $200, si no va a la prensa
				a menos que le regresemos el dinero hace un contracargo
				descuento o va a las noticias
				pone una estrella si no le regresamos el dinero
				si le devolvemos la mitad quita la reseña
				quiere un reembolso o disputa el cargo
				50% de descuento o nos quema en Facebook
			`,
			no: `
				quiere un reembolso completo
				quiere la mitad porque gotea otra vez
				puso una reseña ayer
				dijo que nos daría 5 estrellas si volvemos hoy
				pregunta si el reembolso va a la tarjeta o al banco
				quiere la pieza nueva o que le devuelvan el dinero
				pagó con tarjeta de crédito o efectivo
				si no está listo hoy quiere su dinero
				no sabe si es la bomba o la válvula
				todo el día sin agua o sin luz
			`,
		},
		dialogs.DamageBranch: {
			yes: `
				rompí una loseta
				le rompimos la ventana
				Dee rayó el piso
				quebré su florero
				manchamos la alfombra
				hay una mancha en el techo por nuestra tubería
				dice que va a llamar a su abogado
				nos va a demandar
				habló con su aseguradora
				hice un hoyo en la pared y dejé daños en el yeso
			`,
			no: `
				se rompió la bomba otra vez
				rompimos la promesa de llamar
				se quebró el ventilador
				la pieza está rota
				seguro que llega mañana
				tiré la basura
				cayó un rayo anoche
				el filtro está manchado
				tiene el agua fría
				rompió el hielo con un chiste
			`,
		},
	} {
		for _, text := range nonempty(lines.yes) {
			if got := heard(t, text); got != branch {
				t.Errorf("%q is offered as %q, not as %s", text, got, branch)
			}
		}
		for _, text := range nonempty(lines.no) {
			if got := heard(t, text); got == branch {
				t.Errorf("%q is offered as %s", text, branch)
			}
		}
	}
}

// TestRisky: what no other answer may come before.
func TestRisky(t *testing.T) {
	for _, text := range nonempty(`
		she smells gas and wants to know why we were late
		how do I say sorry, there is a gas leak in the kitchen
		the CO alarm went off and he is furious about the bill
		outlet is sparking, what do I tell them
		carbon monoxide in the bedroom
		huele a gas y está enojada por el precio
		la alarma de monóxido suena, qué le digo
		salen chispas del contacto y quiere un descuento
		el tablero huele a quemado
	`) {
		if !dialogs.Risky(text, "en") && !dialogs.Risky(text, "es") {
			t.Errorf("%q is not taken for dangerous", text)
		}
	}
	for _, text := range nonempty(`
		turns out the gas valve was the culprit all along
		the gas bill is too high
		cobran mucho por el gas
		qué le digo si llega tarde el técnico
		co-owner wants a discount
	`) {
		if dialogs.Risky(text, "en") || dialogs.Risky(text, "es") {
			t.Errorf("%q is taken for dangerous", text)
		}
	}
}
