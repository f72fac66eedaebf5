//go:build !race

// A year costs the race detector minutes and shows it nothing that the wire tests do not.

package bot

import (
	"container/heap"
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"makegood/dialogs"
)

// wall is a platform that keeps what was posted on it, and when.
type wall struct {
	slog.Handler
	y      *year
	mu     sync.Mutex
	opened []string
	posts  []post
	sent   map[string]Ref // by effect
	twice  []string
	edits  int
	live   map[string]Choice // the latest choice of a case, by case and act
}

type post struct {
	at     time.Time
	to     Address
	effect string
	m      Message
}

func newWall(y *year) *wall {
	return &wall{Handler: slog.DiscardHandler, y: y, sent: map[string]Ref{}, live: map[string]Choice{}}
}

// direct is what one person was told directly within an hour from then on.
func (w *wall) direct(user string, from time.Time) (all []string) {
	for _, p := range w.posts {
		if p.to.User == user && !p.at.Before(from) && p.at.Sub(from) < time.Hour {
			all = append(all, fmt.Sprintf("%s after %s", p.effect, p.at.Sub(from)))
		}
	}
	return all
}

// choice is the latest choice of an act that a case showed.
func (w *wall) choice(id string, act dialogs.Act) (c Choice, shown bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, shown = w.live[id+" "+string(act)]
	return c, shown
}

func (w *wall) Post(_ context.Context, to Address, effect string, m Message) (Ref, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, again := w.sent[effect]; again {
		w.twice = append(w.twice, effect)
	}
	ref := Ref{Channel: to.Channel + to.User, TS: fmt.Sprint(len(w.posts))}
	w.sent[effect] = ref
	w.posts = append(w.posts, post{time.Now().UTC(), to, effect, m})
	w.shows(m)
	id, message, _ := strings.Cut(effect, "/")
	var n int
	if _, err := fmt.Sscanf(message, "promise-%d", &n); err == nil && to.User == "" {
		w.y.todo.at(time.Now(), func() { w.y.asked(id, n) })
	}
	if last := w.posts[len(w.posts)-1]; to.User == "" && last.offers(dialogs.Satisfied) && !strings.HasPrefix(message, "again-") {
		w.y.todo.at(time.Now(), func() { w.y.called(id) })
	}
	return ref, nil
}

func (w *wall) Edit(_ context.Context, _ Ref, m Message) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.edits++
	w.shows(m)
	return nil
}

func (w *wall) shows(m Message) {
	for _, c := range m.Choices {
		w.live[m.Case+" "+string(c.Act)] = c
	}
}

func (w *wall) Find(_ context.Context, _ Address, effect string, _ time.Time) (Ref, bool, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	ref, ok := w.sent[effect]
	return ref, ok, nil
}

func (w *wall) Person(_ context.Context, id string) (Profile, error) {
	for _, p := range w.y.people {
		if p.ID == id {
			return Profile{Name: p.Name, Zone: p.Zone}, nil
		}
	}
	return Profile{}, &Trouble{Kind: Gone}
}

func (w *wall) Members(context.Context, string) ([]string, error) { return nil, nil }

// Enabled and Handle make a log of it: trouble of the service is trouble of the test.
func (w *wall) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelError }

func (w *wall) Handle(_ context.Context, r slog.Record) error {
	line := r.Message
	r.Attrs(func(a slog.Attr) bool { line += " " + a.String(); return true })
	w.y.t.Error(line)
	return nil
}

func (w *wall) WithAttrs([]slog.Attr) slog.Handler { return w }

// diary is what people are going to do, by time and then as it was put down.
type diary struct {
	mu   sync.Mutex
	list entries
	n    int
	news chan struct{}
}

type entry struct {
	at time.Time
	n  int
	do func()
}

func newDiary() *diary { return &diary{news: make(chan struct{}, 1)} }

func (d *diary) at(when time.Time, do func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.n++
	heap.Push(&d.list, entry{when, d.n, do})
	select {
	case d.news <- struct{}{}:
	default:
	}
}

// work does what is due until ctx ends. What fell into an outage is done after it.
func (d *diary) work(ctx context.Context) {
	d.news = make(chan struct{}, 1)
	time.Sleep(time.Minute) // people notice that it is back
	for ctx.Err() == nil {
		d.mu.Lock()
		wait := 24 * time.Hour
		var do func()
		if len(d.list) > 0 {
			if wait = time.Until(d.list[0].at); wait <= 0 {
				do = heap.Pop(&d.list).(entry).do
			}
		}
		d.mu.Unlock()
		if do != nil {
			do()
			continue
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-d.news:
		case <-timer.C:
		}
		timer.Stop()
	}
}

type entries []entry

func (e entries) Len() int { return len(e) }
func (e entries) Less(i, j int) bool {
	return e[i].at.Before(e[j].at) || e[i].at.Equal(e[j].at) && e[i].n < e[j].n
}
func (e entries) Swap(i, j int) { e[i], e[j] = e[j], e[i] }
func (e *entries) Push(x any)   { *e = append(*e, x.(entry)) }
func (e *entries) Pop() any {
	last := (*e)[len(*e)-1]
	*e = (*e)[:len(*e)-1]
	return last
}
