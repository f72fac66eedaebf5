package prompts

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestGuideQuestions: each question people wrote down gets the situation a manager would have
// chosen for it. A line is a role, the ids that are right, and the question.
func TestGuideQuestions(t *testing.T) {
	for lang, fewest := range map[string]int{"en": 120, "es": 60} {
		g, err := LoadGuide(lang)
		if err != nil {
			t.Fatal(err)
		}
		roles, wrong := map[string]int{}, 0
		all := questions(t, "questions."+lang)
		for _, q := range all {
			roles[q.role]++
			got, _, found := g.Find(q.question)
			if !strings.Contains(" "+q.ids+" ", " "+got.ID+" ") || found == (q.ids == General) {
				wrong++
				t.Errorf("%s %s: %q got %s, want %s", lang, q.role, q.question, got.ID, q.ids)
			}
		}
		t.Logf("%s: %d questions, %d wrong, by role %v", lang, len(all), wrong, roles)
		if len(all) < fewest {
			t.Errorf("%s: only %d questions", lang, len(all))
		}
	}
}

// unfitted are the questions that the guide was not fitted to when they were first asked, and
// what came of that: before the ways of asking were a file of their own, and before whoever
// wrote those had looked at what was wrong.
var unfitted = []struct{ name, lang, about, first, second string }{
	{"heldout", "en", "what was still wrong was mended after", "42 right, 13 wrong", "61 right, 2 wrong"},
	{"heldout", "es", "what was still wrong was mended after", "26 right", "34 right, 0 wrong"},
	{"heldout2", "en", "in none of the words that the guide had then; tuned on since the second round of ways of asking", "9 right, 5 wrong", "6 right, 0 wrong"},
	{"heldout2", "es", "the same, but what was wrong was mended in the end", "5 right, 3 wrong", "2 right, 3 wrong"},
	{"heldout3", "es", "written just before that mending by the same hand, so some of their words are in it", "6 right, 1 wrong", ""},
	{"heldout4", "en", "written just before the second round by the same hand, so many of their words are in it", "26 right, 10 wrong", ""},
	{"heldout4", "es", "the same", "3 right, 2 wrong", ""},
	{"heldout5", "en", "written by that hand after the second round, as people put it every day; what was wrong was mended after", "43 right, 4 wrong, 19 asked about", ""},
	{"heldout6", "en", "the same, but on purpose as nobody would put it; words of the kind were added after", "5 right, 5 wrong, 10 asked about", ""},
	{"heldout7", "en", "written by somebody who knew nothing but the names of the situations; a threat that was not recognised was mended after", "72 right, 3 wrong, 21 asked about", ""},
	{"heldout7", "es", "the same, nothing was mended", "27 right, 0 wrong, 3 asked about", ""},
	{"heldout8", "en", "as a tired CSR types, by somebody who had read the titles alone; nothing of it was mended", "35 right, 0 wrong, 4 asked about", ""},
	{"heldout8", "es", "the same", "13 right, 0 wrong, 5 asked about", ""},
	{"heldout9", "en", "by the same hand, with names that are words of the guide and remarks that ask nothing; what is called Mr Waters was mended after", "30 right, 0 wrong, 8 asked about", ""},
	{"heldout9", "es", "the same, nothing was mended", "18 right, 0 wrong, 2 asked about", ""},
	{"offtopic", "en", "no questions about words: right is what is not answered with a situation; the weights were tuned on it", "48 right, 12 wrong", ""},
}

// asked is a question of testdata, and the ids that are right for it.
type asked struct{ role, ids, question string }

func questions(t testing.TB, name string) (all []asked) {
	t.Helper()
	lines, err := os.ReadFile("testdata/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(lines)) {
		part := strings.SplitN(strings.TrimSpace(line), " | ", 3)
		if len(part) == 3 && part[0][0] != '#' {
			all = append(all, asked{part[0], part[1], part[2]})
		}
	}
	return all
}

