package dialogs

import (
	"time"

	"makegood/dialogs/money"
)

// Known is what the customer's own record said when it was last asked: for showing,
// and for choosing words. What has to be decided across cases is asked of that record.
type Known struct {
	ID        string // the customer's record; empty: nobody said yet which customer this is
	Cases     []Past
	Apologies int         // in the policy's window, without this case's
	PriceUsed string      // the case in which they named a price, empty: never
	Restrict  Restriction // served no more
	AtRisk    time.Time   // until when a recovery is fresh and they are easily lost
	Given     money.Cents // in all their cases
}

// Restriction says that a customer is served no more: by whom, why, and when it is
// looked at again. The zero Restriction is none.
type Restriction struct {
	By     Person
	At     time.Time
	Why    string
	Review time.Time
}

// restrict says that the customer is served no more. The review date is the policy's.
func (t *turn) restrict(why string) {
	t.c.Known.Restrict = Restriction{
		By: t.in.Actor, At: t.in.At, Why: why, Review: t.in.At.Add(t.c.Policy.How().Restrict),
	}
}
