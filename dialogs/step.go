package dialogs

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs/policy"
)

// Step is everything that can happen to a case. p is the policy in force now. The input
// that opens the case makes it the case's; to all others it matters only where it differs.
//
// The same case, input and policy always give the same result. Where a person
// asked for something that cannot be, the case comes back as it was, with a
// Reply that says what to do instead and no effects.
func (c Case) Step(in Input, p policy.Policy) (Case, Reply, []Effect) {
	t := &turn{c: c.clone(), in: in, inForce: p}
	t.present()
	could := t.joinable()
	switch e := in.Event.(type) {
	case Opened:
		t.open(e)
	case Chose:
		t.chose(e)
	case Filled:
		t.filled(e)
	case Said:
		t.said(e)
	case Lost:
		t.lost(e)
	case Woke:
		t.woke()
	case Knows:
		t.knows(e)
	case Joining:
		t.joining(e)
	case Joined:
		t.joined(e)
	case Allotted:
		t.allotted(e)
	case Mailed:
		t.mailed(e)
	case Retell: // see plan
	case Gone:
		t.cutOff(e)
	case Reported, Parted, Restricted, Invoiced, Entered, Claimed, Planned, Wondered: // another record's
	}
	t.follows(c, could)
	_, retold := in.Event.(Retell)
	if t.refused || reflect.DeepEqual(t.c, c) && len(t.tells) == 0 && !retold {
		return c, t.reply, nil
	}
	t.heardBell()
	t.report(c)
	t.charge(c)
	t.plan(c)
	if c.ID == "" {
		t.effects = append([]Effect{Show{t.card()}}, t.effects...) // the thread hangs below it
	} else {
		t.show(t.card())
	}
	return t.c, t.reply, append(append(t.effects, t.tells...), Wake{At: t.c.NextWake()})
}

// follows is what every step brings with it, whatever it was: what was heard counts, money is
// set aside, and what waits on the case is looked at again.
func (t *turn) follows(before Case, joinable bool) {
	if t.c.ID == "" || t.refused {
		return
	}
	t.regive(before)
	t.heard(before)
	t.newsHeard()
	t.heardOut(before)
	t.recall(before)
	t.toldOther(before)
	t.acts(before)
	t.claims()
	if t.refused {
		return
	}
	t.offerTop()
	t.keepRequest(before)
	t.joinableNow(joinable)
	t.askHeld(before)
	t.restill(before)
}

// turn is one step being taken: the case on its way from one state to the next.
type turn struct {
	c       Case
	in      Input
	inForce policy.Policy // for cases that open now
	reply   Reply
	effects []Effect
	tells   []Effect // to other records
	refused bool
	loud    bool // the next step calls its owner, in the thread and directly
}

func (t *turn) show(m Message) { t.effects = append(t.effects, Show{m}) }

// refuse answers the person and leaves everything as it was.
func (t *turn) refuse(why Line) {
	t.refused = true
	t.reply = Reply{Say: &why}
}

// object refuses a form because of one of its fields; the form stays open with
// what was typed.
func (t *turn) object(f Field, why Line) {
	t.refused = true
	t.reply.Say, t.reply.Form = nil, nil
	if t.reply.Errors == nil {
		t.reply.Errors = map[Field]Line{}
	}
	t.reply.Errors[f] = why
}

// ask opens a form; nothing has happened yet.
func (t *turn) ask(f Form) {
	t.refused = true
	t.reply = Reply{Form: &f}
}

// advance moves the case to a stage: the live step shrinks to the given line,
// and the next one appears below it.
func (t *turn) advance(to Stage, done Line) {
	to = t.instead(to)
	t.reopen(to)
	if to != Checking && !scenes[to].off {
		t.c.Topping = Offer{} // it was given, or goes with the step
	}
	t.show(Message{ID: t.c.stepID(), To: Place{Where: Thread}, Kind: DoneKind, Head: done})
	if t.c.FollowUp.Pinged == t.c.At.Seq {
		t.show(t.direct(Message{ID: t.c.stepID(), Kind: DoneKind, Head: done}))
	}
	t.reshowCopies(Message{ID: t.c.stepID(), Kind: DoneKind, Head: done}, "")
	t.c.Stage = to
	t.c.At = Cursor{Seq: t.c.At.Seq + 1, Rev: 1}
	t.c.Watch.Since, t.c.Watch.Again, t.c.Watch.Asked = t.in.At, 0, time.Time{}
	if t.loud {
		t.c.FollowUp.Pinged = t.c.At.Seq
	}
	t.showStep()
	if t.loud && t.c.Owner.away(t.in.At) { // whoever stands in goes on with it
		m, subs := t.step(), t.standIn(t.c.Owner)
		for _, p := range subs {
			t.copyTo(m, p)
		}
		t.gather(m, []Person{t.c.Owner}, t.in.At)
	}
}

