package dialogs

// When whoever leads calls the customer, what the others were told of it is over with the call: it
// shrinks to a line, and the call-back that it stood in for is not asked about any more.

var toldOver = tell("promise.told_done", "owner! what!")

// tellAbout tells whoever has the case what happened to a promise. There is one such message of each.
func (t *turn) tellAbout(i int, id string, l Line) {
	t.hushTold(i)
	t.c.Promises[i].Told = id
	t.ping(Message{ID: id, To: Place{Where: Thread}, Kind: NoteKind, Head: l}, []Person{t.c.Owner}, t.in.At)
}

func (t *turn) hushTold(i int) {
	p := &t.c.Promises[i]
	if p.Told == "" {
		return
	}
	t.reshow(Message{ID: p.Told, To: Place{Where: Thread}, Kind: DoneKind, Head: toldOver.With("owner", t.c.Owner.Name, "what", short(p.What, lineRunes))})
	p.Told = ""
}

// stoodIn: whoever leads has called, so nobody owes the call-backs any more that did not come.
func (t *turn) stoodIn(i int) {
	if t.c.Promises[i].What != slotPhrase(leaderRing) {
		return
	}
	for j, p := range t.c.Promises {
		if j != i && p.Channel == ByCall && p.What != slotPhrase(leaderRing) && t.overtime(p) {
			t.answerPromise(j, Missed)
		}
	}
}

// content: the customer has said so, or it has ended otherwise. No leader has to ring them.
func (c Case) content() bool { return c.Outcome != "" || !c.FollowUp.Well.IsZero() }

// dropRings takes back what leaders were asked to call about.
func (t *turn) dropRings() {
	for _, about := range ownCalls {
		t.dropCall(about, "")
	}
	t.reshowLate()
}
