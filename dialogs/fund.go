package dialogs

import (
	"cmp"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

// Fund is the money put by for recoveries: a share of every invoiced job goes in, what
// customers are given comes out (A8). It is one record. Its entries stand in the
// record's journal, which only grows; here are their sums. It counts and warns, and
// stops nobody: what a person may give is a matter of limits and approvals.
type Fund struct {
	ID      string // FundID, once anything was entered
	Balance money.Cents
	Months  []Month // by name; sums of what was entered with a date in that month

	Alarms [alarms]Alarm // by what they warn of
	Told   int           // warnings so far
}

// FundID is the id of the fund's record.
const FundID = "fund"

// Month is what went in and out in a calendar month of the company's zone.
type Month struct {
	Name     string      // "2026-11"
	Accrued  money.Cents // with corrections
	Charged  money.Cents
	Reversed money.Cents // taken back of what was charged, in this month or before
}

// out is what the month cost in the end.
func (m Month) out() money.Cents { return m.Charged - m.Reversed }

// Entry is one line of the fund's books.
type Entry struct {
	Source string      // "J-1042" or "R-104"
	Kind   EntryKind   // of what
	Date   string      // "2026-11-23", in the company's zone
	Cents  money.Cents // above zero: into the fund
}

// EntryKind is what an entry is for.
type EntryKind string

// The kinds. Each of what was given has a second one, for when it is taken back.
const (
	Accrual        EntryKind = "accrual"
	Correction     EntryKind = "correction"
	Compensation   EntryKind = "compensation"
	OnTop          EntryKind = "extra"
	PriceCut       EntryKind = "price adjustment"
	GoodwillRefund EntryKind = "goodwill refund"
	InKind         EntryKind = "remedy in kind"
	Settlement     EntryKind = "damage settlement"

	reversal = " reversed"
)

// Account is where a bookkeeper would post it: what lowers a bill lowers the revenue, a
// thing given is an expense (A8 G6).
func (k EntryKind) Account() string {
	return accounts[EntryKind(strings.TrimSuffix(string(k), reversal))]
}

var accounts = map[EntryKind]string{
	Accrual: "recovery reserve", Correction: "recovery reserve",
	Compensation: "refunds and allowances", PriceCut: "refunds and allowances", GoodwillRefund: "refunds and allowances",
	OnTop: "goodwill expense", InKind: "goodwill expense",
	Settlement: "damage claims",
}

// Entered is a job or a case that tells the fund what goes in or out.
type Entered struct{ Entry }

func (Entered) event() {}

// Step is everything that can happen to the fund. The rules are those of [Case.Step].
func (f Fund) Step(in Input, p policy.Policy) (Fund, Reply, []Effect) {
	next := f
	if e, entered := in.Event.(Entered); entered {
		next = f.With(e.Entry)
	}
	effects := next.warn(in, p)
	_, woke := in.Event.(Woke)
	if reflect.DeepEqual(next, f) && !(woke && f.owes()) {
		return f, Reply{}, nil
	}
	return next, Reply{}, append(effects, Wake{At: next.nextWake(in)})
}

// With is the fund with one entry more.
func (f Fund) With(e Entry) Fund {
	f.Months = slices.Clone(f.Months)
	f.enter(e)
	return f
}

func (f *Fund) enter(e Entry) {
	f.ID = FundID
	f.Balance += e.Cents
	m := f.month(e.Date[:min(len(e.Date), len("2026-11"))])
	switch {
	case e.Kind == Accrual || e.Kind == Correction:
		m.Accrued += e.Cents
	case e.Cents < 0:
		m.Charged -= e.Cents
	default:
		m.Reversed += e.Cents
	}
}

// month is the sums of a month, to be added to.
func (f *Fund) month(name string) *Month {
	i, found := slices.BinarySearchFunc(f.Months, name, func(m Month, name string) int { return cmp.Compare(m.Name, name) })
	if !found {
		f.Months = slices.Insert(f.Months, i, Month{Name: name})
	}
	return &f.Months[i]
}

// In is the sums of the month that at lies in.
func (f Fund) In(at time.Time, p policy.Policy) Month {
	name := at.In(p.Location()).Format("2006-01")
	f.Months = slices.Clone(f.Months)
	return *f.month(name)
}

// used reports whether anything was ever put by: who does not keep the fund is not
// warned that it is empty.
func (f Fund) used() bool {
	return slices.ContainsFunc(f.Months, func(m Month) bool { return m.Accrued != 0 })
}

// Holding is the fund as another record may show it.
type Holding struct {
	Known   bool // someone keeps it, and it could be looked up
	Balance money.Cents
}

// Holding is what the fund holds now.
func (f Fund) Holding() Holding { return Holding{Known: f.used(), Balance: f.Balance} }

// Alarm is one thing to warn of, once when it comes to be so and once a month at most.
type Alarm struct {
	Stands bool   // it is so
	Month  string // when it was told last
	Owed   bool   // it waits for somebody to tell it to
}

// What the fund warns of, the gravest first.
const (
	belowZero = iota
	belowLow
	moreOut // than in, in this month
	alarms
)

var (
	fundBelow = tell("fund.below", "over! amount! most!")
	fundLow   = tell("fund.low", "left! floor! amount! most!")
	fundOver  = tell("fund.over", "amount! most! left!")
)

// warn tells those who look after the fund what has come to be so. Where nobody is
// known, as at the command line, or nobody of them has that duty, it is owed until
// somebody is.
func (f *Fund) warn(in Input, p policy.Policy) []Effect {
	if !f.used() {
		return nil
	}
	low, m := p.Money().FundLow, f.In(in.At, p)
	now := [alarms]bool{
		belowZero: f.Balance < 0,
		belowLow:  f.Balance < low,
		moreOut:   m.Accrued > 0 && m.out() > m.Accrued, // before any job of the month is in, it says nothing
	}
	lines := [alarms]Line{
		belowZero: fundBelow.With("over", (-f.Balance).String(), "amount", m.Accrued.String(), "most", m.out().String()),
		belowLow:  fundLow.With("left", f.Balance.String(), "floor", low.String(), "amount", m.Accrued.String(), "most", m.out().String()),
		moreOut:   fundOver.With("amount", m.Accrued.String(), "most", m.out().String(), "left", f.Balance.String()),
	}
	var effects []Effect
	keepers := FundKeepers(p, in.Staff)
	for i := range f.Alarms {
		a := &f.Alarms[i]
		news := now[i] && !a.Stands && a.Month != m.Name && !(i == belowLow && now[belowZero])
		if a.Stands = now[i]; news {
			a.Month, a.Owed = m.Name, true
		}
		if a.Owed = a.Owed && now[i]; !a.Owed || len(keepers) == 0 {
			continue
		}
		a.Owed = false
		f.Told++
		for _, who := range keepers {
			effects = append(effects, Show{Message{
				ID: "fund-" + strconv.Itoa(f.Told) + "-" + who.ID, To: Place{Where: Direct, User: who.ID}, Kind: NoteKind, Head: lines[i],
			}})
		}
	}
	return effects
}

// nextWake is at once where something is owed and nobody is known yet, and later where
// nobody of those who are has the duty: somebody has to be given it first.
func (f Fund) nextWake(in Input) time.Time {
	switch {
	case !f.owes():
		return time.Time{}
	case len(in.Staff) == 0:
		return in.At
	}
	return in.At.Add(lookForKeepers)
}

const lookForKeepers = 24 * time.Hour

// owes reports whether a warning waits for somebody to be told.
func (f Fund) owes() bool {
	return slices.ContainsFunc(f.Alarms[:], func(a Alarm) bool { return a.Owed })
}

// FundKeepers are those of the people who may look into the fund and enter jobs.
func FundKeepers(p policy.Policy, staff []Person) []Person {
	var who []Person
	for _, one := range staff {
		if p.Allows(policy.Fund, p.Classes(one.Role, false)...) {
			who = append(who, one)
		}
	}
	return who
}
