package bot

import "makegood/dialogs"

// Act is something a person did, as the platform's adapter decoded it.
type Act struct {
	ID      string // of the delivery; the same for every redelivery of it
	User    string
	Called  string        // how the platform calls them, in case it cannot be asked now
	Channel string        // where it was done; empty: in direct messages
	Case    string        // for presses and forms of a case
	Thread  string        // for typed text: the thread's root
	New     bool          // that root, or the deleted message, is ours and so new that its case may not know it yet
	Mention bool          // the text is addressed to us, and waits for an answer
	Named   bool          // the text names us, whichever delivery of it this is
	Alone   bool          // nobody else reads along where it was typed
	Came    bool          // they opened our direct messages
	Stop    bool          // they want to hear no more in the thread
	Deleted Ref           // a message of ours that somebody deleted; its thread is in Thread
	Command *string       // the text after the command
	Picked  *Picked       // a message that they want to be coached on
	Event   dialogs.Event // otherwise
}

// Picked is a message that somebody picked, in the thread of the act.
type Picked struct {
	Text string
	By   string // who wrote it; empty: a program
	Mine bool   // we did
}
