package dialogs

import "makegood/dialogs/money"

// An offer above the limit of whoever has the case waits here until it is asked for, or made smaller.

var (
	limitDo      = tell("limit.do", "amount! over! left!")
	limitNobody  = tell("limit.nobody", "amount! most!")
	limitSay     = say("limit.say", "customer time!")
	limitInvoice = tell("limit.invoice", "")
)

var _ = put(scenes, map[Stage]scene{
	Limit: {of: Asking, draws: (*turn).drawLimit},
})

func (t *turn) drawLimit(m *Message) {
	o, left := t.c.Offer, t.left()
	r := Request{By: t.c.Owner, Amount: o.Amount, Base: t.c.spent()}
	who := t.deciders(&r)
	switch {
	case len(who) > 0 && t.belowFloor() && o.Amount <= left:
		m.Head = priceFloorDo.With("amount", t.price().String(), "floor", t.c.Policy.How().Floor.String())
		m.Say = limitSay.With("customer", t.c.customer(), "time", t.till(t.answerBy(who)))
		m.Choices = append(m.Choices, AskManager.on(t.c.token(), "name", who[0].Name, "amount", o.Amount.String()))
	case len(who) == 0:
		m.Head = limitNobody.With("amount", o.Amount.String(), "most", t.mostGrantable().String())
	default:
		m.Head = limitDo.With("amount", o.Amount.String(), "over", (o.Amount - left).String(), "left", left.String())
		m.Say = limitSay.With("customer", t.c.customer(), "time", t.till(t.answerBy(who)))
		m.Choices = append(m.Choices, AskManager.on(t.c.token(), "name", who[0].Name, "amount", o.Amount.String()))
	}
	m.Lines = append(append(m.Lines, t.capLines()...), t.warned(o.Amount)...)
	if t.c.Details.Invoice == 0 {
		m.Lines = append(m.Lines, limitInvoice.With())
	}
	m.Lines = append(m.Lines, t.newer(slotPhrase(newerYou), t.wouldAsk(o.Amount))...)
	if left > 0 {
		m.Choices = append(m.Choices, OfferWithin.on(t.c.token(), "left", left.String()))
	} else { // something other than money
		m.Choices = append(m.Choices, MakeOffer.on(t.c.token()))
	}
	m.Choices[0].Main = true
	m.Choices = append(m.Choices, ChangeAsk.on(t.c.token()))
	if t.c.Details.Invoice == 0 || t.c.Details.Years == 0 {
		m.Choices = append(m.Choices, TellBill.on(t.c.token()))
	}
}

// mostGrantable is the largest further sum anybody could approve here.
func (t *turn) mostGrantable() money.Cents {
	var most money.Cents
	for _, p := range t.in.Staff {
		if p.ID != t.c.Owner.ID {
			most = max(most, t.mayApprove(p))
		}
	}
	return max(0, most-t.c.spent())
}
