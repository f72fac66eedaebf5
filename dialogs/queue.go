package dialogs

import (
	"slices"
	"strconv"
)

// One question at a time. What was spotted while another such question is open waits for its turn, and the
// open one says how much does; only what a person should know at once never waits. That somebody calls again
// waits for whose case it is, because joining theirs answers it. And where such questions have pushed the
// step to take now out of sight, it comes after them.

var (
	spottedMore = tell("spotted.more", "count!")
	stepBelow   = tell("step.below", "")
)

// buriedBy is how many answered questions below it hide the step.
const buriedBy = 3

// queues: it is about an amount or a promise, which can wait.
func (s Spotted) queues() bool { return s.Branch == "" }

// openNote is the place of the question of that kind that is asked below the present step, -1 if there is
// none. One that was passed over with an earlier step keeps nobody waiting.
func (c Case) openNote() int {
	return slices.IndexFunc(c.Spotted, func(s Spotted) bool { return s.queues() && !s.Taken && !s.Held && s.Seq == c.At.Seq })
}

// undecided: whose this is, or whether it goes on in a case of theirs, is asked now.
func (c Case) undecided() bool {
	looked := c.Whose.As != "" && len(c.Known.Cases) == 0 // what else is open of theirs comes in a moment
	return c.Whose.open() || looked || c.Same.open()
}

// mustWait reports whether something that was spotted has to wait.
func (t *turn) mustWait(s Spotted) bool {
	if s.Branch == CalledAgain {
		return t.c.undecided()
	}
	return s.queues() && t.c.openNote() >= 0
}

// askHeld asks what has waited, one at a time.
func (t *turn) askHeld(before Case) {
	for i := range t.c.Spotted {
		s := &t.c.Spotted[i]
		switch {
		case s.Taken || !s.Held || !t.c.Closed.IsZero():
			continue
		case s.Branch == CalledAgain:
			if t.c.Same.Asked && !t.c.Same.Gone || t.c.undecided() && t.c.At.Seq == s.Seq { // who goes on without an answer is asked all the same
				continue
			}
		case t.c.openNote() >= 0:
			continue
		}
		s.Held, s.Seq = false, t.c.At.Seq
		t.show(t.spotted(i))
	}
	t.stepLast(before)
}

// held is how many wait behind the question that is open.
func (c Case) held() string {
	n := 0
	for _, s := range c.Spotted {
		if s.Held && !s.Taken && s.queues() {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// stepLast brings the step below the questions that hide it, once they are answered.
func (t *turn) stepLast(before Case) {
	id, hiding := t.c.stepID(), 0
	for _, s := range t.c.Spotted {
		if s.Seq == t.c.At.Seq && !s.Held {
			hiding++
		}
	}
	copied := slices.ContainsFunc(t.c.Copies, func(c Copy) bool { return c.Of == id })
	if hiding < buriedBy || before.openNote() < 0 || t.c.openNote() >= 0 || t.c.FollowUp.Pinged == t.c.At.Seq || copied || !t.c.Closed.IsZero() {
		return
	}
	t.show(Message{ID: id, To: Place{Where: Thread}, Kind: NoteKind, Head: stepBelow.With()})
	t.c.At = Cursor{Seq: t.c.At.Seq + 1, Rev: 1}
	t.showStep()
}
