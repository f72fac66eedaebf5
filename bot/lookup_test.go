package bot

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/policy"
	"makegood/prompts"
	"makegood/store"
)

var (
	tess = dialogs.Person{ID: "U0TESS", Name: "Tess", Role: "technician"}
	mona = dialogs.Person{ID: "U0MONA", Name: "Mona", Role: "manager"}
)

// desked is an engine without a platform, in which everybody is known.
func desked(t testing.TB, now time.Time) *Bot {
	t.Helper()
	words, err := prompts.Load()
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "cases.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	b := New(nil, st, words, policy.Sample(), slog.New(slog.DiscardHandler), Settings{Now: func() time.Time { return now }, Channel: "C0RECOVERY"})
	b.rules.set(policy.Sample(), []dialogs.Person{tess, mona})
	close(b.staff.first)
	return b
}

func (b *Bot) typed(t testing.TB, who dialogs.Person, id, line string) Reply {
	t.Helper()
	r, err := b.Handle(t.Context(), Act{ID: id, User: who.ID, Channel: "C0RECOVERY", Command: &line})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// picked is a moment as a form's list gives it.
func picked(at time.Time) string { return at.UTC().Format("2006-01-02T15:04Z") }

// many are open cases with as much in each as a day leaves, every one of them due today.
func (b *Bot) many(t testing.TB, n int) {
	t.Helper()
	b.typed(t, tess, "first", strings.Repeat("Ümläut ", 7)+"- "+strings.Repeat("a leak ", 30))
	for i := range 3 {
		_, err := b.Handle(t.Context(), Act{ID: fmt.Sprint("promise-", i), User: tess.ID, Case: "R-101", Event: dialogs.Filled{
			Form: dialogs.PromiseForm, On: "card", Fields: map[dialogs.Field]string{
				dialogs.WordsField: fmt.Sprint("send the report, part ", i), dialogs.MomentField: picked(b.Now().Add(2 * time.Hour)), dialogs.WhoField: tess.ID,
			},
		}})
		if err != nil {
			t.Fatal(err)
		}
	}
	first := b.carries("R-101")
	first.rec, first.kept = b.loaded(t, "R-101"), true
	if err := first.carryOver(t.Context()); err != nil { // to the customer's record
		t.Fatal(err)
	}
	for i := range n - 1 {
		number := fmt.Sprint(102 + i)
		rec := b.loaded(t, "R-101")
		rec.Case.ID, rec.Opening = "R-"+number, number
		rec.Shown = map[string]Ref{cardID: {Channel: "C0RECOVERY", TS: fmt.Sprintf("1796053320.%06d", i)}}
		b.puts(t, "R-"+number, rec)
		rec = b.loaded(t, "C-101")
		rec.Customer.ID, rec.Customer.Cases[0].ID = "C-"+number, "R-"+number
		b.puts(t, "C-"+number, rec)
	}
}

func (b *Bot) loaded(t testing.TB, id string) record {
	t.Helper()
	r, err := b.store.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	rec, err := decode(r)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

// puts writes a record past every step.
func (b *Bot) puts(t testing.TB, id string, rec record) {
	t.Helper()
	_, err := b.store.Update(t.Context(), id, 0, func(s store.Record) (store.Record, []store.Entry, error) {
		s, err := rec.encode(s, b.Now())
		return s, nil, err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// worked is the processor time that this process has used, which other work of the machine does not change.
func worked(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// TestLongLists: with a thousand open cases, all with something due today, an answer takes
// well below the three seconds that Slack waits, is cut to what is read, and says how many
// more there are.
func TestLongLists(t *testing.T) {
	const many = 1000
	now := time.Date(2026, 11, 23, 10, 42, 0, 0, policy.Sample().Location())
	b := desked(t, now)
	b.many(t, many)
	for i, c := range []struct {
		who        dialogs.Person
		line, more string
	}{{tess, "mine", "and 975 more"}, {tess, "today", "and 991 more"}, {mona, "today", "and 991 more"}, {tess, "find umlaut", "and more than 75 more; a first name or a number finds them"}} {
		began := worked(t)
		reply := b.typed(t, c.who, fmt.Sprint("ask-", i), c.line)
		took := worked(t) - began
		t.Logf("%s asks for %s: %v", c.who.Name, c.line, took)
		if last := reply.Rows[len(reply.Rows)-1].Text; last != c.more {
			t.Errorf("%s ends with %q, want %q", c.line, last, c.more)
		}
		if took > commitWait {
			t.Errorf("%s took %v", c.line, took)
		}
	}
}
