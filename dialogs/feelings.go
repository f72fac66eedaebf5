package dialogs

import (
	"strconv"
	"time"
)

var (
	empathizeDo   = tell("empathize.do", "")
	empathizeSay  = say("empathize.say", "customer problem")
	empathizeNot  = tell("empathize.not", "")
	empathizeDone = tell("empathize.done", "time!")

	apologizeDo   = tell("apologize.do", "")
	apologizeSay  = say("apologize.say", "customer company")
	regretDo      = tell("apologize.regret_do", "")
	regretSay     = say("apologize.regret_say", "company")
	regretNot     = tell("apologize.regret_not", "")
	fullDo        = tell("apologize.full_do", "")
	fullSay       = say("apologize.full_say", "company")
	sorryAgain    = tell("apologize.again", "")
	acknowledge   = tell("acknowledge.line", "stage!")
	apologizeNot  = tell("apologize.not", "")
	apologizeDone = tell("apologize.done", "time!")
	enoughDone    = tell("apologize.enough_done", "time!")

	everythingSay = say("reassure.everything_say", "owner! time!")

	reassureDo   = tell("reassure.do", "time!")
	reassureSay  = say("reassure.say", "owner! time!")
	reassureNot  = tell("reassure.not", "")
	reassureDone = tell("reassure.done", "owner! until! time!")
	nudgeWord    = tell("reassure.nudge", "customer! until!")

	backDone = tell("back.done", "time!")
)

// Acts.
const (
	Empathized Act = "empathized"
	Apologized Act = "apologized"
	WasEnough  Act = "was_enough"
	Reassured  Act = "reassured"
	StepBack   Act = "back"
)

var _ = put(deeds, map[Act]deed{
	Empathized: onward(Empathize, empathizeDone),
	Apologized: plain((*turn).apologized),
	WasEnough:  plain(func(t *turn) { t.saidSorry(); t.settleNow(enoughDone.With("time", t.now())) }),
	Reassured:  plain((*turn).reassured),
	StepBack:   plain((*turn).back),
})

var _ = put(scenes, map[Stage]scene{
	Empathize: {skip: true, draws: (*turn).drawEmpathize},
	Apologize: {skip: true, draws: (*turn).drawApologize},
	Reassure:  {skip: true, draws: (*turn).drawReassure},
})

func (t *turn) drawEmpathize(m *Message) {
	m.Head = empathizeDo.With()
	m.Say = empathizeSay.With("customer", t.c.customer(), "problem", short(t.c.Restated, lineRunes))
	m.Not = empathizeNot.With()
	t.offerActs(m, Empathized)
}

// Apology is that somebody said sorry, and what it owned: its record.
type Apology struct {
	Mode string // as the policy names it
	By   Person
	At   time.Time
}

// apology is what saying sorry owns here: usually the missed expectation, without cause
// or liability; responsibility only where it is known to be ours; and where an insurer
// or a court may read it, only that it happened (A15 D1).
func (t *turn) apology() string {
	mode := t.c.Policy.How().Apology
	switch {
	case t.c.Details.Delicate():
		return "regret"
	case mode == "full" && t.c.Details.Ours != Yes:
		return "own_promise"
	}
	return mode
}

func (t *turn) drawApologize(m *Message) {
	do, words, not := apologizeDo, apologizeSay, apologizeNot
	switch t.apology() {
	case "regret":
		do, words, not = regretDo, regretSay, regretNot
	case "full":
		do, words = fullDo, fullSay
	}
	m.Head = do.With()
	m.Say = words.With("customer", t.c.customer(), "company", t.c.Policy.Company)
	m.Not = not.With()
	if t.c.Known.Apologies+len(t.c.Apologies) > 0 && !t.c.Details.Delicate() { // there it is not theirs to bring anything
		m.Lines = []Line{sorryAgain.With()}
	}
	t.offerActs(m, Apologized, WasEnough)
}

