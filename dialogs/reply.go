package dialogs

import "time"

// Reply is what must be answered at once and cannot be retried: it goes back
// with the acknowledgement. The zero Reply is a plain "got it".
type Reply struct {
	Say    *Line          // one line, only to the person who acted
	Form   *Form          // a form to open for them
	Errors map[Field]Line // what to mend in the form they sent; the form stays open
}

// Effect is something to do after the step is stored, at least once.
//
//sumtype:decl
type Effect interface{ effect() }

// Show says how the message with this id looks from now on. It is posted if it
// was not yet, and redrawn if it was.
type Show struct{ Message }

// Wake says when the case must be stepped with [Woke] next; zero: never.
// There is one for a case, the last one counts.
type Wake struct{ At time.Time }

// Tell carries an event to another record. It comes there once, and what one record
// tells another comes in order.
type Tell struct {
	To    string // "C-98", "R-104"
	Event Event
}

func (Show) effect() {}
func (Tell) effect() {}
func (Wake) effect() {}

// Message is what people see, by meaning: phrases and facts, no platform's words.
type Message struct {
	ID      string // unique in the case: "card", "step-4", "ask-1", "ask-1-U123"
	To      Place
	Kind    Kind
	Ping    []string `json:",omitzero"` // user ids to notify when it is first posted
	Head    Line
	Lines   []Line   `json:",omitzero"`
	Say     Line     `json:",omitzero"`  // words to say aloud; the library gives up to three wordings
	Words   []string `json:",omitempty"` // such words as they are, where they were looked up before
	Write   string   `json:",omitempty"` // the same to be written, as it is, below what is said
	Not     Line     `json:",omitzero"`  // what not to say now
	Below   []Line   `json:",omitempty"` // what comes after the words
	Setting Setting  `json:",omitzero"`
	Role    string   `json:",omitzero"` // role of the person who is to say it
	Choices []Choice `json:",omitzero"`
	More    []Choice `json:",omitzero"` // behind a menu
	Parts   []Part   `json:",omitzero"` // one below the other, of several cases
}

// Part is a line about one case, or about one of several things of a case, with its choices.
type Part struct {
	Case    string `json:",omitzero"` // empty: the one it is shown in
	Head    Line
	Done    bool     `json:",omitzero"` // it was answered
	Choices []Choice `json:",omitzero"`
}

// Place is where a message lives.
type Place struct {
	Where Where
	User  string `json:",omitzero"` // for Direct
}

// Where is one of the three kinds of place a case speaks in.
type Where string

// The places. Of a case, the card is the only message in the channel itself.
const (
	Channel Where = "channel"
	Thread  Where = "thread"
	Direct  Where = "direct"
	Aside   Where = "aside" // where somebody asked, outside of any case
)

// Kind tells the renderer how much room a message deserves.
type Kind string

// Kinds of message.
const (
	CardKind    Kind = "card"    // the case's root message
	StepKind    Kind = "step"    // the one thing to do now
	DoneKind    Kind = "done"    // a step that is over: one line with a tick
	NoteKind    Kind = "note"    // anything else
	DecidedKind Kind = "decided" // a question that was answered: who, what and when
)

// Line is a phrase with its facts.
type Line struct {
	Phrase Phrase
	Slots  Slots  `json:",omitempty"`
	Lang   string `json:",omitempty"` // that it is in, whoever reads it; empty: the reader's
}

// Slots are the facts of a line, already written for people, by slot name.
type Slots map[string]string

// Choice is a button or an entry of the More menu.
type Choice struct {
	Act   Act
	Case  string `json:",omitzero"` // that it acts on, where that is not the one it is shown in
	On    string // token of what it was drawn on
	Value string `json:",omitzero"` // which of several, e.g. the index of an extra
	Label Line
	Main  bool `json:",omitzero"` // drawn as the safe first choice
}

// Form is a modal.
type Form struct {
	ID     FormID
	On     string
	Value  string // carried through to [Filled]
	Title  Line
	Text   []string // read-only paragraphs, people's own words
	Lines  []Line
	Inputs []Question
	Submit Line // empty phrase: nothing to submit, only to read
}

// Question is one input of a form.
type Question struct {
	Field    Field
	Label    Line
	Hint     Line
	Kind     QuestionKind
	Initial  string
	Draft    []Line // in place of Initial: words of ours to begin from
	Anew     bool   // Initial goes in place of what was typed there before
	Options  []Option
	Optional bool
}

// Option is one answer of a [Pick] question.
type Option struct {
	Value string
	Label Line
}

// QuestionKind is how a question is answered.
type QuestionKind string

// Kinds of question.
const (
	Short  QuestionKind = "short"  // one line
	Long   QuestionKind = "long"   // several lines
	Pick   QuestionKind = "pick"   // one of Options
	List   QuestionKind = "list"   // one of Options, which are folded up until it is opened
	Member QuestionKind = "member" // somebody in the workspace
)
