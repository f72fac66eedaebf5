package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"makegood/dialogs"
	"makegood/prompts"
	"makegood/store"
)

// A language model may make the words of a message fit better. It is asked after the message
// is shown, beside everything else, and what it says is used only if it stays within what was
// approved (prompts.Frame) and the message is still there. It has no way into a case: its
// words are kept beside the messages, like where those are.

// fitted is what came of asking about a message.
type fitted struct {
	Of     string           // the words it was made from
	Words  []string         `json:",omitempty"` // empty: it was asked, and nothing came of it so far
	Given  string           `json:",omitempty"` // the customer's account in a sentence, where the words hold it
	Latest *dialogs.Message `json:",omitempty"` // how it was shown last, while it is being asked about
}

const (
	fitters = 8  // messages asked about at once
	fitRoom = 64 // and waiting for that
)

// question is a message to ask about, or what somebody said.
type question struct {
	rec     record
	task    prompts.Task
	message dialogs.Message
	key     string // it is kept under
	of      string
	text    string
	known   known     // the case that a question to the coach was asked in, as it is when it is answered
	asked   time.Time // by this process' own clock, which a demo does not move
}

// fingerprint stands for approved words.
func fingerprint(words []string) string {
	h := sha256.Sum256([]byte(strings.Join(words, "\x00")))
	return hex.EncodeToString(h[:8])
}

// fit is a message's words as they were fitted, if they were made from these.
func (rec record) fit(message string, approved []string) []string {
	if f := rec.Fitted[message]; len(f.Words) > 0 && f.Of == fingerprint(approved) {
		return f.Words
	}
	return approved
}

// toFit marks a message that was just shown as one that is asked about, in the same write;
// so nobody asks twice, and after a crash the approved words stay.
func (b *Bot) toFit(rec *record, it item) (all []question) {
	m := it.Message
	if it.Plain || rec.waiting(m.ID) != nil {
		return nil
	}
	mark := func(task prompts.Task, key string, words []string) {
		of := fingerprint(words)
		if f, asked := rec.Fitted[key]; asked && f.Of == of {
			if f.Latest != nil {
				f.Latest = &m
				rec.Fitted[key] = f
			}
			return
		}
		if rec.Fitted == nil {
			rec.Fitted = map[string]fitted{}
		}
		asked := fitted{Of: of}
		if task.Name != prompts.Compose.Name { // that is no part of the message
			asked.Latest = &m
		}
		rec.Fitted[key] = asked
		all = append(all, question{task: task, message: m, key: key, of: of, asked: time.Now()})
	}
	if b.mayFit(*rec, m) {
		task := prompts.Rephrase
		if isCase(rec.id()) && m.Say.Slots["problem"] != "" && untouched(rec.Case) {
			task = prompts.Restate
		}
		mark(task, m.ID, b.message(*rec, m).Say)
	}
	if b.mayExplain(*rec) {
		mark(prompts.Explain, whyKey, rec.Coaching.Wording.Faults)
	}
	b.toOpen(rec, m, mark)
	for i := range all {
		all[i].rec = *rec
	}
	return all
}

// mayFit: there are words to say, and they may.
func (b *Bot) mayFit(rec record, m dialogs.Message) bool {
	return (m.Say.Phrase != "" || m.Words != nil) && b.mayLeave(rec)
}

// mayLeave: the company and the person want a model, and nothing in what would leave the process is so
// delicate that every word was weighed before.
func (b *Bot) mayLeave(rec record) bool {
	if b.Model == nil || b.policy().ModelOff {
		return false
	}
	if q := rec.Coaching; isCoaching(rec.id()) {
		return !b.staff.settled(q.By).Curated && !dialogs.Delicate(q.Text) && !dialogs.Delicate(q.Wording.Draft)
	}
	c := rec.Case
	return !b.staff.settled(c.Owner).Curated && c.ID != "" && c.Closed.IsZero() && !weighed(c)
}

// weighed: every word about a case was weighed before, and none is fitted.
func weighed(c dialogs.Case) bool {
	return c.Details.Delicate() || c.Hazard != "" || dialogs.Delicate(c.Details.Problem)
}

// mayAsk: there is something in a message to ask about.
func (b *Bot) mayAsk(rec record, m dialogs.Message) bool {
	if b.Model == nil {
		return false
	}
	return b.mayFit(rec, m) || b.mayExplain(rec) || slices.ContainsFunc(m.Written(), func(act dialogs.Act) bool { _, ok := b.mayOpen(rec, act); return ok })
}

