package dialogs

import (
	"slices"
	"time"
)

var (
	thankDo   = tell("thank.do", "")
	thankSay  = say("thank.say", "customer company")
	thankDone = tell("thank.done", "due! time!")
	thankAsk  = tell("thank.ask_do", "")
	thankMore = say("thank.ask_say", "customer company")

	waitingDo    = tell("waiting.do", "due!")
	waitingLate  = tell("waiting.late_do", "due!")
	checkNowDone = tell("waiting.now_done", "time!")

	checkinDo    = tell("checkin.do", "customer!")
	comingDo     = tell("checkin.coming_do", "customer!")
	comingSay    = say("checkin.coming_say", "owner company")
	lateDo       = tell("checkin.late_do", "customer! when!")
	lateSay      = say("checkin.late_say", "owner company when!")
	checkinSay   = say("checkin.say", "customer owner")
	contactLine  = tell("checkin.contact", "contact!")
	noContact    = tell("checkin.no_contact", "")
	agreedLine   = tell("checkin.agreed", "what!")
	moreDone     = tell("checkin.more_done", "time!")
	noAnswerDone = tell("checkin.no_answer_done", "time!")

	whenTitle = tell("form.when.title", "")
)

// Acts.
const (
	Thanked     Act = "thanked"
	CheckNow    Act = "check_now"
	Satisfied   Act = "satisfied"
	WantsMore   Act = "wants_more"
	NoAnswer    Act = "no_answer"
	Never       Act = "never"
	TryLater    Act = "try_later"
	TryTomorrow Act = "try_tomorrow"
	TryAt       Act = "try_at"
)

// Forms.
const (
	WhenForm FormID = "when"
)

var _ = put(deeds, map[Act]deed{
	Thanked:     plain((*turn).thanked),
	CheckNow:    plain((*turn).checkNow),
	Satisfied:   plain((*turn).satisfied),
	WantsMore:   plain((*turn).wantsMore),
	NoAnswer:    plain((*turn).noAnswer),
	Never:       plain((*turn).letThemGo),
	TryLater:    plain(func(t *turn) { t.tryProposed(Proposal.next) }).labelled("how! time!"),
	TryTomorrow: plain(func(t *turn) { t.tryProposed(Proposal.nextDay) }).labelled("time!"),
	TryAt:       opens((*turn).whenForm),
})

var _ = put(sheets, map[FormID]sheet{
	WhenForm: {TryAt, WhenField, (*turn).tryWhen},
})

var _ = put(scenes, map[Stage]scene{
	Thank:   {draws: (*turn).drawThank},
	Waiting: {of: Thank, draws: (*turn).drawWaiting},
	CheckIn: {of: Thank, draws: (*turn).drawCheckIn},
	Retry:   {of: Thank, draws: (*turn).drawRetry},
})

func (t *turn) drawThank(m *Message) {
	m.Head = thankDo.With()
	m.Say = thankSay.With("customer", t.c.customer(), "company", t.c.Policy.Company)
	t.offerActs(m, Thanked)
	if t.c.Policy.How().Check == "both" { // now, and at the follow-up (A15 D16)
		m.Head = thankAsk.With()
		m.Say = thankMore.With("customer", t.c.customer(), "company", t.c.Policy.Company)
		t.offerActs(m, WantsMore)
	}
	m.Lines = append(m.Lines, t.part())
	t.offerRecap(m)
}

func (t *turn) thanked() {
	t.c.LastWord = t.in.At
	t.c.FollowUp.Due, t.c.FollowUp.How = t.followUpAfter(t.in.At), ""
	t.advance(Waiting, thankDone.With("due", t.due(), "time", t.now()))
}

// settleNow is an early way out: there is nothing to solve, so what follows is
// thanks and, all the same, a follow-up (A2 S2, S13).
func (t *turn) settleNow(done Line) {
	t.c.WordDue = false
	t.advance(Thank, done)
}

func (t *turn) due() string { return t.c.date(t.c.FollowUp.Due) }

func (t *turn) drawWaiting(m *Message) {
	m.Head = waitingDo.With("due", t.due())
	if _, late := t.behind(); late {
		m.Head = waitingLate.With("due", t.due())
	}
	m.Lines = t.promiseLines()
	m.Choices = []Choice{CheckNow.on(t.c.token()), Snooze.on(t.c.token()), AddPromise.on(t.c.token())}
}

// checkNow is a call, whatever way was to come next.
func (t *turn) checkNow() {
	t.c.FollowUp.How = ""
	t.advance(CheckIn, checkNowDone.With("time", t.now()))
}

