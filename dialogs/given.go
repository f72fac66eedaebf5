package dialogs

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// What somebody promised for a colleague is put to the colleague at once, directly: a hand-off
// counts when the one it is handed to says so (A4 R6, R10). Who cannot do it gives it back to
// whoever promised it, who may name another.

// Given is a promise as it was put to whoever is to do it, by whoever made it or moved it.
type Given struct {
	N      int // how often it was put to somebody
	By, To Person
	Answer Act `json:",omitempty"` // HaveIt or CannotDo; empty: none yet
}

var (
	givenAsk  = tell("given.ask", "name! what! customer! when!")
	givenHas  = tell("given.has", "what! when!")
	givenNot  = tell("given.not", "what! name!")
	givenBack = tell("promise.back", "name! what! customer! when!")
)

// Acts.
const (
	HaveIt   Act = "have_promise"
	CannotDo Act = "cannot_promise"
)

var _ = put(deeds, map[Act]deed{
	HaveIt:   {does: (*turn).haveIt},
	CannotDo: {does: (*turn).cannotDo},
})

func (p Promise) given() string { return fmt.Sprintf("given-%d-%d", p.N, p.Given.N) }

func (p Promise) givenToken() string { return fmt.Sprintf("given-%d.%d", p.N, p.Given.N) }

// handTo puts a promise to whoever is to do it, unless they made it themselves.
func (t *turn) handTo(i int) {
	p := &t.c.Promises[i]
	if p.Who.ID == "" || p.Who.ID == t.in.Actor.ID || t.in.Actor.ID == "" {
		return
	}
	t.takeBack(i)
	p.Given = Given{N: p.Given.N + 1, By: t.in.Actor, To: p.Who}
	m, who := t.given(i), []Person{p.Who}
	if t.c.atHand(p.Who, t.in.At).After(t.in.At) { // in their agenda, as nobody else can say it
		t.gather(m, who, t.in.At)
		return
	}
	t.copyTo(m, p.Who)
}

// takeBack leaves a line of what was put to somebody before.
func (t *turn) takeBack(i int) {
	if p := t.c.Promises[i]; p.Given.N > 0 && p.Given.Answer == "" {
		t.regiven(Message{ID: p.given(), Kind: DecidedKind, Head: t.promiseLine(p)})
	}
}

func (t *turn) regiven(m Message) {
	if len(m.Choices) == 0 { // nothing of it waits
		t.c.Gathered = slices.DeleteFunc(slices.Clone(t.c.Gathered), func(g Gathered) bool { return g.Of == m.ID })
	}
	t.reshowCopies(m, "")
}

// given draws it as it stands.
func (t *turn) given(i int) Message {
	p := t.c.Promises[i]
	m := Message{ID: p.given(), Kind: DecidedKind, Head: t.promiseLine(p)}
	what, when := short(p.What, lineRunes), t.c.date(p.By)
	switch {
	case p.Given.Answer == CannotDo:
		m.Head = givenNot.With("what", what, "name", p.Given.By.Name)
	case p.Status != Open || p.Who.ID != p.Given.To.ID || !t.c.Closed.IsZero():
	case p.Given.Answer == HaveIt:
		m.Head = givenHas.With("what", what, "when", when)
	default:
		m.Kind, m.Head = NoteKind, givenAsk.With("name", p.Given.By.Name, "what", what, "customer", t.c.customer(), "when", when)
		if t.c.Details.Contact != "" {
			m.Lines = []Line{contactLine.With("contact", short(t.c.Details.Contact, lineRunes))}
		}
		m.Choices = []Choice{HaveIt.on(p.givenToken()), CannotDo.on(p.givenToken())}
		m.Choices[0].Main = true
	}
	return m
}

// regive draws anew what this step changed.
func (t *turn) regive(before Case) {
	was := turn{c: before, in: t.in}
	for i, p := range before.Promises {
		if p.Given.N == 0 || p.Given.N != t.c.Promises[i].Given.N {
			continue
		}
		if m := t.given(i); !reflect.DeepEqual(m, was.given(i)) {
			t.regiven(m)
		}
	}
}

// givenOn is the promise that such a token is about, -1 if it is about none.
func (t *turn) givenOn(on string) int {
	what, _, _ := strings.Cut(strings.TrimPrefix(on, "given-"), ".")
	n, err := strconv.Atoi(what)
	if err != nil || n < 1 || n > len(t.c.Promises) {
		return -1
	}
	return n - 1
}

// drawnGiven is what a press of it was drawn on.
func (t *turn) drawnGiven(on string) (m Message, current bool) {
	i := t.givenOn(on)
	if i < 0 || t.c.Promises[i].Given.N == 0 {
		return m, false
	}
	return t.given(i), on == t.c.Promises[i].givenToken()
}

// givenTo: it was put to them, and nobody answers for another.
func (t *turn) givenTo(who Person, on string) bool {
	i := t.givenOn(on)
	return i >= 0 && (t.c.Promises[i].Given.To.ID == who.ID || t.standsFor(who, t.c.Promises[i].Given.To))
}

func (t *turn) haveIt(ch Choice) { t.c.Promises[t.givenOn(ch.On)].Given.Answer = HaveIt }

// cannotDo: it is theirs again who promised it, or the owner's where they are not here any more.
func (t *turn) cannotDo(ch Choice) {
	i := t.givenOn(ch.On)
	p := &t.c.Promises[i]
	to := p.Given.By
	if len(t.in.Staff) > 0 && !among(t.in.Staff, to) {
		to = t.c.Owner
	}
	p.Given.By, p.Given.Answer = to, CannotDo
	p.From, p.Who, p.Rev = p.Who.Name, to, p.Rev+1
	t.askPromise(i, asksBack, []Person{to}, t.in.At)
	t.renoted(i)
	t.showStep()
}
