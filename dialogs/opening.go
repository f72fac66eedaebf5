package dialogs

import (
	"slices"

	"makegood/dialogs/draft"
)

// What is written to a customer, or posted where everybody reads along, begins with a sentence
// about them. It is one of ours, by what they lost. A language model may put others of ours in
// its place: it is told a few facts of closed lists and nothing that anybody said, and whoever
// sends the text has read it before (A2 S26, A3 B15).

// Opening is what the first words of a text may be made from.
type Opening struct {
	To    draft.Audience
	Facts []string // that are certain, each of a closed list, in English
	Line  Line     // the words that stand there otherwise
	Other []Line   // further ones that would do
}

var (
	openingAny = say("recap.opening", "")
	openings   = map[Loss]Phrase{
		LostTime: say("recap.opening_time", ""), LostService: say("recap.opening_service", ""), LostProduct: say("recap.opening_product", ""),
		LostMoney: say("recap.opening_money", ""), LostRespect: say("recap.opening_respect", ""),
	}
	recapOpened = tell("recap.opened", "text!")
	recapThis   = tell("recap.this", "")

	replyOpening = say("reviewed.opening", "")
	replyAsks    = tell("reviewed.call", "owner! company!")
	replyTriedUs = tell("reviewed.tried", "")
)

// Opening is that of the text that an act shows; ok is false where that has none: where every
// word was weighed before, and when people part.
func (c Case) Opening(of Act) (o Opening, ok bool) {
	if c.Details.Delicate() || c.Hazard != "" || c.parted() || !c.Closed.IsZero() {
		return o, false
	}
	switch {
	case of == WriteRecap:
		o = Opening{To: draft.Mail, Facts: c.certain(), Line: openingAny.With()}
		if p, known := openings[c.Details.Loss]; known {
			o.Line, o.Other = p.With(), []Line{openingAny.With()}
		}
	case of == OwnReply && !c.Review.At.IsZero():
		o = Opening{To: draft.Public, Line: replyOpening.With()} // whatever we know of them is not for everybody
		if len(c.FollowUp.Tries) > 0 {
			o.Facts = []string{"we tried to reach them"}
		}
	default:
		return o, false
	}
	c.toCustomer(o.Other)
	o.Line.Lang = c.aloud()
	return o, true
}

// certain is what of a case's facts says how it was for them.
func (c Case) certain() (list []string) {
	d := c.Details
	for _, f := range []struct {
		so  bool
		say string
	}{
		{d.Loss != "", "they lost: " + string(d.Loss)},
		{d.Second && !d.Third, "it was the second visit"},
		{d.Third, "it was the third visit"},
		{d.Emergency, "they were without heat or water"},
		{d.Missed > 0, "they waited for a call"},
		{d.Repeats > 0, "they called again"},
		{d.Years >= loyal, "they have been customers for years"},
		{len(c.Given) > 0, "something was agreed"},
		{len(c.openPromises()) > 0, "something was promised"},
	} {
		if f.so {
			list = append(list, f.say)
		}
	}
	return list
}

// opened is the first line of a text: words that were made of ours, if the rules of every draft
// allow them now, else ours.
func (t *turn) opened(of Act, fitted string) []Line {
	o, ok := t.c.Opening(of)
	switch {
	case !ok:
		return nil
	case fitted != "" && t.passes(fitted, o.To):
		return []Line{recapOpened.With("text", fitted)}
	}
	return []Line{o.Line}
}

func (t *turn) passes(words string, to draft.Audience) bool {
	facts := t.c.Allowed(to, t.in.At)
	facts.Language = t.c.aloud()
	return draft.Check(words, facts).Clean() && !Blames(words)
}

// replyWords are what a reply in somebody's own words begins from; they name nobody but us, and
// say that we tried only where the record does.
func (t *turn) replyWords() []Line {
	o, ok := t.c.Opening(OwnReply)
	if !ok {
		return nil
	}
	l := []Line{o.Line}
	if len(t.c.FollowUp.Tries) > 0 {
		l = append(l, replyTriedUs.With())
	}
	return t.c.toCustomer(append(l, replyAsks.With("owner", t.c.Owner.Name, "company", t.c.Policy.Company)))
}

// opens reports whether a message offers an act.
func (m Message) opens(act Act) bool {
	return slices.ContainsFunc(slices.Concat(m.Choices, m.More), func(ch Choice) bool { return ch.Act == act })
}

// Written are the acts of a message that show a text which begins with an opening.
func (m Message) Written() (acts []Act) {
	for _, a := range []Act{WriteRecap, OwnReply} {
		if m.opens(a) {
			acts = append(acts, a)
		}
	}
	return acts
}
