package dialogs

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

// Customer is a record of its own: what outlasts a case, and what has to be decided
// across cases. Cases report to it how they stand, and it tells those that are open
// what they may show; neither looks into the other.
type Customer struct {
	ID       string  // "C-104", after the case that it began with
	Names    []Typed // the latest last; so are the others
	Phones   []Typed
	Mails    []Typed
	Jobs     []Typed
	Cases    []Past      // those that are open, and the latest that are not
	Before   int         // how many are older,
	Given    money.Cents // and what was given in them
	Price    string      // the case in which they name the price, empty: they may still (A15 D8)
	Restrict Restriction
	AtRisk   time.Time // until when a recovery is fresh (B4 #4)
	Purse    Purse     // what they were given lately, where that is capped
}

// Typed is what somebody typed in a case; it goes with the case, should that turn out
// to be another customer's.
type Typed struct{ Text, Case string }

// Past is a case in one line, as its customer's record keeps it.
type Past struct {
	ID      string
	Owner   string
	Opened  time.Time
	Closed  time.Time // zero: open
	Outcome Outcome
	Given   money.Cents
	Sorry   time.Time // when an apology was said; zero: none was
	Price   bool      // they name, or named, the price in it
}

// counts: it is a part of the history. What was opened by mistake is not, and what was
// joined is there as the other case.
func (p Past) counts() bool { return p.Outcome != Merged && p.Outcome != Mistaken }

// Known is what the customer's own record said last: for showing, and for choosing
// words. What has to be decided across cases is decided there.
type Known struct {
	ID        string      // the customer's record; empty: nobody said yet which customer this is
	Cases     []Past      `json:",omitzero"` // the latest others, the newest first
	Count     int         `json:",omitzero"` // all others
	Given     money.Cents `json:",omitzero"`
	Apologies int         `json:",omitzero"` // in the policy's window, without this case's
	PriceUsed string      `json:",omitzero"` // the case in which they name the price, empty: never
	Restrict  Restriction `json:",omitzero"`
	AtRisk    time.Time   `json:",omitzero"`
}

// Restriction says that a customer is served no more: by whom, why, and when it is
// looked at again. The zero Restriction is none; one that was lifted holds no more.
type Restriction struct {
	Case     string // in which it was said
	By       Person
	At       time.Time
	Why      string
	Review   time.Time
	Lifted   time.Time
	LiftedBy Person
	LiftWhy  string
}

func (r Restriction) holds() bool { return !r.At.IsZero() && r.Lifted.IsZero() }

const (
	keptCases = 50 // lines a record keeps, so that it stays small
	toldCases = 5  // lines a case carries
	keptKeys  = 5  // names, phones and so on
)

// Step is everything that can happen to a customer's record. The rules are those of
// [Case.Step].
func (c Customer) Step(in Input, p policy.Policy) (Customer, Reply, []Effect) {
	next := c.clone()
	switch e := in.Event.(type) {
	case Reported:
		next.reported(e, p)
	case Parted:
		next.part(e.Case)
	case Restricted:
		next.Restrict = e.Restriction
	case Claimed:
		answer := next.Purse.claim(e, in.At)
		return next, Reply{}, []Effect{Tell{To: e.Case, Event: answer}}
	case Opened, Chose, Filled, Said, Lost, Woke, Knows, Joining, Joined, Invoiced, Entered, Allotted, Planned, Mailed, Gone, Retell, Wondered: // another record's
	}
	next.price()
	if reflect.DeepEqual(next, c) {
		return c, Reply{}, nil
	}
	var effects []Effect
	for _, past := range next.Cases { // each that is open hears what is news to it
		if !past.Closed.IsZero() {
			continue
		}
		was, is := c.known(past.ID, in.At, p), next.known(past.ID, in.At, p)
		if c.line(past.ID) < 0 {
			was = Known{ID: next.ID}
		}
		if !reflect.DeepEqual(was, is) {
			effects = append(effects, Tell{To: past.ID, Event: Knows{is}})
		}
	}
	return next, Reply{}, effects
}

func (c Customer) clone() Customer {
	c.Names, c.Phones = slices.Clone(c.Names), slices.Clone(c.Phones)
	c.Purse.Spent = slices.Clone(c.Purse.Spent)
	c.Mails, c.Jobs, c.Cases = slices.Clone(c.Mails), slices.Clone(c.Jobs), slices.Clone(c.Cases)
	return c
}

func (c Customer) line(id string) int {
	return slices.IndexFunc(c.Cases, func(p Past) bool { return p.ID == id })
}

