package dialogs

import (
	"slices"
	"time"
)

// They ask why it happened. It is explained where it is known for certain and may be
// told; otherwise they get a time by which they hear more, and that is a promise (A2 S28
// to S31, A15 D9). Nothing is ever made up, and where words are delicate no cause is named.

// The stages of the branch.
const (
	Explaining Stage = "explaining" // gate: known? may it be told?
	NotYetWhy  Stage = "answer_later"
)

// Why is that they ask for the reason.
const Why Branch = "why"

// Explanation is what the customer was told about the reason.
type Explanation struct {
	Known bool
	May   bool
	Words string
	Until time.Time // when they hear more
}

var (
	explainDo     = tell("explain.do", "")
	explainNot    = tell("explain.not", "")
	explainSayDo  = tell("explain.say_do", "")
	explainSay    = say("explain.say", "what!")
	explainNever  = tell("explain.never_do", "")
	neverSay      = say("explain.never_say", "")
	laterDo       = tell("explain.later_do", "time!")
	laterSay      = say("explain.later_say", "time!")
	laterCareful  = tell("explain.careful", "")
	explainAsked  = tell("explain.asked_done", "time!")
	explainDone   = tell("explain.done", "time!")
	laterDone     = tell("explain.later_done", "until! time!")
	explainWhat   = tell("explain.promise", "")
	explainTitle  = tell("form.explain.title", "")
	labelExplain  = tell("field.explain", "")
	hintExplain   = tell("hint.explain", "")
	explainAtTitl = tell("form.explain_at.title", "")
)

// Acts.
const (
	KnowWhy    Act = "know_why"
	NotKnown   Act = "not_known"
	MayNotTell Act = "may_not_tell"
	SaidWhy    Act = "said_why"
	SaidLater  Act = "said_later"
	LaterAt    Act = "later_at"
)

// Forms.
const (
	ExplainForm   FormID = "explain"
	ExplainAtForm FormID = "explain_at"
)

var _ = put(branches, map[Branch]branch{Why: {
	cues: []string{
		"asks why", "asked why", "asking why", "wants to know why", "why did this happen", "how could this happen",
		"wants an explanation", "wants a reason", "demands an explanation",
	},
	open:  calmBut(Explaining, NotYetWhy),
	enter: (*turn).explain,
}})

var _ = put(deeds, map[Act]deed{
	KnowWhy:    opens((*turn).explainForm),
	NotKnown:   plain(func(t *turn) { t.answerLater(Explanation{}) }),
	MayNotTell: plain(func(t *turn) { t.answerLater(Explanation{Known: true}) }),
	SaidWhy:    plain(func(t *turn) { t.rejoin(explainDone.With("time", t.now())) }),
	SaidLater:  plain((*turn).saidLater),
	LaterAt:    opens((*turn).explainAtForm),
})

var _ = put(sheets, map[FormID]sheet{
	ExplainForm:   {KnowWhy, WordsField, (*turn).explained},
	ExplainAtForm: {LaterAt, WhenField, (*turn).laterAt},
})

var _ = put(scenes, map[Stage]scene{
	Explaining: {off: true, draws: (*turn).drawExplaining},
	NotYetWhy:  {of: Explaining, off: true, draws: (*turn).drawNotYetWhy},
})

// calmBut: a branch is open but where it leads already, and while the talk is unsafe or
// rests.
func calmBut(own ...Stage) func(Case) bool {
	return func(c Case) bool {
		return !slices.Contains(own, c.Stage) && c.Stage != Warned && !c.within(Unsafe, Paused, Again)
	}
}

func (t *turn) explain() {
	t.c.Explained = Explanation{}
	if t.c.Details.Delicate() {
		t.answerLater(t.c.Explained)
		return
	}
	t.detour(Explaining, explainAsked.With("time", t.now()))
}

func (t *turn) drawExplaining(m *Message) {
	m.Not = explainNot.With()
	switch {
	case t.c.Policy.How().Explain == "never":
		m.Head, m.Say = explainNever.With(), neverSay.With()
		t.offerActs(m, SaidWhy)
	case t.c.Explained.Words != "":
		m.Head, m.Say = explainSayDo.With(), explainSay.With("what", short(t.c.Explained.Words, spokenRunes))
		t.offerActs(m, SaidWhy, KnowWhy)
	default:
		m.Head = explainDo.With()
		t.offerActs(m, KnowWhy, NotKnown, MayNotTell)
	}
}

func (t *turn) explainForm() Form {
	return t.oneField(ExplainForm, explainTitle, Question{
		Field: WordsField, Label: labelExplain.With(), Hint: hintExplain.With(), Kind: Long, Initial: t.c.Explained.Words,
	})
}

func (t *turn) explained(e Filled) {
	if words := t.promiseText(e, WordsField); !t.refused {
		t.c.Explained = Explanation{Known: true, May: true, Words: words}
		t.redraw()
	}
}

func (t *turn) answerLater(x Explanation) {
	x.Until = t.c.Policy.Due(t.in.At, t.c.Policy.Clocks.Retry).UTC()
	t.c.Explained = x
	t.detour(NotYetWhy, explainAsked.With("time", t.now()))
}

func (t *turn) drawNotYetWhy(m *Message) {
	until := t.c.when(t.c.Explained.Until, t.in.At)
	m.Head, m.Say, m.Not = laterDo.With("time", until), laterSay.With("time", until), explainNot.With()
	if t.c.Details.Delicate() {
		m.Lines = []Line{laterCareful.With()}
	}
	t.offerActs(m, SaidLater, LaterAt)
}

func (t *turn) explainAtForm() Form {
	return formOn(t.c.token(), ExplainAtForm, explainAtTitl, t.askWhen(labelWhen, time.Time{})...)
}

func (t *turn) laterAt(e Filled) {
	if at := t.moment(e); !t.refused {
		t.c.Explained.Until = at.UTC()
		t.redraw()
	}
}

// saidLater makes the time a promise; one that has passed meanwhile is named anew.
func (t *turn) saidLater() {
	x := &t.c.Explained
	if !x.Until.After(t.in.At) {
		x.Until = t.c.Policy.Due(t.in.At, t.c.Policy.Clocks.Retry).UTC()
		t.redraw()
		return
	}
	if i := t.c.promised(explainWhat); i >= 0 { // they asked before; the new time counts
		t.postpone(i, x.Until)
	} else {
		t.ourPromise(explainWhat, t.c.Owner, x.Until)
	}
	t.c.LastWord = t.in.At
	t.rejoin(laterDone.With("until", t.c.when(x.Until, t.in.At), "time", t.now()))
}
