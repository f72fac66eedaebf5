package dialogs

import "slices"

// A detour is something that happened in between: the talk turned abusive, somebody
// is in danger, the review is held over us. The case keeps the very stage it left,
// in Case.Back, and returns there. Nothing is offered on a detour, and what is
// decided elsewhere meanwhile changes only where it returns to. One detour breaks into
// another, and that goes on after it: a pause stays a pause, whatever is noted in it.

// detour leaves the way for a stage that is off it.
func (t *turn) detour(to Stage, done Line) {
	from := t.c.Stage
	t.over(to)
	switch {
	case !scenes[from].off:
		t.c.Back = from
	case from == to, sameDetour(from, to), from == Unreached && to != Unsafe && to != Damaged: // now they are reached
	default:
		t.c.Resting = append(t.c.Resting, from)
	}
	t.advance(to, done)
}

// sameDetour: two stages of one conversation.
func sameDetour(a, b Stage) bool {
	first := func(s Stage) Stage {
		if of := scenes[s].of; of != "" {
			return of
		}
		return s
	}
	return first(a) == first(b)
}

// rejoin returns to where the case would be by now: the detour that this one broke into,
// or the way.
func (t *turn) rejoin(done Line) {
	to := t.c.Back
	if n := len(t.c.Resting); n > 0 {
		to = t.c.Resting[n-1]
		t.rest(t.c.Resting[:n-1])
	} else {
		t.c.Back = ""
	}
	if (to == Reassure || to == Unheard) && !t.c.NextWord.After(t.in.At) {
		t.nameTime()
	}
	t.advance(to, done)
	if to == Settle {
		t.settled()
	}
}

// within reports whether the case is on one of those detours, or another broke into it.
func (c Case) within(stages ...Stage) bool {
	return slices.ContainsFunc(append([]Stage{c.Stage}, c.Resting...), func(s Stage) bool { return slices.Contains(stages, s) })
}

// over: what the case waited for on a detour was answered while another had broken into it.
func (t *turn) over(s Stage) {
	t.rest(slices.DeleteFunc(t.c.Resting, func(r Stage) bool { return r == s }))
}

// rest keeps no empty list apart from none.
func (t *turn) rest(list []Stage) {
	if t.c.Resting = list; len(list) == 0 {
		t.c.Resting = nil
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

// money: at the stage the customer is asked or given something.
func (c Case) money(s Stage) bool { return !scenes[s].off && (c.main(s) == Asking || s == Give) }

// instead is where the case comes instead of a stage that is about money: where a leader
// settles what it costs, or we have parted, past it; and while somebody above has not answered yet, to where
// that is waited for.
func (t *turn) instead(to Stage) Stage {
	if t.c.money(to) && (t.c.parted() || t.c.handled() && !(to == Offering && t.c.allowed())) {
		to = Agree
	}
	if wait := t.held(to); wait != "" {
		t.c.Back, to = to, wait
	}
	return to
}
