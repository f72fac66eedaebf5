package slack_test

import (
	"strings"
	"testing"
	"time"

	"makegood/bot/slack/slacksim"
)

// TestForm takes what people type into the opening form, or says what to mend
// and keeps what was typed.
func TestForm(t *testing.T) {
	t.Parallel()
	o := open(t)
	carl := o.person("carl")
	carl.Command("/recover")
	carl.Submit()
	if e := carl.ModalErrors(); e["Customer"] == "" || e["What happened, in their words"] == "" {
		t.Errorf("an empty form is sent: %v", e)
	}
	long := strings.Repeat("the drain is blocked again 💧 ", 107)[:3000-3] + "end"
	carl.Fill("Customer", "\u200b")
	carl.Fill("What happened", "it leaks")
	for amount, want := range map[string]string{
		"-5": "below zero", "€50": "only know US dollars", "£20": "only know US dollars", "lots": "I read no amount",
		"9999999999": "up to $1,000,000", "$10 or $20": "which amount you mean",
	} {
		carl.Fill("Invoice amount", amount)
		carl.Submit()
		e := carl.ModalErrors()
		if !strings.Contains(e["Invoice amount"], want) || !strings.Contains(e["Customer"], "still empty") {
			t.Errorf("for %s the form says %q", amount, e)
		}
		carl.Sees("= " + amount)
	}
	carl.Sees("= it leaks")
	carl.Fill("Customer", "Müller & Söhne")
	carl.Fill("What happened", long)
	carl.Fill("Invoice amount", "four hundred")
	carl.Fill("Job number", "J-7")
	carl.Choose("How did they reach us?", "By text message")
	carl.Submit()
	carl.Sees("R-101 · Müller & Söhne · the drain is blocked again 💧")
	carl.Press("Read all they said")
	carl.Sees(long)
	carl.Cancel()
	carl.Press("Add details")
	carl.Sees("= $400")
	carl.Cancel()
	o.noFaults()
}

// TestAmounts: what cannot be an amount is told in the field, and nothing moves.
func TestAmounts(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	untilAsk(tess)
	tess.Press("They named something")
	tess.Fill("words", "half off")
	for _, amount := range []string{"-20", "minus twenty", "¥900", "a million billion", "1.2.3.4", "free"} {
		tess.Fill("amount", amount)
		tess.Submit()
		if e := tess.ModalErrors()["Amount in dollars, if there is one"]; e == "" {
			t.Errorf("%s is taken for an amount", amount)
		}
	}
	tess.SeesNot("Offer")
	tess.Fill("amount", "20k")
	tess.Submit()
	tess.Sees("$20,000 is above what anybody here may approve; the most is $10,000.")
	o.noFaults()
}

// TestTimes: a time that has passed, or is none, is told in the field.
func TestTimes(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Press("Add a promise")
	tess.Fill("What was promised", "a call")
	for when, want := range map[string]string{
		"yesterday": "That has passed", "soon": "I read no time there",
		"December 24, 2031": "more than a year away", "9:00 today": "That has passed",
	} {
		tess.Fill("Or type it", when)
		tess.Submit()
		if e := tess.ModalErrors()["Or type it"]; !strings.Contains(e, want) {
			t.Errorf("for %q the form says %q", when, e)
		}
		tess.Sees("= a call")
	}
	tess.Choose("Who does it?", "Carl")
	promises(tess, "noon")
	tess.Sees("Carl: a call · " + o.on(0, "12:00 PM"))
	o.noFaults()
}

// TestCommand answers what is no case.
func TestCommand(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command("/recover help")
	tess.Sees("A customer of Brightwater Home Services is upset?")
	tess.Command("/recover hlep")
	tess.Sees("Did you mean /recover help?")
	tess.Command("/recover \u200b\u200d")
	tess.Sees("dialog: An upset customer")
	tess.Cancel()
	if n := len(o.Posts()); n != 0 {
		t.Errorf("%d messages were posted", n)
	}
	o.noFaults()
}

