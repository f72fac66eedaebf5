package dialogs_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"

	"makegood/dialogs"
	"makegood/dialogs/money"
)

// What a play needs where there is more than one case: each is a stage of its own, and
// what one record tells another is carried at once. Only what a case shows of it is
// written into the play; "record C-104" writes what the customer's record holds.

// turnTo leaves the case and goes to another, which may be new.
func (s *stage) turnTo(id string) {
	s.other[s.id] = *s
	to, known := s.other[id]
	if !known {
		to = *newStage(s.t)
	}
	s.id, s.c, s.shown, s.held, s.form = id, to.c, to.shown, to.held, to.form
}

// carry brings what was told to its record.
func (s *stage) carry(tell dialogs.Tell) []string {
	switch {
	case strings.HasPrefix(tell.To, "C-"):
		return s.report(tell.To, tell.Event)
	case strings.HasPrefix(tell.To, "A-"):
		return s.plan(tell.To, tell.Event)
	case strings.HasPrefix(tell.To, "P-"):
		next, _, effects := s.purses[tell.To].Step(dialogs.Input{At: s.now.UTC(), Event: tell.Event})
		s.purses[tell.To] = next
		return s.carry(effects[0].(dialogs.Tell))
	}
	if e, ok := tell.Event.(dialogs.Entered); ok {
		s.fund, _, _ = s.fund.Step(dialogs.Input{At: s.now.UTC(), Event: e, Staff: s.staff()}, s.policy)
		return []string{fmt.Sprintf("the fund: %s %s, %s", e.Kind, e.Cents, e.Kind.Account())}
	}
	here := s.id
	if tell.To == here {
		if out := s.step(dialogs.Person{}, tell.Event); out[0] != "nothing changes" {
			return out
		}
		return nil
	}
	s.turnTo(tell.To)
	out := []string{"in " + tell.To}
	for _, l := range s.step(dialogs.Person{}, tell.Event) {
		out = append(out, "  "+l)
	}
	s.turnTo(here)
	return out
}

// report steps a customer's record.
func (s *stage) report(id string, e dialogs.Event) []string {
	in := dialogs.Input{At: s.now.UTC(), Event: e}
	was := s.customers[id]
	next, _, effects := was.Step(in, s.policy)
	if _, claimed := e.(dialogs.Claimed); claimed { // it is taken once
	} else if again, _, _ := next.Step(in, s.policy); cmp.Diff(again, next) != "" {
		s.t.Errorf("%T taken twice is something else: %s", e, cmp.Diff(next, again))
	}
	s.customers[id] = next
	var out []string
	for _, e := range effects {
		out = append(out, s.carry(e.(dialogs.Tell))...)
	}
	return out
}

// plan steps somebody's agenda, and writes what it shows.
func (s *stage) plan(id string, e dialogs.Event) []string {
	next, _, effects := s.agendas[id].Step(dialogs.Input{At: s.now.UTC(), Event: e, Staff: s.staff(), Since: s.since}, s.policy)
	s.agendas[id] = next
	var out []string
	for _, e := range effects {
		show, ok := e.(dialogs.Show)
		if !ok {
			continue
		}
		m := show.Message
		for _, p := range m.Parts {
			m.Choices = append(m.Choices, p.Choices...)
		}
		_, before := s.shown[id+"/"+m.ID]
		s.shown[id+"/"+m.ID] = m
		out = append(out, writeMessage(show.Message, before)...)
	}
	if _, woke := e.(dialogs.Woke); woke {
		line := "= agenda"
		if !next.Wake.IsZero() {
			line += ", wakes " + next.Wake.In(s.now.Location()).Format("Mon 15:04")
		}
		out = append(out, line)
	}
	return out
}

// putBy puts so much into the fund: "fund $1,240".
func (s *stage) putBy(amount string) {
	cents, err := money.Parse(amount)
	if err != nil {
		s.t.Fatal(err)
	}
	s.fund = s.fund.With(dialogs.Entry{Source: "J-1", Kind: dialogs.Accrual, Date: s.now.Format(time.DateOnly), Cents: cents})
}

// past is a case from before the play: "past R-98 Mrs Alvarez | 555-0134 | recovered | $120 | 20".
// The last is how many days ago it was closed.
func (s *stage) past(id, rest string) []string {
	f := strings.Split(rest, " | ")
	cents, err := money.Parse(f[3])
	var days int
	if _, bad := fmt.Sscan(f[4], &days); err != nil || bad != nil {
		s.t.Fatalf("no past case: %q", rest)
	}
	closed := s.now.AddDate(0, 0, -days).UTC()
	to := "C-" + strings.TrimPrefix(id, "R-")
	return s.report(to, dialogs.Reported{
		To: to, Customer: f[0], Contact: f[1],
		Past: dialogs.Past{ID: id, Owner: "Tess", Opened: closed.Add(-time.Hour), Closed: closed, Outcome: dialogs.Outcome(f[2]), Given: cents, Sorry: closed},
	})
}

// matches looks up whom an event names, as the engine does.
func (s *stage) matches(e dialogs.Event) []dialogs.Match {
	var d dialogs.Details
	if e, opened := e.(dialogs.Opened); opened {
		d = e.Details
	}
	if e, filled := e.(dialogs.Filled); filled && e.Form == dialogs.DetailsForm {
		d = dialogs.ReadDetails(e)
	}
	var found []dialogs.Customer
	for _, id := range slices.Sorted(maps.Keys(s.customers)) {
		c := s.customers[id]
		if slices.ContainsFunc(c.Keys(), func(k string) bool { return slices.Contains(d.Keys(), k) }) {
			found = append(found, c)
		}
	}
	return dialogs.Matches(d, found)
}

func writeCustomer(c dialogs.Customer, zone *time.Location) []string {
	var typed []string
	for _, t := range slices.Concat(c.Names, c.Phones, c.Mails, c.Jobs) {
		typed = append(typed, t.Text)
	}
	out := []string{strings.Join(typed, ", ")}
	for _, p := range c.Cases {
		line := fmt.Sprintf("  %s %s %s", p.ID, p.Given, p.Outcome)
		if p.Closed.IsZero() {
			line += "open"
		}
		out = append(out, line)
	}
	if c.Price != "" {
		out = append(out, "  price named in "+c.Price)
	}
	if !c.AtRisk.IsZero() {
		out = append(out, "  at risk until "+c.AtRisk.In(zone).Format("Mon Jan 2"))
	}
	if r := c.Restrict; !r.At.IsZero() {
		out = append(out, fmt.Sprintf("  served no more by %s, %s, until %s; lifted: %v", r.By.Name, r.Why, r.Review.In(zone).Format("Jan 2 2006"), !r.Lifted.IsZero()))
	}
	return out
}
