package slack_test

import (
	"log/slog"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"makegood/bot/slack/slacksim"
)

// TestArchived: a case whose channel was archived goes on with its owner, who is told
// once how to have it back, and comes back when it can.
func TestArchived(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Press("They have finished")
	agree := tess.Grab("They agree")
	o.Archive("C0RECOVERY", true)
	o.clock.Stand() // nobody has to wait for anything
	agree.Press()
	tess.InDM().Sees("R-101 goes on here, because its channel is archived. To have it back there, ask an admin to unarchive #service-recovery")
	presses(tess.InDM(), "Nothing else", "I said it")
	tess.InDM().Sees("Say sorry that it was not what they counted on.")
	if n := strings.Count(tess.Screen(), "goes on here"); n != 1 {
		t.Errorf("it is told %d times:\n%s", n, tess.Screen())
	}
	o.Archive("C0RECOVERY", false)
	o.Jump(time.Minute)
	tess.Sees("step 4 of 9, saying sorry")
	presses(tess, "I said sorry", "I gave name and time")
	tess.Sees("Ask before you offer.")
	thread := o.Thread("C0RECOVERY", o.root(0).TS)
	if last := thread[len(thread)-1].Read(); !strings.Contains(last, "Ask before you offer.") {
		t.Errorf("the thread ends with %s", last)
	}
	for id, n := range o.posted() {
		if n > 1 && id != "R-101/step-2" { // it went where the case went
			t.Errorf("%s was posted %d times", id, n)
		}
	}
}

// seesInDM waits for a message to Tess alone that has the text in it.
func (o *office) seesInDM(text string) {
	o.t.Helper()
	o.until(text, func() bool { return o.dm(text).TS != "" })
}

// dm is the newest message to Tess alone that begins so, links left out; none if there is none.
func (o *office) dm(text string) (found slacksim.Shown) {
	for _, m := range o.Roots("D0TESS", "") {
		if strings.Contains(links.ReplaceAllString(m.Read(), ""), text) {
			found = m
		}
	}
	return found
}

var links = regexp.MustCompile(` http\S+`)

// TestDeleted: what an admin deletes and is still of use comes again, and without its
// card a case goes on with its owner.
func TestDeleted(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Press("They have finished")
	tess.Sees("They agree")
	card := o.root(0)
	thread := o.Thread("C0RECOVERY", card.TS)
	old := tess.Grab("They agree")
	o.Delete("C0RECOVERY", thread[2].TS)
	o.seesInDM("Say it back, and get a yes.")
	old.Press() // on a screen that has not heard of it
	tess.Sees("R-101 has moved on, and nothing was changed.")
	tess.Press("They agree")
	tess.Press("Nothing else")
	tess.Sees("Say that how they feel makes sense.")
	o.Delete("C0RECOVERY", card.TS)
	tess.InDM().Sees("R-101 goes on here, because somebody deleted its first message in #service-recovery")
	o.seesInDM("R-101 · Say that how they feel makes sense.")
	held, edits := tess.Grab("I said it"), o.Calls("chat.update")
	o.Jump(time.Minute)
	tess.Command("/recover Bob - no heat") // what is due by then has been done before this shows
	tess.Sees("Let Bob finish")
	if n := o.Calls("chat.update") - edits; n > 2 {
		t.Errorf("%d redraws although nothing happened", n)
	}
	held.Press()
	o.seesInDM("R-101 · Say sorry that it was not what they counted on.")
	presses(tess.InDM(), "I said sorry", "I gave name and time")
	o.seesInDM("R-101 · Ask before you offer.")
	ask := o.dm("R-101 · Ask before you offer.")
	o.Delete("D0TESS", ask.TS) // there too
	o.until("the step once more", func() bool {
		again := o.dm("R-101 · Ask before you offer.")
		return again.TS != "" && again.TS != ask.TS
	})
	for id, n := range o.posted() {
		if n > 1 && !strings.HasPrefix(id, "R-101/step-3") { // it is there, and with its owner
			t.Errorf("%s was posted %d times", id, n)
		}
	}
}

// TestDeletedInTheEnd: who tidies up old cards troubles nobody.
func TestDeletedInTheEnd(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	presses(tess, "They are fine now", "I thanked them", "Check in now", "They are satisfied", "Late", "Better")
	tess.Sees("Recovered: Mrs Alvarez is satisfied")
	o.Delete("C0RECOVERY", o.root(0).TS)
	o.Jump(time.Minute)
	tess.Command("/recover Bob - no heat")
	tess.Sees("Let Bob finish")
	tess.SeesNot("goes on here")
}

