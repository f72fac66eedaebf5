package dialogs

import (
	"cmp"
	"slices"

	"makegood/dialogs/money"
)

// A decision takes one press, or one form. It is about the request that the press or
// the form names, and whoever was asked for it hears of it at once.

var (
	answeredDone = tell("wait.answered_done", "name! time!")
	answeredTold = tell("wait.answered_told", "name! customer!")

	lessTitle    = tell("form.less.title", "")
	labelLess    = tell("field.less", "amount!")
	labelNote    = tell("field.note", "")
	otherTitleIs = tell("form.other_remedy.title", "")
	declineTitle = tell("form.decline.title", "")
	labelInstead = tell("field.instead", "")
	hintInstead  = tell("hint.instead", "")
	lessThan     = tell("error.less", "amount!")
	lessZero     = tell("error.less_zero", "")
	notAllowed   = tell("error.not_allowed", "amount! most! names")
)

// Acts.
const (
	Approve      Act = "approve"
	ApproveLess  Act = "approve_less"
	ApproveOther Act = "approve_other"
	Decline      Act = "decline"
)

// decisions are the acts of whoever answers a request, as they are drawn.
var decisions = []Act{Approve, ApproveLess, ApproveOther, Decline}

func decides(a Act) bool { return slices.Contains(decisions, a) }

// Forms.
const (
	LessForm    FormID = "less"
	OtherForm   FormID = "other_remedy"
	DeclineForm FormID = "decline"
)

var _ = put(deeds, map[Act]deed{
	Approve:      deed{does: (*turn).approve}.labelled("amount!"),
	ApproveLess:  {form: (*turn).lessForm},
	ApproveOther: {form: (*turn).otherForm},
	Decline:      {form: (*turn).declineForm},
})

var _ = put(sheets, map[FormID]sheet{
	LessForm:    {ApproveLess, AmountField, (*turn).approveLess},
	OtherForm:   {ApproveOther, WordsField, (*turn).approveOther},
	DeclineForm: {Decline, WordsField, (*turn).decline},
})

// requestBy is the request that a token names, nil if none is.
func (t *turn) requestBy(on string) *Request {
	for i := range t.c.Requests {
		if t.c.Requests[i].token() == on {
			return &t.c.Requests[i]
		}
	}
	return nil
}

// decide closes a request.
func (t *turn) decide(r *Request, s Status) {
	r.Status, r.Decider, r.Decided, r.Rev = s, t.in.Actor, t.in.At, r.Rev+1
}

// tellDecision puts what was decided to whoever works the case, with what to say: by name in
// the thread and directly. On a detour they hear that there is an answer, and no word
// about money; in danger nothing.
func (t *turn) tellDecision(r *Request, s Status) {
	t.decide(r, s)
	t.c.Offer = r.offer()
	if r.Price && t.c.Offer.Price {
		t.c.Offer = t.priceOffer(r.Granted)
		t.c.Price.Named = t.price()
	}
	t.redrawRequest()
	told := "told-" + r.id()
	switch {
	case t.c.Stage == Unsafe:
	case t.c.Back != "":
		t.tellOwner(told, answeredTold.With("name", t.in.Actor.Name, "customer", t.c.customer()))
	}
	if r.By.ID != t.c.Owner.ID {
		t.show(Message{ID: told + "-" + r.By.ID, To: Place{Where: Direct, User: r.By.ID}, Kind: NoteKind, Head: t.requestLine(r.N - 1)})
	}
	t.loud = true
	t.goOn(Offering, answeredDone.With("name", t.in.Actor.Name, "time", t.now()))
}

// decided is what was decided about the offer at hand, for the step that puts it.
func (t *turn) decided() []Line {
	i := len(t.c.Requests) - 1
	if i < 0 || t.c.Requests[i].Status != Approved && t.c.Requests[i].Status != Refusal || t.c.Offer != t.c.Requests[i].offer() {
		return nil
	}
	l := []Line{t.requestLine(i)}
	if r := t.c.Requests[i]; r.Note != "" && r.Status == Approved {
		l = append(l, requestNote.With("note", short(r.Note, noteRunes)))
	}
	return l
}

func (t *turn) approve(ch Choice) { t.grant(t.requestBy(ch.On), t.requestBy(ch.On).Amount, "") }

func (t *turn) grant(r *Request, amount money.Cents, note string) {
	r.Granted, r.Note = amount, note
	t.tellDecision(r, Approved)
}

func (t *turn) lessForm(ch Choice) Form {
	r := t.requestBy(ch.On)
	return Form{
		ID: LessForm, On: r.token(), Title: lessTitle.With(), Submit: save.With(),
		Inputs: []Question{
			{Field: AmountField, Label: labelLess.With("amount", r.Amount.String()), Kind: Short},
			{Field: NoteField, Label: labelNote.With(), Kind: Long, Optional: true},
		},
	}
}

func (t *turn) approveLess(e Filled) {
	r := t.requestBy(e.On)
	amount, note := t.amount(e, AmountField, false), t.offerText(e, NoteField, true)
	switch {
	case t.refused:
	case amount == 0:
		t.object(AmountField, lessZero.With())
	case amount >= r.Amount:
		t.object(AmountField, lessThan.With("amount", r.Amount.String()))
	default:
		t.grant(r, amount, note)
	}
}

// otherForm takes another remedy, which may cost as much as this person may approve.
func (t *turn) otherForm(ch Choice) Form {
	f := t.mayOfferForm(ch)
	f.ID, f.Title = OtherForm, otherTitleIs.With()
	return f
}

func (t *turn) approveOther(e Filled) {
	r := t.requestBy(e.On)
	o := t.offerOf(e, true)
	if t.refused {
		return
	}
	other := *r
	other.Amount = o.Amount
	if t.within(&other, AmountField); t.refused {
		return
	}
	r.Instead = o.What
	t.grant(r, o.Amount, "")
}

// within objects to more than the actor may approve.
func (t *turn) within(r *Request, f Field) {
	if !t.mayDecide(t.in.Actor, r) {
		t.object(f, notAllowed.With("amount", (r.Base+r.Amount).String(), "most", t.mayApprove(t.in.Actor).String(), "names", cmp.Or(anyOf(t.deciders(r)), slotPhrase(nothingYet))))
	}
}

func (t *turn) declineForm(ch Choice) Form {
	return oneFieldOn(ch.On, DeclineForm, declineTitle, Question{Field: WordsField, Label: labelInstead.With(), Hint: hintInstead.With(), Kind: Long})
}

// decline always carries what can be done instead (A5 L7).
func (t *turn) decline(e Filled) {
	instead := t.offerText(e, WordsField, false)
	if t.summed(instead, 0, WordsField); t.refused {
		return
	}
	r := t.requestBy(e.On)
	r.Note = instead
	t.tellDecision(r, Refusal)
}

// allow records what the actor approves without having been asked for a sum: inside
// what they may approve, and never about their own request or case. A question that
// is still open is answered by it.
func (t *turn) allow(o Offer, by Person, f Field) {
	r := Request{
		N: len(t.c.Requests) + 1, Rev: 1, By: by, At: t.in.At, What: o.What, Amount: o.Amount, Base: t.c.spent(),
		Status: Approved, Decider: t.in.Actor, Decided: t.in.At, Granted: o.Amount,
	}
	if t.within(&r, f); t.refused {
		return
	}
	t.settleRequest()
	t.c.Requests = append(t.c.Requests, r)
}
