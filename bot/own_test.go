package bot

import (
	"context"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/calendar"
	"makegood/dialogs/policy"
	"makegood/prompts"
	"makegood/store"
)

// TestOwnElsewhere: what is saved through one process holds there with the next step, and in
// another one that shares the store as soon as it has looked.
func TestOwnElsewhere(t *testing.T) {
	t.Parallel()
	st, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "cases.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }() // a test's
	words, err := prompts.Load()
	if err != nil {
		t.Fatal(err)
	}
	here := New(&locals{}, st, words, policy.Sample(), slog.New(slog.DiscardHandler), Settings{})
	there := New(&locals{}, st, words, policy.Sample(), slog.New(slog.DiscardHandler), Settings{})
	for _, b := range []*Bot{here, there} {
		if err := b.staff.read(t.Context()); err != nil {
			t.Fatal(err)
		}
		close(b.staff.first)
	}
	for _, b := range []*Bot{here, there} {
		if p := b.staff.person(t.Context(), "U0TESS", ""); p.Lang != "es" || p.Name != "Tess" {
			t.Errorf("before: %+v, want Spanish by the platform", p)
		}
	}
	_, err = here.Handle(t.Context(), Act{ID: "d1", User: "U0TESS", Case: dialogs.OwnID("U0MONA"), Event: dialogs.Filled{
		Form: dialogs.OwnForm, Fields: map[dialogs.Field]string{
			dialogs.LangField: "en", dialogs.QuietField: "22-6", dialogs.MomentField: picked(time.Now().AddDate(0, 0, 3)), dialogs.WhoField: "U0MONA", dialogs.CuratedField: "curated",
		},
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := calendar.Quiet{From: 22 * 60, To: 6 * 60}
	check := func(when string, b *Bot) {
		t.Helper()
		_, people := b.rules.now()
		for _, p := range people {
			set := p.Lang == "en" && p.Quiet == want && !p.Away.IsZero() && p.Instead == "U0MONA" && p.Curated
			if set != (p.ID == "U0TESS") { // whatever record the form named, it is whoever sent it
				t.Errorf("%s: %+v", when, p)
			}
		}
	}
	check("at once", here)
	if err := there.readOwn(t.Context()); err != nil {
		t.Fatal(err)
	}
	check("elsewhere", there)
	if err := there.staff.read(t.Context()); err != nil { // who works here is read again and again
		t.Fatal(err)
	}
	check("read anew", there)
}

// locals is a platform on which everybody reads Spanish.
type locals struct{ Chat }

func (locals) Person(_ context.Context, id string) (Profile, error) {
	return Profile{Name: map[string]string{"U0TESS": "Tess"}[id], Zone: "America/Denver", Locale: "es-MX"}, nil
}

func (locals) Members(context.Context, string) ([]string, error) { return nil, nil }
