package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"makegood/dialogs"
	"makegood/prompts"
	"makegood/store"
)

// A question to the coach is a record of its own, so that an answer is posted once, its
// buttons work after a restart, and what people thought of it is kept.

// askID stands for the message a question was asked with.
func askID(delivery string) string {
	h := sha256.Sum256([]byte(delivery))
	return "Q-" + hex.EncodeToString(h[:5])
}

// wording looks up what an answer is to say.
func (b *Bot) wording(want dialogs.Wording) dialogs.Wording {
	guide := b.words.Guide(want.Lang)
	if guide == nil {
		guide, want.Lang = b.words.Guide(dialogs.Langs[0]), dialogs.Langs[0]
	}
	s, found := guide.Situation(want.Situation)
	if !found {
		s, _ = guide.Situation(prompts.General)
	}
	want.Situation, want.Title, want.Say, want.Write, want.Avoid = s.ID, s.Title, s.Say, s.Write, s.Avoid
	if words, ok := s.Manner[prompts.Manner(want.Manner)]; ok {
		want.Say = []string{words}
	}
	return want
}

// answer finds what there is for a question, in the language that it was asked in.
func (b *Bot) answer(question string) dialogs.Wording {
	for _, lang := range dialogs.Langs {
		if s, fits := b.words.Guide(lang).Find(question); fits {
			return b.wording(dialogs.Wording{Situation: s.ID, Fits: true, Lang: lang})
		}
	}
	return b.wording(dialogs.Wording{Situation: prompts.General, Lang: dialogs.Langs[0]})
}

// ask answers a question where it was asked: in the thread of its message, or directly.
func (b *Bot) ask(ctx context.Context, a Act, question string) (dialogs.Wording, error) {
	found := b.answer(question)
	id := askID(a.ID)
	_, err := b.step(ctx, id, input{
		ID: a.ID, User: a.User, Called: a.Called, Channel: a.Channel, Thread: a.Thread,
		Event: dialogs.Wondered{ID: id, Text: question, Wording: found},
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
	if question == "" {
		return b.tell(dialogs.AskEmpty), nil
	}
	a.Channel, a.Thread = "", ""
	found, err := b.ask(ctx, a, question)
	if err != nil {
		return Reply{}, err
	}
	head := dialogs.AskHead.With("title", found.Title)
	if !found.Fits {
		head = dialogs.AskGeneral.With()
	}
	lines := []string{b.words.Text(head)}
	for _, s := range found.Say {
		lines = append(lines, "“"+s+"”")
	}
	return Reply{Say: strings.Join(append(lines, b.words.Text(dialogs.AskMore.With())), "\n")}, nil
}

// asking reports whether what somebody typed to us is a question about words.
func (b *Bot) asking(text string) bool {
	const fewest = 3 // words; "hello?" asks for help with the bot
	return len(strings.Fields(text)) >= fewest && strings.HasSuffix(strings.TrimSpace(text), "?") || b.answer(text).Fits
}

// lookedUp is what a step of a question needs from the guide.
func (b *Bot) lookedUp(ctx context.Context, id string, e dialogs.Event) (dialogs.Wording, error) {
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
	want, ok := rec.Coaching.Wants(e)
	if !ok {
		return dialogs.Wording{}, nil
	}
	found := b.wording(want)
	found.Faults = faults(want)
	return found, nil
}

// faults are what there is to say about somebody's own words, the gravest first. No case is
// known here, so a sum or a time in them is one to make sure of.
func faults(want dialogs.Wording) []string {
	const most = 5 // on a phone
	var out []string
	for _, f := range prompts.Check(want.Draft, prompts.Facts{Language: want.Lang}).All() {
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
