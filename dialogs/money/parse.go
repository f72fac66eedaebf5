package money

// Parse reads a text that is one amount and nothing else, from zero to Most: "$1,250", "450 bucks", "1.2k",
// "four hundred and fifty dollars", "60 dollars and 50 cents"; words of courtesy around it are passed over. The error is
// one of the sentinels: ErrNone when nothing in the text is a number, ErrShare for a part of something ("50%", "half"),
// ErrAmbiguous when something is a number but the whole is not plainly one amount.
func Parse(text string) (Cents, error) {
	tokens := bare(scan(text))
	if anyForeign(tokens) {
		return 0, ErrForeign
	}
	if share(tokens) {
		return 0, ErrShare
	}
	if !anyNumber(tokens) {
		return 0, ErrNone
	}
	if belowZero(tokens) {
		return 0, ErrNegative
	}
	said, err := read(tokens, 0)
	if err != nil {
		return 0, err
	}
	if rest := tokens[said.next:]; len(rest) > 1 || len(rest) == 1 && !(said.marked && named[rest[0].text]) {
		return 0, ErrAmbiguous
	}
	return said.cents, nil
}

// said is an amount read from tokens; marked says that it is plainly money: it has a sign, or a unit after it.
type said struct {
	cents  Cents
	next   int
	marked bool
}

// read reads the amount that starts at tokens[i].
func read(tokens []token, i int) (said, error) {
	i, led := skipDollar(tokens, i)
	dollars, next, marked, err := count(tokens, i)
	if err != nil {
		return said{}, err
	}
	switch unit := ends(tokens, next); {
	case unit == centUnit && !led:
		return onlyCents(dollars, next+1)
	case unit == centUnit:
		return said{}, ErrAmbiguous // "$50 cents"
	case unit == dollarUnit:
		next, marked = next+1, true
	}
	marked = marked || led
	if marked {
		dollars, next, err = plusCents(tokens, dollars, next)
	}
	return said{dollars, next, marked}, err
}

// count reads a number of dollars with its scale; grand says that it was counted in grands, which only money is.
func count(tokens []token, i int) (c Cents, next int, grand bool, err error) {
	var q quantity
	switch {
	case i >= len(tokens):
		return 0, i, false, ErrAmbiguous
	case tokens[i].kind == number:
		if q, err = figures(tokens[i].text); err != nil {
			return 0, i, false, err
		}
		next = i + 1
	case at(tokens, i+1, "grand") && at(tokens, i, "a"), oneUnit(tokens, i):
		q.whole, next = 1, i+1
	default:
		var ok bool
		if q.whole, next, ok = spoken(tokens, i); !ok {
			return 0, i, false, ErrAmbiguous
		}
	}
	scale := int64(1)
	if next < len(tokens) && tokens[next].kind == word {
		if by, ok := scales[tokens[next].text]; ok {
			scale, grand = by, tokens[next].text == "grand" && tokens[i].text != "a"
			next++
		}
	}
	c, err = q.cents(scale)
	return c, next, grand, err
}

// onlyCents turns a number read as dollars into cents: "50 cents".
func onlyCents(read Cents, next int) (said, error) {
	if read%100 != 0 {
		return said{}, ErrAmbiguous
	}
	return said{read / 100, next, true}, nil
}

// plusCents adds "and 50 cents" or "50 cents" to a number of whole dollars, if it is there.
func plusCents(tokens []token, dollars Cents, next int) (Cents, int, error) {
	start := next
	if at(tokens, start, "and") {
		start++
	}
	if start < len(tokens) && tokens[start].kind == dollar {
		return dollars, next, nil
	}
	extra, end, _, err := count(tokens, start)
	if ends(tokens, end) != centUnit {
		return dollars, next, nil // something else follows; it is the caller's to judge
	}
	if err != nil || extra%100 != 0 || extra >= 100_00 || dollars%100 != 0 {
		return 0, next, ErrAmbiguous
	}
	if dollars+extra/100 > Most {
		return 0, next, ErrTooLarge
	}
	return dollars + extra/100, end + 1, nil
}

// skipDollar passes the sign in front of a number: "$", "US$", "USD".
func skipDollar(tokens []token, i int) (next int, led bool) {
	if at(tokens, i, "usd") {
		return i + 1, true
	}
	if at(tokens, i, "us") && i+1 < len(tokens) && tokens[i+1].kind == dollar {
		i++
	}
	if i < len(tokens) && tokens[i].kind == dollar {
		return i + 1, true
	}
	return i, false
}

type unit int

const (
	noUnit unit = iota
	dollarUnit
	centUnit
)

// ends says which unit stands at i, after a number.
func ends(tokens []token, i int) unit {
	if i >= len(tokens) {
		return noUnit
	}
	switch t := tokens[i]; t.kind { //nolint:exhaustive // nothing else is a unit
	case cent:
		return centUnit
	case dollar: // "60$", but not the sign of the amount that follows in "60 $80"
		if t.glued && (i+1 >= len(tokens) || tokens[i+1].kind != number) {
			return dollarUnit
		}
	case word:
		switch t.text {
		case "dollar", "dollars", "buck", "bucks", "usd", "dólar", "dólares", "dolar", "dolares":
			return dollarUnit
		case "cent", "cents", "centavo", "centavos":
			return centUnit
		}
	}
	return noUnit
}

// oneUnit says whether "a dollar", "a buck", "a cent" stands at i.
func oneUnit(tokens []token, i int) bool {
	return at(tokens, i, "a") && ends(tokens, i+1) != noUnit && tokens[i+1].kind == word
}

func anyNumber(tokens []token) bool {
	for i, t := range tokens {
		if t.kind == number || numeral(t) || oneUnit(tokens, i) {
			return true
		}
	}
	return false
}

// numeral says whether the token is a word people count with.
func numeral(t token) bool {
	if t.kind != word {
		return false
	}
	_, one := ones[t.text]
	_, ten := tens[t.text]
	_, scale := scales[t.text]
	return one || ten || scale
}

// belowZero knows "-5", "$-5", "minus 5" and the accountant's "(5)".
func belowZero(tokens []token) bool {
	first, last := tokens[0], tokens[len(tokens)-1]
	switch {
	case first.kind == minus || at(tokens, 0, "minus") || at(tokens, 0, "negative"):
		return true
	case first.text == "(" && last.text == ")":
		return true
	}
	next, led := skipDollar(tokens, 0)
	return led && next < len(tokens) && tokens[next].kind == minus
}
