package dialogs

import (
	"time"

	"makegood/dialogs/money"
)

// Input is one thing that happened, with everything the step may know of the
// world. ID is the platform's id of the delivery; the caller drops repeats.
type Input struct {
	ID    string
	At    time.Time // UTC
	Actor Person    // zero for the clock
	Staff []Person  // everybody who has a role, in the policy's order
	Found []Match   // customers that whom it names may be, the likeliest first
	Fund  Holding   // for showing
	Since time.Time // when the service came back from its last outage; zero: there was none
	Mail  bool      // e-mail can be sent
	Event Event

	Opening string // first words that a model made of approved ones for a text to the customer; empty: ours

	Wording Wording // that was looked up for a question
	Waits   []Item  // what the actor promised and has not answered for, in all cases; for their own settings
}

// Event is what happened.
//
//sumtype:decl
type Event interface{ event() }

// Opened starts a case with what is known by now. ID was given out by the caller;
// the policy given to this step is the one the case keeps.
type Opened struct {
	ID      string // the case's new number
	Details Details
}

// Chose is a press of a [Choice].
type Chose struct {
	Act   Act
	On    string // the choice's token
	Value string
}

// Filled is a submitted [Form].
type Filled struct {
	Form   FormID
	On     string
	Value  string // as the form carried it
	Fields map[Field]string
	Person Person // who was picked in a person field, resolved
	Again  bool   `json:",omitempty"` // the form was shown once more, with what was understood of it above
}

// Said is something a person typed in the case's thread.
type Said struct {
	Text  string
	Asked bool `json:",omitempty"` // it is a question to us: what it names is nothing that was said to the customer
}

// Lost is a message that people can no longer see, because somebody deleted it.
type Lost struct{ Message string }

// Woke is the clock: something may be due.
type Woke struct{}

// Reported is a case that tells its customer's record how it stands.
type Reported struct {
	To                     string // that record
	Customer, Contact, Job string
	Past
}

// Parted is a case that is not this customer's after all.
type Parted struct{ Case string }

// Restricted says that a customer is served no more, or is again.
type Restricted struct{ Restriction }

// Knows is a customer's record that tells a case what it may show.
type Knows struct{ Known }

// Joining is a case that wants to go on in this one, which is of the same customer.
type Joining struct {
	Case      string
	By        Person
	Details   Details
	Private   []Secret
	Ask       Ask
	Apologies []Apology
	Joins     []Join
	Word      time.Time // when they are owed a word; zero: they are not
}

// Joined answers it.
type Joined struct {
	Case string // that answers
	Yes  bool
}

// Claimed is a case that has something on offer out of a purse, or has given more.
type Claimed struct {
	To, Case string
	Want     money.Cents // on offer now, in all
	More     money.Cents // given since the last time; below zero: it was not theirs, or called off
	Back     time.Time   // when what was called off was given; zero: the latest goes first
	Cap      money.Cents
	Window   time.Duration
}

// Allotted is the purse's answer.
type Allotted struct {
	Of         string
	Want, Held money.Cents // what was wanted; all of it is set aside, or nothing
	Room       money.Cents // what could be had besides
}

func (Claimed) event()    {}
func (Allotted) event()   {}
func (Opened) event()     {}
func (Reported) event()   {}
func (Parted) event()     {}
func (Restricted) event() {}
func (Knows) event()      {}
func (Joining) event()    {}
func (Joined) event()     {}
func (Chose) event()      {}
func (Filled) event()     {}
func (Said) event()       {}
func (Lost) event()       {}
func (Woke) event()       {}