// redraw shows the same step in a new form; a click on the form before it no
// longer counts.
func (t *turn) redraw() {
	t.c.At.Rev++
	t.showStep()
}

// showStep shows the live step as it is now, also where the owner has it by direct
// message.
func (t *turn) showStep() {
	m := t.step()
	t.show(m)
	if t.c.FollowUp.Pinged == t.c.At.Seq {
		t.show(t.direct(m))
	}
	t.reshowCopies(m, "")
}

// become changes the stage within the same step message.
func (t *turn) become(s Stage) {
	t.c.Stage = s
	t.redraw()
}

// direct is the copy of a thread's message that its owner gets by direct message.
func (t *turn) direct(m Message) Message {
	m.ID, m.To, m.Ping = m.ID+"-dm", Place{Where: Direct, User: t.c.Owner.ID}, nil
	return m
}

func (c Case) stepID() string { return "step-" + strconv.Itoa(c.At.Seq) }

// token names the live step in its live form.
func (c Case) token() string { return c.stepID() + "." + strconv.Itoa(c.At.Rev) }

var (
	oldScreen = tell("sorry.old_screen", "case!")
	notYours  = tell("sorry.not_yours", "names!")
	notOpen   = tell("sorry.closed", "case! time!")
)

// chose takes a press. What may be pressed is what is drawn now, so there is no
// second list of what is allowed when.
func (t *turn) chose(e Chose) {
	m, current := t.drawn(e.On)
	choice, found := t.pressed(m, e)
	switch {
	case !t.c.Closed.IsZero() && !(found && deeds[choice.Act].ever): // reading is always possible
		t.refuse(notOpen.With("case", t.c.ID, "time", t.c.date(t.c.Closed)))
	case m.Kind == DecidedKind && !found: // somebody was faster; say who
		t.refuse(t.faster(m, e))
	case !current || !found:
		t.refuse(t.tooLate(e))
	case !t.may(choice.Act, e.On):
		t.refuse(deeds[choice.Act].notYours().With("names", t.mayNames(choice.Act, e.On)))
	default:
		t.press(choice)
	}
}

// tooLate answers a press of an old screen. Whose question was answered meanwhile hears
// by whom.
func (t *turn) tooLate(e Chose) Line {
	if n := len(t.c.Requests); n > 0 && (e.Act == Withdraw || e.Act == ChangeRequest) && t.c.pending() == nil {
		return t.requestLine(n - 1)
	}
	if l := t.outrung(e); l.Phrase != "" {
		return l
	}
	if i := t.promiseOn(e.On); i >= 0 {
		return t.promiseLine(t.c.Promises[i])
	}
	return oldScreen.With("case", t.c.ID)
}

// promiseOn is the promise that a token names in whatever form, -1 if it names none.
func (t *turn) promiseOn(on string) int {
	what, _, _ := strings.Cut(on, ".")
	return slices.IndexFunc(t.c.Promises, func(p Promise) bool { return p.id() == what })
}

func find(m Message, e Chose) (Choice, bool) {
	for _, list := range [][]Choice{m.Choices, m.More} {
		for _, c := range list {
			if c.Act == e.Act && c.Value == e.Value {
				return c, true
			}
		}
	}
	return Choice{}, false
}

// drawn gives the message a token was drawn on as it looks now, and whether
// the token is of its present form.
func (t *turn) drawn(on string) (Message, bool) {
	what, _, _ := strings.Cut(on, ".")
	kind, number, _ := strings.Cut(what, "-")
	n, err := strconv.Atoi(number)
	if err != nil && kind != "card" {
		return Message{}, false
	}
	switch kind {
	case "card":
		return t.card(), true
	case "step":
		return t.step(), on == t.c.token()
	case "ask":
		return one(t.c.Requests, n, t.request, on)
	case "call":
		return one(t.c.Calls, n, t.called, on)
	case "promise":
		return one(t.c.Promises, n, t.answerable, on)
	case "given":
		return t.drawnGiven(on)
	case "mail":
		return one(t.c.Mails, n, t.letter, on)
	case "whose":
		return t.whose(), on == t.c.Whose.token()
	case "same":
		return t.same(), on == t.c.Same.token()
	case "news":
		return t.news(""), n == t.c.Watch.News
	case "note":
		return one(t.c.Spotted, n, t.spotted, on)
	}
	return Message{}, false
}

// one draws the n-th of a list, counted from 1, if there is one.
func one[T interface{ token() string }](list []T, n int, draw func(int) Message, on string) (m Message, current bool) {
	if n < 1 || n > len(list) {
		return Message{}, false
	}
	return draw(n - 1), on == list[n-1].token()
}
