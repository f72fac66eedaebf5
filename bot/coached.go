package bot

import (
	"context"
	"fmt"
	"slices"
	"time"

	"makegood/dialogs"
)

// What was asked in a thread is found again by it: for whoever types below an answer what they
// could press, and for whoever presses stop.

// coachTag finds the questions whose answers are in a thread.
func coachTag(channel, ts string) string { return "coach:" + channel + ":" + ts }

// askedTag finds what somebody asked on a day, by UTC.
func askedTag(user string, at time.Time) string {
	return "asked:" + user + ":" + at.UTC().Format(time.DateOnly)
}

func (rec record) coachTags() []string {
	tags := []string{"question", askedTag(rec.Coaching.By.ID, rec.Coaching.At)}
	if rec.Thread != "" {
		return append(tags, coachTag(rec.Channel, rec.Thread))
	}
	for _, ref := range rec.Shown { // it stands by itself, and a thread may begin below it
		tags = append(tags, coachTag(ref.Channel, ref.TS))
	}
	return tags
}

// coached are the questions that were answered in a thread, the latest first.
func (b *Bot) coached(ctx context.Context, channel, thread string) ([]record, error) {
	return b.questionsOf(ctx, coachTag(channel, thread))
}

// justNow is how long what is typed on, where it could be meant for something else, is meant for
// the answer before it.
const justNow = 30 * time.Minute

// fresh are those that somebody was answered a moment ago in direct messages, outside of threads or
// in one: whoever types there on goes on with the latest.
func (b *Bot) fresh(ctx context.Context, user string) ([]record, error) {
	now := b.Now()
	all, err := b.questionsOf(ctx, askedTag(user, now))
	if before := askedTag(user, now.Add(-justNow)); err == nil && before != askedTag(user, now) {
		var late []record // of the day before, by UTC: there it is still the afternoon
		late, err = b.questionsOf(ctx, before)
		all = append(all, late...)
	}
	return b.ofNow(slices.DeleteFunc(all, func(rec record) bool { return rec.Channel != "" && !rec.Alone })), err
}

// ofNow are those of them that were asked a moment ago.
func (b *Bot) ofNow(all []record) []record {
	since := b.Now().Add(-justNow)
	return slices.DeleteFunc(all, func(rec record) bool { return rec.Coaching.At.Before(since) })
}

func (b *Bot) questionsOf(ctx context.Context, tag string) (all []record, err error) {
	const most = 50
	ids, err := b.store.List(ctx, tag, "", most)
	if err != nil {
		return nil, fmt.Errorf("look for what was asked: %w", err)
	}
	for _, id := range ids {
		r, err := b.store.Get(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("load %s: %w", id, err)
		}
		rec, err := decode(r)
		if err != nil {
			return nil, err
		}
		all = append(all, rec)
	}
	slices.SortStableFunc(all, func(x, y record) int { return y.Coaching.At.Compare(x.Coaching.At) })
	return all, nil
}

// turned does for whoever types below an answer what its buttons do: "shorter please". Not done:
// they typed something else, or there is no answer above it. Where the answer is not where they
// typed, they are told where it is.
func (b *Bot) turned(ctx context.Context, a Act, text string) (reply Reply, done bool, err error) {
	if !dialogs.Wishes(text, false) {
		return Reply{}, false, nil
	}
	all, elsewhere, err := b.above(ctx, a, text)
	if err != nil || len(all) == 0 {
		return Reply{}, false, err
	}
	q := all[0].Coaching
	press, ok := q.Wish(text)
	if !ok {
		return Reply{}, false, nil
	}
	if _, err = b.step(ctx, q.ID, input{ID: a.ID, User: a.User, Called: a.Called, Event: press}); err != nil || !elsewhere || all[0].Thread == "" {
		return Reply{}, true, err
	}
	reply, err = b.mentioned(ctx, a.ID, b.to(a.User).tell(dialogs.AskTurned))
	return reply, true, err
}

// above are the answers that a wish may be typed below, the latest first, and whether they are in
// another place. In a case's thread others talk too: there it is one of a moment ago.
func (b *Bot) above(ctx context.Context, a Act, text string) (all []record, elsewhere bool, err error) {
	cases, err := b.store.List(ctx, threadTag(a.Channel, a.Thread), "", 1)
	if err != nil {
		return nil, false, fmt.Errorf("find the case of a thread: %w", err)
	}
	among := len(cases) > 0
	if among && !dialogs.Wishes(text, true) {
		return nil, false, nil
	}
	all, err = b.coached(ctx, a.Channel, a.Thread)
	switch {
	case err != nil || among:
		return b.ofNow(all), false, err
	case len(all) == 0 && a.Alone:
		all, err = b.fresh(ctx, a.User)
		return all, true, err
	}
	return all, false, nil
}

// turnedAtOnce takes a press below an answer that only whoever asked sees, and shows them there
// what follows. It is in their direct messages as well.
func (b *Bot) turnedAtOnce(ctx context.Context, a Act, in input) (Reply, error) {
	reply, err := b.step(ctx, a.Case, in)
	if err != nil || reply.Say != "" {
		return reply, err
	}
	r, err := b.store.Get(ctx, a.Case)
	if err != nil {
		return Reply{}, fmt.Errorf("load %s: %w", a.Case, err)
	}
	rec, err := decode(r)
	if err != nil || rec.id() == "" {
		return Reply{}, err
	}
	return b.atOnce(a.User, rec.id(), rec.Coaching.Wording), nil
}
