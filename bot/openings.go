package bot

import (
	"context"
	"slices"
	"strings"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/draft"
	"makegood/prompts"
)

// The first words of a letter or a public reply are asked for while the message is on the
// screen that leads to its form, so that the form, which cannot wait, comes with them or with
// ours. They are kept beside the messages and go nowhere but into that form.

// openKeys are what they are kept under, by the act that shows the text.
var openKeys = map[dialogs.Act]string{dialogs.WriteRecap: "opening", dialogs.OwnReply: "reply"}

// mayOpen: nothing is fitted that is not wanted, and the text has an opening.
func (b *Bot) mayOpen(rec record, of dialogs.Act) (dialogs.Opening, bool) {
	if !isCase(rec.id()) || !b.mayFit(rec, dialogs.Message{Words: []string{}}) {
		return dialogs.Opening{}, false
	}
	return rec.Case.Opening(of)
}

// approvedFor are the texts that an opening may be made of, the one that stands there
// otherwise first.
func (b *Bot) approvedFor(c dialogs.Case, o dialogs.Opening) (all []string) {
	t := b.in(o.Line.Lang)
	for _, l := range append([]dialogs.Line{o.Line}, o.Other...) {
		all = append(all, t.Approved(l, "", dialogs.OnPhone, c.ID)...)
	}
	first := t.Text(o.Line)
	return append([]string{first}, slices.DeleteFunc(all, func(s string) bool { return s == first })...)
}

// opening is what a model is asked about.
func (b *Bot) opening(c dialogs.Case, o dialogs.Opening) prompts.Opening {
	out := prompts.Opening{Language: o.Line.Lang, Certain: o.Facts, Approved: b.approvedFor(c, o), Facts: c.Allowed(o.To, b.Now().UTC())}
	if o.To != draft.Public {
		out.Things = prompts.Things(c.Details.Problem, o.Line.Lang)
	}
	return out
}

// toOpen marks the openings that a message leads to as asked for.
func (b *Bot) toOpen(rec *record, m dialogs.Message, mark func(prompts.Task, string, []string)) {
	for _, act := range m.Written() {
		if o, ok := b.mayOpen(*rec, act); ok {
			mark(prompts.Compose, openKeys[act], b.wants(rec.Case, o))
		}
	}
}

// wants is everything that an opening depends on: with anything else it is asked for anew.
func (b *Bot) wants(c dialogs.Case, o dialogs.Opening) []string {
	in := b.opening(c, o)
	return slices.Concat([]string{in.Language}, in.Certain, in.Things, in.Approved)
}

// compose asks for the opening that is kept under a key.
func (b *Bot) compose(ctx context.Context, q question) (got prompts.Fitted, keep func(*record, time.Time) bool) {
	for act, key := range openKeys {
		if o, ok := q.rec.Case.Opening(act); ok && key == q.key {
			words, got := prompts.Open(ctx, b.Model, b.opening(q.rec.Case, o))
			return got, keepOpening(q, words)
		}
	}
	return got, nil
}

func keepOpening(q question, words string) func(*record, time.Time) bool {
	return func(rec *record, _ time.Time) bool {
		f, asked := rec.Fitted[q.key]
		if !asked || f.Of != q.of || words == "" {
			return false
		}
		f.Words, f.Latest = []string{words}, nil
		rec.Fitted[q.key] = f
		return true
	}
}

// begun is the opening that a model made for a text, while it still fits the case; empty: there
// is none.
func (b *Bot) begun(rec record, of dialogs.Act) string {
	f := rec.Fitted[openKeys[of]]
	if len(f.Words) == 0 {
		return ""
	}
	if o, ok := b.mayOpen(rec, of); !ok || f.Of != fingerprint(b.wants(rec.Case, o)) {
		return ""
	}
	return f.Words[0]
}

// beginReply puts it before what a reply in somebody's own words begins from.
func (b *Bot) beginReply(rec record, f *Form) {
	words := b.begun(rec, dialogs.OwnReply)
	if words == "" {
		return
	}
	o, _ := rec.Case.Opening(dialogs.OwnReply)
	for i, in := range f.Inputs {
		if rest, ours := strings.CutPrefix(in.Initial, b.in(o.Line.Lang).Text(o.Line)); ours {
			f.Inputs[i].Initial = words + rest
		}
	}
}
