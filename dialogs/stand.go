package dialogs

import (
	"slices"
	"strconv"
)

// What was decided about a threat is told once, in words that leave every bargain out: we
// stand, or this is what they get, and it stands whatever they write (B6 3).

var (
	standDo   = tell("standing.do", "name!")
	standSay  = say("standing.say", "")
	standNot  = tell("standing.not", "")
	standDone = tell("standing.done", "time!")
	stoodDo   = tell("counter.stood", "name!")

	partDo      = tell("offer.part_do", "name! amount! what!")
	partFreeDo  = tell("offer.part_free_do", "name! what!")
	partSay     = say("offer.part_say", "amount! what!")
	partFreeSay = say("offer.part_free_say", "what!")
	partNot     = tell("offer.part_not", "")

	partingDo   = tell("parting.do", "name! amount!")
	partingSay  = say("parting.say", "amount!")
	partingNot  = tell("parting.not", "")
	partingWhy  = tell("parting.why", "what!")
	partingFlag = tell("parting.flag", "until!")
	partedDone  = tell("parting.done", "amount! time!")

	requestInto = tell("request.into_demand", "time!")

	factThreat  = tell("fact.threat", "what! words!")
	factDecided = tell("fact.decided", "name! answer! time!")
	factDecideW = tell("fact.decided_what", "name! answer! time! note!")
	factAbused  = tell("fact.abused", "count!")
)

// standFirm leads to the words for it, and from there to what can be done, or to the step they
// were at before there was an offer.
func (t *turn) standFirm(at Stage, done Line) {
	t.c.Offer = Offer{}
	to := t.c.another()
	if p := t.c.path(); slices.Index(p, t.c.main(at)) < slices.Index(p, Asking) {
		to = at
	}
	if t.c.Stage == Held || t.c.Stage == LettingGo || !scenes[t.c.Stage].off {
		t.detour(Standing, done)
		t.over(LettingGo)
		t.c.Back = to
		return
	}
	t.c.Back = to // told when what came in between is over
	t.rest(append([]Stage{Standing}, t.c.Resting...))
	t.showStep()
}

func (t *turn) drawStanding(m *Message) {
	m.Head = standDo.With("name", t.c.lastCall(Hostage).Taken.Name)
	m.Say, m.Not = standSay.With(), standNot.With()
	m.Lines = []Line{heldKeep.With()}
	t.offerActs(m, ToldStand)
}

func (t *turn) toldStand() {
	t.c.LastWord, t.c.WordDue = t.in.At, false
	t.rejoin(standDone.With("time", t.now()))
}

// stood is who decided that we stand, where nothing else was decided since; nil: nobody.
func (c *Case) stood() *Call {
	if k := c.lastCall(Hostage); k != nil && k.Answer == Stand && c.Demand.threat() {
		return k
	}
	return nil
}

// part is the decision that the offer on the table comes from, nil if it does not.
func (c *Case) part() *Call {
	k := c.lastCall(Hostage)
	if k == nil || k.Answer != PartOfIt || len(c.Requests) == 0 {
		return nil
	}
	r := c.Requests[len(c.Requests)-1]
	if r.Status != Approved || !r.Decided.Equal(k.Ended) || r.What != c.Offer.What || r.Granted != c.Offer.Amount {
		return nil
	}
	return k
}

// drawPart is the offer that somebody above decided on: neither more nor a bargain.
func (t *turn) drawPart(m *Message, k *Call) {
	what, amount := short(t.c.Offer.What, spokenRunes), t.c.Offer.Amount.String()
	m.Head, m.Say = partDo.With("name", k.Taken.Name, "amount", amount, "what", what), partSay.With("amount", amount, "what", what)
	if t.c.Offer.Amount == 0 {
		m.Head, m.Say = partFreeDo.With("name", k.Taken.Name, "what", what), partFreeSay.With("what", what)
	}
	m.Not = partNot.With()
}

func (t *turn) drawParting(m *Message) {
	o := t.c.Offer
	m.Head = partingDo.With("name", t.c.lastCall(Hostage).Taken.Name, "amount", o.Amount.String())
	m.Lines = []Line{partingWhy.With("what", short(o.What, lineRunes))}
	if r := t.c.Known.Restrict; r.holds() {
		m.Lines = append(m.Lines, partingFlag.With("until", t.c.day(r.Review)))
	}
	m.Lines = append(m.Lines, heldKeep.With())
	m.Say, m.Not = partingSay.With("amount", o.Amount.String()), partingNot.With()
	t.offerActs(m, ToldRefund)
}

// parting records the refund: goodwill, for a reason, and without a condition.
func (t *turn) parting() {
	o := t.c.Offer
	if o.Amount > t.left() {
		t.become(Limit)
		return
	}
	t.give(Gift{What: o.What, Amount: o.Amount, Goodwill: true})
	t.c.LastWord, t.c.WordDue = t.in.At, false
	t.advance(Agree, partedDone.With("amount", o.Amount.String(), "time", t.now()))
}

// parted: the refund was given, and there is nobody to win back.
func (c Case) parted() bool {
	return slices.ContainsFunc(c.Given, func(g Gift) bool { return g.Goodwill })
}

// hardFacts are what went before that somebody who decides about money has to know: the
// threat, what was decided about it, and that it turned abusive.
func (t *turn) hardFacts() []Line {
	var l []Line
	if d := t.c.Demand; d.threat() && t.c.openCall(Hostage) == nil {
		l = append(l, factThreat.With("what", slotPhrase(d.Means.phrase()), "words", short(d.Words, lineRunes)))
	}
	for _, k := range t.c.Calls {
		if k.About != Hostage || !slices.Contains([]Act{Stand, PartOfIt, PartWays}, k.Answer) {
			continue
		}
		facts := []string{"name", k.Taken.Name, "answer", slotPhrase(k.Answer.phrase()), "time", t.c.date(k.Ended)}
		if k.Note == "" {
			l = append(l, factDecided.With(facts...))
		} else {
			l = append(l, factDecideW.With(append(facts, "note", short(k.Note, lineRunes))...))
		}
	}
	if n := len(t.c.Warned); n > 0 {
		l = append(l, factAbused.With("count", strconv.Itoa(n)))
	}
	return append(l, t.c.calledOff()...)
}
