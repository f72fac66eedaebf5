//go:build !race

// A year costs the race detector minutes and shows it nothing that the wire tests do not.

package bot

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// What had to be said is worked out here from what was open when, by a clock of its own:
// nothing of how the service decides it is used.

const (
	before, after = 15 * time.Minute, 15 * time.Minute // the sample's
	lateBy        = 5 * time.Minute                    // longer, and an outage is smoothed
	gathers       = time.Minute
	moment        = 5 * time.Second  // a message behind others
	sweeps        = 30 * time.Minute // before closing
)

func (y *year) quiet(user string, at time.Time) bool {
	h := at.In(y.zones[user]).Hour()
	return h >= 21 || h < 7
}

// up is the first moment from at on when somebody is awake.
func (y *year) up(at time.Time, user string) time.Time {
	if !y.quiet(user, at) {
		return at
	}
	local := at.In(y.zones[user])
	day := local.Day()
	if local.Hour() >= 21 {
		day++
	}
	return time.Date(local.Year(), local.Month(), day, 7, 0, 0, 0, local.Location())
}

// first is the first moment from at on when one of them is awake.
func (y *year) first(at time.Time, who ...string) time.Time {
	first := y.up(at, who[0])
	for _, user := range who[1:] {
		if up := y.up(at, user); up.Before(first) {
			first = up
		}
	}
	return first
}

// comes is when something planned then comes, if one of them is awake and the service is there.
func (y *year) comes(planned time.Time, who ...string) time.Time {
	return y.served(planned, y.first, who)
}

// served is when they are next looked for while the service is there.
func (y *year) served(planned time.Time, next func(time.Time, ...string) time.Time, who []string) time.Time {
	at := next(planned, who...)
	for _, d := range y.down {
		if !at.Before(d.from) && at.Before(d.to) {
			at = next(d.to, who...)
		}
	}
	return at
}

// morning is when they are looked for about a promise that falls due then: whoever wakes in the morning
// of a day on which nobody works hears of it when the company opens again.
func (y *year) morning(at time.Time, who ...string) time.Time {
	up := y.first(at, who...)
	place, hours := y.policy.Location(), y.policy.Hours
	next, day := hours.NextOpen(up).In(place).YearDay(), up.In(place)
	if up.After(at) && !hours.Open(up) && next != day.YearDay() && day.Hour() < 12 {
		return y.first(hours.NextOpen(up), who...)
	}
	return up
}

// asks is when a promise is then asked about, if the service is there.
func (y *year) asks(planned time.Time, who ...string) time.Time {
	return y.served(planned, y.morning, who)
}

// reminded: nobody is told that something is soon due who has just said so, and nobody to whom the
// message before closing time says it.
func (y *year) reminded(g *pledge, v timed) bool {
	soon := v.by.Add(-before)
	if soon.Sub(v.set) < 2*before {
		return false
	}
	asked := y.policy.Hours.ClosingTime(soon).Add(-sweeps)
	return g.who != g.owner || soon.Before(asked) || !v.set.Before(asked) || y.quiet(g.who, asked)
}

// late: the service came back after it was planned.
func (y *year) late(planned, came time.Time) bool {
	for _, d := range y.down {
		if planned.Before(d.to) && !came.Before(d.to) && came.Sub(planned) > lateBy {
			return true
		}
	}
	return false
}

// said is a message about a promise: when, and whether it called people.
type said struct {
	at     time.Time
	silent bool
}

// should is all that had to be said about a promise.
func (y *year) should(g *pledge) (all []said) {
	who := []string{g.who, g.owner}
	for _, v := range g.times {
		open := func(at time.Time) bool { return v.end.IsZero() || v.end.After(at) }
		held := false
		if soon := v.by.Add(-before); y.reminded(g, v) {
			if at := y.asks(soon, who...); at.Before(v.by) && open(at) {
				held = y.late(soon, at)
				all = append(all, said{at, held})
			}
		}
		at := y.asks(v.by, who...)
		if !open(at) || at.After(y.end) {
			continue
		}
		held = held || y.late(v.by, at)
		all = append(all, said{at, held})
		planned := y.morning(at.Add(after), who...)
		if at = y.asks(planned, who...); open(at) && at.Before(y.end) {
			all = append(all, said{at, held || y.late(planned, at)})
		}
	}
	return all
}

