package prompts

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"makegood/dialogs"
)

func english(t *testing.T) *Library {
	t.Helper()
	l, err := Language("en")
	if err != nil {
		t.Fatalf("the English library does not load:\n%v", err)
	}
	return l
}

func TestLoadKnowsItsLanguages(t *testing.T) {
	english(t)
	for _, lang := range []string{"xx", "", "../prompts/en"} {
		if _, err := Language(lang); err == nil || !strings.Contains(err.Error(), "no words in the language") {
			t.Errorf("Load(%q) = %v; want to be told that there are no words in it", lang, err)
		}
	}
}

func TestEverybodyFindsThreeWordings(t *testing.T) {
	for _, lang := range whole {
		l := libraryOf(t, lang)
		for _, spec := range dialogs.Phrases() {
			if !spec.Spoken {
				continue
			}
			for _, role := range append([]string{"", "apprentice"}, roles...) {
				for _, setting := range settings {
					said := l.Say(dialogs.Line{Phrase: spec.Phrase, Slots: factsIn(lang)}, role, setting, 9, "R-104")
					slices.Sort(said)
					if n := len(slices.Compact(said)); n < 3 {
						t.Errorf("%s, %s: %q finds %d wordings on the %s, want 3", lang, spec.Phrase, role, n, setting)
					}
				}
			}
		}
	}
}

// The words of some phrases that the tests below look at.
const small = `
[greet]
site: Hello {name}, I am here.
site: Good to see you, {name}.
site: {name}, how are you?
phone: {name}, thank you for calling.
phone: Hello {name} on the phone.
phone: This is for {name}.
	{name}, are you there?
phone+csr: {name}, this is the office.
phone+csr: The office greets {name}.
phone+csr: How can the office help, {name}?
manager: The manager says hello to {name}.
manager: {name}, I am the manager.
manager: A manager for {name}.
[next]
# The last stop is in the line that shows it.
any: write it
    down
[shown]
any: {who} · {next}
    | a second line
`

var smallSpecs = []dialogs.Spec{
	{Phrase: "greet", Slots: []string{"name"}, Needs: []string{"name"}, Spoken: true},
	{Phrase: "next"},
	{Phrase: "shown", Slots: []string{"who", "next"}, Needs: []string{"next"}},
}

func smallLibrary(t *testing.T) *Library {
	t.Helper()
	l, err := Read([]File{{"xx.txt", small}}, smallSpecs)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestText(t *testing.T) {
	l := smallLibrary(t)
	for _, c := range []struct {
		why  string
		line dialogs.Line
		want string
	}{
		{"the zero line is silent", dialogs.Line{}, ""},
		{"an unknown phrase is silent", dialogs.Line{Phrase: "nobody.knows"}, ""},
		{"an indented line goes on", dialogs.Line{Phrase: "next"}, "write it down"},
		{
			"facts are put in, and | begins a line",
			dialogs.Line{Phrase: "shown", Slots: dialogs.Slots{"who": "Tess", "next": "now"}},
			"Tess · now\na second line",
		},
		{
			"a fact is put in once and literally",
			dialogs.Line{Phrase: "shown", Slots: dialogs.Slots{"who": "{next} %s {who}", "next": "<now> \\1 $0"}},
			"{next} %s {who} · <now> \\1 $0\na second line",
		},
		{
			"a phrase in a slot becomes its words",
			dialogs.Line{Phrase: "shown", Slots: dialogs.Slots{"who": "Tess", "next": inSlot("next")}},
			"Tess · write it down\na second line",
		},
		{
			"a phrase in a slot has no facts of its own",
			dialogs.Line{Phrase: "shown", Slots: dialogs.Slots{"who": "Tess", "next": inSlot("shown")}},
			"Tess ·  · \na second line\na second line",
		},
		{"a missing fact is a hole", dialogs.Line{Phrase: "shown"}, " · \na second line"},
		{
			"spoken words can be read too",
			dialogs.Line{Phrase: "greet", Slots: dialogs.Slots{"name": "Ana"}},
			"Ana, thank you for calling.",
		},
	} {
		if got := l.Text(c.line); got != c.want {
			t.Errorf("%s: got %q, want %q", c.why, got, c.want)
		}
	}
}

// inSlot is how package dialogs puts a phrase into a slot.
func inSlot(p string) string { return "\x00" + p }

func TestTheCardNamesItsNextStep(t *testing.T) {
	line := dialogs.Line{Phrase: "card.next", Slots: dialogs.Slots{"next": inSlot("next.listen")}}
	stored, err := json.Marshal(line) // as it waits in the outbox
	if err != nil {
		t.Fatal(err)
	}
	var back dialogs.Line
	if err := json.Unmarshal(stored, &back); err != nil {
		t.Fatal(err)
	}
	if got := english(t).Text(back); got != "Next: hear the customer out" {
		t.Errorf("the card says %q", got)
	}
}

func TestWhoFindsWhich(t *testing.T) {
	l := smallLibrary(t)
	for _, c := range []struct {
		role    string
		setting dialogs.Setting
		key     string
	}{
		{"", dialogs.OnSite, "site"},
		{"", dialogs.OnPhone, "phone"},
		{"csr", dialogs.OnPhone, "phone+csr"},
		{"csr", dialogs.OnSite, "site"},
		{"manager", dialogs.OnPhone, "manager"},
		{"manager", dialogs.OnSite, "manager"},
		{"any", dialogs.OnSite, "site"}, // a company may call its roles what it likes
		{"site", dialogs.OnPhone, "phone"},
		{"technician", "", "site"},
		{"csr", "", "phone+csr"},
		{"dispatcher", "", "phone"},
		{"", "", "phone"},
	} {
		var want []string
		for _, w := range l.phrases["greet"][c.key] {
			want = append(want, strings.ReplaceAll(w.source, "{name}", "Ana"))
		}
		got := l.Say(dialogs.Line{Phrase: "greet", Slots: dialogs.Slots{"name": "Ana"}}, c.role, c.setting, 5, "seed")
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("role %q, setting %q: got %q, want those under %q", c.role, c.setting, got, c.key)
		}
	}
}

