package dialogs

import (
	"errors"
	"strings"
	"unicode/utf8"

	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

var (
	openedSay = tell("open.done", "case!")

	formOpenTitle   = tell("form.open.title", "")
	formOpenSubmit  = tell("form.open.submit", "")
	detailsTitle    = tell("form.details.title", "")
	save            = tell("form.save", "")
	labelCustomer   = tell("field.customer", "")
	labelContact    = tell("field.contact", "")
	labelJob        = tell("field.job", "")
	labelInvoice    = tell("field.invoice", "")
	labelProblem    = tell("field.problem", "")
	labelSource     = tell("field.source", "")
	labelSetting    = tell("field.setting", "")
	hintCustomer    = tell("hint.customer", "")
	hintProblem     = tell("hint.problem", "")
	hintInvoice     = tell("hint.invoice", "")
	optionInPerson  = tell("source.in_person", "")
	optionPhone     = tell("source.phone", "")
	optionText      = tell("source.text", "")
	optionMail      = tell("source.email", "")
	optionReview    = tell("source.review", "")
	optionOnSite    = tell("setting.site", "")
	optionOnPhone   = tell("setting.phone", "")
	needsText       = tell("error.needs_text", "")
	tooLong         = tell("error.too_long", "max!")
	amountNone      = tell("error.amount_none", "")
	amountNegative  = tell("error.amount_negative", "")
	amountForeign   = tell("error.amount_foreign", "")
	amountLarge     = tell("error.amount_large", "")
	amountShare     = tell("error.amount_share", "")
	amountAmbiguous = tell("error.amount_ambiguous", "")
	detailsSaved    = tell("details.saved", "case!")
)

// Acts.
const (
	WholeText   Act = "whole_text"
	FillDetails Act = "details"
	OnSiteNow   Act = "on_site"
	OnPhoneNow  Act = "on_phone"
)

// Forms.
const (
	DetailsForm FormID = "details"
)

var _ = put(deeds, map[Act]deed{
	WholeText:   opens((*turn).wholeText).of(policy.Read).always(),
	FillDetails: opens((*turn).detailsForm),
	OnSiteNow:   plain(func(t *turn) { t.stands(OnSite) }),
	OnPhoneNow:  plain(func(t *turn) { t.stands(OnPhone) }),
})

var _ = put(sheets, map[FormID]sheet{
	DetailsForm: {FillDetails, CustomerField, (*turn).details},
})

func (t *turn) open(e Opened) {
	if t.c.ID != "" { // the same opening delivered twice
		t.refused = true
		t.reply = Reply{Say: new(openedSay.With("case", t.c.ID))}
		return
	}
	c := &t.c
	c.ID, c.Opened, c.LastWord = e.ID, t.in.At, t.in.At
	c.Policy = t.inForce
	c.Owner = t.in.Actor
	c.Details = e.Details
	if c.Details.Setting == "" {
		c.Details.Setting = c.Policy.Works(c.Owner.Role)
	}
	c.Restated = short(e.Details.Problem, spokenRunes)
	how := c.Policy.How()
	switch {
	case c.Details.HeadsUp:
		c.Order = FullOrder
		if how.HeadsUp == "short" {
			c.Order = HeadsUp
		}
	case c.Details.Setting == OnSite:
		c.Order = Order(how.Site)
	default:
		c.Order = Order(how.Phone)
	}
	c.Stage = c.path()[0]
	c.At = Cursor{Seq: 1, Rev: 1}
	c.Heard = wantedIn(c.Details.Manner)
	t.reply = Reply{Say: new(openedSay.With("case", c.ID))}
	if c.Hazard = hazardIn(c.Details.Problem); c.Hazard != "" { // before anything else is said (A3 B5)
		c.Stage, c.Back = Unsafe, c.Stage
		t.call(Danger)
	}
	if c.Details.Source == ByReview { // they are answered where they wrote, too
		c.Details.Review = Posted
		if c.Hazard != "" {
			c.Resting = []Stage{Reviewed}
		} else {
			c.Stage, c.Back = Reviewed, c.Stage
		}
	}
	t.tellDelicate(Details{})
	t.recognize()
	t.show(t.step())
	t.hearBranch()
}

// hearBranch asks whether what the opening speaks of is so. Damage was told already,
// and a second failure is asked about when the next visit is planned.
func (t *turn) hearBranch() {
	text := strings.Trim(t.c.Details.Problem+", "+t.c.Details.Manner, ", ")
	if b := t.branchIn(text); b != "" && (b != DamageBranch || !t.c.Details.Delicate()) && b != SecondFailure {
		t.noted(Spotted{Text: text, Branch: b})
	}
}

// NewForm is the form of a bare command, for somebody who usually is there, or of a bare
// heads-up.
func NewForm(usual Setting, headsUp bool) Form {
	value := ""
	if headsUp {
		usual, value = OnPhone, ahead
	}
	return Form{
		ID: OpenForm, Value: value, Title: formOpenTitle.With(), Submit: formOpenSubmit.With(),
		Inputs: []Question{
			{Field: CustomerField, Label: labelCustomer.With(), Hint: hintCustomer.With(), Kind: Short},
			{Field: ProblemField, Label: labelProblem.With(), Hint: hintProblem.With(), Kind: Long},
			{Field: SettingField, Label: labelSetting.With(), Kind: Pick, Initial: string(usual), Options: []Option{
				{string(OnSite), optionOnSite.With()}, {string(OnPhone), optionOnPhone.With()},
			}},
			{Field: SourceField, Label: labelSource.With(), Kind: Pick, Optional: true, Options: sources()},
			{Field: ContactField, Label: labelContact.With(), Kind: Short, Optional: true},
			{Field: JobField, Label: labelJob.With(), Kind: Short, Optional: true},
			{Field: InvoiceField, Label: labelInvoice.With(), Hint: hintInvoice.With(), Kind: Short, Optional: true},
		},
	}
}

func sources() []Option {
	return []Option{
		{string(InPerson), optionInPerson.With()},
		{string(ByPhone), optionPhone.With()},
		{string(ByText), optionText.With()},
		{string(ByMail), optionMail.With()},
		{string(ByReview), optionReview.With()},
	}
}

// ahead is what the form of a heads-up carries.
const ahead = "ahead"

// ReadOpening reads a submitted opening form: the details, or what to mend.
func ReadOpening(e Filled) (Details, map[Field]Line) {
	t := &turn{}
	d := Details{
		Customer: t.text(e, CustomerField, false),
		Problem:  t.text(e, ProblemField, false),
		Source:   Source(e.Fields[SourceField]),
		Setting:  Setting(e.Fields[SettingField]),
		Contact:  t.text(e, ContactField, true),
		Job:      t.text(e, JobField, true),
		Invoice:  t.amount(e, InvoiceField, true),
		HeadsUp:  e.Value == ahead,
	}
	d.learn(d.Problem)
	return d, t.reply.Errors
}

func (t *turn) detailsForm() Form {
	d := t.c.Details
	return Form{
		ID: DetailsForm, On: "card", Title: detailsTitle.With(), Submit: save.With(),
		Inputs: []Question{
			{Field: CustomerField, Label: labelCustomer.With(), Kind: Short, Initial: d.Customer, Optional: true},
			{Field: ContactField, Label: labelContact.With(), Kind: Short, Initial: d.Contact, Optional: true},
			{Field: JobField, Label: labelJob.With(), Kind: Short, Initial: d.Job, Optional: true},
			{Field: InvoiceField, Label: labelInvoice.With(), Hint: hintInvoice.With(), Kind: Short, Initial: amountText(d.Invoice), Optional: true},
		},
	}
}

// ReadDetails reads of a submitted details form what the customer is looked up by.
func ReadDetails(e Filled) Details {
	return Details{Customer: clean(e.Fields[CustomerField]), Contact: clean(e.Fields[ContactField]), Job: clean(e.Fields[JobField])}
}

func (t *turn) details(e Filled) {
	d := t.c.Details
	d.Customer = t.text(e, CustomerField, true)
	d.Contact = t.text(e, ContactField, true)
	d.Job = t.text(e, JobField, true)
	d.Invoice = t.invoice(e)
	if t.refused {
		return
	}
	t.c.Details = d
	t.reply = Reply{Say: new(detailsSaved.With("case", t.c.ID))}
	if t.c.Stage != Ended {
		t.showStep() // the name is in its words
	}
	t.recognize()
	t.redrawCalls()
}

// text takes a field's words, or objects.
func (t *turn) text(e Filled, f Field, optional bool) string {
	s := clean(e.Fields[f])
	switch {
	case s == "" && !optional:
		t.object(f, needsText.With())
	case utf8.RuneCountInString(s) > TextRunes:
		t.object(f, tooLong.With("max", "3,000"))
	}
	return s
}

// amount takes a field's sum of money, or objects. Empty is zero where optional.
func (t *turn) amount(e Filled, f Field, optional bool) money.Cents {
	s := clean(e.Fields[f])
	if s == "" && optional {
		return 0
	}
	cents, err := money.Parse(s)
	switch {
	case err == nil:
		return cents
	case errors.Is(err, money.ErrNegative):
		t.object(f, amountNegative.With())
	case errors.Is(err, money.ErrForeign):
		t.object(f, amountForeign.With())
	case errors.Is(err, money.ErrTooLarge):
		t.object(f, amountLarge.With())
	case errors.Is(err, money.ErrShare):
		t.object(f, amountShare.With())
	case errors.Is(err, money.ErrAmbiguous):
		t.object(f, amountAmbiguous.With())
	default:
		t.object(f, amountNone.With())
	}
	return 0
}

func amountText(c money.Cents) string {
	if c == 0 {
		return ""
	}
	return c.String()
}

// stands chooses the words for where the owner is.
func (t *turn) stands(where Setting) {
	t.c.Details.Setting = where
	t.redraw()
}