func (y *year) check(t *testing.T) {
	about, direct := map[string][]post{}, map[string][]post{}
	for _, p := range y.chat.posts {
		key, rest, _ := strings.Cut(p.effect, "/promise-")
		n, rest, _ := strings.Cut(rest, "-")
		switch {
		case n == "" || strings.Contains(n, "."):
		case p.to.User == "":
			for _, id := range askedAbout(p, key, n) {
				about[id] = append(about[id], p)
			}
		case strings.Contains("-"+rest, "-dm"):
			direct[strings.SplitN(p.effect, "-dm", 2)[0]] = append(direct[strings.SplitN(p.effect, "-dm", 2)[0]], p)
		}
	}
	t.Run("nothing is posted twice", func(t *testing.T) {
		if len(y.chat.twice) > 0 {
			t.Errorf("%d messages, such as %s", len(y.chat.twice), y.chat.twice[0])
		}
	})
	t.Run("a ping about several is due for one of them", func(t *testing.T) {
		timely := map[string]bool{}
		for _, g := range y.made {
			for _, p := range own(about[g.id], y.should(g)) {
				timely[p.effect] = true
			}
		}
		for id, list := range about {
			for _, p := range list {
				if !timely[p.effect] {
					t.Errorf("%s of %s is due for nothing it is about", p.effect, id)
				}
			}
		}
	})
	t.Run("every ping once and in time", func(t *testing.T) {
		for _, g := range y.made {
			if msg := y.compare(g, about[g.id], direct); msg != "" {
				t.Errorf("%s of %s and %s: %s\n%v", g.id, g.who, g.owner, msg, g.times)
			}
		}
	})
	t.Run("every follow-up once and in time", y.checkEnds)
	t.Run("none in quiet hours", y.checkQuiet)
	t.Run("one digest instead of a burst", func(t *testing.T) { y.checkDigests(t, about) })
	t.Run("one sweep a day", y.checkSweeps)
}

// askedAbout are the promises that a message is about: its own, or those that it has answers for.
func askedAbout(p post, key, n string) []string {
	if len(p.m.Parts) == 0 {
		return []string{key + "/promise-" + n}
	}
	var all []string
	for _, part := range p.m.Parts {
		if len(part.Choices) > 0 && !part.Done {
			on, _, _ := strings.Cut(part.Choices[0].On, ".")
			all = append(all, key+"/"+on)
		}
	}
	return all
}

// own are the pings about a promise. What is overdue already is named again in the ping about another that
// the same people owe, which has its own time.
func own(got []post, want []said) []post {
	return slices.DeleteFunc(slices.Clone(got), func(p post) bool {
		near := func(w said) bool { return p.at.Sub(w.at).Abs() <= moment }
		return len(p.m.Parts) > 0 && !slices.ContainsFunc(want, near)
	})
}

func (y *year) compare(g *pledge, got []post, direct map[string][]post) string {
	want := y.should(g)
	got = own(got, want)
	if len(got) != len(want) {
		var at []time.Time
		for _, p := range got {
			at = append(at, p.at)
		}
		return fmt.Sprintf("%d pings instead of %d:\n%v\n%v", len(got), len(want), at, want)
	}
	people := []string{g.who, g.owner}
	if g.who == g.owner {
		people = people[:1]
	}
	for i, p := range got {
		var told []string
		for _, d := range direct[p.effect] {
			told = append(told, d.to.User)
			if d.at.Sub(p.at) > moment {
				return fmt.Sprintf("the direct message of %s comes %s after it", p.effect, d.at.Sub(p.at))
			}
		}
		slices.Sort(told)
		awake := slices.DeleteFunc(slices.Clone(people), func(user string) bool { return y.quiet(user, p.at) })
		called := slices.Sorted(slices.Values(awake))
		switch off := p.at.Sub(want[i].at); {
		case off < 0:
			return fmt.Sprintf("ping %d is %s early", i+1, -off)
		case off > moment:
			return fmt.Sprintf("ping %d is %s late", i+1, off)
		case want[i].silent && len(p.m.Ping)+len(told) > 0:
			return fmt.Sprintf("ping %d calls people although an outage held it up", i+1)
		case !want[i].silent && (!slices.Equal(p.m.Ping, awake) || !slices.Equal(told, called)):
			return fmt.Sprintf("ping %d calls %v and tells %v, not %v", i+1, p.m.Ping, told, awake)
		}
	}
	return ""
}

// checkQuiet: but for calls that cannot wait.
func (y *year) checkQuiet(t *testing.T) {
	for _, p := range y.chat.posts {
		who := slices.Clone(p.m.Ping)
		if p.to.User != "" {
			who = append(who, p.to.User)
		}
		for _, user := range who {
			if y.quiet(user, p.at) && !strings.Contains(p.effect, "/call-") && !slices.Contains(y.policy.OnCall, user) {
				t.Errorf("%s reaches %s at %s", p.effect, user, p.at.In(y.zones[user]).Format("Mon 15:04"))
			}
		}
	}
}

