package dialogs

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"makegood/dialogs/money"
)

// Request is one question put to whoever may decide it. It is decided at most
// once; a time-out is not a decision.
type Request struct {
	N       int // 1 for the case's first
	Rev     int
	By      Person // who asked; may not decide, and neither may the case's owner
	At      time.Time
	What    string
	Price   bool        // the customer's own; Amount is what is taken off
	Amount  money.Cents // asked for now
	Base    money.Cents // given before; Base+Amount is what the case would cost
	Asked   []Person    // who was told, in order
	Remind  time.Time   // when the next is told
	Reminds int         // how often somebody was reminded
	Status  Status
	Decider Person
	Decided time.Time
	Granted money.Cents
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
)

func (r Request) id() string    { return "ask-" + strconv.Itoa(r.N) }
func (r Request) token() string { return r.id() + "." + strconv.Itoa(r.Rev) }

var (
	requestHead     = tell("request.head", "amount! customer! owner! limit!")
	requestAsk      = tell("request.ask", "what!")
	requestProblem  = tell("request.problem", "problem!")
	requestInvoice  = tell("request.invoice", "invoice!")
	requestNoBill   = tell("request.no_invoice", "")
	jobLine         = tell("request.job", "job!")
	requestSoFar    = tell("request.so_far", "total!")
	requestFirst    = tell("request.no_history", "")
	requestKind     = tell("request.kind", "owner!")
	requestApproved = tell("request.approved", "name! amount! time!")
	requestDeclined = tell("request.declined", "name! time!")
	requestGone     = tell("request.withdrawn", "name! time!")
	requestNote     = tell("request.note", "note!")

	waitDo     = tell("wait.do", "name! until! next!")
	waitDoLast = tell("wait.do_last", "name! until!")
	waitSay    = say("wait.say", "customer until!")
	waitDone   = tell("wait.asked_done", "name! amount! time!")

	answeredDone = tell("wait.answered_done", "name! time!")
	withdrawDone = tell("wait.withdrawn_done", "time!")

	lessTitle    = tell("form.less.title", "")
	labelLess    = tell("field.less", "amount!")
	labelNote    = tell("field.note", "")
	declineTitle = tell("form.decline.title", "")
	labelInstead = tell("field.instead", "")
	hintInstead  = tell("hint.instead", "")
	lessThan     = tell("error.less", "amount!")
	lessZero     = tell("error.less_zero", "")
	notAllowed   = tell("error.not_allowed", "amount! most! names")
)

// Acts.
const (
	AskManager  Act = "ask_manager"
	Withdraw    Act = "withdraw"
	Approve     Act = "approve"
	ApproveLess Act = "approve_less"
	Decline     Act = "decline"
)

// Forms.
const (
	LessForm    FormID = "less"
	DeclineForm FormID = "decline"
)

var _ = put(deeds, map[Act]deed{
	AskManager:  plain((*turn).requestApproval).labelled("name! amount!"),
	Withdraw:    plain((*turn).withdraw),
	Approve:     plain((*turn).approve).labelled("amount!"),
	ApproveLess: opens((*turn).lessForm),
	Decline:     opens((*turn).declineForm),
})

var _ = put(sheets, map[FormID]sheet{
	LessForm:    {ApproveLess, AmountField, (*turn).approveLess},
	DeclineForm: {Decline, WordsField, (*turn).decline},
})

var _ = put(scenes, map[Stage]scene{
	Approval: {of: Asking, draws: (*turn).drawApproval},
})

// pending is the request that waits for a decision, nil if none does.
func (c *Case) pending() *Request {
	if n := len(c.Requests); n > 0 && c.Requests[n-1].Status == Pending {
		return &c.Requests[n-1]
	}
	return nil
}

func (t *turn) requestApproval() {
	r := Request{
		N: len(t.c.Requests) + 1, Rev: 1, By: t.in.Actor, At: t.in.At, Status: Pending,
		What: t.c.Offer.What, Price: t.c.Offer.Price, Amount: t.c.Offer.Amount, Base: t.c.spent(),
		Remind: t.answerBy(),
	}
	who := t.deciders(&r)
	if len(who) == 0 { // somebody left the policy between two looks
		t.redraw()
		return
	}
	r.Asked = who[:1]
	t.c.Requests = append(t.c.Requests, r)
	t.redrawRequest() // first: the step to take now stays the thread's last message
	t.advance(Approval, waitDone.With("name", who[0].Name, "amount", r.Amount.String(), "time", t.now()))
}

// redrawRequest shows the latest request as it stands, in the thread and in the
// direct messages of everybody who was told.
func (t *turn) redrawRequest() {
	if len(t.c.Requests) == 0 || len(t.c.Requests[len(t.c.Requests)-1].Asked) == 0 { // or it was never a question
		return
	}
	t.showTo(t.request(len(t.c.Requests)-1), t.c.Requests[len(t.c.Requests)-1].Asked)
}

