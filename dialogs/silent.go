package dialogs

import (
	"cmp"
	"slices"
	"time"
)

// Who stays silent is tried again, and then let be: which is not the same as satisfied
// (A3 B18). A voicemail is an attempt and never a contact.

// Silent is the branch of a customer who does not answer.
const Silent Branch = "silent"

// Unreached is until they are, or it is time to try again; at the follow-up that is
// [Retry].
const Unreached Stage = "unreached"

// Enough tries, on enough days or in enough ways, before it is silence.
const (
	triesEnough = 3
	waysEnough  = 2
)

var (
	triedLine   = tell("retry.tried", "how! when!")
	restLine    = tell("retry.enough", "customer!")
	reachedDone = tell("unreached.reached_done", "time!")
	silentDone  = tell("retry.silent_done", "time!")
	goneDo      = tell("unreached.do", "customer!")
	goneSay     = say("unreached.say", "owner company")
	goneWait    = tell("unreached.wait", "customer! until!")
	howTitle    = tell("form.how.title", "")
	labelHow    = tell("field.how", "")
	hows        = options("how", "call", "voicemail", "text", "email", "letter", "visit")
)

// Acts.
const (
	HowTried Act = "how_tried"
	LetRest  Act = "let_rest"
	Reached  Act = "reached"
)

// HowForm asks how the customer was tried.
const HowForm FormID = "how"

// HowField names a way.
const HowField Field = "how"

var _ = put(branches, map[Branch]branch{Silent: {
	cues: []string{"no answer", "went to voicemail", "left a voicemail", "left voicemail", "not picking up", "doesn't pick up", "didn't pick up", "doesn't answer", "didn't answer"},
	open: func(c Case) bool {
		return c.Outcome == "" && c.Stage != Retry && !c.within(Unreached, Paused, Again, Unsafe, LettingGo)
	},
	enter: (*turn).noAnswer,
}})

var _ = put(deeds, map[Act]deed{
	Reached:  plain((*turn).reached),
	HowTried: opens((*turn).howForm),
	LetRest:  plain(func(t *turn) { t.ending(NoResponse, silentDone.With("time", t.now())) }),
})

var _ = put(sheets, map[FormID]sheet{HowForm: {HowTried, HowField, (*turn).howTried}})

var _ = put(scenes, map[Stage]scene{Unreached: {off: true, draws: (*turn).drawUnreached}})

// noAnswer records an attempt, and asks when the next one is.
func (t *turn) noAnswer() {
	t.attempt()
	t.c.FollowUp.How, t.c.FollowUp.Next = "", t.c.propose(t.in.At)
	done := noAnswerDone.With("time", t.now())
	if t.c.Stage == CheckIn || t.c.Stage == Waiting {
		t.c.Watch.Since, t.c.Watch.Again, t.c.Watch.Asked = t.in.At, 0, time.Time{}
		t.become(Retry) // one try is one message: it asks where it was answered, and ends as one line
		return
	}
	t.c.Resume = time.Time{}
	t.detour(Unreached, done)
}

func (t *turn) drawUnreached(m *Message) {
	if t.c.Resume.After(t.in.At) {
		m.Head = goneWait.With("customer", t.c.customer(), "until", t.c.when(t.c.Resume, t.in.At))
		t.offerActs(m, Reached)
		return
	}
	m.Head = goneDo.With("customer", t.c.customer())
	m.Say = goneSay.With("owner", t.c.Owner.Name, "company", t.c.Policy.Company)
	m.Lines = append(m.Lines, t.partUnmet())
	t.offerTries(m, HowTried, Reached)
}

// attempt records that the customer was not reached; how can be said better afterwards.
func (t *turn) attempt() {
	how := cmp.Or(t.c.FollowUp.How, "call")
	if how == "call" && t.c.Details.Setting == OnSite {
		how = "visit"
	}
	t.triedBy(how)
}

func (t *turn) reached() {
	t.c.LastWord, t.c.FollowUp.How = t.in.At, ""
	t.rejoin(reachedDone.With("time", t.now()))
}

// tries are the attempts since the customer last heard from us.
func (c Case) tries() []Try {
	return slices.DeleteFunc(slices.Clone(c.FollowUp.Tries), func(a Try) bool { return a.At.Before(c.LastWord) })
}

// silent reports whether the customer was tried often enough.
func (c Case) silent() bool {
	days, ways := map[string]bool{}, map[string]bool{}
	for _, a := range c.tries() {
		days[a.At.In(c.Policy.Location()).Format(time.DateOnly)], ways[a.How] = true, true
	}
	return len(c.tries()) >= triesEnough && (len(days) >= waysEnough || len(ways) >= waysEnough)
}

func (t *turn) howForm() Form {
	return t.oneField(HowForm, howTitle, Question{
		Field: HowField, Label: labelHow.With(), Kind: Pick, Options: hows, Initial: t.c.FollowUp.Tries[len(t.c.FollowUp.Tries)-1].How,
	})
}

func (t *turn) howTried(e Filled) {
	if how := t.picked(e, HowField, hows, false); !t.refused {
		t.c.FollowUp.Tries[len(t.c.FollowUp.Tries)-1].How = how
		t.c.FollowUp.Next = t.c.propose(t.in.At)
		t.redraw()
	}
}
