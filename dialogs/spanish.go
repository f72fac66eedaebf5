package dialogs

import (
	"slices"
	"strings"
)

// What is typed in Spanish is understood by the same tables as English, with cues of its own: what
// matters most, and not everything. Cues are written without accents, because on a phone most
// people leave them out; only where an accent turns who did it around, it is looked at.

// signs are those that touch a word and are none of it.
var signs = strings.NewReplacer("¿", " ", "¡", " ", "“", " ", "”", " ", "«", " ", "»", " ", "…", " ", "—", " ", "–", " ")

// bare is a text in small letters, without accents and with no sign that hides a word.
func bare(text string) string {
	text = strings.ToLower(text)
	if strings.IndexFunc(text, func(r rune) bool { return r >= 0x80 }) < 0 {
		return text
	}
	return accents.Replace(signs.Replace(text))
}

// inSpanish are what people type when something is dangerous.
var inSpanish = map[Hazard][]string{
	Violence: {
		"me pego", "me golpeo", "nos golpeo", "me va a pegar", "me quiere pegar", "nos quiere pegar", "me va a golpear", "me va a matar", "nos va a matar", "me empujo",
		"me aventaron", "me jalo del brazo", "me agarro del brazo", "no me deja salir", "no nos deja salir", "tiene una pistola", "trae una pistola", "trae pistola", "saco una pistola",
		"tiene un arma", "trae un arma", "con un arma", "con un bate", "con un machete", "tiene un cuchillo", "trae un cuchillo", "saco un cuchillo", "me amenazo de muerte", "amenazo con golpear",
		"amenazo con pegar", "me quiere golpear", "se me vino encima", "temo por mi seguridad",
	},
	Gas: {
		"huele a gas", "huele mucho a gas", "olor a gas", "huelo gas", "huelo a gas", "fuga de gas", "escape de gas", "se sale el gas", "se esta saliendo el gas", "sale gas", "monoxido",
		"huevo podrido", "huevos podridos", "alarma de gas", "detector de gas", "alarma de co", "detector de co",
	},
	Injured: {
		"se lastimo", "me lastime", "esta lastimado", "esta lastimada", "esta herido", "esta herida", "salio herido", "salio herida", "sangrando", "inconsciente", "se desmayo", "ambulancia",
		"se electrocuto", "se quemo la mano", "se quemo el brazo", "se quemo la cara", "le cayo encima", "se cayo de la escalera",
	},
	Electric: {
		"chispas", "chispazo", "chispazos", "saca humo", "sale humo", "hay humo", "veo humo", "huele a humo", "huele a quemado", "olor a quemado", "se esta quemando", "en llamas", "incendio",
		"se prendio fuego", "cable pelado", "cables pelados", "cable vivo", "dio toques", "dio un toque", "dio corriente", "descarga electrica", "corto circuito", "cortocircuito",
	},
	Flood: {
		"se esta inundando", "se inunda", "se inundo", "inundacion", "tubo reventado", "tuberia reventada", "se revento el tubo", "se revento la tuberia", "agua por todos lados", "agua por todas partes",
		"se cayo el techo", "aguas negras",
	},
}

// Risky reports whether a question in a language speaks of what can kill before anybody has
// finished reading an answer: gas, carbon monoxide, fire, a current. There is one answer to that,
// whatever else is asked.
func Risky(text, lang string) bool {
	for _, h := range hazards {
		cues := h.cues
		if lang == "es" {
			cues = inSpanish[h.what]
		}
		if (h.what == Gas || h.what == Electric) && mentions(text, cues) {
			return true
		}
	}
	return false
}

// ours are words before "llamo" that make it "I call", whatever the accent.
var ours = []string{"le", "la", "lo", "les", "las", "los", "te", "yo", "me"}

