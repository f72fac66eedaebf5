package money

// Found is an amount mentioned in a text; Text is text[Start:End], in bytes.
type Found struct {
	Cents      Cents
	Text       string
	Start, End int
}

// Find returns the amounts plainly mentioned in a text, in order. Plainly means with a dollar sign or with dollars,
// bucks, cents or grand after the number; a bare number, a time, a telephone number, a rate ("$60 an hour"), a range
// and anything Parse would refuse are left alone.
func Find(text string) []Found {
	tokens := scan(text)
	var found []Found
	for i := 0; i < len(tokens); {
		said, err := read(tokens, i)
		if err != nil || !said.marked {
			i = passOver(tokens, i)
			continue
		}
		// "a dollar" and "a buck" are figures of speech more often than amounts
		if clearBefore(tokens, i) && clearAfter(tokens, said.next) && !oneUnit(tokens, i) {
			start, end := tokens[i].start, tokens[said.next-1].end
			found = append(found, Found{said.cents, text[start:end], start, end})
		}
		i = said.next
	}
	return found
}

// passOver leaves a token that starts no amount; the number after a refused sign goes with it.
func passOver(tokens []token, i int) int {
	next, led := skipDollar(tokens, i)
	if led && next < len(tokens) && tokens[next].kind == number {
		return next + 1
	}
	return i + 1
}

// vague words before an amount change it: half a hundred dollars, a couple hundred bucks, two point five grand.
var vague = map[string]bool{
	"half": true, "quarter": true, "quarters": true, "couple": true, "few": true, "several": true, "many": true,
	"point": true, "dozen": true, "minus": true, "negative": true,
}

func clearBefore(tokens []token, i int) bool {
	if i == 0 {
		return true
	}
	before, first := tokens[i-1], tokens[i]
	switch {
	case before.kind == minus && (first.glued || first.kind == dollar):
		return false
	case first.glued && before.sticks():
		return false
	case foreignAt(tokens, i-1) || rangeFrom(tokens, i-1):
		return false
	case first.kind == dollar:
		return true
	case first.glued && i > 1 && before.glued && tokens[i-2].kind == number: // 8:30 dollars, 1/2 dollars
		return false
	}
	if at(tokens, i-1, "a") || at(tokens, i-1, "of") {
		if i == 1 {
			return true
		}
		before = tokens[i-2]
	}
	return before.kind != number && !numeral(before) && !vague[before.text] // "two fifty dollars"
}

func clearAfter(tokens []token, i int) bool {
	if i >= len(tokens) {
		return true
	}
	next := tokens[i]
	switch {
	case foreignAt(tokens, i) || next.glued && next.sticks():
		return false
	case next.text == "%" || next.text == "+" && next.glued:
		return false
	case rate(tokens, i) || rangeTo(tokens, i):
		return false
	}
	return !numeral(next) && (next.kind != number || next.glued)
}

// sticks says whether the token makes one word or number with what touches it.
func (t token) sticks() bool {
	return t.kind == word || t.kind == number || t.kind == dollar || t.kind == cent
}

// rate says whether what stands at i makes a rate of the amount before it: "/", "per", "a day".
func rate(tokens []token, i int) bool {
	if tokens[i].text == "/" || at(tokens, i, "per") || at(tokens, i, "each") {
		return true
	}
	return (at(tokens, i, "an") || at(tokens, i, "a") || at(tokens, i, "every")) && i+1 < len(tokens) && spans[tokens[i+1].text]
}

// rangeFrom says whether what stands at i makes a range of the number before it and what follows: "50 to".
func rangeFrom(tokens []token, i int) bool {
	return at(tokens, i, "to") && i > 0 && tokens[i-1].kind == number
}

// rangeTo says whether what stands at i makes a range of the amount before it: "- 80", "to $80".
func rangeTo(tokens []token, i int) bool {
	if i+1 >= len(tokens) || tokens[i].kind != minus && !at(tokens, i, "to") {
		return false
	}
	end := tokens[i+1]
	return end.kind == number || end.kind == dollar || numeral(end)
}

// spans make a rate of the amount before them.
var spans = map[string]bool{"hour": true, "hr": true, "day": true, "week": true, "month": true, "year": true, "night": true}
