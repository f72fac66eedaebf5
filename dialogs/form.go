package dialogs

import "slices"

// FormID names a form. Each is named beside the conversation it belongs to.
type FormID string

// OpenForm is the form that opens a case, and ReadForm one that is only read. All
// others belong to a case.
const (
	OpenForm FormID = "open"
	ReadForm FormID = "read"
)

// Field names an input of a form.
type Field string

// The fields, each read in the same way wherever it is asked.
const (
	CustomerField Field = "customer"
	ContactField  Field = "contact"
	JobField      Field = "job"
	InvoiceField  Field = "invoice"
	ProblemField  Field = "problem"
	SourceField   Field = "source"
	SettingField  Field = "setting"
	WordsField    Field = "words"
	AmountField   Field = "amount"
	VerdictField  Field = "verdict"
	NoteField     Field = "note"
	WhoField      Field = "who"
	WhenField     Field = "when"
)

// sheet is what becomes of a form that was sent.
type sheet struct {
	act   Act   // who may press this may send it
	first Field // where it says what is wrong with the whole
	takes func(*turn, Filled)
}

var sheets = map[FormID]sheet{}

var draftOld = tell("sorry.draft_old", "case!")

// filled takes a submitted form. A form whose case has moved on stays open with
// what was typed, so that nothing has to be typed again.
func (t *turn) filled(e Filled) {
	s, known := sheets[e.Form]
	if !known { // opening is not a case's business yet; reading sends nothing
		return
	}
	if !t.c.Closed.IsZero() {
		t.object(s.first, notOpen.With("case", t.c.ID, "time", t.c.date(t.c.Closed)))
		return
	}
	switch m, current := t.drawn(e.On); {
	case m.Kind == DecidedKind && !slices.ContainsFunc(m.Choices, func(c Choice) bool { return c.Act == s.act }): // somebody was faster; say who
		t.object(s.first, m.Head)
		return
	case !current:
		t.object(s.first, draftOld.With("case", t.c.ID))
		return
	}
	if !t.may(s.act, e.On) {
		t.object(s.first, notYours.With("names", t.mayNames(s.act, e.On)))
		return
	}
	s.takes(t, e)
}
