package bot

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/draft"
	"makegood/dialogs/money"
	"makegood/prompts"
)

// What a model is asked, and what its words are held to.

// inquire asks, and says what came of it and how that is kept.
func (b *Bot) inquire(ctx context.Context, q question, mask *prompts.Mask) (got prompts.Fitted, keep func(*record, time.Time) bool) {
	switch q.task.Name {
	case prompts.Extract.Name:
		quotes, got := prompts.Quote(ctx, b.Model, b.account(q.rec, q.text, mask), q.rec.Case.Policy.Hours)
		return got, keepQuotes(quotes)
	case prompts.Compose.Name:
		return b.compose(ctx, q)
	case prompts.Restate.Name:
		given, got := prompts.GiveBack(ctx, b.Model, b.account(q.rec, q.rec.Case.Details.Problem, mask))
		if given == "" {
			return got, nil
		}
		m := q.message
		m.Say.Slots = maps.Clone(m.Say.Slots)
		m.Say.Slots["problem"] = given
		return got, b.keepWords(q, b.message(q.rec, m).Say, given)
	}
	got = prompts.Fit(ctx, b.Model, q.task, b.rephrasing(q, mask))
	return got, b.keepWords(q, got.Words, "")
}

// account is what a customer said, in the language that the words for them are in.
func (b *Bot) account(rec record, text string, mask *prompts.Mask) prompts.Account {
	a := prompts.Account{Language: dialogs.Langs[0], Text: text, Mask: mask, Facts: rec.Case.Allowed(draft.Spoken, b.Now().UTC())}
	a.Facts.Language = a.Language
	return a
}

// untouched: the problem as it is given back is still as it was told, and nobody has put it
// into better words; theirs are not reworded.
func untouched(c dialogs.Case) bool {
	flat := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	return c.Restated != "" && strings.HasPrefix(flat(c.Details.Problem), strings.TrimSuffix(flat(c.Restated), "…"))
}

// rephrasing is what is asked about a message: the approved words with their slots open, and
// what was said with everything private hidden.
func (b *Bot) rephrasing(q question, mask *prompts.Mask) (r prompts.Rephrasing) {
	m := q.message
	r.Fill = func(s string) string { return s }
	if isCoaching(q.rec.id()) {
		a := q.rec.Coaching
		if q.task.Name == prompts.Explain.Name { // their own words, quoted, are what it is about
			r.Approved, r.Fill = veiled(mask, a.Wording.Faults), mask.Reveal
			r.Frame = prompts.Frame{Language: a.Wording.Lang, Beside: veiled(mask, []string{a.Wording.Draft}), About: mask.Hide(a.Wording.Draft)}
			return r
		}
		r.Frame, r.Facts, r.Approved, r.Fill = b.frame(mask, a.Text, a.Wording), prompts.Facts{Language: a.Wording.Lang}, veiled(mask, m.Words), mask.Reveal
		if s, ok := b.situation(a.Wording); ok { // with their slots open: facts are nothing that a model is told
			r.Facts, r.Approved = q.known.facts(b.Now(), a.Wording.Lang), manner(s, a.Wording.Manner)
			r.Fill = func(s string) string { return q.known.fills.Into(s, a.Wording.Lang) }
		}
		return r
	}
	t := b.aloud(q.rec.Case)
	all := t.Approved(m.Say, m.Role, m.Setting, q.rec.id()+m.ID)
	r.Frame = prompts.Frame{Language: t.lang, Beside: all, About: mask.Hide(q.rec.Case.Details.Problem)}
	r.Approved = all[:min(wordings, len(all))]
	r.Fill = func(s string) string { return t.Fill(s, m.Say.Slots) }
	r.Facts = q.rec.Case.Allowed(draft.Spoken, b.Now().UTC())
	r.Facts.Language, r.Facts.OnSite = r.Language, m.Setting == dialogs.OnSite
	for _, fact := range m.Say.Slots { // they are of the record, and put in by us
		fact = t.Fact(fact)
		r.Facts.Times, r.Facts.Names, r.Facts.Outcomes = append(r.Facts.Times, fact), append(r.Facts.Names, fact), append(r.Facts.Outcomes, fact)
		for _, sum := range money.Find(fact) {
			r.Facts.Sums = append(r.Facts.Sums, sum.Cents)
		}
	}
	return r
}

// veiled are approved words that facts may have been put into, with what is private hidden again.
func veiled(mask *prompts.Mask, words []string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		out = append(out, mask.Hide(w))
	}
	return out
}

// frame is what words for a question have to stay within: everything that the guide has for
// its situation.
func (b *Bot) frame(mask *prompts.Mask, question string, w dialogs.Wording) prompts.Frame {
	f := prompts.Frame{Language: w.Lang, Beside: veiled(mask, w.Say), About: mask.Hide(question)}
	if s, ok := b.situation(w); ok {
		f.Beside = append(append([]string{s.Write}, s.Say...), manner(s, w.Manner)...)
	}
	return f
}

