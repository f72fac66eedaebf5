package dialogs

import (
	"errors"
	"time"

	"makegood/dialogs/calendar"
)

var (
	labelWhen  = tell("field.when", "")
	hintWhen   = tell("hint.when", "now!")
	timeNone   = tell("error.time_none", "")
	timePast   = tell("error.time_past", "now!")
	timeFar    = tell("error.time_far", "")
	timeDouble = tell("error.time_ambiguous", "")
	timeClosed = tell("error.time_closed", "")
	timeZone   = tell("error.time_zone", "zone!")
	timeRead   = tell("time.read", "when!")
)

// askWhen asks for a time as people say it.
func (t *turn) askWhen(label Phrase) Question {
	return Question{Field: WhenField, Label: label.With(), Hint: hintWhen.With("now", t.now()), Kind: Short}
}

// moment takes a field's time, as people type it, or objects. What is plain from the text
// counts at once, which costs nobody a tap; it is echoed where it is saved, and can be
// changed there. Where it hangs on a rule of ours ("tomorrow 3", "next Friday", "12/1") the
// form comes back once with what was understood, the button under the same thumb.
func (t *turn) moment(e Filled) time.Time {
	const f = WhenField
	s := t.text(e, f, false)
	if s == "" {
		return time.Time{}
	}
	at, plain, wrong := t.c.understand(s, t.in.At)
	switch {
	case wrong != nil:
		t.object(f, *wrong)
		return time.Time{}
	case !plain:
		t.showRead(e, at)
	}
	return at
}

// understand reads a time that was typed at now, or says what is wrong with it. plain says
// that it hangs on no rule of ours.
func (c Case) understand(s string, now time.Time) (at time.Time, plain bool, wrong *Line) {
	at, plain, err := calendar.Understand(s, now, c.Policy.Hours)
	var l Line
	switch {
	case err == nil:
		return at.UTC(), plain, nil
	case errors.Is(err, calendar.ErrPast):
		l = timePast.With("now", c.clock(now))
	case errors.Is(err, calendar.ErrTooFar):
		l = timeFar.With()
	case errors.Is(err, calendar.ErrClosed):
		l = timeClosed.With()
	case errors.Is(err, calendar.ErrZone):
		l = timeZone.With("zone", calendar.ZoneName(now, c.Policy.Location()))
	case errors.Is(err, calendar.ErrAmbiguous):
		l = timeDouble.With()
	default:
		l = timeNone.With()
	}
	return time.Time{}, true, &l
}

// showRead shows the form once more, as it was filled in, with the time as it was read.
// What stands there then is plain, so that sending it again saves it.
func (t *turn) showRead(e Filled, at time.Time) {
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
	f.Lines = append([]Line{timeRead.With("when", t.c.echo(at))}, f.Lines...)
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
	return momentSlot(DateStyle, at, place, calendar.ZoneName(at, place))
}
