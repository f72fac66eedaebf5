package dialogs

import (
	"cmp"
	"slices"
	"strconv"

	"makegood/dialogs/policy"
)

// Too much asked is never answered with a no, but with what can be done (A2 S21, A3
// B6). Two different answers, one of them without money, come before somebody else is
// brought in; the same advice is not given for ever.

// BroughtIn is until somebody who may do more has said what.
const BroughtIn Stage = "brought_in"

// enough is how many offers are made before a case is stuck.
const enough = 2

var (
	counterDo    = tell("counter.do", "left!")
	counterAgain = tell("counter.again", "count! left!")
	counterSay   = say("counter.say", "customer")
	counterNot   = tell("counter.not", "")
	counterTried = tell("counter.tried", "what!")
	needsFree    = tell("counter.needs_free", "")
	needsOther   = tell("counter.needs_other", "")
	counterStuck = tell("counter.stuck", "")

	broughtDo   = tell("brought_in.do", "")
	broughtSay  = say("brought_in.say", "owner time!")
	broughtNot  = tell("brought_in.not", "")
	broughtTalk = tell("brought_in.talk", "name!")
	broughtDone = tell("brought_in.asked_done", "time!")
	answerDone  = tell("brought_in.answered_done", "name! time!")

	stuckCall  = tell("call.stuck", "customer! owner!")
	stuckAsk   = tell("call.stuck_ask", "what!")
	stuckTried = tell("call.stuck_tried", "what!")
	mayTitle   = tell("form.may_offer.title", "")
	hintMay    = tell("hint.may_offer", "most!")
)

// Acts.
const (
	OfferReady Act = "offer_ready"
	BringIn    Act = "bring_in"
	TalkToThem Act = "talk_to_them"
	MayOffer   Act = "may_offer"
)

// MayOfferForm is what somebody else allows to offer.
const MayOfferForm FormID = "may_offer"

var _ = put(branches, map[Branch]branch{Stuck: {
	cues:  []string{"stuck", "getting nowhere", "not getting anywhere", "nothing is enough", "won't accept anything", "keep refusing", "keeps refusing", "going in circles"},
	open:  func(c Case) bool { return c.Stage == Propose && c.stuck() },
	enter: (*turn).bringIn,
}})

var _ = put(deeds, map[Act]deed{
	OfferReady: deed{does: (*turn).takeReady}.labelled("extra!"),
	BringIn:    plain((*turn).bringIn),
	TalkToThem: deed{does: (*turn).answerCall}.of(policy.Lead),
	MayOffer:   deed{form: (*turn).mayOfferForm}.of(policy.Lead),
})

var _ = put(sheets, map[FormID]sheet{MayOfferForm: {MayOffer, WordsField, (*turn).mayOffer}})

var _ = put(scenes, map[Stage]scene{BroughtIn: {of: Asking, draws: (*turn).drawBroughtIn}})

var _ = put(appeals, map[Branch]appeal{Stuck: {
	head: stuckCall, facts: (*turn).stuckFacts, acts: []Act{TalkToThem, MayOffer}, power: policy.Lead, answer: (*turn).helped,
}})

// notTaken remembers an offer that was not what they hoped for. Whoever asked too much
// hears of something else; everybody else is asked again.
func (t *turn) notTaken() {
	if !slices.Contains(t.c.Tried, t.c.Offer) {
		t.c.Tried = append(t.c.Tried, t.c.Offer)
	}
	t.c.Offer = Offer{}
	to := Asking
	if t.c.Ask.Verdict == Unreasonable {
		to = Propose
	}
	if t.c.Demand.threat() { // they have had their answer
		t.c.WordDue = false
	}
	t.advance(to, refusedDone.With("time", t.now()))
}

// free reports whether something without money was tried.
func (c Case) free() bool {
	return slices.ContainsFunc(c.Tried, func(o Offer) bool { return !o.cash() })
}

func (c Case) stuck() bool { return len(c.Tried) >= enough && c.free() }

func (c Case) tried(what string) bool {
	return slices.ContainsFunc(c.Tried, func(o Offer) bool { return o.What == what })
}

func (c Case) gave(what string) bool {
	return slices.ContainsFunc(c.Given, func(g Gift) bool { return g.What == what })
}

