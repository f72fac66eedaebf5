package bot

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const healthWait = time.Second

// Healthy says in a sentence what is wrong with the service; nil: nothing is known to be.
func (b *Bot) Healthy(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, healthWait)
	defer cancel()
	a, err := b.auditor(ctx, func(*auditing) bool { return false })
	if err != nil {
		b.log.Error("the store does not answer", "err", err)
		return errors.New("the store does not answer; the log says more")
	}
	beat := a.Clean
	if beat.Before(b.began) {
		beat = b.began // a round takes a moment
	}
	const missed = 3 // rounds
	switch age := b.Now().Sub(beat); {
	case b.Audit < 0, age <= missed*b.auditEvery():
		return nil
	case a.Faults > 0:
		return fmt.Errorf("the audit finds %d records that are not as they should be, the first is %s; the log says more", a.Faults, a.First)
	default:
		return fmt.Errorf("no round of the audit has ended for %v; the log says more", age.Round(time.Second))
	}
}

// Meters are what the engine counts.
func (b *Bot) Meters() *Meters { return b.meters }
