package dialogs

import (
	"regexp"
	"slices"
	"strings"
)

// What somebody types that they will do, with a time, becomes a promise with one press: it is
// written down for all to read, without the "I will" and the time, which stand beside it. What
// was made of it is shown in the place of the question, and can be changed there.

var (
	promisedNote = tell("spotted.promised", "who! what! when!")
	anotherTitle = tell("form.change_promise.title", "")
)

// ChangePromise opens the form with the promise in it.
const ChangePromise Act = "change_promise"

// otherDay is the value of a choice for the later of two days.
const otherDay = "other"

// AnotherForm takes what it is changed to.
const AnotherForm FormID = "change_promise"

var _ = put(deeds, map[Act]deed{
	HeardPromise:  deed{does: (*turn).heardPromise}.labelled("time!"),
	ChangePromise: {form: (*turn).anotherForm},
})

var _ = put(sheets, map[FormID]sheet{AnotherForm: {ChangePromise, WordsField, (*turn).changedPromise}})

// heardPromise saves what is plain; all else opens the form with the words and the time in it.
func (t *turn) heardPromise(ch Choice) {
	s := *t.spottedBy(ch.On)
	if ch.Value == otherDay {
		s.At = s.Or
	}
	if !vows(s.Text) || ties(s.Text, false) != "" {
		text, name := s.Text, othersName(s.Text)
		who := t.staffNamed(name)
		if who != "" { // their name stands beside it
			text = asOurs(text)
		}
		f := t.promiseForm(pledge(text, s.When), s.At, ch.On)
		if name != "" {
			initially(&f, WhoField, who)
		}
		t.ask(f)
		return
	}
	who := s.By
	if who.Role == "" {
		who = t.c.Owner
	}
	t.newPromise(Promise{What: pledge(s.Text, s.When), Who: who, By: s.At, Channel: t.c.wayIn(s.Text)})
	t.handTo(len(t.c.Promises) - 1)
	t.promisedBy(ch.On)
	if t.c.Stage == Agree || t.c.Stage == Waiting {
		t.redraw()
	}
}

// otherWill is what somebody else is said to do: "Mona will call", "I told her Mona calls back".
var otherWill = regexp.MustCompile(`^(?:(?:OK|Ok|ok|Okay|So|And),? )?(?i:(?:i |we )?(?:just |already )?(?:told|promised) (?:(?:her|him|them|(?:mr|mrs|ms|miss|dr)\b\.? [\p{L}'-]+) )?(?:that )?)?` +
	`(\p{Lu}[\p{L}-]+)(?:(?:'ll|'d| will| would| is going to| can)\b| (calls|rings|phones|texts|emails|messages|sends|writes|comes|stops|drops|brings|books|orders|swings|` +
	`checks|asks|fixes|repairs|replaces|schedules|arranges|delivers|returns|follows|reaches|picks|finishes|updates)\b)`)

var endsHissing = regexp.MustCompile(`(x|ch|sh)es$`)

// asOurs is a text of which another is said to do something as if the writer did; their name stands beside it.
func asOurs(text string) string {
	text = straight(text)
	m := otherWill.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	ours := "I will"
	if does := m[2]; does != "" {
		ours += " " + strings.TrimSuffix(endsHissing.ReplaceAllString(does, "$1"), "s")
	}
	return ours + text[len(m[0]):]
}

// othersName is who is said to do it where it is neither the writer nor all of us.
func othersName(text string) string {
	m := otherWill.FindStringSubmatch(straight(text))
	if len(m) < 2 || slices.Contains([]string{"We", "You", "They", "She", "He", "It", "This", "That", "There", "Somebody", "Someone"}, m[1]) {
		return ""
	}
	return m[1]
}

// straight has the apostrophes of a keyboard in place of a phone's.
func straight(text string) string { return strings.ReplaceAll(text, "\u2019", "'") }

// staffNamed is the one of the staff who is called so; empty where nobody or more than one is, and then
// who it is is asked.
func (t *turn) staffNamed(name string) (id string) {
	if name == "" {
		return ""
	}
	for _, p := range t.in.Staff {
		if first, _ := cutWord(p.Name); strings.EqualFold(first, name) {
			if id != "" {
				return ""
			}
			id = p.ID
		}
	}
	return id
}

// initially puts something else into a field.
func initially(f *Form, field Field, what string) {
	for i := range f.Inputs {
		if f.Inputs[i].Field == field {
			f.Inputs[i].Initial = what
		}
	}
}

