package money

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string // each amount, and the words it stands in
	}{
		{"She wants $210 back, half of a $420 repair.", []string{"$210 in $210", "$420 in $420"}},
		{"Half off, I lost a day's pay", nil},
		{"give him 50 bucks or a hundred dollars", []string{"$50 in 50 bucks", "$100 in a hundred dollars"}},
		{"$1.2k all told", []string{"$1,200 in $1.2k"}},
		{"he paid 60 dollars and 50 cents.", []string{"$60.50 in 60 dollars and 50 cents"}},
		{"that is $60 and 2 hours", []string{"$60 in $60"}},
		{"it took 2 grand", []string{"$2,000 in 2 grand"}},
		{"Total:$60, tip ($5)", []string{"$60 in $60", "$5 in $5"}},
		{"60$ is fine", []string{"$60 in 60$"}},
		{"*$60* off", []string{"$60 in $60"}},
		{"naïve ＄６０ refund", []string{"$60 in ＄６０"}},
		{"$1,\u200b250 it is", []string{"$1,250 in $1,\u200b250"}},
		{"$50, $60 and $70", []string{"$50 in $50", "$60 in $60", "$70 in $70"}},
		{"20 USD", []string{"$20 in 20 USD"}},
		{"four hundred and fifty dollars", []string{"$450 in four hundred and fifty dollars"}},

		{"450", nil},
		{"2 hours late, since 8:30", nil},
		{"call 555-123-4567", nil},
		{"1.2k people came", nil},
		{"-$50", nil},
		{"$50-60", nil},
		{"$50-$80", nil},
		{"$50 to $80", nil},
		{"between 50-80 dollars", nil},
		{"$60/hr", nil},
		{"$60 an hour", nil},
		{"$45 a month", nil},
		{"$5m", nil},
		{"$1.234", nil},
		{"$1,25", nil},
		{"$2000000", nil},
		{"C$50 and €60 and 70 pesos", nil},
		{"$50 CAD", nil},
		{"two fifty dollars", nil},
		{"1 250 dollars", nil},
		{"half a hundred dollars", nil},
		{"a couple of hundred dollars", nil},
		{"two and a half thousand dollars", nil},
		{"not a dollar more", nil},
		{"a grand piano", nil},
		{"8:30 dollars", nil},
		{"#60 dollars? A60 dollars", []string{"$60 in 60 dollars"}},
		{"", nil},
	} {
		var got []string
		for _, f := range Find(c.text) {
			got = append(got, f.Cents.String()+" in "+f.Text)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("Find(%q) (-want +got):\n%s", c.text, diff)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, text := range []string{"She wants $210, half of $420", "60 dollars and 50 cents", "-$5 €5 $5/h", "\xff$5\xfe", "＄６０\u200b0", "$A$"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, found := range Find(text) {
			if found.Start < end || found.End <= found.Start || found.End > len(text) {
				t.Fatalf("Find(%q): %+v is out of place", text, found)
			}
			if found.Text != text[found.Start:found.End] {
				t.Fatalf("Find(%q): %+v is not the text at its offsets", text, found)
			}
			if c, err := Parse(found.Text); c != found.Cents || err != nil {
				t.Fatalf("Find(%q) found %+v, but Parse says %v, %v", text, found, c, err)
			}
			end = found.End
		}
	})
}
