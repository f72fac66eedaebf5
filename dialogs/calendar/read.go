package calendar

import (
	"errors"
	"fmt"
	"time"
)

// Why Read gave no moment. Compare with errors.Is.
var (
	ErrNone      = errors.New("it does not say when")
	ErrPast      = errors.New("that time has passed")
	ErrTooFar    = errors.New("that is more than a year away")
	ErrAmbiguous = errors.New("it can mean more than one time")

	// Two reasons for it that can be told.
	ErrClosed = fmt.Errorf("the company is closed that day: %w", ErrAmbiguous)
	ErrZone   = fmt.Errorf("it is in another zone: %w", ErrAmbiguous)
)

// Read reads a text that is one moment and nothing else, as people at the company's place type it: "tomorrow 3",
// "by Friday noon", "in 20 min", "end of day", "Nov 27 3pm", "12/1", and in Spanish, "mañana a las 3". The moment is never
// before now.
//
//   - A day without a time is that day's closing; on a closed day that is ErrAmbiguous.
//   - An hour without am or pm is the one in business hours; ErrAmbiguous if both are, or neither.
//   - A time without a day is today's: gone is gone (ErrPast), tomorrow must be said.
//   - A weekday is the coming one. Today's name is next week's day if the time has passed, else ErrAmbiguous.
//   - "next Tuesday" is the one of the next week, and weeks start on Monday; "this Tuesday" is the coming one.
//   - A date without a year is the nearest one. "The 15th" is the coming one.
//   - Morning is 9:00, afternoon 15:00, evening 18:00, night 20:00.
func Read(said string, now time.Time, h Hours) (time.Time, error) {
	u, err := Understand(said, now, h)
	if err != nil {
		return time.Time{}, err
	}
	return u.At, nil
}

// Understood is a moment that was read, and how surely.
type Understood struct {
	At    time.Time
	Whole bool      // all of it was said: date, time and zone, with its weekday or without; no rule above had to help
	Zoned bool      // the zone was said
	Lapse bool      // how long from now was said, which is the same on every clock
	Or    time.Time // the other moment that can be meant, with At beside ErrAmbiguous: the name of today's weekday
}

// Understand is Read, and says how sure it is.
func Understand(said string, now time.Time, h Hours) (Understood, error) {
	x := text{tokens: typed(inEnglish(scan(said)), true), here: h.called(now)}
	if n := len(x.tokens); n > 1 && (x.at(n-1, ".") || x.at(n-1, "!")) && !x.at(n-2, "m") {
		x.tokens = x.tokens[:n-1]
	}
	x.tokens = x.withoutStress()
	start, span := x.any(0, "between", "from")
	p, end, ok := x.moment(start)
	if !ok {
		return Understood{}, ErrNone
	}
	if _, two := x.another(end); two {
		return Understood{}, ErrAmbiguous
	}
	if end != len(x.tokens) || span {
		return Understood{}, ErrNone
	}
	t, err := p.resolve(now, h)
	if err != nil {
		one, other := p.either(now, h)
		return Understood{At: one, Or: other}, err
	}
	return Understood{At: t, Whole: p.whole(), Zoned: p.zone != "", Lapse: p.relative && p.clock == sameClock && p.days == 0}, nil
}

// either is what the name of today's weekday can mean, where it says no more: today, and the same day of the next week.
func (p phrase) either(now time.Time, h Hours) (one, other time.Time) {
	today := dayOf(now, h.place())
	if p.gone || p.open || p.named != byName || p.which != bare || p.weekday != today.weekday() || p.days != 0 {
		return one, other
	}
	one, err := p.on(today, now, h)
	next, also := p.on(today.plus(7), now, h)
	if err != nil || also != nil || !one.After(now) {
		return time.Time{}, time.Time{}
	}
	return one, next
}

func (p phrase) whole() bool {
	return p.named == dated && !p.figures && p.which == bare && p.clock == atMinute && p.exact && p.zone != ""
}

// another passes a second moment: "or Tuesday", "to 5pm", "-5", or the "or so" that leaves it open.
func (x text) another(i int) (next int, ok bool) {
	if next, ok = x.any(i, "or so"); ok {
		return next, true
	}
	for _, join := range []string{"or", "and", "to", "till", "until", "-", "–", "/"} {
		if x.at(i, join) {
			_, next, ok = text{x.tokens, false, x.here}.moment(i + 1)
			return next, ok
		}
	}
	return i, false
}

// withoutStress leaves out what only stresses the time before it.
func (x text) withoutStress() []token {
	for n := range len(x.tokens) {
		if end, ok := x.any(n, "sharp", "on the dot", "at the latest", "the latest", "latest", "or sooner", "or earlier", "or before"); ok && n > 0 && end == len(x.tokens) {
			return x.tokens[:n]
		}
	}
	return x.tokens
}
