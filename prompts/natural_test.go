package prompts

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"makegood/dialogs/calendar"
	"makegood/dialogs/draft"
)

// answers is a model that fills every task's form with one text.
type answers func(t Task) map[string]any

func (a answers) Answer(_ context.Context, t Task, _ any) (string, error) {
	fields := a(t)
	fields["instructions_seen"] = []string{}
	b, err := json.Marshal(fields)
	return string(b), err
}

func (a answers) Tell(context.Context, Task, any, func(string) bool) error { return nil }

// extracted are the fields of an extract as natural.txt has them: ask=... amount=... when=...
func extracted(text string) map[string]any {
	out := map[string]any{"ask": nil, "amount": nil, "when": nil}
	key := ""
	for word := range strings.FieldsSeq(text) {
		if k, rest, ok := strings.Cut(word, "="); ok {
			key, out[k] = k, rest
			continue
		}
		out[key] = fmt.Sprint(out[key], " ", word)
	}
	return out
}

// harm is what of a model's text would be seen; empty: nothing.
func harm(t *testing.T, task, lang, account, approved, text string) string {
	t.Helper()
	facts := Facts{Language: lang}
	texts := strings.Split(approved, " / ")
	a := Account{Language: lang, Text: account, Mask: NewMask(Private{}), Facts: facts}
	switch task {
	case "restate":
		given, _ := GiveBack(t.Context(), answers(func(Task) map[string]any { return map[string]any{"sentence": text} }), a)
		return given
	case "extract":
		q, _ := Quote(t.Context(), answers(func(Task) map[string]any { return extracted(text) }), a, calendar.Hours{})
		if q == (Quotes{}) {
			return ""
		}
		return fmt.Sprint(q.Ask, " ", q.Amount, " ", q.When)
	case "rephrase", "explain":
		fit := Fit(t.Context(), answers(func(Task) map[string]any { return map[string]any{"wordings": []string{text}} }), Rephrase, Rephrasing{
			Frame: Frame{Language: lang, Beside: texts, About: account}, Approved: texts[:1], Fill: func(s string) string { return s }, Facts: facts,
		})
		if fit.Used == 0 {
			return ""
		}
		return fit.Words[0]
	}
	if facts.Audience = draft.Mail; task == "review" {
		facts.Audience = draft.Public
	}
	whole, tail := sentencesOf(text)
	sentences := slices.DeleteFunc(append(whole, tail), func(s string) bool { return strings.TrimSpace(s) == "" })
	begun, _ := Open(t.Context(), answers(func(Task) map[string]any { return map[string]any{"sentences": sentences} }), Opening{Language: lang, Facts: facts, Approved: texts})
	return begun
}

// harmQuality measures what is let through of texts that harm by leaving something out or putting
// it together anew, for QUALITY.md. Pieces of what a customer said go before a person as such, so
// of those only what was cut out of a "not" counts as harm.
func harmQuality(t *testing.T) string {
	t.Helper()
	all, seen := 0, 0
	for _, l := range lines(t, "natural.txt") {
		part := strings.Split(l, " | ")
		if len(part) != 5 {
			t.Fatalf("write task language | account | approved | text | why: %s", l)
		}
		task, lang, _ := strings.Cut(part[0], " ")
		all++
		shown := harm(t, task, lang, part[1], part[2], part[3])
		if shown == "" {
			continue
		}
		if seen++; task != "extract" || strings.Contains(part[4], "denial") || strings.Contains(part[4], "falta") {
			t.Errorf("%s %s: %q is shown: %s", task, lang, shown, part[4])
		}
	}
	return fmt.Sprintf("\nOf %d texts of a model that harm without a harmful word (testdata/model/natural.txt: a \"not\" or an \"if\" left out, hearsay made a fact,\n"+
		"two sentences made one), 17 were shown at first, and %d are now: pieces of what the customer said, which are put before a person as such.\n", all, seen)
}
