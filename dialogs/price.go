package dialogs

import (
	"slices"
	"time"

	"makegood/dialogs/money"
)

// "It is too expensive": the customer may name the price, once, on the understanding
// that the list price holds from the next job on (A3 B11, B12). Whether they still may
// is decided by their own record, where two cases cannot both be given it; what is
// taken off goes through the limit like any other offer (A15 D8).

// Price is what became of the objection in this case.
type Price struct {
	Raised     bool
	Named      money.Cents // by the customer
	Understood time.Time   // they know that the list price holds from the next job on
}

// TooExpensive is the branch.
const TooExpensive Branch = "price"

// The stages of the branch.
const (
	PriceHeard Stage = "price_heard" // it came up before it was time to talk money
	PriceWait  Stage = "price_wait"  // whether they may still name one
	PriceName  Stage = "price_name"  // gate: a price
	PriceTerms Stage = "price_terms" // gate: they understood
)

var (
	priceRaised   = tell("price.raised_done", "time!")
	priceHeardDo  = tell("price_heard.do", "")
	priceHeardSay = say("price_heard.say", "")
	priceGoOn     = tell("price_heard.done", "time!")
	priceWhose    = tell("sorry.price_whose", "")
	priceWaitDo   = tell("price_wait.do", "customer!")
	priceNameDo   = tell("price_name.do", "")
	priceNameSay  = say("price_name.say", "")
	priceNameNot  = tell("price_name.not", "")
	priceUsed     = tell("price.used_done", "case! time!")
	priceNever    = tell("price.never_done", "time!")
	priceNamed    = tell("price.named_done", "amount! invoice! time!")
	priceMay      = tell("price.may_done", "time!")
	priceOfferDo  = tell("price_offer.do", "amount! invoice! left!")
	priceOfferSay = say("price_offer.say", "amount!")
	priceTermsDo  = tell("price_terms.do", "")
	priceTermsSay = say("price_terms.say", "amount!")
	priceTermsTxt = tell("price.terms", "amount! time!")
	priceAgreed   = tell("price.agreed_done", "amount! time!")
	priceFloorDo  = tell("limit.floor", "amount! floor!")
	priceFact     = tell("request.price", "amount! invoice!")
	priceTitle    = tell("form.price.title", "")
	labelPrice    = tell("field.price", "")
	priceNotLess  = tell("error.price", "invoice!")
	priceStands   = tell("error.price_stands", "invoice!")
)

// Acts.
const (
	NamePrice  Act = "name_price" // let them
	PriceIs    Act = "price_is"   // they have
	PriceLater Act = "price_later"
	Understood Act = "understood"
)

// PriceForm takes the price.
const PriceForm FormID = "price"

var _ = put(branches, map[Branch]branch{TooExpensive: {
	cues: []string{
		"too expensive", "so expensive", "overpriced", "too much money", "costs too much", "charging too much", "charge too much",
		"rip off", "ripoff", "ripped off", "price is too high", "bill is too high", "outrageous price", "cheaper elsewhere",
	},
	open: func(c Case) bool {
		return !scenes[c.Stage].off && c.Stage != Approval && !slices.Contains([]Stage{PriceWait, PriceName, PriceTerms}, c.Stage) &&
			slices.Index(c.path(), c.main(c.Stage)) <= slices.Index(c.path(), Asking)
	},
	enter: (*turn).tooExpensive,
}})

var _ = put(deeds, map[Act]deed{
	NamePrice:  plain((*turn).askPrice),
	PriceIs:    opens((*turn).priceForm),
	PriceLater: plain(func(t *turn) { t.rejoin(priceGoOn.With("time", t.now())) }),
	Understood: plain(func(t *turn) { t.c.Price.Understood = t.in.At; t.accepted() }),
})

var _ = put(sheets, map[FormID]sheet{
	PriceForm: {PriceIs, AmountField, (*turn).priceIs},
})

var _ = put(scenes, map[Stage]scene{
	PriceHeard: {off: true, draws: (*turn).drawPriceHeard},
	PriceWait:  {of: Asking, draws: (*turn).drawPriceWait},
	PriceName:  {of: Asking, draws: (*turn).drawPriceName},
	PriceTerms: {of: Asking, draws: (*turn).drawPriceTerms},
})

// tooExpensive is heard at any stage and answered when it is time to talk money.
func (t *turn) tooExpensive() {
	t.c.Price.Raised = true
	if t.c.main(t.c.Stage) != Asking {
		t.detour(PriceHeard, priceRaised.With("time", t.now()))
		return
	}
	t.askPrice()
}

func (t *turn) drawPriceHeard(m *Message) {
	m.Head, m.Say = priceHeardDo.With(), priceHeardSay.With()
	t.offerActs(m, PriceLater)
}

