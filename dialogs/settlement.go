package dialogs

import (
	"cmp"
	"strconv"

	"makegood/dialogs/money"
)

// What is settled for damage is apart from what makes an upset customer whole: somebody
// else decides it, up to where they may settle, and it is nothing of the owner's limit.
// What is written of it may be read by an insurer or a court, so it says what is done and
// nothing about how it came (A15 D1).

var (
	settledHead   = tell("settled.head", "name! what! amount! time!")
	settledDo     = tell("settled.do", "")
	settledSay    = say("settled.say", "amount!")
	settledNot    = tell("settled.not", "")
	settleTitle   = tell("form.settlement.title", "")
	labelSettles  = tell("field.settlement", "")
	hintSettles   = tell("hint.settlement", "")
	hintMaySettle = tell("hint.settlement_most", "most!")
	settleZero    = tell("error.settlement_zero", "")
	settleOver    = tell("error.settlement_over", "amount! most! names!")
	settleCause   = tell("error.settlement_cause", "")
)

// RecordSettlement is what the leader has settled with them.
const RecordSettlement Act = "settlement"

// SettlementForm asks what, and how much.
const SettlementForm FormID = "settlement"

var _ = put(deeds, map[Act]deed{RecordSettlement: opens((*turn).settlementForm)})

var _ = put(sheets, map[FormID]sheet{SettlementForm: {RecordSettlement, WordsField, (*turn).settleDamage}})

// causes are what is not written of a settlement: how it came, and who answers for it.
var causes = []string{
	"fault", "our mistake", "liable", "liability", "responsible", "responsibility", "negligent", "negligence", "admit", "admits", "blame", "to blame", "guilty",
	"we broke", "we damaged", "we caused", "we failed", "caused by", "because we", "because our", "due to our", "compensation for injury",
}

// settling is how far somebody may settle damage, for a case in all; 0: not at all.
func (t *turn) settling(p Person) money.Cents {
	if p.ID == "" || p.ID == t.c.Owner.ID {
		return 0
	}
	r := t.role(p)
	return cmp.Or(r.Settles, r.Approves)
}

// settlements is what was settled so far.
func (c Case) settlements() money.Cents { return c.Total() - c.spent() }

// settlers are who may settle a sum, by name.
func (t *turn) settlers(sum money.Cents) string {
	var who []Person
	for _, p := range t.in.Staff {
		if t.settling(p) >= sum {
			who = append(who, p)
		}
	}
	return cmp.Or(anyOf(who), slotPhrase(nothingYet))
}

func (t *turn) settlementForm() Form {
	most := max(0, t.settling(t.in.Actor)-t.c.settlements())
	return Form{
		ID: SettlementForm, On: "card", Value: t.c.settlements().String(), Title: settleTitle.With(), Submit: save.With(),
		Inputs: []Question{
			{Field: WordsField, Label: labelSettles.With(), Hint: hintSettles.With(), Kind: Short},
			{Field: AmountField, Label: labelAmount.With(), Hint: hintMaySettle.With("most", most.String()), Kind: Short},
		},
	}
}

func (t *turn) settleDamage(e Filled) {
	what, amount := t.offerText(e, WordsField, false), t.amount(e, AmountField, false)
	t.summed(what, amount, AmountField)
	sum := t.c.settlements() + amount
	switch {
	case t.refused:
	case e.Value != t.c.settlements().String() || !t.c.handled(): // recorded, or off, since the form was opened
		t.object(WordsField, draftOld.With("case", t.c.ID))
	case mentions(what, causes):
		t.object(WordsField, settleCause.With())
	case amount == 0:
		t.object(AmountField, settleZero.With())
	case sum > t.settling(t.in.Actor):
		t.object(AmountField, settleOver.With("amount", sum.String(), "most", t.settling(t.in.Actor).String(), "names", t.settlers(sum)))
	}
	if t.refused {
		return
	}
	g := Gift{What: what, Amount: amount, Settled: true, By: t.in.Actor.Name, At: t.in.At}
	t.c.Given = append(t.c.Given, g)
	t.show(Message{
		ID: "settled-" + strconv.Itoa(len(t.c.Given)+len(t.c.CalledOff)), To: Place{Where: Thread}, Kind: NoteKind,
		Head:  settledHead.With("name", g.By, "what", short(what, lineRunes), "amount", amount.String(), "time", t.now()),
		Lines: []Line{settledDo.With()}, Say: settledSay.With("amount", amount.String()), Not: settledNot.With(),
		Setting: OnPhone, Role: t.in.Actor.Role, // they ring
	})
	t.showStep() // the step to take now stays the thread's last message
	t.redrawRequest()
}
