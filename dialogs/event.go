package dialogs

import "time"

// Input is one thing that happened, with everything the step may know of the
// world. ID is the platform's id of the delivery; the caller drops repeats.
type Input struct {
	ID    string
	At    time.Time // UTC
	Actor Person    // zero for the clock
	Staff []Person  // everybody who has a role, in the policy's order
	Event Event
}

// Event is what happened.
//
//sumtype:decl
type Event interface{ event() }

// Opened starts a case with what is known by now. ID and Earlier were looked up
// by the caller; the policy given to this step is the one the case keeps.
type Opened struct {
	ID      string // the case's new number
	Details Details
	Earlier []Past
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
}

// Said is something a person typed in the case's thread.
type Said struct{ Text string }

// Lost is a message that people can no longer see, because somebody deleted it.
type Lost struct{ Message string }

// Woke is the clock: something may be due.
type Woke struct{}

func (Opened) event() {}
func (Chose) event()  {}
func (Filled) event() {}
func (Said) event()   {}
func (Lost) event()   {}
func (Woke) event()   {}
