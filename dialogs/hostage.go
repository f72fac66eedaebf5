package dialogs

import (
	"cmp"
	"time"

	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

// Money or a review, a chargeback, the press: where somebody says so in as many words
// (A15 D10), whoever has the case says neither yes nor no, and somebody above decides,
// whatever the sum (A3 B7). What is given then is given without a condition and stands
// whatever is written (B6 3); nobody is ever asked to stay silent for it.

// The stages of the branch.
const (
	Held     Stage = "held"     // until it is decided
	Standing Stage = "standing" // gate: they were told that we stand
	Parting  Stage = "parting"  // gate: they were told of the refund
)

// Hostage is the branch.
const Hostage Branch = "hostage"

// Demand is what they want and what they threaten.
type Demand struct {
	Words  string
	Means  Means
	Amount money.Cents // 0: they did not name one
	By     Person      // who wrote it down
	At     time.Time
}

// threat reports whether there is one.
func (d Demand) threat() bool { return !d.At.IsZero() }

// Means is what they threaten with.
type Means string

// The means.
const (
	ByPosting    Means = "review"
	ByChargeback Means = "chargeback"
	ByPress      Means = "press"
	ByOther      Means = "other"
)

var means = options("means", string(ByPosting), string(ByChargeback), string(ByPress), string(ByOther))

func (m Means) phrase() Phrase { return Phrase("means." + string(m)) }

var (
	heldDo    = tell("held.do", "")
	heldWait  = tell("held.wait", "")
	heldSay   = say("held.say", "time!")
	heldNot   = tell("held.not", "")
	heldKeep  = tell("held.keep", "")
	heldDone  = tell("held.done", "time!")
	heldOver  = tell("held.over_done", "time!")
	heldTaken = tell("held.taken_back_done", "time!")

	heldCall      = tell("call.hostage", "customer! owner!")
	demandWords   = tell("call.hostage_words", "what!")
	demandMeans   = tell("call.hostage_means", "what!")
	demandPays    = tell("call.hostage_pays", "amount!")
	demandOpen    = tell("call.hostage_pays_open", "")
	demandUntil   = tell("call.hostage_until", "until!")
	demandInstead = tell("call.hostage_instead", "owner! amount! what!")
	disputeCosts  = tell("call.hostage_dispute", "invoice!")
	disputeOpen   = tell("call.hostage_dispute_open", "")
	standUnknown  = tell("call.hostage_unknown", "")

	demandTitle = tell("form.demand.title", "")
	partTitle   = tell("form.part.title", "")
	labelDemand = tell("field.demand", "")
	labelMeans  = tell("field.means", "")
)

// Acts.
const (
	WriteDemand Act = "write_demand"
	TookBack    Act = "took_back"
	Stand       Act = "stand"
	PartOfIt    Act = "part_of_it"
	PartWays    Act = "part_ways"
	ToldStand   Act = "told_stand"
	ToldRefund  Act = "told_refund"
)

// Forms.
const (
	DemandForm   FormID = "demand"
	PartForm     FormID = "part"
	PartWaysForm FormID = "part_ways"
)

// MeansField is what they threaten with.
const MeansField Field = "means"

var _ = put(branches, map[Branch]branch{Hostage: {
	cues: []string{
		"bad review unless", "review unless", "stars unless", "star unless", "or a bad review", "or else a review", "or i'll post", "or i will post",
		"or she'll post", "or he'll post", "or they'll post", "or she will post", "or he will post", "or they will post", "threatens a review", "threatens a bad review",
		"threatening a review", "threatening a bad review", "threatens to post", "threatening to post", "chargeback", "charge back", "dispute the charge",
		"dispute the payment", "call the news", "go to the news", "go to the press", "calling the news", "going to the press", "blackmail", "hostage",
	},
	open: func(c Case) bool {
		return c.Stage != Held && c.Stage != Standing && !c.within(Paused, Unsafe) && c.Stage != Parting && !c.parted()
	},
	hears: threatens,
	enter: (*turn).hold,
}})

var _ = put(deeds, map[Act]deed{
	WriteDemand: opens((*turn).demandForm),
	TookBack:    plain((*turn).tookBack),
	Stand:       deed{does: (*turn).answerCall}.of(policy.Hostage),
	PartOfIt:    deed{form: (*turn).partForm}.of(policy.Hostage),
	PartWays:    deed{form: (*turn).partWaysForm}.of(policy.Hostage),
	ToldStand:   plain((*turn).toldStand),
	ToldRefund:  plain((*turn).parting),
})

var _ = put(sheets, map[FormID]sheet{
	DemandForm:   {WriteDemand, WordsField, (*turn).demand},
	PartForm:     {PartOfIt, AmountField, (*turn).partOfIt},
	PartWaysForm: {PartWays, AmountField, (*turn).partWays},
})

var _ = put(scenes, map[Stage]scene{
	Held:     {off: true, draws: (*turn).drawHeld},
	Standing: {of: Held, off: true, draws: (*turn).drawStanding},
	Parting:  {of: Agree, draws: (*turn).drawParting},
})

var _ = put(appeals, map[Branch]appeal{Hostage: {
	head: heldCall, facts: (*turn).demandFacts, acts: []Act{Stand, PartOfIt, PartWays}, power: policy.Hostage, answer: (*turn).demandAnswered,
}})

// hold gives the words for now. They name a time; one that was named before stays.
func (t *turn) hold() {
	if !t.c.WordDue || !t.c.NextWord.After(t.in.At) {
		t.nameTime()
	}
	t.detour(Held, heldDone.With("time", t.now()))
}

func (t *turn) drawHeld(m *Message) {
	until := t.c.NextWord
	if !until.After(t.in.At) {
		until = t.in.At.Add(t.c.Policy.Clocks.NextWord)
	}
	m.Say, m.Not = heldSay.With("time", t.c.clock(until)), heldNot.With()
	if t.c.openCall(Hostage) == nil {
		m.Head = heldDo.With()
		t.offerActs(m, WriteDemand, TookBack)
		return
	}
	m.Head = heldWait.With()
	m.Lines = []Line{t.whoHas(Hostage), heldKeep.With()}
	m.Choices = []Choice{TookBack.on(t.c.token())}
}

func (t *turn) demandForm() Form {
	d := t.c.Demand
	if heard := t.c.typed(Hostage); !d.threat() {
		d = Demand{Words: heard.Text, Means: meansIn(heard.Text), Amount: heard.Amount}
	}
	return Form{
		ID: DemandForm, On: t.c.token(), Title: demandTitle.With(), Submit: save.With(),
		Inputs: []Question{
			{Field: WordsField, Label: labelDemand.With(), Kind: Long, Initial: d.Words},
			{Field: MeansField, Label: labelMeans.With(), Kind: Pick, Initial: string(cmp.Or(d.Means, ByPosting)), Options: means},
			{Field: AmountField, Label: labelAmount.With(), Hint: hintAmount.With(), Kind: Short, Initial: amountText(d.Amount), Optional: true},
		},
	}
}

func (t *turn) demand(e Filled) {
	d := Demand{Words: t.text(e, WordsField, false), Means: ByOther, Amount: t.amount(e, AmountField, true), By: t.in.Actor, At: t.in.At}
	if t.refused {
		return
	}
	for _, o := range means {
		if o.Value == e.Fields[MeansField] {
			d.Means = Means(o.Value)
		}
	}
	t.c.Demand = d
	t.c.WordDue = true        // the words with the time were said
	if t.c.pending() != nil { // one question is asked about all of it
		t.settleRequest()
		if t.c.Back == Approval {
			t.c.Back = Limit
		}
	}
	if d.Means == ByPosting && t.c.Details.Review == "" {
		t.c.Details.Review = Threatened
	}
	t.call(Hostage)
	t.redraw()
}

// tookBack is a threat that was none after all.
func (t *turn) tookBack() {
	t.dropCall(Hostage, TookBack)
	t.c.Demand = Demand{}
	if t.c.Details.Review == Threatened {
		t.c.Details.Review = ""
	}
	t.rejoin(heldTaken.With("time", t.now()))
}

// demandFacts put what paying costs beside what standing costs, and say what of it
// nobody can know.
func (t *turn) demandFacts() []Line {
	d, bill := t.c.Demand, t.c.Details.Invoice
	l := []Line{demandWords.With("what", short(d.Words, spokenRunes))}
	if n := len(t.c.Requests); n > 0 && t.c.Requests[n-1].Status == Withdrawn && t.c.Requests[n-1].Decided.Equal(d.At) {
		r := t.c.Requests[n-1]
		l = append(l, demandInstead.With("owner", r.By.Name, "amount", r.Amount.String(), "what", short(r.What, lineRunes)))
	}
	if t.c.WordDue {
		l = append(l, demandUntil.With("until", t.c.clock(t.c.NextWord)))
	}
	l = append(l, demandMeans.With("what", slotPhrase(d.Means.phrase())))
	if d.Amount > 0 {
		l = append(l, demandPays.With("amount", d.Amount.String()))
	} else {
		l = append(l, demandOpen.With())
	}
	switch {
	case d.Means != ByChargeback:
		l = append(l, standUnknown.With())
	case bill > 0:
		l = append(l, disputeCosts.With("invoice", bill.String()))
	default:
		l = append(l, disputeOpen.With())
	}
	return append(l, t.moneyFacts()...)
}

func (t *turn) partForm(ch Choice) Form {
	f := t.mayOfferForm(ch)
	f.ID, f.Title = PartForm, partTitle.With()
	return f
}

func (t *turn) partOfIt(e Filled) {
	o := t.offerOf(e, true)
	t.decideDemand(e.On, PartOfIt, o, "")
}

// decideDemand is an approval like any other, whatever the sum; bar is why they are served
// no more, empty: they are.
func (t *turn) decideDemand(on string, answer Act, o Offer, bar string) {
	if t.refused {
		return
	}
	if t.allow(o, t.callBy(on).By, AmountField); t.refused {
		return
	}
	t.c.Offer = o
	if bar != "" {
		t.restrict(bar)
	}
	t.endCall(on, answer, o.text())
}

// demandAnswered goes on from the decision: to the words for it, and then to what can be
// done, because to stand is not to say no.
func (t *turn) demandAnswered(c Call) {
	d, at := t.c.Demand, cmp.Or(t.c.Back, t.c.Stage)
	t.settleRequest()
	t.dropCall(Stuck, c.Answer)
	t.dropCall(GivingUp, c.Answer)
	t.c.Ask = Ask{Words: d.Words, Amount: d.Amount, Verdict: Unreasonable}
	t.askAnswered()
	t.over(Held)
	t.over(LettingGo)
	done := heldOver.With("time", t.now())
	if c.Answer == Stand {
		t.standFirm(at, done)
		return
	}
	to := Offering
	if c.Answer == PartWays {
		to = Parting
	}
	switch {
	case t.c.Stage == Held || t.c.Stage == LettingGo:
		t.c.Back = to
		t.rejoin(done)
	case to == at:
		t.showStep()
	default:
		t.goOn(to, done)
	}
}
