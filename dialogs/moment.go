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
)

// askWhen asks for a time as people say it.
func (t *turn) askWhen(label Phrase) Question {
	return Question{Field: WhenField, Label: label.With(), Hint: hintWhen.With("now", t.now()), Kind: Short}
}

// moment takes a field's time, as people type it, or objects. What it understood
// is echoed with its day wherever the promise is shown.
func (t *turn) moment(e Filled) time.Time {
	const f = WhenField
	s := t.text(e, f, false)
	if s == "" {
		return time.Time{}
	}
	at, err := calendar.Read(s, t.in.At, t.c.Policy.Hours)
	switch {
	case err == nil:
		return at.UTC()
	case errors.Is(err, calendar.ErrPast):
		t.object(f, timePast.With("now", t.now()))
	case errors.Is(err, calendar.ErrTooFar):
		t.object(f, timeFar.With())
	case errors.Is(err, calendar.ErrAmbiguous):
		t.object(f, timeDouble.With())
	default:
		t.object(f, timeNone.With())
	}
	return time.Time{}
}

// echo writes what was understood of a time so that nothing of it can be mistaken:
// "Mon Nov 23, 5:00 PM EST".
func (c Case) echo(at time.Time) string {
	place := c.Policy.Location()
	return stick(at.In(place).Format("Mon Jan 2, 3:04 PM")) + "\u00a0" + calendar.ZoneName(at, place)
}
