package policy

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one mistake in a policy file, told so that its owner can mend it.
type Problem struct {
	Line  int
	Field string // as in "roles[1].limit"
	Found string // what stands there; empty if nothing does
	Want  string // what to write instead
}

// String is `line 12: roles[1].limit: found "lots", write a dollar amount such as 150 or $1,250`.
func (p Problem) String() string {
	found := "missing"
	if p.Found != "" {
		const most = 60 // of a file that is none, all of it would stand here
		shown := []rune(p.Found)
		if len(shown) > most {
			shown = append(shown[:most], '…')
		}
		found = fmt.Sprintf("found %q", string(shown))
	}
	return fmt.Sprintf("line %d: %s: %s, write %s", p.Line, p.Field, found, p.Want)
}

// Problems are all the mistakes in a file, in the order of its lines.
type Problems []Problem

// Error has a line for each problem.
func (p Problems) Error() string {
	lines := make([]string, 0, len(p))
	for _, problem := range p {
		lines = append(lines, problem.String())
	}
	return strings.Join(lines, "\n")
}

func (p Problems) inOrder() Problems {
	slices.SortStableFunc(p, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return p
}
