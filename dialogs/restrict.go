package dialogs

import (
	"strconv"

	"makegood/dialogs/policy"
)

// A customer may be served no more: set by somebody who may, with a reason and a date
// to look at it again, and taken back in the same way (A3 B10). It is kept with the
// customer, so that the next case warns of it.

var (
	restrictTitle = tell("form.restrict.title", "")
	liftTitle     = tell("form.lift.title", "")
	restrictSaved = tell("restrict.saved", "until!")
	liftSaved     = tell("restrict.lifted", "")
	barredNote    = tell("restrict.note", "name! until! note!")
	barredDo      = tell("barred.do", "names!")
	barredSay     = say("barred.say", "owner company")
	barredNot     = tell("barred.not", "")
	liftedNote    = tell("restrict.lifted_note", "name! note!")
)

// Acts.
const (
	ServeNoMore Act = "serve_no_more"
	ServeAgain  Act = "serve_again"
)

// Forms.
const (
	RestrictForm FormID = "restrict"
	LiftForm     FormID = "lift"
)

var _ = put(deeds, map[Act]deed{
	ServeNoMore: opens(func(t *turn) Form { return t.whyForm(RestrictForm, restrictTitle) }).of(policy.Restrict),
	ServeAgain:  opens(func(t *turn) Form { return t.whyForm(LiftForm, liftTitle) }).of(policy.Restrict),
})

var _ = put(sheets, map[FormID]sheet{
	RestrictForm: {ServeNoMore, NoteField, func(t *turn, e Filled) {
		if why := t.text(e, NoteField, false); !t.refused {
			t.restrict(why)
			t.reply = Reply{Say: new(restrictSaved.With("until", t.c.day(t.c.Known.Restrict.Review)))}
		}
	}},
	LiftForm: {ServeAgain, NoteField, func(t *turn, e Filled) {
		if why := t.text(e, NoteField, false); !t.refused {
			t.lift(why)
			t.reply = Reply{Say: new(liftSaved.With())}
		}
	}},
})

// barred: an earlier case ended with that they are served no more.
func (c Case) barred() bool { return c.Known.Restrict.holds() && c.Known.Restrict.Case != c.ID }

// drawBarred is the first step with somebody who is served no more: kind words that take
// nothing on, and who says whether there is an exception.
func (t *turn) drawBarred(m *Message) {
	m.Head = barredDo.With("names", anyOf(t.able(policy.Restrict)))
	m.Say, m.Not = barredSay.With("owner", t.c.Owner.Name, "company", t.c.Policy.Company), barredNot.With()
}

func (t *turn) whyForm(id FormID, title Phrase) Form {
	return oneFieldOn("card", id, title, Question{Field: NoteField, Label: labelWhy.With(), Kind: Long})
}

// restrict says that the customer is served no more. The review date is the policy's.
func (t *turn) restrict(why string) {
	t.setRestriction(Restriction{Case: t.c.ID, By: t.in.Actor, At: t.in.At, Why: why, Review: t.in.At.Add(t.c.Policy.How().Restrict)})
	t.restrictNote(barredNote.With("name", t.in.Actor.Name, "until", t.c.day(t.c.Known.Restrict.Review), "note", short(why, noteRunes)))
}

func (t *turn) lift(why string) {
	r := t.c.Known.Restrict
	r.Lifted, r.LiftedBy, r.LiftWhy = t.in.At, t.in.Actor, why
	t.setRestriction(r)
	t.showStep()
	t.restrictNote(liftedNote.With("name", t.in.Actor.Name, "note", short(why, noteRunes)))
}

func (t *turn) restrictNote(l Line) {
	t.show(Message{ID: "restrict-" + strconv.FormatInt(t.in.At.Unix(), 10), To: Place{Where: Thread}, Kind: NoteKind, Head: l})
}

func (t *turn) setRestriction(r Restriction) {
	t.ownRecord()
	t.c.Known.Restrict = r
	if t.c.Known.ID != "" { // otherwise when they have a name
		t.inform(t.c.Known.ID, Restricted{r})
	}
}

// restrictChoice is the one of the two that makes sense now, for the card's menu.
func (t *turn) restrictChoice() Choice {
	if t.c.Known.Restrict.holds() {
		return ServeAgain.on("card")
	}
	return ServeNoMore.on("card")
}
