package dialogs

import (
	"cmp"

	"makegood/dialogs/policy"
)

// Some can never be satisfied, and that is accepted (A3 B19): once they were asked,
// something was offered, and a manager has decided or knows of it (A15 D6).

// GivingUp is the branch; letting a customer go that only has to be told of is a call
// of its own.
const (
	GivingUp Branch = "give_up"
	gaveUp   Branch = "gave_up"
)

// LettingGo is until that is decided, or what is missing for it is done.
const LettingGo Stage = "letting_go"

var (
	lettingDo    = tell("letting_go.do", "customer!")
	lettingYet   = tell("letting_go.missing_do", "customer!")
	lettingAsk   = tell("letting_go.no_ask", "")
	lettingOffer = tell("letting_go.no_offer", "")
	lettingSay   = say("letting_go.say", "owner company")
	lettingNot   = tell("letting_go.not", "")
	lettingDone  = tell("letting_go.done", "time!")
	lettingGo    = tell("letting_go.ask_done", "time!")
	goOnDone     = tell("letting_go.go_on_done", "time!")
	letGoDone    = tell("letting_go.let_go_done", "name! time!")
	neverDone    = tell("checkin.never_done", "time!")
	keepDone     = tell("letting_go.keep_trying_done", "name! time!")
	giveUpCall   = tell("call.give_up", "customer! owner!")
	gaveUpCall   = tell("call.gave_up", "customer! owner!")
	tryTitle     = tell("form.keep_trying.title", "")
	labelKeep    = tell("field.keep_trying", "")
	recapAsked   = tell("recap.asked", "asked!")
	recapOffer   = tell("recap.offer", "what!")
	recapNoIdea  = tell("recap.no_idea", "")
)

// Acts.
const (
	ToAsk      Act = "to_ask"
	ToOffer    Act = "to_offer"
	GoOn       Act = "go_on"
	LetGo      Act = "let_go"
	KeepTrying Act = "keep_trying"
)

// KeepForm asks what may still work.
const KeepForm FormID = "keep_trying"

var _ = put(branches, map[Branch]branch{GivingUp: {
	cues: []string{"done with us", "never satisfied", "nothing will satisfy", "nothing i offer", "never use us again", "never come back"},
	open: func(c Case) bool {
		return c.Outcome == "" && c.Stage != LettingGo && c.Stage != Unsafe && cmp.Or(c.Back, c.Stage) != Parting
	},
	enter: (*turn).letThemGo,
}})

var _ = put(deeds, map[Act]deed{
	ToAsk:      plain((*turn).toEvidence),
	ToOffer:    plain((*turn).toEvidence),
	GoOn:       plain((*turn).keepOn),
	LetGo:      deed{does: (*turn).answerCall}.of(policy.GiveUp),
	KeepTrying: deed{form: (*turn).keepForm}.of(policy.GiveUp),
})

var _ = put(sheets, map[FormID]sheet{
	KeepForm: {KeepTrying, WordsField, (*turn).keepTrying},
})

var _ = put(scenes, map[Stage]scene{LettingGo: {off: true, draws: (*turn).drawLettingGo}})

var _ = put(appeals, map[Branch]appeal{
	GivingUp: {head: giveUpCall, facts: (*turn).tries, acts: []Act{LetGo, KeepTrying}, power: policy.GiveUp, answer: (*turn).givenUp},
	gaveUp:   {head: gaveUpCall, facts: (*turn).tries, power: policy.GiveUp},
})

// wasAsked and wasOffered are the evidence that there was a way back. Where a leader
// settles what it costs, both are theirs.
func (c Case) wasAsked() bool {
	return c.handled() || c.Ask.Words != "" || c.Ask.Verdict == NoIdea || len(c.Given) > 0
}

func (c Case) wasOffered() bool {
	return c.handled() || len(c.Given) > 0 || len(c.Tried) > 0 || c.Stage == Offering || c.Back == Offering
}

func (t *turn) letThemGo() {
	ready := t.c.wasAsked() && t.c.wasOffered()
	switch {
	case ready && t.c.Policy.How().GiveUp == "told" && !t.c.handled() && len(t.able(policy.GiveUp)) > 0:
		t.call(gaveUp)
		t.ending(NotRecoverable, neverDone.With("time", t.now()))
		return
	case ready:
		t.call(GivingUp)
	}
	t.detour(LettingGo, lettingDone.With("time", t.now()))
}

func (t *turn) drawLettingGo(m *Message) {
	switch m.Head = lettingYet.With("customer", t.c.customer()); {
	case !t.c.wasAsked():
		m.Lines = []Line{lettingAsk.With()}
		t.offerActs(m, ToAsk, GoOn)
	case !t.c.wasOffered():
		m.Lines = []Line{lettingOffer.With()}
		t.offerActs(m, ToOffer, GoOn)
	default:
		m.Head = lettingDo.With("customer", t.c.customer())
		m.Say, m.Not = lettingSay.With("owner", t.c.Owner.Name, "company", t.c.Policy.Company), lettingNot.With()
		m.Lines = []Line{t.whoHas(GivingUp)}
		t.offerActs(m, GoOn)
	}
}

// toEvidence leads to where what is missing is done; what goes before it is not left out.
func (t *turn) toEvidence() {
	to := t.c.hearing()
	if to == Asking && t.c.wasAsked() {
		to = Propose
	}
	t.settleRequest() // another offer than that one is made now
	t.dropCall(GivingUp, GoOn)
	t.c.Back = to
	t.rejoin(lettingGo.With("time", t.now()))
}

func (t *turn) keepOn() {
	t.dropCall(GivingUp, GoOn)
	t.rejoin(goOnDone.With("time", t.now()))
}

// tries is what was tried: asked, offered, given.
func (t *turn) tries() []Line {
	c := t.c
	var l []Line
	switch {
	case c.Ask.Verdict == NoIdea:
		l = append(l, recapNoIdea.With())
	case c.Ask.Words != "":
		l = append(l, recapAsked.With("asked", t.asked()))
	}
	for _, o := range c.Tried {
		l = append(l, stuckTried.With("what", short(o.text(), lineRunes)))
	}
	if c.Stage == Offering || c.Back == Offering {
		l = append(l, recapOffer.With("what", short(c.Offer.text(), lineRunes)))
	}
	for _, g := range c.Given {
		l = append(l, agreedLine.With("what", short(g.text(), lineRunes)))
	}
	return l
}

func (t *turn) keepForm(ch Choice) Form {
	return oneFieldOn(ch.On, KeepForm, tryTitle, Question{Field: WordsField, Label: labelKeep.With(), Kind: Long})
}

// keepTrying never is a bare no, but what may still work.
func (t *turn) keepTrying(e Filled) {
	if words := t.offerText(e, WordsField, false); !t.refused {
		t.endCall(e.On, KeepTrying, words)
	}
}

// givenUp ends the case only while that is still what it waits for.
func (t *turn) givenUp(c Call) {
	waits := t.c.within(LettingGo)
	t.over(LettingGo)
	switch {
	case waits && c.Answer == LetGo:
		t.ending(NotRecoverable, letGoDone.With("name", c.Taken.Name, "time", t.now()))
	case t.c.Stage == LettingGo:
		t.rejoin(keepDone.With("name", c.Taken.Name, "time", t.now()))
	default:
		t.showStep()
	}
}
