package dialogs

import (
	"cmp"
	"slices"
	"strconv"

	"makegood/dialogs/policy"
)

// Suggestions come from the company's own catalogue, two at a time so that they fit on a
// phone: matched to the loss, inside what may be given, at least one of them without
// money, each with its reason in words that can be said to a manager (A2 S20, B4 7).

// suggestion is one of them.
type suggestion struct {
	n     int // in the catalogue
	offer Offer
	rank  int // the smaller the better
	why   Line
}

// value names it on its button: another sum is another button.
func (s suggestion) value() string {
	return strconv.Itoa(s.n) + "-" + strconv.FormatInt(int64(s.offer.Amount), 10)
}

const (
	suggestedMost = 2
	buttonRunes   = 56 // of what is offered; a phone shows no more
)

// The ranks. Whatever is above answersAny is there only so that there is a choice.
const (
	firstOfAll = iota // no heat, no water: a fix without money
	wantsNone         // money, where they want none of what was done
	fitsBest
	answersIt
	answersAny
	anything
	hardly
)

var (
	suggestFix   = tell("suggest.fix", "extra! amount! left!")
	suggestHit   = tell("suggest.hit", "extra! loss! amount! left!")
	costsNothing = tell("suggest.nothing", "")
	suggestAny   = tell("suggest.any", "extra! amount! left!")
	suggestAbove = tell("suggest.above", "amount! low! invoice! left! name!")
)

// Acts.
const (
	Suggest Act = "suggest"
	AskFor  Act = "ask_for" // what would fit, of somebody who may
)

var _ = put(deeds, map[Act]deed{
	Suggest: deed{does: (*turn).suggest}.labelled("what!"),
	AskFor:  plain((*turn).askFor).labelled("name! amount!"),
})

// cash reports whether the customer is given money.
func (o Offer) cash() bool {
	return o.Amount > 0 && (o.Remedy == "" || policy.Remedy{Kind: o.Remedy}.Cash())
}

// meets reports whether a condition of a remedy holds, one of policy.Conditions.
func (c Case) meets(condition string) bool {
	d := c.Details
	switch condition {
	case "severe":
		return c.severe()
	case "second":
		return d.Second
	case "emergency":
		return d.Emergency
	case "loyal":
		return d.Years >= loyal
	case "keeps": // as long as nobody says otherwise
		return d.Keeps != No
	case "rejects":
		return d.Keeps == No
	}
	return false
}

// offers reports whether a remedy can be put to them at all.
func (c Case) offers(m policy.Remedy) bool {
	not := func(condition string) bool { return !c.meets(condition) }
	again := m.Kind == "redo" || m.Kind == "replace"
	return !slices.ContainsFunc(m.Only, not) && !slices.ContainsFunc(m.Not, c.meets) && ties(m.Name, true) == "" &&
		!c.tried(m.Name) && !c.gave(m.Name) && (!again || c.Details.Mend != No) && (!m.Cash() || c.moneyNow())
}

// moneyNow: money comes up once they were asked, or where the company does not ask; an
// emergency does not wait, and a fix goes before it. Who settles damage has the say there.
func (c Case) moneyNow() bool {
	return !c.handled() && c.stood() == nil && (c.Ask != (Ask{}) || c.Details.Emergency || c.Policy.How().AskFirst == "no")
}

// rank matches a remedy to what they lost; a failed job is the usual loss in this trade.
func (c Case) rank(m policy.Remedy) int {
	d := c.Details
	loss := cmp.Or(d.Loss, LostService)
	best := ""
	for _, l := range losses {
		if l.what == loss {
			best = l.best
		}
	}
	hit, again := slices.Contains(m.For, string(loss)), m.Kind == "redo" || m.Kind == "replace"
	switch {
	case d.Emergency && (m.Kind == "service" || again && hit):
		return firstOfAll
	case d.Keeps == No && m.Cash():
		return wantsNone
	case d.Keeps == No && again: // they want none of it
		return hardly
	case hit && m.Kind == best:
		return fitsBest
	case hit:
		return answersIt
	case len(m.For) == 0:
		return answersAny
	case again: // of what did not fail
		return hardly
	}
	return anything
}

// suggestions are all that can be offered now, the best first.
func (t *turn) suggestions() []suggestion {
	var all []suggestion
	left := t.left()
	for i, m := range t.c.Policy.Catalogue() {
		if !t.c.offers(m) {
			continue
		}
		s := suggestion{n: i, rank: t.c.rank(m), offer: Offer{What: m.Name, Amount: m.Value(t.c.Policy.Money()), Remedy: m.Kind}}
		share := m.Cash() && m.Cost == 0
		if share {
			fits, least := t.c.sum()
			s.offer.Amount = t.c.reaches(fits, least, left)
		}
		if s.offer.Amount > left || share && s.offer.Amount == 0 {
			continue
		}
		s.why = t.why(m, s, share)
		all = append(all, s)
	}
	slices.SortStableFunc(all, func(a, b suggestion) int { return cmp.Compare(a.rank, b.rank) })
	return all
}

