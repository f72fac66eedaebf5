package slack_test

import (
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"

	"makegood/bot/slack/slacksim"
	"makegood/store"
)

// TestCustomerFound: a customer is found by a name with mistakes in it, by a phone
// number and by a job; a person says whether it is the same.
func TestCustomerFound(t *testing.T) {
	t.Parallel()
	o := open(t)
	carl := o.person("carl")
	carl.Command("/recover Mrs Alvarez - no hot water")
	carl.Sees("They have finished")
	carl.Press("Add details")
	carl.Fill("Phone or e-mail", "(212) 555-0134, ann@alvarez.example")
	carl.Fill("Job", "J-1042")
	carl.Submit()

	for _, name := range []string{"Mrs. Alvares", "ms alverez", "Ann Álvarez", "Alvraez family"} {
		carl.Command("/recover " + name + " - still no hot water")
		carl.Sees("Is this Mrs Alvarez of R-10")
		presses(carl, "The same", "Join R-101")
		carl.Sees(name + " · still no hot water Goes on in R-101")
	}
	for field, text := range map[string]string{"Phone or e-mail": "555 0134", "Job": "j-1042"} {
		problem := "it leaks and drips and all we know is the " + field
		carl.Command("/recover " + problem)
		carl.Sees("the customer · " + problem)
		carl.Press("Add details")
		carl.Fill(field, text)
		carl.Submit()
		carl.Sees("Is this Mrs Alvarez of R-10")
		presses(carl, "The same", "Join R-101")
		carl.Sees(problem + " Goes on in R-101")
	}
	carl.Command("/recover Bob Jones - late")
	carl.Sees("R-108 · Bob Jones · late")
	carl.SeesNot("Is this")
	o.noFaults()
}

// TestCustomerJoin: the other case of a customer is open, so the new one goes on there.
func TestCustomerJoin(t *testing.T) {
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
			tess, carl := o.person("tess"), o.person("carl")
			tess.Command(alvarez)
			tess.Sees("They have finished")
			carl.Command("/recover Mrs Alvarez - rang again, the floor is wet now")
			carl.Press("The same")
			carl.Sees("R-101 is open for the same customer, and Tess has it.")
			carl.Press("Join R-101")
			carl.Sees("Goes on in R-101 · " + o.on(0, "10:42 AM"))
			carl.Sees("Everything said here is now in R-101.")
			tess.Sees("@Tess They called again: Carl spoke with Mrs Alvarez in R-102.")
			tess.Sees("They said: rang again, the floor is wet now")
			carl.Command("/recover mine")
			carl.Sees("You have no open case.")
			o.nothingTwice()
			o.noFaults()
		})
	}
}

// TestCustomerNamesThePriceOnce: two cases ask for it at the same moment.
func TestCustomerNamesThePriceOnce(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess, carl := o.person("tess"), o.person("carl")
	var both [2]slacksim.Button
	for i, who := range []*slacksim.Actor{carl, tess} {
		who.Command("/recover Mrs Alvarez - the bill")
		who.Sees("They have finished")
		if i > 0 {
			presses(who, "The same", "Keep both")
			who.Fill("Why", "two jobs")
			who.Submit()
		}
		who.Press("Something else happened")
		who.Choose("What happened", "They find it too expensive")
		who.Submit()
		who.Press("Go on")
		untilAsk(who)
		o.until("its question", func() bool { return strings.Count(who.Screen(), "[They name the price]") == i+1 })
		both[i] = who.Grab("They name the price")
	}
	var all sync.WaitGroup
	for _, b := range both {
		all.Go(b.Press)
	}
	all.Wait()
	tess.Sees("They may name the price, this once.")
	tess.Sees("already: say what you can do")
	if n := strings.Count(tess.Screen(), "They may name the price, this once."); n != 1 {
		t.Errorf("%d cases may name the price, want one:\n%s", n, tess.Screen())
	}
	o.noFaults()
}

// TestCustomerIsToldOnce: the bot ends after a record was told and before that was
// written down, and again before anything was told.
func TestCustomerIsToldOnce(t *testing.T) {
	t.Parallel()
	o := open(t)
	carl := o.person("carl")
	told := func() (list []string) {
		o.t.Helper()
		o.records(func(s *store.Store) {
			entries, err := s.Journal(t.Context(), "C-101")
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				list = append(list, e.What)
			}
		})
		return list
	}
	carl.Command("/recover Mrs Alvarez - no hot water")
	carl.Sees("They have finished")
	if got := told(); !slices.Equal(got, []string{"Reported"}) {
		t.Fatalf("the customer's record was told %v, want its first case, once", got)
	}

	// As if the last two were not written down: one was told, one was not.
	o.records(func(s *store.Store) {
		_, err := s.Update(t.Context(), "R-101", 0, func(r store.Record) (store.Record, []store.Entry, error) {
			var rec map[string]any
			if err := json.Unmarshal(r.Body, &rec); err != nil {
				return r, nil, err
			}
			word := func(id, kind string, event map[string]any) map[string]any {
				return map[string]any{"ID": id, "To": "C-101", "Kind": kind, "At": o.clock.Now().UTC(), "Event": event}
			}
			rec["Tells"] = 2
			rec["Telling"] = []any{
				word("R-101/tell-1", "Reported", map[string]any{"To": "C-101", "Customer": "Somebody", "ID": "R-101"}),
				word("R-101/tell-2", "Restricted", map[string]any{"Why": "no payment", "At": o.clock.Now().UTC(), "By": map[string]any{"Name": "Mona"}}),
			}
			body, err := json.Marshal(rec)
			r.Body, r.Wake = body, o.clock.Now()
			return r, nil, err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	carl.Sees("We serve them no more. Mona said so")
	if got := told(); !slices.Equal(got, []string{"Reported", "Restricted"}) {
		t.Errorf("the customer's record was told %v, want each once", got)
	}
	carl.Command("/recover Alvarez - again")
	carl.Sees("Is this Mrs Alvarez of R-101?")
	o.noFaults()
}

// records looks into the store while the bot is away.
func (o *office) records(look func(*store.Store)) {
	o.t.Helper()
	o.stop()
	s, err := store.Open(o.t.Context(), o.config.Store, store.WithClock(o.clock.Now))
	if err != nil {
		o.t.Fatal(err)
	}
	look(s)
	if err := s.Close(); err != nil {
		o.t.Fatal(err)
	}
	o.start(slog.New(slog.DiscardHandler))
}
