package slacksim

import (
	"context"
	"sync"
	"time"
)

// Clock is real time plus an offset that only grows, until it is told to stand. The zero value is ready to use.
type Clock struct {
	mu     sync.Mutex
	offset time.Duration
	moved  chan struct{} // closed by the next Jump
	stands time.Time     // what real time is taken for once the clock stands
}

// Now is the real time moved by all jumps so far.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now()
}

// now is Now; the clock is locked.
func (c *Clock) now() time.Time {
	if c.stands.IsZero() {
		return time.Now().Add(c.offset)
	}
	return c.stands.Add(c.offset)
}

// Stand stops the clock: from now on it moves by jumps alone, however long things take.
func (c *Clock) Stand() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stands = time.Now()
}

// Offset is how far ahead of real time the clock is.
func (c *Clock) Offset() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.offset
}

// Jump moves the clock forward by d and wakes everybody in Until. A clock does not go back.
func (c *Clock) Jump(d time.Duration) {
	if d <= 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offset += d
	if c.moved != nil {
		close(c.moved)
		c.moved = nil
	}
}

// Until waits for the clock to reach t, by running or by jumping. It fails only with the context's error.
func (c *Clock) Until(ctx context.Context, t time.Time) error {
	for {
		left, moved := c.left(t)
		if left <= 0 {
			return ctx.Err()
		}
		timer := time.NewTimer(left)
		select {
		case <-ctx.Done():
		case <-moved:
		case <-timer.C:
		}
		timer.Stop()
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

func (c *Clock) left(t time.Time) (time.Duration, <-chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.moved == nil {
		c.moved = make(chan struct{})
	}
	return t.Sub(c.now()), c.moved
}
