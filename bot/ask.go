package bot

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/draft"
	"makegood/prompts"
	"makegood/store"
)

// A question to the coach is a record of its own, so that an answer is posted once, its
// buttons work after a restart, and what people thought of it is kept.

// askID stands for the message a question was asked with.
func askID(delivery string) string {
	h := sha256.Sum256([]byte(delivery))
	return "Q-" + hex.EncodeToString(h[:16])
}

// known is a case that a question was asked in; the zero one is none.
type known struct {
	in    dialogs.Case
	fills dialogs.Fills
}

// facts are what may be said: in no case, none.
func (k known) facts(now time.Time, lang string) (f prompts.Facts) {
	if k.in.ID != "" {
		f = k.in.Allowed(draft.Spoken, now)
	}
	f.Language = lang
	return f
}

// knows looks up the case that a question was asked in, for somebody who asks now.
func (b *Bot) knows(ctx context.Context, id string, who dialogs.Person) (known, error) {
	if id == "" {
		return known{fills: dialogs.Fills{Company: b.Company(), Me: who.Name}}, nil
	}
	c, err := b.load(ctx, id)
	if err != nil {
		return known{}, err
	}
	return known{c, c.Fills(who, b.Now())}, nil
}

// wording looks up what an answer is to say.
func (b *Bot) wording(want dialogs.Wording, k known) dialogs.Wording {
	guide := b.words.Guide(want.Lang)
	if guide == nil {
		guide, want.Lang = b.words.Guide(dialogs.Langs[0]), dialogs.Langs[0]
	}
	s, found := guide.Situation(want.Situation)
	if !found {
		s, _ = guide.Situation(prompts.General)
	}
	want.Situation, want.Title, want.Avoid, want.Say = s.ID, s.Title, s.Avoid, nil
	want.Write = k.fills.Into(s.Write, want.Lang)
	for _, words := range manner(s, want.Manner) {
		want.Say = append(want.Say, k.fills.Into(words, want.Lang))
	}
	want.Knows = nil
	if k.in.ID != "" {
		want.Knows = k.in.Knows(b.Now())
	}
	want.Faults = b.faults(want, k)
	return want
}

// manner are a situation's words in a manner, with their slots open.
func manner(s prompts.Situation, of string) []string {
	if words, ok := s.Manner[prompts.Manner(of)]; ok {
		return []string{words}
	}
	return s.Say
}

// answer finds what there is for a question, in the language that it was asked in. Whoever
// asks in words of both is answered in theirs.
func (b *Bot) answer(user, question string) dialogs.Wording {
	theirs := cmp.Or(b.staff.lang(user), b.policy().Language, dialogs.Langs[0])
	langs := slices.Clone(dialogs.Langs)
	slices.SortStableFunc(langs, func(x, y string) int { return rank(x == theirs) - rank(y == theirs) })
	general := dialogs.Wording{Situation: prompts.General, Lang: draft.Language(question)}
	for _, lang := range langs {
		s, near, fits := b.words.Guide(lang).Find(question)
		if fits {
			return dialogs.Wording{Situation: s.ID, Fits: true, Lang: lang}
		}
		for _, n := range near {
			if lang == general.Lang {
				general.Near = append(general.Near, dialogs.Near{Situation: n.ID, Title: n.Title})
			}
		}
	}
	return general
}

// asked is a question with where it comes from.
type asked struct {
	text   string
	inCase string // in whose thread
	picked bool   // it is a message that they picked
	ours   bool   // it is words of ours, to be looked through
}

// rank puts what is so first.
func rank(so bool) int { return map[bool]int{true: -1}[so] }

// ask answers a question where it was asked: in the thread of its message, or directly.
func (b *Bot) ask(ctx context.Context, a Act, q asked) (dialogs.Wording, error) {
	who := b.staff.person(ctx, a.User, a.Called)
	k, err := b.knows(ctx, q.inCase, who)
	if err != nil {
		return dialogs.Wording{}, err
	}
	want := b.answer(a.User, q.text)
	if q.ours {
		want.Draft = q.text
	}
	found := b.wording(want, k)
	id := askID(a.ID)
	hidden := b.hidden(ctx, record{Channel: a.Channel, Thread: a.Thread, Coaching: dialogs.Coaching{ID: id, By: who, Case: q.inCase}}, k, q.text)
	_, err = b.step(ctx, id, input{
		ID: a.ID, User: a.User, Called: a.Called, Channel: a.Channel, Thread: a.Thread, Alone: a.Alone,
		Event: dialogs.Wondered{ID: id, Text: q.text, Hidden: hidden, Case: q.inCase, Picked: q.picked, Wording: found},
	})
	return found, err
}

// aside lets an answer go to whoever asked, because where they asked is closed to us or gone.
func (rec *record) aside(message string) {
	rec.Channel, rec.Thread = "", ""
	if o := rec.waiting(message); o != nil {
		o.After, o.Sending = time.Time{}, time.Time{}
	}
}

