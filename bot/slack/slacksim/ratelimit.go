package slacksim

import (
	"cmp"
	"time"

	"golang.org/x/time/rate"
)

// channelBurst is how many messages in a row a channel takes before one a second is all it takes, unless
// Config.Burst says otherwise. Slack documents that there are bursts, and not how long.
const channelBurst = 5

// rateLimits are token buckets by method, and by channel for new messages. A nil one limits nothing, and one without
// methods nothing but new messages.
type rateLimits struct {
	burst             int
	methods, channels map[string]*rate.Limiter
}

// Pace lets each channel take one new message a second from now on, and so many in a row. The tiers of the methods, which
// Slack gives as what it grants at least, do not count: a bot may redraw as much as it likes.
func (w *Workspace) Pace(burst int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.limits = newRateLimits(burst)
	w.limits.methods = nil
}

func newRateLimits(burst int) *rateLimits {
	return &rateLimits{burst: cmp.Or(burst, channelBurst), methods: map[string]*rate.Limiter{}, channels: map[string]*rate.Limiter{}}
}

// wait takes one call; positive is how long the caller must stay away, and then nothing was taken.
func (l *rateLimits) wait(now time.Time, method string, tier int, channel string) time.Duration {
	if l == nil || l.methods == nil && method != newMessage {
		return 0
	}
	if method == newMessage {
		if l.channels[channel] == nil {
			l.channels[channel] = rate.NewLimiter(rate.Every(time.Second), l.burst)
		}
		return take(l.channels[channel], now)
	}
	if l.methods[method] == nil {
		l.methods[method] = rate.NewLimiter(rate.Every(time.Minute/time.Duration(tier)), tier)
	}
	return take(l.methods[method], now)
}

const newMessage = "chat.postMessage"

func take(l *rate.Limiter, now time.Time) time.Duration {
	r := l.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}
