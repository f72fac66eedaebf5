package bot

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"makegood/dialogs"
)

// shelf is a platform on which everything works, and where each thing that is done there
// may first do something else.
type shelf struct {
	Chat
	first  func(what string)
	posts  int
	edits  int
	posted map[string]int
}

func (s *shelf) Post(_ context.Context, to Address, effect string, _ Message) (Ref, error) {
	s.first("post " + effect)
	s.posts++
	s.posted[effect]++
	return Ref{Channel: to.Channel + to.User, TS: fmt.Sprint(s.posts)}, nil
}

func (s *shelf) Edit(context.Context, Ref, Message) error {
	s.first("edit")
	s.edits++
	return nil
}

func (s *shelf) Find(context.Context, Address, string, time.Time) (Ref, bool, error) {
	return Ref{}, false, nil
}

// shown is an engine with a case that is just opened, on that platform.
func shown(t *testing.T) (*Bot, *shelf, *time.Time) {
	t.Helper()
	now := time.Date(2026, 11, 23, 15, 42, 0, 0, time.UTC)
	b := desked(t, now)
	b.Now = func() time.Time { return now }
	s := &shelf{first: func(string) {}, posted: map[string]int{}}
	b.chat = s
	b.typed(t, tess, "open", "Mrs Alvarez - no hot water")
	return b, s, &now
}

func (b *Bot) version(t *testing.T, id string) int64 {
	t.Helper()
	r, err := b.store.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return r.Version
}

// drained carries the case out and checks that it was given up: its next clock counts at once.
func (b *Bot) drained(t *testing.T) {
	t.Helper()
	const id = "R-101"
	if _, err := b.carries(id).drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	r, err := b.store.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if rec := b.loaded(t, id); rec.Carrier.Who != "" {
		t.Errorf("%s is still carried by %s", id, rec.Carrier.Who)
	}
	if _, due, err := b.store.Filed(t.Context(), r); err != nil || !due.Equal(r.Wake) {
		t.Errorf("%s may be claimed at %s, and its time is %s (%v)", id, due, r.Wake, err)
	}
}

// TestCommits: n posts cost n commits and one more, and all that is redrawn behind the last
// post costs one.
func TestCommits(t *testing.T) {
	b, s, now := shown(t)
	for _, c := range []struct {
		act          dialogs.Act
		posts, edits int
	}{{"", 2, 0}, {dialogs.Empathized, 1, 2}, {dialogs.Apologized, 1, 2}} {
		if c.act != "" {
			r, err := b.Handle(t.Context(), Act{ID: string(c.act), User: tess.ID, Case: "R-101", Event: dialogs.Chose{Act: c.act, On: b.live(t)}})
			if err != nil || r.Say != "" {
				t.Fatal(r.Say, err)
			}
		}
		*now = now.Add(cardPace)
		before, tells := b.version(t, "R-101"), len(b.loaded(t, "R-101").Telling)
		s.posts, s.edits = 0, 0
		b.drained(t)
		cost := int(b.version(t, "R-101") - before)
		if s.posts != c.posts || s.edits != c.edits {
			t.Errorf("%q: %d posts and %d edits, not %d and %d", c.act, s.posts, s.edits, c.posts, c.edits)
		}
		most := tells + c.posts + 1
		if c.edits > 0 { // the card, behind the last post
			most++
		}
		if cost > most {
			t.Errorf("%q: %d posts, %d edits and %d records to tell cost %d commits, not %d", c.act, s.posts, s.edits, tells, cost, most)
		}
	}
}

// live is the token of the live step.
func (b *Bot) live(t *testing.T) string {
	t.Helper()
	c := b.loaded(t, "R-101").Case
	return fmt.Sprintf("step-%d.%d", c.At.Seq, c.At.Rev)
}

