package dialogs

var (
	readyLine  = tell("ready", "company")
	listenDo   = tell("listen.do", "customer")
	listenSay  = say("listen.say", "customer")
	listenNot  = tell("listen.not", "")
	listenDone = tell("listen.done", "time!")
	fineDone   = tell("listen.fine_done", "time!")

	clarifyDo    = tell("clarify.do", "")
	clarifySay   = say("clarify.say", "customer problem!")
	clarifyNot   = tell("clarify.not", "")
	clarifyEmpty = tell("clarify.empty", "")
	clarifyDone  = tell("clarify.done", "problem! time!")
	anythingDo   = tell("anything.do", "customer")
	anythingSay  = say("anything.say", "customer")

	restateTitle = tell("form.restate.title", "")
	labelRestate = tell("field.restate", "")
	hintRestate  = tell("hint.restate", "")
	problemTitle = tell("form.problem.title", "")
	alsoTitle    = tell("form.also.title", "")
	labelAlso    = tell("field.also", "")
	hintAlso     = tell("hint.also", "")
)

// Acts.
const (
	Listened  Act = "listened"
	FineNow   Act = "fine_now"
	Agrees    Act = "agrees"
	NotQuite  Act = "not_quite"
	WriteDown Act = "write_down"
	NoMore    Act = "nothing_else"
	Also      Act = "also"
)

// Forms.
const (
	ProblemForm FormID = "problem"
	RestateForm FormID = "restate"
	AlsoForm    FormID = "also"
)

var _ = put(deeds, map[Act]deed{
	Listened:  onward(Listen, listenDone),
	FineNow:   plain(func(t *turn) { t.settleNow(fineDone.With("time", t.now())) }),
	Agrees:    plain((*turn).agrees),
	NotQuite:  opens((*turn).restateForm),
	WriteDown: opens((*turn).problemForm),
	NoMore:    plain((*turn).noMore),
	Also:      opens((*turn).alsoForm),
})

var _ = put(sheets, map[FormID]sheet{
	ProblemForm: {WriteDown, ProblemField, (*turn).problem},
	RestateForm: {NotQuite, WordsField, (*turn).restate},
	AlsoForm:    {Also, ProblemField, (*turn).also},
})

var _ = put(scenes, map[Stage]scene{
	Listen:   {skip: true, draws: (*turn).drawListen},
	Clarify:  {draws: (*turn).drawClarify},
	Anything: {of: Clarify, draws: (*turn).drawAnything},
})

// Listening demands nothing but listening: no typing, no timer (A2 S1, A15 D18).
func (t *turn) drawListen(m *Message) {
	m.Head = listenDo.With("customer", t.c.customer())
	m.Say = listenSay.With("customer", t.c.customer())
	m.Not = listenNot.With()
	t.offerActs(m, Listened, FineNow)
}

func (t *turn) drawClarify(m *Message) {
	m.Head = clarifyDo.With()
	if t.c.Restated == "" {
		m.Lines = []Line{clarifyEmpty.With()}
		t.offerActs(m, WriteDown)
		return
	}
	m.Say = clarifySay.With("customer", t.c.customer(), "problem", short(t.c.Restated, spokenRunes))
	m.Not = clarifyNot.With()
	t.offerActs(m, Agrees, NotQuite)
}

func (t *turn) drawAnything(m *Message) {
	m.Head = anythingDo.With("customer", t.c.customer())
	m.Say = anythingSay.With("customer", t.c.customer())
	t.offerActs(m, NoMore, Also)
}

func (t *turn) agrees() {
	t.c.Agreed = true
	t.become(Anything)
}

func (t *turn) noMore() {
	t.advance(t.c.after(Anything), clarifyDone.With("problem", short(t.c.Restated, lineRunes), "time", t.now()))
}

func (t *turn) restateForm() Form {
	return t.oneField(RestateForm, restateTitle, Question{
		Field: WordsField, Label: labelRestate.With(), Hint: hintRestate.With(), Kind: Long, Initial: t.c.Restated,
	})
}

// restate takes the sentence in better words; the customer has not agreed to
// these yet.
func (t *turn) restate(e Filled) {
	words := t.text(e, WordsField, false)
	if t.refused {
		return
	}
	t.c.Restated, t.c.Agreed = words, false
	t.become(Clarify)
}

func (t *turn) problemForm() Form {
	return t.oneField(ProblemForm, problemTitle, Question{
		Field: ProblemField, Label: labelProblem.With(), Hint: hintProblem.With(), Kind: Long,
	})
}

func (t *turn) problem(e Filled) {
	words := t.text(e, ProblemField, false)
	if t.refused {
		return
	}
	t.c.Details.Problem = words
	t.learn(words)
	t.c.Restated = short(words, spokenRunes)
	t.redraw()
}

func (t *turn) alsoForm() Form {
	return t.oneField(AlsoForm, alsoTitle, Question{
		Field: ProblemField, Label: labelAlso.With(), Hint: hintAlso.With(), Kind: Long,
	})
}

// also adds what lay beneath; the whole is given back once more (A2 S6).
func (t *turn) also(e Filled) {
	words := t.text(e, ProblemField, false)
	if t.refused {
		return
	}
	t.c.Details.Problem += "\n" + words
	t.learn(words)
	t.c.Restated += "; " + short(words, spokenRunes)
	t.c.Agreed = false
	t.become(Clarify)
}

// oneField is a form of the live step with one question.
func (t *turn) oneField(id FormID, title Phrase, q Question) Form {
	return oneFieldOn(t.c.token(), id, title, q)
}

// oneFieldOn is such a form of whatever the token names.
func oneFieldOn(on string, id FormID, title Phrase, q Question) Form {
	return formOn(on, id, title, q)
}

func formOn(on string, id FormID, title Phrase, asks ...Question) Form {
	return Form{ID: id, On: on, Title: title.With(), Submit: save.With(), Inputs: asks}
}
