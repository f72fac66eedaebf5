package bot

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/policy"
	"makegood/prompts"
)

// TestStopAll: two questions are answered in one thread; when the first is done, stop still
// ends the second.
func TestStopAll(t *testing.T) {
	var s speaks
	at := Address{Channel: "D0TESS", Thread: "1.0"}
	_, done := s.begin(t.Context(), at)
	second, doneToo := s.begin(t.Context(), at)
	defer doneToo()
	done()
	s.stop(at)
	if second.Err() == nil {
		t.Error("stop was not heard")
	}
}

// aloud is a platform that says words while they come, to a test.
type aloud struct{ said chan string }

func (a aloud) AtWork(context.Context, Address, bool) error { return nil }

func (a aloud) Begin(_ context.Context, at Address, words string) (Ref, error) {
	a.said <- words
	return Ref{at.Channel, "9.0"}, nil
}

func (a aloud) Add(_ context.Context, _ Ref, words string) error {
	a.said <- words
	return nil
}

func (a aloud) End(context.Context, Ref) error { return nil }

// chatty is a model that says one sentence, and the next when it is let.
type chatty struct{ next chan bool }

func (c chatty) Answer(context.Context, prompts.Task, any) (string, error) {
	return "", &prompts.Trouble{Why: prompts.Off}
}

func (c chatty) Tell(_ context.Context, _ prompts.Task, _ any, each func(string) bool) error {
	if each("I know that you need this sooner.") {
		<-c.next
		each("[day] is sure, and you're the first that I call.")
	}
	return nil
}

// TestStopElsewhere: something is said by one process, and stop is pressed, or the model
// switched off, where another one hears of it: what was begun is not gone on with.
func TestStopElsewhere(t *testing.T) {
	for name, stop := range map[string]func(*Bot, *Bot){
		"": nil,
		"stop": func(_, other *Bot) {
			if _, err := other.Handle(t.Context(), Act{ID: "stop", User: tess.ID, Channel: "D0TESS", Thread: "1.0", Stop: true}); err != nil {
				t.Error(err)
			}
		},
		"the company's switch": func(says, _ *Bot) {
			p := policy.Sample()
			p.ModelOff = true
			says.rules.set(p, []dialogs.Person{tess})
		},
		"their own switch": func(says, _ *Bot) { says.staff.settle(dialogs.Own{ID: dialogs.OwnID(tess.ID), Curated: true}) },
	} {
		t.Run(name, func(t *testing.T) {
			now := time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)
			says := desked(t, now)
			says.words.Warm() // or whoever asks first waits for it
			words, err := prompts.Load()
			if err != nil {
				t.Fatal(err)
			}
			other := New(nil, says.store, words, policy.Sample(), slog.New(slog.DiscardHandler), says.Settings)
			other.rules.set(policy.Sample(), []dialogs.Person{tess})
			close(other.staff.first)
			model, platform := chatty{make(chan bool)}, aloud{make(chan string, 8)}
			says.Model, says.Speaker = model, platform
			const asked = "typed:D0TESS:1.0"
			if _, err := says.Handle(t.Context(), Act{
				ID: asked, User: tess.ID, Channel: "D0TESS", Thread: "1.0", Mention: true, Alone: true,
				Event: dialogs.Said{Text: "How do I tell them that we cannot come before Friday?"},
			}); err != nil {
				t.Fatal(err)
			}
			done := make(chan bool)
			go func() {
				defer close(done)
				says.speak(t.Context(), question{rec: says.loaded(t, askID(asked)), task: prompts.Rephrase, asked: time.Now()})
			}()
			<-platform.said
			if stop != nil {
				stop(says, other)
			}
			model.next <- true
			<-done
			if more := len(platform.said); (more == 0) != (stop != nil) {
				t.Errorf("%d sentences more were said", more)
			}
		})
	}
}

// TestAskedOnce: of the case that a question was asked in nothing is looked up twice.
func TestAskedOnce(t *testing.T) {
	b := desked(t, time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC))
	b.typed(t, tess, "first", "Mrs Alvarez - no hot water")
	rec := b.loaded(t, "R-101")
	rec.Shown[cardID] = Ref{"C0RECOVERY", "1.0"}
	b.puts(t, "R-101", rec)
	asking := record{Channel: "C0RECOVERY", Thread: "1.0", Coaching: dialogs.Coaching{ID: "Q-1", By: tess, Case: "R-101"}}
	k, err := b.knows(t.Context(), "R-101", tess)
	if err != nil {
		t.Fatal(err)
	}
	if all, err := b.casesOf(t.Context(), asking, k); err != nil || len(all) != 1 {
		t.Errorf("%d cases, %v", len(all), err)
	}
}
