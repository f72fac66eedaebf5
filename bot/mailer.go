package bot

import (
	"context"
	"fmt"
	"time"
)

// Mailer hands e-mail to a mail server. Nil: there is none, and nobody is offered any.
type Mailer interface {
	// Send hands a letter over. An error that is not an [Unmailed] means that nobody
	// knows whether it was taken.
	Send(ctx context.Context, m Letter) error
}

// Letter is an e-mail in final words. All text is literal.
type Letter struct {
	ID        string    // the same for every try, and for no other letter
	Date      time.Time // when it was written
	To        string    // one address
	Name      string    // whose that is, or empty
	From      string    // how the sender is called
	ReplyTo   string    // or empty
	Subject   string
	Lines     []string // one that begins with "- " is one of a list
	Signature string
}

// Unmailed is why a letter was certainly not taken. What it says names neither the
// receiver nor a password: it goes into the log.
type Unmailed struct {
	Code  string // the mail server's: "450", "550 5.1.1"; empty: it did not come to that
	Again bool   // a later try may do
	Ours  bool   // the fault is in our settings, not in the address
	Err   error
}

func (u *Unmailed) Error() string { return fmt.Sprintf("not mailed %s: %v", u.Code, u.Err) }

func (u *Unmailed) Unwrap() error { return u.Err }
