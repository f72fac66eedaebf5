package money

import (
	"encoding/json"
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		text string
		want Cents
		err  error
	}{
		// digits
		{"1250", 1_250_00, nil},
		{"$1,250", 1_250_00, nil},
		{"1,250.50", 1_250_50, nil},
		{"$1,250.50", 1_250_50, nil},
		{"  $ 60 ", 60_00, nil},
		{"60$", 60_00, nil},
		{"$60.", 60_00, nil},
		{"$60!", 60_00, nil},
		{"$60 USD", 60_00, nil},
		{"USD 60", 60_00, nil},
		{"US$60", 60_00, nil},
		{"US $60", 60_00, nil},
		{"0", 0, nil},
		{"$0.00", 0, nil},
		{"zero", 0, nil},
		{".50", 50, nil},
		{"$.99", 99, nil},
		{"0.05", 5, nil},
		{"1000000", Most, nil},
		{"$1,000,000.00", Most, nil},

		// units and scales
		{"450 bucks", 450_00, nil},
		{"450 dólares", 450_00, nil},
		{"50 dolares", 50_00, nil},
		{"450 Dollars", 450_00, nil},
		{"60dollars", 60_00, nil},
		{"$60 dollars", 60_00, nil},
		{"1 buck", 1_00, nil},
		{"a buck", 1_00, nil},
		{"1.2k", 1_200_00, nil},
		{"$1.2k", 1_200_00, nil},
		{"1.25K", 1_250_00, nil},
		{"1.23456k", 1_234_56, nil},
		{"2 grand", 2_000_00, nil},
		{"a grand", 1_000_00, nil},
		{"1.5 thousand dollars", 1_500_00, nil},
		{"2 hundred", 200_00, nil},
		{"1 million", Most, nil},

		// cents
		{"50 cents", 50, nil},
		{"fifty cents", 50, nil},
		{"50¢", 50, nil},
		{"150 cents", 1_50, nil},
		{"60 dollars and 50 cents", 60_50, nil},
		{"60 dollars 50 cents", 60_50, nil},
		{"$60 and five cents", 60_05, nil},
		{"two dollars and fifty cents", 2_50, nil},
		{"a hundred dollars and fifty cents", 100_50, nil},

		// words
		{"four hundred", 400_00, nil},
		{"Four Hundred", 400_00, nil},
		{"four-hundred dollars", 400_00, nil},
		{"four hundred and fifty dollars", 450_00, nil},
		{"four hundred fifty-five", 455_00, nil},
		{"a hundred", 100_00, nil},
		{"hundred bucks", 100_00, nil},
		{"twelve hundred", 1_200_00, nil},
		{"fifteen hundred and twenty", 1_520_00, nil},
		{"two thousand five hundred", 2_500_00, nil},
		{"a thousand and one", 1_001_00, nil},
		{"one thousand two hundred and thirty four dollars", 1_234_00, nil},
		{"two hundred thousand", 200_000_00, nil},
		{"five k", 5_000_00, nil},
		{"seventy-five", 75_00, nil},
		{"seventy five bucks", 75_00, nil},
		{"nineteen", 19_00, nil},

		// what phones and word processors put into a text
		{"＄１，２５０．５０", 1_250_50, nil},
		{"$\u00a060", 60_00, nil},
		{"\u200b$1\u200b250\ufeff", 1_250_00, nil},
		{"\u202a$60\u202c", 60_00, nil},
		{"\t$60\n", 60_00, nil},

		{"", 0, ErrNone},
		{"   ", 0, ErrNone},
		{"lots", 0, ErrNone},
		{"some dollars", 0, ErrNone},
		{"$", 0, ErrNone},
		{"a free tune-up", 0, ErrNone},
		{"-", 0, ErrNone},

		{"-5", 0, ErrNegative},
		{"-$5", 0, ErrNegative},
		{"$-5", 0, ErrNegative},
		{"−5", 0, ErrNegative},
		{"minus five dollars", 0, ErrNegative},
		{"(50.00)", 0, ErrNegative},
		{"($50)", 0, ErrNegative},

		{"€50", 0, ErrForeign},
		{"50 €", 0, ErrForeign},
		{"£50", 0, ErrForeign},
		{"50 EUR", 0, ErrForeign},
		{"200 pesos", 0, ErrForeign},
		{"50 CAD", 0, ErrForeign},
		{"C$50", 0, ErrForeign},
		{"50 Canadian dollars", 0, ErrForeign},
		{"¥5000", 0, ErrForeign},
		{"-50 euros", 0, ErrForeign},

		{"1,000,000.01", 0, ErrTooLarge},
		{"2 million dollars", 0, ErrTooLarge},
		{"1000001", 0, ErrTooLarge},
		{"5000k", 0, ErrTooLarge},
		{"99999999999999999999999999", 0, ErrTooLarge},
		{"ninety nine thousand grand", 0, ErrTooLarge},

		{"100 or 150", 0, ErrAmbiguous},
		{"100-150", 0, ErrAmbiguous},
		{"$100 to $150", 0, ErrAmbiguous},
		{"1.234", 0, ErrAmbiguous},
		{"1.5", 0, ErrAmbiguous},
		{"1,25", 0, ErrAmbiguous},
		{"1,2k", 0, ErrAmbiguous},
		{"1.250,50", 0, ErrAmbiguous},
		{"12,50,000", 0, ErrAmbiguous},
		{"1,250,50", 0, ErrAmbiguous},
		{"1250,500", 0, ErrAmbiguous},
		{"1 250", 0, ErrAmbiguous},
		{"1.2.3", 0, ErrAmbiguous},
		{"007", 0, ErrAmbiguous},
		{"two fifty", 0, ErrAmbiguous},
		{"two-fifty", 0, ErrAmbiguous},
		{"2-fifty", 0, ErrAmbiguous},
		{"half a grand", 0, ErrAmbiguous},
		{"two and a half grand", 0, ErrAmbiguous},
		{"a couple hundred", 0, ErrAmbiguous},
		{"about 60", 0, ErrAmbiguous},
		{"$60 an hour", 0, ErrAmbiguous},
		{"2 hours", 0, ErrAmbiguous},
		{"8:30", 0, ErrAmbiguous},
		{"555-1234", 0, ErrAmbiguous},
		{"$$60", 0, ErrAmbiguous},
		{"60$80", 0, ErrAmbiguous},
		{"$50 cents", 0, ErrAmbiguous},
		{"1.50 cents", 0, ErrAmbiguous},
		{"60 dollars and 50", 0, ErrAmbiguous},
		{"60 dollars and 150 cents", 0, ErrAmbiguous},
		{"60 dollars cents", 0, ErrAmbiguous},
		{"1.234567k", 0, ErrAmbiguous},
		{"1e3", 0, ErrAmbiguous},
		{"0x10", 0, ErrAmbiguous},
		{"1_000", 0, ErrAmbiguous},
		{"60+", 0, ErrAmbiguous},
		{"twenty fifteen", 0, ErrAmbiguous},
		{"four hundred and", 0, ErrAmbiguous},
		{"60 60", 0, ErrAmbiguous},
	} {
		got, err := Parse(c.text)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("Parse(%q) = %v, %v; want %v, %v", c.text, int64(got), err, int64(c.want), c.err)
		}
	}
}

