package dialogs

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs/calendar"
	"makegood/dialogs/policy"
)

// Own is a record of its own: how one person wants to be met, in all cases. Only they set it.
// A step sees it at the [Person].
type Own struct {
	ID      string         // "U-U0TESS"
	Lang    string         `json:",omitempty"` // one of Langs; empty: as the platform says of them
	Quiet   calendar.Quiet `json:",omitzero"`  // zero: the policy's; calendar.NoQuiet: none
	Away    time.Time      `json:",omitzero"`  // until when; zero: here
	Instead Person         `json:",omitzero"`  // who stands in until then; zero: nobody in particular
	Curated bool           `json:",omitempty"` // no words that a model fitted
}

// OwnID is the record of somebody's settings.
func OwnID(user string) string { return "U-" + user }

// Of is a person with their own settings, where the platform's say nothing else.
func (o Own) Of(p Person) Person {
	if o.Lang != "" {
		p.Lang = o.Lang
	}
	p.Quiet, p.Away, p.Instead, p.Curated = o.Quiet, o.Away, o.Instead.ID, o.Curated
	return p
}

// OwnForm asks for all of it.
const OwnForm FormID = "own"

// Its fields, besides those for a time and a person.
const (
	LangField    Field = "lang"
	QuietField   Field = "quiet"
	CuratedField Field = "curated"
)

var (
	ownTitle     = tell("form.own.title", "")
	labelLang    = tell("field.own_lang", "")
	labelQuiet   = tell("field.own_quiet", "")
	hintQuiet    = tell("hint.own_quiet", "quiet!")
	labelAway    = tell("field.own_away", "")
	hintAway     = tell("hint.own_away", "now!")
	labelStandIn = tell("field.own_instead", "")
	labelCurated = tell("field.own_curated", "")

	quietNone    = tell("error.quiet_none", "")
	quietHalf    = tell("error.quiet_half", "")
	quietAll     = tell("error.quiet_all", "")
	awayWhen     = tell("error.away_when", "")
	insteadSelf  = tell("error.instead_self", "")
	insteadStaff = tell("error.instead_staff", "name!")

	ownSaved   = tell("own.saved", "quiet!")
	ownAway    = tell("own.away", "quiet! when!")
	ownInstead = tell("own.instead", "quiet! when! name!")
	ownWaits   = tell("own.away_promises", "quiet! when! count! promises!")
	ownWaitsOf = tell("own.instead_promises", "quiet! when! name! count! promises!")
	noQuiet    = tell("own.no_quiet", "")
)

// What can be picked; the first is what holds where nobody has said anything.
const (
	AsPlatform = "platform"
	Fitted     = "fitted"
	Curated    = "curated"
)

var (
	ownLangs  = options("own_lang", append([]string{AsPlatform}, Langs...)...)
	ownFitted = options("own_curated", Fitted, Curated)
)

// Form is what somebody is asked, filled in as it is.
func (o Own) Form(in Input, p policy.Policy) Form {
	lang, words, quiet, away := AsPlatform, Fitted, "", o.Away
	if o.Lang != "" {
		lang = o.Lang
	}
	if o.Curated {
		words = Curated
	}
	if o.Quiet != (calendar.Quiet{}) {
		quiet = quietSlot(o.Quiet)
	}
	instead := o.Instead.ID
	if !o.Away.After(in.At) { // they are back
		away, instead = time.Time{}, ""
	}
	c := Case{Policy: p}
	until := Question{Field: WhenField, Label: labelAway.With(), Hint: hintAway.With("now", c.clock(in.At)), Kind: Short, Optional: true}
	return Form{
		ID: OwnForm, Title: ownTitle.With(), Submit: save.With(),
		Inputs: slices.Concat([]Question{
			{Field: LangField, Label: labelLang.With(), Kind: Pick, Initial: lang, Options: ownLangs},
			{Field: QuietField, Label: labelQuiet.With(), Hint: hintQuiet.With("quiet", quietSlot(p.QuietOf(c.roleOf(in.Actor)))), Kind: Short, Initial: quiet, Optional: true},
		}, c.momentQuestions(until, c.likely(in, away, false), away, in.At), []Question{
			{Field: WhoField, Label: labelStandIn.With(), Kind: Member, Initial: instead, Optional: true},
			{Field: CuratedField, Label: labelCurated.With(), Kind: Pick, Initial: words, Options: ownFitted},
		}),
	}
}

// quietSlot writes quiet hours into a slot.
func quietSlot(q calendar.Quiet) string {
	if q.From == q.To {
		return slotPhrase(noQuiet)
	}
	at := func(minute int) string {
		return momentSlot(BareStyle, time.Date(2000, 1, 1, minute/60, minute%60, 0, 0, time.UTC), time.UTC, "")
	}
	return at(q.From) + "-" + at(q.To)
}

