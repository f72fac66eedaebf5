package dialogs

var (
	askMoreSay = say("ask.more_say", "customer")
	askLeft    = tell("ask.left", "left!")
	askDo      = tell("ask.do", "")
	askSay     = say("ask.say", "customer")
	askNot     = tell("ask.not", "")
	askDone    = tell("ask.done", "words! amount! time!")
	askSame    = tell("ask.done_free", "words! time!")
	noIdeaOk   = tell("ask.no_idea_done", "time!")

	proposeDo   = tell("propose.do", "left!")
	proposeSay  = say("propose.say", "customer")
	proposeMend = tell("propose.no_mend", "")

	offerDo      = tell("offer.do", "what! amount! left!")
	offerFreeDo  = tell("offer.free_do", "what!")
	offerSay     = say("offer.say", "what! amount!")
	offerAskSay  = say("offer.asked_say", "amount!")
	offerFreeSay = say("offer.free_say", "what!")
	offerNot     = tell("offer.not", "")
	refusedDone  = tell("offer.refused_done", "time!")
	offerMade    = tell("offer.made_done", "what! amount! time!")
	offerFree    = tell("offer.made_free_done", "what! time!")

	askTitle    = tell("form.ask.title", "")
	labelWords  = tell("field.ask_words", "")
	labelAmount = tell("field.amount", "")
	hintAmount  = tell("hint.amount", "")
	labelFair   = tell("field.verdict", "")
	optFair     = tell("verdict.fair", "")
	optMuch     = tell("verdict.unreasonable", "")
	offerTitle  = tell("form.offer.title", "")
	labelOffer  = tell("field.offer", "")
	hintOffer   = tell("hint.offer", "left!")
)

// Acts.
const (
	Named       Act = "named"
	HasNoIdea   Act = "no_idea"
	ChangeAsk   Act = "change_ask"
	MakeOffer   Act = "make_offer"
	OfferWithin Act = "offer_within"
	Accepted    Act = "accepted"
	Refused     Act = "refused"
)

// Forms.
const (
	AskForm   FormID = "ask"
	OfferForm FormID = "offer"
)

var _ = put(deeds, map[Act]deed{
	Named:       opens((*turn).askForm),
	HasNoIdea:   plain((*turn).noIdea),
	ChangeAsk:   opens((*turn).askForm),
	MakeOffer:   opens((*turn).offerForm),
	OfferWithin: opens((*turn).offerForm).labelled("left!"),
	Accepted:    plain((*turn).accepted),
	Refused:     plain((*turn).notTaken),
})

var _ = put(sheets, map[FormID]sheet{
	AskForm:   {Named, WordsField, (*turn).named},
	OfferForm: {MakeOffer, WordsField, (*turn).offered},
})

var _ = put(scenes, map[Stage]scene{
	Asking:   {draws: (*turn).drawAsking},
	Propose:  {of: Asking, draws: (*turn).drawPropose},
	Offering: {of: Asking, draws: (*turn).drawOffering},
})

// Ask before you offer (A2 S17): no offer exists before what the customer calls
// fair is recorded, or that they have no idea.
func (t *turn) drawAsking(m *Message) {
	m.Head = askDo.With()
	m.Say = askSay.With("customer", t.c.customer())
	m.Not = askNot.With()
	if t.c.FollowUp.Failed && len(t.c.Given) > 0 { // they want more than that
		for _, g := range t.c.Given {
			m.Lines = append(m.Lines, agreedLine.With("what", short(g.text(), lineRunes)))
		}
		m.Lines = append(m.Lines, askLeft.With("left", t.left().String()))
		m.Say = askMoreSay.With("customer", t.c.customer())
	}
	t.offerActs(m, Named, HasNoIdea)
	if t.c.Price.Raised && !t.c.priced() {
		m.Choices = append(m.Choices, NamePrice.on(t.c.token()))
	}
}

