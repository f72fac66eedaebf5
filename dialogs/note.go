package dialogs

import (
	"slices"
	"strconv"
	"time"

	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

// Spotted is an amount or a time found in what somebody typed. It is offered
// for confirmation and counts for nothing until a person says so.
type Spotted struct {
	N      int
	Rev    int
	Text   string
	Amount money.Cents // 0: none
	When   string      // the words of the time, empty: none
	At     time.Time
	Or     time.Time `json:",omitzero"`  // the other day that may be meant; zero: none
	Vow    bool      `json:",omitempty"` // somebody says what they will do, and not when
	Branch Branch    // what it speaks of, empty: nothing out of the ordinary
	Taken  bool
	So     bool // somebody said that it speaks of Branch

	By      Person `json:",omitzero"`  // who typed it
	Promise int    `json:",omitempty"` // the one that came of it, counted from 1
	Held    bool   `json:",omitempty"` // it is asked when its turn comes
	Seq     int    `json:",omitempty"` // of the step that it was asked below
}

func (s Spotted) id() string    { return "note-" + strconv.Itoa(s.N) }
func (s Spotted) token() string { return s.id() + "." + strconv.Itoa(s.Rev) }

var (
	spottedAmount = tell("spotted.amount", "amount! text!")
	spottedTime   = tell("spotted.time", "time! text!")
	spottedSum    = tell("spotted.sum", "amount!")
	spottedEither = tell("spotted.either", "one! other! text!")
	spottedBoth   = tell("spotted.both", "amount! time! text!")
	spottedDone   = tell("spotted.done", "text!")
	heardAmount   = tell("spotted.heard", "amount!")
)

// Acts.
const (
	HeardAsk     Act = "heard_ask"
	HeardPromise Act = "heard_promise"
	JustNote     Act = "just_note"
)

var _ = put(deeds, map[Act]deed{
	HeardAsk: deed{does: (*turn).heardAsk}.labelled("amount!"),
	JustNote: {does: (*turn).justNote},
})

// said keeps what the owner, or somebody helping, typed in the thread. The
// words themselves are in the journal; only an amount or a time asks for more.
func (t *turn) said(e Said) {
	text := clean(e.Text)
	if t.c.ID != "" && !t.c.Closed.IsZero() && !e.Asked {
		t.saidAfter(text)
	}
	if t.c.ID == "" || !t.c.Closed.IsZero() || !t.can(policy.Work) {
		return
	}
	for _, s := range t.heardIn(text, e) {
		t.noted(s)
	}
}

// heardIn is all that a text may mean, in the order in which it is asked about.
func (t *turn) heardIn(text string, e Said) (all []Spotted) {
	s := Spotted{Text: text, By: t.in.Actor}
	if found := money.Find(text); len(found) > 0 && t.mayAsk() && !e.Asked {
		s.Amount = found[0].Cents
	}
	times, none := t.timesIn(e)
	other := ""
	if len(times) == 1 {
		times[0], other = times[0].besides()
	}
	if len(times) > 0 {
		s.Text, s.When, s.At, s.Or = times[0].text, times[0].when, times[0].at, times[0].or
	}
	s.Branch = t.branchIn(text)
	s.Vow = s.When == "" && !none && vows(text) && !broken(text) && !e.Asked
	if s.Amount > 0 || s.When != "" || s.Vow || s.Branch != "" {
		all = append(all, s)
	}
	for _, more := range times[min(len(times), 1):] {
		all = append(all, Spotted{Text: more.text, By: t.in.Actor, When: more.when, At: more.at, Or: more.or})
	}
	if other != "" {
		all = append(all, Spotted{Text: other, By: t.in.Actor, Vow: true})
	}
	return all
}

// noted asks whether what was understood is so.
func (t *turn) noted(s Spotted) {
	s.N, s.Rev, s.Held, s.Seq = len(t.c.Spotted)+1, 1, t.mustWait(s), t.c.At.Seq
	t.c.Spotted = append(t.c.Spotted, s)
	if open := t.c.openNote(); s.Held && s.queues() {
		t.show(t.spotted(open)) // it says that this one comes next
	} else if !s.Held {
		t.show(t.spotted(s.N - 1))
	}
}

// mayAsk: an amount can be what the customer asks for until the matter is settled,
// and again when they are asked how it went.
func (t *turn) mayAsk() bool {
	p := t.c.path()
	return !t.c.handled() && !scenes[t.c.Stage].off && slices.Index(p, t.c.main(t.c.Stage)) <= slices.Index(p, Asking) || t.c.Stage == CheckIn
}

// spotted draws what was understood, as a question or as answered.
func (t *turn) spotted(i int) Message {
	s := t.c.Spotted[i]
	m := Message{ID: s.id(), To: Place{Where: Thread}, Kind: NoteKind}
	text := short(s.Text, lineRunes)
	if s.Taken {
		m.Kind, m.Head = DecidedKind, spottedDone.With("text", text)
		if s.Promise > 0 {
			t.drawPromised(&m, s)
		}
		return m
	}
	at := t.c.when(s.At, t.in.At)
	switch _, reason := InSlot(s.Text); {
	case t.c.ownerOut(s):
		m.Head = spottedOut.With("owner", t.c.Owner.Name, "text", text)
		m.Choices = append(m.Choices, HandOver.on("card"))
	case reason:
		m.Head = topAsk.With("text", text)
		m.Choices = append(m.Choices, TakeMe.on(s.token()))
	case s.Branch != "":
		m.Head = spottedOther.With("branch", slotPhrase(t.c.branchName(s)), "text", text)
		m.Choices = append(m.Choices, TakeMe.on(s.token()))
	case s.Amount > 0 && s.When != "":
		m.Head = spottedBoth.With("amount", s.Amount.String(), "time", t.c.echo(s.At), "text", text)
	case s.Amount > 0:
		m.Head = spottedAmount.With("amount", s.Amount.String(), "text", text)
	case s.Vow:
		m.Head = spottedVow.With("text", text)
	case !s.Or.IsZero():
		m.Head = spottedEither.With("one", t.c.echo(s.At), "other", t.c.echo(s.Or), "text", text)
	default:
		m.Head = spottedTime.With("time", t.c.echo(s.At), "text", text)
	}
	if s.Amount > 0 && t.mayAsk() {
		m.Choices = append(m.Choices, HeardAsk.on(s.token(), "amount", s.Amount.String()))
	}
	if s.When != "" {
		m.Choices = append(m.Choices, HeardPromise.on(s.token(), "time", at))
	}
	if !s.Or.IsZero() {
		other := HeardPromise.on(s.token(), "time", t.c.when(s.Or, t.in.At))
		other.Value = otherDay
		m.Choices = append(m.Choices, other)
	}
	if s.Vow {
		m.Choices = append(m.Choices, HeardVow.on(s.token()))
	}
	m.Choices = append(m.Choices, JustNote.on(s.token()))
	if sum := t.c.unagreed(s.Text, t.in.At); sum > 0 && ourLead.MatchString(s.Text) {
		m.Lines = append(m.Lines, spottedSum.With("amount", sum.String()))
	}
	if more := t.c.held(); more != "" && s.queues() {
		m.Lines = append(m.Lines, spottedMore.With("count", more))
	}
	return m
}

func (t *turn) spottedBy(on string) *Spotted {
	for i := range t.c.Spotted {
		if t.c.Spotted[i].token() == on {
			return &t.c.Spotted[i]
		}
	}
	return nil
}

// heardAsk keeps the amount until it is time to ask; the ask's form then comes
// filled in, so that nothing is asked twice. Where the customer was asked already,
// they have changed their mind, and the form opens at once.
func (t *turn) heardAsk(ch Choice) {
	s := t.spottedBy(ch.On)
	t.c.Heard = Ask{Words: s.Text, Amount: s.Amount}
	if t.c.Stage == Propose || t.c.Stage == Limit || t.c.Stage == Offering {
		t.ask(t.askForm())
		return
	}
	t.reply = Reply{Say: new(heardAmount.With("amount", s.Amount.String()))}
	t.noteTaken(ch.On)
}

// branchName is what a text speaks of, as exactly as it says.
func (c Case) branchName(s Spotted) Phrase {
	if s.Branch != DamageBranch {
		return s.Branch.name()
	}
	for _, v := range new(Details).involved() {
		if mentions(s.Text, v.cues) {
			return v.is
		}
	}
	return isDamage
}

// typed is what led into a branch, so that nobody writes it down twice; the zero Spotted
// if nothing did.
func (c Case) typed(b Branch) Spotted {
	for _, s := range slices.Backward(c.Spotted) {
		if s.Branch == b && s.So {
			return s
		}
	}
	return Spotted{}
}

// confirm answers what was asked about a branch with yes.
func (t *turn) confirm(b Branch) {
	for i := range t.c.Spotted {
		if s := &t.c.Spotted[i]; s.Branch == b && !s.Taken {
			s.So = true
			t.noteTaken(s.token())
		}
	}
}

func (t *turn) justNote(ch Choice) { t.noteTaken(ch.On) }

// dropNotes takes back questions that have lost their point.
func (t *turn) dropNotes(pointless func(Spotted) bool) {
	for _, s := range t.c.Spotted {
		if !s.Taken && pointless(s) {
			t.noteTaken(s.token())
		}
	}
}

// noteTaken closes the question a note raised.
func (t *turn) noteTaken(on string) {
	s := t.spottedBy(on)
	if s == nil {
		return
	}
	s.Taken, s.Rev = true, s.Rev+1
	if !s.Held { // else nobody has seen it
		t.show(t.spotted(s.N - 1))
	}
}
