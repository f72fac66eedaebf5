package money

import (
	"errors"
	"strconv"
	"strings"
)

var ones = map[string]int64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
	"seventeen": 17, "eighteen": 18, "nineteen": 19,
}

var tens = map[string]int64{
	"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
	"ninety": 90,
}

// scales multiply the number before them.
var scales = map[string]int64{
	"hundred": 100, "thousand": 1_000, "k": 1_000, "grand": 1_000, "million": 1_000_000, "mil": 1_000_000,
	"billion": 1_000_000_000,
}

// countless is a number of dollars beyond anything accepted, small enough to be multiplied by any scale.
const countless = 10_000_000

// quantity is a number of dollars, kept as whole dollars and decimals until a scale is known: 1.2 is not a price, 1.2k is.
type quantity struct {
	whole    int64
	decimals string
}

// cents is the quantity times a scale. Without a scale there are no decimals or two; with one, nothing smaller than a cent.
func (q quantity) cents(scale int64) (Cents, error) {
	if scale == 1 && len(q.decimals) != 0 && len(q.decimals) != 2 {
		return 0, ErrAmbiguous
	}
	if len(q.decimals) > 5 {
		return 0, ErrAmbiguous
	}
	if q.whole >= countless || scale > int64(Most)/100 {
		return 0, ErrTooLarge
	}
	hundredThousandths, err := strconv.ParseInt("0"+q.decimals+strings.Repeat("0", 5-len(q.decimals)), 10, 64)
	if err != nil {
		return 0, ErrAmbiguous
	}
	part := hundredThousandths * scale
	if part%1_000 != 0 {
		return 0, ErrAmbiguous
	}
	total := Cents(q.whole*scale*100 + part/1_000)
	if total > Most {
		return 0, ErrTooLarge
	}
	return total, nil
}

// figures reads a number written in digits: 1250, 1,250, 1,250.50, .50. A comma that does not stand before three
// digits, a second point, or a zero in front ("007") makes it something else than a plain amount.
func figures(text string) (quantity, error) {
	whole, decimals, point := strings.Cut(text, ".")
	if strings.ContainsAny(decimals, ".,") || point && decimals == "" {
		return quantity{}, ErrAmbiguous
	}
	for i, group := range strings.Split(whole, ",") {
		if i > 0 && len(group) != 3 || i == 0 && len(group) > 3 && strings.Contains(whole, ",") {
			return quantity{}, ErrAmbiguous
		}
	}
	whole = strings.ReplaceAll(whole, ",", "")
	if len(whole) > 1 && whole[0] == '0' {
		return quantity{}, ErrAmbiguous
	}
	if whole == "" {
		whole = "0"
	}
	n, err := strconv.ParseInt(whole, 10, 64)
	if errors.Is(err, strconv.ErrRange) {
		n = countless
	} else if err != nil {
		return quantity{}, ErrAmbiguous
	}
	return quantity{min(n, countless), decimals}, nil
}

// spoken reads a number written in words from tokens[i] on: "four hundred and fifty", "twelve hundred", "a thousand".
// It stops where the words stop making one number, so "two fifty" reads as two with fifty left over.
func spoken(tokens []token, i int) (n int64, next int, ok bool) {
	var total int64
	rest, next, ok := belowHundred(tokens, i)
	if !ok {
		if at(tokens, i, "a") {
			next = i + 1
		}
		if !at(tokens, next, "hundred") && !at(tokens, next, "thousand") {
			return 0, i, false
		}
		rest = 1
	}
	if after, yes := scaled(tokens, next, "hundred"); yes && rest > 0 {
		rest, next = plusBelowHundred(tokens, after, rest*100)
	}
	if after, yes := scaled(tokens, next, "thousand"); yes && rest > 0 {
		total = rest * 1_000
		rest, next = plusHundreds(tokens, after)
	}
	return total + rest, next, true
}

// belowHundred reads "seven", "forty", "forty two", "forty-two".
func belowHundred(tokens []token, i int) (n int64, next int, ok bool) {
	if i >= len(tokens) || tokens[i].kind != word {
		return 0, i, false
	}
	if n, ok = ones[tokens[i].text]; ok {
		return n, i + 1, true
	}
	if n, ok = tens[tokens[i].text]; !ok {
		return 0, i, false
	}
	next = i + 1
	unit := next
	if hyphen(tokens, next) {
		unit++
	}
	if unit < len(tokens) && tokens[unit].kind == word {
		if extra := ones[tokens[unit].text]; 0 < extra && extra < 10 {
			return n + extra, unit + 1, true
		}
	}
	return n, next, true
}

// plusBelowHundred adds "fifty" or "and fifty" to a number of hundreds, if it is there.
func plusBelowHundred(tokens []token, i int, n int64) (sum int64, next int) {
	start := i
	if at(tokens, i, "and") {
		start++
	}
	extra, next, ok := belowHundred(tokens, start)
	if !ok || extra == 0 || ends(tokens, next) == centUnit { // "a hundred and fifty cents" is not 150 dollars
		return n, i
	}
	return n + extra, next
}

// plusHundreds reads what may follow a thousand: "five hundred", "two hundred and fifty", "and one".
func plusHundreds(tokens []token, i int) (n int64, next int) {
	if n, next, ok := belowHundred(tokens, i); ok && n > 0 && n < 10 {
		if after, yes := scaled(tokens, next, "hundred"); yes {
			return plusBelowHundred(tokens, after, n*100)
		}
	}
	return plusBelowHundred(tokens, i, 0)
}

// scaled says whether the scale stands at i, after a space or a hyphen.
func scaled(tokens []token, i int, scale string) (next int, ok bool) {
	if hyphen(tokens, i) {
		i++
	}
	return i + 1, at(tokens, i, scale)
}

func hyphen(tokens []token, i int) bool {
	return i+1 < len(tokens) && tokens[i].kind == minus && tokens[i].glued && tokens[i+1].glued
}

func at(tokens []token, i int, text string) bool {
	return 0 <= i && i < len(tokens) && tokens[i].kind == word && tokens[i].text == text
}