// findQuality measures what is found for questions, for QUALITY.md.
func findQuality(t *testing.T) string {
	t.Helper()
	page := "\nWhat the coach finds for a question, without a model. The questions of testdata/questions are all answered rightly: the guide was\n" +
		"fitted to them. These were not: \"at first\" is what came of them before anything was done with them, \"at second\" after the ways of\n" +
		"asking were written by somebody who did not look at them. Wrong is another situation than the right one. The rest is given the general\n" +
		"form, and where something comes near, up to three situations to pick from with one tap. Read \"at first\" of heldout7 and heldout8 as what\n" +
		"to expect of words as people use them: three of four are answered rightly at once, nearly all others with one tap, one in sixty wrongly; heldout6\n" +
		"as what to expect of riddles. With the weights of now and without the words that were added after, heldout5 and heldout6 come to 43 right and 2 wrong of\n" +
		"71, and 5 right and 4 wrong of 35.\n\n" +
		"| questions | how they came about | right | wrong | nothing fits, and so said | of those, asked whether it is the right one | at first | at second |\n|---|---|---|---|---|---|---|---|\n"
	for _, set := range unfitted {
		g, err := LoadGuide(set.lang)
		if err != nil {
			t.Fatal(err)
		}
		right, either, not, wrong := 0, 0, 0, 0
		all := questions(t, set.name+"."+set.lang)
		for _, q := range all {
			fits := func(s Situation) bool { return strings.Contains(" "+q.ids+" ", " "+s.ID+" ") }
			got, near, found := g.Find(q.question)
			switch {
			case fits(got) && found == (got.ID != General):
				right++
			case found:
				wrong++
				t.Logf("%s: %q got %s, want %s", set.lang, q.question, got.ID, q.ids)
			default:
				not++
				if slices.ContainsFunc(near, fits) {
					either++
				}
			}
		}
		page += fmt.Sprintf("| %s.%s | %s | %d of %d (%d %%) | %d | %d | %d | %s | %s |\n",
			set.name, set.lang, set.about, right, len(all), right*100/len(all), wrong, not, either, set.first, set.second)
		if wrong*20 > len(all) && set.name == "heldout" || right*100 < len(all)*85 && set.name == "heldout" {
			t.Errorf("%s.%s: %d of %d right, %d wrong", set.name, set.lang, right, len(all), wrong)
		}
	}
	return page
}

// BenchmarkFind: an answer has to be there before anybody notices; 2 ms is the most.
func BenchmarkFind(b *testing.B) {
	g, err := LoadGuide("en")
	if err != nil {
		b.Fatal(err)
	}
	all := questions(b, "heldout2.en")
	for i := 0; b.Loop(); i++ {
		g.Find(all[i%len(all)].question)
	}
}

// TestGuideMends: a letter off in a long word, no accents, and who does it.
func TestGuideMends(t *testing.T) {
	for _, q := range []struct{ lang, question, id string }{
		{"en", "she wants to talk to my supervizor", "manager.wants"},
		{"en", "the warrenty ran out last month", "work.warranty"},
		{"en", "he wants his money back, the whole amuont, full refnud", "money.refund"},
		{"en", "the customer is swearing at me on the phone", "hear.swearing"},
		{"en", "our technician was swearing at the customer in her kitchen", "people.rude"},
		{"en", "what's the best pizza in town", General},
		{"es", "el tecnico viene atrasado por el trafico", "delay.late"},
		{"es", "la garantia ya se vencio", "work.warranty"},
	} {
		g, err := LoadGuide(q.lang)
		if err != nil {
			t.Fatal(err)
		}
		if got, _, _ := g.Find(q.question); got.ID != q.id {
			t.Errorf("%q got %s, want %s", q.question, got.ID, q.id)
		}
	}
}

// TestRiskFirst: whatever else a question asks, gas, carbon monoxide, fire and a current are
// answered first.
func TestRiskFirst(t *testing.T) {
	for lang, all := range map[string][]string{
		"en": {
			"she smells gas and wants to know why the invoice is twice the estimate", "how do I apologize, there is a gas leak in her kitchen and we are two hours late",
			"the CO alarm went off and he wants his money back for the last visit", "the outlet is sparking and she wants to speak to my manager", "he says it smells like gas and threatens a bad review",
		},
		"es": {
			"huele a gas y quiere saber por qué la factura es el doble del presupuesto", "hay una fuga de gas y llegamos dos horas tarde, cómo pido perdón",
			"suena la alarma de monóxido y quiere que le devuelvan su dinero", "salen chispas del contacto y quiere hablar con el gerente", "huele a quemado y amenaza con una mala reseña",
		},
	} {
		g, err := LoadGuide(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range all {
			if s, _, found := g.Find(q); !found || s.ID != Unsafe {
				t.Errorf("%q is answered with %s", q, s.ID)
			}
		}
	}
}
