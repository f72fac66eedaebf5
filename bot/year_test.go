//go:build !race

// A year costs the race detector minutes and shows it nothing that the wire tests do not.

package bot

import (
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"
	"testing/synctest"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/calendar"
	"makegood/dialogs/policy"
	"makegood/prompts"
	"makegood/store"
)

// A company of forty people in four zones lives through a year: clocks that change both
// ways, holidays, nights, and twelve times when the service is down. What people were
// told is compared with what had to be told, worked out anew from what was open when.

// year is that company and its service.
type year struct {
	t      *testing.T
	seed   string
	cases  int
	policy policy.Policy
	people []dialogs.Person
	zones  map[string]*time.Location
	chat   *wall
	store  *store.Store
	words  *prompts.Words
	bot    *Bot
	down   []span // when the service was not there
	todo   *diary
	made   map[string]*pledge // promises, by case and number
	ends   map[string]*ending // how cases end, by case
	end    time.Time          // of the year
	acts   int
}

type span struct{ from, to time.Time }

// pledge is a promise as people know it.
type pledge struct {
	id         string // "R-104/promise-2"
	who, owner string
	times      []timed
}

// timed is one time that was named for it, until it was answered or moved.
type timed struct{ set, by, end time.Time }

const promises = 3 // of each case

// yearCases makes a smaller or a whole company of it: go test ./bot -run TestYear -year.cases=3000
var yearCases = flag.Int("year.cases", 36, "cases of the simulated year, each with three promises")

func newYear(t *testing.T, seed string, cases int) *year {
	words, err := prompts.Load()
	if err != nil {
		t.Fatal(err)
	}
	y := &year{t: t, seed: seed, cases: cases, words: words, zones: map[string]*time.Location{}, made: map[string]*pledge{}, ends: map[string]*ending{}, todo: newDiary()}
	y.chat = newWall(y)
	y.policy = policy.Sample()
	y.policy.Procedure.Site = "full" // so that every case begins in the same way
	zones := []string{"America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"}
	for i, of := range []int{22, 12, 4, 2} {
		r := &y.policy.Roles[i]
		r.Groups, r.Members = nil, nil
		for range of {
			n := len(y.people)
			p := dialogs.Person{ID: fmt.Sprintf("U%03d", n), Name: fmt.Sprintf("Worker %d", n), Role: r.Name, Zone: zones[n%len(zones)]}
			place, err := calendar.Zone(p.Zone)
			if err != nil {
				t.Fatal(err)
			}
			r.Members, y.people, y.zones[p.ID] = append(r.Members, p.ID), append(y.people, p), place
		}
	}
	y.policy.OnCall = []string{y.people[36].ID}
	const never = 10 * 365 * 24 * time.Hour // these cases wait for their promises alone
	y.policy.Clocks.FirstContact, y.policy.Clocks.Progress, y.policy.Clocks.Stale = never, never, never
	return y
}

// dir is in memory where there is such a place: a year is a million waits for the disk.
func dir(t *testing.T) string {
	if _, err := os.Stat("/dev/shm"); err != nil {
		return t.TempDir()
	}
	d, err := os.MkdirTemp("/dev/shm", "year") //nolint:usetesting // in memory, where t.TempDir is not //nolint:usetesting // t.TempDir is on the disk
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(d) })
	return d
}

// chance is a number below n that only the seed and the names decide: who is asked first
// within an instant changes nothing.
func (y *year) chance(n int, names ...any) int {
	h := sha256.Sum256([]byte(y.seed + fmt.Sprint(names...)))
	return int(uint32(h[0])<<16|uint32(h[1])<<8|uint32(h[2])) % n
}

// live runs the year.
func (y *year) live() {
	ctx := y.t.Context()
	st, err := store.Open(ctx, "sqlite:"+filepath.Join(dir(y.t), "year.db"))
	if err != nil {
		y.t.Fatal(err)
	}
	y.store = st
	start := time.Now()
	y.end = start.AddDate(1, 0, 0)
	y.plan(start)
	for _, d := range append(y.down, span{y.end, y.end}) {
		y.serve(ctx, d.from)
		time.Sleep(time.Until(d.to))
	}
	if err := st.Close(); err != nil {
		y.t.Fatal(err)
	}
}

