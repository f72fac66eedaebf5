package main

import (
	"bytes"
	"testing"
	"time"
)

// TestMain has Slack wait longer: beside other tests nobody judges how fast we answer.
func TestMain(m *testing.M) {
	slackWaits = 8 * time.Second
	m.Run()
}

// TestKilled kills the real service a few times while two people work; the bench
// itself says what was lost or doubled.
func TestKilled(t *testing.T) {
	t.Parallel()
	bench(t, "-cases", "4", "-people", "2", "-kills", "3")
}

// TestModel: people do not wait for a language model, which is asked all the same.
func TestModel(t *testing.T) {
	t.Parallel()
	bench(t, "-cases", "2", "-people", "2", "-model", "1s")
}

// TestRate lets people act a few times a second, with everything delivered once and
// nothing failing: all of it is kept, and seen.
func TestRate(t *testing.T) {
	t.Parallel()
	bench(t, "-rate", "20", "-for", "3s", "-people", "4")
}

// TestRace lets fifty managers decide at once.
func TestRace(t *testing.T) {
	t.Parallel()
	bench(t, "-race", "2")
}

func bench(t *testing.T, args ...string) {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(t.Context(), args, &out, &errs); code != 0 {
		t.Errorf("exit %d\n%s%s", code, out.String(), errs.String())
	}
	t.Log(out.String())
}

// TestFlags: what cannot be is told before anything starts.
func TestFlags(t *testing.T) {
	for _, args := range [][]string{{"-cases", "0"}, {"-people", "-1"}, {"-storm", "-hang"}, {"-channels", "3"}, {"-kills", "-1"}, {"-replicas", "2"}, {"-cases", "many"}, {"-race", "1", "-kills", "1"}, {"-due", "-1"}, {"-due", "5", "-rate", "5"}, {"-wakes", "9"}, {"-wakes", "50000", "-kills", "1"}} {
		var out, errs bytes.Buffer
		if code := run(t.Context(), args, &out, &errs); code != 2 || errs.Len() == 0 {
			t.Errorf("%v: exit %d, %q", args, code, errs.String())
		}
	}
}
