package dialogs

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

// What was given can be called off: they gave it back, did not want it after all, or it
// was written down wrongly. Whoever gave it does not take it back, where anybody else
// can: else a limit could be given twice. The money is free again for the customer, for
// limits and in the fund, and what it was is still known.

// NotGiven is the branch of something that was given and does not hold.
const NotGiven Branch = "called_off"

// CallingOff is until somebody said what does not hold.
const CallingOff Stage = "calling_off"

// CalledOff is something that was given once, and does not hold.
type CalledOff struct {
	What   string
	Amount money.Cents
	By     Person
	At     time.Time
	Why    string
}

var (
	offDo     = tell("calling_off.do", "names!")
	offParted = tell("calling_off.parted", "")
	offSince  = tell("calling_off.since", "time!")
	offDone   = tell("calling_off.done", "what! name! note! time!")
	offNone   = tell("calling_off.none_done", "time!")
	offAnew   = tell("calling_off.anew_done", "time!")
	offLine   = tell("calling_off.line", "what! name! note! time!")
	offTitle  = tell("form.call_off.title", "")
	labelOff  = tell("field.call_off", "")
	hintOff   = tell("hint.call_off", "")
	offSettle = tell("calling_off.settled", "names!")
)

// Acts.
const (
	CallOff    Act = "call_off"
	NothingOff Act = "call_off_none"
	Anew       Act = "call_off_anew"
)

// CallOffForm asks why.
const CallOffForm FormID = "call_off"

var _ = put(branches, map[Branch]branch{NotGiven: {
	cues: []string{
		"gave it back", "gave it all back", "gave the money back", "gave the check back", "gave the gift card back", "sent it back", "sent the money back",
		"returned the gift card", "returned the check", "returned the money", "don't want it after all", "doesn't want it after all", "didn't want it after all",
		"don't want the money", "doesn't want the money", "don't want the gift card", "doesn't want the gift card", "wrote it down wrong", "written down wrong", "written down wrongly",
	},
	open:  func(c Case) bool { return len(c.Given) > 0 && !scenes[c.Stage].off && c.Closed.IsZero() },
	enter: (*turn).callingOff,
}})

var _ = put(deeds, map[Act]deed{
	CallOff:    deed{form: (*turn).callOffForm}.of(policy.Lead).labelled("what!"),
	Anew:       plain((*turn).anew),
	NothingOff: plain(func(t *turn) { t.rejoin(offNone.With("time", t.now())) }),
})

var _ = put(sheets, map[FormID]sheet{CallOffForm: {CallOff, WordsField, (*turn).callOff}})

var _ = put(scenes, map[Stage]scene{CallingOff: {off: true, draws: (*turn).drawCallingOff}})

// callingOff is refused where nothing can be: a refund to part ways had no condition.
func (t *turn) callingOff() {
	if !slices.ContainsFunc(t.c.Given, Gift.revocable) {
		t.refuse(offParted.With())
		return
	}
	t.detour(CallingOff, offSince.With("time", t.now()))
}

func (g Gift) revocable() bool { return !g.Goodwill }

// drawCallingOff has the latest first; what has no room for a button is in the menu.
func (t *turn) drawCallingOff(m *Message) {
	const buttons, all = 3, 6
	m.Head = offDo.With("names", cmp.Or(t.mayNames(CallOff, t.c.token()), slotPhrase(nothingYet)))
	if who := t.able(policy.Lead); len(who) > 0 {
		m.Ping = []string{who[0].ID}
	}
	if t.c.parted() {
		m.Lines = append(m.Lines, offParted.With())
	}
	for i, g := range slices.Backward(t.c.Given) {
		if !g.revocable() || len(m.Choices)+len(m.More) == all {
			continue
		}
		ch := CallOff.on(t.c.token(), "what", short(g.text(), buttonRunes))
		ch.Value = strconv.Itoa(i)
		if len(m.Choices) < buttons {
			m.Choices = append(m.Choices, ch)
		} else {
			m.More = append(m.More, ch)
		}
	}
	m.Choices = append(m.Choices, NothingOff.on(t.c.token()))
}

// named is a gift by its place, and by what it is, so that no other is meant.
func (c Case) named(i int) string { return strconv.Itoa(i) + " " + short(c.Given[i].text(), lineRunes) }

