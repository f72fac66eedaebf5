package dialogs

import "strconv"

// What was agreed is written down while it is fresh: who does what by when.

var (
	agreeDo      = tell("agree.do", "")
	agreeSay     = say("agree.say", "customer")
	agreeNothing = tell("agree.nothing_yet", "")
	agreeName    = tell("agree.name", "")
	agreeContact = tell("agree.contact", "")
	agreeDone    = tell("agree.done", "kept! time!")
)

// Acts.
const (
	ThatIsAll Act = "that_is_all"
	AllDone   Act = "all_done"
)

var _ = put(deeds, map[Act]deed{
	ThatIsAll: plain((*turn).agreed),
	AllDone:   plain((*turn).agreed),
})

var _ = put(scenes, map[Stage]scene{
	Agree: {draws: (*turn).drawAgree},
})

func (t *turn) drawAgree(m *Message) {
	m.Head = agreeDo.With()
	m.Say = agreeSay.With("customer", t.c.customer())
	m.Lines = append(t.promiseLines(), t.priceTerms()...)
	m.Choices = []Choice{AddPromise.on(t.c.token())}
	if len(t.c.Promises) > 0 {
		m.Choices = append(m.Choices, ThatIsAll.on(t.c.token()))
	} else {
		if len(t.c.Given) == 0 {
			m.Lines = append(m.Lines, agreeNothing.With())
		}
		m.Choices = append(m.Choices, AllDone.on(t.c.token()))
	}
	t.offerGifts(m)
	t.offerAnother(m)
	m.Choices[0].Main = true
	missing := agreeContact
	if t.c.Details.Customer == "" {
		missing = agreeName
	}
	if t.c.Details.Contact == "" || t.c.Details.Customer == "" {
		m.Lines = append(m.Lines, missing.With())
		if len(m.Choices) < buttonsMost-1 {
			m.Choices = append(m.Choices, FillDetails.on(t.c.token()))
		} else {
			m.More = append(m.More, FillDetails.on(t.c.token()))
		}
	}
	if t.c.Details.Second && !t.c.planned() {
		m.Choices = append(m.Choices, PlanVisit.on(t.c.token()))
	}
	t.offerRecap(m)
}

// agreed ends the writing down; the customer knows what happens next, so the
// word they were promised is kept.
func (t *turn) agreed() {
	t.c.WordDue, t.c.LastWord = false, t.in.At
	done := agreeDone.With("kept", strconv.Itoa(len(t.c.Promises)), "time", t.now())
	if t.c.parted() { // nobody to win back, and nobody to call again
		t.ending(NotRecoverable, done)
		return
	}
	t.advance(Thank, done)
}
