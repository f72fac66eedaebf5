package slack_test

import (
	"strings"
	"testing"

	"makegood/bot"
)

// TestReportCoach: whoever writes the words sees where they helped and what lacks, and nothing
// that is private.
func TestReportCoach(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("They have finished")
	dm := tess.InDM()
	dm.Say(sooner)
	dm.Sees("[Shorter]")
	dm.Press("That helped")
	dm.Sees("Thank you, that is kept.")
	tess.Command("/recover say does Mrs Alvarez at 555-010-4477 want the blue tiles?")
	dm.Sees("I have nothing that fits this.")
	tess.Press("Opened by mistake") // who it was about is no open case's by the time it is read
	tess.Fill("How did it come about?", "the wrong house")
	tess.Submit()
	tess.Sees("the wrong house")
	var out strings.Builder
	o.books(func(k *bot.Books) {
		if err := k.Coach(t.Context(), &out); err != nil {
			t.Error(err)
		}
	})
	for _, want := range []string{"delay.not_before,en,1,1,0,0,0,0", "general.form,en,1,0,0", "nothing fits,general.form,en,", "want the blue tiles?"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it lacks %q:\n%s", want, out.String())
		}
	}
	for _, private := range []string{"Alvarez", "4477"} {
		if strings.Contains(out.String(), private) {
			t.Errorf("it tells %q:\n%s", private, out.String())
		}
	}
}
