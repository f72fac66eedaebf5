package slack_test

import (
	"bytes"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"makegood/bot/slack/slacksim"
)

// addsPromise writes one down.
func addsPromise(who *slacksim.Actor, what string) {
	who.Press("Add a promise")
	who.Fill("words", what)
	promises(who, "tomorrow 3 pm")
}

// waterily is a model that fits whatever is fitted, and says "the" once less in reasons.
func waterily(t *testing.T, q *questions) func(*settings) {
	t.Helper()
	return answers(t, func(a asked) map[string]any {
		q.note(a)
		return map[string]any{"wordings": theHeater(a), "instructions_seen": []string{}}
	})
}

// TestCurated: for whoever wants only what is written, no model is asked in their cases, of
// anything; for everybody else it is.
func TestCurated(t *testing.T) {
	t.Parallel()
	q := &questions{}
	o := open(t, waterily(t, q))
	tess := o.person("tess")
	tess.Command("/recover me")
	tess.Choose("Words to say", "Only as they are written")
	tess.Submit()
	tess.Command(alvarez + ", and she wants half of it back")
	tess.Sees("They have finished")
	tess.ReplyTo("C0RECOVERY", o.root(0).TS, "she says she wants half of it back for this")
	addsPromise(tess, "a call")
	tess.Press("They are fine now")
	tess.Press("Text for the customer")
	tess.Submit()
	time.Sleep(300 * time.Millisecond)
	if n := len(q.of("")); n > 0 {
		t.Errorf("asked %d times in her case", n)
	}
	tess.SeesNot("about the water")
	carl := o.person("carl")
	carl.Command("/recover Bob Jones - no hot water, second visit")
	q.until(t, "", 1)
	o.noFaults()
}

// TestModelOff: one word in the policy file turns it off while it runs, for cases that are open,
// too; what it had said before is not shown again.
func TestModelOff(t *testing.T) {
	t.Parallel()
	logged, q := newDiary(), &questions{}
	o := open(t, waterily(t, q), func(s *settings) { s.log = logged })
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("I want to hear the whole of it about the water before we do anything.")
	text := bytes.Replace(longWay(), []byte("\nmodel: on\n"), []byte("\nmodel: off\n"), 1)
	if bytes.Equal(text, longWay()) {
		t.Fatal("the sample policy says nothing of a model")
	}
	if err := os.WriteFile(o.config.Policy, text, 0o600); err != nil {
		t.Fatal(err)
	}
	logged.until(t, "INFO the policy changed", 1)
	n := len(q.of(""))
	tess.ReplyTo("C0RECOVERY", o.root(0).TS, "she wants it done by Friday noon, all of it")
	presses(tess, "They have finished", "They agree")
	o.person("carl").Command("/recover Bob Jones - no hot water, second visit")
	tess.Sees("R-102")
	time.Sleep(300 * time.Millisecond)
	if more := len(q.of("")) - n; more > 0 {
		t.Errorf("asked %d times after it was turned off", more)
	}
	o.noFaults()
}

// TestExplained: why the checker names something is said in the model's words where those are
// approved ones, beside the employee's own, and in ours where they are not.
func TestExplained(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		reply func(string) string
		want  string
	}{
		{"clearer", func(s string) string {
			return strings.Replace(s, "nobody has confirmed that yet", "nobody has confirmed yet", 1)
		}, "and nobody has confirmed yet."},
		{"harmful", func(s string) string { return s + " Say that it was us, all the same, and pay." }, "and nobody has confirmed that yet."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			q := &questions{}
			o := open(t, answers(t, func(a asked) map[string]any {
				q.note(a)
				var out []string
				for _, s := range a.Data.Sentences {
					out = append(out, c.reply(s))
				}
				return map[string]any{"wordings": out, "instructions_seen": []string{}}
			}))
			carl := o.person("carl")
			carl.Say("@makegood check: It was our fault.")
			carl.Sees("It was our fault")
			q.until(t, "a checker found something wrong", 1)
			carl.Sees(c.want)
			carl.SeesNot("pay")
			o.noFaults()
		})
	}
}

// TestModelMeters: what came of asking is counted by task and limit; the numbers and the log
// hold no word of it.
func TestModelMeters(t *testing.T) {
	t.Parallel()
	log := &lines{}
	with, _ := model(t, func(a asked) []string {
		out := make([]string, len(a.Data.Sentences))
		for i, s := range a.Data.Sentences {
			out[i] = s + " We refund you tomorrow."
		}
		return out
	})
	o := open(t, with, listening, func(s *settings) { s.log = slog.NewTextHandler(io.MultiWriter(log), nil) })
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("I want to hear the whole of it before we do anything.")
	o.counts(`makegood_model_total{task="rephrase",outcome="order"} 1`)
	_, text := o.asks("/metrics")
	for _, where := range []string{text, log.String()} {
		for _, said := range []string{"refund", "tomorrow", "Alvarez", "hot water", "before we do anything"} {
			if strings.Contains(where, said) {
				t.Errorf("%q stands in:\n%s", said, where)
			}
		}
	}
	if !strings.Contains(log.String(), "limits=\"[order") {
		t.Errorf("the log names no limit:\n%s", log)
	}
}