// say answers a question asked with the command: the words at once, only to them, and all of
// it with its buttons by direct message.
func (b *Bot) say(ctx context.Context, a Act, question string) (Reply, error) {
	words, checks := dialogs.ToCheck(question)
	switch {
	case question == "":
		return b.to(a.User).tell(dialogs.AskEmpty), nil
	case checks && words == "":
		return b.to(a.User).tell(dialogs.AskHowTo), nil
	case checks:
		question = words
	}
	a.Channel, a.Thread = "", ""
	found, err := b.ask(ctx, a, asked{text: question, ours: checks})
	if err != nil {
		return Reply{}, err
	}
	return b.atOnce(a.User, askID(a.ID), found), nil
}

// atOnce is an answer for the eyes of whoever asked, where they are. Where it is not sure what
// was meant, the buttons to say so are there as well.
func (b *Bot) atOnce(user, id string, found dialogs.Wording) Reply {
	t := b.to(user)
	var lines []string
	head := dialogs.AskHead.With("title", found.Title)
	switch {
	case !found.Fits && len(found.Near) > 0:
		head = dialogs.AskNear.With()
	case !found.Fits:
		head = dialogs.AskGeneral.With()
	}
	if found.Draft != "" {
		for _, f := range found.Faults {
			lines = append(lines, t.Text(dialogs.Fault(f)))
		}
		if len(lines) == 0 {
			lines = append(lines, t.Text(dialogs.AskClean.With()))
		}
	}
	if found.Fits || found.Draft == "" {
		lines = append(lines, t.Text(head))
		for _, s := range found.Say {
			lines = append(lines, "“"+s+"”")
		}
		lines = append(lines, t.Text(dialogs.AskWritten.With())+" "+found.Write)
		if found.Avoid != "" {
			lines = append(lines, t.Text(found.Not()))
		}
	}
	return Reply{Say: strings.Join(append(lines, t.Text(dialogs.AskMore.With())), "\n"), Case: id, Choices: t.choices(found.AtOnce())}
}

// asking reports whether what somebody typed to us is a question about words, or words to look
// through.
func (b *Bot) asking(user, text string) bool {
	const fewest = 3 // words; "hello?" asks for help with the bot
	if _, checks := dialogs.ToCheck(text); checks {
		return true
	}
	return len(strings.Fields(text)) >= fewest && strings.HasSuffix(strings.TrimSpace(text), "?") || b.answer(user, text).Fits
}

// mentionedAsk answers a question that somebody put to us by name, or alone with us.
func (b *Bot) mentionedAsk(ctx context.Context, a Act, text, inCase string) (Reply, error) {
	words, checks := dialogs.ToCheck(text)
	if checks && words == "" {
		return b.mentioned(ctx, a.ID, b.to(a.User).tell(dialogs.AskHowTo))
	}
	if checks {
		text = words
	}
	_, err := b.ask(ctx, a, asked{text: text, inCase: inCase, ours: checks})
	return Reply{}, err
}

// picked answers a message that somebody picked: a customer's is answered, ours is looked
// through. It is for whoever picked it alone, so it goes to their direct messages, which stay;
// what they are told at once, where they are, is gone with the next start of their Slack.
func (b *Bot) picked(ctx context.Context, a Act, p Picked) (Reply, error) {
	text := strings.TrimSpace(p.Text)
	switch {
	case p.Mine:
		return b.to(a.User).tell(dialogs.AskOwn), nil
	case text == "":
		return b.to(a.User).tell(dialogs.AskNoText), nil
	}
	id, err := b.about(ctx, a, threadTag(a.Channel, a.Thread))
	if err != nil {
		return Reply{}, err
	}
	alone := a.Channel == ""
	a.Channel, a.Thread = "", ""
	found, err := b.ask(ctx, a, asked{text: text, inCase: id, picked: true, ours: dialogs.OurWords(text, p.By == a.User)})
	if err != nil {
		return Reply{}, err
	}
	if alone { // perhaps there
		return b.to(a.User).tell(dialogs.AskThere), nil
	}
	return b.atOnce(a.User, askID(a.ID), found), nil
}

// lookedUp is what a step of a question needs from the guide.
func (b *Bot) lookedUp(ctx context.Context, id string, in input) (dialogs.Wording, error) {
	r, err := b.store.Get(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return dialogs.Wording{}, nil
	}
	if err != nil {
		return dialogs.Wording{}, err
	}
	rec, err := decode(r)
	if err != nil {
		return dialogs.Wording{}, err
	}
	want, ok := rec.Coaching.Wants(in.Event)
	if !ok {
		return dialogs.Wording{}, nil
	}
	k, err := b.knows(ctx, rec.Coaching.Case, rec.Coaching.By) // it is theirs to say, whoever turns it
	if err != nil {
		return dialogs.Wording{}, err
	}
	if want.About != "" {
		want = b.answer(rec.Coaching.By.ID, want.About)
	}
	return b.wording(want, k), nil
}

// faults are what there is to say about somebody's own words, the gravest first. Outside of a
// case no sum and no time is known, so each in them is one to make sure of.
func (b *Bot) faults(want dialogs.Wording, k known) (out []string) {
	const most = 5 // on a phone
	if want.Draft == "" {
		return nil
	}
	for _, f := range prompts.Check(want.Draft, k.facts(b.Now(), draft.Language(want.Draft))).All() {
		line := "“" + want.Draft[f.Start:f.End] + "” · " + f.Why
		if f.Better != "" {
			line += " “" + f.Better + "”"
		}
		if out = append(out, line); len(out) == most {
			break
		}
	}
	return out
}