// serve runs the service, and people with it, until it goes down.
func (y *year) serve(ctx context.Context, until time.Time) {
	ctx, stop := context.WithDeadline(ctx, until)
	defer stop()
	y.bot = New(y.chat, y.store, y.words, y.policy, slog.New(y.chat), Settings{Channel: "C0RECOVERY", Audit: 7 * 24 * time.Hour})
	ended := make(chan error)
	go func() { ended <- y.bot.Run(ctx) }()
	y.todo.work(ctx)
	if err := <-ended; err != nil {
		y.t.Fatal(err)
	}
}

// plan puts down what will happen whatever anybody does: cases, and outages at all hours.
// In the last month none is opened, so all of them end within the year.
func (y *year) plan(start time.Time) {
	cases := y.cases
	length := y.end.AddDate(0, -1, 0).Sub(start)
	for i := range 12 {
		at := start.Add(length / 13 * time.Duration(i+1)).Add(time.Duration(y.chance(48*3600, "outage", i)) * time.Second)
		long := []time.Duration{3 * time.Minute, 20 * time.Minute, 90 * time.Minute, 8 * time.Hour, 20 * time.Hour, 48 * time.Hour}[i%6]
		y.down = append(y.down, span{at, at.Add(long)})
	}
	for i := range cases {
		at := start.Add(length / time.Duration(cases) * time.Duration(i)).Add(time.Duration(y.chance(7200, "at", i)) * time.Second)
		if i%2 == 0 { // much of what is promised then falls into an outage
			at = y.down[i/2%12].from.Add(-time.Duration(y.chance(30*3600, "before", i)) * time.Second)
		}
		owner := y.people[y.chance(34, "owner", i)]
		y.todo.at(y.working(owner, at), func() { y.open(i, owner) })
	}
}

// working is the first moment from at on within somebody's working day.
func (y *year) working(p dialogs.Person, at time.Time) time.Time {
	local := at.In(y.zones[p.ID])
	if h := local.Hour(); h < 8 || h >= 17 {
		local = time.Date(local.Year(), local.Month(), local.Day(), 9+y.chance(7, "hour", at), y.chance(60, "minute", at), local.Second(), local.Nanosecond(), local.Location())
	}
	if local.Before(at) {
		local = local.AddDate(0, 0, 1)
	}
	return local
}

// act is something a person does; it comes back as what they are told.
func (y *year) act(who, in string, command *string, e dialogs.Event) Reply {
	y.acts++
	r, err := y.bot.Handle(y.t.Context(), Act{ID: fmt.Sprint("act-", y.acts), User: who, Channel: "C0RECOVERY", Case: in, Command: command, Event: e})
	if err != nil {
		y.t.Fatal(err)
	}
	return r
}

func (y *year) open(i int, owner dialogs.Person) {
	if at := y.working(owner, time.Now()); at.After(time.Now()) { // an outage came in between
		y.todo.at(at, func() { y.open(i, owner) })
		return
	}
	line := fmt.Sprintf("Customer %d 555-01%05d - no hot water", i, i)
	r := y.act(owner.ID, "", &line, nil)
	id := fmt.Sprintf("R-%d", 101+len(y.chat.opened))
	y.chat.opened = append(y.chat.opened, id)
	if r.Say == "" {
		y.t.Fatalf("%s was not opened", id)
	}
	for n := 1; n <= promises; n++ {
		who := owner
		if y.chance(3, id, "who", n) == 0 {
			who = y.people[y.chance(34, id, "other", n)]
		}
		y.todo.at(time.Now().Add(time.Duration(n)*time.Minute), func() { y.promise(id, n, owner, who) })
	}
}

// promise is made with a time minutes to days away.
func (y *year) promise(id string, n int, owner, who dialogs.Person) {
	r := y.act(owner.ID, id, nil, dialogs.Filled{Form: dialogs.PromiseForm, On: "card", Fields: map[dialogs.Field]string{
		dialogs.WordsField: fmt.Sprintf("part %d", n), dialogs.WhoField: who.ID, dialogs.MomentField: y.when(id, n, 0),
	}})
	if len(r.Errors) > 0 {
		y.t.Fatalf("%s: no promise: %v", id, r.Errors)
	}
	g := &pledge{id: fmt.Sprintf("%s/promise-%d", id, n), who: who.ID, owner: owner.ID}
	y.made[g.id] = g
	y.timed(g, id, n)
}

