package dialogs

import (
	"slices"
	"strconv"
	"time"

	"makegood/dialogs/policy"
)

// The customer hears nothing although the owner was asked for a word, day after day: then asking the same
// person again is no help, and somebody who leads hears of it. And what called the owner once more about
// something open has the buttons of the step, and is over with it.

// Wordless is the branch of it. It is in no menu.
const Wordless Branch = "wordless"

// newsMost is how often the owner is asked for a word before somebody who leads hears.
const newsMost = 2

var (
	wordlessCall = tell("call.wordless", "customer! owner!")
	newsOwed     = say("news.owed_say", "owner company")
	stillDone    = tell("unanswered.done", "next!")
	stillAnew    = tell("unanswered.anew", "next!")
)

var _ = put(appeals, map[Branch]appeal{
	Wordless: {head: wordlessCall, acts: []Act{ICall, TakeOver, LeaveIt}, power: policy.Lead, facts: (*turn).silenceFacts, answer: func(t *turn, k Call) {
		if t.c.Watch.Mute = 0; k.Answer == ICall {
			t.rings(k)
			return
		}
		t.silenceBroken(k)
	}},
})

// muteFor counts how often in a row the owner was asked and the customer heard nothing, and tells
// somebody who leads.
func (t *turn) muteFor(due time.Time) {
	w := &t.c.Watch
	if w.News == 0 || !w.Heard.IsZero() {
		w.Mute = 0
		return
	}
	if w.Mute++; w.Mute >= newsMost && !t.c.leaderAsked() {
		t.lead(Wordless, due)
	}
}

// owes: something they were promised is overdue, so "nothing new" would be no word to give them.
func (t *turn) owes() bool { return slices.ContainsFunc(t.c.Promises, t.overtime) }

// stillID is the latest message that says what is still open.
func (c Case) stillID() string { return "again-" + strconv.Itoa(c.Watch.Rings) }

// askStill calls the owner again, with the answers of the step.
func (t *turn) askStill(l Line, due time.Time) {
	t.c.Watch.Rings++
	t.c.Watch.Below, t.c.Watch.Next = t.c.At.Seq, t.c.Stage
	m := t.stillMessage(l)
	if t.rang() {
		t.show(m)
		return
	}
	t.ping(m, []Person{t.c.Owner}, due)
}

func (t *turn) stillMessage(l Line) Message {
	return Message{ID: t.c.stillID(), To: Place{Where: Thread}, Kind: NoteKind, Head: l, Choices: t.step().Choices}
}

// restill draws it as it is now: answered with the step, or with the step's new buttons.
func (t *turn) restill(before Case) {
	w := &t.c.Watch
	if w.Below == 0 || w.Rings != before.Watch.Rings {
		return
	}
	switch {
	case t.c.At.Seq != w.Below, t.c.Stage != w.Next, t.c.LastWord.After(before.LastWord), !t.c.Closed.IsZero():
		next := slotPhrase(w.Next.next())
		w.Below, w.Next = 0, ""
		t.reshow(Message{ID: t.c.stillID(), To: Place{Where: Thread}, Kind: DecidedKind, Head: stillDone.With("next", next)})
	case t.c.At != before.At:
		t.reshow(t.stillMessage(t.stillLine()))
	}
}
