// Package bot is the engine: what people do goes in, is stepped through the
// domain, stored, and only then acknowledged; what the step wants shown goes out
// afterwards.
//
// # What is stored
//
// Each case is one record of the store, R-104: the case itself, the messages
// that do not yet look as they should (the outbox), where the others are, and
// the deliveries already taken. So is each customer, C-104, and each of the other kinds that
// kinds.go names with their ids: purses, agendas, jobs, the fund, questions to the coach and
// what people set for themselves. Two records more are of no kind: "desk" counts the cases, and
// "auditor" says how the audit went. What came in is appended to the record's journal in the
// same write.
//
// Tags find a record again. Each has its kind's: "case", "customer", "purse", "agenda", "job",
// "fund", "question" or "own". A case has also "open", "owner:USER", "owes:USER" (who has
// something to do in it), "due:2026-11-23" and "due:2026-11" (something is due in it then),
// "of:CUSTOMER", "thread:CHANNEL:TS", "at:CHANNEL:TS" (a message of it outside of its channel),
// "delivery:ID", of what opened it, and while nobody said which customer it is of, "unsaid:" and
// each key; a customer: "key:" and one of its keys; and a question to the coach:
// "coach:CHANNEL:TS", the thread that its answer is in, and "asked:USER:2026-11-23".
//
// # Records that tell each other
//
// What one record tells another is stored with the change it follows from, and brought
// there afterwards as a delivery of its own, "R-104/tell-3", which the other takes once.
//
// # Posting once
//
// A post is marked as being sent, sent with its effect id, and marked as done, and a
// crash may come between any two of these. One that is found marked as being sent is
// looked for on the platform before it is sent again, and so is one that starts late.
// Edits need none of this: what counts is how the message should look now.
//
// That one is done is written together with the mark of the next, or, where nothing is
// left, with giving the record up; redraws in a row are written down with what comes
// after them. So n posts cost n commits and one more, and another one if something is
// redrawn behind the last.
//
// # Mail
//
// A mail server cannot be asked afterwards whether it has taken a letter. A letter is
// marked as being handed over, handed over, and struck out together with the case's note of
// what became of it; one that is found marked when its mark is old is handed over again. So
// a customer may get a letter twice, after a crash between the second and the third, and
// then under the same Message-ID, by which most mail programs show it once. The other
// choice would be a letter that never went out, while the case says that they have it in
// writing; nobody would notice that. Letters need no carrier: their mark says who is at it.
//
// # Who carries it out
//
// Whoever commits a change to a record that nobody carries out, and in which something is to
// be carried out now, becomes its carrier and shows at once what is to be shown; others leave
// to it what they add. If that process dies, its hold ends and any process takes over.
package bot

import (
	"context"
	"crypto/rand"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"makegood/dialogs"
	"makegood/dialogs/policy"
	"makegood/prompts"
	"makegood/store"
)

// Settings are the engine's few choices.
type Settings struct {
	Channel string           // recovery channel; empty: a case lives where it was opened
	Now     func() time.Time // the clock; time.Now unless a demo moves it
	Name    string           // how the bot is called on the platform
	Mailer  Mailer           // nil: no e-mail
	Speaker Speaker          // nil: the platform has no way to say words while they come
	Model   prompts.Model    // nil: the approved words are all there are
	Audit   time.Duration    // between two rounds of the audit; 0: the usual, below it: never
}

// Bot runs cases. It is safe for concurrent use.
type Bot struct {
	Settings
	chat   Chat
	store  *store.Store
	words  *prompts.Words
	log    *slog.Logger
	rules  *rules
	staff  *staff
	alarm  *alarm
	meters *Meters
	began  time.Time
	me     string // this process among those that share the store

	line chan struct{} // who gives out case numbers
	work chan *errand  // records with something to carry out
	mu   sync.Mutex
	busy map[string]*errand // records being carried out here

	questions chan question // messages whose words a model is asked about
	speaks    speaks

	mailing chan struct{}  // has room for the letters being handed over
	letters sync.WaitGroup // and waits for them
}

// errand is a record being carried out here.
type errand struct {
	id     string
	more   chan struct{} // something in it: look again
	left   *left         // by a step that nobody has looked at yet
	latest int64         // version that its carrier knows
}

// left is a record as a step has left it.
type left struct {
	rec record
	as  store.Record
}

