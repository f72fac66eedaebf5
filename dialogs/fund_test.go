package dialogs_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"makegood/dialogs"
	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

var keepers = []dialogs.Person{{ID: "U0TESS", Role: "technician"}, {ID: "U0MONA", Role: "manager"}, {ID: "U0OLGA", Role: "owner"}}

// TestFundIsTheSumOfItsEntries: over any jobs, corrections, charges and reversals, each
// told as often as it may come.
func TestFundIsTheSumOfItsEntries(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := policy.Sample()
		p.Spending.Accrual = rapid.IntRange(0, 1000).Draw(rt, "rate")
		p.Spending.FundLow = money.Cents(rapid.Int64Range(0, 100_00).Draw(rt, "low"))
		now := monday
		var fund dialogs.Fund
		var sum money.Cents
		jobs := map[string]dialogs.Job{}
		invoiced := map[string]money.Cents{}
		told := map[string]int{}
		enter := func(e dialogs.Entered) {
			sum += e.Cents
			before := kept(rt, fund)
			next, _, effects := fund.Step(dialogs.Input{At: now, Event: e, Staff: keepers}, p)
			if kept(rt, fund) != before {
				rt.Fatal("a step changed the fund it was taken from")
			}
			fund = next
			for _, e := range effects {
				if s, ok := e.(dialogs.Show); ok {
					told[string(s.Head.Phrase)+" "+now.In(p.Location()).Format("2006-01")+" "+s.To.User]++
				}
			}
		}
		for range rapid.IntRange(1, 60).Draw(rt, "acts") {
			now = now.Add(time.Duration(rapid.IntRange(0, 20*24).Draw(rt, "hours")) * time.Hour)
			cents := money.Cents(rapid.Int64Range(1, 2000_00).Draw(rt, "cents"))
			kind := rapid.SampledFrom([]dialogs.EntryKind{dialogs.Compensation, dialogs.OnTop, dialogs.Settlement}).Draw(rt, "kind")
			date := now.In(p.Location()).Format(time.DateOnly)
			switch rapid.IntRange(0, 3).Draw(rt, "what") {
			case 0:
				enter(dialogs.Entered{Entry: dialogs.Entry{Source: "R-1", Kind: kind, Date: date, Cents: -cents}})
			case 1:
				enter(dialogs.Entered{Entry: dialogs.Entry{Source: "R-1", Kind: kind + " reversed", Date: date, Cents: cents}})
			default:
				id := fmt.Sprintf("J-%d", rapid.IntRange(1, 9).Draw(rt, "job"))
				e := dialogs.Invoiced{Job: id, Amount: cents, Correct: rapid.Bool().Draw(rt, "correct")}
				for range rapid.IntRange(1, 3).Draw(rt, "times") {
					next, reply, effects := jobs[id].Step(dialogs.Input{At: now, Event: e}, p)
					if reply.Say == nil {
						rt.Fatal("nobody is told what came of it")
					}
					jobs[id] = next
					for _, f := range effects {
						enter(f.(dialogs.Tell).Event.(dialogs.Entered))
					}
				}
				if had, there := invoiced[id]; !there || e.Correct {
					invoiced[id] = cents
				} else if jobs[id].Amount != had {
					rt.Fatalf("%s was %s and is %s, and nobody asked for it", id, had, jobs[id].Amount)
				}
			}
		}
		var shares, months money.Cents
		for id, j := range jobs {
			shares += j.Share
			if want := p.Money().Share(invoiced[id]); j.Amount != invoiced[id] || j.Share != want {
				rt.Errorf("%s: %s gives %s, want %s", id, j.Amount, j.Share, want)
			}
		}
		var accrued money.Cents
		for _, m := range fund.Months {
			accrued += m.Accrued
			months += m.Accrued - m.Charged + m.Reversed
		}
		if fund.Balance != sum || months != sum || accrued != shares {
			rt.Errorf("the fund holds %s, its months %s, and its entries sum to %s; of the jobs it has %s and should have %s", fund.Balance, months, sum, accrued, shares)
		}
		if !slices.IsSortedFunc(fund.Months, func(a, b dialogs.Month) int { return strings.Compare(a.Name, b.Name) }) {
			rt.Errorf("the months are out of order: %v", fund.Months)
		}
		for what, n := range told {
			if n != 1 || strings.HasSuffix(what, "U0TESS") {
				rt.Errorf("%s was told %d times", what, n)
			}
		}
		var back dialogs.Fund
		if err := json.Unmarshal([]byte(kept(rt, fund)), &back); err != nil || !reflect.DeepEqual(back, fund) {
			rt.Errorf("the fund does not come back as it was kept: %v", err)
		}
	})
}

