package dialogs_test

import (
	"slices"
	"strings"
	"testing"

	"makegood/dialogs"
	"makegood/dialogs/policy"
)

// TestARoleThatIsNew: where a role is called otherwise by now, whoever has it may do in an
// open case what the role may do now; nobody else gets anything by it, and what is known
// stays as it was.
func TestARoleThatIsNew(t *testing.T) {
	text := strings.NewReplacer("name: manager", "name: leader", "approves: 1,000", "approves: 700", "limit: 1,000", "limit: 700", "limit: 150", "limit: 500").
		Replace(string(policy.SampleYAML))
	renamed, err := policy.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	tess, mona := dialogs.Person{ID: "U0TESS", Name: "Tess", Role: "technician"}, dialogs.Person{ID: "U0MONA", Name: "Mona", Role: "leader"}
	staff := []dialogs.Person{tess, mona}
	opened, _, _ := dialogs.Case{}.Step(dialogs.Input{At: monday, Actor: tess, Staff: staff, Event: dialogs.Opened{ID: "R-104"}}, policy.Sample())
	before := opened.Policy.Roles
	next, _, _ := opened.Step(dialogs.Input{At: monday, Actor: tess, Staff: staff, Event: dialogs.Said{Text: "I am there"}}, renamed)
	i := slices.IndexFunc(next.Policy.Roles, func(r policy.Role) bool { return r.Name == "leader" })
	if i < 0 || next.Policy.Roles[i].Approves != 700_00 {
		t.Fatalf("the case does not know the new role: %+v", next.Policy.Roles)
	}
	if len(next.Policy.Roles) != len(before)+1 || next.Policy.Roles[0].Limit != 150_00 {
		t.Errorf("the case's own roles became others: %+v", next.Policy.Roles)
	}
	if len(opened.Policy.Roles) != len(before) {
		t.Error("the case before the step changed with it")
	}
	same, _, _ := next.Step(dialogs.Input{At: monday, Actor: tess, Staff: staff, Event: dialogs.Said{Text: "I am there"}}, renamed)
	if len(same.Policy.Roles) != len(next.Policy.Roles) {
		t.Errorf("the role was taken in twice: %+v", same.Policy.Roles)
	}
}
