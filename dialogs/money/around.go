package money

// courtesies change nothing about the amount they stand before or after. "about", "up to" and "each" do.
var courtesies = map[string]bool{
	"please": true, "pls": true, "plz": true, "thanks": true, "thank": true, "you": true, "just": true, "only": true, "exactly": true,
	"back": true, "total": true, "cash": true,
}

// bare is the amount without the courtesies, and the signs between it and them.
func bare(tokens []token) []token {
	for len(tokens) > 1 && courtesies[tokens[0].text] {
		tokens = tokens[1:]
		if len(tokens) > 1 && (tokens[0].text == "," || tokens[0].text == ":") {
			tokens = tokens[1:]
		}
	}
	for n := len(tokens); n > 1 && (courtesies[tokens[n-1].text] || ending[tokens[n-1].text]); n-- {
		tokens = tokens[:n-1]
	}
	return tokens
}

// ending are the signs with which people end an amount and go on to something else.
var ending = map[string]bool{".": true, "!": true, ",": true}

// named is what people call an amount after it; with a bare number, "50 off" could be a share.
var named = map[string]bool{"off": true, "refund": true, "credit": true, "discount": true}

// parts are words for a share of something.
var parts = map[string]bool{
	"half": true, "halves": true, "third": true, "thirds": true, "quarter": true, "quarters": true, "percent": true, "percentage": true,
	"pct": true, "½": true, "⅓": true, "⅔": true, "¼": true, "¾": true,
}

// share knows "50%", "fifty percent", "1/2", "half of it", "½". Where money is named as well ("half a grand", "two and a
// half dollars") only a percentage is a share; the rest is for the reader to refuse.
func share(tokens []token) bool {
	part, money := false, false
	for i, t := range tokens {
		switch {
		case t.text == "%" || t.text == "percent" || t.text == "pct" || at(tokens, i, "cent") && at(tokens, i-1, "per"):
			return true
		case parts[t.text], t.text == "/" && i > 0 && i+1 < len(tokens) && tokens[i-1].kind == number && tokens[i+1].kind == number:
			part = true
		case t.kind == dollar || ends(tokens, i) != noUnit || scales[t.text] > 0:
			money = true
		}
	}
	return part && !money
}
