package slack_test

import (
	"strings"
	"testing"

	"makegood/bot/slack/slacksim"
)

const coachMe = "Coach me on this message"

// TestShortcut: a customer's words are answered, ours are looked through, and one press says
// otherwise. It is for whoever picked the message alone, and each delivery counts once.
func TestShortcut(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.Mishaps(func(slacksim.Envelope) slacksim.Mishap { return slacksim.Mishap{Twice: true} })
	carl, tess := o.person("carl"), o.person("tess")
	carl.Say("From the web form: I took a day off and nobody came. Your company is a joke")
	tess.Uses(coachMe, "nobody came")
	tess.Sees("(only you see this): They took a day off for nothing")
	tess.Sees("You gave up a day for this")
	dm := tess.InDM()
	dm.Sees("The message: From the web form: I took a day off and nobody came.")
	carl.SeesNot("They took a day off for nothing")
	tess.Press("It is ours: check it")
	dm.Sees("Your words: From the web form")
	tess.Press("A customer said it")
	dm.Sees("The message: From the web form")

	carl.Say("Hi Mrs Alvarez, it was our fault and we will refund you $500. Calm down.")
	carl.Uses(coachMe, "refund you $500")
	carl.InDM().Sees("Your words: Hi Mrs Alvarez, it was our fault")
	carl.Sees("Better not: “was our fault”")
	carl.Sees("Better not: “$500”")
	o.nothingTwice()
	if n := strings.Count(carl.InDM().Screen(), "Your words: Hi Mrs Alvarez"); n != 1 {
		t.Errorf("%d answers for one message:\n%s", n, carl.Screen())
	}
	o.noFaults()
}

// TestShortcutAnywhere: also where the bot is not, and where there is nothing to be coached on.
func TestShortcutAnywhere(t *testing.T) {
	t.Parallel()
	o := open(t)
	carl := o.person("carl")
	carl.In("C0DISPATCH").Say("the customer says the part is on back order again, what now")
	carl.Uses(coachMe, "back order")
	carl.Sees("(only you see this): We are waiting for a part")
	carl.InDM().Sees("The part isn't here yet.")
	carl.Uses(coachMe, "The part isn't here yet.")
	carl.Sees("Those words are mine.")
	o.noFaults()
}

// TestCaseFacts: in a case's thread its sums and times may be said, and are put into the words;
// elsewhere not.
func TestCaseFacts(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess, carl := o.person("tess"), o.person("carl")
	tess.Command(alvarez)
	presses(tess, "They have finished", "They agree", "Nothing else", "I said it", "I said sorry", "I gave name and time")
	asks(tess, "Some of it back", "$60")
	presses(tess, "They accept", "They want nothing extra")
	tess.Press("Add a promise")
	tess.Fill("What was promised", "second visit")
	promises(tess, "friday 3pm")
	tess.Sees("Tess: second visit")

	root := o.root(0).TS
	const mine = "check: You get $60 back, and I am there on Friday at 3 PM."
	tess.ReplyTo("C0RECOVERY", root, "@makegood "+mine)
	tess.Sees("I see nothing in it that should be put another way.")
	tess.Sees("In R-101: Tess, by")
	tess.SeesNot("a promise to keep?")
	tess.ReplyTo("C0RECOVERY", root, "@makegood how do I tell her we cannot come before Friday?")
	tess.Sees("Friday, 3:00")
	carl.ReplyTo("C0RECOVERY", root, "Hi Mrs Alvarez, we will refund you $200 and come on Saturday.")
	tess.Uses(coachMe, "refund you $200")
	tess.InDM().Sees("Better not: “$200”")
	tess.Sees("Better not: “on Saturday”")
	tess.InDM().Say(mine)
	tess.Sees("Better not: “$60”")
	tess.Sees("Better not: “on Friday at 3 PM”")
	o.nothingTwice()
	o.noFaults()
}
