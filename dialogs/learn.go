package dialogs

import "strconv"

var (
	settleDo    = tell("settle.do", "who! what! when!")
	settleDone  = tell("settle.done", "kept! made!")
	learnDo     = tell("learn.do", "total! kept! made!")
	learnDone   = tell("learn.done", "failure! time!")
	preventDo   = tell("prevent.do", "")
	preventDone = tell("prevent.done", "time!")
	closedLine  = tell("closed.line", "time!")
	closedNever = tell("closed.never", "owner!")
	closedKind  = tell("closed.kind", "")

	failureTitle = tell("form.failure.title", "")
	labelFailure = tell("field.failure", "")
)

// Acts.
const (
	FailedLate    Act = "late"
	FailedPart    Act = "wrong_part"
	FailedFix     Act = "not_fixed"
	FailedOther   Act = "something_else"
	PreventYes    Act = "prevent_yes"
	PreventNo     Act = "prevent_no"
	PreventUnsure Act = "prevent_unsure"
)

// Forms.
const (
	FailureForm FormID = "failure"
)

var _ = put(deeds, map[Act]deed{
	FailedLate:    failed(tell("learn.late_done", "time!")),
	FailedPart:    failed(tell("learn.wrong_part_done", "time!")),
	FailedFix:     failed(tell("learn.not_fixed_done", "time!")),
	FailedOther:   opens((*turn).failureForm),
	PreventYes:    {does: (*turn).learnt},
	PreventNo:     {does: (*turn).learnt},
	PreventUnsure: {does: (*turn).learnt},
})

var _ = put(sheets, map[FormID]sheet{
	FailureForm: {FailedOther, WordsField, (*turn).otherFailure},
})

var _ = put(scenes, map[Stage]scene{
	Settle:  {of: Thank, draws: (*turn).drawSettle},
	Learn:   {of: Thank, draws: (*turn).drawLearn},
	Prevent: {of: Thank, draws: (*turn).drawPrevent},
	Ended:   {of: Thank, draws: (*turn).drawEnded},
})

// failed is the press of a failure that has a button of its own.
func failed(done Phrase) deed {
	return deed{does: func(t *turn, ch Choice) { t.learned(string(ch.Act), done.With("time", t.now())) }}
}

func (t *turn) drawSettle(m *Message) {
	p := t.c.Promises[max(0, t.unsettled())]
	m.Head = settleDo.With("who", p.Who.Name, "what", short(p.What, lineRunes), "when", t.c.date(p.By))
	t.offerActs(m, Kept, NotYet, NotKept)
}

// settle asks about the promises that are still open, one after the other.
func (t *turn) settle(done Line) {
	t.advance(Settle, done)
	t.hush()
}

// hush takes the buttons from a promise's own question while the step asks it.
func (t *turn) hush() {
	if i := t.unsettled(); t.c.Promises[i].Pinged {
		t.showPromise(i)
	}
}

// settled goes on once every promise is answered for.
func (t *turn) settled() {
	if t.unsettled() >= 0 {
		t.redraw()
		t.hush()
		return
	}
	kept, made := t.kept()
	done := settleDone.With("kept", strconv.Itoa(kept), "made", strconv.Itoa(made))
	if t.c.Lesson.Preventable != "" {
		t.close(done)
		return
	}
	t.advance(Learn, done)
}

func (t *turn) kept() (kept, made int) {
	for _, p := range t.c.Promises {
		if p.Status == Done {
			kept++
		}
	}
	return kept, len(t.c.Promises)
}

func (t *turn) drawLearn(m *Message) {
	kept, made := t.kept()
	m.Head = learnDo.With("total", t.c.Total().String(), "kept", strconv.Itoa(kept), "made", strconv.Itoa(made))
	t.offerActs(m, FailedLate, FailedPart, FailedFix, FailedOther)
}

func (t *turn) failureForm() Form {
	return t.oneField(FailureForm, failureTitle, Question{Field: WordsField, Label: labelFailure.With(), Kind: Short})
}

func (t *turn) otherFailure(e Filled) {
	if words := t.text(e, WordsField, false); !t.refused {
		t.learned(words, learnDone.With("failure", short(words, lineRunes), "time", t.now()))
	}
}

func (t *turn) learned(failure string, done Line) {
	t.c.Lesson.Failure = failure
	t.advance(Prevent, done)
}

func (t *turn) drawPrevent(m *Message) {
	m.Head = preventDo.With()
	t.offerActs(m, PreventYes, PreventNo, PreventUnsure)
}

// learnt ends the questions. A promise made while they were asked still has to
// be answered for.
func (t *turn) learnt(ch Choice) {
	t.c.Lesson.Preventable = string(ch.Act)
	if t.unsettled() >= 0 {
		t.settle(preventDone.With("time", t.now()))
		return
	}
	t.close(closedLine.With("time", t.now()))
}

func (t *turn) close(done Line) {
	t.c.Closed = t.in.At
	t.dropNotes(func(Spotted) bool { return true })
	t.advance(Ended, done)
}

// The last message lets the owner let go (A1 P15); where the customer could
// not be won, it says so kindly (A3 B20).
func (t *turn) drawEnded(m *Message) {
	m.Kind, m.Head = NoteKind, closedKind.With()
	if t.c.Outcome == NotRecoverable {
		m.Head = closedNever.With("owner", t.c.Owner.Name)
	}
	if t.c.Outcome == Merged {
		m.Head = mergedEnd.With("case", t.c.Same.Case)
	}
}
