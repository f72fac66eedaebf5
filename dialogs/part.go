package dialogs

// Whoever parts from a customer leaves them a name and a time: of the next promise that reaches
// them, else of the call that asks how it went (A7 F17).

var (
	thankPart = tell("thank.part", "who! when!")
	retryPart = tell("retry.part", "who! when!")
)

// part is what to say before the talk ends.
func (t *turn) part() Line {
	who, at := t.c.Owner, t.followUpAfter(t.in.At)
	for _, p := range t.c.Promises {
		if p.Status == Open && p.Channel != "" && p.By.After(t.in.At) && p.By.Before(at) {
			who, at = p.Who, p.By
		}
	}
	return thankPart.With("who", who.Name, "when", t.c.when(at, t.in.At))
}

// partUnmet is what to leave where nobody was reached: the next try that is proposed, by whoever has the case.
func (t *turn) partUnmet() Line {
	return retryPart.With("who", t.c.Owner.Name, "when", t.c.when(t.c.proposal(t.in.At).At, t.in.At))
}
