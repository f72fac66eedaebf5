package dialogs

// A detour is something that happened in between: the talk turned abusive, somebody
// is in danger, the review is held over us. The case keeps the very stage it left,
// in Case.Back, and returns there. Nothing is offered on a detour, and what is
// decided elsewhere meanwhile changes only where it returns to. Danger breaks into
// other detours as well, and they go on after it.

// detour leaves the way for a stage that is off it; from one detour to another the
// way back stays the same.
func (t *turn) detour(to Stage, done Line) {
	t.c.Broke = ""
	if !scenes[t.c.Stage].off {
		t.c.Back = t.c.Stage
	} else if to == Unsafe {
		t.c.Broke = t.c.Stage
	}
	t.advance(to, done)
}

// rejoin returns to where the case would be by now.
func (t *turn) rejoin(done Line) {
	if to := t.c.Broke; to != "" {
		t.c.Broke = ""
		t.advance(to, done)
		return
	}
	to := t.c.Back
	t.c.Back = ""
	if to == Reassure && !t.c.NextWord.After(t.in.At) {
		t.nameTime()
	}
	t.advance(to, done)
	if to == Settle && t.unsettled() < 0 {
		t.settled()
	}
}

// over: what the case waited for on a detour was answered while danger had broken into it.
func (t *turn) over(s Stage) {
	if t.c.Broke == s {
		t.c.Broke = ""
	}
}

// goOn moves the case on, also while it is on a detour: then it only returns elsewhere.
func (t *turn) goOn(to Stage, done Line) {
	if t.c.Back != "" {
		t.c.Back = to
		t.showStep()
		return
	}
	t.advance(to, done)
}
