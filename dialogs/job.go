package dialogs

import (
	"reflect"
	"strings"
	"time"

	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

// Job is one invoiced job, a record of its own: so it goes into the fund once, however
// often it is entered, imported or delivered. It keeps the rate that held when it came,
// for when its amount is corrected.
type Job struct {
	ID     string      // "J-1042"
	Date   string      // "2026-11-23"
	Amount money.Cents // invoiced
	Rate   int         // hundredths of a percent
	Share  money.Cents // put by
}

// Invoiced enters a job.
type Invoiced struct {
	Job     string // its record
	Date    string // empty: today
	Amount  money.Cents
	Correct bool // where it is there with another amount, this one is right
}

func (Invoiced) event() {}

var (
	jobNew     = tell("job.new", "job! amount! left!")
	jobThere   = tell("job.there", "job! amount!")
	jobOther   = tell("job.other", "job! amount! total!")
	jobCorrect = tell("job.corrected", "job! amount! total! left!")
)

// Step is everything that can happen to a job. The rules are those of [Case.Step].
func (j Job) Step(in Input, p policy.Policy) (Job, Reply, []Effect) {
	e, invoiced := in.Event.(Invoiced)
	if !invoiced {
		return j, Reply{}, nil
	}
	next, today := j, in.At.In(p.Location()).Format(time.DateOnly)
	entry := Entry{Source: e.Job, Kind: Accrual, Date: today}
	var say Line
	switch {
	case j.ID == "":
		next = Job{ID: e.Job, Date: e.Date, Amount: e.Amount, Rate: p.Money().Accrual}
		if next.Date == "" {
			next.Date = today
		}
		next.Share = next.share()
		entry.Date = next.Date
		say = jobNew.With("job", e.Job, "amount", e.Amount.String(), "left", next.Share.String())
	case j.Amount == e.Amount:
		say = jobThere.With("job", j.ID, "amount", j.Amount.String())
	case !e.Correct:
		say = jobOther.With("job", j.ID, "amount", e.Amount.String(), "total", j.Amount.String())
	default:
		next.Amount = e.Amount
		next.Share = next.share()
		entry.Kind = Correction
		say = jobCorrect.With("job", j.ID, "amount", e.Amount.String(), "total", j.Amount.String(), "left", (next.Share - j.Share).String())
	}
	reply := Reply{Say: &say}
	if reflect.DeepEqual(next, j) {
		return j, reply, nil
	}
	effects := []Effect{}
	if entry.Cents = next.Share - j.Share; entry.Cents != 0 {
		effects = append(effects, Tell{FundID, Entered{entry}})
	}
	return next, reply, effects
}

// Became is what a job was when it was entered, by the answer: new, in with another
// amount that was corrected, or in already, so that nothing was changed.
func Became(r Reply) Finding {
	switch {
	case r.Say != nil && r.Say.Phrase == jobNew:
		return RowNew
	case r.Say != nil && r.Say.Phrase == jobCorrect:
		return RowOther
	}
	return RowThere
}

// share is what of the job is put by, at the rate that held when it came.
func (j Job) share() money.Cents { return policy.Spending{Accrual: j.Rate}.Share(j.Amount) }

const jobRunes = 40

// JobID is the record of a job by its number as people write it, empty if that is none:
// "j-1042", "#1042" and "1042" are one job.
func JobID(number string) string {
	n := strings.ToUpper(strings.Join(strings.Fields(clean(number)), " "))
	n = strings.TrimPrefix(strings.TrimPrefix(n, "#"), "J-")
	if n == "" || len([]rune(n)) > jobRunes || !strings.ContainsAny(n, "0123456789") {
		return ""
	}
	return "J-" + n
}
