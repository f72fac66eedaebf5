package dialogs_test

import (
	"testing"

	"makegood/dialogs"
)

// What is typed with one thumb is a name, how to reach them, and the trouble; how they sound
// is never said back to them.
func TestReadLine(t *testing.T) {
	for _, c := range []struct{ line, name, contact, problem, manner string }{
		{"Mr Novak, 555-0142 - leak under the sink came back, furious, on the phone", "Mr Novak", "555-0142", "leak under the sink came back", "furious, on the phone"},
		{"Mrs Kim (555) 010-4477 - no heat since Tuesday", "Mrs Kim", "(555) 010-4477", "no heat since Tuesday", ""},
		{"Mrs Alvarez - called again, nobody rang her, very angry", "Mrs Alvarez", "", "called again, nobody rang her", "very angry"},
		{"Mrs Alvarez - no hot water, second visit", "Mrs Alvarez", "", "no hot water, second visit", ""},
		{"Okafor okafor@example.com - the tap drips, she's upset", "Okafor", "okafor@example.com", "the tap drips", "she's upset"},
		{"Mr Novak - 555-010-0142 - leak", "Mr Novak", "555-010-0142", "leak", ""},
		{"Ann - no heat, call at 555-0142", "Ann", "555-0142", "no heat", ""},
		{"Ann - no heat, cell 555-0142", "Ann", "555-0142", "no heat", ""},
		{"Ann +44 20 7946 0958 - late", "Ann", "+44 20 7946 0958", "late", ""},
		{"Unit 4, 12 Elm St - the floor is wet, 3 inches", "Unit 4, 12 Elm St", "", "the floor is wet, 3 inches", ""},
		{"Mr Novak 555-0142", "Mr Novak", "555-0142", "", ""},
		{"555-0142 - leak", "", "555-0142", "leak", ""},
		{"Ann - bill of 2026-11-23 wrong, furious with Dave", "Ann", "", "bill of 2026-11-23 wrong, furious with Dave", ""},
		{"Customer 7285149 - leak", "Customer 7285149", "", "leak", ""},
		{"Ann - furious", "Ann", "", "", "furious"},
		{"Bob - the man never came, furious, wants $1,200 back", "Bob", "", "the man never came", "furious, wants $1,200 back"},
		{"Mrs Lee - asks why she was charged $450, upset", "Mrs Lee", "", "asks why she was charged $450", "upset"},
		{"Mrs Lee - late again, wants to pay $200", "Mrs Lee", "", "late again, wants to pay $200", ""},
		{"Mrs Lee - wants $450 back", "Mrs Lee", "", "wants $450 back", ""},
		{"Bob - wants it done today, $200 of food is lost", "Bob", "", "wants it done today, $200 of food is lost", ""},
	} {
		d := dialogs.ReadLine(c.line)
		if d.Customer != c.name || d.Contact != c.contact || d.Problem != c.problem || d.Manner != c.manner {
			t.Errorf("%s: %q, %q, %q, %q", c.line, d.Customer, d.Contact, d.Problem, d.Manner)
		}
	}
	if d := dialogs.ReadLine("Ann - no heat, on the phone"); d.Setting != dialogs.OnPhone {
		t.Error("on the phone is not where they are", d.Setting)
	}
}
