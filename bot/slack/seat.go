package slack

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	slackapi "github.com/slack-go/slack"
)

// seat keeps one of the connections until ctx ends. The error is a sentence that
// says what to mend.
func (l *listener) seat(ctx context.Context, n int) error {
	failures := 0
	var last *socket
	for ctx.Err() == nil {
		s, err := connect(ctx, l.api, l.log)
		switch {
		case ctx.Err() != nil && err != nil:
			return nil //nolint:nilerr // it was given up because we are to end
		case isUnwelcome(err):
			return err
		case err != nil:
			wait := again(err, failures)
			failures++
			l.log.Warn("no connection to Slack", "seat", n, "again in", wait, "err", err)
			pause(ctx, wait)
			continue
		}
		began := time.Now()
		l.log.Info("connected to Slack", "seat", n)
		l.add(s)
		if last != nil {
			time.AfterFunc(overlap, last.close) // what Slack sent there meanwhile is taken
		}
		last = s
		select {
		case <-ctx.Done():
			return nil
		case <-s.leaving:
		}
		l.log.Info("a connection to Slack is closed", "seat", n, "why", s.why, "after", time.Since(began).Round(time.Millisecond))
		switch {
		case s.why == "link_disabled":
			return errors.New("Socket Mode of the Slack app was switched off: switch it on under Socket Mode of your Slack app and start again") //nolint:staticcheck // a sentence for people
		case s.why == tooMany:
			l.log.Warn("Slack takes ten connections of an app, and that many are open: run fewer processes of the bot")
			pause(ctx, crowded)
		case time.Since(began) < shortest:
			if failures++; !announced(s.why) || failures > fewest {
				pause(ctx, again(nil, failures-1))
			}
		default:
			failures = 0
		}
	}
	return nil
}

// tooMany is Slack's reason not to have another connection, before its greeting or after.
const tooMany = "too_many_websockets"

// announced: Slack renews its side of the connection, and wants to see us again.
func announced(why string) bool { return why == "warning" || why == "refresh_requested" }

// again is how long to wait before the next try: what Slack asks for, else ever
// longer, and not all of us at the same moment.
func again(err error, failures int) time.Duration {
	if limited, ok := errors.AsType[*slackapi.RateLimitedError](err); ok {
		return limited.RetryAfter
	}
	if refused, ok := errors.AsType[refusedError](err); ok && refused.reason == tooMany {
		return crowded
	}
	wait := min(againMax, againMin<<min(failures, 10))
	return wait/2 + rand.N(wait/2+1) //nolint:gosec // any moment will do
}

func pause(ctx context.Context, wait time.Duration) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
