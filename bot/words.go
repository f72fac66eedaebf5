package bot

import "makegood/dialogs"

// This is where words meet facts: after the commit, and nowhere else. What a model made of
// the words to say comes in afterwards, in fit.go.

// wordings is how many a step offers.
const wordings = 3

func (b *Bot) message(c dialogs.Case, m dialogs.Message) Message {
	said := m.Words
	if said == nil {
		said = b.words.Say(m.Say, m.Role, m.Setting, wordings, c.ID+m.ID)
	}
	return Message{
		Case: c.ID, Kind: m.Kind, Ping: m.Ping,
		Head: b.words.Text(m.Head), Lines: b.texts(m.Lines),
		Say: said,
		Not: b.words.Text(m.Not), Below: b.texts(m.Below), Choices: b.choices(m.Choices), More: b.choices(m.More), Parts: b.parts(m.Parts),
	}
}

func (b *Bot) texts(lines []dialogs.Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, b.words.Text(l))
	}
	return out
}

func (b *Bot) choices(list []dialogs.Choice) []Choice {
	var out []Choice
	for _, c := range list {
		out = append(out, Choice{Act: c.Act, Case: c.Case, On: c.On, Value: c.Value, Label: b.words.Text(c.Label), Main: c.Main})
	}
	return out
}

func (b *Bot) parts(list []dialogs.Part) []Part {
	var out []Part
	for _, p := range list {
		out = append(out, Part{Case: p.Case, Head: b.words.Text(p.Head), Done: p.Done, Choices: b.choices(p.Choices)})
	}
	return out
}

func (b *Bot) form(id string, f dialogs.Form) *Form {
	out := &Form{
		Case: id, ID: f.ID, On: f.On, Value: f.Value,
		Title: b.words.Text(f.Title), Submit: b.words.Text(f.Submit), Sorry: b.words.Text(dialogs.DeskNoForm.With()), Text: append(b.texts(f.Lines), f.Text...),
	}
	for _, q := range f.Inputs {
		in := Input{
			Field: q.Field, Kind: q.Kind, Label: b.words.Text(q.Label), Hint: b.words.Text(q.Hint),
			Initial: b.plain(q.Initial), Anew: q.Anew, Optional: q.Optional,
		}
		for _, o := range q.Options {
			in.Options = append(in.Options, Option{Value: o.Value, Label: b.words.Text(o.Label)})
		}
		out.Inputs = append(out.Inputs, in)
	}
	return out
}

func (b *Bot) reply(id string, r dialogs.Reply) Reply {
	var out Reply
	if r.Say != nil {
		out.Say = b.words.Text(*r.Say)
	}
	if r.Form != nil {
		out.Form = b.form(id, *r.Form)
	}
	for f, l := range r.Errors {
		if out.Errors == nil {
			out.Errors = map[dialogs.Field]string{}
		}
		out.Errors[f] = b.words.Text(l)
	}
	return out
}

// plain gives a form's text its words, where it is a phrase.
func (b *Bot) plain(text string) string {
	if phrase, ok := dialogs.InSlot(text); ok {
		return b.words.Text(phrase.With())
	}
	return text
}