// rangAgain reports whether a Spanish text says that they called once more.
func rangAgain(text string) bool {
	if mentions(text, []string{
		"volvio a llamar", "ha vuelto a llamar", "esta llamando otra vez", "esta llamando de nuevo", "llamando por segunda vez", "segunda llamada", "tercera llamada", "otra vez nos llamo", "otra vez al telefono",
		"ha llamado otra vez", "ha llamado de nuevo", "ha llamado dos veces", "ha llamado tres veces", "volvio a marcar", "volvio a escribir", "tuvo que llamar otra vez", "tuvo que llamarnos otra vez",
	}) {
		return true
	}
	words := strings.FieldsFunc(strings.ToLower(signs.Replace(text)), notInWord)
	for i, w := range words {
		if !slices.Contains([]string{"llamó", "llamo", "marcó", "marco", "escribió", "escribio", "habló", "hablo"}, w) {
			continue
		}
		if i > 0 && slices.Contains(ours, words[i-1]) {
			continue
		}
		rest := bare(strings.Join(words[i+1:], " ")) + " "
		if slices.ContainsFunc([]string{"otra vez ", "de nuevo ", "nuevamente ", "por segunda vez ", "por tercera vez ", "dos veces ", "tres veces ", "dos veces mas "}, func(c string) bool {
			return strings.HasPrefix(rest, c) || strings.HasPrefix(rest, "la clienta "+c) || strings.HasPrefix(rest, "el cliente "+c) || strings.HasPrefix(rest, "la senora "+c) || strings.HasPrefix(rest, "el senor "+c)
		}) {
			return true
		}
	}
	return false
}

// What is put against what, in a Spanish threat. The words that join the two are put into
// English, so that they are read in the same way.
var (
	joins     = strings.NewReplacer(" a menos que ", " unless ", " si no ", " unless ", " sino ", " unless ", " o si no ", " unless ", " de lo contrario ", " otherwise ", " si ", " if ", " o ", " or ")
	wantedEs  = []string{"dinero", "reembolso", "reembolsen", "reembolsamos", "descuento", "gratis", "mitad", "devolucion", "devuelvan", "devolvemos", "devolvamos", "devuelva", "regresen", "regresamos", "regresemos", "credito", "dolares", "pesos", "pagan", "pagamos", "paguen", "paguemos", "compensacion", "compensen", "rebaja", "bonificacion", "todo"} //nolint:misspell // Spanish
	postedEs  = []string{"mala resena", "malas resenas", "resena", "resenas", "una estrella", "estrella", "estrellas", "mala calificacion", "lo publica", "lo publico", "publicarlo", "lo sube", "subirlo", "nos quema", "quemarnos"}
	disputeEs = []string{"contracargo", "disputa el cargo", "disputar el cargo", "disputa el pago", "disputar el pago", "reclama al banco", "va al banco", "llama al banco", "cancela el cargo", "su banco"}
	pressEs   = []string{"la prensa", "las noticias", "el noticiero", "un reportero", "el periodico", "la television", "la tele", "al canal"}
	harmsEs   = slices.Concat(postedEs, disputeEs, pressEs, []string{"nos denuncia", "denunciarnos", "nos reporta", "reportarnos", "le dice a todos", "le cuenta a todos", "profeco"})
	mildEs    = []string{"5 estrellas", "cinco estrellas", "buena resena", "tarjeta de credito", "cuenta de banco", "presupuesto gratis", "estimado gratis", "sobre todo", "todo el dia", "todo bien"}
	lawEs     = []string{"abogado", "abogada", "abogados", "nos demanda", "nos va a demandar", "demandarnos", "va a demandar", "una demanda", "accion legal", "acciones legales"}
	insurerEs = []string{"aseguradora", "aseguranza", "seguro de la casa", "seguro del hogar", "su seguro", "al seguro", "compania de seguros"}
)