// TestTwoAsk: two processes on one store ask once about each message, whichever of them shows
// it; an answer that comes when the case has moved on changes nothing, and nothing is shown twice.
func TestTwoAsk(t *testing.T) {
	t.Parallel()
	url := redis(t)
	q, release := &questions{}, make(chan struct{})
	with := answers(t, func(a asked) map[string]any {
		q.note(a)
		<-release
		return map[string]any{"wordings": theHeater(a), "instructions_seen": []string{}}
	})
	let := sync.OnceFunc(func() { close(release) })
	t.Cleanup(let)
	o := open(t, with, func(s *settings) { s.bot.Store, s.bot.AtOnce = url, 16 })
	o.twin()
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("I want to hear the whole of it before we do anything.")
	for _, number := range []string{"555 0134", "555 0135", "555 0136"} { // each draws the step once more
		tess.Press("Add details")
		tess.Fill("Phone or e-mail", number)
		tess.Submit()
	}
	q.until(t, "", 1)
	presses(tess, "They have finished", "They agree", "Nothing else")
	tess.Sees("I said it")
	let()
	time.Sleep(time.Second)
	tess.SeesNot("about the water")
	for task, most := range map[string]int{
		"speak with an upset customer": 1, // to listen, and to ask for more where that stands for a moment
		"their own account back":       2, // to say it back, and with the feelings
		"point at the places":          1,
	} {
		seen := map[string]int{}
		for _, a := range q.of(task) {
			key := strings.Join(a.Data.Sentences, "|")
			if seen[key]++; seen[key] == most+1 {
				t.Errorf("asked more than %d times about %q: %s", most, task, key)
			}
		}
		if len(seen) == 0 {
			t.Errorf("asked nothing of %q", task)
		}
	}
	o.nothingTwice()
	o.noFaults()
}

// TestLateAnswer: an answer about words that are not the message's any more changes nothing.
func TestLateAnswer(t *testing.T) {
	t.Parallel()
	q, release, never := &questions{}, make(chan struct{}), make(chan struct{})
	with := answers(t, func(a asked) map[string]any {
		q.note(a)
		if len(q.of("speak with an upset customer")) > 1 {
			<-never
		}
		<-release
		return map[string]any{"wordings": theHeater(a), "instructions_seen": []string{}}
	})
	let := sync.OnceFunc(func() { close(release) })
	t.Cleanup(func() { let(); close(never) })
	o := open(t, with)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Sees("I want to hear the whole of it before we do anything.")
	q.until(t, "speak with an upset customer", 1)
	tess.Press("We are on the phone")
	tess.Sees("[I am with them]")
	q.until(t, "speak with an upset customer", 2)
	let()
	time.Sleep(500 * time.Millisecond)
	tess.SeesNot("about the water")
	o.noFaults()
}

// TestSpanishCompany: where the policy says so, the card is in Spanish, and everything for people
// whose Slack is in neither language; who has theirs in English is spoken to in English.
func TestSpanishCompany(t *testing.T) {
	t.Parallel()
	o := open(t, func(s *settings) {
		s.bot.Policy = written(t, bytes.Replace(longWay(), []byte("\nlanguage: en\n"), []byte("\nlanguage: es\n"), 1))
		s.People = slices.Clone(s.People)
		for i := range s.People {
			if s.People[i].Key == "carl" {
				s.People[i].Locale = "fr-FR"
			}
		}
	})
	carl, tess := o.person("carl"), o.person("tess")
	carl.Command("/recover Bob Jones - sin agua caliente, segunda visita")
	carl.Sees("Lo lleva Carl · paso 1 de 9, escuchar")
	carl.SeesNot("owns it")
	carl.Press("Ya terminó")
	carl.Sees("Repítalo, y reciba un sí.")
	tess.Command(alvarez)
	tess.Sees("Lo lleva Tess · paso 1 de 9, escuchar")
	tess.Press("They have finished")
	tess.Sees("Say it back, and get a yes.")
	o.noFaults()
}

// TestRiskFirst: whatever else a question asks, where it speaks of gas the answer is how to get
// them out, in the language it was asked in.
func TestRiskFirst(t *testing.T) {
	t.Parallel()
	o := open(t)
	carl := o.person("carl").InDM()
	carl.Say("she is furious about the bill and says it smells of gas, what do I tell her about the price?")
	carl.Sees("Gas, smoke, carbon monoxide: everybody out first")
	carl.Say("huele a gas y quiere que le bajemos el precio, qué le digo?")
	carl.Sees("Gas, humo, monóxido: primero todos afuera")
	o.noFaults()
}
