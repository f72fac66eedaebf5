package dialogs

import (
	"slices"
	"time"
	"unicode/utf8"

	"makegood/dialogs/money"
)

// What they accepted is a promise as soon as somebody has to do or send it: it is written
// down with one press, with a time that can be moved.

var (
	agreeGift  = tell("agree.gift", "what!")
	agreeParts = tell("agree.parted", "")
)

// WriteGifts makes promises of what they accepted.
const WriteGifts Act = "write_gifts"

var _ = put(deeds, map[Act]deed{WriteGifts: plain((*turn).writeGifts).labelled("owner! time!")})

// unpromised are the gifts that nobody has promised to carry out yet. What people wrote down
// by themselves stands for those that it speaks of, and for no other.
func (t *turn) unpromised() []Gift {
	var left []Gift
	for _, g := range t.c.Given {
		promised := func(p Promise) bool { return p.Status != Dropped && t.carriesOut(p, g) }
		if !g.Settled && !slices.ContainsFunc(t.c.Promises, promised) {
			left = append(left, g)
		}
	}
	return left
}

// carriesOut: a promise is, or speaks of, what was given.
func (t *turn) carriesOut(p Promise, g Gift) bool {
	if p.What == g.text() || p.What == g.costing() {
		return true
	}
	if _, ours := InSlot(p.What); ours || slices.ContainsFunc(t.c.Given, func(g Gift) bool { return g.text() == p.What || g.costing() == p.What }) {
		return false
	}
	for _, found := range money.Find(p.What) {
		if g.Amount > 0 && found.Cents == g.Amount {
			return true
		}
	}
	said := nameWords(p.What)
	for _, w := range nameWords(g.What) {
		if utf8.RuneCountInString(w) >= tellingRunes && slices.Contains(said, w) {
			return true
		}
	}
	return false
}

// tellingRunes is from how many letters on a word says what something is about.
const tellingRunes = 4

// offerGifts shows what is not written down yet, and the press that does it.
func (t *turn) offerGifts(m *Message) {
	left := t.unpromised()
	for _, g := range left {
		m.Lines = append(m.Lines, agreeGift.With("what", short(g.text(), lineRunes)))
	}
	if len(left) > 0 {
		ch := WriteGifts.on(t.c.token(), "owner", t.c.Owner.Name, "time", t.c.when(t.giftsBy(), t.in.At))
		m.Choices = append([]Choice{ch}, m.Choices...)
	}
	if t.c.parted() {
		m.Head = agreeParts.With()
	}
}

func (t *turn) writeGifts() {
	for _, g := range t.unpromised() {
		t.newPromise(Promise{What: g.text(), Who: t.c.Owner, By: t.giftsBy()})
	}
	t.redraw()
}

// giftsBy leaves the next morning for it.
func (t *turn) giftsBy() time.Time { return t.c.Policy.Due(t.tomorrow(), 4*time.Hour) }
