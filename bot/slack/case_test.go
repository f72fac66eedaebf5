package slack_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"makegood/bot/slack/slacksim"
)

const alvarez = "/recover Mrs Alvarez - no hot water, second visit"

// TestWholeCase is the case of the storyboard, on each store.
func TestWholeCase(t *testing.T) {
	t.Parallel()
	for name, store := range stores {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := store(t)
			o := open(t, func(s *settings) {
				if url != "" {
					s.bot.Store = url
				}
			})
			tess, mona := o.person("tess"), o.person("mona")

			tess.Command(alvarez)
			tess.Sees("R-101 is open. I am in the thread with you: #service-recovery")
			tess.Sees("R-101 · Mrs Alvarez · no hot water, second visit")
			tess.Sees("@Tess Listen. Let Mrs Alvarez finish; explain nothing yet.")
			tess.Press("They have finished")
			tess.Press("Not quite")
			tess.Fill("words", "there is no hot water after two visits")
			tess.Submit()
			tess.Sees("there is no hot water after two visits")
			presses(tess, "They agree", "Nothing else", "I said it", "I said sorry")
			tess.Sees("Give your name, and the time they will hear from you: 11:00 AM.")
			tess.Press("I gave name and time")
			asks(tess, "Half off, I lost a day's pay", "$210")
			tess.Sees("$210 is $60 above the $150 you may still give.")
			tess.Press("Add details")
			tess.Fill("Invoice amount", "$420")
			tess.Fill("Phone or e-mail", "555 0100")
			tess.Submit()
			tess.Press("Ask Mona for $210")

			mona.InDM().Sees("$210 for Mrs Alvarez? Tess may give $150.")
			mona.Sees("Invoice: $420")
			mona.Sees("No earlier case that we know of")
			mona.Press("Approve less")
			mona.Fill("How much", "180")
			mona.Fill("A few words", "we were late, be generous")
			mona.Submit()
			mona.Sees("✓ Mona approved $180 · " + o.on(0, "10:42 AM") + ` "we were late, be generous"`)

			tess.Sees("Offer $180 of the $180 you may give: Half off, I lost a day's pay")
			tess.Press("They accept")
			tess.Press("Give first call of the day")
			tess.Sees("Write it down while it is fresh. Who does what, by when?")
			tess.Press("Add a promise")
			tess.Fill("What was promised", "$180 back on the card")
			promises(tess, "today 5pm")
			tess.Sees("Tess: $180 back on the card · " + o.on(0, "5:00 PM"))
			tess.Press("That is all")
			tess.Sees("Nobody has said who does what is still to be done.")
			tess.Press("That is all")
			tess.Press("I thanked them")
			tess.Sees("Nothing to do until the follow-up: " + o.on(1, "8:00 AM"))

			o.Jump(6*time.Hour + 18*time.Minute)
			tess.InDM().Sees("Is it done? Due " + o.on(0, "5:00 PM") + ", for Mrs Alvarez: $180 back on the card")
			tess.Press("It is done")
			o.Jump(18 * time.Hour)
			tess.InDM().Sees("Get in touch with Mrs Alvarez, and ask if all is well.")
			tess.Sees("Reach them: 555 0100")
			tess.Press("No answer")
			tess.Press("Call, leave a message")
			o.until("what was asked to be off their screens", func() bool { return !strings.Contains(tess.Screen(), "[They are satisfied]") })
			o.Jump(3 * time.Hour)
			tess.Press("They are satisfied")
			tess.Sees("$180 in all, promises kept: 1 of 1.")
			tess.Press("Not fixed")
			tess.Press("Better")
			tess.Sees("It is done. You can let it go now")
			tess.Sees("Recovered: Mrs Alvarez is satisfied · $180 in all · promises kept: 1 of 1")
			o.nothingTwice()
			o.noFaults()
		})
	}
}

// TestLateDecision: a decision that somebody else has taken is told of a decision that was not theirs.
func TestLateDecision(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess, mona, olga := o.person("tess"), o.person("mona"), o.person("olga")
	tess.Command(alvarez)
	untilAsk(tess)
	asks(tess, "all of it", "$420")
	tess.Press("Ask Mona for $420")
	decline := olga.Grab("Decline, with another way")
	approve := olga.Grab("Approve $420")
	mona.Press("Approve $420")
	mona.Sees("Mona approved $420")
	approve.Press()
	decline.Press()
	olga.Sees("(only you see this): Mona approved $420")
	olga.SeesNot("Olga approved")
	o.noFaults()
}