func (t *turn) askForm() Form {
	a := t.c.Ask
	if t.c.Heard != (Ask{}) {
		a = t.c.Heard
	}
	if a.Verdict != Unreasonable {
		a.Verdict = Fair
	}
	f := Form{
		ID: AskForm, On: t.c.token(), Title: askTitle.With(), Submit: save.With(),
		Inputs: []Question{
			{Field: WordsField, Label: labelWords.With(), Kind: Long, Initial: a.Words},
			{Field: AmountField, Label: labelAmount.With(), Hint: hintAmount.With(), Kind: Short, Initial: amountText(a.Amount), Optional: true},
			{Field: VerdictField, Label: labelFair.With(), Kind: Pick, Initial: string(a.Verdict), Options: []Option{
				{string(Fair), optFair.With()}, {string(Unreasonable), optMuch.With()},
			}},
		},
	}
	if t.c.Stage == Propose { // what fits them matters from here on
		f.Inputs = append(f.Inputs, t.fitQuestions()...)
	}
	return f
}

// named records the ask and, where it is fair, goes on to give it.
func (t *turn) named(e Filled) {
	ask := Ask{Words: t.text(e, WordsField, false), Amount: t.amount(e, AmountField, true), Verdict: Verdict(e.Fields[VerdictField])}
	if t.refused {
		return
	}
	if ask.Verdict != Unreasonable { // then their words become our offer
		ask.Verdict = Fair
		t.guarded(WordsField, ask.Words, true)
		if t.summed(ask.Words, ask.Amount, AmountField); t.refused {
			return
		}
	}
	t.c.Ask = ask
	t.takeFit(e)
	t.c.Details.fit(ask.Words)
	t.askAnswered()
	done := askSame.With("words", short(ask.Words, lineRunes), "time", t.now())
	if ask.Amount > 0 {
		done = askDone.With("words", short(ask.Words, lineRunes), "amount", ask.Amount.String(), "time", t.now())
	}
	if ask.Verdict == Unreasonable {
		t.c.Offer = Offer{}
		t.advance(Propose, done)
		return
	}
	t.put(Offer{What: ask.thing(), Amount: ask.Amount}, done)
}

// askAnswered: what they ask for is known, so no note has to ask it any more.
func (t *turn) askAnswered() {
	t.c.Heard = Ask{}
	t.dropNotes(func(s Spotted) bool { return s.When == "" })
}

func (t *turn) noIdea() {
	t.c.Ask, t.c.Offer = Ask{Verdict: NoIdea}, Offer{}
	t.askAnswered()
	t.advance(Propose, noIdeaOk.With("time", t.now()))
}

// put takes an offer to the customer if it is inside the authority, and to the
// limit check if it is not.
func (t *turn) put(o Offer, done Line) {
	t.c.Offer, t.c.Topping = o, Offer{}
	switch {
	case t.belowFloor() || o.Amount > max(t.approved(), t.ownLeft()):
		t.advance(Limit, done)
	case !t.holds(o.Amount): // what the purses last said may be old
		t.advance(Checking, done)
	default:
		t.advance(Offering, done)
	}
}

func (t *turn) drawPropose(m *Message) {
	others := []Choice{MakeOffer.on(t.c.token())}
	if t.c.Ask.Verdict == Unreasonable {
		t.drawCounter(m)
		if t.c.stuck() {
			others = append(others, BringIn.on(t.c.token()))
		}
	} else {
		m.Head = proposeDo.With("left", t.left().String())
		m.Say = proposeSay.With("customer", t.c.customer())
	}
	if t.c.Details.Mend == No { // something always can be done (A2 S23)
		m.Lines = append(m.Lines, proposeMend.With())
	}
	m.Lines = append(m.Lines, t.newer(slotPhrase(newerYou), t.wouldAsk(t.left()+1))...)
	if t.c.fixFirst() && t.c.Ask == (Ask{}) {
		others = append(others, Named.on(t.c.token()))
	}
	if t.offerWays(m); len(m.Choices) == 0 { // those were made for what came in between
		t.offerSuggested(m, len(others))
	}
	t.offerReady(m, suggestedMost)
	m.Choices = append(m.Choices, others...)
	m.Choices[0].Main = true
}

