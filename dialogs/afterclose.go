package dialogs

// What is typed after the end changes nothing, but a customer who is in touch again is not met
// with silence: whoever typed it is told how it goes on.

var closedAgain = tell("closed.again", "case! customer! text!")

// anew are the branches that make a new case of what is said when the old one is over.
var anew = []Branch{Danger, DamageBranch, BadReview, MissedCall, CalledAgain, SecondFailure}

func (t *turn) saidAfter(text string) {
	if t.in.Actor.Role == "" {
		return
	}
	for _, b := range anew {
		if hears := branches[b].hears; mentions(text, branches[b].cues) || hears != nil && hears(text) {
			t.refuse(closedAgain.With("case", t.c.ID, "customer", t.c.customer(), "text", short(text, lineRunes)))
			return
		}
	}
}
