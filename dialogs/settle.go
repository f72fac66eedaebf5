package dialogs

import "strconv"

// A case ends when every promise in it is answered for (A1 P15).

var (
	settleDo    = tell("settle.do", "who! what! when!")
	settleDone  = tell("settle.done", "kept! made!")
	closedLine  = tell("closed.line", "time!")
	closedNever = tell("closed.never", "owner!")
	closedQuiet = tell("closed.no_response", "owner!")
	closedSlip  = tell("closed.mistaken", "")
	closedKind  = tell("closed.kind", "")
)

var _ = put(scenes, map[Stage]scene{
	Settle: {of: Thank, draws: (*turn).drawSettle},
	Ended:  {of: Thank, draws: (*turn).drawEnded},
})

func (t *turn) drawSettle(m *Message) {
	p := t.c.Promises[max(0, t.unsettled())]
	m.Head = settleDo.With("who", p.Who.Name, "what", short(p.What, lineRunes), "when", t.c.date(p.By))
	t.offerActs(m, Kept, NotYet, NotKept)
}

// settle asks about the promises that are still open, one after the other.
func (t *turn) settle(done Line) {
	t.advance(Settle, done)
	t.hush()
}

// hush takes the buttons from a promise's own question while the step asks it.
func (t *turn) hush() {
	if i := t.unsettled(); t.c.Promises[i].Shown {
		t.showPromise(i)
	}
}

// settled goes on once every promise is answered for.
func (t *turn) settled() {
	if t.unsettled() >= 0 {
		t.redraw()
		t.hush()
		return
	}
	kept, made := t.kept()
	done := settleDone.With("kept", strconv.Itoa(kept), "made", strconv.Itoa(made))
	if t.c.Lesson.Stand != "" {
		t.close(done)
		return
	}
	t.advance(Learn, done)
}

func (t *turn) kept() (kept, made int) {
	for _, p := range t.c.Promises {
		if p.Status == Done && p.Lost == 0 {
			kept++
		}
		if p.Status != Dropped {
			made++
		}
	}
	return kept, made
}

// learnt ends the questions. A promise made while they were asked still has to
// be answered for.
func (t *turn) learnt() {
	if t.unsettled() >= 0 {
		t.settle(ratingDone.With("time", t.now()))
		return
	}
	t.close(closedLine.With("time", t.now()))
}

// close ends the case, and with it every question that still stood open.
func (t *turn) close(done Line) {
	t.c.Closed, t.c.Back, t.c.Resting = t.in.At, "", nil
	if t.c.Outcome != Mistaken {
		t.ownRecord()
	}
	t.dropNotes(func(Spotted) bool { return true })
	t.settleRequest()
	t.dropCalls()
	t.hushWhose()
	t.hushPromises()
	t.hushMails()
	t.advance(Ended, done)
}

// The last message lets the owner let go (A1 P15); where the customer could
// not be won, it says so kindly (A3 B20).
func (t *turn) drawEnded(m *Message) {
	m.Kind, m.Head = NoteKind, closedKind.With()
	switch t.c.Outcome {
	case NotRecoverable:
		m.Head = closedNever.With("owner", t.c.Owner.Name)
	case NoResponse:
		m.Head = closedQuiet.With("owner", t.c.Owner.Name)
	case Mistaken:
		m.Head = closedSlip.With()
	case Merged:
		m.Head = mergedEnd.With("case", t.c.Same.Case)
		m.Parts = []Part{{Case: t.c.Same.Case, Head: mergedOwner.With("owner", t.c.Same.Owner)}}
	case Recovered:
	}
}