func (t *turn) offerForm() Form {
	f := Form{
		ID: OfferForm, On: t.c.token(), Title: offerTitle.With(), Submit: save.With(),
		Inputs: []Question{
			{Field: WordsField, Label: labelOffer.With(), Kind: Long, Initial: t.c.Offer.What},
			{Field: AmountField, Label: labelAmount.With(), Hint: hintOffer.With("left", t.left().String()), Kind: Short, Optional: true},
		},
	}
	if t.c.Stage == Limit && t.left() > 0 {
		f.Inputs[0].Initial = t.c.Offer.at(t.left()).What
		f.Inputs[1].Initial = t.left().String()
	}
	return f
}

func (t *turn) offered(e Filled) {
	o := t.offerOf(e, true)
	if t.refused {
		return
	}
	t.propose(o)
}

// still: what has the same words is the same remedy, with another amount.
func (t *turn) still(o Offer) Offer {
	if o.What == t.c.Offer.What || o.What == t.c.Offer.at(t.left()).What {
		return t.c.Offer.at(o.Amount)
	}
	return o
}

// propose puts an offer of ours.
func (t *turn) propose(o Offer) {
	done := offerFree.With("what", short(o.What, lineRunes), "time", t.now())
	if o.Amount > 0 {
		done = offerMade.With("what", short(o.What, lineRunes), "amount", o.Amount.String(), "time", t.now())
	}
	t.put(o, done)
}

func (t *turn) drawOffering(m *Message) {
	o := t.c.Offer
	what := short(o.What, spokenRunes)
	if k := t.c.part(); k != nil {
		t.drawPart(m, k)
		t.offerActs(m, Accepted, Refused)
		return
	}
	switch {
	case o.Price:
		price := t.price().String()
		m.Head = priceOfferDo.With("amount", price, "invoice", t.c.Details.Invoice.String(), "left", t.left().String())
		m.Say = priceOfferSay.With("amount", price)
	case o.cash():
		m.Head = offerDo.With("what", what, "amount", o.Amount.String(), "left", t.left().String())
		m.Say = offerSay.With("what", what, "amount", o.Amount.String())
		if t.c.Ask.is(o.What) { // nobody says the customer's own words to them
			m.Say = offerAskSay.With("amount", o.Amount.String())
		}
	case o.Amount > 0: // what it costs us is not for them
		m.Head = offerDo.With("what", what, "amount", o.Amount.String(), "left", t.left().String())
		m.Say = offerFreeSay.With("what", what)
	default:
		m.Head = offerFreeDo.With("what", what)
		m.Say = offerFreeSay.With("what", what)
	}
	m.Lines = append(append(append(t.decided(), m.Lines...), t.small()...), t.warned(o.Amount)...)
	m.Not = offerNot.With()
	t.offerActs(m, Accepted, Refused)
}

// accepted counts the offer as given, unless the authority has shrunk under it.
func (t *turn) accepted() {
	o := t.c.Offer
	switch {
	case o.Amount > t.left() || t.belowFloor():
		t.become(Limit)
		return
	case !t.holds(o.Amount): // it changed hands meanwhile, or the rules did
		t.become(Checking)
		return
	}
	if o.Price && t.c.Price.Understood.IsZero() {
		t.advance(PriceTerms, priceAgreed.With("amount", t.price().String(), "time", t.now()))
		return
	}
	t.give(Gift{What: o.What, Amount: o.Amount, Price: o.Price, Remedy: o.Remedy, Asked: t.c.Ask.is(o.What)})
	t.c.LastWord = t.in.At
	if t.c.Demand.threat() {
		t.c.WordDue = false
	}
	t.dropCall(Stuck, Accepted)
	t.advance(t.c.onTop(), t.acceptedLine(o))
}
