package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"makegood/store"
)

// TestBudget enters a list at the command line, once, and exports what sums to it.
func TestBudget(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.db")
	t.Setenv("MAKEGOOD_STORE", "sqlite:"+path)
	t.Setenv("MAKEGOOD_POLICY", "")
	list := filepath.Join(dir, "jobs.csv")
	text, want := "Job,Date,Amount\n", int64(0)
	for i := range 200 {
		text += fmt.Sprintf("J-%d,%d/15/2024,%d.%02d\n", i, 1+i%10, i+1, i%100)
		want += ((int64(i+1)*100+int64(i%100))*150 + 5000) / 10000 // 1.5 % of the cents, half a cent up
	}
	if err := os.WriteFile(list, []byte(text+"J-9000,soon,5\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ok := func(want string, args ...string) string {
		t.Helper()
		code, out, errs := runWith(t, args...)
		if code != 0 || !strings.Contains(out, want) {
			t.Fatalf("%v: exit %d, %s\n%s\nwant %q", args, code, errs, out, want)
		}
		return out
	}
	if code, _, errs := runWith(t, "budget", "export"); code != 1 || !strings.Contains(errs, "MAKEGOOD_STORE") {
		t.Errorf("where there is no store, exit %d: %s", code, errs)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a store was made by looking for one")
	}
	st, err := store.Open(t.Context(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	if code, _, errs := runWith(t, "budget", "export"); code != 1 || !strings.Contains(errs, "another process has this store file open") {
		t.Errorf("beside the service, exit %d: %s", code, errs)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}

	ok("Nothing was entered yet", "budget", "import", list)
	if out := ok("date,case or job", "budget", "export"); strings.Count(out, "\n") != 1 {
		t.Errorf("a look entered something:\n%s", out)
	}
	out := ok("New jobs: 200", "budget", "import", "-yes", list)
	if !strings.Contains(out, "Line 202: I read no date") || !strings.Contains(out, "Jobs entered: 200.") {
		t.Errorf("the import says:\n%s", out)
	}
	ok("Jobs entered: 0.", "budget", "import", "-yes", list) // once more
	all := ok("accrual", "budget", "export")
	some := ok("carried forward", "budget", "export", "2024-03", "2024-12")
	for _, text := range []string{all, some} {
		if got := cents(t, text); got != want {
			t.Errorf("an export sums to %d cents, want %d", got, want)
		}
	}
	ok("201 records, and nothing is wrong with them.", "audit", "verify")
	ok("command line: invoiced $8.07 of 2024-08-15, $0.12 for the fund", "audit", "case", "J-7")

	// Somebody changes a job and says nothing.
	if st, err = store.Open(t.Context(), "sqlite:"+path); err != nil {
		t.Fatal(err)
	}
	_, err = st.Update(t.Context(), "J-7", 0, func(r store.Record) (store.Record, []store.Entry, error) {
		r.Body = []byte(strings.Replace(string(r.Body), `"Amount":807`, `"Amount":907`, 1))
		return r, nil, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	code, found, errs := runWith(t, "audit", "verify")
	if code != 1 || !strings.HasPrefix(found, "J-7: the job is not") || !strings.Contains(errs, "not as they were written") {
		t.Errorf("exit %d: %s%s", code, found, errs)
	}
	for _, args := range [][]string{
		{"budget"}, {"budget", "export", "March"}, {"budget", "import"}, {"budget", "import", "nowhere.csv"}, {"audit"}, {"audit", "case", "R-1"},
	} {
		if code, _, errs := runWith(t, args...); code != 1 || errs == "" {
			t.Errorf("%v: exit %d, %q", args, code, errs)
		}
	}
}

func cents(t *testing.T, text string) (sum int64) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[1:] {
		n, err := strconv.ParseInt(r[4], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		sum += n
	}
	return sum
}
