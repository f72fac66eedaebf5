package slack_test

import (
	"strings"
	"testing"
	"time"

	"makegood/bot/slack/slacksim"
)

// journal lets the office ask a model that finds nothing, and tells what it was asked until a
// question came that holds these words.
func journal(t *testing.T) (func(*settings), func(last string) string) {
	t.Helper()
	bodies := make(chan string, 1000)
	with := answers(t, func(a asked) map[string]any {
		bodies <- a.body
		return nil
	})
	return with, func(last string) (all string) {
		t.Helper()
		for {
			select {
			case body := <-bodies:
				if all += body + "\n"; strings.Contains(body, last) {
					return all
				}
			case <-time.After(slacksim.Patience):
				t.Fatalf("waited in vain for a question about %q", last)
			}
		}
	}
}

// TestDelicateUnasked: what speaks of damage, an injury, an insurer, a lawyer or a danger is
// answered in the words that were weighed before, and leaves the process in no way: neither as a
// question, nor as a picked message, nor as a draft, nor as a line in a case that knew nothing of
// it; and nothing is asked in the thread of such a case.
func TestDelicateUnasked(t *testing.T) {
	t.Parallel()
	with, seen := journal(t)
	o := open(t, with)
	tess, carl := o.person("tess"), o.person("carl")
	tess.Command(alvarez)
	tess.Sees("They have finished")
	tess.ReplyTo("C0RECOVERY", o.root(0).TS, "she says her attorney will write to us about the tiles")
	tess.Command("/recover Mr Stone - he wants us to pay, his lawsuit is on its way")
	tess.Sees("Let Mr Stone finish")
	tess.ReplyTo("C0RECOVERY", o.root(1).TS, "@makegood how do I tell her we cannot come before Friday?")
	tess.Sees("We cannot come sooner")
	carl.Say("@makegood her lawyer called about the ceiling, what do I say?")
	carl.Say("@makegood check: I am sorry that the ceiling came down on you, Mrs Alvarez.")
	carl.Sees("Your words: I am sorry that the ceiling came down")
	carl.In("C0DISPATCH").Say("the customer says your man broke the vase and she is furious")
	carl.Uses(coachMe, "broke the vase")
	carl.InDM().Sees("The message: the customer says your man broke the vase")
	carl.Say("@makegood how do I tell him that we cannot come sooner than Monday?") // what may be asked comes last
	journal := seen("sooner than Monday")
	for _, said := range []string{"lawyer", "lawsuit", "attorney", "ceiling", "vase", "before Friday"} {
		if strings.Contains(journal, said) {
			t.Errorf("%q left the process", said)
		}
	}
	o.nothingTwice()
	o.noFaults()
}

// TestShortNamesHidden: no name of anybody in it leaves the process with a case: not a short
// one, nor that of whoever asks, nor that of somebody without a role who promised something.
func TestShortNamesHidden(t *testing.T) {
	t.Parallel()
	with, seen := journal(t)
	o := open(t, with, func(s *settings) {
		s.People = append(s.People, slacksim.Person{Key: "bo", ID: "U0BO", Name: "Bo Quill"}, slacksim.Person{Key: "zoe", ID: "U0ZOE", Name: "Zoe Ng"})
		s.Channels[0].Members = append(s.Channels[0].Members, "U0BO", "U0ZOE")
	})
	tess, zoe := o.person("tess"), o.person("zoe")
	tess.Command("/recover Mrs Li - no hot water, second visit")
	tess.Sees("They have finished")
	tess.Press("Add a promise")
	tess.Fill("What was promised", "a call")
	tess.Choose("Who does it", "Bo Quill")
	promises(tess, "tomorrow noon")
	tess.Sees("Bo Quill")
	tess.Reply("Li says that Bo came late, and Quill did not call her back")
	zoe.Say("@makegood I am Zoe, how do I tell her we cannot come before Friday?")
	zoe.Sees("We cannot come sooner")
	tess.ReplyTo("C0RECOVERY", o.root(0).TS, "@makegood how do I tell Li that Bo cannot come before Friday?")
	tess.ReplyTo("C0RECOVERY", o.root(0).TS, "@makegood how do I tell her that we cannot come sooner than Monday?")
	journal := seen("sooner than Monday")
	for _, name := range []string{"Li ", "Bo ", "Quill", "Zoe"} {
		if i := strings.Index(journal, name); i >= 0 {
			t.Errorf("%q left the process: %s", name, journal[max(0, i-60):i+20])
		}
	}
	o.noFaults()
}
