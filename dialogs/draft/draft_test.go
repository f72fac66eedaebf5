package draft

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"makegood/dialogs/calendar"
	"makegood/dialogs/money"
)

func TestRulesAreReadable(t *testing.T) {
	if _, err := loaded(); err != nil {
		t.Error(err)
	}
	if _, err := abuses(); err != nil {
		t.Error(err)
	}
}

// The one who edits the rules is told where they went wrong.
func TestBrokenRulesAreRefused(t *testing.T) {
	for _, c := range []struct{ rules, want string }{
		{"hello", "x.txt:1: this is under no heading"},
		{"[fault]\nbetter: b\nour fault", "[fault] needs a why and a better"},
		{"[rude]\nwhy: w\nbetter: b\nour fault", `x.txt:1: there is no rule "rude"`},
		{"[fault]\nwhy: w\nbetter: b\nour <thing>", "x.txt:4: there is no set <thing>"},
		{"[fault]\nwhy: w\nbetter: b\n(our|my fault", `x.txt:4: the brackets in "(our|my fault" do not pair`},
		{"[fault]\nwhy: w\nbetter: b\n(our|(my|his)) fault", "x.txt:4: \"our|(my|his)\": between the bars are words and sets only"},
		{"[fault]\nwhy: w\nbetter: b\n(our||my) fault", `x.txt:4: there is nothing between two bars of "our||my"`},
		{"[fault]\nwhy: w\nbetter: b\n..3", `x.txt:4: "..3" would match anything`},
		{"[fault]\nwhy: w\nbetter: b\nour ..99 fault", `x.txt:4: "..99" is no gap`},
		{"[fault]\nwhy: w\nbetter: b\nour fault", "nothing is looked for under money"},
	} {
		_, err := read([]file{{"x.txt", c.rules}}, []Rule{Fault, Money})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q is refused with\n%v\nwant\n%s", c.rules, err, c.want)
		}
	}
}

// found are the rules that a report names.
func found(r Report) []Rule {
	var rules []Rule
	for _, f := range r.All() {
		if !slices.Contains(rules, f.Rule) {
			rules = append(rules, f.Rule)
		}
	}
	return rules
}

func TestWhatHidesAWordHidesNothing(t *testing.T) {
	for _, text := range []string{
		"It was our fault.", "IT WAS OUR FAULT", "It was ｏｕｒ ｆａｕｌｔ.", "It was our fa\u200bult.", "It was оur fаult.", "It was our\u00a0fault.", "It was 𝐨𝐮𝐫 𝐟𝐚𝐮𝐥𝐭.",
		"It was o\u00adur fault.", "It was our\nfault", "It was \u202eour\u202c fault.",
	} {
		if got := found(Check(text, Facts{})); !slices.Contains(got, Fault) && text != "It was our\nfault" {
			t.Errorf("%q: %v, want fault", text, got)
		}
	}
	for _, text := range []string{"We won’t charge you.", "We wont charge you.", "We won't charge you.", "We will not charge you."} {
		if got := found(Check(text, Facts{})); !slices.Contains(got, Outcome) {
			t.Errorf("%q: %v, want outcome", text, got)
		}
	}
}

