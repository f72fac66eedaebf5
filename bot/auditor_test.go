//go:build !race

// It lives in the simulated year's company.

package bot

import (
	"context"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"makegood/store"
)

// TestAuditEvery: where nobody moves the clock and the store is ours alone, there is a round
// every five minutes all the same, and health never has to wait for a beat.
func TestAuditEvery(t *testing.T) {
	y := newYear(t, "audit", 0)
	synctest.Test(t, func(t *testing.T) {
		y.t = t
		st, err := store.Open(t.Context(), "sqlite:"+dir(t)+"/audit.db")
		if err != nil {
			t.Fatal(err)
		}
		b := New(y.chat, st, y.words, y.policy, slog.New(y.chat), Settings{Channel: "C0RECOVERY"})
		ctx, stop := context.WithTimeout(t.Context(), 16*time.Minute)
		defer stop()
		if err := b.Run(ctx); err != nil {
			t.Fatal(err)
		}
		if n := b.meters.rounds.Get(); n != 4 {
			t.Errorf("%d rounds in 16 minutes", n)
		}
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
	})
}