// showTo shows a message in the thread, and to each of those people directly.
func (t *turn) showTo(m Message, who []Person) {
	t.show(m)
	for _, p := range who {
		dm := m
		dm.ID, dm.To, dm.Ping = m.ID+"-"+p.ID, Place{Where: Direct, User: p.ID}, nil
		t.show(dm)
	}
}

// remind says a question's first line once more to everybody who was told.
func (t *turn) remind(id string, times int, who []Person, head Line) {
	t.show(Message{
		ID: id + "-again-" + strconv.Itoa(times), To: Place{Where: Thread}, Kind: NoteKind, Ping: ids(who), Head: head,
	})
}

// request draws the card to decide on: everything on one screen of a phone.
func (t *turn) request(i int) Message {
	r := t.c.Requests[i]
	m := Message{ID: r.id(), To: Place{Where: Thread}, Kind: NoteKind}
	if r.Status != Pending {
		m.Kind = DecidedKind
	}
	decidedAt := t.c.date(r.Decided)
	switch r.Status {
	case Approved:
		m.Head = requestApproved.With("name", r.Decider.Name, "amount", r.Granted.String(), "time", decidedAt)
	case Refusal:
		m.Head = requestDeclined.With("name", r.Decider.Name, "time", decidedAt)
	case Withdrawn:
		m.Head = requestGone.With("name", r.Decider.Name, "time", decidedAt)
	case Pending:
		m.Ping = ids(r.Asked)
		m.Head = requestHead.With("amount", r.Amount.String(), "customer", t.c.customer(),
			"owner", t.c.Owner.Name, "limit", t.role(t.c.Owner).Limit.String())
	}
	if r.Note != "" {
		m.Lines = append(m.Lines, requestNote.With("note", short(r.Note, noteRunes)))
	}
	m.Lines = append(m.Lines, requestAsk.With("what", short(r.What, spokenRunes)))
	if r.Status != Pending {
		return m
	}
	m.Lines = append(append(m.Lines, t.requestFacts()...), t.fundLines(r.Amount)...)
	m.Choices = []Choice{Approve.on(r.token(), "amount", r.Amount.String()), ApproveLess.on(r.token()), Decline.on(r.token())}
	m.Choices[0].Main = true
	m.More = []Choice{WholeText.on(r.token())}
	return m
}

func (t *turn) requestFacts() []Line {
	var l []Line
	if t.c.Details.Problem != "" {
		l = append(l, requestProblem.With("problem", short(t.c.Details.Problem, spokenRunes)))
	}
	return append(l, t.moneyFacts()...)
}

// moneyFacts is what anybody wants to see who decides about money.
func (t *turn) moneyFacts() []Line {
	l := t.c.telling()
	if t.c.Details.Invoice > 0 {
		l = append(l, requestInvoice.With("invoice", t.c.Details.Invoice.String()))
	} else {
		l = append(l, requestNoBill.With())
	}
	if t.c.Details.Job != "" {
		l = append(l, jobLine.With("job", short(t.c.Details.Job, nameRunes)))
	}
	l = append(append(l, t.c.fitKnown()...), t.warned(t.c.Offer.Amount)...)
	if total := t.c.Total(); total > 0 {
		l = append(l, requestSoFar.With("total", total.String()))
	}
	if t.c.Offer.Price {
		l = append(l, priceFact.With("amount", t.price().String(), "invoice", t.c.Details.Invoice.String()))
		if floor := t.c.Policy.How().Floor; t.price() < floor {
			l = append(l, priceFloorDo.With("amount", t.price().String(), "floor", floor.String()))
		}
	}
	if len(t.c.Known.Cases) == 0 {
		l = append(l, requestFirst.With())
	}
	l = append(l, t.customerLines()...)
	return append(l, requestKind.With("owner", t.c.Owner.Name))
}

func ids(who []Person) []string {
	list := make([]string, 0, len(who))
	for _, p := range who {
		list = append(list, p.ID)
	}
	return list
}

// drawApproval tells the owner who has it, until when, and what to say meanwhile.
func (t *turn) drawApproval(m *Message) {
	r := t.c.pending()
	until := t.c.clock(r.Remind)
	m.Head = waitDoLast.With("name", names(r.Asked), "until", until)
	if next, ok := t.nextDecider(r); ok {
		m.Head = waitDo.With("name", names(r.Asked), "until", until, "next", next.Name)
	}
	m.Say = waitSay.With("customer", t.c.customer(), "until", until)
	m.Choices = []Choice{Withdraw.on(t.c.token())} // not the main thing to do
}