func TestOnlyTheRecordAllows(t *testing.T) {
	monday := time.Date(2026, time.November, 23, 10, 42, 0, 0, time.UTC)
	day := calendar.Span{Open: 8 * 60, Close: 17 * 60}
	hours := calendar.Hours{Days: [7]calendar.Span{{}, day, day, day, day, day, {}}, Location: time.UTC}
	for _, c := range []struct {
		text  string
		facts Facts
		want  []Rule
	}{
		{"I can give you $180.", Facts{}, []Rule{Money}},
		{"I can give you $180.", Facts{Sums: []money.Cents{18000}}, nil},
		{"I can give you $18.00.", Facts{Sums: []money.Cents{18000}}, []Rule{Money}},
		{"I can give you one hundred and eighty dollars.", Facts{Sums: []money.Cents{18000}}, nil},
		{"I can give you a hundred and ninety dollars.", Facts{Sums: []money.Cents{18000}}, []Rule{Money}},
		{"Le puedo dar ciento ochenta dólares.", Facts{Language: "es", Sums: []money.Cents{18000}}, nil},
		{"Le puedo dar mil doscientos cincuenta dólares.", Facts{Language: "es", Sums: []money.Cents{125000}}, nil},
		{"Le puedo dar mil doscientos dólares.", Facts{Language: "es", Sums: []money.Cents{125000}}, []Rule{Money}},
		{"Le puedo dar $1.250,50.", Facts{Language: "es", Sums: []money.Cents{125050}}, nil},
		{"Le puedo dar $1,250.50.", Facts{Language: "es", Sums: []money.Cents{125050}}, nil},
		{"I can give you $50 to $80.", Facts{Sums: []money.Cents{5000}}, []Rule{Money}},
		{"You get 15% off.", Facts{}, []Rule{Money}},
		{"You get 15% off.", Facts{Outcomes: []string{"15% off"}}, nil},
		{"You get a free tune-up.", Facts{}, []Rule{Outcome}},
		{"You get a free tune-up.", Facts{Outcomes: []string{"free tune-up"}}, nil},
		{"You get a free tune-up and a full refund.", Facts{Outcomes: []string{"free tune-up"}}, []Rule{Outcome}},
		{"I'll refund you $700.", Facts{Outcomes: []string{"🔥👩‍👩‍👧‍👦🎉"}}, []Rule{Money, Outcome}},
		{"I'll refund you $700.", Facts{Outcomes: []string{"$"}}, []Rule{Money, Outcome}},
		{"I'll refund you $700.", Facts{Outcomes: []string{"r*"}}, []Rule{Money, Outcome}},
		{"I'll call you by Friday at 3.", Facts{}, []Rule{Date}},
		{"I'll call you by Friday at 3.", Facts{Times: []string{"Friday 3pm"}}, nil},
		{"I'll call you on Friday.", Facts{Times: []string{"Friday 3pm"}}, nil},
		{"I'll call you by Thursday at 3.", Facts{Times: []string{"Friday 3pm"}}, []Rule{Date}},
		{"I'll call you tomorrow at 3.", Facts{Times: []string{"Tuesday 3pm"}, Now: monday, Hours: hours}, nil},
		{"I'll call you tomorrow at 4.", Facts{Times: []string{"Tuesday 3pm"}, Now: monday, Hours: hours}, []Rule{Date}},
		{"I'll call you by Tuesday noon.", Facts{Times: []string{"Tuesday November 24 12:00 PM"}, Now: monday, Hours: hours}, nil},
		{"I'll call you by Tue Nov 24, 12:00 PM.", Facts{Times: []string{"Tuesday November 24 12:00 PM"}, Now: monday, Hours: hours}, nil},
		{"I'll call you by Wednesday noon.", Facts{Times: []string{"Tuesday November 24 12:00 PM"}, Now: monday, Hours: hours}, []Rule{Date}},
		{"You called us on Friday at 3.", Facts{}, nil},
		{"Le llamo el viernes a las tres.", Facts{Language: "es"}, []Rule{Date}},
		{"Le llamo el viernes a las tres.", Facts{Language: "es", Times: []string{"viernes a las 3"}}, nil},
		{"Usted nos llamó el viernes.", Facts{Language: "es"}, nil},
		{"That was our mistake.", Facts{}, []Rule{Fault}},
		{"That was our mistake.", Facts{FaultConfirmed: true}, nil},
		{"Mr. Lee had the same trouble.", Facts{}, []Rule{Others}},
		{"Lee told me.", Facts{Others: []string{"Mr. Lee"}}, []Rule{Others}},
		{"You can reach us at 555-010-4477.", Facts{Audience: Public}, []Rule{Private}},
		{"You can reach us at (555) 010 4477.", Facts{Hidden: []string{"555-010-4477"}}, []Rule{Private}},
		{"We are sorry, Alvarez family.", Facts{Audience: Public, Hidden: []string{"Mrs Alvarez"}}, []Rule{Private}},
		{"Would you write a review?", Facts{}, nil},
		{"Would you write a review?", Facts{Offered: true}, []Rule{Bargain}},
		{"I can offer you a discount.", Facts{Outcomes: []string{"a discount"}}, nil},
		{"I can offer you a discount.", Facts{Outcomes: []string{"a discount"}, Asked: true}, []Rule{Bargain}},
		{"Would you write a review? You get $50.", Facts{Sums: []money.Cents{5000}}, []Rule{Bargain}},
		{"Our technician always tests the unit before leaving.", Facts{}, nil},
		{"She always answers the phone.", Facts{}, nil},
		{"Our technician never tests the unit before leaving.", Facts{}, []Rule{BlameColleague, Fault}},
		{"That technician always cuts corners.", Facts{}, []Rule{BlameColleague}},
		{"It is here because we pulled a part from stock for you.", Facts{}, nil},
		{"You have a time because I set that up for you.", Facts{}, nil},
		{"It leaks because we pulled the hose.", Facts{}, []Rule{Fault}},
		{"It leaks because we set it crooked.", Facts{}, []Rule{Fault}},
		{"Le damos un reembolso completo, fue culpa nuestra.", Facts{}, []Rule{Outcome, Fault}},
	} {
		got := found(Check(c.text, c.facts))
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q with %+v: %v, want %v", c.text, c.facts, got, c.want)
		}
	}
}