// TestFundWarns: once when it comes to be so, and what was entered where nobody was known
// as soon as somebody is.
func TestFundWarns(t *testing.T) {
	p := policy.Sample()
	p.Spending.FundLow = 100_00
	var f dialogs.Fund
	at := monday
	said := func(kind dialogs.EntryKind, cents money.Cents, staff []dialogs.Person) string {
		date := at.In(p.Location()).Format(time.DateOnly)
		next, _, effects := f.Step(dialogs.Input{At: at, Staff: staff, Event: dialogs.Entered{Entry: dialogs.Entry{Source: "R-1", Kind: kind, Date: date, Cents: cents}}}, p)
		f = next
		return heads(effects)
	}
	for i, c := range []struct {
		kind  dialogs.EntryKind
		cents money.Cents
		later time.Duration
		want  string
	}{
		{dialogs.Compensation, -50_00, 0, ""}, // nobody keeps a fund yet
		{dialogs.Accrual, 500_00, 0, ""},
		{dialogs.Compensation, -300_00, 0, ""},
		{dialogs.Compensation, -100_00, 0, "fund.low U0MONA, fund.low U0OLGA"},
		{dialogs.Compensation, -10_00, 0, ""},
		{dialogs.Compensation, -100_00, 0, "fund.below U0MONA, fund.below U0OLGA, fund.over U0MONA, fund.over U0OLGA"},
		{dialogs.Accrual, 100_00, 0, ""},
		{dialogs.Compensation, -100_00, 0, ""}, // again, in the same month
		{dialogs.Accrual, 1000_00, 31 * 24 * time.Hour, ""},
		{dialogs.Compensation, -990_00, 0, "fund.below U0MONA, fund.below U0OLGA"},
	} {
		at = at.Add(c.later)
		if got := said(c.kind, c.cents, keepers); got != c.want {
			t.Errorf("%d: with %s the fund holds %s and warns %q, want %q", i, c.cents, f.Balance, got, c.want)
		}
	}
	at = at.Add(31 * 24 * time.Hour)
	said(dialogs.Accrual, 60_00, nil)
	if got := said(dialogs.Compensation, -100_00, nil); got != "" {
		t.Errorf("nobody is known, and %q is told", got)
	}
	tess := []dialogs.Person{{ID: "U0TESS", Name: "Tess", Role: "technician"}}
	waits, _, effects := f.Step(dialogs.Input{At: at, Staff: tess, Event: dialogs.Woke{}}, p)
	if got := heads(effects); got != "" || !slices.Contains(effects, dialogs.Effect(dialogs.Wake{At: at.Add(24 * time.Hour)})) {
		t.Errorf("nobody known looks after the fund, and it tells %q and does %v", got, effects)
	}
	next, _, effects := waits.Step(dialogs.Input{At: at, Staff: keepers, Event: dialogs.Woke{}}, p)
	if got := heads(effects); !strings.Contains(got, "fund.over U0MONA") {
		t.Errorf("who is known now is told %q", got)
	}
	if _, _, again := next.Step(dialogs.Input{At: at, Staff: keepers, Event: dialogs.Woke{}}, p); again != nil {
		t.Errorf("it is told again: %v", again)
	}
}

func heads(effects []dialogs.Effect) string {
	var list []string
	for _, e := range effects {
		if s, ok := e.(dialogs.Show); ok {
			list = append(list, string(s.Head.Phrase)+" "+s.To.User)
		}
	}
	return strings.Join(list, ", ")
}

