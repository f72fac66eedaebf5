package dialogs

import (
	"cmp"
	"slices"
	"strconv"

	"makegood/dialogs/money"
)

var (
	giveDo        = tell("give.do", "customer left!")
	giveSay       = say("give.say", "extra!")
	giveSayAny    = tell("give.any", "")
	giveDone      = tell("give.done", "extra! amount! time!")
	giveFreeDone  = tell("give.free_done", "extra! time!")
	acceptDone    = tell("offer.accepted_done", "what! amount! time!")
	acceptFree    = tell("offer.accepted_free_done", "what! time!")
	whyDeclined   = tell("give.extra_declined_done", "time!")
	whyGenerous   = tell("give.extra_generous_done", "time!")
	whyNothing    = tell("give.extra_nothing_done", "time!")
	extraTitle    = tell("form.extra.title", "")
	labelExtra    = tell("field.extra", "")
	overAuthority = tell("error.over_authority", "left!")
)

// Acts.
const (
	GiveExtra  Act = "give_extra"
	OtherExtra Act = "other_extra"
	Declined   Act = "extra_declined"
	Generous   Act = "extra_generous"
	NothingFit Act = "extra_nothing"
)

// Forms.
const (
	ExtraForm FormID = "extra"
)

var _ = put(deeds, map[Act]deed{
	GiveExtra:  deed{does: (*turn).giveExtra}.labelled("extra!"),
	OtherExtra: opens((*turn).extraForm),
	Declined:   goes(Agree, whyDeclined),
	Generous:   goes(Agree, whyGenerous),
	NothingFit: goes(Agree, whyNothing),
})

var _ = put(sheets, map[FormID]sheet{
	ExtraForm: {OtherExtra, WordsField, (*turn).otherExtra},
})

var _ = put(scenes, map[Stage]scene{
	Give: {draws: (*turn).drawGive},
})

func (t *turn) acceptedLine(o Offer) Line {
	if o.Amount == 0 {
		return acceptFree.With("what", short(o.What, lineRunes), "time", t.now())
	}
	return acceptDone.With("what", short(o.What, lineRunes), "amount", o.Amount.String(), "time", t.now())
}

// onTop is what follows a yes: something extra where the company gives it, and where it
// gives it only when the trouble was great, if it was (A15 D3).
func (c Case) onTop() Stage {
	if how := c.Policy.How().Extra; how == "never" || c.Demand.threat() || how == "by_severity" && !c.severe() {
		return Agree
	}
	return Give
}

// The extra comes after acceptance, so it is never a bargaining chip (A6 C1).
func (t *turn) drawGive(m *Message) {
	left := t.left()
	m.Head = giveDo.With("customer", t.c.customer(), "left", left.String())
	const most = 3
	for _, i := range t.c.extras() {
		x := t.c.Policy.Extras[i]
		if x.Cost > left || len(m.Choices) == most || t.c.gave(x.Name) || ties(x.Name, true) != "" {
			continue
		}
		if len(m.Choices) == 0 {
			m.Say = giveSay.With("extra", x.Name)
		}
		ch := GiveExtra.on(t.c.token(), "extra", x.Name)
		ch.Value = strconv.Itoa(i)
		m.Choices = append(m.Choices, ch)
	}
	if len(m.Choices) == 0 {
		m.Lines = []Line{giveSayAny.With()}
	}
	m.Choices = append(m.Choices, OtherExtra.on(t.c.token()))
	for _, a := range []Act{Declined, Generous, NothingFit} {
		m.More = append(m.More, a.on(t.c.token()))
	}
}

// extras are the company's, by number, those first whose cost is nearest to the share of
// the fix that an extra is worth (A6 C3).
func (c Case) extras() []int {
	const from, to = 5, 15 // percent
	var fix money.Cents
	for _, g := range c.Given {
		if !g.Extra && !g.Settled {
			fix += g.Amount
		}
	}
	away := func(i int) money.Cents {
		cost := c.Policy.Extras[i].Cost
		return max(0, portion(fix, from)-cost, cost-portion(fix, to))
	}
	order := make([]int, len(c.Policy.Extras))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(away(a), away(b)) })
	return order
}

func (t *turn) giveExtra(ch Choice) {
	i, err := strconv.Atoi(ch.Value)
	if err != nil || i < 0 || i >= len(t.c.Policy.Extras) {
		t.refuse(oldScreen.With("case", t.c.ID))
		return
	}
	x := t.c.Policy.Extras[i]
	t.extra(Offer{What: x.Name, Amount: x.Cost})
}

func (t *turn) extraForm() Form {
	return Form{
		ID: ExtraForm, On: t.c.token(), Title: extraTitle.With(), Submit: save.With(),
		Inputs: []Question{
			{Field: WordsField, Label: labelExtra.With(), Kind: Short},
			{Field: AmountField, Label: labelAmount.With(), Hint: hintOffer.With("left", t.left().String()), Kind: Short, Optional: true},
		},
	}
}

func (t *turn) otherExtra(e Filled) {
	o := t.offerOf(e, true)
	if t.refused {
		return
	}
	if o.Amount > t.left() {
		t.object(AmountField, overAuthority.With("left", t.left().String()))
		return
	}
	t.extra(o)
}

func (t *turn) extra(o Offer) {
	if !t.holds(o.Amount) {
		t.c.Topping, t.c.ToppedBy = o, t.in.Actor
		t.become(Checking)
		return
	}
	t.give(Gift{What: o.What, Amount: o.Amount, Extra: true})
	done := giveFreeDone.With("extra", short(o.What, lineRunes), "time", t.now())
	if o.Amount > 0 {
		done = giveDone.With("extra", short(o.What, lineRunes), "amount", o.Amount.String(), "time", t.now())
	}
	t.advance(Agree, done)
}
