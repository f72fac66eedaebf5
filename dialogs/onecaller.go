package dialogs

import (
	"reflect"
	"slices"
	"time"
)

// That one person calls stays true on every screen: where whoever calls changes, because somebody says so or their
// time has passed, all that says who it is or offers the call is drawn again. A press that comes before that counts
// as what its label says, if nobody calls any more.

var ringsSelf = tell("sorry.rings_self", "customer!")

// isCaller: the actor has said that they call, and nobody else has to hear it once more.
func (t *turn) isCaller() bool {
	who, _, ok := t.caller()
	return ok && who.ID == t.in.Actor.ID
}

// calledAs is who calls as it was drawn last: a time that has passed counts only once it was asked about.
func (c Case) calledAs() (id string, by time.Time) {
	for _, what := range []Phrase{leaderRing, topWhat} {
		if i := c.promised(what); i >= 0 && !c.Promises[i].Pinged {
			return c.Promises[i].Who.ID, c.Promises[i].By
		}
	}
	for _, p := range c.Promises {
		if p.Status == Open && p.Asks == asksCall && p.CallerID != "" && !p.Late.IsZero() {
			return p.CallerID, time.Time{}
		}
	}
	return "", time.Time{}
}

// recall draws again what shows who calls, where that is another than before this step.
func (t *turn) recall(before Case) {
	if !t.c.Closed.IsZero() || t.c.Outcome != "" {
		return
	}
	had, until := before.calledAs()
	if who, by, _ := t.caller(); who.ID == had && by.Equal(until) {
		return
	}
	var seen []string
	for i, p := range t.c.Promises {
		if p.Status != Open || !p.Shown || p.Asks == "" && !p.Pinged || slices.Contains(seen, p.message()) {
			continue
		}
		seen = append(seen, p.message())
		if !t.isDrawn(t.promiseShown(i)) {
			t.showPromise(i)
		}
	}
	for i, k := range t.c.Calls {
		m := t.called(i)
		if m.ID = k.latest(); k.Ended.IsZero() && slices.Contains(ringCalls, k.About) && !t.isDrawn(m) {
			t.showCall(i)
		}
	}
}

// isDrawn: this very step has drawn it as it is, whomever it pings.
func (t *turn) isDrawn(m Message) bool {
	for _, e := range slices.Backward(t.effects) {
		if s, ok := e.(Show); ok && s.ID == m.ID {
			had := s.Message
			had.Ping, m.Ping = nil, nil
			return reflect.DeepEqual(had, m)
		}
	}
	return false
}

// pressed is the choice of a message that a press means. One to call instead of somebody is one to call where
// nobody does any more.
func (t *turn) pressed(m Message, e Chose) (Choice, bool) {
	ch, found := find(m, e)
	plain, instead := map[Act]Act{CallInstead: CallNow, RingInstead: ICall}[e.Act]
	if _, _, calls := t.caller(); found || !instead || calls {
		return ch, found
	}
	e.Act = plain
	return find(m, e)
}

// ownChoices are the choices of a copy of what the message asks, as they are that person's: nobody takes a call over
// from themselves, nor reminds themselves.
func (t *turn) ownChoices(list []Choice, message, user string) []Choice {
	who, _, calls := t.caller()
	return slices.DeleteFunc(slices.Clone(list), func(ch Choice) bool {
		return ch.Act == Nudge && t.doesIt(message, user) || ch.Act == CallInstead && calls && who.ID == user
	})
}
