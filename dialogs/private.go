package dialogs

import (
	"slices"
	"time"

	"makegood/dialogs/policy"
)

// Secret is a note that only those may read who have the power: the words of an
// abusive customer, what is said about damage (A13 W3). It is never shown in the
// thread, only in a form that is opened by somebody who may.
type Secret struct {
	By    Person
	At    time.Time
	About Branch
	Text  string
}

var (
	privateTitle = tell("form.private.title", "")
	privateLine  = tell("private.line", "name! time! text!")
	keptFor      = tell("private.kept", "names!")
	labelPrivate = tell("field.private", "")
	hintPrivate  = tell("hint.private", "names!")
)

var notToRead = tell("sorry.not_to_read", "names!")

// notYours is how somebody is told that it is for others.
func (d deed) notYours() Phrase {
	if d.power == policy.Private {
		return notToRead
	}
	return notYours
}

// ReadPrivate opens the notes.
const ReadPrivate Act = "read_private"

var _ = put(deeds, map[Act]deed{
	ReadPrivate: opens((*turn).readPrivate).of(policy.Private).always(),
})

// keepPrivate puts a note away.
func (t *turn) keepPrivate(about Branch, text string) {
	t.c.Private = append(t.c.Private, Secret{By: t.in.Actor, At: t.in.At, About: about, Text: text})
}

// hasNote reports whether something was put away about a branch.
func (c Case) hasNote(about Branch) bool {
	return slices.ContainsFunc(c.Private, func(s Secret) bool { return s.About == about })
}

// readers are who may read such notes.
func (t *turn) readers() string { return names(t.able(policy.Private)) }

func (t *turn) readPrivate() Form {
	f := Form{ID: ReadForm, Title: privateTitle.With()}
	for _, s := range t.c.Private {
		f.Lines = append(f.Lines, privateLine.With("name", s.By.Name, "time", t.c.date(s.At), "text", s.Text))
	}
	return f
}

// privateField asks for words that only few may read.
func (t *turn) privateField() Question {
	return Question{Field: WordsField, Label: labelPrivate.With(), Hint: hintPrivate.With("names", t.readers()), Kind: Long}
}
