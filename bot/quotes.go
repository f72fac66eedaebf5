package bot

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"makegood/dialogs"
	"makegood/prompts"
)

// What a customer said is looked through for what they want, in the background. A model only
// points at places in it; what is found there stands in an empty field of a form that a person
// sends or not, and nowhere else.

// hear queues what was said to a case, if it is more than a word or two.
func (b *Bot) hear(rec record, e dialogs.Event) {
	const fewest = 5 // words
	text := ""
	if rec.Case.ID == "" { // nothing was changed, or another kind of record
		return
	}
	switch e := e.(type) {
	case dialogs.Opened:
		text = e.Details.Problem
	case dialogs.Said:
		text = e.Text
	case dialogs.Filled:
		text = e.Fields[dialogs.ProblemField]
	case dialogs.Chose, dialogs.Lost, dialogs.Woke, dialogs.Reported, dialogs.Parted, dialogs.Restricted, dialogs.Knows, dialogs.Joining, dialogs.Joined,
		dialogs.Entered, dialogs.Invoiced, dialogs.Claimed, dialogs.Allotted, dialogs.Planned, dialogs.Mailed, dialogs.Wondered, dialogs.Gone, dialogs.Retell: // nobody's words
	}
	if len(strings.Fields(text)) >= fewest && !dialogs.Delicate(text) && b.mayFit(rec, dialogs.Message{Words: []string{text}}) {
		b.wonder(question{rec: rec, task: prompts.Extract, text: text, asked: time.Now()})
	}
}

// keepQuotes keeps what was found; what was said later goes before.
func keepQuotes(q prompts.Quotes) func(*record, time.Time) bool {
	return func(rec *record, _ time.Time) bool {
		if !rec.Case.Closed.IsZero() || q == (prompts.Quotes{}) {
			return false
		}
		old := rec.Quotes
		rec.Quotes = prompts.Quotes{Ask: cmp.Or(q.Ask, old.Ask), Amount: cmp.Or(q.Amount, old.Amount), When: q.When, At: q.At}
		if q.When == "" {
			rec.Quotes.When, rec.Quotes.At = old.When, old.At
		}
		return rec.Quotes != old
	}
}

// prefill puts what a model found into the empty fields of a form.
func (b *Bot) prefill(ctx context.Context, id string, f *Form, reader tongue) {
	if b.Model == nil || f == nil || !isCase(id) || !slices.Contains([]dialogs.FormID{dialogs.RestateForm, dialogs.AskForm, dialogs.PromiseForm, dialogs.ReplyForm}, f.ID) {
		return
	}
	r, err := b.store.Get(ctx, id)
	if err != nil {
		return // it is empty, as it would be without
	}
	rec, err := decode(r)
	if err != nil || !b.mayFit(rec, dialogs.Message{Words: []string{id}}) {
		return
	}
	if f.ID == dialogs.ReplyForm {
		b.beginReply(rec, f)
		return
	}
	empty := map[dialogs.Field]string{}
	switch {
	case f.ID == dialogs.AskForm:
		empty[dialogs.WordsField] = rec.Quotes.Ask
		if rec.Quotes.Amount > 0 {
			empty[dialogs.AmountField] = rec.Quotes.Amount.String()
		}
	case f.ID == dialogs.PromiseForm:
		b.beginWhen(rec, f, reader)
	}
	for i, in := range f.Inputs {
		if in.Initial == "" {
			f.Inputs[i].Initial = empty[in.Field]
		}
		if f.ID == dialogs.RestateForm && in.Initial == rec.Case.Restated && untouched(rec.Case) {
			f.Inputs[i].Initial = cmp.Or(rec.given(), in.Initial) // it is what they said aloud
		}
	}
}

// beginWhen puts the time that they want into the empty field, in full, so that it counts when it is sent; another one
// can be picked over it.
func (b *Bot) beginWhen(rec record, f *Form, reader tongue) {
	text, over := rec.Case.Quoted(rec.Quotes.When, rec.Quotes.At, b.Now())
	at := slices.IndexFunc(f.Inputs, func(in Input) bool { return in.Field == dialogs.WhenField && in.Initial == "" })
	if text == "" || at < 0 {
		return
	}
	f.Inputs[at].Initial = reader.Fact(text)
	for _, in := range f.Inputs {
		if in.Field == dialogs.MomentField {
			for i := range in.Options {
				in.Options[i].Value += over
			}
		}
	}
}

// given is the account as a model gave it back in the words that are shown, in the newest
// message that holds it.
func (rec record) given() (words string) {
	latest := ""
	for id, f := range rec.Fitted {
		if f.Given != "" && (len(id) > len(latest) || len(id) == len(latest) && id > latest) { // step-9 comes before step-10
			latest, words = id, f.Given
		}
	}
	return words
}
