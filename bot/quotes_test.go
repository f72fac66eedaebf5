package bot

import (
	"testing"
)

// TestGivenNewest: where two messages hold the account, the newer one fills the form, each time.
func TestGivenNewest(t *testing.T) {
	rec := record{Fitted: map[string]fitted{"step-9": {Given: "older"}, "step-10": {Given: "newer"}, "step-11": {}, "step-2": {Given: "oldest"}, whyKey: {}}}
	for range 50 {
		if got := rec.given(); got != "newer" {
			t.Fatalf("%q fills the form", got)
		}
	}
}

// TestAskIDs: a question is known by as much as no two share.
func TestAskIDs(t *testing.T) {
	if id := askID("typed:C0RECOVERY:1.1"); len(id) < len("Q-")+32 {
		t.Errorf("%s is too short to be one question's alone", id)
	}
}
