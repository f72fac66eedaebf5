package policy

import (
	"strings"
	"testing"
	"time"
)

func TestProcedure(t *testing.T) {
	p, err := Parse([]byte(small + `procedure:
  site: full
  ask_first: no
  floor: $40
  ceiling: 150%
  executive: [damage]
  pause: 2h
  at_risk: 30d
may:
  restrict: [company]
`))
	if err != nil {
		t.Fatal(err)
	}
	how := p.How()
	for what, ok := range map[string]bool{
		"site":      how.Site == "full",
		"left out":  how.Phone == "full" && how.Apology == "own_promise" && how.Restrict == 365*day,
		"a word":    how.AskFirst == "no",
		"money":     how.Floor == 40_00,
		"percent":   how.Ceiling == 150,
		"list":      len(how.Executive) == 1 && how.Executive[0] == "damage",
		"hours":     how.Pause == 2*time.Hour,
		"days":      how.AtRisk == 30*day,
		"may":       p.Allows(Restrict, Company) && !p.Allows(Restrict, Colleague, Manager),
		"usual may": p.Allows(Work, CaseOwner) && !p.Allows(Work, Colleague),
	} {
		if !ok {
			t.Errorf("%s: %+v %v", what, how, p.May)
		}
	}
}

func TestProcedureNamesWhatIsWrong(t *testing.T) {
	_, err := Parse([]byte(small + `procedure:
  site: long
  ceiling: lots
  executive: [weather]
  pause: 0h
  sorry: 4000d
  hurry: yes
may:
  work: [owner]
  read: [everybody]
`))
	if err == nil {
		t.Fatal("a wrong procedure was taken")
	}
	for _, part := range []string{
		`procedure.site: found "long", write one of short, full`, `procedure.ceiling: found "lots"`, `procedure.executive[0]: found "weather"`,
		`procedure.pause: found "0h"`, `procedure.sorry: found "4000d"`, `procedure.hurry: found "hurry"`,
		`may.work: found "nobody of manager, company"`, `may.read[0]: found "everybody"`,
	} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("does not say %q:\n%v", part, err)
		}
	}
}

func TestClasses(t *testing.T) {
	p := Sample()
	for _, c := range []struct {
		role string
		owns bool
		want string
	}{
		{"technician", true, "owner colleague"},
		{"csr", false, "colleague"},
		{"manager", false, "colleague manager"},
		{"owner", false, "colleague manager company"},
		{"", false, "outsider"},
		{"", true, "owner outsider"},
	} {
		if got := strings.Join(names(p.Classes(c.role, c.owns)), " "); got != c.want {
			t.Errorf("Classes(%q, %v) = %q, want %q", c.role, c.owns, got, c.want)
		}
	}
}