// TestTwoDecideAtOnce: one decision wins, however the presses fall.
func TestTwoDecideAtOnce(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess, mona, olga := o.person("tess"), o.person("mona"), o.person("olga")
	tess.Command(alvarez)
	untilAsk(tess)
	asks(tess, "all of it", "$420")
	tess.Press("Ask Mona for $420")
	presses := []slacksim.Button{mona.Grab("Approve $420"), olga.Grab("Approve $420"), tess.Grab("Take the request back")}
	var all sync.WaitGroup
	for _, b := range presses {
		all.Go(b.Press)
	}
	all.Wait()
	screen := tess.Screen()
	for strings.Contains(screen, "[Approve less]") {
		changed := o.Watch()
		if screen = tess.Screen(); strings.Contains(screen, "[Approve less]") {
			<-changed
		}
	}
	won := 0
	for _, how := range []string{"Mona approved $420", "Olga approved $420", "Tess took the request back"} {
		if strings.Contains(screen, how) {
			won++
		}
	}
	if won != 1 {
		t.Errorf("%d of three decided:\n%s", won, screen)
	}
	o.noFaults()
}

// TestDecline carries what can be done instead, as the offer that follows.
func TestDecline(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess, mona := o.person("tess"), o.person("mona")
	tess.Command(alvarez)
	untilAsk(tess)
	asks(tess, "a new heater", "$900")
	tess.Press("Ask Mona for $900")
	tess.Sees("With Mona now. Reminded at 10:52 AM; if there is no answer by 11:02 AM, Olga is asked too.")
	mona.Press("Decline, with another way")
	mona.Submit()
	if e := mona.ModalErrors(); e["What can we do for them?"] == "" {
		t.Errorf("an empty alternative is taken: %v", e)
	}
	mona.Fill("What can we do", "the first visit tomorrow, by our best person")
	mona.Submit()
	tess.Sees("Offer this: the first visit tomorrow, by our best person")
	o.noFaults()
}

// TestNobodyAnswers brings in the next one, by name, in the thread and by direct message.
func TestNobodyAnswers(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess, olga := o.person("tess"), o.person("olga")
	tess.Command(alvarez)
	untilAsk(tess)
	asks(tess, "all of it", "$420")
	tess.Press("Ask Mona for $420")
	o.person("mona").InDM().Sees("$420 for Mrs Alvarez")
	olga.InDM().SeesNot("$420 for Mrs Alvarez")
	o.Jump(11 * time.Minute)
	tess.Sees("With Mona now. If there is no answer by 11:02 AM, Olga is asked too.")
	tess.Sees("@Mona $420 for Mrs Alvarez?")
	o.Jump(10 * time.Minute)
	olga.InDM().Sees("$420 for Mrs Alvarez? Tess may give $150.")
	tess.Sees("With Mona and Olga now.")
	tess.Sees("@Mona @Olga $420 for Mrs Alvarez?")
	olga.Press("Approve $420")
	tess.Sees("Olga approved $420")
	o.noFaults()
}

// TestTyped offers what it read in the thread and assumes nothing.
func TestTyped(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Press("They have finished")
	tess.Reply("They want 450 bucks & I said I'd call tomorrow at 3pm <soon>")
	tess.Sees("3:00\u00a0PM\u00a0E")
	tess.Sees("What are they? From the thread: They want 450 bucks & I said I'd call tomorrow at 3pm <soon>")
	tess.Press("Promise for tomorrow, Tue 3:00 PM")
	tess.Submit()
	tess.Sees("Promised: Tess, They want 450 bucks")
	tess.Reply("now they say $99")
	tess.Press("They ask for $99")
	presses(tess, "They agree", "Nothing else", "I said it", "I said sorry", "I gave name and time", "They named something")
	tess.Submit() // the words and the amount are in it already
	tess.Sees("Offer $99 of the $150 you may give: now they say $99")
	o.noFaults()
}

// TestEarlyExit: they only needed to be heard.
func TestEarlyExit(t *testing.T) {
	t.Parallel()
	o := open(t)
	carl := o.person("carl")
	carl.Command("/recover Bob Jones: waited all day, nobody came")
	carl.Press("They are fine now")
	carl.Press("I thanked them")
	o.Jump(24 * time.Hour)
	carl.Press("They are done with us")
	carl.Sees("Nobody has asked what they would call fair.")
	carl.Press("We go on with them")
	carl.Press("They are satisfied")
	carl.Press("Late")
	carl.Press("Better")
	carl.Sees("Recovered: Bob Jones is satisfied")
	o.noFaults()
}

// TestMine lists what is open, and another case of the customer shows on the next card.
func TestMine(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command("/recover mine")
	tess.Sees("You have no open case.")
	tess.Command(alvarez)
	tess.Command("/recover mine")
	tess.Sees(" · Mrs Alvarez · next: hear the customer out") // behind a link, once the card is shown
	tess.Sees("They have finished")
	tess.Command("/recover mrs. alvarez - and now the drain")
	tess.Press("The same")
	tess.Sees("Their other cases: R-101")
	o.noFaults()
}
