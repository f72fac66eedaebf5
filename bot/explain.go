package bot

import "makegood/dialogs"

// whyKey is what the reasons of the checker are kept under, where a message's words are kept
// under its id.
const whyKey = "why"

// mayExplain: the checker found something in somebody's own words.
func (b *Bot) mayExplain(rec record) bool {
	return isCoaching(rec.id()) && len(rec.Coaching.Wording.Faults) > 0 && b.mayLeave(rec)
}

// explained says why the checker names something as clearly as a model could.
func (b *Bot) explained(rec record, m dialogs.Message) dialogs.Message {
	why := rec.fit(whyKey, rec.Coaching.Wording.Faults)
	if len(why) == 0 || !b.mayExplain(rec) {
		return m
	}
	lines, n := make([]dialogs.Line, 0, len(m.Lines)), 0
	for _, l := range m.Lines {
		if l.Phrase == dialogs.AskFault && n < len(why) {
			l, n = dialogs.Fault(why[n]), n+1
		}
		lines = append(lines, l)
	}
	m.Lines = lines
	return m
}
