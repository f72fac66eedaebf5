package policy

import (
	"strings"
	"testing"
)

// TestProblemIsShort: a file that is no policy at all is not printed back.
func TestProblemIsShort(t *testing.T) {
	p := Problem{Line: 1, Field: "file", Found: strings.Repeat("\x7f", 4096), Want: "a list of fields"}
	if said := p.String(); len(said) > 400 || !strings.Contains(said, "…\", write a list of fields") {
		t.Errorf("it says %d bytes: %.500s", len(said), said)
	}
}
