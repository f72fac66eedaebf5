package dialogs

import (
	"errors"
	"slices"
	"time"

	"makegood/dialogs/calendar"
)

var (
	labelWhen   = tell("field.when", "")
	hintWhen    = tell("hint.when", "now! when!")
	timeNone    = tell("error.time_none", "when!")
	timeMissing = tell("error.time_missing", "")
	timePast    = tell("error.time_past", "now!")
	timeFar     = tell("error.time_far", "")
	timeDouble  = tell("error.time_ambiguous", "")
	timeClosed  = tell("error.time_closed", "")
	timeZone    = tell("error.time_zone", "zone!")
	timeEither  = tell("error.time_either", "one! other!")
	timeRead    = tell("time.read", "when!")
	timeThere   = tell("time.there", "when!")
	timeShut    = tell("time.shut", "")
	timeTyped   = tell("time.typed", "")
)

// askWhen asks for a time: to be picked from those that are likely, or typed as people say it. The field begins with a
// time if there is one.
func (t *turn) askWhen(label Phrase, begin time.Time) []Question {
	hint := hintWhen.With("now", t.now(), "when", t.c.example(t.in.At))
	return t.c.momentQuestions(Question{Field: WhenField, Label: label.With(), Hint: hint, Kind: Short}, t.c.likely(t.in, begin, true), begin, t.in.At)
}

// example is a weekday with a time, as one may be typed: not today's, which can mean two days.
func (c Case) example(now time.Time) string {
	const ahead, hour = 3, 10
	day := now.In(c.Policy.Location())
	return momentSlot(WeekStyle, time.Date(day.Year(), day.Month(), day.Day()+ahead, hour, 0, 0, 0, day.Location()), day.Location(), "")
}

// moment takes a form's time, or objects. What is picked says all of itself and counts at once, and so does a text that
// says all of it. With any other the form comes back once with what was understood, the button under the same thumb.
func (t *turn) moment(e Filled) time.Time {
	t.text(e, WhenField, true)
	if _, wrong := t.reply.Errors[WhenField]; wrong {
		return time.Time{}
	}
	w := t.c.timeIn(e, t.in)
	switch {
	case w.wrong != nil && e.Again: // what stands above is about another time
		t.showAgain(e, []Line{*w.wrong}, clean(e.Fields[WhenField]), time.Time{})
	case w.wrong != nil:
		t.object(w.field, *w.wrong)
	case w.at.IsZero():
		t.object(WhenField, timeMissing.With())
	case !w.counts:
		t.showRead(e, w)
	}
	return w.at
}

// timeIn is the time that a form holds; zero: none.
type timeIn struct {
	at     time.Time
	counts bool // it was shown in full before it was sent

	typed calendar.Understood
	over  bool // something was picked as well, which does not count

	wrong *Line // what is wrong with it, said at the field
	field Field
}

// timeIn reads what was typed, and what was picked where nothing was, or only what we put there ourselves.
func (c Case) timeIn(e Filled, in Input) timeIn {
	typed, picked := clean(e.Fields[WhenField]), e.Fields[MomentField]
	switch {
	case typed == "" && picked == "":
		return timeIn{counts: true}
	case typed == "" || picked != "" && c.untouched(typed, picked):
		return c.timePicked(picked, in.At)
	}
	u, wrong := c.understand(typed, in.At)
	if wrong != nil {
		return timeIn{wrong: wrong, field: WhenField}
	}
	over := picked != ""
	return timeIn{at: calendar.Minute(u.At).UTC(), counts: u.Whole && !over, typed: u, over: over}
}

// read is what the time was read as.
func (w timeIn) read(c Case) []Line {
	l := []Line{timeRead.With("when", c.echo(w.at))}
	if w.over {
		l = append(l, timeTyped.With())
	}
	return l
}

// doubts is what whoever typed a time may not have thought of. Who named the zone has, and in how many minutes is the
// same on every clock.
func (c Case) doubts(u calendar.Understood, who Person) (l []Line) {
	if u.Zoned || u.Lapse {
		return nil
	}
	if zone := c.elsewhere(who, u.At); zone != "" {
		l = append(l, timeThere.With("when", momentSlot(WeekStyle, u.At, c.placeOf(who), zone)))
	}
	if !c.Policy.Hours.Staffed(u.At) {
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
// What stands there then says all of it, so that sending it again saves it.
func (t *turn) showRead(e Filled, w timeIn) {
	t.showAgain(e, slices.Concat(w.read(t.c), t.c.doubts(w.typed, t.in.Actor)), t.c.whole(w.at, t.in.At), w.at)
}

// showAgain shows a form once more, as it was filled in, with those lines above and that text as its time.
func (t *turn) showAgain(e Filled, above []Line, when string, at time.Time) {
	act := sheets[e.Form].act
	opens := deeds[act].form
	if opens == nil || t.reply.Errors != nil {
		return
	}
	f := opens(t, Choice{Act: act, On: e.On, Value: e.Value})
	if f.ID != e.Form {
		return
	}
	f.On, f.Value, f.Lines = e.On, e.Value, slices.Concat(above, f.Lines)
	for i := range f.Inputs {
		q := &f.Inputs[i]
		if q.Anew = q.Field == WhenField || q.Field == MomentField; !q.Anew {
			q.Initial = e.Fields[q.Field]
			continue
		}
		if q.Field == WhenField {
			q.Initial = when
		} else { // nothing is picked any more
			q.Options = t.c.likely(t.in, at, true)
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
