package bot

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"
)

// deaf is a platform on which nothing that goes to one channel ever ends, whatever the patience of whoever posts it.
type deaf struct {
	locals
	ended chan struct{} // closed when the test is over

	mu     sync.Mutex
	posted map[string]int // by channel
}

const deafChannel = "C0DEAF"

func (d *deaf) Post(_ context.Context, to Address, effect string, _ Message) (Ref, error) {
	d.mu.Lock()
	d.posted[to.Channel]++
	d.mu.Unlock()
	if to.Channel == deafChannel {
		<-d.ended
	}
	return Ref{Channel: to.Channel, TS: effect}, nil
}

func (d *deaf) Edit(context.Context, Ref, Message) error { return nil }

func (d *deaf) Find(context.Context, Address, string, time.Time) (Ref, bool, error) {
	return Ref{}, false, nil
}

// until waits for so many posts in a channel to have begun.
func (d *deaf) until(t *testing.T, channel string, n int) {
	t.Helper()
	for began := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		d.mu.Lock()
		got := d.posted[channel]
		d.mu.Unlock()
		if got >= n {
			return
		}
		if time.Since(began) > time.Minute {
			t.Fatalf("%d posts in %s, want %d", got, channel, n)
		}
	}
}

// TestStuckChannel: a channel that does not answer delays what goes there, and nothing else.
func TestStuckChannel(t *testing.T) {
	t.Parallel()
	const cases = 100
	b := desked(t, time.Now())
	d := &deaf{ended: make(chan struct{}), posted: map[string]int{}}
	b.chat, b.Channel, b.Now, b.Audit = d, "", time.Now, -1
	b.staff = newStaff(d, b.rules, b.log)
	ctx, stop := context.WithCancel(t.Context())
	over := make(chan error, 1)
	go func() { over <- b.Run(ctx) }()
	t.Cleanup(func() {
		close(d.ended)
		stop()
		if err := <-over; err != nil {
			t.Error(err)
		}
	})
	<-b.staff.first
	opens := func(id, channel string) {
		t.Helper()
		line := fmt.Sprintf("Customer %s - a leak", id)
		if r, err := b.Handle(t.Context(), Act{ID: id, User: tess.ID, Channel: channel, Command: &line}); err != nil {
			t.Fatal(r.Say, err)
		}
	}
	for n := range cases {
		opens(fmt.Sprint("stuck-", n), deafChannel)
	}
	d.until(t, deafChannel, cases)
	opens("other", "C0OTHER")
	d.until(t, "C0OTHER", 2) // the card and its first step
}
