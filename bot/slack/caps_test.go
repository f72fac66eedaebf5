package slack_test

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"makegood/bot/slack/slacksim"
)

// TestCapRace: Carl may give $150 in a month over all cases; two cases of his, and two
// people who work them, each send an offer of $100 at the same moment, by everything
// delivered twice. One case offers it; the other is told how much is left.
func TestCapRace(t *testing.T) {
	t.Parallel()
	for name, store := range stores {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := store(t)
			o := open(t, func(s *settings) {
				s.bot.Policy = written(t, bytes.Replace(longWay(), []byte("    limit: 100\n"), []byte("    limit: 100\n    cap: 150\n"), 1))
				if url != "" {
					s.bot.Store = url
				}
			})
			carl, mona := o.person("carl"), o.person("mona")
			for i, who := range []string{"Mrs Alvarez", "Mr Ortiz"} {
				carl.Command("/recover " + who + " - no hot water")
				untilAsk(carl)
				asker := []*slacksim.Actor{mona, carl}[i]
				o.until("the question", func() bool { return strings.Count(carl.Screen(), "[They named something]") == i+1 })
				asker.Press("They named something")
				asker.Fill("words", "a day's pay")
				asker.Fill("amount", "$100")
			}
			o.Mishaps(func(slacksim.Envelope) slacksim.Mishap { return slacksim.Mishap{Twice: true} })
			var all sync.WaitGroup
			for _, who := range []*slacksim.Actor{mona, carl} {
				all.Go(who.Submit)
			}
			all.Wait()
			o.Mishaps(nil)
			const offer, limit = "Offer $100 of the", "$100 is $50 above the $50 you may still give."
			carl.Sees(offer)
			carl.Sees(limit)
			if n, m := strings.Count(carl.Screen(), offer), strings.Count(carl.Screen(), limit); n != 1 || m != 1 {
				t.Errorf("offered %d times, and stopped %d times: want one of each:\n%s", n, m, carl.Screen())
			}
			carl.Sees("Over all your cases you may give $50 more by yourself: $150 in 30 days.")
			presses(carl, "They accept")
			o.Jump(31 * 24 * time.Hour)
			presses(carl, "Change what they asked")
			carl.Submit()
			o.until("room again", func() bool { return strings.Count(carl.Screen(), offer) == 1 })
			o.nothingTwice()
			o.noFaults()
		})
	}
}