func TestSayIsStableAndVaries(t *testing.T) {
	l := english(t)
	line := dialogs.Line{Phrase: "reassure.say", Slots: sample}
	first := map[string]int{}
	for i := range 400 {
		seed := fmt.Sprintf("R-%dstep-%d", 100+i/9, i%9)
		said := l.Say(line, "technician", dialogs.OnSite, 3, seed)
		if len(said) != 3 {
			t.Fatalf("Say gave %d wordings, want 3", len(said))
		}
		if again := l.Say(line, "technician", dialogs.OnSite, 3, seed); !slices.Equal(said, again) {
			t.Fatalf("the same message reads %q, then %q", said, again)
		}
		if fewer := l.Say(line, "technician", dialogs.OnSite, 1, seed); !slices.Equal(fewer, said[:1]) {
			t.Fatalf("one wording is %q, the first of three %q", fewer, said[0])
		}
		first[said[0]]++
	}
	all := l.Say(line, "technician", dialogs.OnSite, 9, "")
	for _, w := range all {
		if first[w] < 400/len(all)/2 {
			t.Errorf("%q came first %d times of 400, want about %d", w, first[w], 400/len(all))
		}
	}
	// Other releases and machines must agree too.
	want := []string{"This is mine now. I'm Tess, and you'll have news from me by 10:58 AM."}
	if got := l.Say(line, "technician", dialogs.OnSite, 1, "R-104step-5"); !slices.Equal(got, want) {
		t.Errorf("R-104's step 5 reads %q, want %q as ever", got, want)
	}
	if said := l.Say(dialogs.Line{}, "csr", dialogs.OnPhone, 3, "x"); said != nil {
		t.Errorf("the zero line says %q", said)
	}
	if said := l.Say(line, "csr", dialogs.OnPhone, 0, "x"); said != nil {
		t.Errorf("none was wanted and %q came", said)
	}
}

// TestSayStops: what is said ends like a sentence, also where a fact comes last; a line on a card does not.
func TestSayStops(t *testing.T) {
	l := english(t)
	facts := dialogs.Slots{"problem": "no hot water", "customer": "Mrs Alvarez"}
	for _, said := range l.Say(dialogs.Line{Phrase: "empathize.say", Slots: facts}, "technician", dialogs.OnSite, 9, "R-101") {
		if !strings.HasSuffix(said, ".") {
			t.Errorf("they say %q", said)
		}
	}
	if said := l.Fill("You said: {problem}", facts); said != "You said: no hot water." {
		t.Errorf("they say %q", said)
	}
}
