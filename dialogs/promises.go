package dialogs

import (
	"slices"
	"strconv"
	"time"

	"makegood/dialogs/policy"
)

// What was promised can be answered, moved or nudged before anybody is asked about it:
// one button on the card, and one form for all of it.

var (
	careTitle = tell("form.promises.title", "")
	labelOne  = tell("field.which_promise", "")
	labelNow  = tell("field.promise_now", "")
	labelNew  = tell("field.new_time", "")
	careLine  = tell("promise.option", "who! what!")
	cares     = options("care", string(Kept), string(WillBeLate), string(NotYet), string(NewTime), string(LeftVoicemail), string(Nudge), string(NotKept))
)

// SeePromises opens the form.
const SeePromises Act = "promises"

// PromisesForm asks which promise, and what became of it.
const PromisesForm FormID = "promises"

// Fields.
const (
	WhichField Field = "which"
	CareField  Field = "care"
)

var _ = put(deeds, map[Act]deed{SeePromises: opens((*turn).promisesForm)})

var _ = put(sheets, map[FormID]sheet{PromisesForm: {SeePromises, WhichField, (*turn).cared}})

// openPromises are those nobody has answered for, by their places.
func (c Case) openPromises() []int {
	var list []int
	for i, p := range c.Promises {
		if p.Status == Open {
			list = append(list, i)
		}
	}
	return list
}

// theirs are those that the actor may answer: all, or what they do themselves.
func (t *turn) theirs() []int {
	all := t.c.openPromises()
	if t.can(policy.Work) {
		return all
	}
	return slices.DeleteFunc(all, func(i int) bool { return t.c.Promises[i].Who.ID != t.in.Actor.ID })
}

func (t *turn) promisesForm() Form {
	var which []Option
	theirs := t.theirs()
	slices.SortStableFunc(theirs, func(i, j int) int { return t.c.Promises[i].By.Compare(t.c.Promises[j].By) })
	for _, i := range theirs[:min(len(theirs), optionsMost)] {
		p := t.c.Promises[i]
		which = append(which, Option{strconv.Itoa(p.N), careLine.With("who", p.Who.Name, "what", short(p.What, buttonRunes))})
	}
	f := Form{
		ID: PromisesForm, On: "card", Title: careTitle.With(), Lines: t.promisesOver(t.pressingFirst(), linesOver), Submit: save.With(),
		Inputs: slices.Concat([]Question{
			{Field: WhichField, Label: labelOne.With(), Kind: Pick, Options: which},
			{Field: CareField, Label: labelNow.With(), Kind: Pick, Options: cares},
		}, t.askWhen(labelNew, time.Time{}), []Question{
			{Field: WordsField, Label: labelProof.With(), Hint: hintProof.With(), Kind: Short, Optional: true},
		}),
	}
	if len(which) > 0 {
		f.Inputs[0].Initial = which[0].Value
	}
	for i := range f.Inputs { // it takes a time where it is moved
		q := &f.Inputs[i]
		q.Optional = q.Optional || q.Field == WhenField
	}
	return f
}

// cared does what was picked, as its button would.
func (t *turn) cared(e Filled) {
	n, _ := strconv.Atoi(e.Fields[WhichField])
	i := n - 1
	if !slices.Contains(t.theirs(), i) {
		t.object(WhichField, needsText.With())
		return
	}
	care, words := Act(t.picked(e, CareField, cares, false)), t.text(e, WordsField, true)
	if t.refused {
		return
	}
	t.care(i, care, words, e)
}

func (t *turn) care(i int, care Act, words string, e Filled) {
	p := &t.c.Promises[i]
	switch {
	case care == WillBeLate:
		t.willBeLate(i)
	case care == Nudge && (p.Who.ID == t.c.Owner.ID || p.Who.ID == t.in.Actor.ID):
		t.object(CareField, nudgeSelf.With("name", p.Who.Name))
	case care == Nudge:
		t.nudge(i)
	case care == NotKept && !t.in.At.After(p.By):
		t.object(CareField, notDueYet.With("when", t.c.date(p.By)))
	case care == NotKept:
		t.endPromise(i, Missed)
	case care != Kept:
		t.newTime(i, care, e)
	case p.Channel == ByCall && onlyTried(words) != "":
		t.onlyTried(i, onlyTried(words))
	default:
		p.Proof = words
		t.endPromise(i, Done)
	}
}

// newTime takes the time that was typed.
func (t *turn) newTime(i int, care Act, e Filled) {
	by := t.moment(e)
	if t.refused {
		return
	}
	switch {
	case care == LeftVoicemail:
		t.leftVoicemail(i, by)
	case care == NewTime:
		t.c.LastWord = t.in.At
		t.postpone(i, by)
		t.handTo(i)
	default:
		t.moved(i, by)
	}
	t.showStep()
}
