package bot

import (
	"cmp"
	"strings"

	"makegood/dialogs"
	"makegood/dialogs/policy"
)

// What a record is of is told by its id: R-104 a case, C-104 a customer, P-U0TESS a purse, A-U0TESS an agenda,
// J-1042 a job, U-U0TESS how somebody wants to be met, "fund" the fund, Q-1f0c5a a question to the coach.

func isCustomer(id string) bool { return strings.HasPrefix(id, "C-") }

func isPurse(id string) bool { return strings.HasPrefix(id, "P-") }

func isAgenda(id string) bool { return strings.HasPrefix(id, "A-") }

func isJob(id string) bool { return strings.HasPrefix(id, "J-") }

func isFund(id string) bool { return id == dialogs.FundID }

func isCoaching(id string) bool { return strings.HasPrefix(id, "Q-") }

func isOwn(id string) bool { return strings.HasPrefix(id, "U-") }

func isCase(id string) bool {
	return !isCoaching(id) && !isOwn(id) && !isCustomer(id) && !isPurse(id) && !isAgenda(id) && !isJob(id) && !isFund(id)
}

// Sayable reports whether people know a record by its id, so that it may be read out to them: a
// question to the coach has one that nobody can.
func Sayable(id string) bool { return id != "" && !isCoaching(id) }

// kinds are the tags that every record of a kind has.
var kinds = []string{"case", "customer", "purse", "agenda", "job", "fund", "question", "own"}

// id is the record's, empty before it has begun.
func (rec record) id() string {
	return cmp.Or(rec.Case.ID, rec.Customer.ID, rec.Purse.ID, rec.Agenda.ID, rec.Job.ID, rec.Fund.ID, rec.Coaching.ID, rec.Own.ID)
}

// step takes a step of whatever the record is of.
func (rec *record) step(id string, in dialogs.Input, p policy.Policy) (reply dialogs.Reply, effects []dialogs.Effect) {
	switch {
	case isCustomer(id):
		rec.Customer, reply, effects = rec.Customer.Step(in, p)
	case isPurse(id):
		rec.Purse, reply, effects = rec.Purse.Step(in)
	case isAgenda(id):
		rec.Agenda, reply, effects = rec.Agenda.Step(in, p)
	case isJob(id):
		rec.Job, reply, effects = rec.Job.Step(in, p)
	case isFund(id):
		rec.Fund, reply, effects = rec.Fund.Step(in, p)
	case isCoaching(id):
		rec.Coaching, reply, effects = rec.Coaching.Step(in)
	case isOwn(id):
		rec.Own, reply, effects = rec.Own.Step(in, p)
	default:
		rec.Case, reply, effects = rec.Case.Step(in, p)
	}
	return reply, effects
}
