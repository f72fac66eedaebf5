package money

// currencies are the names and codes by which people call money that is not the US dollar. Words that mean something
// else as well ("won", "real", "rand") are not among them.
var currencies = map[string]bool{
	"eur": true, "euro": true, "euros": true, "gbp": true, "pound": true, "pounds": true, "quid": true, "pence": true,
	"cad": true, "canadian": true, "loonie": true, "loonies": true, "aud": true, "australian": true, "nzd": true,
	"mxn": true, "mexican": true, "peso": true, "pesos": true, "yen": true, "jpy": true, "yuan": true, "cny": true,
	"rmb": true, "inr": true, "rupee": true, "rupees": true, "chf": true, "franc": true, "francs": true, "sek": true,
	"nok": true, "dkk": true, "krona": true, "kronor": true, "kroner": true, "pln": true, "zloty": true, "brl": true,
	"reais": true, "krw": true, "zar": true, "hkd": true, "sgd": true, "twd": true, "shekel": true, "shekels": true,
	"ruble": true, "rubles": true, "lira": true, "btc": true, "bitcoin": true, "bitcoins": true,
}

func anyForeign(tokens []token) bool {
	for i := range tokens {
		if foreignAt(tokens, i) {
			return true
		}
	}
	return false
}

// foreignAt knows other signs (€), other names (pesos) and other countries' dollars (C$, MX$).
func foreignAt(tokens []token, i int) bool {
	if i < 0 || i >= len(tokens) {
		return false
	}
	switch t := tokens[i]; t.kind { //nolint:exhaustive // nothing else names a currency
	case foreign:
		return true
	case word:
		return currencies[t.text]
	case dollar:
		return t.glued && i > 0 && tokens[i-1].kind == word && tokens[i-1].text != "us" &&
			len(tokens[i-1].text) <= 2 && !(i > 1 && tokens[i-2].kind == number && tokens[i-1].glued)
	}
	return false
}
