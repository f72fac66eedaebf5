package dialogs

import "time"

// A promise that was not kept is the beginning of the next one: the customer is called before
// they call us, hears it first, and gets a name and a new time; and somebody who leads hears of it,
// which nobody takes back who did not keep it (A7 F4, F10, F17).

var (
	anewDo    = tell("promise.anew_do", "customer! what!")
	anewSay   = say("promise.anew_say", "owner!")
	anewTitle = tell("form.promise_anew.title", "")
	notDueYet = tell("error.not_due_yet", "when!")
)

// PromiseAnew says that the customer has a new time.
const PromiseAnew Act = "promise_anew"

// AnewForm asks for it.
const AnewForm FormID = "promise_anew"

var _ = put(deeds, map[Act]deed{PromiseAnew: {form: (*turn).anewForm}})

var _ = put(sheets, map[FormID]sheet{AnewForm: {PromiseAnew, WordsField, (*turn).promiseAnew}})

// wordLost: it was not kept, and nothing has come in its place.
func (t *turn) wordLost(p Promise) bool {
	return p.Status == Missed && p.Asks == asksAnew && p.Anew == 0 && t.c.Closed.IsZero()
}

// sayMissed brings the words to whoever has the case, and calls a leader.
func (t *turn) sayMissed(i int) {
	t.c.Promises[i].Led = !t.c.content()
	t.callOverdue(t.in.At)
	t.askPromise(i, asksAnew, []Person{t.c.Owner}, t.in.At)
}

func (t *turn) drawAnew(m Message, p Promise) Message {
	m.Setting, m.Role = OnPhone, t.c.Owner.Role
	m.Head = anewDo.With("customer", t.c.customer(), "what", short(p.What, lineRunes))
	m.Say = anewSay.With("owner", t.c.Owner.Name)
	if t.c.Details.Contact != "" {
		m.Lines = append(m.Lines, contactLine.With("contact", short(t.c.Details.Contact, lineRunes)))
	}
	m.Choices = []Choice{PromiseAnew.on(p.token())}
	m.Choices[0].Main = true
	return m
}

func (t *turn) anewForm(ch Choice) Form {
	f := t.promiseForm(t.c.Promises[t.answered(ch.On)].What, time.Time{}, ch.Value)
	f.ID, f.On, f.Title = AnewForm, ch.On, anewTitle.With()
	return f
}

// promiseAnew takes it: they heard from us, so the leader who was called may let it be.
func (t *turn) promiseAnew(e Filled) {
	i := t.answered(e.On)
	t.addPromise(e)
	if t.refused || i < 0 {
		return
	}
	p := &t.c.Promises[i]
	p.Anew, p.Rev, p.Led = len(t.c.Promises), p.Rev+1, false
	t.c.LastWord = t.in.At
	t.showPromise(i)
	t.dropOverdue(NewTime)
	t.showStep()
}
