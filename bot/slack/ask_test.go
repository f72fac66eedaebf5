package slack_test

import (
	"strings"
	"testing"

	"makegood/bot/slack/slacksim"
)

// TestAsk: a question about words is answered once, where it was asked, and can be had in
// another manner and language; each is delivered twice.
func TestAsk(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.Mishaps(func(slacksim.Envelope) slacksim.Mishap { return slacksim.Mishap{Twice: true} })
	carl := o.person("carl")
	carl.Say("@makegood how do I tell her we cannot come before Friday?")
	carl.Sees("We cannot come sooner")
	carl.Sees("I put your name on it now.")
	carl.Sees("To write: I know you were hoping for an earlier visit.")
	carl.Sees("Not: \"We're fully booked\"")
	carl.Press("Shorter")
	carl.Sees("[day], [time] is yours.")
	carl.SeesNot("I put your name on it now.")
	carl.Press("In Spanish")
	carl.Sees("No podemos ir antes")
	carl.Sees("[día]")
	carl.Sees("No: \"Estamos llenos\"")
	carl.Press("Check my own words")
	carl.Fill("What do you want to say?", "We'll refund you $200.")
	carl.Submit()
	carl.Sees("This names money")
	carl.Press("In English")
	carl.Press("Check my own words")
	carl.Fill("What do you want to say?", "It was our fault, we guarantee it will never happen again. Calm down.")
	carl.Submit()
	carl.Sees("Your words: It was our fault")
	carl.Sees("Better not: “was our fault”")
	carl.Press("That helped")
	carl.Sees("Thank you, that is kept.")
	o.nothingTwice()
	o.noFaults()
}

// TestAskElsewhere: in direct messages, by the command, in Spanish, in a case's thread, and
// what nothing fits.
func TestAskElsewhere(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.InDM().Say("me está gritando, qué hago?")
	tess.Sees("Me está gritando")
	tess.Command("/recover say how long is lunch break")
	tess.Sees("(only you see this): I have nothing that fits this.")
	tess.Command(alvarez)
	tess.Sees("They have finished")
	tess.ReplyTo("C0RECOVERY", o.root(0).TS, "@makegood she wants the manager, what do I say?")
	tess.Sees("They want to speak to the manager")
	if n := strings.Count(tess.Screen(), "I am here."); n != 0 {
		t.Errorf("an answer and a greeting:\n%s", tess.Screen())
	}
	o.nothingTwice()
	o.noFaults()
}

func TestWordsAreLookedThroughInAThreadWithoutOurName(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("They have finished")
	tess.ReplyTo("C0RECOVERY", o.root(0).TS, "check: I'll be there on Monday at 10 and you get $40 back.")
	tess.Sees("Better not: “$40”")
	tess.SeesNot("What are they?") // a draft promises nothing yet, and nobody asked for it
	o.nothingTwice()
	o.noFaults()
}
