package dialogs

import (
	"regexp"
	"slices"
	"strconv"
)

// Facts are what else changes how a case is handled. Nobody fills in all of them: what
// is typed says most, and the rest is asked where it matters, so that nobody asks the
// customer about it later (A7 F9).
type Facts struct {
	Damage  bool    `json:",omitzero"` // of something of theirs
	Injury  bool    `json:",omitzero"`
	Insurer bool    `json:",omitzero"`
	Lawyer  bool    `json:",omitzero"`
	Urgency Urgency `json:",omitzero"`
	Years   int     `json:",omitzero"`  // as a customer; 0: not known
	Missed  int     `json:",omitzero"`  // how often they waited for a call of ours (A7 F5)
	Repeats int     `json:",omitempty"` // how often they called again before we did (A7 F5)
	Ours    Answer  `json:",omitzero"`  // whether it was us; for us only (A1 P1)
	Mend    Answer  `json:",omitzero"`  // whether it can still be put right (A2 S23)
	Hitch   Hitch   `json:",omitzero"`  // what came in between that nobody did
	Loss    Loss    `json:",omitzero"`  // what they lost
	Keeps   Answer  `json:",omitzero"`  // whether they keep what we did
	Changed string  `json:",omitempty"` // what is different here since (A7 F16)
}

// Urgency is how long it can wait, as the customer sees it.
type Urgency string

// The urgencies.
const (
	Now     Urgency = "now"
	Today   Urgency = "today"
	CanWait Urgency = "later"
)

// or is the one that waits less.
func (u Urgency) or(other Urgency) Urgency {
	for _, one := range []Urgency{Now, Today, CanWait} {
		if u == one || other == one {
			return one
		}
	}
	return ""
}

// Answer is a yes or a no; empty: not known.
type Answer string

// The answers.
const (
	Yes Answer = "yes"
	No  Answer = "no"
)

// loyal is from how many years on a customer is hurt most by what goes wrong, and is
// answered sooner (B4 6).
const loyal = 5

var (
	factInvolved = tell("fact.involved", "what!")
	factUrgent   = tell("fact.now", "")
	factToday    = tell("fact.today", "")
	factNoHeat   = tell("fact.emergency", "")
	factMissed   = tell("fact.missed", "count!")
	factYears    = tell("fact.years", "count!")
	factLoyal    = tell("fact.loyal", "count!")
	factNoMend   = tell("fact.no_mend", "")

	optNone   = tell("involved.none", "")
	optNow    = tell("urgency.now", "")
	optToday  = tell("urgency.today", "")
	optLater  = tell("urgency.later", "")
	optNoHeat = tell("urgency.emergency", "")
	optFirst  = tell("visit.first", "")
	optSecond = tell("visit.second", "")
	optThird  = tell("visit.third", "")
	optYes    = tell("answer.yes", "")
	optNo     = tell("answer.no", "")

	factsTitle  = tell("form.facts.title", "")
	labelUrgent = tell("field.urgency", "")
	labelVisit  = tell("field.visit", "")
	labelInvolv = tell("field.involved", "")
	hintInvolv  = tell("hint.involved", "")
	labelMend   = tell("field.mend", "")
	labelOurs   = tell("field.ours", "")
	hintOurs    = tell("hint.ours", "")
	labelYears  = tell("field.years", "")
	yearsWrong  = tell("error.years", "")
)

// Acts. What a manager will want to know has a button of its own, where it matters.
const (
	TellFacts Act = "facts"
	TellBill  Act = "bill"
)

// FactsForm asks what else matters.
const FactsForm FormID = "facts"

// Fields.
const (
	UrgencyField  Field = "urgency"
	VisitField    Field = "visit"
	InvolvedField Field = "involved"
	MendField     Field = "mend"
	OursField     Field = "ours"
	YearsField    Field = "years"
)

var _ = put(deeds, map[Act]deed{
	TellFacts: opens((*turn).factsForm),
	TellBill:  opens((*turn).billForm),
})

