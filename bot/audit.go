package bot

import (
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/money"
	"makegood/store"
)

// Fault is what is wrong with a record.
type Fault struct{ Record, What string }

func (f Fault) String() string { return f.Record + ": " + f.What }

// Verify looks through every record: whether its journal is as it was written, whether
// what it holds about money, purses too, is what its journal says, and whether the fund is the sum of
// its entries. It says how many records it has seen.
func (k *Books) Verify(ctx context.Context) (faults []Fault, seen int, err error) {
	there := map[string]bool{}
	for _, kind := range kinds {
		after := ""
		for {
			ids, err := k.b.store.List(ctx, kind, after, listMost)
			if err != nil {
				return faults, len(there), err
			}
			if len(ids) == 0 {
				break
			}
			for _, id := range ids {
				there[id], after = true, id
				if what := k.fault(ctx, id); what != "" {
					faults = append(faults, Fault{id, what})
				}
			}
		}
	}
	entries, err := k.entries(ctx)
	if err != nil {
		return faults, len(there), err
	}
	for _, e := range entries {
		if !there[e.Source] {
			there[e.Source] = true
			faults = append(faults, Fault{e.Source, "it is in the fund's books, and the record is not there"})
		}
	}
	return faults, len(there), nil
}

// fault is the first thing that is wrong with a record.
func (k *Books) fault(ctx context.Context, id string) string {
	if err := k.b.store.Check(ctx, id); err != nil {
		return err.Error()
	}
	r, err := k.b.store.Get(ctx, id)
	if err != nil {
		return err.Error()
	}
	rec, err := decode(r)
	if err != nil {
		return err.Error()
	}
	journal, err := k.b.store.Journal(ctx, id)
	if err != nil {
		return err.Error()
	}
	if len(journal) == 0 {
		return "it has no journal"
	}
	facts := make([]open, len(journal))
	for i, e := range journal {
		facts[i] = factsOf(e)
	}
	switch {
	case rec.id() != id:
		return "it calls itself " + cmp.Or(rec.id(), "nothing")
	case isFund(id):
		return fundFault(rec.Fund, facts)
	case isJob(id):
		if last := facts[len(facts)-1].Job; last == nil || *last != rec.Job {
			return "the job is not what its last journal entry says"
		}
	case isAgenda(id):
		return agendaFault(rec.Agenda, facts)
	case isCase(id):
		return caseFault(rec.Case, facts)
	case rec.Customer.Price != facts[len(facts)-1].Price:
		return "the case in which they name the price is not the one of its last journal entry"
	}
	return purseFault(rec.purse(), journal)
}

// purseFault compares a purse with what its journal says was claimed of it, by the window
// that held with each claim.
func purseFault(p dialogs.Purse, journal []store.Entry) string {
	var sum dialogs.Purse
	for _, e := range journal {
		if o := factsOf(e); o.Claim != nil {
			sum = sum.With(dialogs.Claimed{Case: o.Case, More: o.Claim.More, Back: o.Claim.Back, Window: o.Claim.Window}, o.Claim.Held, e.At)
		}
	}
	same := func(a, b dialogs.Spent) bool { return a.Case == b.Case && a.Amount == b.Amount && a.At.Equal(b.At) }
	if !slices.EqualFunc(p.Spent, sum.Spent, same) {
		return fmt.Sprintf("it counts %s as given or on offer, and by its journal that is %s", p.Sum(), sum.Sum())
	}
	return ""
}

// agendaFault compares what waits for somebody with what their cases told last.
func agendaFault(a dialogs.Agenda, facts []open) string {
	last := map[string][]plan{}
	for _, o := range facts {
		if o.Case != "" {
			last[o.Case] = o.Plan
		}
	}
	for _, c := range a.Cases {
		same := func(x, y plan) bool { return x.Of == y.Of && x.Due.Equal(y.Due) }
		if !slices.EqualFunc(append(planOf(c.Items), planOf(c.Late)...), last[c.Case], same) {
			return "what waits in " + c.Case + " is not what that case told last"
		}
		delete(last, c.Case)
	}
	for id, left := range last {
		if len(left) > 0 {
			return "it does not have what " + id + " told last"
		}
	}
	return ""
}

func fundFault(f dialogs.Fund, facts []open) string {
	var sum dialogs.Fund
	for _, o := range facts {
		if o.Entry != nil {
			sum = sum.With(*o.Entry)
		}
	}
	switch {
	case sum.Balance != f.Balance:
		return fmt.Sprintf("it holds %s, and its entries sum to %s", f.Balance, sum.Balance)
	case !reflect.DeepEqual(sum.Months, f.Months):
		return "a month is not the sum of its entries"
	}
	return ""
}

