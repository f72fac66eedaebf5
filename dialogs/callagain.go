package dialogs

import "slices"

// Whom a call did not reach is told again, and then the next person. What is not urgent has one
// message in the thread that moves down with every reminder, buttons and all; where it was stays a
// line. What is urgent stays where it stands, and is reminded of below.

var callAsked = tell("call.asked_again", "names!")

// latest is the id of the thread's message that asks, or says how it was answered.
func (c Call) latest() string {
	if c.Times > 0 && !appeals[c.About].urgent {
		return again(c.id(), c.Times)
	}
	return c.id()
}

// callAgain tells the next person where nobody answered, and then everybody again,
// ever more seldom.
func (t *turn) callAgain() {
	for i := range t.c.Calls {
		c := &t.c.Calls[i]
		if !c.Ended.IsZero() || c.Remind.IsZero() || t.in.At.Before(c.Remind) {
			continue
		}
		before := *c
		switch *c = t.reminded(*c); {
		case c.Times > before.Times:
			t.remindCall(i)
		case t.calledBy(before, 0).After(t.in.At): // it was due while we were away
		default: // one message for each of them, and not one for each call
			t.gather(Message{ID: c.id(), Head: t.callHead(*c)}, c.Asked, before.Remind)
		}
		t.showStep()
		if k := *c; k.Times > before.Times && k.About == HandingOver && k.Times == handTries {
			t.unclaimed(k)
		}
	}
}

// reminded is a call whose reminder is due, as that leaves it: put off, where it comes too late
// or nobody may be called now, else asked of one more person.
func (t *turn) reminded(c Call) Call {
	if later := t.calledBy(c, 0); later.After(t.in.At) {
		c.Remind = later
		return c
	}
	if t.in.late(c.Remind) && !appeals[c.About].urgent {
		remind, _ := t.answer(false)
		c.Remind = t.calledBy(c, remind)
		return c
	}
	c.Held, c.Asked = nil, slices.Clone(c.Asked)
	if next, more := t.nextCalled(c); more {
		c.Asked = append(c.Asked, next)
	}
	c.Times++
	c.Remind = t.calledBy(c, t.c.Policy.Clocks.Approval<<min(c.Times-1, seldom))
	return c
}

// remindCall says once more what waits, to whoever may be called now.
func (t *turn) remindCall(i int) {
	c := t.c.Calls[i]
	before := c
	before.Times--
	if appeals[c.About].urgent {
		t.showCall(i)
		t.hushUrgent(c, c.Times-1)
		t.show(Message{
			ID: again(c.id(), c.Times), To: Place{Where: Thread}, Kind: NoteKind, Ping: ids(c.Asked), Head: t.callHead(c), Choices: t.called(i).Choices,
		})
		return
	}
	t.hushCall(before.latest(), c)
	m := t.called(i)
	t.showDirect(m, c.Asked)
	m.ID, m.Ping = c.latest(), ids(t.chased(c.At, c.Asked))
	t.show(m)
}

// hushCall leaves of a message whom it asked.
func (t *turn) hushCall(message string, c Call) {
	t.show(Message{ID: message, To: Place{Where: Thread}, Kind: DoneKind, Head: callAsked.With("names", names(c.Asked))})
}

// hushUrgent does that with the n-th reminder of what is urgent.
func (t *turn) hushUrgent(c Call, n int) {
	if appeals[c.About].urgent {
		t.hushReminder(c.id(), n, c.Asked)
	}
}
