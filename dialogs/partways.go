package dialogs

import (
	"cmp"
	"slices"

	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

// To part ways is one answer to a demand: a refund without a condition, and perhaps no
// more service.

var (
	waysTitle     = tell("form.part_ways.title", "")
	labelGoodwill = tell("field.why_refund", "")
	hintWhy       = tell("hint.why_refund", "")
	labelBar      = tell("field.why_bar", "")
	hintBar       = tell("hint.why_bar", "")
	hintCeiling   = tell("hint.ceiling", "most!")
	hintCeilLeft  = tell("hint.ceiling_left", "left! total!")
	hintNoInvoice = tell("hint.no_invoice", "")
	refundZero    = tell("error.refund_zero", "")
	overCeiling   = tell("error.ceiling", "left! names!")
	noCeiling     = tell("error.no_invoice", "names!")
)

func (t *turn) partWaysForm(ch Choice) Form {
	left := max(0, t.ceiling()-t.c.spent())
	hint := hintCeiling.With("most", t.ceiling().String())
	switch {
	case t.c.Details.Invoice == 0:
		hint = hintNoInvoice.With()
	case t.c.spent() > 0:
		hint = hintCeilLeft.With("left", left.String(), "total", t.c.spent().String())
	}
	f := Form{
		ID: PartWaysForm, On: ch.On, Title: waysTitle.With(), Submit: save.With(),
		Inputs: []Question{
			{Field: AmountField, Label: labelAmount.With(), Hint: hint, Kind: Short, Initial: amountText(cmp.Or(max(0, t.c.Details.Invoice-t.c.spent()), t.c.Demand.Amount))},
			{Field: WordsField, Label: labelGoodwill.With(), Hint: hintWhy.With(), Kind: Long},
		},
	}
	if t.can(policy.Restrict) {
		f.Inputs = append(f.Inputs, Question{Field: NoteField, Label: labelBar.With(), Hint: hintBar.With(), Kind: Long})
	}
	return f
}

// ceiling is what anybody but the top of the company may refund in a case (A15 D2).
func (t *turn) ceiling() money.Cents {
	return portion(t.c.Details.Invoice, t.c.Policy.How().Ceiling)
}

func (t *turn) partWays(e Filled) {
	o := t.offerOf(e, false)
	bar := ""
	if t.can(policy.Restrict) {
		bar = t.text(e, NoteField, false)
	}
	switch {
	case t.refused:
	case o.Amount == 0:
		t.object(AmountField, refundZero.With())
	case t.c.spent()+o.Amount > t.ceiling() && !t.top(t.in.Actor):
		who := anyOf(slices.DeleteFunc(slices.Clone(t.in.Staff), func(p Person) bool { return !t.top(p) || p.ID == t.c.Owner.ID }))
		if t.c.Details.Invoice == 0 {
			t.object(AmountField, noCeiling.With("names", who))
		} else {
			t.object(AmountField, overCeiling.With("left", max(0, t.ceiling()-t.c.spent()).String(), "names", who))
		}
	}
	t.decideDemand(e.On, PartWays, o, bar)
}
