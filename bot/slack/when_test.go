package slack_test

import (
	"testing"

	"makegood/bot/slack/slacksim"
)

// promises sends the open form with a time, as people do: it is read back, and sent again as it stands.
func promises(who *slacksim.Actor, when string) {
	who.Fill("Or type it", when)
	who.Submit()
	who.Sees("I read that as ")
	who.Submit()
}

// TestTimeIsShownFirst: a time that was typed comes back in the same form, with the reading in place of what was typed;
// sent again it is saved. What else was typed stays, also where a time is asked about again.
func TestTimeIsShownFirst(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Press("Add a promise")
	tess.Fill("What was promised", "the part")
	tess.Fill("Or type it", "3pm or 4pm")
	tess.Submit()
	tess.Sees("That can mean more than one time.")
	tess.Fill("Or type it", "next friday 3")
	tess.Submit()
	tess.Sees("I read that as Fri ")
	tess.Fill("Or type it", "in 2 years")
	tess.Submit()
	tess.Sees("more than a year")
	tess.SeesNot("I read that as") // that was of another time
	tess.Fill("Or type it", "next friday 3")
	tess.Submit()
	tess.Sees("I read that as Fri ")
	tess.Submit()
	tess.Sees("the part · Fri ")
	tess.Sees("3:00\u00a0PM")
	o.nothingTwice()
}