// promisedBy closes the question of a note: the latest promise came of it.
func (t *turn) promisedBy(note string) {
	if s := t.spottedBy(note); s != nil {
		s.Promise = len(t.c.Promises)
	}
	t.noteTaken(note)
}

// drawPromised is what became of a note.
func (t *turn) drawPromised(m *Message, s Spotted) {
	p := t.c.Promises[s.Promise-1]
	m.Head = promisedNote.With("who", p.Who.Name, "what", short(p.What, lineRunes), "when", t.c.echo(p.By))
	if p.Status != Open {
		m.Head = t.promiseLine(p)
	} else if t.c.Closed.IsZero() {
		m.Choices = []Choice{ChangePromise.on(s.token())}
	}
}

// renoted draws the note that a promise came of as the promise stands now.
func (t *turn) renoted(i int) {
	t.rescript(i)
	for n, s := range t.c.Spotted {
		if s.Promise == i+1 {
			t.show(t.spotted(n))
		}
	}
}

// changing is the promise that is changed, from the note that it came of or from its own message.
func (t *turn) changing(on string) int {
	if s := t.spottedBy(on); s != nil {
		return s.Promise - 1
	}
	return t.answered(on)
}

func (t *turn) anotherForm(ch Choice) Form {
	p := t.c.Promises[t.changing(ch.On)]
	f := t.promiseForm(p.What, p.By, ch.Value)
	f.ID, f.On, f.Title = AnotherForm, ch.On, anotherTitle.With()
	initially(&f, WhoField, p.Who.ID)
	initially(&f, WayField, string(p.Channel))
	return f
}

func (t *turn) changedPromise(e Filled) {
	i := t.changing(e.On)
	what, by := t.promiseText(e, WordsField), t.moment(e)
	way := Way(t.picked(e, WayField, ways, true))
	if t.refused {
		return
	}
	p := &t.c.Promises[i]
	p.What, p.Channel, p.Rev = what, way, p.Rev+1
	other := e.Person.ID != "" && e.Person.ID != p.Who.ID
	if e.Person.ID != "" {
		p.Who = e.Person
	}
	if p.Asks == asksHeir || p.Asks == asksBack { // somebody has it
		p.Asks = ""
	}
	if other || !p.By.Equal(by.UTC()) {
		defer t.handTo(i)
	}
	if p.By.Equal(by.UTC()) {
		if p.Shown {
			t.showPromise(i)
		}
		t.renoted(i)
	} else {
		t.postpone(i, by)
	}
	t.showStep()
}

const (
	weSaid = `(?:i |we )?(?:just |already )?`
	weWill = `i'll|i will|i shall|we'll|we will|we shall`
)

var (
	ourLead = regexp.MustCompile(`(?i)^(?:ok(?:ay)?,? |so,? |and |alright,? |sure,? )*` +
		`(?:` + weSaid + `(?:told|promised) (?:(?:her|him|them|(?:mr|mrs|ms|miss|dr)\b\.? [\p{L}'-]+) )?(?:that )?(?:i'd|we'd|i would|we would|` + weWill + `)|` + weSaid + `promised to|` + weWill + `|` +
		`let me|i'm going to|i am going to|we're going to|we are going to|i'm gonna|we're gonna) (?:definitely |also |then |just |certainly |gladly )*`)
	youBack = regexp.MustCompile(`(?i)\b(call|ring|text|phone) you back\b`)
	toYou   = regexp.MustCompile(`(?i)\byou\b`)
	ofYours = regexp.MustCompile(`(?i)\byour\b`)
	timeEnd = regexp.MustCompile(`(?i)(?:[ ,]+(?:at|by|on|before|until|around|about))*[ ,]*$`)
)

// pledge is what was said as others read it beside a name and a time: "I will call you back at
// 3" is "call back". What does not begin as a promise of ours stays as it was typed.
func pledge(said, when string) string {
	what := straight(said)
	lead := ourLead.FindString(what)
	if lead == "" {
		return said
	}
	what = strings.TrimRight(what[len(lead):], ".! ")
	if when != "" {
		if at := len(what) - len(when); at >= 0 && strings.EqualFold(what[at:], when) {
			what = timeEnd.ReplaceAllString(what[:at], "")
		}
	}
	what = youBack.ReplaceAllString(what, "$1 back")
	what = ofYours.ReplaceAllString(toYou.ReplaceAllString(what, "them"), "their")
	if strings.TrimSpace(what) == "" {
		return said
	}
	return what
}
