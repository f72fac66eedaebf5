package dialogs

// What helps depends on what they lost and on whether they keep what we did: a failed
// job is done again, money answers money, attention answers neglect (B4 7, 8). Both are
// understood from what was said, shown as understood, and corrected by a pick.

// Loss is what they lost; empty: not known. They are policy.Losses.
type Loss string

// The losses.
const (
	LostService Loss = "service"
	LostProduct Loss = "product"
	LostMoney   Loss = "money"
	LostTime    Loss = "time"
	LostRespect Loss = "respect"
)

// losses in the order in which they are understood: what is said in so many words goes
// before what every second customer says.
var losses = []struct {
	what Loss
	best string // the kind of remedy that answers it
	cues []string
	name Phrase
	why  Phrase // what is said of a remedy that answers it
}{
	{
		LostProduct, "replace",
		[]string{"wrong part", "wrong parts", "faulty part", "bad part", "defective", "part failed", "part broke", "new part", "wrong unit", "wrong model", "wrong size"},
		tell("loss.product", ""), tell("suggest.product", "extra! amount! left!"),
	},
	{
		LostMoney, "refund",
		[]string{
			"overcharged", "over charged", "charged twice", "double charged", "charged too much", "paid twice", "paid for nothing", "lost wages", "day's pay", "days pay",
			"extra charge", "hidden fee", "hidden fees", "wrong bill", "wrong invoice", "out of pocket",
		},
		tell("loss.money", ""), tell("suggest.money", "extra! amount! left!"),
	},
	{
		LostTime, "service",
		[]string{
			"late", "hours late", "waited", "waiting all day", "no show", "never showed", "didn't show", "did not show", "nobody came", "no one came", "day off", "off work",
			"all day", "rescheduled", "missed appointment", "missed the appointment",
		},
		tell("loss.time", ""), tell("suggest.time", "extra! amount! left!"),
	},
	{
		LostRespect, "attention",
		[]string{
			"rude", "disrespectful", "unprofessional", "attitude", "ignored", "talked down", "hung up on", "hung up", "nobody called", "no one called", "never called back",
			"lied to", "swore at", "laughed at",
		},
		tell("loss.respect", ""), tell("suggest.respect", "extra! amount! left!"),
	},
	{
		LostService, "redo",
		append([]string{
			"not working", "doesn't work", "does not work", "stopped working", "not fixed", "still broken", "still leaking", "still leaks", "leaking again", "no hot water", "no heat",
			"no water", "no ac", "ac out", "not cooling", "not heating", "clogged again", "out again", "sloppy", "bad job", "poor job", "half done", "not finished",
		}, seconds...),
		tell("loss.service", ""), tell("suggest.service", "extra! amount! left!"),
	},
}

var (
	rejecting = []string{
		"money back", "wants it all back", "take it out", "rip it out", "never again", "wants nothing from us", "wants none of it", "full refund", "cancel the job",
		"start over with somebody else", "somebody else to do it", "someone else to do it",
	}
	keeping = []string{"keeps it", "keep it", "will keep", "works now", "works fine now", "otherwise fine", "otherwise happy", "happy with the work", "happy with the rest"}
)

var (
	fitLine    = tell("fit.line", "loss! keeps!")
	fitUnknown = tell("fit.unknown", "")
	fitBill    = tell("fit.bill", "")
	keepsYes   = tell("keeps.yes", "")
	keepsNo    = tell("keeps.no", "")
	keepsOpen  = tell("keeps.open", "")
	fitTitle   = tell("form.fit.title", "")
	labelLoss  = tell("field.loss", "")
	labelKeeps = tell("field.keeps", "")
)

// TellFit says what they lost and whether they keep it.
const TellFit Act = "fit"

// FitForm asks it.
const FitForm FormID = "fit"

// Fields.
const (
	LossField  Field = "loss"
	KeepsField Field = "keeps"
)

var _ = put(deeds, map[Act]deed{TellFit: opens((*turn).fitForm)})

var _ = put(sheets, map[FormID]sheet{FitForm: {TellFit, LossField, (*turn).fit}})

// fit understands the two from what was said; what is known already stays.
func (f *Facts) fit(text string) {
	for _, l := range losses {
		if f.Loss == "" && mentions(text, l.cues) {
			f.Loss = l.what
		}
	}
	switch {
	case f.Keeps != "":
	case mentions(text, rejecting):
		f.Keeps = No
	case mentions(text, keeping):
		f.Keeps = Yes
	}
}

// fitted is how the two are understood, for whoever works the case or decides.
func (c Case) fitted() Line {
	keeps := keepsOpen
	switch c.Details.Keeps {
	case Yes:
		keeps = keepsYes
	case No:
		keeps = keepsNo
	}
	for _, l := range losses {
		if l.what == c.Details.Loss {
			return fitLine.With("loss", slotPhrase(l.name), "keeps", slotPhrase(keeps))
		}
	}
	return fitUnknown.With()
}

// fitKnown are the two for somebody else, where they say more than that a job failed.
func (c Case) fitKnown() []Line {
	if d := c.Details; d.Loss == "" || d.Loss == LostService && d.Keeps == "" {
		return nil
	}
	return []Line{c.fitted()}
}

// unfit is what says the thing that is missing most for a suggestion that fits; empty:
// nothing is.
func (c Case) unfit() Act {
	switch d := c.Details; {
	case d.Loss == "":
		return TellFit
	case d.Invoice == 0:
		return TellBill
	}
	return ""
}

func (t *turn) fitQuestions() []Question {
	d := t.c.Details
	loss := Question{Field: LossField, Label: labelLoss.With(), Kind: Pick, Initial: string(d.Loss), Optional: true}
	for _, l := range losses {
		loss.Options = append(loss.Options, Option{string(l.what), l.name.With()})
	}
	return []Question{loss, {Field: KeepsField, Label: labelKeeps.With(), Kind: Pick, Initial: string(d.Keeps), Optional: true, Options: []Option{
		{string(Yes), keepsYes.With()}, {string(No), keepsNo.With()},
	}}}
}

func (t *turn) fitForm() Form {
	f := Form{ID: FitForm, On: t.c.token(), Title: fitTitle.With(), Submit: save.With(), Inputs: t.fitQuestions()}
	if t.c.Details.Invoice == 0 {
		f.Inputs = append(f.Inputs, Question{Field: InvoiceField, Label: labelInvoice.With(), Hint: hintInvoice.With(), Kind: Short, Optional: true})
	}
	return f
}

func (t *turn) fit(e Filled) {
	bill := t.c.Details.Invoice
	if _, asked := e.Fields[InvoiceField]; asked {
		bill = t.invoice(e)
	}
	if t.refused {
		return
	}
	t.c.Details.Invoice = bill
	t.takeFit(e)
	t.redraw()
}

// takeFit takes the two where a form asked them.
func (t *turn) takeFit(e Filled) {
	if _, asked := e.Fields[LossField]; asked {
		t.c.Details.Loss = picked(e, LossField, LostService, LostProduct, LostMoney, LostTime, LostRespect)
		t.c.Details.Keeps = picked(e, KeepsField, Yes, No)
	}
}
