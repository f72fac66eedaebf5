package dialogs

import (
	"slices"
	"strconv"
)

// What is learnt at the end takes two presses, or one minute: the owner moves on, and
// what they said stays for the next customer (A15 D15).

var (
	learnDo     = tell("learn.do", "total! kept! made!")
	learnDone   = tell("learn.done", "failure! time!")
	ratingDo    = tell("rating.do", "customer!")
	ratingQuiet = tell("rating.silent_do", "customer!")
	ratingSorry = tell("rating.no_apology", "")
	ratingDone  = tell("rating.done", "time!")

	failureTitle = tell("form.failure.title", "")
	labelFailure = tell("field.failure", "")
	labelFailed  = tell("field.failure_words", "")
	lessonTitle  = tell("form.lesson.title", "")
	labelStand   = tell("field.stand", "")
	labelCause   = tell("field.cause", "")
	hintCause    = tell("hint.cause", "")
	labelWhys    = tell("field.whys", "")
	hintWhys     = tell("hint.whys", "")
	hintPartly   = tell("hint.contributed", "")
)

// Acts.
const (
	FailedLate  Act = "late"
	FailedPart  Act = "wrong_part"
	FailedFix   Act = "not_fixed"
	FailedOther Act = "something_else"
	NowBetter   Act = "better"
	NowSame     Act = "same"
	NowWorse    Act = "worse"
	CannotSay   Act = "cannot_say"
	MinuteMore  Act = "minute_more"
)

// Forms.
const (
	FailureForm FormID = "failure"
	LessonForm  FormID = "lesson"
)

// Fields.
const (
	FailureField Field = "failure"
	StandField   Field = "stand"
	CauseField   Field = "cause"
	WhysField    Field = "whys"
	PartlyField  Field = "contributed"
)

// failures are those that have no button; "other" is told in words.
var failures = options("failure", "staff_absent", "weather", "supply", "damage", "missed_call", "price", "manners", "not_company", "other")

// Those that have one.
var _ = options("failure", string(FailedLate), string(FailedPart), string(FailedFix))

var (
	stands  = options("stand", string(NowBetter), string(NowSame), string(NowWorse))
	answers = options("sure", "yes", "no", "unsure")
	grades  = options("grade", "1", "2", "3", "4", "5")
)

// asked are the questions of the minute that are answered with a word.
var asked = []struct {
	field Field
	label Phrase
	of    func(*Lesson) *string
}{
	{"preventable", tell("field.preventable", ""), func(l *Lesson) *string { return &l.Preventable }},
	{PartlyField, tell("field.contributed", ""), func(l *Lesson) *string { return &l.Contributed }},
	{"recognised", tell("field.recognised", ""), func(l *Lesson) *string { return &l.Recognised }},
	{"validated", tell("field.validated", ""), func(l *Lesson) *string { return &l.Validated }},
	{"acted", tell("field.acted", ""), func(l *Lesson) *string { return &l.Acted }},
}

// graded are those with a mark: what complainers judge apart from each other (B4 #1).
var graded = []struct {
	field Field
	label Phrase
	of    func(*Lesson) *int
}{
	{"fix", tell("field.fix", ""), func(l *Lesson) *int { return &l.Fix }},
	{"handling", tell("field.handling", ""), func(l *Lesson) *int { return &l.Handling }},
	{"outcome", tell("field.outcome", ""), func(l *Lesson) *int { return &l.Outcome }},
	{"process", tell("field.process", ""), func(l *Lesson) *int { return &l.Process }},
	{"treatment", tell("field.treatment", ""), func(l *Lesson) *int { return &l.Treatment }},
}

var _ = put(deeds, map[Act]deed{
	FailedLate:  {does: (*turn).failed},
	FailedPart:  {does: (*turn).failed},
	FailedFix:   {does: (*turn).failed},
	FailedOther: opens((*turn).failureForm),
	NowBetter:   {does: (*turn).stand},
	NowSame:     {does: (*turn).stand},
	NowWorse:    {does: (*turn).stand},
	CannotSay:   {does: (*turn).stand},
	MinuteMore:  opens((*turn).lessonForm),
})

var _ = put(sheets, map[FormID]sheet{
	FailureForm: {FailedOther, WordsField, (*turn).otherFailure},
	LessonForm:  {MinuteMore, StandField, (*turn).lesson},
})

var _ = put(scenes, map[Stage]scene{
	Learn:  {of: Thank, draws: (*turn).drawLearn},
	Rating: {of: Thank, draws: (*turn).drawRating},
})

