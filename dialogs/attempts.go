package dialogs

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Who was not reached is tried in another way: a call, a message on the machine, a text,
// an e-mail, a letter (A9). The next way and its time are proposed; the time on a button
// is the one that holds when it is pressed.

var (
	retryDo   = tell("retry.do", "")
	retrySay  = say("retry.say", "owner company")
	triedMost = tell("retry.tried_most", "how! when!")
	_         = options("tries", "call", "voicemail", "text", "email", "letter", "visit")
	triedDone = tell("retry.tried_done", "when! time!")
	reachText = tell("reach.text", "owner! company!")
	reachMail = tell("reach.email", "owner! company!")
	reachPost = tell("reach.letter", "owner! company!")
	ladder    = []string{"call", "voicemail", "text", "email", "letter"}
	_         = options("way", ladder...)
)

// SentIt says that the message in writing is on its way.
const SentIt Act = "sent_it"

var _ = put(deeds, map[Act]deed{SentIt: plain((*turn).noAnswer)})

// Proposal is how and when the customer may be tried next.
type Proposal struct {
	How string
	At  time.Time
	Day time.Time // the same on the next business day
}

func (p Proposal) next() time.Time    { return p.At }
func (p Proposal) nextDay() time.Time { return p.Day }

// passes is when the first of its times is over.
func (p Proposal) passes() time.Time { return sooner(p.At, p.Day) }

// choosing: the live step asks when to try again.
func (c Case) choosing() bool {
	return c.Stage == Retry || c.Stage == Unreached && c.Resume.IsZero()
}

// nextWay is the way after the last that was tried; empty: all were. Ways that there is no
// address for are left out.
func (c Case) nextWay() string {
	tried := -1
	for _, a := range c.tries() {
		tried = max(tried, slices.Index(ladder, a.How))
	}
	phones, mails := reaches(c.Details.Contact)
	mail, digits := len(mails) > 0, len(phones) > 0 || len(mails) == 0 && strings.ContainsAny(c.Details.Contact, "0123456789")
	for _, how := range ladder[tried+1:] {
		switch how {
		case "letter":
			return how
		case "email":
			if mail {
				return how
			}
		case "text":
			if digits {
				return how
			}
		default:
			if digits || !mail { // a number may be known that nobody wrote down
				return how
			}
		}
	}
	return ""
}

// mailOnly: an e-mail address is all that is known of how they are reached.
func (c Case) mailOnly() bool {
	phones, mails := reaches(c.Details.Contact)
	return len(mails) > 0 && len(phones) == 0
}

// proposal is what the buttons say; reckoned anew where there is none yet.
func (c Case) proposal(now time.Time) Proposal {
	if c.FollowUp.Next.At.IsZero() {
		return c.propose(now)
	}
	return c.FollowUp.Next
}

func (c Case) propose(now time.Time) Proposal {
	p := Proposal{How: c.nextWay(), Day: c.awake(c.Owner, c.tomorrow(now))}
	if p.At = c.apartFrom(c.retry(now)); p.How == "letter" {
		p.At = p.Day
	}
	return p
}

// apartFrom keeps a try away from what was promised for that time: somebody may be at their door then.
func (c Case) apartFrom(at time.Time) time.Time {
	for range c.Promises { // one may lie right after the other
		for _, p := range c.Promises {
			if p.Status == Open && p.By.After(at.Add(-apart)) && p.By.Before(at.Add(apart)) {
				at = c.awake(c.Owner, c.Policy.Due(p.By, 2*apart))
			}
		}
	}
	return at
}

// renewProposal keeps the buttons from naming a time that has passed.
func (t *turn) renewProposal() {
	if t.c.choosing() && !t.c.proposal(t.in.At).passes().After(t.in.At) {
		t.c.FollowUp.Next = t.c.propose(t.in.At)
		t.redraw()
	}
}

// tryProposed takes one of them.
func (t *turn) tryProposed(when func(Proposal) time.Time) {
	p := t.c.proposal(t.in.At)
	if !when(p).After(t.in.At) {
		t.c.FollowUp.Next = t.c.propose(t.in.At)
		t.redraw()
		return
	}
	t.tryAgain(when(p), p.How)
}

