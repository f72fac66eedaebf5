package dialogs

import (
	"slices"
	"time"
)

// What called the owner and got no answer calls again, each time after twice as long.
// After the third time somebody who leads hears of it, and may take the case over.

var (
	stillOpen = tell("unanswered.do", "customer! next!")
	stillWord = tell("unanswered.word", "customer! until!")
)

const timesEnough = 3

// question is what the owner was called about and has not answered, and since when: the
// follow-up, when to try again, or a word that the customer waits for.
func (c Case) question() (since time.Time, open bool) {
	switch {
	case c.Outcome != "":
	case slices.Contains([]Stage{CheckIn, Retry, Again}, c.Stage), c.Stage == Unreached && c.Resume.IsZero():
		return c.Watch.Since, true
	case c.Watch.Word.After(c.LastWord) && !c.WordDue && c.appointed().IsZero() && c.Stage != Unsafe:
		return c.Watch.Word, true
	}
	return since, false
}

// unansweredDue is when the owner is called again, or whoever leads.
func (c Case) unansweredDue() (at time.Time) {
	since, open := c.question()
	if !open || c.leaderAsked() {
		return at
	}
	since = maxTime(maxTime(since, c.Watch.Asked), c.Watch.Acted)
	at = since.Add(c.Policy.Clock().Again << min(c.Watch.Again, seldom))
	if c.Watch.Again == timesEnough {
		return c.Policy.Due(at, 0).UTC()
	}
	return c.fits(at)
}

func (t *turn) askAgain(due time.Time) {
	if t.c.Watch.Again == timesEnough {
		if t.lead(Unanswered, due) {
			t.c.Watch.Again, t.c.Watch.Asked = t.c.Watch.Again+1, t.in.At
		}
		return
	}
	t.c.Watch.Again, t.c.Watch.Asked = t.c.Watch.Again+1, t.in.At
	old, open := t.c.stillID(), t.c.Watch.Below == t.c.At.Seq
	t.askStill(t.stillLine(), due)
	if open { // the newer one has the buttons
		t.reshow(Message{ID: old, To: Place{Where: Thread}, Kind: DecidedKind, Head: stillAnew.With("next", slotPhrase(t.c.Stage.next()))})
	}
}

func (t *turn) stillLine() Line {
	l := stillOpen.With("customer", t.c.customer(), "next", slotPhrase(t.c.Stage.next()))
	if t.c.Watch.Word.After(t.c.LastWord) && !slices.Contains([]Stage{CheckIn, Retry, Again, Unreached}, t.c.Stage) {
		l = stillWord.With("customer", t.c.customer(), "until", t.c.date(t.c.NextWord))
	}
	return l
}
