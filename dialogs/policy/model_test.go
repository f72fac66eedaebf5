package policy

import (
	"strings"
	"testing"
)

// TestModelOff: one word turns the language model off, and any other is refused.
func TestModelOff(t *testing.T) {
	for word, off := range map[string]bool{"": false, "model: on\n": false, "model: off\n": true} {
		if p, err := Parse([]byte(small + word)); err != nil || p.ModelOff != off {
			t.Errorf("%q: off is %v, %v", word, p.ModelOff, err)
		}
	}
	if _, err := Parse([]byte(small + "model: maybe\n")); err == nil || !strings.Contains(err.Error(), "one of on, off") {
		t.Errorf("%v", err)
	}
}