func (t *turn) saidSorry() {
	t.c.Apologies = append(t.c.Apologies, Apology{Mode: t.apology(), By: t.in.Actor, At: t.in.At})
}

// unsaid reminds of one sentence at least, where feelings or the apology were skipped
// just now (A2 S11, S14).
func (t *turn) unsaid() []Line {
	if n := len(t.c.Skipped); n > 0 {
		s := t.c.Skipped[n-1]
		if (s.Stage == Empathize || s.Stage == Apologize) && t.c.At.Seq == s.Seq+1 {
			return []Line{acknowledge.With("stage", slotPhrase(s.Stage.name()))}
		}
	}
	return nil
}

// Reassurance promises effort, a name and the time of the next word; an outcome only
// where the company wants it (A15 D5).
func (t *turn) drawReassure(m *Message) {
	until := t.c.clock(t.c.NextWord)
	m.Head = reassureDo.With("time", until)
	words := reassureSay
	if t.c.Policy.How().Reassure == "everything" {
		words = everythingSay
	}
	m.Say = words.With("owner", t.c.Owner.Name, "time", until)
	m.Not = reassureNot.With()
	t.offerActs(m, Reassured)
}

// apologized fixes the time that the reassurance will name: the policy's wait,
// rounded up to five minutes as people name a time.
func (t *turn) apologized() {
	t.saidSorry()
	t.nameTime()
	t.advance(t.c.after(Apologize), apologizeDone.With("time", t.now()))
}

// nameTime sets the time of the next word from now.
func (t *turn) nameTime() { t.c.NextWord = t.soon() }

// soon is when the next word is due if it is promised now.
func (t *turn) soon() time.Time {
	wait := t.c.Policy.Clocks.NextWord
	at := t.in.At.Add(wait)
	if wait >= 5*time.Minute {
		at = at.Add(5*time.Minute - 1).Truncate(5 * time.Minute)
	}
	return at
}

// reassured: the customer now has a name and a time, so the time counts.
func (t *turn) reassured() {
	if !t.c.NextWord.After(t.in.At) { // the words on the screen named a time that has passed
		t.nameTime()
		t.redraw()
		return
	}
	t.c.LastWord, t.c.WordDue = t.in.At, true
	t.advance(t.c.after(Reassure), reassureDone.With("owner", t.c.Owner.Name, "until", t.c.clock(t.c.NextWord), "time", t.now()))
}

// renewTime keeps the reassurance from naming a time that has passed.
func (t *turn) renewTime() {
	if t.c.naming() && !t.c.NextWord.After(t.in.At) {
		t.nameTime()
		t.redraw()
	}
}

// naming: the words on the screen name the time of our next word.
func (c Case) naming() bool {
	return c.Stage == Reassure || c.Stage == Unheard || c.Stage == Held && c.openCall(Hostage) == nil && !c.WordDue
}

// nudgeNextWord reminds the owner when the customer was to hear from us.
func (t *turn) nudgeNextWord() {
	if !t.c.WordDue || t.in.At.Before(t.c.NextWord) {
		return
	}
	t.c.WordDue = false
	t.c.Watch.Word, t.c.Watch.Again, t.c.Watch.Asked = t.in.At, 0, time.Time{}
	if t.c.Details.Missed > 0 {
		t.c.Escalate = t.in.At.Add(t.c.Policy.Clock().Missed)
	}
	t.callOwner(wordID+strconv.Itoa(t.c.At.Seq), nudgeWord.With("customer", t.c.customer(), "until", t.c.clock(t.c.NextWord)), t.c.NextWord)
}

// back returns to the step before; what was said stays said.
func (t *turn) back() {
	to := t.c.before(t.c.Stage)
	if to == Anything && !t.c.Agreed { // they were fine before it came to that, and wanted more later
		to = Clarify
	}
	if to == Clarify || to == Listen {
		t.c.Agreed = false
	}
	t.advance(to, backDone.With("time", t.now()))
}
