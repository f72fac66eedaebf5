package dialogs

import (
	"slices"
	"strconv"
	"time"

	"makegood/dialogs/money"
)

// What is above somebody's own limit is put to whoever may decide it. Asking is here;
// the card they decide on, the decision and the reminders each have a file of their own.

// Request is one question put to whoever may decide it. It is decided at most
// once; a time-out is not a decision.
type Request struct {
	N       int // 1 for the case's first
	Rev     int
	By      Person // who asked; may not decide, and neither may the case's owner
	At      time.Time
	What    string
	Price   bool        // the customer's own; Amount is what is taken off
	Remedy  string      // as its Offer's
	Amount  money.Cents // asked for now
	Base    money.Cents // given before; Base+Amount is what the case would cost
	Asked   []Person    // who was told, in order
	Remind  time.Time   // when somebody is told again
	Next    time.Time   // when somebody else is; never before Remind
	Reminds int         // how often somebody was told again, or somebody else
	Chased  []Person    `json:",omitempty"` // whom the latest reminder asked
	Status  Status
	Decider Person
	Decided time.Time
	Granted money.Cents
	Instead string // approved in place of What; empty: What was
	Note    string // the decider's words, or what can be done instead
}

// Status is where a request stands.
type Status string

// States of a request.
const (
	Pending   Status = "pending"
	Approved  Status = "approved"
	Refusal   Status = "declined"
	Withdrawn Status = "withdrawn"
	Replaced  Status = "replaced" // by the one after it
)

func (r Request) id() string    { return "ask-" + strconv.Itoa(r.N) }
func (r Request) token() string { return r.id() + "." + strconv.Itoa(r.Rev) }

// offer is what a decision has left to be put to the customer.
func (r Request) offer() Offer {
	switch {
	case r.Status == Refusal:
		return Offer{What: r.Note}
	case r.Instead != "":
		return Offer{What: r.Instead, Amount: r.Granted}
	}
	return Offer{What: r.What, Amount: r.Granted, Price: r.Price, Remedy: r.Remedy}
}

var (
	waitDo     = tell("wait.do", "name! until! next!")
	waitDoThen = tell("wait.do_then", "name! remind! until! next!")
	waitDoLast = tell("wait.do_last", "name! until!")
	waitSay    = say("wait.say", "customer until!")
	waitDone   = tell("wait.asked_done", "name! amount! time!")
	waitAnew   = tell("wait.anew_done", "name! amount! time!")
	waitNobody = tell("wait.nobody_done", "amount! time!")

	withdrawDone = tell("wait.withdrawn_done", "time!")

	changeTitle  = tell("form.change_request.title", "")
	changeSame   = tell("error.change_same", "amount!")
	changeNobody = tell("error.change_nobody", "amount! most!")
)

// Acts.
const (
	AskManager    Act = "ask_manager"
	Withdraw      Act = "withdraw"
	ChangeRequest Act = "change_request"
)

// ChangeForm asks what is to be asked instead.
const ChangeForm FormID = "change_request"

var _ = put(deeds, map[Act]deed{
	AskManager:    plain((*turn).requestApproval).labelled("name! amount!"),
	Withdraw:      plain((*turn).withdraw),
	ChangeRequest: opens((*turn).changeForm),
})

var _ = put(sheets, map[FormID]sheet{ChangeForm: {ChangeRequest, AmountField, (*turn).changeRequest}})

var _ = put(scenes, map[Stage]scene{Approval: {of: Asking, draws: (*turn).drawApproval}})

// pending is the request that waits for a decision, nil if none does.
func (c *Case) pending() *Request {
	if n := len(c.Requests); n > 0 && c.Requests[n-1].Status == Pending {
		return &c.Requests[n-1]
	}
	return nil
}

func (t *turn) requestApproval() {
	if who := t.putRequest(nil); len(who) > 0 { // else somebody left the policy between two looks
		t.advance(Approval, waitDone.With("name", names(who), "amount", t.c.Offer.Amount.String(), "time", t.now()))
		return
	}
	t.redraw()
}