// checkDigests: who was not called because of an outage, or because they slept while another could
// be asked, hears of it in a digest, unless it was answered or asked anew before; and hears of several
// things at once.
func (y *year) checkDigests(t *testing.T, about map[string][]post) {
	digests := map[string][]post{}
	for _, p := range y.chat.posts {
		if user, is := strings.CutPrefix(p.effect, "A-"); is && strings.Contains(user, "/digest-") {
			digests[p.to.User] = append(digests[p.to.User], p)
		}
	}
	held, slept, told, lines := 0, 0, 0, 0
	for _, g := range y.made {
		id, _, _ := strings.Cut(g.id, "/")
		for n, p := range about[g.id] {
			for _, user := range slices.Compact([]string{g.who, g.owner}) {
				if slices.Contains(p.m.Ping, user) {
					continue
				}
				if len(p.m.Ping) > 0 {
					slept++
				} else {
					held++
				}
				from := y.comes(p.at.Add(gathers), user)
				// Within the moment in which it goes out, either may be first.
				over := func(at time.Time) bool { return at.After(p.at) && !at.After(from.Add(moment)) }
				answered := slices.ContainsFunc(g.times, func(v timed) bool { return over(v.end) })
				anew := len(p.m.Ping) > 0 && n+1 < len(about[g.id]) && over(about[g.id][n+1].at)
				names := func(m Message) bool {
					return len(m.Lines) > 0 || slices.ContainsFunc(m.Parts, func(q Part) bool { return q.Case == id })
				}
				named := slices.ContainsFunc(digests[user], func(d post) bool { // the night's may come a minute before it
					return !d.at.Before(p.at) && d.at.Sub(from) <= moment && names(d.m)
				})
				switch {
				case answered, anew:
				case !named:
					t.Errorf("%s of %s, held up until %s, is in no digest of %s; theirs after it: %v", p.effect, p.at, from, user, y.chat.direct(user, p.at))
				default:
					told++
				}
			}
		}
	}
	sent := 0
	for _, list := range digests {
		for i, d := range list {
			sent, lines = sent+1, lines+len(d.m.Parts)
			if i > 0 && d.at.Sub(list[i-1].at) < gathers-time.Millisecond { // wakes are kept in milliseconds
				t.Errorf("%s comes %s after the one before", d.effect, d.at.Sub(list[i-1].at))
			}
		}
	}
	t.Logf("%d calls were held up by an outage, %d by sleep; %d were told in %d digests of %d lines", held, slept, told, sent, lines)
	if held == 0 || slept == 0 || sent == 0 {
		t.Error("no outage held anything up, or nobody slept while another was asked")
	}
}

func (y *year) checkSweeps(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range y.chat.posts {
		if !strings.Contains(p.effect, "/sweep-") {
			continue
		}
		local := p.at.In(y.policy.Location())
		day := p.to.User + local.Format(" 2006-01-02")
		closes := y.policy.Hours.ClosingTime(p.at)
		switch {
		case seen[day]:
			t.Errorf("%s is the second of %s", p.effect, day)
		case closes.Sub(p.at) > sweeps:
			t.Errorf("%s comes %s before closing", p.effect, closes.Sub(p.at))
		}
		seen[day] = true
	}
	instead := 0
	for _, g := range y.made {
		id, _, _ := strings.Cut(g.id, "/")
		for _, v := range g.times {
			soon := v.by.Add(-before)
			asked := y.policy.Hours.ClosingTime(soon).Add(-sweeps)
			there := !slices.ContainsFunc(y.down, func(d span) bool { return !asked.Before(d.from) && asked.Before(d.to) })
			if soon.Sub(v.set) < 2*before || y.reminded(g, v) || !v.end.IsZero() && !v.end.After(asked) || !there {
				continue
			}
			instead++
			if !slices.ContainsFunc(y.chat.posts, func(p post) bool {
				return p.to.User == g.who && strings.Contains(p.effect, "/sweep-") && !p.at.Before(asked) && p.at.Sub(asked) <= moment &&
					(len(p.m.Lines) > 0 || slices.ContainsFunc(p.m.Parts, func(q Part) bool { return q.Case == id }))
			}) {
				t.Errorf("%s is due %s, and was named to %s neither before nor at closing time", g.id, v.by, g.who)
			}
		}
	}
	t.Logf("%d messages, which stood for %d reminders", len(seen), instead)
	if len(seen) == 0 {
		t.Error("nobody was asked before closing time")
	}
}

// told is what people were told in the year, whatever the order within an instant.
func (y *year) told() string {
	var lines []string
	for _, p := range y.chat.posts {
		lines = append(lines, fmt.Sprint(p.at.Truncate(time.Second).Unix(), p.effect, p.to.User, p.m.Ping, p.m.Head))
	}
	slices.Sort(lines)
	return fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(lines, "\n"))))
}