var _ = put(sheets, map[FormID]sheet{FactsForm: {TellFacts, InvoiceField, (*turn).facts}})

var (
	thirds  = []string{"third visit", "3rd visit", "third time", "3rd time"}
	seconds = append([]string{"second visit", "2nd visit", "second time", "2nd time", "came back twice", "still not fixed"}, thirds...)
	noHeat  = []string{"no heat", "no heating", "no water", "without heat", "without water", "heat is out", "water is off"}
	urgent  = []string{"urgent", "newborn", "baby", "oxygen", "wheelchair", "immediately"}
	ringing = regexp.MustCompile(`(?i)\b(?:call|rang|ring|phon|text|mail|e-mail|wr[io]t)\w*[^.;!?\n]*\b(?:second|third|2nd|3rd) time|\b(?:second|third|2nd|3rd) time\b[^.;!?\n]*\b(?:call|rang|ring|phon|text|mail|e-mail|wr[io]t)`)
	since   = regexp.MustCompile(`(?i)\bcustomers? (?:for|of) (\d{1,2}) years`)
)

// learn finds in what the customer said what changes how it is handled.
func (d *Details) learn(text string) {
	visits := ringing.ReplaceAllString(text, " ") // how often they called is another count
	d.Second = d.Second || mentions(visits, seconds)
	d.Third = d.Third || mentions(visits, thirds)
	d.Emergency = d.Emergency || mentions(text, noHeat)
	for _, v := range d.involved() {
		*v.fact = *v.fact || mentions(text, v.cues)
	}
	d.Injury = d.Injury || hazardIn(text) == Injured
	d.fit(text)
	if d.Urgency == "" && mentions(text, urgent) {
		d.Urgency = Now
	}
	if d.HeadsUp {
		d.Hitch = hitchIn(text)
	}
	if m := since.FindStringSubmatch(text); m != nil && d.Years == 0 {
		d.Years, _ = strconv.Atoi(m[1])
	}
}

// learn takes in what is said once the case is open.
func (t *turn) learn(text string) {
	was := t.c.Details
	t.c.Details.learn(text)
	t.tellDelicate(was)
}

// severe: more is owed here than a kind word (A6 C4).
func (c Case) severe() bool {
	d := c.Details
	return d.Second || d.Emergency || d.Missed > 0 || d.Repeats > 1 || d.Mend == No || d.Delicate() || c.Known.AtRisk.After(c.Opened) ||
		d.Invoice > 0 && 2*c.Ask.Amount >= d.Invoice
}

// pressing are the facts that nobody may overlook.
func (c Case) pressing() []Line {
	d := c.Details
	var l []Line
	for _, v := range d.involved() {
		if *v.fact {
			l = append(l, factInvolved.With("what", slotPhrase(v.opt)))
		}
	}
	switch {
	case d.Emergency:
		l = append(l, factNoHeat.With())
	case d.Urgency == Now:
		l = append(l, factUrgent.With())
	case d.Urgency == Today:
		l = append(l, factToday.With())
	}
	if d.Missed > 0 {
		l = append(l, factMissed.With("count", strconv.Itoa(d.Missed)))
	}
	if d.Repeats > 0 {
		l = append(l, factRepeats.With("count", strconv.Itoa(d.Repeats)))
	}
	return l
}

// telling are those that somebody who decides goes by.
func (c Case) telling() []Line {
	l := c.pressing()
	if n := c.Details.Years; n >= loyal {
		l = append(l, factLoyal.With("count", strconv.Itoa(n)))
	} else if n > 0 {
		l = append(l, factYears.With("count", strconv.Itoa(n)))
	}
	if c.Details.Mend == No {
		l = append(l, factNoMend.With())
	}
	return l
}

