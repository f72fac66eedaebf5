package dialogs

import "reflect"

// The card to decide a request on: everything on one screen of a phone.

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
	requestOther    = tell("request.approved_other", "name! what! time!")
	requestDeclined = tell("request.declined", "name! time!")
	requestGone     = tell("request.withdrawn", "name! time!")
	requestAnew     = tell("request.replaced", "name! amount! time!")
	requestNote     = tell("request.note", "note!")
	requestUsual    = tell("request.usual", "low! high! cause!")
	usualKeep       = tell("cause.keeps", "")
	usualReject     = tell("cause.rejects", "")
)

// redrawRequest shows the latest request as it stands, in the thread and in the
// direct messages of everybody who was told.
func (t *turn) redrawRequest() {
	if n := len(t.c.Requests); n > 0 && len(t.c.Requests[n-1].Asked) > 0 { // else it was never a question
		r := t.c.Requests[n-1]
		if t.showTo(t.request(n-1), r.Asked); r.Status != Pending {
			t.hushReminder(r.id(), r.Reminds, r.reminded())
		}
	}
}

// showTo shows a message in the thread, and to each of those people directly.
func (t *turn) showTo(m Message, who []Person) {
	t.show(m)
	t.showDirect(m, who)
}

// showDirect shows it to everybody who was told.
func (t *turn) showDirect(m Message, who []Person) {
	for _, p := range who {
		dm := m
		dm.ID, dm.To, dm.Ping = m.ID+"-"+p.ID, Place{Where: Direct, User: p.ID}, nil
		t.show(dm)
	}
}

// request draws the card as it stands.
func (t *turn) request(i int) Message {
	r := t.c.Requests[i]
	m := Message{ID: r.id(), To: Place{Where: Thread}, Kind: NoteKind, Head: t.requestLine(i)}
	if r.Note != "" {
		m.Lines = append(m.Lines, requestNote.With("note", short(r.Note, noteRunes)))
	}
	m.Lines = append(m.Lines, requestAsk.With("what", short(r.What, spokenRunes)))
	if r.Status != Pending {
		m.Kind = DecidedKind
		return m
	}
	m.Ping = ids(r.Asked)
	if t.c.Details.Problem != "" {
		m.Lines = append(m.Lines, requestProblem.With("problem", short(t.c.Details.Problem, spokenRunes)))
	}
	m.Lines = append(append(m.Lines, t.moneyFacts()...), t.fundLines(r.Amount)...)
	m.Lines = append(m.Lines, t.newer(t.c.Owner.Name, r.Asked)...)
	for _, a := range decisions {
		m.Choices = append(m.Choices, a.on(r.token()))
	}
	m.Choices[0] = Approve.on(r.token(), "amount", r.Amount.String())
	m.Choices[0].Main = true
	m.More = []Choice{WholeText.on(r.token())}
	return m
}

// requestLine is what is asked, or what became of it, in one line.
func (t *turn) requestLine(i int) Line {
	r := t.c.Requests[i]
	name, at := r.Decider.Name, t.c.date(r.Decided)
	switch r.Status {
	case Approved:
		if r.Instead != "" {
			return requestOther.With("name", name, "what", short(r.offer().text(), lineRunes), "time", at)
		}
		return requestApproved.With("name", name, "amount", r.Granted.String(), "time", at)
	case Refusal:
		return requestDeclined.With("name", name, "time", at)
	case Withdrawn:
		if r.Decided.Equal(t.c.Demand.At) {
			return requestInto.With("time", at)
		}
		return requestGone.With("name", name, "time", at)
	case Replaced:
		return requestAnew.With("name", name, "amount", t.c.Requests[i+1].Amount.String(), "time", at)
	case Pending:
	}
	return requestHead.With("amount", r.Amount.String(), "customer", t.c.customer(),
		"owner", t.c.Owner.Name, "limit", t.role(t.c.Owner).Limit.String())
}

// moneyFacts is what anybody wants to see who decides about money.
func (t *turn) moneyFacts() []Line {
	l := t.c.telling()
	if t.c.Details.Invoice > 0 {
		l = append(l, requestInvoice.With("invoice", t.c.Details.Invoice.String()), t.c.usual())
	} else {
		l = append(l, requestNoBill.With())
	}
	if t.c.Details.Job != "" {
		l = append(l, jobLine.With("job", short(t.c.Details.Job, nameRunes)))
	}
	if total := t.c.Total(); total > 0 {
		l = append(l, requestSoFar.With("total", total.String()))
	}
	if t.c.Offer.Price {
		l = append(l, priceFact.With("amount", t.price().String(), "invoice", t.c.Details.Invoice.String()))
		if floor := t.c.Policy.How().Floor; t.price() < floor {
			l = append(l, priceFloorDo.With("amount", t.price().String(), "floor", floor.String()))
		}
	}
	l = append(append(l, t.c.fitKnown()...), t.warned(t.c.Offer.Amount)...)
	if len(t.c.Known.Cases) == 0 {
		l = append(l, requestFirst.With())
	}
	l = append(l, t.customerLines()...)
	l = append(l, t.hardFacts()...)
	return append(l, requestKind.With("owner", t.c.Owner.Name))
}

// usual is what the company gives here of such an invoice, and why.
func (c Case) usual() Line {
	bill := c.Details.Invoice
	share, _, cause, _ := c.worth()
	switch {
	case c.Details.Keeps == No:
		cause = usualReject
	case cause == "":
		cause = usualKeep
	}
	return requestUsual.With("low", portion(bill, share.From).String(), "high", portion(bill, share.To).String(), "cause", slotPhrase(cause))
}

func ids(who []Person) []string {
	list := make([]string, 0, len(who))
	for _, p := range who {
		list = append(list, p.ID)
	}
	return list
}

// keepRequest keeps the card true: where it says something else after a step, it is in a
// new form, and a click on what it said before counts no more.
func (t *turn) keepRequest(before Case) {
	r, was := t.c.pending(), before.pending()
	if r == nil || was == nil || was.N != r.N {
		return
	}
	r.Base = t.c.spent() // something may have been given meanwhile
	if r.Base != was.Base && len(t.deciders(r)) == 0 {
		t.settleRequest()
		t.goOn(Limit, waitNobody.With("amount", r.Amount.String(), "time", t.now()))
		return
	}
	told := t.reachDecider(r)
	i := len(t.c.Requests) - 1
	old, now := (&turn{c: before, in: t.in, inForce: t.inForce}).request(i), t.request(i)
	if same := reflect.DeepEqual(old.Head, now.Head) && reflect.DeepEqual(old.Lines, now.Lines); !same && r.Rev == was.Rev {
		r.Rev++
	} else if !told {
		return
	}
	t.redrawRequest()
	if told {
		t.showStep()
	}
}