// options are answers to pick, with a phrase each.
func options(kind string, values ...string) []Option {
	var list []Option
	for _, v := range values {
		list = append(list, Option{v, tell(kind+"."+v, "").With()})
	}
	return list
}

// picked takes a field's answer, where it is one that was offered, or objects.
func (t *turn) picked(e Filled, f Field, from []Option, optional bool) string {
	v := e.Fields[f]
	if offered := slices.ContainsFunc(from, func(o Option) bool { return o.Value == v }); !offered && !(optional && v == "") {
		t.object(f, needsText.With())
	}
	return v
}

func (t *turn) drawLearn(m *Message) {
	kept, made := t.kept()
	m.Head = learnDo.With("total", t.c.Total().String(), "kept", strconv.Itoa(kept), "made", strconv.Itoa(made))
	t.offerActs(m, FailedLate, FailedPart, FailedFix, FailedOther)
}

func (t *turn) failed(ch Choice) { t.learned(string(ch.Act)) }

func (t *turn) failureForm() Form {
	return Form{
		ID: FailureForm, On: t.c.token(), Title: failureTitle.With(), Submit: save.With(),
		Inputs: []Question{
			{Field: FailureField, Label: labelFailure.With(), Kind: Pick, Initial: "other", Options: failures},
			{Field: WordsField, Label: labelFailed.With(), Kind: Short, Optional: true},
		},
	}
}

func (t *turn) otherFailure(e Filled) {
	failure := t.picked(e, FailureField, failures, false)
	words := t.text(e, WordsField, failure != "other")
	if !t.refused {
		t.c.Lesson.Words = words
		t.learned(failure)
	}
}

func (t *turn) learned(failure string) {
	t.c.Lesson.Failure = failure
	said := slotPhrase(Phrase("failure." + failure))
	if failure == "other" {
		said = short(t.c.Lesson.Words, lineRunes)
	}
	t.advance(Rating, learnDone.With("failure", said, "time", t.now()))
}

// drawRating ends it with a press; who has a minute more says more.
func (t *turn) drawRating(m *Message) {
	m.Head = ratingDo.With("customer", t.c.customer())
	if slices.ContainsFunc(t.c.Skipped, func(s Skipped) bool { return s.Stage == Apologize }) {
		m.Lines = []Line{ratingSorry.With()}
	}
	if t.c.Outcome == NoResponse { // nobody knows
		m.Head = ratingQuiet.With("customer", t.c.customer())
		t.offerActs(m, CannotSay, MinuteMore)
		return
	}
	t.offerActs(m, NowBetter, NowSame, NowWorse, MinuteMore)
}

func (t *turn) stand(ch Choice) {
	t.c.Lesson.Stand = string(ch.Act)
	t.learnt()
}

func (t *turn) lessonForm() Form {
	f := Form{ID: LessonForm, On: t.c.token(), Title: lessonTitle.With(), Submit: save.With()}
	more := func(q Question) {
		q.Optional = true
		f.Inputs = append(f.Inputs, q)
	}
	if t.c.Outcome != NoResponse {
		f.Inputs = []Question{{Field: StandField, Label: labelStand.With(), Kind: Pick, Options: stands}}
	}
	if t.c.Policy.How().RootCause != "never" {
		more(Question{Field: CauseField, Label: labelCause.With(), Hint: hintCause.With(), Kind: Short})
		more(Question{Field: WhysField, Label: labelWhys.With(), Hint: hintWhys.With(), Kind: Long})
	}
	for _, a := range asked {
		q := Question{Field: a.field, Label: a.label.With(), Kind: Pick, Options: answers}
		if a.field == PartlyField {
			q.Hint = hintPartly.With()
		}
		more(q)
	}
	for _, g := range graded {
		more(Question{Field: g.field, Label: g.label.With(), Kind: Pick, Options: grades})
	}
	return f
}

func (t *turn) lesson(e Filled) {
	l := &t.c.Lesson
	l.Stand = string(CannotSay)
	if t.c.Outcome != NoResponse {
		l.Stand = t.picked(e, StandField, stands, false)
	}
	if t.c.Policy.How().RootCause != "never" {
		l.Cause, l.Whys = t.text(e, CauseField, true), t.text(e, WhysField, true)
	}
	for _, a := range asked {
		*a.of(l) = t.picked(e, a.field, answers, true)
	}
	for _, g := range graded {
		*g.of(l), _ = strconv.Atoi(t.picked(e, g.field, grades, true)) // empty: not said
	}
	if !t.refused {
		t.learnt()
	}
}