// reported takes a case as it stands now in place of how it stood.
func (c *Customer) reported(e Reported, p policy.Policy) {
	c.ID = e.To
	phones, mails := reaches(e.Contact)
	c.typed(e.ID, []string{e.Customer}, phones, mails, []string{e.Job})
	if i := c.line(e.ID); i >= 0 {
		c.Cases[i] = e.Past
	} else {
		c.Cases = append(c.Cases, e.Past)
	}
	if e.Outcome == Recovered && !e.Closed.IsZero() {
		if until := e.Closed.Add(p.How().AtRisk); until.After(c.AtRisk) {
			c.AtRisk = until
		}
	}
	for len(c.Cases) > keptCases {
		i := slices.IndexFunc(c.Cases, func(p Past) bool { return !p.Closed.IsZero() })
		if i < 0 {
			return
		}
		if c.Cases[i].counts() {
			c.Before, c.Given = c.Before+1, c.Given+c.Cases[i].Given
		}
		c.Cases = slices.Delete(c.Cases, i, i+1)
	}
}

// part takes a case away that is somebody else's after all. A record that held nothing
// else is empty then, and nobody finds it any more.
func (c *Customer) part(id string) {
	if i := c.line(id); i >= 0 {
		c.Cases = slices.Delete(c.Cases, i, i+1)
	}
	if c.Price == id {
		c.Price = ""
	}
	if c.Restrict.Case == id { // it was said of somebody else
		c.Restrict = Restriction{}
	}
	c.typed(id, nil, nil, nil, nil)
	if len(c.Cases) == 0 && c.Before == 0 {
		*c = Customer{ID: c.ID, Restrict: c.Restrict, Purse: c.Purse} // what it gave, the case takes back itself
	}
}

// price gives the one price that a customer may name to the first case that asks, and
// takes it back from one that ended without it (A3 B11).
func (c *Customer) price() {
	if i := c.line(c.Price); i >= 0 && !c.Cases[i].Price {
		c.Price = ""
	}
	for _, p := range c.Cases {
		if c.Price == "" && p.Price {
			c.Price = p.ID
		}
	}
}

// known is what a case of theirs may show.
func (c Customer) known(id string, at time.Time, p policy.Policy) Known {
	window := p.How().Sorry
	k := Known{ID: c.ID, Count: c.Before, Given: c.Given, PriceUsed: c.Price, Restrict: c.Restrict, AtRisk: c.AtRisk}
	for _, past := range slices.Backward(c.Cases) {
		if past.ID == id || !past.counts() {
			continue
		}
		k.Count, k.Given = k.Count+1, k.Given+past.Given
		if !past.Sorry.IsZero() && at.Sub(past.Sorry) < window {
			k.Apologies++
		}
		if len(k.Cases) < toldCases {
			k.Cases = append(k.Cases, past)
		}
	}
	return k
}

// typed puts what is typed in a case now in place of what was.
func (c *Customer) typed(id string, names, phones, mails, jobs []string) {
	c.Names, c.Phones = typed(c.Names, id, names), typed(c.Phones, id, phones)
	c.Mails, c.Jobs = typed(c.Mails, id, mails), typed(c.Jobs, id, jobs)
}

func typed(list []Typed, id string, now []string) []Typed {
	list = slices.DeleteFunc(list, func(had Typed) bool { return had.Case == id })
	for _, s := range now {
		if s != "" && !slices.ContainsFunc(list, func(had Typed) bool { return strings.EqualFold(had.Text, s) }) {
			list = append(list, Typed{s, id})
		}
	}
	return list[max(0, len(list)-keptKeys):]
}

// report is how a case stands, for its customer's record.
func (c Case) report() Reported {
	var sorry time.Time
	if n := len(c.Apologies); n > 0 {
		sorry = c.Apologies[n-1].At
	}
	return Reported{
		To: c.Known.ID, Customer: c.Details.Customer, Contact: c.Details.Contact, Job: c.Details.Job,
		Past: Past{
			ID: c.ID, Owner: c.Owner.Name, Opened: c.Opened, Closed: c.Closed, Outcome: c.Outcome, Given: c.Total(),
			Sorry: sorry, Price: c.wantsPrice(),
		},
	}
}

// report tells the customer's record what has changed in this step.
func (t *turn) report(before Case) {
	was, is := before.Known.ID, t.c.Known.ID
	more := t.tells // for which the record has to be there
	t.tells = nil
	if was != "" && was != is {
		t.inform(was, Parted{t.c.ID})
	}
	if is != "" && (was != is || before.report() != t.c.report()) {
		t.inform(is, t.c.report())
	}
	t.tells = append(t.tells, more...)
}

// inform tells another record something, after this step is stored.
func (t *turn) inform(to string, e Event) { t.tells = append(t.tells, Tell{to, e}) }

// knows takes what the customer's record says.
func (t *turn) knows(e Knows) {
	if e.ID == "" || e.ID != t.c.Known.ID || !t.c.Closed.IsZero() { // of somebody they are not, after all
		return
	}
	was := t.c.barred()
	t.c.Known = e.Known
	if t.c.barred() != was {
		t.showStep() // its words are others now
	}
	t.findOpen()
	t.priceDecided()
}
