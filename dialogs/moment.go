package dialogs

import (
	"errors"
	"slices"
	"time"

	"makegood/dialogs/calendar"
)

var (
	labelWhen  = tell("field.when", "")
	hintWhen   = tell("hint.when", "now! when!")
	timeNone   = tell("error.time_none", "when!")
	timePast   = tell("error.time_past", "now!")
	timeFar    = tell("error.time_far", "")
	timeDouble = tell("error.time_ambiguous", "")
	timeClosed = tell("error.time_closed", "")
	timeZone   = tell("error.time_zone", "zone!")
	timeEither = tell("error.time_either", "one! other!")
	timeRead   = tell("time.read", "when!")
	timeThere  = tell("time.there", "when!")
	timeShut   = tell("time.shut", "")
)

// askWhen asks for a time as people say it.
func (t *turn) askWhen(label Phrase) Question {
	return Question{Field: WhenField, Label: label.With(), Hint: t.hintWhen(), Kind: Short}
}

func (t *turn) hintWhen() Line { return hintWhen.With("now", t.now(), "when", t.c.example(t.in.At)) }

// example is a weekday with a time, as one may be typed: not today's, which can mean two days.
func (c Case) example(now time.Time) string {
	const ahead, hour = 3, 10
	day := now.In(c.Policy.Location())
	return momentSlot(WeekStyle, time.Date(day.Year(), day.Month(), day.Day()+ahead, hour, 0, 0, 0, day.Location()), day.Location(), "")
}

// moment takes a field's time, as people type it, or objects. What is plain from the text
// counts at once, which costs nobody a tap; it is echoed where it is saved, and can be
// changed there. Where it hangs on a rule of ours ("tomorrow 3", "next Friday", "12/1"), on
// whose clock was meant, or lies where nobody is there, the form comes back once with what was
// understood, the button under the same thumb.
func (t *turn) moment(e Filled) time.Time {
	const f = WhenField
	s := t.text(e, f, false)
	if s == "" {
		return time.Time{}
	}
	u, wrong := t.c.understand(s, t.in.At)
	if wrong != nil {
		t.object(f, *wrong)
		return time.Time{}
	}
	at := u.At.UTC()
	if doubts := t.doubts(u); !u.Plain || len(doubts) > 0 {
		t.showRead(e, at, doubts)
	}
	return at
}

// doubts is what whoever typed a plain time may not have thought of. Who named the zone has, and
// in how many minutes is the same on every clock.
func (t *turn) doubts(u calendar.Understood) (l []Line) {
	if u.Zoned || u.Lapse {
		return nil
	}
	ours, theirs := t.c.Policy.Location(), t.c.placeOf(t.in.Actor)
	_, here := u.At.In(ours).Zone()
	if _, there := u.At.In(theirs).Zone(); there != here {
		l = append(l, timeThere.With("when", momentSlot(WeekStyle, u.At, theirs, calendar.ZoneName(u.At, theirs))))
	}
	if !t.c.Policy.Hours.Staffed(u.At) {
		l = append(l, timeShut.With())
	}
	return l
}

// understand reads a time that was typed at now, or says what is wrong with it.
func (c Case) understand(s string, now time.Time) (u calendar.Understood, wrong *Line) {
	u, err := calendar.Understand(s, now, c.Policy.Hours)
	var l Line
	switch {
	case err == nil:
		return u, nil
	case errors.Is(err, calendar.ErrPast):
		l = timePast.With("now", c.clock(now))
	case errors.Is(err, calendar.ErrTooFar):
		l = timeFar.With()
	case errors.Is(err, calendar.ErrClosed):
		l = timeClosed.With()
	case errors.Is(err, calendar.ErrZone):
		l = timeZone.With("zone", calendar.ZoneName(now, c.Policy.Location()))
	case errors.Is(err, calendar.ErrAmbiguous) && !u.Or.IsZero():
		l = timeEither.With("one", c.echo(u.At), "other", c.echo(u.Or))
	case errors.Is(err, calendar.ErrAmbiguous):
		l = timeDouble.With()
	default:
		l = timeNone.With("when", c.example(now))
	}
	return u, &l
}

// showRead shows the form once more, as it was filled in, with the time as it was read.
// What stands there then is plain, so that sending it again saves it.
func (t *turn) showRead(e Filled, at time.Time, doubts []Line) {
	act := sheets[e.Form].act
	opens := deeds[act].form
	if opens == nil || t.reply.Errors != nil {
		return
	}
	f := opens(t, Choice{Act: act, On: e.On, Value: e.Value})
	if f.ID != e.Form {
		return
	}
	f.On, f.Value = e.On, e.Value
	f.Lines = slices.Concat([]Line{timeRead.With("when", t.c.echo(at))}, doubts, f.Lines)
	for i := range f.Inputs {
		q := &f.Inputs[i]
		q.Initial = e.Fields[q.Field]
		if q.Field == WhenField {
			q.Initial, q.Anew = t.c.whole(at, t.in.At), true
		}
	}
	t.ask(f)
}

// whole writes a time with all that can be said of it, so that it can be sent back as it is.
func (c Case) whole(at, now time.Time) string {
	place := c.Policy.Location()
	if at.In(place).Year() == now.In(place).Year() {
		return c.echo(at)
	}
	return momentSlot(DatedStyle, at, place, calendar.ZoneName(at, place))
}

// echo writes what was understood of a time so that nothing of it can be mistaken:
// "Mon Nov 23, 5:00 PM EST".
func (c Case) echo(at time.Time) string {
	place := c.Policy.Location()
	return momentSlot(c.dated(DateStyle, at), at, place, calendar.ZoneName(at, place))
}