// TestMarkup: what a customer said is shown, and does nothing.
func TestMarkup(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	const hostile = "<!channel> *bold* _x_ `code` <@U0MONA> <http://x.y|z> &amp; {problem} @here"
	tess.Command("/recover Ann - " + hostile)
	tess.Sees("R-101 · Ann · " + hostile)
	tess.Press("They have finished")
	tess.Sees(hostile)
	for _, m := range o.Posts() {
		if strings.Contains(m.Text, "<!") || strings.Contains(m.Text, "<@") || strings.Contains(m.Text, "<http") {
			t.Errorf("markup in %s", m.Text)
		}
	}
	o.noFaults()
}

// TestScripts shows other scripts whole, and takes out only what reorders them.
func TestScripts(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	for name, problem := range map[string]string{
		"王小明": "热水器坏了，两次上门都没修好", "يوسف": "لا يوجد ماء ساخن منذ يومين", "José": "no hay agua caliente — ¡dos días!",
		"O'Brien & Sons": "👨‍👩‍👧‍👦 no heat", "a\u0301nna": "e\u0301e\u0301e\u0301",
	} {
		tess.Command("/recover " + name + " - " + problem)
		tess.Sees("· " + name + " · " + problem)
	}
	tess.Command("/recover Rev\u202eerse - sp\u2066it")
	tess.Sees("· Reverse · spit")
	o.noFaults()
}

// TestNotYours: a press by somebody who may not is answered with who may.
func TestNotYours(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess, carl, mona := o.person("tess"), o.person("carl"), o.person("mona")
	tess.Command(alvarez)
	carl.Press("They have finished")
	carl.Sees("(only you see this): That is for Tess, Mona or Olga to say. Nothing was changed.")
	untilAsk(tess)
	asks(tess, "half off", "$210")
	tess.Press("Ask Mona for $210")
	tess.Press("Approve $210")
	tess.Sees("(only you see this): That is for Mona or Olga to say. Nothing was changed.")
	carl.Press("Approve less")
	if carl.HasModal() {
		t.Error("Carl is offered to approve less")
	}
	mona.Press("Approve less")
	mona.Fill("How much", "$210")
	mona.Submit()
	if e := mona.ModalErrors()["How much instead of $210?"]; !strings.Contains(e, "not less than $210") {
		t.Errorf("more is taken for less: %q", e)
	}
	o.noFaults()
}

// TestElsewhere: the answer to a form comes also where the bot is not.
func TestElsewhere(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.In("dispatch").Command("/recover")
	tess.Fill("Customer", "Ann")
	tess.Fill("What happened", "it leaks")
	tess.Submit()
	tess.InDM().Sees("R-101 is open. I am in the thread with you: #service-recovery")
}

// TestNoRole: somebody whom the policy does not name may open a case and gives
// nothing by themselves.
func TestNoRole(t *testing.T) {
	t.Parallel()
	o := open(t, func(s *settings) {
		s.People = append(s.People, slacksim.Person{Key: "zoe", ID: "U0ZOE", Name: "Zoe"})
		s.Channels[0].Members = append(s.Channels[0].Members, "U0ZOE")
	})
	zoe, mona := o.person("zoe"), o.person("mona")
	zoe.Command("/recover " + strings.Repeat("Ann ", 14) + "- no heat")
	zoe.Sees("zoe may still give $0")
	untilAsk(zoe)
	asks(zoe, "something", "$5")
	zoe.Sees("$5 is $5 above the $0 you may still give.")
	zoe.SeesNot("Offer up to $0")
	zoe.Press("Ask Mona for $5")
	mona.Press("Approve $5")
	zoe.Press("They accept")
	zoe.Press("Give a handwritten note")
	zoe.Sees("Agreed $5")
	o.noFaults()
}

