package slack

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"time"

	"makegood/bot"
	"makegood/prompts"
	"makegood/store"
)

// OpenBooks opens the records that the settings name, without Slack. The service must
// not run meanwhile where it keeps them in SQLite. Close ends it.
func (c Config) OpenBooks(ctx context.Context, now func() time.Time, lg *slog.Logger) (books *bot.Books, closes func() error, err error) {
	_, rules, err := openPolicy(c.Policy)
	if err != nil {
		return nil, nil, err
	}
	words, err := prompts.Load()
	if err != nil {
		return nil, nil, fmt.Errorf("the built-in words do not load: %w", err)
	}
	if path, ok := strings.CutPrefix(c.Store, "sqlite:"); ok { // opening would make one
		if _, err := os.Stat(path); err != nil {
			return nil, nil, fmt.Errorf("MAKEGOOD_STORE: %w: put the service's own store there", err)
		}
	}
	st, err := store.Open(ctx, c.Store, store.WithClock(now))
	if err != nil {
		return nil, nil, fmt.Errorf("MAKEGOOD_STORE: %w", err)
	}
	return bot.NewBooks(st, words, lg, rules, now), st.Close, nil
}
