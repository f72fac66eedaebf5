//go:build !race

// A year costs the race detector minutes and shows it nothing that the wire tests do not.

package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"makegood/dialogs"
)

// How a case of the year comes to its end: when its last promise is answered, its owner
// thanks the customer, is asked to call them when the follow-up is due, reaches them or
// does not, and closes the case.

// ending is that part of a case as people know it.
type ending struct {
	id, owner string
	asks      []timed // each time the follow-up was due, until it was answered
	closed    bool
}

// within is a time from one minute to so many.
func (y *year) within(minutes int, names ...any) time.Duration {
	return time.Minute + time.Duration(y.chance(60*(minutes-1), names...))*time.Second
}

// settled: nothing is promised any more.
func (y *year) settled(id string) bool {
	for n := 1; n <= promises; n++ {
		g := y.made[fmt.Sprintf("%s/promise-%d", id, n)]
		if g == nil || g.times[len(g.times)-1].end.IsZero() {
			return false
		}
	}
	return true
}

// thank is what an owner does in the next working hours once everything is done.
func (y *year) thank(id, owner string) {
	if !y.settled(id) || y.ends[id] != nil {
		return
	}
	end := &ending{id: id, owner: owner}
	y.ends[id] = end
	i := slices.IndexFunc(y.people, func(p dialogs.Person) bool { return p.ID == owner })
	at := y.working(y.people[i], time.Now().Add(y.within(120, id, "thank")))
	y.presses(at, end, dialogs.FineNow, func() {
		y.presses(time.Now().Add(time.Minute), end, dialogs.Thanked, func() { y.waits(end) })
	})
}

// presses puts down a press of what the case then shows, and what follows.
func (y *year) presses(at time.Time, end *ending, act dialogs.Act, then func()) {
	y.todo.at(at, func() {
		c, shown := y.chat.choice(end.id, act)
		if !shown {
			y.t.Fatalf("%s shows no %s", end.id, act)
		}
		if r := y.act(end.owner, end.id, nil, dialogs.Chose{Act: act, On: c.On, Value: c.Value}); r.Say != "" {
			y.t.Fatalf("%s: %s is answered with %q", end.id, act, r.Say)
		}
		then()
	})
}

// waits takes note of when the follow-up is due.
func (y *year) waits(end *ending) {
	c, err := y.bot.load(y.t.Context(), end.id)
	if err != nil {
		y.t.Fatal(err)
	}
	end.asks = append(end.asks, timed{set: time.Now().UTC(), by: c.FollowUp.Due})
}

// called: the owner is asked to call the customer, and answers within the hour, or much later.
func (y *year) called(id string) {
	end := y.ends[id]
	if end == nil || len(end.asks) == 0 {
		return
	}
	n := len(end.asks)
	wait := y.within(50, id, "call", n)
	if y.chance(100, id, "late call", n) < 10 {
		wait = y.within(20*60, id, "much later", n)
	}
	at := time.Now().Add(wait)
	answered := func() { end.asks[n-1].end = time.Now().UTC() }
	if n == 1 && y.chance(100, id, "reached") < 25 {
		y.presses(at, end, dialogs.NoAnswer, func() {
			answered()
			y.presses(time.Now().Add(time.Minute), end, dialogs.TryLater, func() { y.waits(end) })
		})
		return
	}
	y.presses(at, end, dialogs.Satisfied, func() {
		answered()
		y.presses(time.Now().Add(time.Minute), end, dialogs.FailedLate, func() {
			y.presses(time.Now().Add(time.Minute), end, dialogs.NowBetter, func() { end.closed = true })
		})
	})
}

// checkEnds: every follow-up once and in time, nobody reminded of it early, and every case closed.
func (y *year) checkEnds(t *testing.T) {
	asked, again, direct := map[string][]post{}, map[string][]post{}, map[string][]post{}
	for _, p := range y.chat.posts {
		id, message, _ := strings.Cut(p.effect, "/")
		of, _, copied := strings.Cut(p.effect, "-dm")
		switch {
		case copied:
			direct[of] = append(direct[of], p)
		case strings.HasPrefix(message, "again-"): // it may be answered there, too
			again[id] = append(again[id], p)
		case isCase(id) && p.to.User == "" && p.offers(dialogs.Satisfied):
			asked[id] = append(asked[id], p)
		}
	}
	ended, late := 0, 0
	for _, id := range y.chat.opened {
		end := y.ends[id]
		if end == nil || !end.closed {
			t.Errorf("%s was not closed: %+v", id, end)
			continue
		}
		ended++
		late += len(again[id])
		if msg := y.compareAsks(end, asked[id], direct); msg != "" {
			t.Errorf("the follow-up of %s, which is %s's: %s\n%v", id, end.owner, msg, end.asks)
		}
		for _, p := range again[id] {
			if !slices.ContainsFunc(end.asks, func(a timed) bool {
				return p.at.Sub(y.comes(a.by, end.owner)) >= y.policy.Clock().Again && (a.end.IsZero() || p.at.Before(a.end))
			}) {
				t.Errorf("%s comes at %s, early or for nothing: %v", p.effect, p.at, end.asks)
			}
		}
	}
	t.Logf("%d cases were closed; %d follow-ups were called for again", ended, late)
}

func (y *year) compareAsks(end *ending, got []post, direct map[string][]post) string {
	if len(got) != len(end.asks) {
		return fmt.Sprintf("%d calls instead of %d", len(got), len(end.asks))
	}
	for i, p := range got {
		due := end.asks[i].by
		want := y.comes(due, end.owner)
		held, told := y.late(due, want), direct[p.effect]
		switch off := p.at.Sub(want); {
		case off < 0:
			return fmt.Sprintf("call %d is %s early", i+1, -off)
		case off > moment:
			return fmt.Sprintf("call %d is %s late", i+1, off)
		case held && len(p.m.Ping)+len(told) > 0:
			return fmt.Sprintf("call %d calls people although an outage held it up", i+1)
		case !held && (!slices.Equal(p.m.Ping, []string{end.owner}) || len(told) != 1 || told[0].to.User != end.owner || told[0].at.Sub(p.at) > moment):
			return fmt.Sprintf("call %d calls %v and tells %v", i+1, p.m.Ping, told)
		}
	}
	return ""
}

func (p post) offers(act dialogs.Act) bool {
	return slices.ContainsFunc(p.m.Choices, func(c Choice) bool { return c.Act == act })
}