// TestTooLate: a screen from before changes nothing, whoever holds it.
func TestTooLate(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	finished, fine := tess.Grab("They have finished"), tess.Grab("They are fine now")
	finished.Press()
	tess.Sees("Say it back, and get a yes.")
	finished.Press() // the same click twice
	fine.Press()
	tess.Sees("(only you see this): R-101 has moved on, and nothing was changed.")
	tess.Press("They agree")
	tess.SeesNot("[I thanked them]")

	presses(tess, "Nothing else", "I said it")
	tess.Press("Add a promise")
	mona := o.person("mona")
	presses(mona, "That was enough", "I thanked them", "Check in now", "They are satisfied", "Late", "Better")
	mona.Sees("Recovered: Mrs Alvarez is satisfied")
	tess.Fill("What was promised", "a new valve, free of charge")
	tess.Fill("Or type it", "tomorrow")
	tess.Submit()
	if e := tess.ModalErrors()["What was promised?"]; !strings.Contains(e, "R-101 was closed "+o.on(0, "10:42\u00a0AM")+". Nothing was changed.") {
		t.Errorf("after the close the form says %q", e)
	}
	tess.Sees("= a new valve, free of charge")
	tess.Cancel()
	o.noFaults()
}

// TestDoubleClick: both presses are under way at once; one counts.
func TestDoubleClick(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	button := tess.Grab("They have finished")
	done := make(chan struct{})
	for range 8 {
		go func() { button.Press(); done <- struct{}{} }()
	}
	for range 8 {
		<-done
	}
	tess.Sees("Say it back, and get a yes.")
	tess.Press("They agree")
	tess.Sees("Ask if there is anything else on their mind.")
	if n := len(o.posted()); n != 3 {
		t.Errorf("%d messages instead of the card and two steps: %v", n, o.posted())
	}
	o.nothingTwice()
	o.noFaults()
}

// TestNotInvited: where we may not write, somebody is told how to let us in, and
// the case goes on once they did.
func TestNotInvited(t *testing.T) {
	t.Parallel()
	t.Run("no channel of our own", func(t *testing.T) {
		t.Parallel()
		o := open(t, func(s *settings) { s.bot.Channel = "" })
		tess := o.person("tess")
		tess.In("dispatch").Command(alvarez)
		tess.InDM().Sees("R-101 goes on here, because I may not write in its channel. To have it back there, type /invite @makegood in #dispatch")
		tess.InDM().Sees("R-101 · Listen.")
		tess.InDM().Command(alvarez)
		tess.Sees("(only you see this): A case needs a channel, so that others can help.")
		tess.InDM().Command("/recover")
		tess.Fill("Customer", "Ann")
		tess.Fill("What happened", "it leaks")
		tess.Submit()
		tess.Sees("(only you see this): A case needs a channel, so that others can help.")
		tess.Command(alvarez)
		tess.Sees("R-102 · Mrs Alvarez")
	})
	t.Run("the recovery channel", func(t *testing.T) {
		t.Parallel()
		o := open(t, func(s *settings) {
			s.Channels = []slacksim.Channel{{ID: "C0RECOVERY", Name: "service-recovery", Members: []string{"U0TESS", "U0MONA"}}}
		})
		tess := o.person("tess")
		tess.Command(alvarez)
		tess.InDM().Sees("R-101 goes on here, because I may not write in its channel. To have it back there, type /invite @makegood in #service-recovery")
		tess.InDM().Sees("R-101 · Listen.")
		tess.Press("They have finished")
		tess.InDM().Sees("R-101 · Say it back, and get a yes.")
		tess.Say("/invite @makegood")
		o.Jump(20 * time.Second)
		tess.Sees("R-101 · Mrs Alvarez · no hot water, second visit")
		tess.Press("They agree")
		tess.Press("Nothing else") // the step began there and ends there; the next is in the thread
		var thread []slacksim.Shown
		o.until("a step below the card", func() bool { thread = o.Thread("C0RECOVERY", o.root(0).TS); return len(thread) >= 2 })
		if text := thread[1].Read(); !strings.Contains(text, "Say that how they feel makes sense.") {
			t.Errorf("the thread goes on with %s", text)
		}
		o.nothingTwice()
	})
}
