package policy

import (
	"cmp"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs/money"
)

// Spending is how a company looks at what a recovery costs, beyond what each role may give. All of it may be left out;
// [Policy.Money] has it filled in. The bands are our own reading of published research (B4 7 to 9).
type Spending struct {
	Counts   string        `json:"counts,omitempty"`   // cost or list: which value of a remedy counts against a limit
	Window   time.Duration `json:"window,omitempty"`   // in which the caps of people and customers add up; 30 days
	Customer money.Cents   `json:"customer,omitempty"` // the most that one customer is given in it without an approval; 0: no cap
	Keep     Band          `json:"keep,omitzero"`      // of the invoice, where they keep what was done; 10-25%
	Hard     Band          `json:"hard,omitzero"`      // the same where it cost them much; 25-50%
	Reject   Band          `json:"reject,omitzero"`    // where they want none of it; 60-100%
	Warn     int           `json:"warn,omitempty"`     // percent of the invoice above which an offer is called much; 120
	Block    int           `json:"block,omitempty"`    // percent above which only the top of the company approves; 150
	Low      int           `json:"low,omitempty"`      // percent of ask and limit below which an offer is called small; 25
	Accrual  int           `json:"accrual,omitempty"`  // hundredths of a percent of each invoiced job that go into the fund; 150 (G1)
	FundLow  money.Cents   `json:"fund_low,omitempty"` // balance of the fund below which somebody hears of it; 0
}

// Band is a share of the invoice from and to a percentage.
type Band struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// String is the band as it is written: "10-25%".
func (b Band) String() string { return fmt.Sprintf("%d-%d%%", b.From, b.To) }

// Money is the spending with every setting filled in. An accrual of nothing is kept as -1.
func (p Policy) Money() Spending {
	s := p.Spending
	s.Counts = cmp.Or(s.Counts, "cost")
	s.Window = cmp.Or(s.Window, 30*day)
	s.Keep, s.Hard, s.Reject = cmp.Or(s.Keep, Band{10, 25}), cmp.Or(s.Hard, Band{25, 50}), cmp.Or(s.Reject, Band{60, 100})
	s.Warn, s.Block, s.Low = cmp.Or(s.Warn, 120), cmp.Or(s.Block, 150), cmp.Or(s.Low, 25)
	s.Accrual = max(0, cmp.Or(s.Accrual, 150))
	return s
}

// Share is what of an invoiced sum goes into the fund: to the cent, half a cent up.
func (s Spending) Share(invoiced money.Cents) money.Cents {
	const whole = 100 * 100
	n := new(big.Int).Mul(big.NewInt(int64(invoiced)), big.NewInt(int64(s.Accrual)))
	return money.Cents(n.Add(n, big.NewInt(whole/2)).Div(n, big.NewInt(whole)).Int64())
}

// Remedy is one way to put something right, as the company offers it.
type Remedy struct {
	Name string      `json:"name"`          // as the customer hears it
	Kind string      `json:"kind"`          // one of Kinds
	For  []string    `json:"for,omitempty"` // the losses it answers, of Losses; none: any
	Cost money.Cents `json:"cost"`          // to the company; 0 with money back: a share of the invoice
	List money.Cents `json:"list"`          // what the customer would pay; the cost where it is left out
	Only []string    `json:"only,omitempty"`
	Not  []string    `json:"not,omitempty"` // what must, and must not, be so, of Conditions
}

// Cash reports whether the customer is given money.
func (r Remedy) Cash() bool { return r.Kind == "refund" || r.Kind == "credit" }

// Value is what the remedy counts against a limit.
func (r Remedy) Value(s Spending) money.Cents {
	if s.Counts == "list" {
		return cmp.Or(r.List, r.Cost)
	}
	return r.Cost
}

// Kinds of remedy, the losses they answer (B4 7) and what they may hang on.
var (
	Kinds      = []string{"redo", "replace", "refund", "credit", "service", "attention"}
	Losses     = []string{"service", "product", "money", "time", "respect"}
	Conditions = []string{"severe", "second", "emergency", "loyal", "keeps", "rejects"}
)

var usualRemedies = []Remedy{
	{Name: "doing the job again, right, at no charge", Kind: "redo", For: []string{"service"}},
	{Name: "a new part of the same kind, fitted at no charge", Kind: "replace", For: []string{"product"}},
	{Name: "the first visit of the day, with one named technician", Kind: "service", For: []string{"time", "service"}},
	{Name: "money back on this invoice", Kind: "refund", For: []string{"money", "service", "product"}},
	{Name: "a personal call from the manager", Kind: "attention", For: []string{"respect", "time"}},
}

// Catalogue is what may be offered: the company's own remedies, or the usual ones where it names none.
func (p Policy) Catalogue() []Remedy {
	if len(p.Remedies) == 0 {
		return usualRemedies
	}
	return p.Remedies
}

func (r *reader) spending(f field) Spending {
	var s Spending
	if f.empty() {
		return s
	}
	set := r.fields(f, "counts", "window", "customer", "keep", "hard", "reject", "warn", "block", "low", "accrual", "fund_low")
	s.Counts = r.word(set["counts"], []string{"cost", "list"})
	s.Window = r.days(set["window"])
	s.Customer, s.FundLow = r.above0(set["customer"]), r.maybe(set["fund_low"])
	s.Accrual = r.accrual(set["accrual"])
	before := len(r.problems)
	s.Keep, s.Hard, s.Reject = r.band(set["keep"]), r.band(set["hard"]), r.band(set["reject"])
	s.Warn, s.Block, s.Low = r.percent(set["warn"]), r.percent(set["block"]), r.percent(set["low"])
	if len(r.problems) == before {
		r.shares(set, (Policy{Spending: s}).Money())
	}
	r.unless(s.Window == 0 || s.Window >= day, set["window"], "a time of at least a day, such as 30d")
	return s
}

