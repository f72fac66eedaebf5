package money

import (
	"errors"
	"testing"
)

// typed is what people type where an amount is asked for. What can be meant in one way only is taken, with words of
// courtesy around it; everything else is refused with the error that says best what to write instead.
var typed = []struct {
	text string
	want Cents
	err  error
}{
	// an amount
	{"$1,250", 1_250_00, nil},
	{"1250.5", 0, ErrAmbiguous}, // 1,250.50, or 12,505 with a finger that slipped
	{"1250.50", 1_250_50, nil},
	{"$ 35", 35_00, nil},
	{"35 bucks", 35_00, nil},
	{"USD 35", 35_00, nil},
	{"35 usd", 35_00, nil},
	{"us$35", 35_00, nil},
	{"35$", 35_00, nil},
	{"2k", 2_000_00, nil},
	{"2 K", 2_000_00, nil},
	{"two hundred", 200_00, nil},
	{"Two Hundred Dollars", 200_00, nil},
	{"0", 0, nil},
	{"$\u00a01,250", 1_250_00, nil}, // no-break space
	{"35\u202f$", 0, ErrAmbiguous},  // a sign that stands apart may belong to what follows
	{"\u200e$35\u200f", 35_00, nil},
	{"３５", 35_00, nil},
	{"＄１，２５０", 1_250_00, nil},
	{"35.00", 35_00, nil},
	{"35.", 35_00, nil},
	{"$35,", 35_00, nil},
	{"35 dollars and 50 cents", 35_50, nil},

	// with words around it that change nothing
	{"210 dollars please", 210_00, nil},
	{"210 please", 210_00, nil},
	{"Just $210, please.", 210_00, nil},
	{"only 60", 60_00, nil},
	{"$60 thanks!", 60_00, nil},
	{"60 bucks, thank you", 60_00, nil},
	{"exactly $60", 60_00, nil},
	{"$60 back", 60_00, nil},
	{"60 back", 60_00, nil},
	{"$60 total", 60_00, nil},
	{"Total: $60", 60_00, nil},
	{"$60 off", 60_00, nil},
	{"60 dollars credit", 60_00, nil},
	{"60 off", 0, ErrAmbiguous}, // dollars, or percent
	{"60 credit", 0, ErrAmbiguous},
	{"$60 off 420", 0, ErrAmbiguous},

	// with words that do
	{"about $60", 0, ErrAmbiguous},
	{"~60", 0, ErrAmbiguous},
	{"up to 60", 0, ErrAmbiguous},
	{"60 each", 0, ErrAmbiguous},
	{"60 or so", 0, ErrAmbiguous},
	{"60ish", 0, ErrAmbiguous},
	{"60-80", 0, ErrAmbiguous},
	{"60 please or 80", 0, ErrAmbiguous},
	{"$210 for the repair", 0, ErrAmbiguous},

	// a share
	{"50%", 0, ErrShare},
	{"50 %", 0, ErrShare},
	{"５０％", 0, ErrShare},
	{"fifty percent", 0, ErrShare},
	{"50 per cent", 0, ErrShare},
	{"50% of $420", 0, ErrShare},
	{"1/2", 0, ErrShare},
	{"1/2 please", 0, ErrShare},
	{"½", 0, ErrShare},
	{"half", 0, ErrShare},
	{"half off", 0, ErrShare},
	{"half the invoice", 0, ErrShare},
	{"a third", 0, ErrShare},
	{"two thirds", 0, ErrShare},
	{"half a grand", 0, ErrAmbiguous},
	{"half a million", 0, ErrAmbiguous},
	{"2½ dollars", 0, ErrAmbiguous},
	{"$1/2", 0, ErrAmbiguous},

	// another way to write numbers
	{"1.250,00", 0, ErrAmbiguous},
	{"1,250,00", 0, ErrAmbiguous},
	{"1250,50", 0, ErrAmbiguous},
	{"1 000", 0, ErrAmbiguous}, // a thousand, or two amounts
	{"1\u00a0000", 0, ErrAmbiguous},
	{"1'000", 0, ErrAmbiguous},
	{"00", 0, ErrAmbiguous},
	{"1e3", 0, ErrAmbiguous},
	{"35.999", 0, ErrAmbiguous},
	{"35.5", 0, ErrAmbiguous},
	{"3 5", 0, ErrAmbiguous},
	{"١٢", 0, ErrNone}, // digits of other scripts are not read

	// no amount, or none that can be given
	{"", 0, ErrNone},
	{"please", 0, ErrNone},
	{"nothing", 0, ErrNone},
	{"n/a", 0, ErrNone},
	{"everything", 0, ErrNone},
	{"-5", 0, ErrNegative},
	{"-$5 please", 0, ErrNegative},
	{"€50", 0, ErrForeign},
	{"50 euros please", 0, ErrForeign},
	{"50€ or 50%", 0, ErrForeign},
	{"1000000", Most, nil},
	{"$1,000,001", 0, ErrTooLarge},
	{"two million please", 0, ErrTooLarge},
}

func TestParseAsPeopleType(t *testing.T) {
	for _, c := range typed {
		got, err := Parse(c.text)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("Parse(%q) = %v, %v; want %v, %v", c.text, int64(got), err, int64(c.want), c.err)
		}
	}
}

// FuzzParse: nothing is below zero or above Most, what is written is read back, and courtesies change nothing.
func FuzzParse(f *testing.F) {
	for _, c := range typed {
		f.Add(c.text)
	}
	for _, text := range []string{"$1,250.50", "four hundred and fifty dollars", "2-fifty", "\u200b＄６０", "(50)", "\xff$5"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Parse(text)
		if err != nil {
			if c != 0 {
				t.Fatalf("Parse(%q) = %v beside the error %v", text, c, err)
			}
			return
		}
		if c < 0 || c > Most {
			t.Fatalf("Parse(%q) = %d, out of bounds", text, int64(c))
		}
		for _, again := range []string{c.String(), "just " + text + " please"} {
			if same, err := Parse(again); same != c || err != nil {
				t.Fatalf("Parse(%q) = %v, but Parse(%q) = %v, %v", text, c, again, same, err)
			}
		}
	})
}
