package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"makegood/dialogs"
)

// Chat is what Makegood needs of a chat platform. Ids, links and limits of the
// platform stay behind it.
type Chat interface {
	// Post sends a new message. The effect id travels with it, so that Find can
	// recognise the message later. An error that is not a [Trouble] means that
	// nobody knows whether it was sent.
	Post(ctx context.Context, to Address, effect string, m Message) (Ref, error)
	// Edit makes a posted message look like m. Doing it twice is harmless.
	Edit(ctx context.Context, at Ref, m Message) error
	// Find looks for a message that Post sent with this effect id.
	Find(ctx context.Context, to Address, effect string, since time.Time) (Ref, bool, error)
	// Person says who somebody is on the platform. Somebody whose account is off is Gone.
	Person(ctx context.Context, id string) (Profile, error)
	// Members lists who is in a group, given by id or by @handle.
	Members(ctx context.Context, group string) ([]string, error)
}

// Profile is what the platform knows of somebody.
type Profile struct {
	Name   string
	Zone   string // IANA name of the zone they are in; empty: not known
	Locale string // in which they read the platform, "es-MX"; empty: not known
}

// Ref is where a posted message is.
type Ref struct{ Channel, TS string }

// Address is where a message goes: a channel, a thread in it, or a person.
type Address struct {
	Channel string // empty for a direct message
	Thread  string // the TS of the thread's root, or empty
	User    string // for a direct message
}

// Message is what to show, in final words. All text is literal: whatever a
// customer said in it has no effect on how it is displayed.
type Message struct {
	Case    string
	Away    bool // shown somewhere else than in the case's thread
	Home    Ref  // the case's card, to link to from there; zero: there is none
	Kind    dialogs.Kind
	Ping    []string // user ids
	Head    string
	Channel string // that Head ends by naming
	Lines   []string
	Say     []string // wordings to choose from
	Write   string   // the same to be written; WriteAs says so above it
	WriteAs string
	Not     string
	Below   []string
	Choices []Choice
	More    []Choice
	Parts   []Part
}

// Part is a line about one case, with its choices.
type Part struct {
	Case    string
	Home    Ref // its card; zero: there is none
	Head    string
	Done    bool
	Choices []Choice
}

// Choice is a button; a press of it comes back as dialogs.Chose.
type Choice struct {
	Act   dialogs.Act
	Case  string // that it acts on; empty: the message's
	On    string
	Value string
	Label string
	Main  bool
}

// Form is a modal in final words; what is sent comes back as dialogs.Filled.
type Form struct {
	Case   string // empty for the form that opens a case
	ID     dialogs.FormID
	On     string
	Value  string
	Title  string
	Text   []string
	Inputs []Input
	Submit string // empty: only to read
	Sorry  string // what to say where it cannot be opened
}

// Input is one question of a form.
type Input struct {
	Field    dialogs.Field
	Kind     dialogs.QuestionKind
	Label    string
	Hint     string
	Initial  string
	Anew     bool // Initial goes in place of what was typed there before
	Options  []Option
	Optional bool
}

// Option is one answer of a pick question.
type Option struct{ Value, Label string }

// Reply goes back with the acknowledgement.
type Reply struct {
	Say     string
	Channel string // the channel that Say ends by naming
	Rows    []Row  // below Say
	Case    string // of the Choices
	Choices []Choice
	Form    *Form
	Errors  map[dialogs.Field]string
	Prompts []Prompt // to suggest to whoever opened our direct messages
}

// Prompt is something that they may want to say to us.
type Prompt struct{ Title, Message string }

// Row is a line of a list; one about a case leads to its thread.
type Row struct {
	Case string // empty: about none; else Text begins with it
	At   Ref    // its card; zero: there is nowhere to lead to
	Text string
}

// Trouble is why the platform certainly did not do what it was asked.
type Trouble struct {
	Kind  TroubleKind
	After time.Duration // for Busy: not before
	Err   error
}

// TroubleKind says what follows from a [Trouble].
type TroubleKind string

// Kinds of trouble.
const (
	Busy     TroubleKind = "busy"     // too much at once: wait
	Barred   TroubleKind = "barred"   // we may not write there, until somebody lets us in
	Archived TroubleKind = "archived" // nobody may write there, until somebody opens it again
	Muted    TroubleKind = "muted"    // only some may write there, and we are not among them
	Gone     TroubleKind = "gone"     // the message or person is no more
	Refused  TroubleKind = "refused"  // the platform finds fault with what we sent: ours to mend
)

// Closed says that a place is closed to us until somebody mends that.
func (k TroubleKind) Closed() bool { return k == Barred || k == Archived || k == Muted }

func (t *Trouble) Error() string { return fmt.Sprintf("chat is %s: %v", t.Kind, t.Err) }

func (t *Trouble) Unwrap() error { return t.Err }

func troubleOf(err error) TroubleKind {
	if t, ok := errors.AsType[*Trouble](err); ok {
		return t.Kind
	}
	return ""
}
