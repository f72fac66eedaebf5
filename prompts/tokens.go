package prompts

import (
	"sync"
	"time"
)

// tokens counts what a day's questions cost, by the UTC day.
type tokens struct {
	most int64

	mu    sync.Mutex
	day   time.Time
	spent int64
}

func (t *tokens) today(now time.Time) {
	if day := now.UTC().Truncate(24 * time.Hour); !day.Equal(t.day) {
		t.day, t.spent = day, 0
	}
}

// left reports whether another question may be asked.
func (t *tokens) left(now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.today(now)
	return t.spent < t.most
}

// spend counts what the endpoint says it was, else what the question's length comes to.
func (t *tokens) spend(now time.Time, counted, asked int) {
	const letters = 4 // of English, a token
	t.mu.Lock()
	defer t.mu.Unlock()
	t.today(now)
	if counted == 0 {
		counted = asked/letters + answerMost
	}
	t.spent += int64(counted)
}
