package dialogs

import (
	"slices"

	"makegood/dialogs/policy"
)

// Whoever was contacted first has the case to the end (A4 R1). To hand it over takes a
// reason and somebody who says that they take it; until then nothing changes. The
// recap goes with it, so that the customer need not say anything twice (R2).

// HandingOver is the call to whoever is to take the case. It is in no menu of branches.
const HandingOver Branch = "hand_over"

var (
	handTitle   = tell("form.hand_over.title", "")
	labelTo     = tell("field.hand_over_to", "")
	labelReason = tell("field.hand_over_why", "")
	handCall    = tell("call.hand_over", "customer! owner!")
	handFrom    = tell("call.hand_over_from", "customer! owner! name!")
	handAway    = tell("hand_over.asked_from", "name! to! customer!")
	spottedOut  = tell("spotted.owner_out", "owner! text!")
	handWhy     = tell("recap.why", "note!")
	handAsked   = tell("hand_over.asked", "name!")
	handNobody  = tell("hand_over.outsider", "names!")
	handSelf    = tell("hand_over.self", "name!")
	handNo      = tell("hand_over.declined", "name! customer!")
	handTaken   = tell("hand_over.taken", "name! case! customer!")
	handKeeps   = tell("hand_over.keeps", "")
	handGoes    = tell("hand_over.goes", "name!")
	handYours   = tell("hand_over.yours", "customer! next!")
	handTell    = say("hand_over.say", "customer owner! name!")
	handDone    = tell("hand_over.done", "name! time!")

	recapReach  = tell("recap.contact", "contact!")
	recapDue    = tell("recap.due", "when!")
	recapAgreed = tell("recap.agreed_problem", "problem!")
	recapSorry  = tell("recap.apologized", "")
	recapNot    = tell("recap.not_apologized", "")
	recapNever  = tell("recap.do_not_ask", "customer!")
)

// Acts.
const (
	HandOver   Act = "hand_over"
	KeepCase   Act = "keep_case"
	TakeIt     Act = "take_it"
	CannotTake Act = "cannot_take"
)

// HandOverForm asks to whom, and why.
const HandOverForm FormID = "hand_over"

var _ = put(deeds, map[Act]deed{
	HandOver:   opens((*turn).handOverForm),
	KeepCase:   plain(func(t *turn) { t.dropCall(HandingOver, KeepCase) }),
	TakeIt:     deed{does: (*turn).answerCall}.of(policy.TakeOver),
	CannotTake: deed{does: (*turn).answerCall}.of(policy.TakeOver),
})

var _ = put(sheets, map[FormID]sheet{HandOverForm: {HandOver, WhoField, (*turn).handOver}})

var _ = put(appeals, map[Branch]appeal{HandingOver: {
	head: handCall, facts: (*turn).everything, acts: []Act{TakeIt, CannotTake}, power: policy.TakeOver, only: true, answer: (*turn).handed,
}})

// ownerOut: somebody else says that whoever has the case is sick. Then it is not the customer who has to be
// told so first: the case needs another to see to it.
func (c Case) ownerOut(s Spotted) bool {
	first, _ := cutWord(c.Owner.Name)
	return s.Branch == NoFault && s.By.ID != "" && s.By.ID != c.Owner.ID && hitchIn(s.Text) == Sick && mentions(s.Text, []string{bare(first)})
}

// handAct is what can be done about it now, for the card.
func (t *turn) handAct() Act {
	if t.c.openCall(HandingOver) != nil {
		return KeepCase
	}
	return HandOver
}

func (t *turn) handOverForm() Form {
	return Form{
		ID: HandOverForm, On: "card", Title: handTitle.With(), Submit: save.With(),
		Inputs: []Question{
			{Field: WhoField, Label: labelTo.With(), Kind: Member},
			{Field: WordsField, Label: labelReason.With(), Kind: Long},
		},
	}
}

func (t *turn) handOver(e Filled) {
	why, to := t.text(e, WordsField, false), e.Person
	switch {
	case to.ID == "":
		t.object(WhoField, needsText.With())
	case to.ID == t.c.Owner.ID:
		t.object(WhoField, handSelf.With("name", to.Name))
	case !t.allows(to, policy.TakeOver):
		t.object(WhoField, handNobody.With("names", anyOf(t.able(policy.TakeOver))))
	default:
		t.notHere(to)
	}
	if t.refused {
		return
	}
	t.dropCall(HandingOver, KeepCase) // one at a time
	t.c.Handing = why
	t.callOn(HandingOver, []Person{to})
	if t.in.Actor.ID != t.c.Owner.ID {
		t.tellOwnerAwake("asked-"+t.c.stepID(), handAway.With("name", t.in.Actor.Name, "to", to.Name, "customer", t.c.customer()))
	}
	t.dropNotes(t.c.ownerOut)
	t.reply = Reply{Say: new(handAsked.With("name", to.Name))}
}