// Step is everything that can happen to it: its person sends the form.
func (o Own) Step(in Input, p policy.Policy) (Own, Reply, []Effect) {
	e, sent := in.Event.(Filled)
	if !sent || e.Form != OwnForm || o.ID != "" && o.ID != OwnID(in.Actor.ID) {
		return o, Reply{}, nil
	}
	next := Own{ID: OwnID(in.Actor.ID), Curated: e.Fields[CuratedField] == Curated}
	if l := e.Fields[LangField]; slices.Contains(Langs, l) {
		next.Lang = l
	}
	errs := map[Field]Line{}
	next.readQuiet(e, p, errs)
	away := next.readAway(e, in, p, errs)
	switch {
	case len(errs) > 0:
		return o, Reply{Errors: errs}, nil
	case !away.counts:
		return o, Reply{Form: new(next.read(e, in, p, away))}, nil
	}
	return next, Reply{Say: new(next.saved(in, p))}, []Effect{Wake{}}
}

func (o *Own) readQuiet(e Filled, p policy.Policy, errs map[Field]Line) {
	text := clean(e.Fields[QuietField])
	if text == "" {
		return
	}
	q, err := calendar.ReadQuiet(text)
	switch {
	case err == calendar.ErrAmbiguous: //nolint:errorlint // it is this one and none around it
		errs[QuietField] = quietHalf.With()
	case err != nil:
		errs[QuietField] = quietNone.With()
	case q != calendar.NoQuiet && q.HoldsAll(p.Hours): // they wrote when they are awake
		errs[QuietField] = quietAll.With()
	}
	o.Quiet = q
}

// readAway reads until when they are away and who stands in.
func (o *Own) readAway(e Filled, in Input, p policy.Policy, errs map[Field]Line) timeIn {
	away, who := Case{Policy: p}.timeIn(e, in), e.Person
	o.Away = away.at
	if away.wrong != nil {
		errs[away.field] = *away.wrong
	}
	switch {
	case who.ID == "":
	case away.at.IsZero() && away.wrong == nil:
		errs[WhenField] = awayWhen.With()
	case who.ID == in.Actor.ID:
		errs[WhoField] = insteadSelf.With()
	case !slices.ContainsFunc(in.Staff, func(one Person) bool { return one.ID == who.ID }):
		errs[WhoField] = insteadStaff.With("name", who.Name)
	default:
		o.Instead = Person{ID: who.ID, Name: who.Name, Role: who.Role}
	}
	return away
}

// read shows the form once more with the time as it was read.
func (o Own) read(e Filled, in Input, p policy.Policy, away timeIn) Form {
	f := o.Form(in, p)
	f.Lines = away.read(Case{Policy: p})
	for i := range f.Inputs {
		q := &f.Inputs[i]
		if q.Anew = q.Field == WhenField || q.Field == MomentField; !q.Anew {
			q.Initial = e.Fields[q.Field]
		}
	}
	return f
}

// saved is what holds from now on, in one line.
func (o Own) saved(in Input, p policy.Policy) Line {
	c := Case{Policy: p}
	quiet := o.Quiet
	if quiet == (calendar.Quiet{}) {
		quiet = p.QuietOf(c.roleOf(in.Actor))
	}
	facts := []string{"quiet", quietSlot(quiet)}
	if o.Away.IsZero() {
		return ownSaved.With(facts...)
	}
	facts = append(facts, "when", c.echo(o.Away))
	alone, with := ownAway, ownInstead
	if count, named := o.meanwhile(in.Waits); count > 0 {
		alone, with = ownWaits, ownWaitsOf
		facts = append(facts, "count", strconv.Itoa(count), "promises", named)
	}
	if o.Instead.ID == "" {
		return alone.With(facts...)
	}
	return with.With(append(facts, "name", o.Instead.Name)...)
}

// meanwhile counts what they promised for the days that they are away, and names the first of it
// by customer and time.
func (o Own) meanwhile(waits []Item) (count int, named string) {
	const most = 3
	due := slices.DeleteFunc(slices.Clone(waits), func(it Item) bool { return !it.Due.Before(o.Away) })
	slices.SortStableFunc(due, func(a, b Item) int { return a.Due.Compare(b.Due) })
	var list []string
	for _, it := range due[:min(len(due), most)] {
		list = append(list, it.Line.Slots["customer"]+" · "+it.Line.Slots["when"])
	}
	if len(due) > most {
		list = append(list, "…")
	}
	return len(due), strings.Join(list, "; ")
}