// Words for damage: somebody broke something of theirs. "Se rompió la bomba" is a pump that broke.
var (
	breaksEs   = []string{"rompi", "rompio", "rompimos", "quebre", "quebro", "quebramos", "raye", "rayo", "rayamos", "manche", "mancho", "manchamos", "abolle", "abollo", "abollamos", "queme", "quemo", "quemamos", "tire", "tiro", "tiramos", "astille", "astillo", "perfore", "perforo", "perforamos", "dane", "dano", "danamos", "rasgue", "rasgo", "rasgamos"}
	articlesEs = []string{"el", "la", "los", "las", "un", "una", "unos", "unas", "su", "sus", "mi", "le"}
	unharmedEs = []string{"promesa", "promesas", "palabra", "cita", "hielo", "silencio", "record", "regla", "reglas", "acuerdo", "contrato", "trato", "basura", "agua", "dinero", "toalla"}
	marksEs    = []string{"mancha en el techo", "mancha en la pared", "mancha en la alfombra", "manchas en el techo", "hoyo en la pared", "agujero en la pared", "rayones en", "rayon en", "goteo en la alfombra", "loseta rota", "azulejo roto", "ventana rota", "dano en", "danos en", "danos a", "dano a"}
)

// harmsSpanish reports whether a Spanish text says that something of the customer's was damaged.
func harmsSpanish(text string) bool {
	if mentions(text, marksEs) {
		return true
	}
	words := strings.FieldsFunc(bare(text), notInWord)
	for i, w := range words {
		if !slices.Contains(breaksEs, w) || i+2 >= len(words) || !slices.Contains(articlesEs, words[i+1]) || i > 0 && words[i-1] == "se" {
			continue
		}
		if !slices.ContainsFunc(words[i+2:min(len(words), i+4)], func(w string) bool { return slices.Contains(unharmedEs, w) }) {
			return true
		}
	}
	return false
}

// What somebody says in Spanish that they, or we, will do, and what only sounds like it.
var (
	pledgedEs = []string{
		"le llamo", "la llamo", "lo llamo", "les llamo", "le llamare", "les llamare", "la llamare", "lo llamare", "les llamaremos", "le llamamos", "les llamamos", "le llamaremos", "le marco", "le marcamos", "le hablo", "le hablare",
		"le aviso", "le avisamos", "le avisare", "les aviso", "le mando", "le mandamos", "les mando", "le envio", "le enviamos", "le enviare", "le escribo", "le traigo", "le llevo", "le devuelvo la llamada", "le regreso la llamada", "me comunico con",
		"voy a llamar", "voy a llamarle", "voy a llamarla", "voy a llamarlo", "voy a marcarle", "voy a avisarle", "voy a mandar", "voy a mandarle", "voy a enviar", "voy a enviarle", "voy a revisar", "voy a preguntar", "voy a traer", "voy a pedir", "voy a regresar", "voy a volver", "voy a buscar", "voy a consultar",
		"vamos a llamar", "vamos a llamarle", "vamos a mandar", "vamos a enviar", "vamos a regresar", "vamos a volver", "vamos a cambiar", "vamos a reparar", "vamos a arreglar",
		"le prometi", "les prometi", "le prometimos", "le dije que le llamo", "le dije que regreso", "le dije que vuelvo", "le dije que le aviso", "quede en llamar", "quede en llamarle", "quedamos en llamar", "quedamos en llamarle", "quede de llamarle",
		"sabra de mi", "sabra de nosotros", "tendra noticias mias", "regreso manana", "vuelvo manana", "paso manana", "pasamos manana", "le paso a dejar", "lo reviso y le digo", "lo consulto y le digo", "pregunto y le digo",
	}
	hollowEs = []string{"no le llamo", "no la llamo", "no lo llamo", "ya le llame", "ya la llame", "si le llamo", "si la llamo", "si lo llamo", "cuando le llamo", "cada vez que le llamo", "nadie le llamo", "nunca le llamo", "no le aviso", "no le mando", "no voy a", "no vamos a", "ya no le"}
)

func vowsSpanish(said string) bool {
	return !mentions(said, hollowEs) && mentions(said, pledgedEs)
}
