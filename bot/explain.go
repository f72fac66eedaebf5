package bot

import "makegood/dialogs"

// whyKey is what the reasons of the checker are kept under, where a message's words are kept
// under its id.
const whyKey = "why"

// explained says why the checker names something as clearly as a model could.
func (b *Bot) explained(rec record, m dialogs.Message) dialogs.Message {
	why := rec.fit(whyKey, rec.Coaching.Wording.Faults)
	if !isCoaching(rec.id()) || len(why) == 0 || !b.mayFit(rec, m) {
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