// TestAmid: what somebody does while a message is being posted is shown too, and nothing twice.
func TestAmid(t *testing.T) {
	b, s, now := shown(t)
	s.first = func(what string) {
		if what == "post R-101/step-1" {
			if _, err := b.Handle(t.Context(), Act{ID: "amid", User: tess.ID, Case: "R-101", Event: dialogs.Chose{Act: dialogs.Empathized, On: "step-1.1"}}); err != nil {
				t.Error(err)
			}
		}
	}
	next, err := b.carries("R-101").drain(t.Context())
	if rec := b.loaded(t, "R-101"); err != nil || next <= 0 || next > cardPace || rec.Carrier.Who != b.me {
		t.Fatalf("whoever carries the case comes back in %s for its card, and until then it is carried by %q (%v)", next, rec.Carrier.Who, err)
	}
	*now = now.Add(next)
	b.drained(t)
	for effect, n := range s.posted {
		if n != 1 {
			t.Errorf("%s was posted %d times", effect, n)
		}
	}
	if s.posted["R-101/step-2"] != 1 || len(b.loaded(t, "R-101").Out) > 0 {
		t.Errorf("posted: %v; still to be shown: %+v", s.posted, b.loaded(t, "R-101").Out)
	}
}

// TestAmidRedraw: what changes on the card while it is being redrawn waits like any other change.
func TestAmidRedraw(t *testing.T) {
	b, s, now := shown(t)
	b.drained(t)
	chose := func(act dialogs.Act) {
		if r, err := b.Handle(t.Context(), Act{ID: string(act), User: tess.ID, Case: "R-101", Event: dialogs.Chose{Act: act, On: b.live(t)}}); err != nil || r.Say != "" {
			t.Error(r.Say, err)
		}
	}
	chose(dialogs.Empathized)
	if next, err := b.carries("R-101").drain(t.Context()); err != nil || next != cardPace {
		t.Fatalf("the card waits %s (%v)", next, err)
	}
	*now = now.Add(cardPace)
	s.first = func(what string) {
		if s.first = func(string) {}; what != "edit" {
			t.Errorf("%s, and not the card", what)
		}
		chose(dialogs.Apologized)
	}
	if next, err := b.carries("R-101").drain(t.Context()); err != nil || next != cardPace {
		t.Errorf("after a redraw the card waits %s (%v)", next, err)
	}
	*now = now.Add(cardPace)
	b.drained(t)
}

// TestAmidRedraws: what changes while one message is redrawn is in the next redraw; none is made that is out of date.
func TestAmidRedraws(t *testing.T) {
	b, s, now := shown(t)
	b.drained(t)
	names := func(name string) {
		event := dialogs.Filled{Form: dialogs.DetailsForm, On: "card", Fields: map[dialogs.Field]string{dialogs.CustomerField: name, dialogs.ProblemField: "no hot water"}}
		if r, err := b.Handle(t.Context(), Act{ID: name, User: tess.ID, Case: "R-101", Event: event}); err != nil || r.Errors != nil {
			t.Error(r.Errors, err)
		}
	}
	c := b.carries("R-101")
	b.busy[c.id] = c.errand
	names("Ann")
	*now = now.Add(cardPace)
	s.edits = 0
	s.first = func(string) {
		s.first = func(string) {}
		names("Bea")
	}
	if _, err := c.drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	*now = now.Add(cardPace)
	if _, err := c.drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if out := b.loaded(t, "R-101").Out; s.edits != 3 || len(out) > 0 {
		t.Errorf("%d redraws for two names in a step and one in the card; still to be shown: %v", s.edits, out)
	}
}

// TestMarked: before a message goes out, the store says that it does.
func TestMarked(t *testing.T) {
	b, s, _ := shown(t)
	seen := 0
	s.first = func(what string) {
		rec := b.loaded(t, "R-101")
		for _, it := range rec.Out {
			if "post R-101/"+it.Message.ID == what {
				if seen++; it.Sending.IsZero() {
					t.Errorf("%s, and the record does not say so", what)
				}
			}
		}
	}
	b.drained(t)
	if seen != 2 {
		t.Errorf("%d messages were waited for, not 2", seen)
	}
}

// TestTakenAway: who is no longer the carrier writes nothing and sends nothing more.
func TestTakenAway(t *testing.T) {
	b, s, _ := shown(t)
	s.first = func(string) {
		rec := b.loaded(t, "R-101")
		rec.Carrier = carrier{Who: "another process", Since: b.Now()}
		b.puts(t, "R-101", rec)
	}
	if _, err := b.carries("R-101").drain(t.Context()); err != nil && !errors.Is(err, errTaken) {
		t.Fatal(err)
	}
	if rec := b.loaded(t, "R-101"); s.posts != 1 || rec.Carrier.Who != "another process" {
		t.Errorf("%d posts; now %s has it", s.posts, rec.Carrier.Who)
	}
}