// TestArchivedInTheEnd: nor does who archives the channel of a case that is over.
func TestArchivedInTheEnd(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	presses(tess, "They are fine now", "I thanked them", "Check in now", "They are satisfied", "Late")
	last := tess.Grab("Better")
	o.Archive("C0RECOVERY", true)
	var edits atomic.Int32
	redrawn := make(chan struct{})
	o.Fault(func(c slacksim.Call) *slacksim.Failure {
		if c.Method == "chat.update" && edits.Add(1) == 2 { // the step and the card
			close(redrawn)
		}
		return nil
	})
	last.Press()
	<-redrawn
	o.Jump(time.Minute)
	tess.InDM().Command("/recover mine")
	tess.InDM().Sees("You have no open case.")
	tess.SeesNot("goes on here")
	o.stop()
	if n := edits.Load(); n > 6 { // each once more after a minute, and the card its own share
		t.Errorf("%d redraws of what nobody can change", n)
	}
	o.start(slog.New(slog.DiscardHandler))
}

// TestPutOut: a bot that was put out of the channel may still redraw the card there,
// which does not mean that it may post. The owner is told once.
func TestPutOut(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("They have finished")
	o.Kick("C0RECOVERY")
	tess.Press("They have finished")
	o.seesInDM("R-101 goes on here, because I may not write in its channel.")
	for _, label := range []string{"They agree", "Nothing else", "I said it", "I said sorry"} {
		tess.Press(label)
		o.Jump(5 * time.Second)
	}
	o.seesInDM("R-101 · Give your name")
	if n := strings.Count(tess.Screen(), "goes on here"); n != 1 {
		t.Errorf("it is told %d times:\n%s", n, tess.Screen())
	}
	tess.Say("/invite @makegood")
	tess.Press("I gave name and time")
	tess.Sees("step 6 of 9, asking what is fair") // with the card, the open door is noticed
	tess.Press("They have no idea")
	tess.Sees("step 6 of 9, finding an offer")
	tess.Sees("They leave it to you.")
	tess.Press("Back one step")
	o.until("the step in the thread", func() bool {
		thread := o.Thread("C0RECOVERY", o.root(0).TS)
		return strings.Contains(thread[len(thread)-1].Read(), "[They have no idea]")
	})
}

// TestNoCard: where Slack does not take the card, the case goes on with its owner.
func TestNoCard(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	o.Fault(func(c slacksim.Call) *slacksim.Failure {
		if c.Method == "chat.postMessage" && c.Args["channel"] == "C0RECOVERY" && c.Args["thread_ts"] == nil {
			return &slacksim.Failure{Error: "invalid_blocks"}
		}
		return nil
	})
	tess.Command(alvarez)
	o.until("the step in direct messages", func() bool {
		o.Jump(2 * time.Second)
		return o.dm("R-101 · Listen.").TS != ""
	})
	tess.InDM().Press("They have finished")
	o.seesInDM("R-101 · Say it back, and get a yes.")
	o.nothingTwice()
}

// TestDeactivated: when a direct message to the owner of a case finds their account off, those who lead are asked to
// take it, before any list of people is read anew, and whoever takes it has what was promised.
func TestDeactivated(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess, mona := o.person("tess"), o.person("mona")
	tess.Command(alvarez)
	tess.Press("Add a promise")
	tess.Fill("What was promised", "the part by mail")
	promises(tess, "tomorrow 3pm")
	presses(tess, "They are fine now", "I thanked them")
	tess.Sees("Check in now")
	o.Deactivate("tess")
	o.Jump(24 * time.Hour)
	mona.InDM().Sees("Tess is not here any more, and nobody has Mrs Alvarez.")
	o.Jump(5 * time.Minute)
	mona.InDM().Press("I take the case over")
	mona.InDM().Sees("You have Mrs Alvarez now.")
	o.until("the promise is Mona's", func() bool { return strings.Contains(mona.Screen(), "Mona: the part by mail") })
	for _, m := range o.Posts() {
		if strings.Contains(m.Text, "stays with you") {
			t.Errorf("somebody who is gone is told: %s", m.Text)
		}
	}
	o.nothingTwice()
}

// TestPromiserIsGone: what a colleague promised whose account is off is the owner's, who hears so.
func TestPromiserIsGone(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Press("Add a promise")
	tess.Fill("What was promised", "the part by mail")
	tess.Choose("Who does it?", "Carl")
	promises(tess, "in 60 min")
	tess.Sees("Carl: the part by mail")
	o.Deactivate("carl")
	o.Jump(50 * time.Minute)
	tess.InDM().Sees("Carl is not here any more, so this is yours now")
	o.nothingTwice()
}

// TestManagerIsGone: a manager whose account is off is asked nothing.
func TestManagerIsGone(t *testing.T) {
	t.Parallel()
	o := open(t, func(s *settings) {
		for i := range s.People {
			s.People[i].Deactivated = s.People[i].Key == "mona"
		}
	})
	tess := o.person("tess")
	tess.Command(alvarez)
	untilAsk(tess)
	asks(tess, "half off", "$210")
	tess.Press("Ask Olga for $210")
	o.person("olga").InDM().Sees("$210 for Mrs Alvarez?")
}