func (t *turn) drawCheckIn(m *Message) {
	m.Head = checkinDo.With("customer", t.c.customer())
	if t.c.Details.Contact != "" {
		m.Lines = append(m.Lines, contactLine.With("contact", short(t.c.Details.Contact, lineRunes)))
	} else {
		m.Lines = append(m.Lines, noContact.With())
	}
	if t.c.Details.Job != "" {
		m.Lines = append(m.Lines, jobLine.With("job", short(t.c.Details.Job, nameRunes)))
	}
	for _, g := range t.c.Given {
		m.Lines = append(m.Lines, agreedLine.With("what", short(g.text(), lineRunes)))
	}
	m.Lines = append(m.Lines, t.promiseLines()...)
	m.Lines = append(m.Lines, t.c.changes()...)
	if well := t.c.FollowUp.Well; !well.IsZero() {
		m.Lines = append(m.Lines, checkinWell.With("time", t.c.date(well)))
	}
	tried := NoAnswer
	if l := t.toWrite(); l != nil {
		m.Lines, tried = append(m.Lines, l...), SentIt
	} else {
		m.Say = checkinSay.With("customer", t.c.customer(), "owner", t.c.Owner.Name)
		if p, late := t.behind(); late {
			m.Head = lateDo.With("customer", t.c.customer(), "when", t.c.date(p.By))
			m.Say = lateSay.With("owner", t.c.Owner.Name, "company", t.c.Policy.Company, "when", t.c.date(p.By))
		} else if t.c.coming(t.in.At) {
			m.Head = comingDo.With("customer", t.c.customer())
			m.Say = comingSay.With("owner", t.c.Owner.Name, "company", t.c.Policy.Company)
		}
	}
	t.offerActs(m, Satisfied, WantsMore, tried, Snooze)
	m.More = append(m.More, Never.on(t.c.token()))
}

// behind is what they should have had first of all that nobody has answered for, if there is any:
// nobody asks how happy they are before that. What is only between us is none of it.
func (t *turn) behind() (first Promise, ok bool) {
	for _, p := range t.c.Promises {
		if t.overtime(p) && p.What != slotPhrase(checkParts) && (!ok || p.By.Before(first.By)) {
			first, ok = p, true
		}
	}
	return first, ok
}

// coming: something they were promised is still to come.
func (c Case) coming(now time.Time) bool {
	return slices.ContainsFunc(c.Promises, func(p Promise) bool { return p.Status == Open && p.By.After(now) })
}

// wantsMore opens the solving again with what is left (A7 F15).
func (t *turn) wantsMore() {
	t.c.LastWord = t.in.At
	if t.c.Stage == CheckIn {
		t.c.FollowUp.Failed, t.c.FollowUp.Well = true, time.Time{}
	}
	t.c.Ask, t.c.Offer = Ask{}, Offer{}
	t.advance(t.c.hearing(), moreDone.With("time", t.now()))
}

// hearing is where the solving begins again: not before the customer's own account was
// given back to them.
func (c Case) hearing() Stage {
	if !c.Agreed && c.Order != HeadsUp {
		return Clarify
	}
	return Asking
}

// another is where something else is offered, by the same rule.
func (c Case) another() Stage {
	if to := c.hearing(); to != Asking {
		return to
	}
	return Propose
}

func (t *turn) whenForm() Form {
	return formOn(t.c.token(), WhenForm, whenTitle, t.askWhen(labelWhen, time.Time{})...)
}

func (t *turn) tryWhen(e Filled) {
	if at := t.moment(e); !t.refused {
		t.tryAgain(at, t.c.proposal(t.in.At).How)
	}
}

// ending records how it ended; what is still promised has to be answered for before
// the case closes. Where somebody is in danger, that comes first all the same.
func (t *turn) ending(o Outcome, done Line) {
	t.c.Outcome, t.c.WordDue = o, false
	t.settleRequest()
	for _, b := range []Branch{Stuck, Hostage, GivingUp, Top} { // nobody has to decide about them now
		t.dropCall(b, "")
	}
	t.dropRings()
	if t.c.Resting = nil; t.c.Stage != Unsafe {
		t.c.Back = ""
	}
	if o == Recovered && t.mayAmend() {
		t.goOn(Amend, done)
		return
	}
	t.wrapUp(done)
}

// wrapUp goes to what is still to be answered for, and to what was learnt.
func (t *turn) wrapUp(done Line) {
	to := Learn
	if t.unsettled() >= 0 {
		to = Settle
	}
	if t.c.owesReply() { // that is answered first: after the end nobody would be reminded
		if t.c.Back = to; t.c.Stage == Unsafe {
			t.c.Resting = []Stage{Reviewed}
			t.showStep()
		} else {
			t.advance(Reviewed, done)
		}
		return
	}
	t.goOn(to, done)
	if t.c.Stage == Settle {
		t.hush()
	}
}

// reopen: whatever ended is open again where there is something to solve.
func (t *turn) reopen(to Stage) {
	if t.c.Outcome != "" && !scenes[to].off && t.c.main(to) != Thank {
		t.c.Outcome, t.c.Lesson.Stand = "", ""
	}
}

// unsettled is the first promise nobody has answered for, -1 if there is none.
func (t *turn) unsettled() int {
	for i, p := range t.c.Promises {
		if p.Status == Open {
			return i
		}
	}
	return -1
}

// tellOwner says one line where the owner will see it: in the thread, by name,
// and by direct message.
func (t *turn) tellOwner(id string, l Line) { t.giveOwner(Message{ID: id, Head: l}) }

// giveOwner is tellOwner with more than a line.
func (t *turn) giveOwner(m Message) {
	m.To, m.Kind = Place{Where: Thread}, NoteKind
	if t.c.gone() {
		t.ping(m, []Person{t.c.Owner}, t.in.At)
		return
	}
	m.Ping = []string{t.c.Owner.ID}
	t.show(m)
	t.show(t.direct(m))
}
