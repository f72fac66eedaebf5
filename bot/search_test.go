package bot

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/policy"
)

// TestFindLooksAtOpenOnesFirst: of more customers of one name than are looked at, those with an open
// case come first, then the newest; each line says what it is about.
func TestFindLooksAtOpenOnesFirst(t *testing.T) {
	const many = 261
	now := time.Date(2026, 11, 23, 10, 42, 0, 0, policy.Sample().Location())
	b := desked(t, now)
	b.many(t, many)
	for n := range many { // all are over but the first, one in the middle and the last
		id := "C-" + strconv.Itoa(101+n)
		if n == 0 || n == 130 || n == many-1 {
			continue
		}
		rec := b.loaded(t, id)
		rec.Customer.Cases[0].Closed, rec.Customer.Cases[0].Outcome = now.Add(-time.Hour), dialogs.Recovered
		b.puts(t, id, rec)
	}
	reply := b.typed(t, tess, "ask", "find umlaut")
	var got []string
	for _, r := range reply.Rows[:4] {
		got = append(got, r.Case)
	}
	first := got[:3]
	slices.Sort(first)
	if strings.Join(first, " ") != "R-101 R-231 R-361" {
		t.Errorf("the first are %v, want the open ones", first)
	}
	if got[3] != "R-360" {
		t.Errorf("after those that are open comes %s, want R-360", got[3])
	}
	if !strings.Contains(reply.Rows[0].Text, "a leak") {
		t.Errorf("a line says %q, want what it is about", reply.Rows[0].Text)
	}
	if last := reply.Rows[len(reply.Rows)-1].Text; !strings.Contains(last, "more than 75") {
		t.Errorf("it ends with %q, want that there are more than it counted", last)
	}
}
