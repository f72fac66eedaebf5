package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"makegood/bot/slack"
	"makegood/bot/slack/slacksim"
	"makegood/store"
)

const channel = "C0RECOVERY"

// result is what a run found.
type result struct {
	plan   plan
	took   time.Duration
	kills  int
	posts  int
	cards  []time.Duration // from the command to the card
	acks   []time.Duration // from a press or a form to its acknowledgement
	faults []string        // lost, doubled, unfinished, refused

	mu sync.Mutex
}

func (r *result) card(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.cards = append(r.cards, d)
}

func (r *result) ack(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.acks = append(r.acks, d)
}

func (r *result) fault(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.faults = append(r.faults, fmt.Sprintf(format, args...))
}

// measure runs the plan and looks at what it left behind.
func measure(ctx context.Context, p plan) (found *result, err error) {
	dir, err := os.MkdirTemp("", "makegood-bench-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if p.bot == "" {
		if p.bot, err = build(ctx, dir); err != nil {
			return nil, err
		}
	}
	if p.store == "" {
		p.store = "sqlite:" + filepath.Join(dir, "bench.db")
	}
	w, err := workspace(p.people)
	if err != nil {
		return nil, err
	}
	var all []*service
	for range p.replicas {
		s, err := startService(w, p, p.bot, dir)
		if err != nil {
			return nil, errors.Join(err, w.Close())
		}
		all = append(all, s)
	}
	r := &result{plan: p}
	began := time.Now()
	work, done := context.WithCancel(ctx)
	g, work := errgroup.WithContext(work)
	var people errgroup.Group
	for i := range p.people {
		people.Go(func() error { return r.work(work, w, i) })
	}
	g.Go(func() error { defer done(); return people.Wait() })
	g.Go(func() error { return r.killer(work, all) })
	err = g.Wait()
	r.took = time.Since(began)
	for _, s := range all {
		err = errors.Join(err, s.stop())
	}
	if err == nil {
		if r.kills < p.kills {
			r.fault("only %d of %d kills: the work was done before", r.kills, p.kills)
		}
		if median := percentile(r.cards, 50); p.card > 0 && median > p.card {
			r.fault("slow: the median from command to card is %.1f ms", ms(median))
		}
		r.look(w)
		err = r.audit(ctx, p.store)
	}
	return r, errors.Join(err, w.Close())
}

// workspace has a technician and a manager for each pilot.
func workspace(people int) (*slacksim.Workspace, error) {
	c := slacksim.Default()
	c.Manifest, c.People = slack.Manifest, nil
	c.Channels = []slacksim.Channel{{ID: channel, Name: "service-recovery", Members: []string{slacksim.BotUser}}}
	for i := range people {
		n := strconv.Itoa(i)
		c.People = append(c.People,
			slacksim.Person{Key: "tech" + n, ID: "U0T" + n, Name: "Tech " + n}, slacksim.Person{Key: "boss" + n, ID: "U0M" + n, Name: "Boss " + n})
		c.Channels[0].Members = append(c.Channels[0].Members, "U0T"+n, "U0M"+n)
	}
	w, err := slacksim.New(c)
	if err != nil {
		return nil, err
	}
	return w, w.Start("127.0.0.1:0")
}

// newPilot is the n-th technician of that workspace.
func newPilot(w *slacksim.Workspace, n int) *pilot {
	i := strconv.Itoa(n)
	return &pilot{w: w, owner: "tech" + i, called: "Tech " + i, boss: "boss" + i, channel: channel}
}

