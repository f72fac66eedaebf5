package slack_test

import (
	"testing"

	"makegood/bot/slack/slacksim"
)

// TestWishes: what is typed below an answer does what its button does, once however often it is
// delivered: in direct messages, in a channel without our name, and in a case's thread.
func TestWishes(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.Mishaps(func(slacksim.Envelope) slacksim.Mishap { return slacksim.Mishap{Twice: true} })
	carl, mona, tess := o.person("carl").InDM(), o.person("mona"), o.person("tess")
	tess.Command(alvarez)
	tess.Sees("They have finished")
	tess.ReplyTo("C0RECOVERY", o.root(0).TS, "@makegood she wants the manager, what do I say?")
	tess.Sees("They want to speak to the manager")
	tess.ReplyTo("C0RECOVERY", o.root(0).TS, "más corto")
	tess.Sees("[As at first]")
	carl.Say(sooner)
	carl.Sees("I put your name on it now.")
	carl.Reply("shorter please")
	carl.Sees("[day], [time] is yours.")
	carl.SeesNot("I put your name on it now.")
	carl.Reply("¿en español?")
	carl.Sees("No podemos ir antes")
	carl.Command("/recover say how do I tell her that the part has not come in?")
	carl.Sees("We are waiting for a part")
	carl.Say("firmer please") // below the answer, in no thread of it
	carl.Sees("I can't give you a day for the part.")
	mona.Say("@makegood how do I tell her we cannot come before Friday?")
	mona.Sees("I put your name on it now.")
	mona.Reply("can you make it a bit warmer")
	mona.Sees("I wish it were today, I really do.")
	for _, who := range []*slacksim.Actor{carl, mona, tess} {
		who.SeesNot("is upset? Type this")
		who.SeesNot("I am here.")
	}
	o.nothingTwice()
	o.noFaults()
}

// TestUnsureAtOnce: where the command is not sure what was asked, whoever asked picks it there,
// and picks again if it was not that.
func TestUnsureAtOnce(t *testing.T) {
	t.Parallel()
	o := open(t)
	const title = "The technician is running late"
	carl := o.person("carl").In("C0RECOVERY") // the same buttons come by direct message
	carl.Command("/recover say running 2 hrs behind need to let pam know")
	carl.Sees("(only you see this): I am not quite sure which of these it is.")
	carl.Press("None of these")
	carl.Sees("(only you see this): I have nothing that fits this.")
	carl.Press(title)
	carl.Sees("(only you see this): " + title)
	o.nothingTwice()
	o.noFaults()
}