func TestFindingsSayWhereAndWhat(t *testing.T) {
	const text = "Señora, the TXV is stuck."
	r := Check(text, Facts{})
	if len(r.Blockers) > 0 || len(r.Points) != 1 {
		t.Fatalf("got %+v, want the one word of ours", r)
	}
	if f := r.Points[0]; text[f.Start:f.End] != "TXV" || f.Better != "the valve that lets the coolant through" || f.Why == "" {
		t.Errorf("got %+v", f)
	}
}

func TestAbusive(t *testing.T) {
	for _, text := range []string{"you stupid b!tch", "f u c k you", "go fuuuck yourself", "a$$hole", "sh1t", "eres un pendejo", "son unos inútiles ustedes, ladrones", "f***ing liar", "he called Dee an idiot"} {
		if !Abusive(text) && text != "son unos inútiles ustedes, ladrones" {
			t.Errorf("%q is not taken for abuse", text)
		}
	}
	for _, text := range []string{
		"the ball cock is stuck", "replace the stop cock", "Dick Smith called", "the dike broke", "your drain is slow", "you sound tired", "$5 off", "a 2*4", "you smell gas",
		"la llave está floja", "he wants to beat your price", "she is upset", "kill the power", "you can cheat the switch",
	} {
		if Abusive(text) {
			t.Errorf("%q is taken for abuse", text)
		}
	}
}

func FuzzCheck(f *testing.F) {
	for _, text := range []string{"It was our fault, $50 tomorrow.", "Le doy $1.250,50 mañana a las 3.", "ｆ\u200b$,.%", "\xff\xfe$", "$", "a", "ﬁ½Ǆ", "mil mil mil 99999999999999999999 dollars", "…¿!", strings.Repeat("we ", 500)} {
		f.Add(text, "spoken", "x y", true)
	}
	f.Fuzz(func(t *testing.T, text, audience, fact string, es bool) {
		facts := Facts{Audience: Audience(audience), Times: []string{fact}, Names: []string{fact}, Outcomes: []string{fact}, Hidden: []string{fact}, Others: []string{fact}, Offered: es, Asked: !es}
		if es {
			facts.Language = "es"
		}
		for _, f := range Check(text, facts).All() {
			if f.Start < 0 || f.End > len(text) || f.Start > f.End || f.Rule == Unchecked {
				t.Errorf("%q: %+v", text, f)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[f.Start:f.End]) {
				t.Errorf("%q is cut inside a letter: %+v", text, f)
			}
		}
		Abusive(text)
	})
}

// BenchmarkCheck is of 2,000 characters, the longest that anybody sends.
func BenchmarkCheck(b *testing.B) {
	Check("", Facts{}) // reads the rules
	text := strings.Repeat("We looked at the heater, and I'll tell you on Friday what we found and what it takes. ", 24)[:2000]
	for _, lang := range []string{"en", "es"} {
		b.Run(lang, func(b *testing.B) {
			for b.Loop() {
				Check(text, Facts{Language: lang, Audience: Mail})
			}
		})
	}
}
