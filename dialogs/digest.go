package dialogs

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// What an outage made late reaches each person in one message instead of one each, and
// not while they sleep.

const (
	digestWait = time.Minute // for what else comes: after an outage a person's cases wake within it
	digestMost = 10          // lines that fit a phone
)

var (
	digestHead = tell("digest.head", "count!")
	digestOne  = tell("digest.one", "")
	digestMore = tell("digest.more", "count!")
	digestNone = tell("digest.none", "")
	restHead   = tell("digest.rest", "count!")
	restOne    = tell("digest.rest_one", "")
	restNone   = tell("digest.rest_none", "")
)

// fresh is what is late and in no digest yet: money first, then the oldest.
func (t *agendaTurn) fresh() []Listed {
	var all []Listed
	for _, c := range t.a.Cases {
		for _, it := range c.Late {
			if n := (Thing{c.Case, it.Of, it.Due}); !slices.Contains(t.a.Told, n) {
				all = append(all, Listed{n, it.Line, it.Rest})
			}
		}
	}
	pressing(all)
	return all
}

// pressing puts the most pressing first.
func pressing(all []Listed) {
	slices.SortFunc(all, func(a, b Listed) int {
		return cmp.Or(order(b.money())-order(a.money()), a.Due.Compare(b.Due), cmp.Compare(a.Case, b.Case), cmp.Compare(a.Of, b.Of))
	})
}

func order(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// money: somebody waits for it, as a request for an amount or a promise that names one.
func (l Listed) money() bool {
	return l.Line.Slots["amount"] != "" || strings.Contains(l.Line.Slots["what"], "$")
}

// digest tells it, once they are awake.
func (t *agendaTurn) digest() {
	if t.a.Digest.IsZero() || t.in.At.Before(t.a.Digest) {
		return
	}
	if at := t.awake(t.in.At); at.After(t.in.At) {
		t.a.Digest = at
		return
	}
	t.a.Digest = time.Time{}
	lines := t.fresh()
	if len(lines) == 0 {
		return
	}
	for _, l := range lines {
		t.a.Told = append(t.a.Told, l.Thing)
	}
	for _, l := range t.a.Last.Lines { // the one before loses its buttons
		if it := t.a.late(l.Thing); it != nil && (it.On != "" || !l.Rest) && !slices.ContainsFunc(lines, func(had Listed) bool { return had.Thing == l.Thing }) {
			lines = append(lines, Listed{l.Thing, it.Line, it.Rest})
		}
	}
	pressing(lines)
	t.a.Boards++
	t.a.Last = Board{ID: "digest-" + strconv.Itoa(t.a.Boards), Lines: lines}
}

func (a Agenda) drawDigest() Message {
	m := Message{ID: a.Last.ID, To: Place{Where: Direct, User: a.Who.ID}, Kind: NoteKind, Head: digestNone.With()}
	var asked, over []Part
	for _, l := range a.Last.Lines {
		p, it := Part{Case: l.Case, Head: l.Line}, a.late(l.Thing)
		if it == nil {
			p.Done, p.Head = true, a.movedLine(l)
			over = append(over, p)
			continue
		}
		if it.On != "" {
			acts := it.Acts
			if len(acts) == 0 {
				acts = []Act{Kept, NotYet}
			}
			p.Choices = actsOn(l.Case, it.On, acts...)
		}
		asked = append(asked, p)
	}
	open := len(asked)
	a.fit(&m, asked, over)
	many, single := digestHead, digestOne
	if !slices.ContainsFunc(a.Last.Lines, func(l Listed) bool { return !l.Rest }) { // we were not away, they were
		m.Head, many, single = restNone.With(), restHead, restOne
	}
	switch {
	case open == 1:
		m.Head = single.With()
	case open > 1:
		m.Head = many.With("count", strconv.Itoa(open))
	}
	return m
}

// actsOn are choices that act on a case, wherever they are drawn.
func actsOn(id, on string, acts ...Act) []Choice {
	list := make([]Choice, 0, len(acts))
	for _, a := range acts {
		c := a.on(on)
		c.Case = id
		list = append(list, c)
	}
	return list
}
