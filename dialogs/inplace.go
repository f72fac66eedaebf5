package dialogs

import (
	"slices"

	"makegood/dialogs/policy"
)

// Something is given to somebody who is away for days: a case, or a promise. Whoever gives it is told
// so at once, by name and time, and who stands in knows of it before it is due (A4 R6, R10).

var (
	handNotHere  = tell("hand_over.not_here", "name! until! names!")
	promiseAway  = tell("promise.saved_away", "who! what! when! until!")
	promiseInFor = tell("promise.saved_for", "who! what! when! until! name!")
	inForAsk     = tell("given.in_for", "name! who! until! what! customer! when!")
	inForLine    = tell("promise.away_line", "who! until!")
)

// notHere: a case goes to somebody who can take it; the customer may be on the line.
func (t *turn) notHere(to Person) {
	if !to.away(t.in.At) {
		return
	}
	can := slices.DeleteFunc(t.standIn(to), func(p Person) bool { return !t.mayTake(p) })
	if len(can) == 0 {
		can = slices.DeleteFunc(t.able(policy.TakeOver), func(p Person) bool { return p.away(t.in.At) || !t.mayTake(p) })
	}
	if len(can) > 0 { // else nobody could have it
		t.object(WhoField, handNotHere.With("name", to.Name, "until", t.c.date(to.Away), "names", anyOf(can)))
	}
}

func (t *turn) mayTake(p Person) bool { return p.ID != t.c.Owner.ID && t.allows(p, policy.TakeOver) }

// doer is who does a promise as it stands now: while somebody is away, whom they named to stand in.
func (t *turn) doer(p Promise) Person {
	if i := slices.IndexFunc(t.in.Staff, func(one Person) bool { return t.standsFor(one, p.Who) }); i >= 0 {
		return t.in.Staff[i]
	}
	return p.Who
}

// doesIt: what the message asks about is theirs to do, or they stand in for whoever does it; nobody reminds
// themselves kindly.
func (t *turn) doesIt(message, user string) bool {
	i := slices.IndexFunc(t.c.Promises, func(p Promise) bool { return p.message() == message })
	return i >= 0 && (t.c.Promises[i].Who.ID == user || t.standsFor(Person{ID: user}, t.c.Promises[i].Who))
}

// givenAway says that whoever is to do a promise is away when it is due, and tells who stands in.
func (t *turn) givenAway(i int) {
	p := t.c.Promises[i]
	if !p.Who.away(p.By) {
		return
	}
	facts := []string{
		"who", p.Who.Name, "what", short(p.What, lineRunes), "when", t.c.echo(p.By), "until", t.c.date(p.Who.Away),
	}
	stands := t.doer(p)
	if stands.ID == p.Who.ID {
		t.reply = Reply{Say: new(promiseAway.With(facts...))}
		return
	}
	t.reply = Reply{Say: new(promiseInFor.With(append(facts, "name", stands.Name)...))}
	if stands.ID == t.in.Actor.ID || t.c.atHand(stands, t.in.At).After(t.in.At) {
		return
	}
	t.show(Message{
		ID: "in-for-" + p.given() + "-" + stands.ID, To: Place{Where: Direct, User: stands.ID}, Kind: NoteKind,
		Head: inForAsk.With("name", t.in.Actor.Name, "who", p.Who.Name, "until", t.c.date(p.Who.Away),
			"what", short(p.What, lineRunes), "customer", t.c.customer(), "when", t.c.date(p.By)),
	})
}