// everything is what the next one needs, in the customer's words where there are any.
func (t *turn) everything() []Line {
	c := t.c
	var l []Line
	if c.Handing != "" {
		l = append(l, handWhy.With("note", short(c.Handing, noteRunes)))
	}
	if c.Details.Contact != "" {
		l = append(l, recapReach.With("contact", short(c.Details.Contact, lineRunes)))
	}
	if c.Details.Job != "" {
		l = append(l, jobLine.With("job", short(c.Details.Job, nameRunes)))
	}
	if due := c.FollowUp.Due; !due.IsZero() {
		l = append(l, recapDue.With("when", c.date(due)))
	}
	if c.Agreed && c.Restated != "" {
		l = append(l, recapAgreed.With("problem", short(c.Restated, spokenRunes)))
	}
	l = append(l, c.fitKnown()...)
	if len(c.Apologies) > 0 {
		l = append(l, recapSorry.With())
	} else {
		l = append(l, recapNot.With())
	}
	l = append(l, t.tries()...)
	l = append(l, t.promiseLines()...)
	next, _ := t.next()
	return append(l, next, recapNever.With("customer", c.customer()))
}

// handed is the answer. Whatever it is, the owner hears of it.
func (t *turn) handed(c Call) {
	if c.Answer == TakeIt {
		// Who does not hand over themselves may be unable to do anything.
		t.own(c.Taken, c.By.ID != t.c.Owner.ID || t.c.Owner.Away.After(t.in.At))
		return
	}
	t.giveOwnerAwake(Message{
		ID: "told-" + c.id(), Head: handNo.With("name", c.Taken.Name, "customer", t.c.customer()), Choices: []Choice{HandOver.on("card")},
	})
}

// own gives the case to somebody who said so. The setting and the limit are theirs; a
// promise stays with whoever made it, unless all is theirs now.
func (t *turn) own(who Person, all bool) {
	was, done := t.c.Owner, handDone.With("name", who.Name, "time", t.now())
	if t.c.FollowUp.Pinged == t.c.At.Seq { // their copy of the step
		t.show(t.direct(Message{ID: t.c.stepID(), Kind: DoneKind, Head: done}))
		t.c.FollowUp.Pinged = 0
	}
	told := Message{ID: "taken-" + t.c.stepID(), Kind: NoteKind, Head: handTaken.With("name", who.Name, "case", t.c.ID, "customer", t.c.customer())}
	theirs := t.promisesOf(was)
	all = len(theirs) > 0 && (all || t.c.gone())
	switch {
	case all:
		told.Lines = []Line{handGoes.With("name", who.Name)}
	case len(theirs) > 0:
		told.Lines = append([]Line{handKeeps.With()}, theirs...)
	}
	if !t.c.Watch.Off { // else nothing reaches them
		t.show(t.direct(told))
	}
	t.c.Owner = who
	if all {
		t.inherit(was, who)
	}
	known := t.everything()
	if p := t.c.Details.Problem; p != "" && !t.c.Agreed {
		known = append([]Line{callProblem.With("problem", short(p, spokenRunes))}, known...)
	}
	t.found()
	if was.Role != who.Role {
		t.c.Details.Setting = t.c.Policy.Works(who.Role)
	}
	t.dropCall(HandingOver, KeepCase)
	to := t.weighed(t.c.Stage)
	t.c.Back = t.weighed(t.c.Back)
	t.giveOwner(Message{ // the question with all this is only a line by now
		ID: "yours-" + t.c.stepID(), Role: who.Role, Setting: t.c.Details.Setting, Lines: known,
		Head: handYours.With("customer", t.c.customer(), "next", slotPhrase(to.next())),
		Say:  handTell.With("customer", t.c.customer(), "owner", who.Name, "name", was.Name),
	})
	t.advance(to, done)
}

// weighed is where an offer stands by the limit of whoever has the case now. Who was
// asked for it does not answer for their own case, and who may give it asks nobody.
func (t *turn) weighed(at Stage) Stage {
	over := t.c.Offer.Amount > t.left() || t.belowFloor()
	switch r := t.c.pending(); {
	case at == Checking && t.c.Topping != (Offer{}): // something on top is theirs to give
		t.c.Topping = Offer{}
		return Give
	case at == Checking && over:
		return Limit
	case at != Limit && at != Approval && at != Offering:
		return at
	case r != nil && over && len(t.deciders(r)) > 0 && !slices.ContainsFunc(r.Asked, func(p Person) bool { return p.ID == t.c.Owner.ID }):
		return Approval
	}
	t.settleRequest()
	switch {
	case over:
		return Limit
	case !t.holds(t.c.Offer.Amount): // by their own purse
		return Checking
	}
	return Offering
}