// askPrice asks the customer's record. What is refused is not called so: it comes out
// at what can be done instead.
func (t *turn) askPrice() {
	k := t.c.Known
	switch {
	case t.c.Policy.How().Price == "never":
		t.noPrice(priceNever.With("time", t.now()))
	case k.ID == "" || t.c.Whose.open():
		t.refuse(priceWhose.With())
	case k.PriceUsed == t.c.ID && !t.c.priced():
		t.advance(PriceName, priceMay.With("time", t.now()))
	case k.PriceUsed != "":
		t.noPrice(priceUsed.With("case", k.PriceUsed, "time", t.now()))
	default:
		t.advance(PriceWait, priceRaised.With("time", t.now()))
	}
}

func (t *turn) noPrice(done Line) {
	t.c.Ask, t.c.Offer = Ask{Verdict: Unreasonable}, Offer{}
	t.askAnswered()
	t.goOn(Propose, done)
}

// wantsPrice: the case asks for the one price, or has it; whoever goes another way
// gives it back.
func (c Case) wantsPrice() bool { return c.priced() || c.asksPrice() }

func (c Case) asksPrice() bool {
	at := c.Stage
	if scenes[at].off {
		at = c.Back
	}
	return c.Closed.IsZero() && !c.priced() && (at == PriceWait || at == PriceName || c.Offer.Price)
}

// priced: it was given, and with that used up.
func (c Case) priced() bool {
	return slices.ContainsFunc(c.Given, func(g Gift) bool { return g.Price })
}

// priceDecided goes on when the customer's record has answered.
func (t *turn) priceDecided() {
	used := t.c.Known.PriceUsed
	switch {
	case used == "" || t.c.Stage != PriceWait && t.c.Back != PriceWait:
	case used == t.c.ID:
		t.goOn(PriceName, priceMay.With("time", t.now()))
	default:
		t.noPrice(priceUsed.With("case", used, "time", t.now()))
	}
}

func (t *turn) drawPriceWait(m *Message) {
	m.Head = priceWaitDo.With("customer", t.c.customer())
	t.offerActs(m, ChangeAsk)
}

func (t *turn) drawPriceName(m *Message) {
	m.Head, m.Say, m.Not = priceNameDo.With(), priceNameSay.With(), priceNameNot.With()
	t.offerActs(m, PriceIs, ChangeAsk)
}

func (t *turn) priceForm() Form {
	f := t.oneField(PriceForm, priceTitle, Question{Field: AmountField, Label: labelPrice.With(), Kind: Short, Initial: amountText(t.c.Price.Named)})
	f.Inputs = append(f.Inputs, Question{
		Field: InvoiceField, Label: labelInvoice.With(), Hint: hintInvoice.With(), Kind: Short, Initial: amountText(t.c.Details.Invoice),
	})
	return f
}

func (t *turn) priceIs(e Filled) {
	named, invoice := t.amount(e, AmountField, false), t.amount(e, InvoiceField, false)
	switch {
	case t.refused:
	case named >= invoice:
		t.object(AmountField, priceNotLess.With("invoice", invoice.String()))
	default:
		t.c.Price.Named, t.c.Price.Understood, t.c.Details.Invoice = named, time.Time{}, invoice
		o := t.priceOffer(invoice - named)
		t.c.Ask = Ask{Words: o.What, Amount: o.Amount, Verdict: Fair}
		t.askAnswered()
		t.put(o, priceNamed.With("amount", named.String(), "invoice", invoice.String(), "time", t.now()))
	}
}

// invoice takes what is billed; once a price was named, it was named against that.
func (t *turn) invoice(e Filled) money.Cents {
	bill, was := t.amount(e, InvoiceField, true), t.c.Details.Invoice
	if (t.c.Offer.Price || t.c.priced()) && bill != was {
		t.object(InvoiceField, priceStands.With("invoice", was.String()))
	}
	return bill
}

// priceOffer is the offer of a price; its amount is what is taken off.
func (t *turn) priceOffer(off money.Cents) Offer {
	list := t.c.Details.Invoice
	return Offer{What: list.String() + " → " + (list - off).String(), Amount: off, Price: true}
}

// price is what the job costs by the offer.
func (t *turn) price() money.Cents { return t.c.Details.Invoice - t.c.Offer.Amount }

// belowFloor: the price is less than the company's least, and nobody has approved it.
func (t *turn) belowFloor() bool {
	o := t.c.Offer
	approved := func(r Request) bool { return r.Status == Approved && r.Price && r.Granted >= o.Amount }
	return o.Price && t.price() < t.c.Policy.How().Floor && !slices.ContainsFunc(t.c.Requests, approved)
}

func (t *turn) drawPriceTerms(m *Message) {
	m.Head, m.Say = priceTermsDo.With(), priceTermsSay.With("amount", t.price().String())
	t.offerActs(m, Understood, Refused)
}

// priceTerms is what they agreed to for the jobs after this one, for all that is written
// down.
func (t *turn) priceTerms() []Line {
	if t.c.Price.Understood.IsZero() {
		return nil
	}
	return []Line{priceTermsTxt.With("amount", t.c.Price.Named.String(), "time", t.c.date(t.c.Price.Understood))}
}