// putRequest asks for the offer as it stands: those people, as far as they may decide
// it, or whoever may. The card comes before the step to take now, which stays the
// thread's last message.
func (t *turn) putRequest(who []Person) []Person {
	r := Request{
		N: len(t.c.Requests) + 1, Rev: 1, By: t.in.Actor, At: t.in.At, Status: Pending,
		What: t.c.Offer.What, Price: t.c.Offer.Price, Remedy: t.c.Offer.Remedy, Amount: t.c.Offer.Amount, Base: t.c.spent(),
	}
	may := t.deciders(&r)
	r.Asked = slices.DeleteFunc(slices.Clone(who), func(p Person) bool { return !t.mayDecide(p, &r) })
	if len(r.Asked) == 0 {
		r.Asked = may[:min(1, len(may))]
	}
	if len(r.Asked) > 0 {
		r.Remind, r.Next = t.chase(r.At, r.Asked)
		t.c.Requests = append(t.c.Requests, r)
		t.redrawRequest()
	}
	return r.Asked
}

// drawApproval tells the owner who has it, what happens when, and what to say meanwhile.
func (t *turn) drawApproval(m *Message) {
	r := t.c.pending()
	until, name := t.till(r.Remind), names(r.Asked)
	next, more := t.nextDecider(r)
	switch {
	case !more:
		m.Head = waitDoLast.With("name", name, "until", until)
	case r.Remind.Before(r.Next):
		m.Head = waitDoThen.With("name", name, "remind", until, "until", t.till(r.Next), "next", next.Name)
	default:
		m.Head = waitDo.With("name", name, "until", until, "next", next.Name)
	}
	m.Say = waitSay.With("customer", t.c.customer(), "until", until)
	m.Choices = []Choice{Withdraw.on(t.c.token()), ChangeRequest.on(t.c.token())} // neither is the main thing to do
}

// changeForm is what is asked, to be asked anew.
func (t *turn) changeForm() Form {
	r := t.c.pending()
	if r.Price {
		return t.oneField(ChangeForm, changeTitle, Question{Field: AmountField, Label: labelPrice.With(), Kind: Short, Initial: t.price().String()})
	}
	return Form{
		ID: ChangeForm, On: t.c.token(), Title: changeTitle.With(), Submit: save.With(),
		Inputs: []Question{
			{Field: WordsField, Label: labelOffer.With(), Kind: Long, Initial: r.What},
			{Field: AmountField, Label: labelAmount.With(), Hint: hintOffer.With("left", t.left().String()), Kind: Short, Initial: r.Amount.String()},
		},
	}
}

// changed reads what is to be asked instead, or objects.
func (t *turn) changed(e Filled, r *Request) Offer {
	if !r.Price {
		return t.offerOf(e, false)
	}
	amount := t.amount(e, AmountField, false)
	if amount >= t.c.Details.Invoice && !t.refused {
		t.object(AmountField, priceNotLess.With("invoice", t.c.Details.Invoice.String()))
	}
	return t.priceOffer(t.c.Details.Invoice - amount)
}

// changeRequest asks the same people anew. The card before it is not decided any more,
// and says so; what is inside the limit now is not asked at all.
func (t *turn) changeRequest(e Filled) {
	r := t.c.pending()
	o := t.changed(e, r)
	want := Request{By: t.in.Actor, Amount: o.Amount, Base: t.c.spent()}
	t.c.Offer = o
	inside := o.Amount <= t.left() && !t.belowFloor()
	switch {
	case t.refused:
		return
	case o.What == r.What && o.Amount == r.Amount:
		t.object(AmountField, changeSame.With("amount", r.Amount.String()))
		return
	case !inside && len(t.deciders(&want)) == 0:
		t.object(AmountField, changeNobody.With("amount", o.Amount.String(), "most", t.mostGrantable().String()))
		return
	}
	if o.Price {
		t.c.Price.Named = t.price()
	}
	if inside {
		t.settleRequest()
		t.put(o, withdrawDone.With("time", t.now()))
		return
	}
	asked := r.Asked
	t.decide(r, Replaced)
	old := *r
	who := t.putRequest(asked)
	t.showTo(t.request(old.N-1), old.Asked)
	t.advance(Approval, waitAnew.With("name", names(who), "amount", o.Amount.String(), "time", t.now()))
}

func (t *turn) withdraw() {
	t.settleRequest()
	t.advance(Limit, withdrawDone.With("time", t.now()))
}

// settleRequest takes back, for everybody to see, a question that nobody has to answer
// any more.
func (t *turn) settleRequest() {
	if r := t.c.pending(); r != nil {
		t.decide(r, Withdrawn)
		t.redrawRequest()
	}
}