// shares refuses what does not rise: what is suggested, the more the harder it was; what is called much, and what only the
// top approves. Of two that do not fit, one is written in the file; that one is refused.
func (r *reader) shares(set map[string]field, s Spending) {
	for _, b := range []struct {
		lower, upper string
		low, high    Band
	}{{"keep", "hard", s.Keep, s.Hard}, {"hard", "reject", s.Hard, s.Reject}} {
		switch {
		case b.low.From <= b.high.From && b.low.To <= b.high.To:
		case set[b.lower].empty():
			r.unless(false, set[b.upper], fmt.Sprintf("shares that are not below those of %s, %s", b.lower, b.low))
		default:
			r.unless(false, set[b.lower], fmt.Sprintf("shares that are not above those of %s, %s", b.upper, b.high))
		}
	}
	switch {
	case s.Warn <= s.Block:
	case set["warn"].empty():
		r.unless(false, set["block"], fmt.Sprintf("a share that is not below that of warn, %d%%", s.Warn))
	default:
		r.unless(false, set["warn"], fmt.Sprintf("a share that is not above that of block, %d%%", s.Block))
	}
	switch {
	case s.Reject.To <= s.Block:
	case set["reject"].empty():
		r.unless(false, set["block"], fmt.Sprintf("a share that is not below those of reject, %s", s.Reject))
	default:
		r.unless(false, set["reject"], fmt.Sprintf("shares that are not above that of block, %d%%", s.Block))
	}
	r.unless(s.Low <= 100, set["low"], "a percentage from 1 to 100, such as 25%")
}

// above0 reads an amount that is left out for none: a 0 would be taken for the opposite.
func (r *reader) above0(f field) money.Cents {
	before, c := len(r.problems), r.maybe(f)
	r.unless(c > 0 || f.empty() || len(r.problems) > before, f, "an amount above 0, or leave the line out")
	return c
}

// maybe reads an amount that may be left out.
func (r *reader) maybe(f field) money.Cents {
	if f.empty() {
		return 0
	}
	return r.amount(f)
}

var bands = regexp.MustCompile(`^(\d{1,3})\s*[-–]\s*(\d{1,3})\s*%$`)

func (r *reader) band(f field) Band {
	const want = "two shares of the invoice such as 10-25%, the smaller first"
	if f.empty() {
		return Band{}
	}
	text, ok := r.text(f, want)
	m := bands.FindStringSubmatch(text)
	if m == nil {
		if ok {
			r.refuse(f, text, want)
		}
		return Band{}
	}
	from, _ := strconv.Atoi(m[1]) // they are digits
	to, _ := strconv.Atoi(m[2])
	if from > to || to == 0 {
		r.refuse(f, text, want)
	}
	return Band{from, to}
}

var rates = regexp.MustCompile(`^(\d{1,2})(?:\.(\d{1,2}))?\s*%$`)

// accrual reads a share such as 1.5%; one of nothing comes back as -1, which is not the same as none.
func (r *reader) accrual(f field) int {
	const want, most = "a share from 0% to 10%, such as 1.5%", 1000
	if f.empty() {
		return 0
	}
	text, ok := r.text(f, want)
	m := rates.FindStringSubmatch(text)
	if m == nil {
		if ok {
			r.refuse(f, text, want)
		}
		return 0
	}
	n, _ := strconv.Atoi(m[1] + (m[2] + "00")[:2]) // they are digits
	if n > most {
		r.refuse(f, text, want)
	}
	return cmp.Or(n, -1)
}

func (r *reader) remedies(f field) []Remedy {
	var all []Remedy
	named := map[string]string{}
	for _, item := range r.items(f, "a list of remedies, each starting with - name:") {
		set := r.fields(item, "name", "kind", "for", "cost", "list", "only", "not")
		var m Remedy
		var ok bool
		if m.Name, ok = r.text(set["name"], "what the customer gets"); ok {
			r.own(set["name"], m.Name, named)
		}
		if set["kind"].empty() {
			r.refuse(set["kind"], "", "one of "+strings.Join(Kinds, ", "))
		}
		m.Kind = r.word(set["kind"], Kinds)
		m.For = r.words(set["for"], Losses)
		m.Cost, m.List = r.maybe(set["cost"]), r.maybe(set["list"])
		m.Only, m.Not = r.words(set["only"], Conditions), r.words(set["not"], Conditions)
		for _, c := range m.Only {
			if slices.Contains(m.Not, c) {
				r.refuse(set["not"], c, "something that is not in only as well")
			}
		}
		if slices.Contains(m.Only, "keeps") && slices.Contains(m.Only, "rejects") {
			r.refuse(set["only"], "keeps and rejects", "one of them: no customer does both")
		}
		r.unless(m.List == 0 || m.List >= m.Cost, set["list"], "an amount that is not below its cost, "+m.Cost.String())
		all = append(all, m)
	}
	if len(all) > 0 && !slices.ContainsFunc(all, func(m Remedy) bool { return !m.Cash() }) {
		r.refuse(f, "only money", "at least one remedy that is not a refund or a credit")
	}
	return all
}