// wonder queues a question. Where too many wait already, the approved words stay.
func (b *Bot) wonder(all ...question) {
	for _, q := range all {
		select {
		case b.questions <- q:
		default:
			b.meters.fitted(q.task.Name, string(prompts.Full))
		}
	}
}

// fitAll asks what is queued until ctx ends, and waits for what is being asked.
func (b *Bot) fitAll(ctx context.Context) error {
	var all errgroup.Group
	all.SetLimit(fitters)
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case q := <-b.questions:
			all.Go(func() error { b.fitOne(ctx, q); return nil })
		}
	}
	return all.Wait()
}

// fitOne asks about a message and keeps what can be used. Whatever goes wrong, nobody hears
// of it but the log and the meters, and neither holds a word of it.
func (b *Bot) fitOne(ctx context.Context, q question) {
	defer func() {
		if p := recover(); p != nil {
			b.log.Error("cannot fit the words of a message", "case", q.rec.id(), "panic", p, "stack", string(debug.Stack()))
		}
	}()
	ctx, cancel := context.WithDeadline(ctx, q.asked.Add(q.task.Deadline))
	defer cancel()
	var err error
	switch q.known, err = b.knows(ctx, q.rec.Coaching.Case, q.rec.Coaching.By); {
	case err != nil:
		b.log.Error("cannot look up the case of a question", "question", q.rec.id(), "err", err)
		return
	case weighed(q.known.in):
		b.tellFit(q.task, q.rec.id(), string(prompts.Off), nil)
		return
	}
	if b.maySpeak(q.rec) && q.rec.Coaching.Rev == 1 && q.task.Name == prompts.Rephrase.Name {
		b.speak(ctx, q)
		return
	}
	mask, err := b.mask(ctx, q.rec, q.known)
	if err != nil {
		b.log.Error("cannot look up what a model must not see", "case", q.rec.id(), "err", err)
		return
	}
	got, keep := b.inquire(ctx, q, mask)
	outcome := got.Outcome()
	if got.Used > 0 {
		switch kept, err := b.keep(context.WithoutCancel(ctx), q.rec.id(), keep); {
		case err != nil:
			outcome = "unkept"
			b.log.Error("cannot keep fitted words", "case", q.rec.id(), "message", q.message.ID, "err", err)
		case !kept:
			outcome = "moved" // the message has
		}
	}
	b.tellFit(q.task, q.rec.id(), outcome, got.Limits)
}

// tellFit counts what came of asking, and logs which limits were crossed, never what was said.
func (b *Bot) tellFit(t prompts.Task, id, outcome string, limits []prompts.Limit) {
	b.meters.fitted(t.Name, outcome)
	if outcome != prompts.Used || len(limits) > 0 {
		b.log.Info("a model's words were not used, or not all", "task", t.Name, "case", id, "outcome", outcome, "limits", limits)
	}
}

// keepWords keeps fitted words and has their message redrawn, unless it has moved on.
func (b *Bot) keepWords(q question, words []string, given string) func(*record, time.Time) bool {
	return func(rec *record, now time.Time) bool {
		f, asked := rec.Fitted[q.key]
		if _, shown := rec.Shown[q.message.ID]; !shown || !asked || f.Of != q.of || f.Latest == nil || !b.mayFit(*rec, dialogs.Message{Words: words}) {
			return false
		}
		rec.again(*f.Latest, now)
		f.Words, f.Given, f.Latest = words, given, nil
		rec.Fitted[q.key] = f
		return true
	}
}

// keep writes down what came of asking, if change finds that it still matters.
func (b *Bot) keep(ctx context.Context, id string, change func(*record, time.Time) bool) (ok bool, err error) {
	ours, now := false, b.Now()
	kept, err := b.store.Update(ctx, id, hold, func(r store.Record) (store.Record, []store.Entry, error) {
		ours = false
		rec, err := decode(r)
		if err != nil {
			return r, nil, err
		}
		if ok = change(&rec, now); !ok {
			return r, nil, store.ErrNoChange
		}
		ours = rec.carry(b.me, now)
		r, err = rec.encode(r, now)
		return r, nil, err
	})
	if err != nil {
		return false, err
	}
	b.alarm.set(kept.Wake, now.Add(hold))
	if ours {
		b.kick(id, nil)
	}
	return ok, nil
}

// again has a message redrawn that is shown, or shown once more if it is on its way.
func (rec *record) again(m dialogs.Message, now time.Time) {
	rec.Revs++
	if o := rec.waiting(m.ID); o != nil {
		o.Rev = rec.Revs
		return
	}
	rec.Out = append(rec.Out, item{Message: m, Rev: rec.Revs, Due: now})
}
