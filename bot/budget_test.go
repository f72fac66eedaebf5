package bot

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/policy"
)

// TestImportCountsWhatItDid: two people have looked at one list when both enter it; each job is said to be
// entered by one of them.
func TestImportCountsWhatItDid(t *testing.T) {
	now := time.Date(2026, 11, 23, 10, 42, 0, 0, policy.Sample().Location())
	b := desked(t, now)
	var list strings.Builder
	const jobs = 20
	for i := range jobs {
		list.WriteString("J-" + strconv.Itoa(i) + ", 11/23/2026, $400\n")
	}
	people := []dialogs.Person{mona, tess}
	looked := make([][]dialogs.Row, len(people))
	for i := range people {
		rows, err := b.rows(t.Context(), list.String())
		if err != nil || len(rows) != jobs {
			t.Fatalf("%d rows, %v", len(rows), err)
		}
		looked[i] = rows
	}
	enters := func(i, from, to int) int {
		t.Helper()
		done, err := b.enter(t.Context(), looked[i][from:to], false, func(r dialogs.Row) input {
			return input{ID: people[i].ID + "/" + r.Job, User: people[i].ID}
		})
		if err != nil {
			t.Fatal(err)
		}
		return done.fresh
	}
	first := enters(0, 0, 5)
	second := enters(1, 0, 10)
	if first += enters(0, 5, jobs); first != 15 || second != 5 {
		t.Errorf("%d jobs are said to be entered by one and %d by the other", first, second)
	}
	if more := enters(1, 10, jobs); more != 0 {
		t.Errorf("%d jobs more are said to be entered", more)
	}
}
