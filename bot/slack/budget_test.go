package slack_test

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"

	"makegood/store"
)

// TestBudget: jobs are entered one by one and as a list, each once; what was given
// comes out of the fund; whoever decides sees what it holds.
func TestBudget(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess, mona := o.person("tess"), o.person("mona")
	tess.Command("/recover budget")
	tess.Sees("That is for Mona or Olga to say.")
	mona.Command("/recover budget")
	mona.Sees("Nothing was put by for recoveries yet. Of each invoiced job 1.5% goes in")
	mona.Command("/recover budget add J-1042 $420")
	mona.Sees("J-1042 with $420 is in: $6.30 goes into the recovery fund.")
	mona.Command("/recover budget add 1042 420")
	mona.Sees("J-1042 is in already, with $420. Nothing was changed.")
	mona.Command("/recover budget add j-1042 $400")
	mona.Sees("J-1042 is in already, with $420 and not $400. Nothing was changed.")
	mona.Command("/recover budget correct J-1042 $400")
	mona.Sees("J-1042 is now in with $400 instead of $420: -$0.30 into the recovery fund")
	mona.Command("/recover budget add J-1042")
	mona.Sees("/recover budget correct J-1042 $400 - another amount for it")
	mona.Sees("You typed: /recover budget add J-1042")

	today := o.monday.Format("1/2/2006")
	list := strings.ReplaceAll(`Job, Date, Amount
J-1042, DAY, $400
J-1042, DAY, $500
1043, DAY, 12,000.00
J-1044, DAY, "1,250.50"
J-1044, DAY, $1,250.50
J-1045, soon, $5
J-1046, 1/1/2099, $5
J-1047, DAY, a lot
no number, DAY, $5
J-1048 $5`, "DAY", today)
	mona.Command("/recover budget import")
	mona.Fill("Job, date and amount, one job a line", list)
	mona.Submit()
	for _, want := range []string{
		"New jobs: 2, with $13,250.50 in all. $198.76 goes into the recovery fund.",
		"To mend below: 6.",
		"Line 2: J-1042, $400 - in already, stays as it is",
		"Line 3: the same job with another amount is further up",
		"Line 4: J-1043, $12,000 - new",
		"Line 6: J-1044, $1,250.50 - is in this list already, counts once",
		"Line 7: I read no date", "Line 8: the date is still to come", "Line 9: I read no amount",
		"Line 10: I read no job number", "Line 11: I need three things",
	} {
		mona.Sees(want)
	}
	list = strings.Replace(list, "J-1042, "+today+", $400\n", "", 1)
	mona.Fill("Job, date and amount, one job a line", list)
	mona.Submit() // the list is another one now: it is looked at again
	mona.Sees("Line 2: J-1042, $500 - in with another amount")
	mona.Choose("Jobs that are in with another amount", "This list is right")
	mona.Submit()
	mona.Sees("Jobs entered: 2. $198.76 goes into the recovery fund.")
	mona.Sees("Corrected: 1")

	mona.Command("/recover budget import")
	mona.Fill("Job, date and amount, one job a line", list)
	mona.Submit()
	mona.Sees("There is no new job in it.")
	mona.Cancel()

	o.until("what was entered", func() bool {
		mona.Command("/recover budget")
		return strings.Contains(mona.Screen(), "The recovery fund holds $206.26.")
	})

	mona.Sees(o.monday.Format("January") + ": $206.26 put by, $0 given, $0 taken back.")

	tess.Command(alvarez)
	untilAsk(tess)
	asks(tess, "half off", "$210")
	tess.Press("Ask Mona for $210")
	mona.Sees("The fund holds $206.26; this takes it $3.74 below zero, and the jobs to come fill it again. That is what it is for.")
	mona.Press("Approve $210")
	tess.Press("They accept")
	mona.Sees("The recovery fund is $3.74 below zero. Nothing is held up by it")
	o.nothingTwice()
	o.noFaults()
}

// TestJobIsEnteredOnce: the bot ends after a job was told to the fund and before that
// was written down, and is only there again after the fund has forgotten the delivery.
func TestJobIsEnteredOnce(t *testing.T) {
	t.Parallel()
	o := open(t)
	mona := o.person("mona")
	mona.Command("/recover budget add J-7 $1,000")
	mona.Sees("$15 goes into the recovery fund.")
	o.until("the entry", func() bool {
		mona.Command("/recover budget")
		return strings.Contains(mona.Screen(), "The recovery fund holds $15.")
	})
	o.records(func(s *store.Store) {
		_, err := s.Update(t.Context(), "J-7", 0, func(r store.Record) (store.Record, []store.Entry, error) {
			var rec map[string]any
			if err := json.Unmarshal(r.Body, &rec); err != nil {
				return r, nil, err
			}
			rec["Telling"] = []any{map[string]any{
				"ID": "J-7/tell-1", "To": "fund", "Kind": "Entered", "At": o.clock.Now().UTC(),
				"Event": map[string]any{"Source": "J-7", "Kind": "accrual", "Date": "2026-11-23", "Cents": 1500},
			}}
			body, err := json.Marshal(rec)
			r.Body, r.Wake = body, o.clock.Now()
			return r, nil, err
		})
		if err != nil {
			t.Fatal(err)
		}
		// As if other jobs had come since, and the fund had let go of the delivery.
		_, err = s.Update(t.Context(), "fund", 0, func(r store.Record) (store.Record, []store.Entry, error) {
			var rec map[string]any
			if err := json.Unmarshal(r.Body, &rec); err != nil {
				return r, nil, err
			}
			delete(rec, "Heard")
			body, err := json.Marshal(rec)
			r.Body = body
			return r, nil, err
		})
		if err != nil {
			t.Fatal(err)
		}
		o.clock.Jump(100 * 24 * 60 * 60 * 1e9)
	})
	for more := 1; ; more++ { // it is told again at the next start, while others are entered
		mona.Command("/recover budget add J-1" + strconv.Itoa(more) + " $1,000")
		o.until("the next entry", func() bool {
			mona.Command("/recover budget")
			return strings.Contains(mona.Screen(), "The recovery fund holds $"+strconv.Itoa(15*(1+more))+".")
		})
		struck, n := false, 0
		o.records(func(s *store.Store) {
			job, failed := s.Get(t.Context(), "J-7")
			entries, err := s.Journal(t.Context(), "fund")
			if err := errors.Join(failed, err); err != nil {
				t.Error(err)
			}
			struck, n = !strings.Contains(string(job.Body), "J-7/tell-1"), len(entries)
		})
		if n != 1+more {
			t.Fatalf("the fund has %d entries, want %d", n, 1+more)
		}
		if struck {
			break
		}
	}
	o.noFaults()
}
