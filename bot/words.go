package bot

import (
	"cmp"
	"strings"

	"makegood/dialogs"
	"makegood/prompts"
)

// This is where words meet facts: after the commit, and nowhere else. What a model made of
// the words to say comes in afterwards, in fit.go.
//
// It is also where it is known who reads: a direct message, an answer and a form are in the
// language of the person they are for, a case's thread in its owner's, its card in the
// company's. What is said aloud is in the language that is spoken with the customer.

// wordings is how many a step offers.
const wordings = 3

// tongue says things in one language.
type tongue struct {
	*prompts.Library
	lang string
	all  *prompts.Words
}

// in speaks a language; empty: the company's.
func (b *Bot) in(lang string) tongue {
	library, lang := b.words.In(cmp.Or(lang, b.policy().Language))
	return tongue{library, lang, b.words}
}

// to speaks a person's.
func (b *Bot) to(user string) tongue {
	if b.staff == nil {
		return b.in("")
	}
	return b.in(b.staff.lang(user))
}

// aloud speaks the one that is spoken with a case's customer.
func (b *Bot) aloud(c dialogs.Case) tongue {
	if c.Spoken != "" {
		return b.in(c.Spoken)
	}
	return b.to(c.Owner.ID)
}

// Text is a line in this language, unless it is in one of its own.
func (t tongue) Text(l dialogs.Line) string {
	if l.Lang != "" && l.Lang != t.lang {
		library, _ := t.all.In(l.Lang)
		return library.Text(l)
	}
	return t.Library.Text(l)
}

// reader speaks to those who read a record's messages at a place.
func (b *Bot) reader(rec record, at dialogs.Place) tongue {
	switch {
	case at.Where == dialogs.Direct:
		return b.to(at.User)
	case at.Where == dialogs.Aside:
		return b.to(rec.Coaching.By.ID)
	case at.Where == dialogs.Thread || rec.Away == beheaded:
		return b.to(rec.Case.Owner.ID)
	}
	return b.in(rec.Case.Policy.Language)
}

func (b *Bot) message(rec record, m dialogs.Message) Message {
	said, t := m.Words, b.reader(rec, m.To)
	if said == nil {
		said = b.aloud(rec.Case).Say(m.Say, m.Role, m.Setting, wordings, rec.Case.ID+m.ID)
	}
	as := ""
	if m.Write != "" {
		as = t.Text(dialogs.AskWritten.With())
	}
	return Message{
		Case: rec.Case.ID, Kind: m.Kind, Ping: m.Ping,
		Head: t.Text(m.Head), Lines: t.texts(m.Lines),
		Say: said, Write: m.Write, WriteAs: as,
		Not: t.Text(m.Not), Below: t.texts(m.Below), Choices: t.choices(m.Choices), More: t.choices(m.More), Parts: t.parts(m.Parts),
	}
}

func (t tongue) texts(lines []dialogs.Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, t.Text(l))
	}
	return out
}

func (t tongue) choices(list []dialogs.Choice) []Choice {
	var out []Choice
	for _, c := range list {
		out = append(out, Choice{Act: c.Act, Case: c.Case, On: c.On, Value: c.Value, Label: t.Text(c.Label), Main: c.Main})
	}
	return out
}

func (t tongue) parts(list []dialogs.Part) []Part {
	var out []Part
	for _, p := range list {
		out = append(out, Part{Case: p.Case, Head: t.Text(p.Head), Done: p.Done, Choices: t.choices(p.Choices)})
	}
	return out
}

func (t tongue) form(id string, f dialogs.Form) *Form {
	out := &Form{
		Case: id, ID: f.ID, On: f.On, Value: f.Value,
		Title: t.Text(f.Title), Submit: t.Text(f.Submit), Sorry: t.Text(dialogs.DeskNoForm.With()), Text: append(t.texts(f.Lines), f.Text...),
	}
	for _, q := range f.Inputs {
		in := Input{
			Field: q.Field, Kind: q.Kind, Label: t.Text(q.Label), Hint: t.Text(q.Hint),
			Initial: t.Fact(q.Initial), Anew: q.Anew, Optional: q.Optional,
		}
		if q.Draft != nil {
			in.Initial = strings.Join(t.texts(q.Draft), " ")
		}
		for _, o := range q.Options {
			in.Options = append(in.Options, Option{Value: o.Value, Label: t.Text(o.Label)})
		}
		out.Inputs = append(out.Inputs, in)
	}
	return out
}

func (t tongue) reply(id string, r dialogs.Reply) Reply {
	var out Reply
	if r.Say != nil {
		out.Say = t.Text(*r.Say)
	}
	if r.Form != nil {
		out.Form = t.form(id, *r.Form)
	}
	for f, l := range r.Errors {
		if out.Errors == nil {
			out.Errors = map[dialogs.Field]string{}
		}
		out.Errors[f] = t.Text(l)
	}
	return out
}

func (t tongue) tell(p dialogs.Phrase, pairs ...string) Reply {
	return Reply{Say: t.Text(p.With(pairs...))}
}
