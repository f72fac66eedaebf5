package prompts

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"makegood/dialogs"
	"makegood/dialogs/draft"
	"makegood/dialogs/money"
)

// wordsForCustomers visits every wording that a customer hears or reads, in every language
// there is, with the facts that go with it.
func wordsForCustomers(t testing.TB, visit func(at, text string, facts Facts)) {
	t.Helper()
	const owned = "apologize.full_say" // said where the policy or a leader has the fault confirmed
	facts := Facts{Names: []string{"Tess", "Mona", "Olga", "Max", "Mrs Alvarez", "Sra. Álvarez", "Brightwater Home Services"}}
	for _, lang := range whole {
		l, known := libraryOf(t, lang), factsIn(lang)
		facts.Language, facts.Sums, facts.Times = lang, nil, nil
		facts.Outcomes = []string{known["extra"], known["what"]}
		for _, fact := range known {
			for _, f := range money.Find(fact) {
				facts.Sums = append(facts.Sums, f.Cents)
			}
			facts.Times = append(facts.Times, fact)
		}
		for _, spec := range dialogs.Phrases() {
			for _, key := range slices.Sorted(maps.Keys(l.phrases[spec.Phrase])) {
				for _, w := range l.phrases[spec.Phrase][key] {
					facts.Audience, facts.OnSite = draft.Spoken, strings.HasPrefix(key, "site")
					facts.FaultConfirmed = spec.Phrase == owned
					text := l.fill(w, known)
					switch id := string(spec.Phrase); {
					case strings.HasPrefix(id, "recap.opening"):
						facts.Audience = draft.Mail
					case strings.HasPrefix(id, "reviewed.opening"), id == "reviewed.call", id == "reviewed.tried":
						facts.Audience = draft.Public
					case spec.Spoken:
					case slices.Contains([]string{"recap.hello", "recap.given", "recap.will", "recap.terms", "recap.next", "recap.thanks", "recap.this"}, id):
						facts.Audience = draft.Mail
					case strings.HasPrefix(id, "reviewed.draft"):
						facts.Audience, text = draft.Public, strings.Join(quoted.FindAllString(text, -1), " ")
					default:
						continue
					}
					visit(w.at, text, facts)
				}
			}
		}
	}
}

func TestOurOwnWordsPass(t *testing.T) {
	n := 0
	wordsForCustomers(t, func(at, text string, facts Facts) {
		n++
		for _, f := range Check(text, facts).All() {
			t.Errorf("%s: %s at %q: %s", at, f.Rule, text[f.Start:f.End], text)
		}
	})
	if n < 200 {
		t.Errorf("%d wordings were looked at, want all", n)
	}
}