func (t *turn) callOffForm(ch Choice) Form {
	i, err := strconv.Atoi(ch.Value)
	if err != nil || i < 0 || i >= len(t.c.Given) {
		return Form{ID: ReadForm, Title: offTitle.With(), Lines: []Line{oldScreen.With("case", t.c.ID)}}
	}
	g := t.c.Given[i]
	if why := t.notOff(g); why != nil {
		return Form{ID: ReadForm, Title: offTitle.With(), Lines: why}
	}
	f := t.oneField(CallOffForm, offTitle, Question{
		Field: WordsField, Label: labelOff.With(), Hint: hintOff.With(), Kind: Short,
	})
	f.Value, f.Lines = t.c.named(i), []Line{agreedLine.With("what", short(g.text(), lineRunes))}
	return f
}

// notOff says why the actor does not call this off, nil if they may.
func (t *turn) notOff(g Gift) []Line {
	switch {
	case !g.revocable():
		return []Line{offParted.With()}
	case g.Settled && t.settling(t.in.Actor) < t.c.settlements(): // as it was settled
		return []Line{offSettle.With("names", t.settlers(t.c.settlements()))}
	}
	return nil
}

func (t *turn) callOff(e Filled) {
	why := t.text(e, WordsField, false)
	i := -1
	for n := range t.c.Given {
		if t.c.named(n) == e.Value {
			i = n
		}
	}
	if i < 0 {
		t.object(WordsField, oldScreen.With("case", t.c.ID))
		return
	}
	g := t.c.Given[i]
	if not := t.notOff(g); not != nil {
		t.object(WordsField, not[0])
	}
	if t.refused {
		return
	}
	t.c.Given = slices.Delete(t.c.Given, i, i+1)
	t.c.CalledOff = append(t.c.CalledOff, CalledOff{What: g.What, Amount: g.Amount, By: t.in.Actor, At: t.in.At, Why: why})
	t.undo(g)
	t.rejoin(offDone.With("what", short(g.text(), lineRunes), "name", t.in.Actor.Name, "note", short(why, lineRunes), "time", t.now()))
}

// undo takes back what followed from a gift: nobody has to carry it out any more, what
// was to come on top of it has nothing to be on top of, and with a price go its terms.
func (t *turn) undo(g Gift) {
	for i := range t.c.Claims {
		t.c.Claims[i].Back = g.At
	}
	for i, p := range t.c.Promises {
		if p.Status == Open && p.What == g.text() && !slices.ContainsFunc(t.c.Given, func(o Gift) bool { return o.text() == p.What }) {
			t.answerPromise(i, Dropped)
		}
	}
	if t.c.main(t.c.Back) != Asking && t.c.Offer.What == g.What && t.c.Offer.Amount == g.Amount {
		t.c.Offer = Offer{}
	}
	if g.Price {
		t.c.Price.Named, t.c.Price.Understood = 0, time.Time{}
	}
	if (t.c.Back == Give || t.c.Topping != (Offer{})) && !t.c.fixed() {
		t.c.Topping, t.c.Back = Offer{}, Agree
	}
}

// fixed: something is given that an extra could be on top of.
func (c Case) fixed() bool {
	return slices.ContainsFunc(c.Given, func(g Gift) bool { return !g.Extra && !g.Settled })
}

// offerAnother leads back to the solving where what was settled does not hold: it may have
// been written down wrongly, or they want something else.
func (t *turn) offerAnother(m *Message) {
	if len(t.c.CalledOff) > 0 && !t.c.fixed() && t.c.Outcome == "" {
		m.More = append(m.More, Anew.on(t.c.token()))
	}
}

func (t *turn) anew() {
	t.c.Ask, t.c.Offer = Ask{}, Offer{}
	t.advance(t.c.hearing(), offAnew.With("time", t.now()))
}

// calledOff is what does not hold any more, for whoever decides about more, or reads all.
func (c Case) calledOff() []Line {
	var l []Line
	for _, o := range c.CalledOff {
		what := Gift{What: o.What, Amount: o.Amount}.text()
		l = append(l, offLine.With("what", short(what, lineRunes), "name", o.By.Name, "note", short(o.Why, lineRunes), "time", c.date(o.At)))
	}
	return l
}
