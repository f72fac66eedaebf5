package dialogs

import (
	"maps"

	"makegood/dialogs/policy"
)

// Act is what a choice does. Its label is the phrase "button." and its name. Each is
// named, and put down with what it does, beside the conversation it belongs to.
type Act string

// deed is what an act does when somebody who may presses its choice. It has a form
// or does something.
type deed struct {
	label string // facts of the label, as [tell] takes them
	does  func(*turn, Choice)
	form  func(*turn, Choice) Form // what it opens; nothing has happened yet
	power policy.Power             // who may; empty: whoever works the case
	ever  bool                     // also when the case is closed
}

var deeds = map[Act]deed{}

// put adds a conversation's part to one of the tables: what each act does, what becomes
// of each form, how each stage is shown. The tables cannot name the conversations,
// because those look into them.
func put[K comparable, V any](table, part map[K]V) bool {
	maps.Copy(table, part)
	return true
}

func (a Act) phrase() Phrase { return Phrase("button." + string(a)) }

// OpensForm reports whether a press of the act is answered with a form. One that
// only sometimes is (HeardAsk, HeardPromise) does not count.
func (a Act) OpensForm() bool { return deeds[a].form != nil }

// on makes a choice of the act, drawn on the given token, with label facts.
func (a Act) on(token string, facts ...string) Choice {
	return Choice{Act: a, On: token, Label: a.phrase().With(facts...)}
}

// press does what a choice says. The person may, and the choice is on a live screen.
func (t *turn) press(ch Choice) {
	d := deeds[ch.Act]
	if d.form != nil {
		t.ask(d.form(t, ch))
		return
	}
	d.does(t, ch)
}

// goes is a deed that ends the live step with a line and leads to a stage.
func goes(to Stage, done Phrase) deed {
	return deed{does: func(t *turn, _ Choice) { t.advance(to, done.With("time", t.now())) }}
}

// opens is a deed that opens a form.
func opens(form func(*turn) Form) deed {
	return deed{form: func(t *turn, _ Choice) Form { return form(t) }}
}

// plain is a deed that does the same whatever choice it was.
func plain(does func(*turn)) deed {
	return deed{does: func(t *turn, _ Choice) { does(t) }}
}

// of says which power a deed needs.
func (d deed) of(p policy.Power) deed {
	d.power = p
	return d
}

// always is a deed that can also be done when the case is closed.
func (d deed) always() deed {
	d.ever = true
	return d
}

// labelled gives a deed's label its facts.
func (d deed) labelled(facts string) deed {
	d.label = facts
	return d
}