func TestString(t *testing.T) {
	for c, want := range map[Cents]string{
		0: "$0", 5: "$0.05", 60_00: "$60", 999_99: "$999.99", 1_250_00: "$1,250", 1_250_50: "$1,250.50",
		Most: "$1,000,000", -5_00: "-$5", -1_250_05: "-$1,250.05", math.MinInt64: "-$92,233,720,368,547,758.08",
	} {
		if got := c.String(); got != want {
			t.Errorf("Cents(%d) = %q, want %q", int64(c), got, want)
		}
	}
}

func TestCentsAreAnIntegerInJSON(t *testing.T) {
	text, err := json.Marshal(Cents(1_250_50))
	if err != nil || string(text) != "125050" {
		t.Errorf("json.Marshal = %s, %v; want 125050", text, err)
	}
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Cents(rapid.Int64Range(0, int64(Most)).Draw(t, "cents"))
		if got, err := Parse(c.String()); got != c || err != nil {
			t.Fatalf("Parse(%q) = %v, %v", c.String(), got, err)
		}
		found := Find("They ask for " + c.String() + ", by Friday")
		if len(found) != 1 || found[0].Cents != c {
			t.Fatalf("Find(%q) = %v", c.String(), found)
		}
	})
}

func TestWordsAreReadBack(t *testing.T) {
	names := []string{
		"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
		"fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
	}
	decades := []string{"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
	small := func(n int) string {
		if n < 20 {
			return " " + names[n]
		}
		return " " + decades[n/10] + " " + names[n%10]
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 9_999).Draw(t, "dollars")
		text := ""
		if n >= 1_000 {
			text += small(n/1_000) + " thousand"
		}
		if n%1_000 >= 100 {
			text += small(n%1_000/100) + " hundred"
		}
		text += small(n % 100)
		if got, err := Parse(text); got != Cents(n)*100 || err != nil {
			t.Fatalf("Parse(%q) = %v, %v; want %d dollars", text, got, err, n)
		}
	})
}