// nextDecider is who is told if those who were told do not answer.
func (t *turn) nextDecider(r *Request) (Person, bool) {
	for _, p := range t.deciders(r) {
		if !slices.ContainsFunc(r.Asked, func(a Person) bool { return a.ID == p.ID }) {
			return p, true
		}
	}
	return Person{}, false
}

// remindApprover brings in the next person when nobody answered; where there is
// none left, those who were told are reminded, ever more seldom. The question
// stays the same, so its buttons stay good.
func (t *turn) remindApprover() {
	r := t.c.pending()
	if r == nil || t.in.At.Before(r.Remind) {
		return
	}
	if next, ok := t.nextDecider(r); ok {
		r.Asked = append(r.Asked, next)
	}
	r.Reminds++
	r.Remind = t.in.At.Add(t.c.Policy.Clocks.Approval << min(r.Reminds-1, 6))
	t.redraw()
	t.redrawRequest()
	t.remind(r.id(), r.Reminds, r.Asked, requestHead.With("amount", r.Amount.String(), "customer", t.c.customer(),
		"owner", t.c.Owner.Name, "limit", t.role(t.c.Owner).Limit.String()))
}

// decide closes the pending request; the offer to put to the customer follows.
func (t *turn) decide(s Status, granted money.Cents, note string) {
	r := t.c.pending()
	r.Status, r.Granted, r.Note = s, granted, note
	r.Decider, r.Decided, r.Rev = t.in.Actor, t.in.At, r.Rev+1
}

func (t *turn) approve() {
	r := t.c.pending()
	t.grant(r.Amount, "")
}

// allow records what the actor approves without having been asked for a sum: inside
// what they may approve, and never about their own request or case. A question that
// is still open is answered by it.
func (t *turn) allow(o Offer, by Person, f Field) {
	r := Request{
		N: len(t.c.Requests) + 1, Rev: 1, By: by, At: t.in.At, What: o.What, Amount: o.Amount, Base: t.c.spent(),
		Status: Approved, Decider: t.in.Actor, Decided: t.in.At, Granted: o.Amount,
	}
	if !t.mayDecide(t.in.Actor, &r) {
		t.object(f, notAllowed.With("amount", (r.Base+r.Amount).String(), "most", t.role(t.in.Actor).Approves.String(), "names", cmp.Or(names(t.deciders(&r)), slotPhrase(nothingYet))))
		return
	}
	t.settleRequest()
	t.c.Requests = append(t.c.Requests, r)
}

// settleRequest takes back a question that something else has decided.
func (t *turn) settleRequest() {
	if t.c.pending() != nil {
		t.decide(Withdrawn, 0, "")
		t.redrawRequest()
	}
}

func (t *turn) grant(amount money.Cents, note string) {
	t.decide(Approved, amount, note)
	t.c.Offer.Amount = amount
	if t.c.Offer.Price {
		t.c.Offer = t.priceOffer(amount)
		t.c.Price.Named = t.price()
	}
	t.redrawRequest()
	t.goOn(Offering, answeredDone.With("name", t.in.Actor.Name, "time", t.now()))
}

func (t *turn) lessForm() Form {
	r := t.c.pending()
	return Form{
		ID: LessForm, On: r.token(), Title: lessTitle.With(), Submit: save.With(),
		Inputs: []Question{
			{Field: AmountField, Label: labelLess.With("amount", r.Amount.String()), Kind: Short},
			{Field: NoteField, Label: labelNote.With(), Kind: Long, Optional: true},
		},
	}
}

func (t *turn) approveLess(e Filled) {
	r := t.c.pending()
	amount, note := t.amount(e, AmountField, false), t.offerText(e, NoteField, true)
	switch {
	case t.refused:
	case amount == 0:
		t.object(AmountField, lessZero.With())
	case amount >= r.Amount:
		t.object(AmountField, lessThan.With("amount", r.Amount.String()))
	default:
		t.grant(amount, note)
	}
}

func (t *turn) declineForm() Form {
	return oneFieldOn(t.c.pending().token(), DeclineForm, declineTitle, Question{Field: WordsField, Label: labelInstead.With(), Hint: hintInstead.With(), Kind: Long})
}

// decline always carries what can be done instead (A5 L7).
func (t *turn) decline(e Filled) {
	instead := t.offerText(e, WordsField, false)
	if t.refused {
		return
	}
	t.decide(Refusal, 0, instead)
	t.c.Offer = Offer{What: instead}
	t.redrawRequest()
	t.goOn(Offering, answeredDone.With("name", t.in.Actor.Name, "time", t.now()))
}

func (t *turn) withdraw() {
	t.decide(Withdrawn, 0, "")
	t.redrawRequest()
	t.advance(Limit, withdrawDone.With("time", t.now()))
}