// TestJobID: one job has one number, however it is written.
func TestJobID(t *testing.T) {
	for text, want := range map[string]string{
		"J-1042": "J-1042", "j-1042": "J-1042", "1042": "J-1042", "#1042": "J-1042", " 1042 ": "J-1042", "WO/55 a": "J-WO/55 A",
		"": "", "no number": "", "-": "", strings.Repeat("1", 41): "",
	} {
		if got := dialogs.JobID(text); got != want {
			t.Errorf("JobID(%q) is %q, want %q", text, got, want)
		}
	}
}

// TestReadRows reads what comes out of spreadsheets.
func TestReadRows(t *testing.T) {
	for _, c := range []struct {
		text string
		want string // the last row
	}{
		{"J-1,11/2/2026,$420", "J-1 2026-11-02 $420 new"},
		{"1\t2026-11-02\t420.50", "J-1 2026-11-02 $420.50 new"},
		{"1;11/2/26;1,250.00", "J-1 2026-11-02 $1,250 new"},
		{"1,11/2/2026,1,250.00", "J-1 2026-11-02 $1,250 new"},
		{"\ufeffJob,Date,Amount\r\n1,11/2/2026,12,000.00\r\n", "J-1 2026-11-02 $12,000 new"},
		{"Customer,Amount,Invoice Date,Job Number\nAnn,\"1,200.00\",Nov 2 2026,77", "J-77 2026-11-02 $1,200 new"},
		{"Customer,Amount,Invoice Date,Job Number\nAnn,1,200.00,Nov 2 2026,77", "columns"},
		{"1,\"Nov 2, 2026\",5", "J-1 2026-11-02 $5 new"},
		{"1,13/2/2026,5", "no_date"},
		{"1,2/30/2026,5", "no_date"},
		{"1,11/2/1026,5", "no_date"},
		{"1,11/24/2026,5", "future"},
		{"1,11/2/2026,-5", "no_amount"},
		{"1,11/2/2026,0", "no_amount"},
		{"1,11/2/2026,5,see note", "no_amount"},
		{"Total,11/2/2026,5", "no_job"},
		{"1,11/2/2026,5\n#1,11/3/2026,5", "twice"},
		{"1,11/2/2026,5\n#1,11/3/2026,6", "unlike"},
		{"1,11/2/2026", "columns"},
		{"\n \n", ""},
	} {
		got := ""
		for _, r := range dialogs.ReadRows(c.text, monday, policy.Sample()) {
			if got = string(r.Finding); r.Finding == dialogs.RowNew {
				got = fmt.Sprintf("%s %s %s new", r.Job, r.Date, r.Amount)
			}
		}
		if got != c.want {
			t.Errorf("ReadRows(%q) is %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzReadRows(f *testing.F) {
	f.Add("Job,Date,Amount\n1,11/2/2026,\"1,200.00\"\n")
	f.Add("1;11/2/26;5\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		for _, r := range dialogs.ReadRows(text, monday, policy.Sample()) {
			if r.Finding == dialogs.RowNew && (r.Amount <= 0 || r.Job == "" || len(r.Date) != len(time.DateOnly)) {
				t.Errorf("%q is taken for a job: %+v", text, r)
			}
		}
	})
}

// TestReadBudget tells budget commands from customers.
func TestReadBudget(t *testing.T) {
	for text, want := range map[string]string{
		"budget": "show", "Budget show": "show", "budget import": "import", "budget add J-1 $420": "add J-1 $420",
		"budget add 1 four hundred": "add J-1 $400", "budget correct J-1 $4.50": "correct J-1 $4.50", "budget add J-1": "help",
		"budget add J-1 lots": "help", "budget ad": "help", "budget help": "help",
		"Budget Inn - no heat": "", "budgets": "", "Mrs Alvarez - budget": "",
	} {
		got := ""
		if b, ok := dialogs.ReadBudget(text); ok {
			if got = b.What; b.Amount > 0 {
				got += " " + b.Job + " " + b.Amount.String()
			}
		}
		if got != want {
			t.Errorf("ReadBudget(%q) is %q, want %q", text, got, want)
		}
	}
}

func kept(t *rapid.T, f dialogs.Fund) string {
	b, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
