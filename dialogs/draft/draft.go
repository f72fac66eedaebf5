// Package draft checks words before a customer sees or hears them: an employee's own, a
// model's, ours. It knows words and not meanings, so it can be wrong both ways; how often is
// measured over labelled drafts and real text (prompts/QUALITY.md).
//
// # What is promised
//
// [Check] is a pure function: the same draft and facts give the same report, without a clock
// and without a model. Whatever the draft, it does not fail, and every finding names bytes of
// the draft as it was given. What it calls a blocker must not go out: a fault that nobody
// confirmed, a sum, a time or a result that nobody allowed, blame, other people's affairs, a
// bargain over reviews, a guarantee, a threat with the law. What it calls a point is advice.
//
// A fact that was allowed (a sum, a time, a result, a name) may be said; nothing else that
// looks like one may. So a draft passes because the record holds what it says, and not
// because it sounds right.
//
// # Where the rules are
//
// Rules are data: rules/en and rules/es, a file a family, which anybody can edit. What is
// found first is normalised, so that full-width letters, look-alikes, accents left out and
// signs that nobody sees change nothing. How a rule is written stands in pattern.go; a file
// that cannot be read refuses every draft, which a test sees before anybody else does.
package draft

import (
	"cmp"
	"slices"
	"time"

	"makegood/dialogs/calendar"
	"makegood/dialogs/language"
	"makegood/dialogs/money"
)

// Rule is what a finding is about.
type Rule string

// The rules. The first are blockers, those from Dismissive on are points.
const (
	Fault          Rule = "fault"
	Money          Rule = "money"
	Date           Rule = "date"
	Outcome        Rule = "outcome"
	BlameCustomer  Rule = "blame_customer"
	BlameColleague Rule = "blame_colleague"
	Others         Rule = "others"  // somebody else's affairs
	Private        Rule = "private" // what is theirs alone, where it must not stand
	Guarantee      Rule = "guarantee"
	Bargain        Rule = "bargain" // over a review
	Legal          Rule = "legal"
	Dismissive     Rule = "dismissive"
	Jargon         Rule = "jargon"
	Length         Rule = "length"
	Reading        Rule = "reading"
	Unchecked      Rule = "unchecked" // the rules could not be read
)

// Rules are all that drafts are checked for, in the order of a report.
var Rules = []Rule{
	Fault, Money, Date, Outcome, BlameCustomer, BlameColleague, Others, Private, Guarantee, Bargain, Legal, Dismissive, Jargon, Length, Reading,
}

// Blocks reports whether a draft may not go out with it.
func (r Rule) Blocks() bool {
	return r != Dismissive && r != Jargon && r != Length && r != Reading
}

// Audience is who the words are for.
type Audience string

// The audiences; empty counts as Spoken.
const (
	Spoken Audience = "spoken"
	Mail   Audience = "mail"
	Public Audience = "public" // a reply that everybody can read
)

// Facts are what the record allows. The zero value allows nothing.
type Facts struct {
	Language string // one of language.All, in which the findings are explained too; empty: the first
	Audience Audience
	OnSite   bool // the customer stands there: shorter still

	Sums     []money.Cents
	Times    []string // as they are said: "Friday 3pm"
	Names    []string // who may be named
	Outcomes []string // what they get: "free tune-up"

	FaultConfirmed bool
	Offered        bool // something was offered in this case, and they have not said that they are satisfied
	Asked          bool // a review was asked about in this case

	Hidden []string // what must not appear: names, addresses, numbers
	Others []string // words of other customers' records

	// With these, times are compared as moments too; Now may be zero.
	Now   time.Time
	Hours calendar.Hours
}

// Finding is one thing that is wrong. Start and End are bytes of the draft.
type Finding struct {
	Rule       Rule
	Start, End int
	Why        string // one plain sentence
	Better     string // words that may be said instead
}

// Report is what was found, each in the order of the draft.
type Report struct{ Blockers, Points []Finding }

// Clean reports that nothing was found.
func (r Report) Clean() bool { return len(r.Blockers) == 0 && len(r.Points) == 0 }

// All are the findings, blockers first.
func (r Report) All() []Finding { return slices.Concat(r.Blockers, r.Points) }

// Check looks for everything that a customer should not hear.
func Check(draft string, facts Facts) Report {
	b, err := loaded()
	if err != nil {
		return Report{Blockers: []Finding{{Unchecked, 0, len(draft), "The rules could not be read, so nothing was checked.", ""}}}
	}
	facts.Language = language.Or(facts.Language)
	t := newText(draft, facts)
	for _, lang := range t.languages() {
		t.look(b[lang])
	}
	t.measure(b[facts.Language])
	return t.report()
}

func (t *text) report() Report {
	slices.SortStableFunc(t.findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(slices.Index(Rules, a.Rule), slices.Index(Rules, b.Rule)))
	})
	var r Report
	last := map[Rule]int{} // where the rule's last finding ended: what overlaps is said once
	for _, f := range t.findings {
		if end, seen := last[f.Rule]; seen && f.Start < end {
			continue
		}
		last[f.Rule] = f.End
		if f.Rule.Blocks() {
			r.Blockers = append(r.Blockers, f)
		} else {
			r.Points = append(r.Points, f)
		}
	}
	return r
}
