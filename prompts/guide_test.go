package prompts

import (
	"os"
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
		lines, err := os.ReadFile("testdata/questions." + lang + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		roles, asked, wrong := map[string]int{}, 0, 0
		for line := range strings.Lines(string(lines)) {
			role, rest, ok := strings.Cut(strings.TrimSpace(line), " | ")
			ids, question, ok2 := strings.Cut(rest, " | ")
			if !ok || !ok2 || role[0] == '#' {
				continue
			}
			roles[role]++
			asked++
			got, found := g.Find(question)
			if !strings.Contains(" "+ids+" ", " "+got.ID+" ") || found == (ids == General) {
				wrong++
				t.Errorf("%s %s: %q got %s, want %s", lang, role, question, got.ID, ids)
			}
		}
		t.Logf("%s: %d questions, %d wrong, by role %v", lang, asked, wrong, roles)
		if asked < fewest {
			t.Errorf("%s: only %d questions", lang, asked)
		}
	}
}