func (t *turn) tryAgain(at time.Time, how string) {
	at = t.c.awake(t.c.Owner, at)
	t.c.FollowUp.How, t.c.FollowUp.Next = how, Proposal{}
	if t.c.Stage == Unreached {
		t.c.Resume = at
		t.redraw()
		return
	}
	t.c.FollowUp.Due, t.c.Watch.Since = at, t.in.At
	t.become(Waiting)
}

// waited is what is left of the message of a follow-up when the next is due.
func (t *turn) waited() Line {
	if tries := t.c.tries(); len(tries) > 0 {
		return triedDone.With("when", t.c.date(tries[len(tries)-1].At), "time", t.now())
	}
	return dueDone.With("time", t.now())
}

// later is when a try is due after one that failed just now.
func (t *turn) later() time.Time { return t.c.retry(t.in.At) }

func (c Case) retry(now time.Time) time.Time {
	return c.awake(c.Owner, c.Policy.Due(now, c.Policy.Clocks.Retry))
}

// tomorrow is the opening of the next business day.
func (t *turn) tomorrow() time.Time { return t.c.tomorrow(t.in.At) }

func (c Case) tomorrow(now time.Time) time.Time {
	day := now.In(c.Policy.Location())
	midnight := time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, day.Location())
	return c.Policy.Due(midnight, 0)
}

func (t *turn) drawRetry(m *Message) {
	m.Head = retryDo.With()
	m.Say = retrySay.With("owner", t.c.Owner.Name, "company", t.c.Policy.Company)
	m.Lines = append(m.Lines, t.partUnmet())
	t.offerTries(m, TryAt, HowTried)
}

// offerTries shows what was tried and offers what can be done next.
func (t *turn) offerTries(m *Message, last ...Act) {
	m.Lines = append(m.Lines, t.triedLines()...)
	if words := t.written(t.c.proposal(t.in.At).How); words != nil { // no machine is spoken to then
		m.Say, m.Lines = Line{}, append(m.Lines, words...)
	}
	p, how := t.c.proposal(t.in.At), "call"
	if p.How != "" {
		how = p.How
	}
	m.Choices = []Choice{TryLater.on(t.c.token(), "how", slotPhrase(Phrase("way."+how)), "time", t.c.when(p.At, t.in.At))}
	switch {
	case t.c.silent(): // in place of a try on the next day
		m.Lines = append(m.Lines, restLine.With("customer", t.c.customer()))
		m.Choices = append(m.Choices, LetRest.on(t.c.token()))
		if p.How == "" {
			slices.Reverse(m.Choices)
		}
	case !p.Day.Equal(p.At):
		m.Choices = append(m.Choices, TryTomorrow.on(t.c.token(), "time", t.c.when(p.Day, t.in.At)))
	}
	m.Choices[0].Main = true
	for _, a := range last {
		m.Choices = append(m.Choices, a.on(t.c.token()))
	}
}

// triedLines are the tries one by one; where there are many, how often each way was tried, and the last.
func (t *turn) triedLines() (l []Line) {
	const few = 3
	tries := t.c.tries()
	if len(tries) <= few {
		for _, a := range tries {
			l = append(l, triedLine.With("how", slotPhrase(Phrase("how."+a.How)), "when", t.c.date(a.At)))
		}
		return l
	}
	var list []string
	for _, o := range hows {
		n := 0
		for _, a := range tries {
			if a.How == o.Value {
				n++
			}
		}
		switch way := mark(phraseMark, "tries."+o.Value); {
		case n == 1:
			list = append(list, way)
		case n > 1:
			list = append(list, way+" ("+strconv.Itoa(n)+")")
		}
	}
	return []Line{triedMost.With("how", strings.Join(list, ", "), "when", t.c.date(tries[len(tries)-1].At))}
}

// toWrite is what to send this time; none where it is a call.
func (t *turn) toWrite() []Line { return t.written(t.c.FollowUp.How) }

// written are the words for a way in writing; none for another.
func (t *turn) written(how string) []Line {
	words := map[string]Phrase{"text": reachText, "email": reachMail, "letter": reachPost}[how]
	if words == "" {
		return nil
	}
	return []Line{words.With("owner", t.c.Owner.Name, "company", t.c.Policy.Company)}
}
