package dialogs

import "time"

// Who stays silent is tried again, and then let be: which is not the same as satisfied
// (A3 B18). A voicemail is an attempt and never a contact.

// Silent is the branch of a customer who does not answer the follow-up.
const Silent Branch = "silent"

// Enough tries, on enough days or in enough ways, before it is silence.
const (
	triesEnough = 3
	waysEnough  = 2
)

var (
	triedLine  = tell("retry.tried", "how! when!")
	restLine   = tell("retry.enough", "customer!")
	silentDone = tell("retry.silent_done", "time!")
	howTitle   = tell("form.how.title", "")
	labelHow   = tell("field.how", "")
	hows       = options("how", "call", "voicemail", "text", "email", "letter", "visit")
)

// Acts.
const (
	HowTried Act = "how_tried"
	LetRest  Act = "let_rest"
)

// HowForm asks how the customer was tried.
const HowForm FormID = "how"

// HowField names a way.
const HowField Field = "how"

var _ = put(branches, map[Branch]branch{Silent: {
	cues:  []string{"no answer", "went to voicemail", "left a voicemail", "left voicemail", "not picking up", "doesn't pick up", "didn't pick up", "doesn't answer", "didn't answer"},
	open:  func(c Case) bool { return c.Stage == CheckIn || c.Stage == Waiting },
	enter: (*turn).noAnswer,
}})

var _ = put(deeds, map[Act]deed{
	HowTried: opens((*turn).howForm),
	LetRest:  plain(func(t *turn) { t.ending(NoResponse, silentDone.With("time", t.now())) }),
})

var _ = put(sheets, map[FormID]sheet{HowForm: {HowTried, HowField, (*turn).howTried}})

// attempt records that the customer was not reached; how can be said better afterwards.
func (t *turn) attempt() {
	how := "call"
	if t.c.Details.Setting == OnSite {
		how = "visit"
	}
	t.c.FollowUp.Tries = append(t.c.FollowUp.Tries, Try{At: t.in.At, How: how, By: t.in.Actor})
}

// silent reports whether the customer was tried often enough.
func (c Case) silent() bool {
	days, ways := map[string]bool{}, map[string]bool{}
	for _, a := range c.FollowUp.Tries {
		days[a.At.In(c.Policy.Location()).Format(time.DateOnly)], ways[a.How] = true, true
	}
	return len(c.FollowUp.Tries) >= triesEnough && (len(days) >= waysEnough || len(ways) >= waysEnough)
}

// drawTries shows what was tried on the step that asks when to try again.
func (t *turn) drawTries(m *Message) {
	for _, a := range t.c.FollowUp.Tries {
		m.Lines = append(m.Lines, triedLine.With("how", slotPhrase(Phrase("how."+a.How)), "when", t.c.date(a.At)))
	}
	m.Choices = append(m.Choices, HowTried.on(t.c.token()))
	if t.c.silent() { // the day goes on with something else
		m.Lines = append(m.Lines, restLine.With("customer", t.c.customer()))
		m.Choices[0] = LetRest.on(t.c.token())
	}
}

func (t *turn) howForm() Form {
	return t.oneField(HowForm, howTitle, Question{
		Field: HowField, Label: labelHow.With(), Kind: Pick, Options: hows, Initial: t.c.FollowUp.Tries[len(t.c.FollowUp.Tries)-1].How,
	})
}

func (t *turn) howTried(e Filled) {
	if how := t.picked(e, HowField, hows, false); !t.refused {
		t.c.FollowUp.Tries[len(t.c.FollowUp.Tries)-1].How = how
		t.redraw()
	}
}
