package slacksim

import (
	"cmp"
	"time"

	"golang.org/x/time/rate"
)

// channelBurst is how many messages in a row a channel takes before one a second is all it takes, unless
// Config.Burst says otherwise. Slack documents that there are bursts, and not how long.
const channelBurst = 5

// rateLimits are token buckets by method, and by channel for new messages. A nil one limits nothing.
type rateLimits struct {
	burst             int
	methods, channels map[string]*rate.Limiter
}

func newRateLimits(burst int) *rateLimits {
	return &rateLimits{burst: cmp.Or(burst, channelBurst), methods: map[string]*rate.Limiter{}, channels: map[string]*rate.Limiter{}}
}

// wait takes one call; positive is how long the caller must stay away, and then nothing was taken.
func (l *rateLimits) wait(now time.Time, method string, tier int, channel string) time.Duration {
	if l == nil {
		return 0
	}
	if l.methods[method] == nil {
		l.methods[method] = rate.NewLimiter(rate.Every(time.Minute/time.Duration(tier)), tier)
	}
	if method != "chat.postMessage" {
		return take(l.methods[method], now)
	}
	if l.channels[channel] == nil {
		l.channels[channel] = rate.NewLimiter(rate.Every(time.Second), l.burst)
	}
	return take(l.channels[channel], now)
}

func take(l *rate.Limiter, now time.Time) time.Duration {
	r := l.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}
