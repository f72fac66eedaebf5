package bot

import (
	"context"
	"log/slog"
	"testing"

	"makegood/dialogs/policy"
)

// TestReady: once it is known who works here nobody waits for it, and nobody who is late hears that it is not.
func TestReady(t *testing.T) {
	s := newStaff(&locals{}, &rules{policy: policy.Sample()}, slog.New(slog.DiscardHandler))
	late, end := context.WithCancel(t.Context())
	end()
	if s.ready(late) == nil {
		t.Error("it is said to be known before it is")
	}
	close(s.first)
	for range 100 {
		if err := s.ready(late); err != nil {
			t.Fatal(err)
		}
	}
}