func (t *turn) drawCounter(m *Message) {
	tried, left := t.c.Tried, t.left().String()
	m.Head = counterDo.With("left", left)
	m.Say = counterSay.With("customer", t.c.customer())
	m.Not = counterNot.With()
	k := t.c.stood()
	if t.c.Demand.threat() {
		m.Not = partNot.With()
	}
	m.More = append(m.More, ChangeAsk.on(t.c.token()))
	if len(tried) > 0 {
		m.Head = counterAgain.With("count", strconv.Itoa(len(tried)), "left", left)
	}
	if k != nil {
		m.Head = stoodDo.With("name", k.Taken.Name)
	}
	if len(tried) == 0 {
		return
	}
	for _, o := range tried {
		m.Lines = append(m.Lines, counterTried.With("what", short(o.text(), lineRunes)))
	}
	switch {
	case t.c.stuck():
		m.Lines = append(m.Lines, counterStuck.With())
	case !t.c.free():
		m.Lines = append(m.Lines, needsFree.With())
	default:
		m.Lines = append(m.Lines, needsOther.With())
	}
}

// offerReady fills up with small things that cost nothing, so that there is always more
// than one thing to offer, and not only money (A2 S19, S20).
func (t *turn) offerReady(m *Message, most int) {
	for i, x := range t.c.Policy.Extras {
		if x.Cost > 0 || len(m.Choices) >= most || t.c.tried(x.Name) || t.c.gave(x.Name) || ties(x.Name, true) != "" {
			continue
		}
		ch := OfferReady.on(t.c.token(), "extra", x.Name)
		ch.Value = strconv.Itoa(i)
		m.Choices = append(m.Choices, ch)
	}
}

func (t *turn) takeReady(ch Choice) {
	if i, err := strconv.Atoi(ch.Value); err == nil && i < len(t.c.Policy.Extras) {
		t.propose(Offer{What: t.c.Policy.Extras[i].Name})
	}
}

func (t *turn) bringIn() {
	t.call(Stuck)
	t.advance(BroughtIn, broughtDone.With("time", t.now()))
}

func (t *turn) drawBroughtIn(m *Message) {
	m.Head = broughtDo.With()
	m.Lines = []Line{t.whoHas(Stuck)}
	if c := t.c.openCall(Stuck); c != nil {
		m.Say, m.Not = broughtSay.With("owner", t.c.Owner.Name, "time", t.till(c.Remind)), broughtNot.With()
	} else if c := t.c.lastCall(Stuck); c != nil {
		m.Head = broughtTalk.With("name", c.Taken.Name)
	}
	t.offerActs(m, MakeOffer, ChangeAsk)
}

func (t *turn) stuckFacts() []Line {
	var l []Line
	if t.c.Ask.Words != "" {
		l = append(l, stuckAsk.With("what", short(Gift{What: t.c.Ask.Words, Amount: t.c.Ask.Amount}.text(), lineRunes)))
	}
	for _, o := range t.c.Tried {
		l = append(l, stuckTried.With("what", short(o.text(), lineRunes)))
	}
	return append(l, t.moneyFacts()...)
}

func (t *turn) mayOfferForm(ch Choice) Form {
	return Form{
		ID: MayOfferForm, On: ch.On, Title: mayTitle.With(), Submit: save.With(),
		Inputs: []Question{
			{Field: WordsField, Label: labelOffer.With(), Kind: Long},
			{Field: AmountField, Label: labelAmount.With(), Hint: hintMay.With("most", t.mayApprove(t.in.Actor).String()), Kind: Short, Optional: true},
		},
	}
}

// mayOffer is an approval like any other; it only was not asked for as a sum.
func (t *turn) mayOffer(e Filled) {
	o := t.offerOf(e, true)
	if t.refused {
		return
	}
	if t.allow(o, t.callBy(e.On).By, AmountField); t.refused {
		return
	}
	t.endCall(e.On, MayOffer, o.text())
}

// helped takes what was allowed to the customer, if that is what they still wait for.
func (t *turn) helped(c Call) {
	at := cmp.Or(t.c.Back, t.c.Stage)
	if c.Answer != MayOffer || at != BroughtIn && at != Approval {
		t.showStep()
		return
	}
	r := t.c.Requests[len(t.c.Requests)-1]
	t.c.Offer = Offer{What: r.What, Amount: r.Granted}
	t.loud = true
	t.goOn(Offering, answerDone.With("name", c.Taken.Name, "time", t.now()))
}
