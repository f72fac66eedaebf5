// Package money holds amounts and reads them as people type them.
//
// An amount is a whole number of US cents; no floating point touches it anywhere. Parse takes a text that is
// nothing but one amount and refuses whatever could be read in two ways: a wrong guess would be somebody's money.
// Find looks for amounts inside free text, so that they can be offered; what it finds is never to be assumed.
// Everything here is a pure function of its arguments.
package money

import (
	"errors"
	"strconv"
)

// Cents is an amount in US cents. In JSON it is an integer.
type Cents int64

// Most is the largest amount Parse accepts: $1,000,000.
const Most Cents = 1_000_000_00

// Why Parse refused a text. Compare with errors.Is.
var (
	ErrNone      = errors.New("there is no amount in it")
	ErrNegative  = errors.New("the amount is below zero")
	ErrForeign   = errors.New("the amount is not in US dollars")
	ErrTooLarge  = errors.New("the amount is above " + Most.String())
	ErrShare     = errors.New("the amount is a share of something else")
	ErrAmbiguous = errors.New("the amount can be read in more than one way")
)

// String writes the amount as it is shown to people: "$1,250" when there are no odd cents, else "$1,250.50"; "-$5"
// below zero. Parse reads back every amount from zero to Most.
func (c Cents) String() string {
	sign, left := "", uint64(c) //nolint:gosec // a negative one is turned round below
	if c < 0 {
		sign, left = "-", -left // the unsigned negation is right for the smallest int64 too
	}
	dollars, cents := strconv.FormatUint(left/100, 10), left%100
	for comma := len(dollars) - 3; comma > 0; comma -= 3 {
		dollars = dollars[:comma] + "," + dollars[comma:]
	}
	if cents == 0 {
		return sign + "$" + dollars
	}
	return sign + "$" + dollars + "." + strconv.FormatUint(100+cents, 10)[1:]
}
