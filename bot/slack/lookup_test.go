package slack_test

import (
	"strings"
	"testing"
	"time"

	"makegood/bot/slack/slacksim"
)

// TestLookUp: what a person asks for by the command only they see, with the way to the
// thread; a case's number opens no case.
func TestLookUp(t *testing.T) {
	t.Parallel()
	o := open(t, func(s *settings) {
		s.People = append(s.People, slacksim.Person{Key: "ray", ID: "U0RAY", Name: "Ray"})
	})
	tess, carl, mona, ray := o.person("tess"), o.person("carl"), o.person("mona"), o.person("ray")
	tess.Command("/recover today")
	tess.Sees("Nothing is due from you today.")
	tess.Command(alvarez)
	presses(tess, "They have finished", "They agree", "Nothing else", "I said it", "I said sorry", "I gave name and time")
	tess.Command("/recover mine")
	card := o.root(0)
	link := "/archives/C0RECOVERY/p" + strings.ReplaceAll(card.TS, ".", "")
	tess.Sees("R-101 " + o.URL() + link + "?thread_ts=" + card.TS + "&cid=C0RECOVERY · Mrs Alvarez · next: ask what would make it right · due today, Mon 11:00 AM: a word from us")
	tess.Command("/recover today")
	tess.Sees("· Mrs Alvarez · a word from us · today, Mon 11:00 AM")
	carl.Command("/recover today")
	carl.Sees("Nothing is due from you today.")
	mona.Command("/recover today")
	mona.Sees("Tess: 1")

	tess.Command("/recover R-101")
	brief := "&cid=C0RECOVERY · Mrs Alvarez · no hot water, second visit"
	tess.Sees(brief)
	carl.Command("/recover case 101")
	carl.Sees(brief)
	ray.InDM().Command("/recover r101")
	ray.Sees("Only those who have a part in recoveries at Brightwater Home Services can look that up.")
	mona.Command("/recover case R-999")
	mona.Sees("There is no case R-999.")

	carl.Command("/recover find mrs alvares")
	carl.Sees("Mrs Alvarez · open, Tess has it · since ")
	ray.InDM().Command("/recover find alvarez")
	ray.Sees("Only those who have a part")
	carl.Command("/recover find Nobody Atall")
	carl.Sees("I find no case for: Nobody Atall")

	mona.InDM().Say("find Alvarez") // who writes to us alone need not use the command
	mona.Sees("Mrs Alvarez · open, Tess has it · since ")
	mona.InDM().Say("R-101")
	mona.Sees(brief)

	o.Jump(20 * time.Minute)
	tess.Sees("11:02")
	mona.Command("/recover today")
	mona.Sees("Tess: 1")
	if n := len(o.Roots("C0RECOVERY", "")); n != 1 {
		t.Errorf("%d cases are open, want 1", n)
	}
	o.noFaults()
}
