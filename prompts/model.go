package prompts

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Model is a language model. It fits words to a case; it decides nothing and states no fact,
// and it may be absent: nil is a model that is never asked.
type Model interface {
	// Answer does a task with data, which must hold nothing private, and gives the answer's
	// JSON as the model wrote it. An error is a [*Trouble].
	Answer(ctx context.Context, t Task, data any) (string, error)
	// Tell does a task whose answer is plain text, and gives each sentence as soon as it is
	// whole; it stops when told to, by false. An error, a [*Trouble], may come after some.
	Tell(ctx context.Context, t Task, data any, each func(sentence string) bool) error
}

// Trouble is why a model gave no answer that can be used. Nothing of what was asked or
// answered is in it, so it may be logged.
type Trouble struct {
	Why   Why
	Code  int           // the HTTP status, 0 if there was none
	After time.Duration // the endpoint asked to be left alone for so long
	Err   error
}

// Why is a kind of [Trouble], and the word it is counted under.
type Why string

// What can go wrong. All of it means the same to people: they keep the curated words.
const (
	Off       Why = "off"       // nobody may ask it now
	Full      Why = "full"      // as many are being asked as may be
	Spent     Why = "spent"     // the day's tokens are used up
	Resting   Why = "resting"   // it failed too often, and is left alone for a while
	Late      Why = "late"      // no answer in time
	Stopped   Why = "stopped"   // nobody wants it any more
	Unreached Why = "unreached" // no connection, or one that broke
	Status    Why = "status"    // the endpoint refused: see Code
	Malformed Why = "malformed" // what came is no completion
	Empty     Why = "empty"     // a completion without words
	Cut       Why = "cut"       // it was not finished
	Filtered  Why = "filtered"  // the endpoint's own filter, or the model declined
	Tool      Why = "tool"      // it wanted to call something; there is nothing to call
)

func (t *Trouble) Error() string {
	if t.Code != 0 {
		return fmt.Sprintf("model: %s %d", t.Why, t.Code)
	}
	return "model: " + string(t.Why)
}

func (t *Trouble) Unwrap() error { return t.Err }

// again reports whether the same question may well be answered at a second try.
func (t *Trouble) again() bool {
	switch t.Why {
	case Unreached, Malformed, Cut:
		return true
	case Status:
		return t.Code == 408 || t.Code == 409 || t.Code == 429 || t.Code >= 500
	case Off, Full, Spent, Resting, Late, Stopped, Empty, Filtered, Tool:
	}
	return false
}

// WhyOf is why there was no answer, empty for nil.
func WhyOf(err error) Why {
	if t, ok := errors.AsType[*Trouble](err); ok {
		return t.Why
	}
	switch {
	case err == nil:
		return ""
	case errors.Is(err, context.Canceled): // before anybody was asked
		return Stopped
	case errors.Is(err, context.DeadlineExceeded):
		return Late
	}
	return Malformed
}