func (y *year) when(id string, n, again int) string {
	if y.chance(2, id, "far", n, again) == 0 {
		return picked(time.Now().Add(time.Duration(1+y.chance(70, id, "hours", n, again)) * time.Hour))
	}
	return picked(time.Now().Add(time.Duration(5+y.chance(300, id, "minutes", n, again)) * time.Minute))
}

// timed notes the time that was named, and what becomes of it if nobody has to ask.
func (y *year) timed(g *pledge, id string, n int) {
	c, err := y.bot.load(y.t.Context(), id)
	if err != nil {
		y.t.Fatal(err)
	}
	by := c.Promises[n-1].By
	g.times = append(g.times, timed{set: time.Now().UTC(), by: by})
	again := len(g.times)
	if y.chance(100, g.id, "early", again) < 35 {
		early := time.Duration(y.chance(int(time.Until(by)/time.Second), g.id, "when", again)) * time.Second
		y.todo.at(time.Now().Add(early), func() { y.keep(g, id, n, again) })
	}
}

// asked: somebody is asked whether it is done, and answers now, later or in two days.
func (y *year) asked(id string, n int) {
	g := y.made[fmt.Sprintf("%s/promise-%d", id, n)]
	if g == nil || time.Now().Before(g.times[len(g.times)-1].by) {
		return
	}
	again := len(g.times)
	answer, wait := func() { y.keep(g, id, n, again) }, time.Duration(1+y.chance(12*60, g.id, "soon", again))*time.Second
	switch what := y.chance(100, g.id, "answer", again); {
	case what < 15 && again < 3:
		answer = func() { y.move(g, id, n, again) }
	case what < 25:
		wait = time.Duration(16+y.chance(600, g.id, "late", again)) * time.Minute
	case what < 35:
		wait = time.Duration(24+y.chance(24, g.id, "days", again)) * time.Hour
	}
	y.todo.at(time.Now().Add(wait), answer)
}

func (y *year) still(g *pledge, again int) bool {
	return len(g.times) == again && g.times[again-1].end.IsZero()
}

func (y *year) token(id string, n int) string {
	c, err := y.bot.load(y.t.Context(), id)
	if err != nil {
		y.t.Fatal(err)
	}
	return fmt.Sprintf("promise-%d.%d", n, c.Promises[n-1].Rev)
}

func (y *year) keep(g *pledge, id string, n, again int) {
	if !y.still(g, again) {
		return
	}
	if r := y.act(g.who, id, nil, dialogs.Chose{Act: dialogs.Kept, On: y.token(id, n)}); r.Say != "" {
		y.t.Fatalf("%s cannot be kept: %s", g.id, r.Say)
	}
	g.times[again-1].end = time.Now().UTC()
	y.thank(id, g.owner)
}

func (y *year) move(g *pledge, id string, n, again int) {
	if !y.still(g, again) {
		return
	}
	r := y.act(g.who, id, nil, dialogs.Filled{Form: dialogs.MoveForm, On: y.token(id, n), Fields: map[dialogs.Field]string{dialogs.MomentField: y.when(id, n, again)}})
	if r.Say != "" || len(r.Errors) > 0 {
		y.t.Fatalf("%s cannot be moved: %s %v", g.id, r.Say, r.Errors)
	}
	g.times[again-1].end = time.Now().UTC()
	y.timed(g, id, n)
}

// lived is a year from its first to its last day.
func lived(t *testing.T, seed string, cases int) *year {
	y := newYear(t, seed, cases)
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // a year makes much rubbish and keeps little
	began := time.Now()
	synctest.Test(t, func(t *testing.T) {
		y.t = t
		y.live()
	})
	t.Logf("%d cases and %d promises, %d acts, %d posts and %d edits in %s",
		len(y.chat.opened), len(y.made), y.acts, len(y.chat.posts), y.chat.edits, time.Since(began).Round(time.Millisecond))
	return y
}

// TestYear: every ping once, none early, none in quiet hours, none late but by an outage,
// and what an outage held up in one message each.
func TestYear(t *testing.T) { lived(t, "one", *yearCases).check(t) }

// TestSameYear: the same seed is the same year.
func TestSameYear(t *testing.T) {
	const few = 6
	if one, two := lived(t, "same", few).told(), lived(t, "same", few).told(); one != two {
		t.Errorf("the same year was told as %s and as %s", one, two)
	}
}
