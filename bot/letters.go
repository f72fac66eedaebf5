package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs"
	"makegood/store"
)

const (
	mailWait   = 30 * time.Second       // how long a mail server may take for one letter
	mailSettle = mailWait + settle      // a try that began at its mark is through by then
	mailMin    = time.Minute            // first wait for another try
	mailMax    = 30 * time.Minute       // and the longest
	mailers    = 8                      // letters handed over at once
	mailRoom   = 5 * time.Second        // how long a letter waits for which there is no room
	mailGrace  = 5 * time.Second        // what is being handed over has so long when the process is to end
	mailNote   = 200 * time.Millisecond // between tries to write down what became of one
)

// letter is a mail that no mail server has taken yet.
type letter struct {
	Mail    dialogs.Mail
	Due     time.Time // when it was wanted
	Sending time.Time // when it was last marked as being handed over; zero: it is not
	Tries   int
	After   time.Time // not before
}

// ready is when it may be handed over. One that was being handed over when we last saw it
// waits until that can no longer be under way.
func (l letter) ready() time.Time {
	at := l.Due
	if l.After.After(at) {
		at = l.After
	}
	if again := l.Sending.Add(mailSettle); !l.Sending.IsZero() && again.After(at) {
		at = again
	}
	return at
}

func (rec *record) letter(mail string) *letter {
	for i := range rec.Letters {
		if rec.Letters[i].Mail.ID == mail {
			return &rec.Letters[i]
		}
	}
	return nil
}

// takeMail strikes a letter out with the event that says what became of it. It reports
// whether the letter was still there.
func (rec *record) takeMail(e dialogs.Mailed) bool {
	there := rec.letter(e.ID) != nil
	rec.Letters = slices.DeleteFunc(rec.Letters, func(l letter) bool { return l.Mail.ID == e.ID })
	return there
}

// mailOut begins to hand over the letters that are ready, beside whatever else is carried
// out of the record: a slow mail server keeps nothing of the case waiting.
func (b *Bot) mailOut(ctx context.Context, id string, rec record) {
	for _, l := range rec.Letters {
		if l.ready().After(b.Now()) {
			continue
		}
		select {
		case b.mailing <- struct{}{}:
		default: // each waits its turn
			b.postponeMail(ctx, id, l, mailRoom, l.Tries)
			continue
		}
		ours, err := b.markMail(ctx, id, l)
		if err != nil || !ours {
			<-b.mailing
			if err != nil {
				b.log.Error("cannot mark a mail as being sent", "case", id, "mail", l.Mail.ID, "err", err)
			}
			continue
		}
		b.letters.Go(func() {
			defer func() { <-b.mailing }()
			b.deliver(ctx, rec, l)
		})
	}
}

// markMail marks a letter as being handed over, unless somebody else was faster.
func (b *Bot) markMail(ctx context.Context, id string, l letter) (ours bool, err error) {
	now := b.Now()
	err = b.onLetter(ctx, id, l, hold, func(o *letter) {
		if ours = !o.ready().After(now); ours {
			o.Sending = now
		}
	})
	return ours, err
}

// onLetter changes a letter while it is still to be sent.
func (b *Bot) onLetter(ctx context.Context, id string, l letter, held time.Duration, change func(*letter)) error {
	kept, err := b.store.Update(ctx, id, held, func(r store.Record) (store.Record, []store.Entry, error) {
		rec, err := decode(r)
		if err != nil {
			return r, nil, err
		}
		o := rec.letter(l.Mail.ID)
		if o == nil {
			return r, nil, store.ErrNoChange
		}
		was := *o
		if change(o); o.Sending.Equal(was.Sending) && o.After.Equal(was.After) {
			return r, nil, store.ErrNoChange
		}
		r, err = rec.encode(r, b.Now())
		return r, nil, err
	})
	if err == nil {
		b.alarm.set(kept.Wake, b.Now().Add(held))
	}
	return err
}

// deliver hands a letter over and writes down what became of it.
func (b *Bot) deliver(ctx context.Context, rec record, l letter) {
	id := rec.id()
	work, cancel := context.WithTimeout(context.WithoutCancel(ctx), mailWait)
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(mailGrace, cancel) })()
	err := b.handOver(work, rec, l)
	if err != nil { // told once it is written down what follows
		defer b.log.Warn("a mail was not taken", "case", id, "mail", l.Mail.ID, "try", l.Tries+1, "err", err)
	}
	e := dialogs.Mailed{ID: l.Mail.ID, Result: dialogs.MailSent}
	if why, known := errors.AsType[*Unmailed](err); known {
		e.Code = why.Code
	}
	switch wait := min(mailMax, mailMin<<min(l.Tries, 9)); {
	case err == nil:
	case final(err):
		e.Result = resultOf(err)
	case b.Now().Add(wait).After(l.Mail.Until):
		e.Result = dialogs.MailFailed
	default:
		b.postponeMail(context.WithoutCancel(ctx), id, l, wait, l.Tries+1)
		return
	}
	b.noteMail(context.WithoutCancel(ctx), id, e)
}

// final reports whether no further try can mend it.
func final(err error) bool {
	why, known := errors.AsType[*Unmailed](err)
	return known && !why.Again
}

func resultOf(err error) dialogs.MailResult {
	if why, known := errors.AsType[*Unmailed](err); known && !why.Ours {
		return dialogs.MailRefused
	}
	return dialogs.MailFailed
}

var errNoMailer = errors.New("MAKEGOOD_SMTP is not set any more")

func (b *Bot) handOver(ctx context.Context, rec record, l letter) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	if b.Mailer == nil {
		return &Unmailed{Ours: true, Err: errNoMailer}
	}
	return b.Mailer.Send(ctx, b.written(rec, l))
}

// written puts a letter into its final words, in the language spoken with the customer.
func (b *Bot) written(rec record, l letter) Letter {
	m, t := l.Mail, b.aloud(rec.Case)
	return Letter{
		ID: letterID(rec.id(), l), Date: l.Due, To: m.To, Name: m.Name, From: m.From, ReplyTo: m.ReplyTo,
		Subject: t.Text(m.Subject), Lines: t.texts(m.Lines), Signature: m.Signature,
	}
}

// letterID names a letter for good. The moment it was written is part of it, because case
// numbers begin anew in a new store.
func letterID(id string, l letter) string {
	return strings.ToLower(id) + "." + l.Mail.ID + "." + strconv.FormatInt(l.Due.UnixMilli(), 36)
}

func (b *Bot) postponeMail(ctx context.Context, id string, l letter, wait time.Duration, tries int) {
	err := b.onLetter(ctx, id, l, 0, func(o *letter) {
		o.Sending, o.After, o.Tries = time.Time{}, b.Now().Add(wait), tries
	})
	if err != nil { // then it waits until its mark is old
		b.log.Error("cannot put off a mail", "case", id, "mail", l.Mail.ID, "err", err)
	}
}

// noteMail tells the case. What cannot be written down is handed over once more when the
// mark is old, under the same id.
func (b *Bot) noteMail(ctx context.Context, id string, e dialogs.Mailed) {
	var err error
	for range 3 {
		if _, err = b.step(ctx, id, input{ID: id + "/" + e.ID, Event: e}); err == nil {
			return
		}
		time.Sleep(mailNote)
	}
	b.log.Error("cannot write down what became of a mail", "case", id, "mail", e.ID, "result", e.Result, "err", err)
}