// suggested are those that are shown: one without money whenever there is one, and one
// with, where money answers what they lost, they named a sum, or it cost them much (A6 C4).
func (t *turn) suggested(most int) []suggestion {
	all := t.suggestions()
	_, _, _, hard := t.c.worth()
	few := slices.Clone(all[:min(most, len(all))])
	for _, cash := range []bool{true, false} {
		is := func(s suggestion) bool { return s.offer.cash() == cash }
		i := slices.IndexFunc(all, is)
		if i < len(few) || cash && (most < suggestedMost || all[i].rank > answersAny && t.c.Ask.Amount == 0 && hard == 0) {
			continue
		}
		few[len(few)-1] = all[i]
	}
	return few
}

// why is a suggestion's line: what it is, the reason, what it costs and what is left.
func (t *turn) why(m policy.Remedy, s suggestion, share bool) Line {
	d := t.c.Details
	cost := s.offer.Amount.String()
	if s.offer.Amount == 0 {
		cost = slotPhrase(costsNothing)
	}
	facts := []string{"extra", short(m.Name, nameRunes), "amount", cost, "left", (t.left() - s.offer.Amount).String()}
	if share {
		band, why, cause, _ := t.c.worth()
		facts = append(facts, "low", strconv.Itoa(band.From), "high", strconv.Itoa(band.To), "invoice", d.Invoice.String())
		if why == worthHard {
			facts = append(facts, "cause", slotPhrase(cause))
		}
		return why.With(facts...)
	}
	if s.rank == firstOfAll {
		return suggestFix.With(facts...)
	}
	for _, l := range losses {
		switch {
		case l.what != cmp.Or(d.Loss, LostService) || !slices.Contains(m.For, string(l.what)):
		case l.best == m.Kind || m.Cash() && l.best == "refund":
			return l.why.With(facts...)
		default:
			return suggestHit.With(append(facts, "loss", slotPhrase(l.name))...)
		}
	}
	return suggestAny.With(facts...)
}

// offerSuggested draws the suggestions beside what else there is to press.
func (t *turn) offerSuggested(m *Message, others int) {
	o, above := t.above()
	missing := t.c.unfit()
	if others > 1 || above {
		missing = ""
	}
	if above {
		others++
	}
	for _, s := range t.suggested(min(suggestedMost, buttonsMost-others)) {
		ch := Suggest.on(t.c.token(), "what", short(s.offer.label(), buttonRunes))
		ch.Value = s.value()
		m.Choices = append(m.Choices, ch)
		m.Lines = append(m.Lines, s.why)
	}
	if above {
		who := t.decidersOf(o)[0]
		share, _, _, _ := t.c.worth()
		m.Choices = append(m.Choices, AskFor.on(t.c.token(), "name", who.Name, "amount", o.Amount.String()))
		m.Lines = append(m.Lines, suggestAbove.With("amount", o.Amount.String(), "low", strconv.Itoa(share.From),
			"invoice", t.c.Details.Invoice.String(), "left", t.left().String(), "name", who.Name))
	}
	m.Lines = append(m.Lines, t.c.fitted())
	if t.c.Details.Loss != "" && t.c.Details.Invoice == 0 && len(t.c.Tried) == 0 { // one thing at a time
		m.Lines = append(m.Lines, fitBill.With())
	}
	if missing != "" {
		m.Choices = append(m.Choices, missing.on(t.c.token()))
	}
	if missing != TellFit && t.c.Ask.Verdict != Unreasonable { // there the form of the ask has it
		m.More = append(m.More, TellFit.on(t.c.token()))
	}
}

// label is an offer on a button, without what only we need to know.
func (o Offer) label() string {
	if o.cash() {
		return o.text()
	}
	return o.What
}

func (t *turn) suggest(ch Choice) {
	for _, s := range t.suggestions() {
		if s.value() == ch.Value {
			t.propose(s.offer)
		}
	}
}

// above is what would be asked of somebody else, where they want none of what was done
// and anything inside the limit would be tiny.
func (t *turn) above() (Offer, bool) {
	i := slices.IndexFunc(t.c.Policy.Catalogue(), func(m policy.Remedy) bool { return m.Cash() && m.Cost == 0 && t.c.offers(m) })
	fits, least := t.c.sum()
	if i < 0 || fits == 0 || t.c.Details.Keeps != No || t.c.reaches(fits, least, t.left()) > 0 {
		return Offer{}, false
	}
	m := t.c.Policy.Catalogue()[i]
	o := Offer{What: m.Name, Amount: t.c.reaches(fits, least, t.mostGrantable()), Remedy: m.Kind}
	return o, o.Amount > 0 && len(t.decidersOf(o)) > 0
}

// askFor asks somebody who may for what would fit.
func (t *turn) askFor() {
	o, ok := t.above()
	if !ok {
		t.redraw()
		return
	}
	t.c.Offer = o
	t.requestApproval()
}

// decidersOf are who may decide on an offer.
func (t *turn) decidersOf(o Offer) []Person {
	return t.deciders(&Request{By: t.c.Owner, Amount: o.Amount, Base: t.c.spent()})
}
