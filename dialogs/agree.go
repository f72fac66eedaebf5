package dialogs

import (
	"slices"
	"strconv"
	"strings"
)

// What was agreed is written down while it is fresh: who does what by when.

var (
	agreeDo      = tell("agree.do", "")
	agreeSay     = say("agree.say", "customer")
	agreeNothing = tell("agree.nothing_yet", "")
	agreeName    = tell("agree.name", "")
	agreeContact = tell("agree.contact", "")
	agreeLeft    = tell("agree.left", "")
	agreeDone    = tell("agree.done", "kept! time!")
	agreeNamed   = tell("agree.named_done", "what! time!")
)

// Acts.
const (
	ThatIsAll Act = "that_is_all"
	AllDone   Act = "all_done"
)

var _ = put(deeds, map[Act]deed{
	ThatIsAll: plain((*turn).thatIsAll),
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
	if t.c.Unclaimed && len(t.unpromised()) > 0 {
		m.Head = agreeLeft.With()
	}
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

// thatIsAll asks once who does what nobody does yet.
func (t *turn) thatIsAll() {
	if !t.c.Unclaimed && len(t.unpromised()) > 0 {
		t.c.Unclaimed = true
		t.redraw()
		return
	}
	t.agreed()
}

// agreed ends the writing down; the customer knows what happens next, so the
// word they were promised is kept.
func (t *turn) agreed() {
	t.c.WordDue, t.c.LastWord = false, t.in.At
	done := t.writtenDown()
	if t.c.parted() { // nobody to win back, and nobody to call again
		t.ending(NotRecoverable, done)
		return
	}
	t.advance(Thank, done)
}

// writtenDown is who does what, as the log keeps it.
func (t *turn) writtenDown() Line {
	var list []string
	for _, p := range t.c.Promises {
		if _, ours := InSlot(p.What); !ours && p.Status == Open {
			list = append(list, p.Who.Name+": "+short(strings.TrimRight(p.What, ".!"), nameRunes))
		}
	}
	if len(list) == 0 {
		return agreeDone.With("kept", strconv.Itoa(len(t.c.Promises)), "time", t.now())
	}
	const most = 3
	if more := len(list) - most; more > 0 {
		list = append(slices.Clip(list[:most]), "+"+strconv.Itoa(more))
	}
	return agreeNamed.With("what", strings.Join(list, "; "), "time", t.now())
}
