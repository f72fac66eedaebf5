package dialogs

import "unicode/utf8"

// Cards show people's words in short. The whole of them is one press away.

var (
	wholeTitle  = tell("form.whole.title", "")
	wholeNone   = tell("whole.none", "")
	wholeDemand = tell("whole.demand", "text!")
	wholeAsk    = tell("whole.ask", "text!")
	wholeOffer  = tell("whole.offer", "text!")
	wholeReview = tell("whole.review", "text!")
	wholeAnswer = tell("whole.answer", "name! text!")
	wholeHand   = tell("whole.hand_over", "text!")
)

// wholeText shows everything the customer said, however long, and whatever else was cut
// somewhere. Private notes stay private.
func (t *turn) wholeText() Form {
	c, f := t.c, Form{ID: ReadForm, Title: wholeTitle.With()}
	if c.Details.Problem != "" {
		f.Text = []string{c.Details.Problem}
	}
	if c.Details.Manner != "" {
		f.Text = append(f.Text, c.Details.Manner)
	}
	for _, j := range c.Joins {
		if j.Problem != "" {
			f.Text = append(f.Text, j.Case+": "+j.Problem)
		}
	}
	long := func(p Phrase, text string, facts ...string) {
		if utf8.RuneCountInString(text) > lineRunes { // the shortest that a card shows
			f.Lines = append(f.Lines, p.With(append(facts, "text", text)...))
		}
	}
	if c.Ask.Words != c.Demand.Words {
		long(wholeAsk, c.Ask.Words)
	}
	long(wholeDemand, c.Demand.Words)
	long(wholeReview, c.Review.Text)
	long(wholeOffer, c.Offer.What)
	for _, r := range c.Requests {
		if r.What != c.Offer.What {
			long(wholeOffer, r.What)
		}
		long(wholeAnswer, r.Note, "name", r.Decider.Name)
	}
	for _, k := range c.Calls {
		long(wholeAnswer, k.Note, "name", k.Taken.Name)
	}
	long(wholeHand, c.Handing)
	f.Lines = append(f.Lines, c.calledOff()...)
	if f.Text == nil && f.Lines == nil {
		f.Lines = []Line{wholeNone.With()}
	}
	return f
}