func (t *turn) factsForm() Form {
	d := t.c.Details
	initial, options := "none", []Option{{"none", optNone.With()}}
	for _, v := range d.involved() {
		options = append(options, Option{v.name, v.opt.With()})
		if *v.fact {
			initial = v.name
		}
	}
	yesNo := []Option{{string(Yes), optYes.With()}, {string(No), optNo.With()}}
	urgency, visit := string(d.Urgency), "first"
	if d.Emergency {
		urgency = "emergency"
	}
	if d.Third {
		visit = "third"
	} else if d.Second {
		visit = "second"
	}
	f := t.billForm()
	f.Inputs = append([]Question{
		{Field: UrgencyField, Label: labelUrgent.With(), Kind: Pick, Initial: urgency, Optional: true, Options: []Option{
			{"emergency", optNoHeat.With()}, {string(Now), optNow.With()}, {string(Today), optToday.With()}, {string(CanWait), optLater.With()},
		}},
		{Field: VisitField, Label: labelVisit.With(), Kind: Pick, Initial: visit, Options: []Option{
			{"first", optFirst.With()}, {"second", optSecond.With()}, {"third", optThird.With()},
		}},
		{Field: InvolvedField, Label: labelInvolv.With(), Hint: hintInvolv.With(), Kind: Pick, Initial: initial, Options: options},
		{Field: MendField, Label: labelMend.With(), Kind: Pick, Initial: string(d.Mend), Optional: true, Options: yesNo},
		{Field: OursField, Label: labelOurs.With(), Hint: hintOurs.With(), Kind: Pick, Initial: string(d.Ours), Optional: true, Options: yesNo},
		{Field: SourceField, Label: labelSource.With(), Kind: Pick, Initial: string(d.Source), Optional: true, Options: sources()},
	}, f.Inputs...)
	f.Inputs = append(f.Inputs, t.askChanged())
	return f
}

// billForm asks only for what a manager wants to know before deciding.
func (t *turn) billForm() Form {
	years := ""
	if t.c.Details.Years > 0 {
		years = strconv.Itoa(t.c.Details.Years)
	}
	return Form{
		ID: FactsForm, On: "card", Title: factsTitle.With(), Submit: save.With(),
		Inputs: []Question{
			{Field: InvoiceField, Label: labelInvoice.With(), Hint: hintInvoice.With(), Kind: Short, Initial: amountText(t.c.Details.Invoice), Optional: true},
			{Field: YearsField, Label: labelYears.With(), Kind: Short, Initial: years, Optional: true},
		},
	}
}

// facts takes what the form asked; what it did not ask stays.
func (t *turn) facts(e Filled) {
	d := t.c.Details
	d.Invoice, d.Years = t.invoice(e), t.years(e)
	if e.Fields[InvolvedField] == "none" && !t.mayClear() {
		t.object(InvolvedField, notYours.With("names", t.mayNames(Handle, "")))
	}
	if _, whole := e.Fields[ChangedField]; whole {
		d.Changed = t.done(e)
	}
	if t.refused {
		return
	}
	if one, whole := e.Fields[InvolvedField]; whole {
		d.Emergency = e.Fields[UrgencyField] == "emergency"
		d.Urgency = picked(e, UrgencyField, Now, Today, CanWait)
		d.Second, d.Third = e.Fields[VisitField] != "first", e.Fields[VisitField] == "third"
		d.Mend, d.Ours = picked(e, MendField, Yes, No), picked(e, OursField, Yes, No)
		d.Source = picked(e, SourceField, InPerson, ByPhone, ByText, ByMail, ByReview)
		for _, v := range d.involved() { // one more each time, or none after all
			*v.fact = one != "none" && (*v.fact || one == v.name)
		}
	}
	was := t.c.Details
	t.c.Details = d
	t.reply = Reply{Say: new(detailsSaved.With("case", t.c.ID))}
	t.tellDelicate(was)
	t.showStep() // its words may be others now
	t.redrawCalls()
}

// picked is an answer out of those that there are; empty: none.
func picked[T ~string](e Filled, f Field, of ...T) T {
	if v := T(e.Fields[f]); slices.Contains(of, v) {
		return v
	}
	return ""
}

func (t *turn) years(e Filled) int {
	s := t.text(e, YearsField, true)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 99 {
		t.object(YearsField, yearsWrong.With())
		return 0
	}
	return n
}