func caseFault(c dialogs.Case, facts []open) string {
	given, sum := money.Cents(0), money.Cents(0)
	stood := map[int]dialogs.Decided{}
	for _, o := range facts {
		if o.Given != nil {
			given = *o.Given
		}
		for _, d := range o.Money {
			switch {
			case d.Request > 0:
				stood[d.Request] = d
			case d.What == dialogs.GivenTo:
				sum += d.Cents
			default:
				sum -= d.Cents
			}
		}
	}
	switch {
	case given != c.Total():
		return fmt.Sprintf("it says that %s was given, and its last journal entry %s", c.Total(), given)
	case sum != given:
		return fmt.Sprintf("it says that %s was given, and its journal's decisions sum to %s", given, sum)
	}
	for _, d := range c.Answers() {
		if was := stood[d.Request]; was.What != d.What || was.Cents != d.Cents {
			return fmt.Sprintf("request %d is %s with %s, and by its journal %s with %s", d.Request, d.What, d.Cents, cmp.Or(was.What, "not there"), was.Cents)
		}
	}
	return ""
}

// Trail writes who did what in a record, when, and on what authority: a line each, the
// oldest first. The error says that the journal is broken.
func (k *Books) Trail(ctx context.Context, out io.Writer, id string) error {
	return k.trail(ctx, id, func(at time.Time, who, what string) error {
		_, err := fmt.Fprintf(out, "%s  %s: %s\n", at.Format("Mon Jan 2 2006 3:04 PM"), who, what)
		return err
	})
}

// Timeline writes the same for a customer's file: as CSV, a row each. Nothing that anybody said is in it.
func (k *Books) Timeline(ctx context.Context, out io.Writer, id string) error {
	w := csv.NewWriter(out)
	if err := w.Write([]string{"record", "time", "who", "what"}); err != nil {
		return fmt.Errorf("write the timeline: %w", err)
	}
	err := k.trail(ctx, id, func(at time.Time, who, what string) error {
		return w.Write([]string{id, at.Format(time.RFC3339), who, what})
	})
	w.Flush()
	return errors.Join(err, w.Error())
}

func (k *Books) trail(ctx context.Context, id string, write func(at time.Time, who, what string) error) error {
	if _, err := k.b.store.Get(ctx, id); err != nil {
		return err
	}
	journal, err := k.b.store.Journal(ctx, id)
	if err != nil {
		return err
	}
	zone := k.b.policy().Location()
	for _, e := range journal {
		var private struct{ Actor dialogs.Person }
		if len(e.Private) > 0 {
			if err := json.Unmarshal(e.Private, &private); err != nil {
				private.Actor = dialogs.Person{}
			}
		}
		for _, what := range factsOf(e).deeds(e.What, e.Actor != "") {
			if err := write(e.At.In(zone), who(e, private.Actor.Name), what); err != nil {
				return fmt.Errorf("write the trail: %w", err)
			}
		}
	}
	return k.b.store.Check(ctx, id)
}

// deeds is what an entry is in an audit, nothing where it moved nothing and nobody did it.
func (o open) deeds(event string, somebody bool) []string {
	var all []string
	for _, d := range o.Money {
		line := d.What + " " + d.Cents.String()
		if d.Kind != "" {
			line += ", " + string(d.Kind)
		}
		if d.Request > 0 {
			line += ", request " + strconv.Itoa(d.Request)
		}
		if d.Authority != "" {
			line += " - " + d.Authority
		}
		all = append(all, line)
	}
	switch {
	case o.Entry != nil:
		line := o.Entry.Date + ", " + o.Entry.Source + ": " + string(o.Entry.Kind) + " " + o.Entry.Cents.String()
		if o.Balance != nil { // whoever tampers may leave it out
			line += ", the fund holds " + o.Balance.String()
		}
		return append(all, line)
	case o.Mail != nil:
		return append(all, strings.TrimSpace("e-mail "+o.Mail.ID+" "+string(o.Mail.Result)+" "+o.Mail.Code))
	case o.Job != nil:
		return append(all, "invoiced "+o.Job.Amount.String()+" of "+o.Job.Date+", "+o.Job.Share.String()+" for the fund")
	case len(all) > 0 || !somebody:
		return all
	}
	return []string{cmp.Or(string(o.Act), string(o.Form), event)}
}