// New makes an engine that is ready to [Bot.Handle]; its outbox and clocks need [Bot.Run].
// p is the policy in force until [Bot.Adopt] brings another.
func New(chat Chat, st *store.Store, words *prompts.Words, p policy.Policy, log *slog.Logger, s Settings) *Bot {
	sleeps := s.Now == nil && st.Exclusive()
	if s.Now == nil {
		s.Now = time.Now
	}
	me := rand.Text()
	if st.Exclusive() {
		me = "the only one" // also after a restart: nobody has to wait for who was here before
	}
	r := &rules{policy: p}
	return &Bot{
		me: me, meters: newMeters(), began: s.Now(), Settings: s, chat: chat, store: st, words: words, log: log,
		rules: r, staff: newStaff(chat, r, log), alarm: newAlarm(sleeps),
		line: make(chan struct{}, 1), work: make(chan *errand, 1024), busy: map[string]*errand{},
		mailing: make(chan struct{}, mailers), questions: make(chan question, fitRoom),
	}
}

const (
	hold     = settle // how long nobody else is handed a record that is ours to carry out
	claims   = 16     // due records handed to us at once
	carriers = 512    // records carried out at once: each waits for the platform by itself
)

// Run carries out effects and clocks until ctx ends, then finishes what it began.
func (b *Bot) Run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		var all errgroup.Group
		all.SetLimit(carriers)
		for ctx.Err() == nil {
			select {
			case <-ctx.Done():
			case e := <-b.work:
				all.Go(func() error { b.carryOut(ctx, e); return nil })
			}
		}
		return all.Wait()
	})
	g.Go(func() error { b.staff.watch(ctx); return nil })
	g.Go(func() error { b.watchOwn(ctx); return nil })
	g.Go(func() error { return b.watch(ctx) })
	g.Go(func() error { b.auditAll(ctx); return nil })
	g.Go(func() error { return b.fitAll(ctx) })
	err := g.Wait()
	b.letters.Wait()
	return err
}

// watch hands due records on.
func (b *Bot) watch(ctx context.Context) error {
	select { // nothing can be stepped before it is known who works here
	case <-b.staff.first:
	case <-ctx.Done():
		return nil
	}
	b.alarm.back(b.Now())
	for blind := false; ; {
		b.alarm.looking()
		ids, next, err := b.store.Claim(ctx, hold, claims)
		if err != nil && ctx.Err() == nil {
			b.log.Error("cannot look for what is due", "err", err)
		} else if blind {
			b.alarm.back(b.Now())
		}
		blind = err != nil
		for _, id := range ids {
			b.wake(ctx, id)
		}
		if len(ids) == claims {
			continue // there may be more
		}
		if err != nil {
			next = b.Now().Add(tick)
		}
		if !b.alarm.wait(ctx, next, b.Now()) {
			return nil
		}
	}
}

// wake steps a case whose time has come and hands it on. One that cannot be
// stepped is claimed ever more seldom and stops nobody else.
func (b *Bot) wake(ctx context.Context, id string) {
	defer func() {
		if p := recover(); p != nil {
			b.log.Error("cannot wake a case", "case", id, "panic", p, "stack", string(debug.Stack()))
		}
	}()
	if _, err := b.step(ctx, id, input{Event: dialogs.Woke{}}); err != nil && ctx.Err() == nil {
		b.log.Error("cannot wake a case", "case", id, "err", err)
		return
	}
	for !b.kick(id, nil) && ctx.Err() == nil { // it is handed to us, and to nobody else for ever longer
		sleep := time.NewTimer(settle / 100)
		select {
		case <-ctx.Done():
		case <-sleep.C:
		}
		sleep.Stop()
	}
}

// kick asks for a record to be carried out soon, as a step has left it. Work already
// asked for is not queued twice.
func (b *Bot) kick(id string, as *left) (queued bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if e, running := b.busy[id]; running {
		if as != nil && (e.left == nil || as.as.Version > e.left.as.Version) {
			e.left = as
		}
		select {
		case e.more <- struct{}{}:
		default: // it will look again anyhow
		}
		return true
	}
	e := &errand{id: id, more: make(chan struct{}, 1), left: as}
	select {
	case b.work <- e:
		b.busy[id] = e
		return true
	default: // too much to do: our hold runs out and the watch finds it again
		return false
	}
}

// rest ends a turn at a record and reports whether there is another: at once if
// there is more to do, after next (if it is not zero) because something is then ready.
func (b *Bot) rest(ctx context.Context, e *errand, next time.Duration) (again bool) {
	if next > 0 {
		timer := time.NewTimer(next)
		defer timer.Stop()
		select {
		case <-ctx.Done():
		case <-e.more:
		case <-timer.C:
		}
		return ctx.Err() == nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	select {
	case <-e.more:
		return ctx.Err() == nil
	default:
		delete(b.busy, e.id)
		return false
	}
}

// look is what a step has left behind that is newer than what the carrier knows, nil if
// nothing is.
func (b *Bot) look(e *errand) *left {
	b.mu.Lock()
	defer b.mu.Unlock()
	as := e.left
	if e.left = nil; as == nil || as.as.Version <= e.latest {
		return nil
	}
	return as
}
