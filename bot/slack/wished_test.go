package slack_test

import (
	"testing"
	"time"
)

// TestTurnedElsewhere: who types in the main line below an answer that is in a thread is told
// where it is, once.
func TestTurnedElsewhere(t *testing.T) {
	t.Parallel()
	o := open(t)
	carl := o.person("carl").InDM()
	carl.Say(sooner)
	carl.Sees("I put your name on it now.")
	carl.Say("shorter")
	carl.Sees("(only you see this): Done. It is in the thread below your question.")
	carl.Sees("[day], [time] is yours.")
	carl.Reply("warmer please") // in the thread there is nothing to say
	carl.Sees("I wish it were today, I really do.")
	if n := len(carl.Ephemerals()); n != 1 {
		t.Errorf("told %d times where the answer is:\n%s", n, carl.Screen())
	}
	o.nothingTwice()
	o.noFaults()
}

// TestWishedAfterMidnight: midnight by UTC is in the working hours of somebody.
func TestWishedAfterMidnight(t *testing.T) {
	t.Parallel()
	o := open(t)
	now := o.Now().UTC()
	o.clock.Jump(time.Date(now.Year(), now.Month(), now.Day()+1, 0, 0, 0, 0, time.UTC).Add(-5 * time.Minute).Sub(now))
	carl := o.person("carl").InDM()
	carl.Say(sooner)
	carl.Sees("I put your name on it now.")
	o.clock.Jump(10 * time.Minute)
	carl.Say("shorter please")
	carl.Sees("[day], [time] is yours.")
	o.noFaults()
}

// TestTalkInACaseTurnsNothing: what is said below an answer in a case's thread is the case's, and
// after a while so is what would have been a wish.
func TestTalkInACaseTurnsNothing(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("They have finished")
	root := o.root(0).TS
	tess.ReplyTo("C0RECOVERY", root, "@makegood she wants the manager, what do I say?")
	tess.Sees("They want to speak to the manager")
	tess.ReplyTo("C0RECOVERY", root, "@makegood warmer now")
	tess.Sees("(only you see this): I am here.")
	tess.SeesNot("[As at first]")
	o.clock.Jump(31 * time.Minute)
	tess.Reload() // what only they saw is gone
	tess.ReplyTo("C0RECOVERY", root, "@makegood shorter")
	tess.Sees("(only you see this): I am here.")
	tess.SeesNot("[As at first]")
	o.noFaults()
}
