package bot

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"makegood/dialogs"
)

// Speaker is what a platform offers beside its [Chat] that can say words while they come, in a
// thread where somebody is alone with us, and show there that we are at work. One without it
// leaves it out of the [Settings]; nothing that is said so is needed, and nothing of it is kept:
// what has to stay was posted before.
type Speaker interface {
	// AtWork shows, in a thread, whether more is to come; whoever sees it may press stop.
	AtWork(ctx context.Context, at Address, on bool) error
	// Begin says the first words.
	Begin(ctx context.Context, at Address, words string) (Ref, error)
	// Add says more, on a line of its own.
	Add(ctx context.Context, at Ref, words string) error
	// End says that this was all, which also ends being at work.
	End(ctx context.Context, at Ref) error
}

// speaks are the threads that something is being said in, to be stopped.
type speaks struct {
	mu  sync.Mutex
	end map[Address][]*context.CancelFunc // two questions may be answered in one thread
}

// begin is a context that ends when somebody presses stop there.
func (s *speaks) begin(ctx context.Context, at Address) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.end == nil {
		s.end = map[Address][]*context.CancelFunc{}
	}
	mine := &cancel
	s.end[at] = append(s.end[at], mine)
	return ctx, func() {
		cancel()
		s.mu.Lock()
		defer s.mu.Unlock()
		s.end[at] = slices.DeleteFunc(s.end[at], func(one *context.CancelFunc) bool { return one == mine })
		if len(s.end[at]) == 0 {
			delete(s.end, at)
		}
	}
}

func (s *speaks) stop(at Address) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, cancel := range s.end[at] {
		(*cancel)()
	}
}

// maySpeak: a question may be answered so, because it was asked in a thread alone with us.
func (b *Bot) maySpeak(rec record) bool {
	return b.Speaker != nil && isCoaching(rec.id()) && rec.Alone && rec.Thread != ""
}

// hush ends what is being said in a thread. Here that is at once; the process that says it may
// be another one, which looks in the record before each sentence.
func (b *Bot) hush(ctx context.Context, at Address) error {
	const longest = time.Minute // that something is said for, with all that may hold it up
	b.speaks.stop(at)
	all, err := b.coached(ctx, at.Channel, at.Thread)
	for _, rec := range all {
		if err != nil || b.Now().Sub(rec.Coaching.At) > longest {
			break
		}
		_, err = b.keep(ctx, rec.id(), func(rec *record, _ time.Time) bool {
			was := rec.Hushed
			rec.Hushed = true
			return !was
		})
	}
	return err
}

// heard reports whether whoever asked wants to hear more: nobody has pressed stop, wherever that
// was told, and nobody has switched the model off since.
func (b *Bot) heard(ctx context.Context, id string) bool {
	if ctx.Err() != nil {
		return false
	}
	r, err := b.store.Get(ctx, id)
	if err == nil {
		var rec record
		if rec, err = decode(r); err == nil {
			return !rec.Hushed && b.mayLeave(rec) && ctx.Err() == nil
		}
	}
	if ctx.Err() == nil {
		b.log.Warn("cannot look whether more is to be said", "question", id, "err", err)
	}
	return false // it stands in the answer, too
}

// speak says to a question what a model makes of it, each sentence once it was checked. Who
// presses stop hears no more of it.
func (b *Bot) speak(ctx context.Context, q question) {
	s, at := b.Speaker, Address{Channel: q.rec.Channel, Thread: q.rec.Thread}
	ctx, done := b.speaks.begin(ctx, at)
	defer done()
	quick := func(f func(context.Context) error) error { return b.call(context.WithoutCancel(ctx), f) }
	if err := quick(func(ctx context.Context) error { return s.AtWork(ctx, at, true) }); err != nil {
		b.log.Warn("cannot show that we are at work", "question", q.rec.id(), "err", err)
	}
	var ref Ref
	said := 0
	_ = b.sentences(ctx, q, func(sentence string) bool { // why there are no more is counted there
		if !b.heard(ctx, q.rec.id()) {
			return false
		}
		if stands(q.rec.Coaching.Wording, sentence) {
			return true
		}
		err := quick(func(ctx context.Context) (err error) {
			if ref == (Ref{}) {
				ref, err = s.Begin(ctx, at, b.to(q.rec.Coaching.By.ID).Text(dialogs.AskFitted.With())+"\n\n"+sentence)
				return err
			}
			return s.Add(ctx, ref, sentence)
		})
		if err != nil {
			b.log.Warn("cannot say more", "question", q.rec.id(), "err", err)
		}
		said++
		return err == nil && ctx.Err() == nil && said < sentencesMost
	})
	err := quick(func(ctx context.Context) error {
		if ref == (Ref{}) {
			return s.AtWork(ctx, at, false)
		}
		return s.End(ctx, ref)
	})
	if err != nil { // it was stopped, or ends by itself
		if err := quick(func(ctx context.Context) error { return s.AtWork(ctx, at, false) }); err != nil {
			b.log.Warn("cannot show that we are done", "question", q.rec.id(), "err", err)
		}
	}
}

// stands reports whether a sentence is in the answer that was given already: once more it is noise.
func stands(w dialogs.Wording, sentence string) bool {
	return slices.ContainsFunc(append(slices.Clone(w.Say), w.Write), func(given string) bool { return strings.Contains(given, sentence) })
}

// sentencesMost is how much is said to one question.
const sentencesMost = 3