// situation is what an answer was made from.
func (b *Bot) situation(w dialogs.Wording) (s prompts.Situation, ok bool) {
	if guide := b.words.Guide(w.Lang); guide != nil {
		return guide.Situation(w.Situation)
	}
	return s, false
}

// mask hides what the record knows of people, and the case that a question was asked in: nothing
// of it leaves the process.
func (b *Bot) mask(ctx context.Context, rec record, k known) (*prompts.Mask, error) {
	cases, err := b.casesOf(ctx, rec, k)
	if err != nil {
		return nil, err
	}
	p := prompts.Private{Names: []string{rec.Coaching.By.Name}}
	for _, one := range cases {
		d := one.Case.Details
		p.Names = append(p.Names, d.Customer, one.Case.Owner.Name)
		for _, promised := range one.Case.Promises { // by anybody, perhaps without a role
			p.Names = append(p.Names, promised.Who.Name, promised.From)
		}
		p.Phones, p.Emails = append(p.Phones, d.Contact), append(p.Emails, d.Contact)
		p.Jobs = append(p.Jobs, d.Job, one.id())
	}
	_, people := b.rules.now()
	for _, one := range people {
		p.Names = append(p.Names, one.Name)
	}
	return prompts.NewMask(p), nil
}

// hidden is a question on one line without what the records know now to be private, to be kept:
// when it is read, nobody may know any more whom it is about. Where they cannot be read it is
// empty, and the question is answered all the same.
func (b *Bot) hidden(ctx context.Context, rec record, k known, question string) string {
	mask, err := b.mask(ctx, rec, k)
	if err != nil {
		b.log.Error("cannot look up what to hide of a question", "question", rec.id(), "err", err)
		return ""
	}
	return strings.Join(strings.Fields(mask.Hide(question)), " ")
}

// casesOf are the cases that a record's words may speak of: its own, or those that whoever
// asks a question has open, and the one in whose thread they ask, which is known already.
func (b *Bot) casesOf(ctx context.Context, rec record, k known) ([]record, error) {
	if rec.Case.ID != "" {
		return []record{rec}, nil
	}
	const most = 50
	var all []record
	if k.in.ID != "" {
		all = append(all, record{Case: k.in})
	}
	for _, tag := range []string{threadTag(rec.Channel, rec.Thread), ownerTag(rec.Coaching.By.ID)} {
		ids, err := b.store.List(ctx, tag, "", most)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if slices.ContainsFunc(all, func(had record) bool { return had.id() == id }) {
				continue
			}
			r, err := b.store.Get(ctx, id)
			if err != nil {
				return nil, err
			}
			one, err := decode(r)
			if err != nil {
				return nil, err
			}
			all = append(all, one)
		}
	}
	return all, nil
}

// sentences answers a question to the coach with a model's sentences, each of which is held to
// what the guide has for its situation before it is given. It ends at the first that is not,
// and when each says so by false; what was given until then may be shown. An error that is a
// [prompts.Trouble], or a limit, means that the approved words have to do.
func (b *Bot) sentences(ctx context.Context, q question, each func(sentence string) bool) (err error) {
	rec, k := q.rec, q.known
	told, outcome, limits := 0, "", []prompts.Limit(nil)
	defer func() {
		if outcome == "" {
			outcome = string(prompts.WhyOf(err))
		}
		b.tellFit(prompts.Coach, rec.id(), outcome, limits)
	}()
	if !b.mayFit(rec, dialogs.Message{Words: rec.Coaching.Wording.Say}) {
		return &prompts.Trouble{Why: prompts.Off}
	}
	mask, err := b.mask(ctx, rec, k)
	if err != nil {
		return err
	}
	w := rec.Coaching.Wording
	f := b.frame(mask, rec.Coaching.Text, w)
	asked := struct {
		Language string   `json:"language"`
		Question string   `json:"question"`
		Approved []string `json:"approved"`
	}{f.Language, f.About, f.Beside}
	err = b.Model.Tell(ctx, prompts.Coach, asked, func(one string) bool {
		limit := f.FitsAny(one)
		one = mask.Reveal(k.fills.Into(one, w.Lang))
		if limit == "" && len(prompts.Check(one, k.facts(b.Now(), w.Lang)).Blockers) > 0 {
			limit = prompts.Draft
		}
		if limit != "" {
			outcome, limits = string(limit), []prompts.Limit{limit}
			return false
		}
		told++
		return each(one)
	})
	if err == nil && outcome == "" && told > 0 {
		outcome = prompts.Used
	}
	if err == nil && told == 0 {
		err = &prompts.Trouble{Why: prompts.Empty}
	}
	return err
}