// work is one pilot's day: a share of the cases, one after the other.
func (r *result) work(ctx context.Context, w *slacksim.Workspace, n int) error {
	p := newPilot(w, n)
	p.pressed = r.ack
	for i := n; i < r.plan.cases; i += r.plan.people {
		name := "Customer " + strconv.Itoa(i) + " Ortiz"
		card, took, err := p.open(ctx, name+" - no hot water, second visit")
		if err == nil {
			r.card(took)
			err = p.play(ctx, card)
		}
		switch {
		case errors.Is(err, errStuck):
			r.fault("unfinished: %s: %v", name, err)
		case err != nil:
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// killer kills and restarts the service at random moments, until all kills are
// done or nobody works any more.
func (r *result) killer(ctx context.Context, all []*service) error {
	for r.kills < r.plan.kills {
		timer := time.NewTimer(time.Duration(50+rand.IntN(900)) * time.Millisecond) //nolint:gosec // any moment will do
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-timer.C:
		}
		s := all[rand.IntN(len(all))] //nolint:gosec // as above
		if err := s.kill(); err != nil {
			return err
		}
		r.kills++
		if err := s.start(); err != nil {
			return err
		}
	}
	return nil
}

// look finds in the workspace what was posted twice, what is missing from a
// thread, and what Slack would have refused.
func (r *result) look(w *slacksim.Workspace) {
	seen := map[string]int{}
	steps := map[string]int{} // by case: the highest step
	for _, m := range w.Posts() {
		effect, ok := m.Payload["id"].(string)
		if !ok {
			continue
		}
		r.posts++
		if seen[effect]++; seen[effect] > 1 {
			r.fault("doubled: %s", effect)
		}
		id, name, _ := strings.Cut(effect, "/")
		if n, err := strconv.Atoi(strings.TrimPrefix(name, "step-")); err == nil {
			steps[id] = max(steps[id], n)
		}
	}
	for id, last := range steps {
		for _, name := range append([]string{"card", "ask-1"}, names("step-", last)...) {
			if seen[id+"/"+name] == 0 {
				r.fault("lost: %s/%s", id, name)
			}
		}
	}
	if len(steps) < r.plan.cases {
		r.fault("lost: %d cases of %d", r.plan.cases-len(steps), r.plan.cases)
	}
	for _, f := range w.Faults() {
		if r.plan.kills == 0 { // a bot that was killed does not answer
			r.fault("refused: %s", f)
		}
	}
}

func names(prefix string, n int) []string {
	var all []string
	for i := range n {
		all = append(all, prefix+strconv.Itoa(i+1))
	}
	return all
}

// audit reads the store the service left: every journal must verify.
func (r *result) audit(ctx context.Context, url string) error {
	st, err := store.Open(ctx, url)
	if err != nil {
		return err
	}
	after := ""
	for {
		ids, err := st.List(ctx, "case", after, 100)
		if err != nil || len(ids) == 0 {
			return errors.Join(err, st.Close())
		}
		for _, id := range ids {
			after = id
			entries, err := st.Journal(ctx, id)
			if err == nil {
				err = store.Verify(entries)
			}
			if err != nil {
				r.fault("journal of %s: %v", id, err)
			}
		}
	}
}

func (r *result) print(out io.Writer) {
	fmt.Fprintf(out, "%d cases by %d people in %.1f s, %d posts, %d kills of %d replicas, store %s\n",
		r.plan.cases, r.plan.people, r.took.Seconds(), r.posts, r.kills, r.plan.replicas, kind(r.plan.store))
	for _, row := range []struct {
		what string
		all  []time.Duration
	}{{"command to card", r.cards}, {"press to acknowledgement", r.acks}} {
		fmt.Fprintf(out, "%-26s n %5d   median %7.1f ms   p95 %7.1f ms   p99 %7.1f ms\n", row.what, len(row.all),
			ms(percentile(row.all, 50)), ms(percentile(row.all, 95)), ms(percentile(row.all, 99)))
	}
	for _, f := range r.faults {
		fmt.Fprintln(out, "FAULT", f)
	}
	if len(r.faults) == 0 {
		fmt.Fprintln(out, "nothing lost, nothing doubled, every journal verifies")
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// kind is the store's scheme; the rest of the address may hold a password.
func kind(url string) string {
	scheme, _, _ := strings.Cut(url, ":")
	return scheme
}
