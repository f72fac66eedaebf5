package slacksim

import (
	"testing"
	"time"
)

var recover1 = Action{Do: "say", Channel: "C0RECOVERY", Text: "/recover x"}

// nextMeets makes the next envelope meet with something, and only that one.
func (w *Workspace) nextMeets(m Mishap) {
	w.Mishaps(func(Envelope) Mishap {
		w.Mishaps(nil)
		return m
	})
}

// Rule 1: Slack does deliver twice, commands and clicks too. It is one command with one trigger in two envelopes.
func TestTwice(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	bot, tess := dial(t, w), w.Person(t, "tess")
	w.nextMeets(Mishap{Twice: true})
	done := acting(t, w, "tess", recover1)
	first, second := bot.next(), bot.next()
	if first["envelope_id"] == second["envelope_id"] || str(first, "payload", "trigger_id") == "" ||
		str(first, "payload", "trigger_id") != str(second, "payload", "trigger_id") {
		t.Errorf("one command came as %v and %v", first, second)
	}
	bot.ack(second, object{"text": "here"})
	done()
	bot.ack(first, object{"text": "here again"})
	done = acting(t, w, "tess", recover1)
	bot.ack(bot.next(), nil) // the acknowledgement before has been read by now
	done()
	if got := tess.Ephemerals(); len(got) != 1 || got[0] != "here" || len(w.Unacked()) > 0 {
		t.Errorf("two deliveries showed %q and left %v", got, w.Unacked())
	}

	w.nextMeets(Mishap{Twice: true})
	tess.Say("hello")
	first, second = bot.next(), bot.next()
	if str(first, "payload", "event_id") == "" || str(first, "payload", "event_id") != str(second, "payload", "event_id") || second["retry_attempt"] != 0.0 {
		t.Errorf("one event came as %v and %v", first, second)
	}
}

// Rules 1 and 2: what Slack hears nothing of has failed for the person, and an event comes again at once.
func TestLostAcknowledgement(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	lapses(w, func(e *envelope) bool { return e.mishap.NoAck })
	bot, tess := dial(t, w), w.Person(t, "tess")
	asked := Envelope{}
	w.Mishaps(func(e Envelope) Mishap { asked = e; return Mishap{NoAck: true} })
	done := acting(t, w, "tess", recover1)
	bot.ack(bot.next(), object{"text": "here"})
	done()
	if asked.Type != "slash_commands" || asked.What != "/recover" {
		t.Errorf("asked about %+v", asked)
	}
	tess.Sees(`/recover failed with the error "operation_timeout"`)
	tess.SeesNot("here")

	w.nextMeets(Mishap{NoAck: true})
	tess.Say("hello")
	lost := bot.next()
	bot.ack(lost, nil)
	again := bot.next()
	bot.ack(again, nil)
	if again["retry_attempt"] != 1.0 || str(again, "payload", "event_id") != str(lost, "payload", "event_id") {
		t.Errorf("a lost acknowledgement gives %v", again)
	}
	tess.until("the event to be delivered", func(Screen) bool { return len(w.Unacked()) == 1 })
}

// Rule 1: an acknowledgement after the deadline is no acknowledgement, though the bot did get the command.
func TestLate(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	lapses(w, func(e *envelope) bool { return e.mishap.Late > 0 })
	bot, tess := dial(t, w), w.Person(t, "tess")
	const late = 4 * lapse
	w.nextMeets(Mishap{Late: late})
	began := time.Now()
	acting(t, w, "tess", recover1)()
	tess.Sees("operation_timeout")
	frame := bot.next()
	if took := time.Since(began); took < late || str(frame, "payload", "command") != "/recover" {
		t.Errorf("after %v came %v", took, frame)
	}
	bot.ack(frame, object{"text": "too late"})
	done := acting(t, w, "tess", recover1)
	bot.ack(bot.next(), object{"text": "in time"})
	done()
	tess.Sees("in time")
	tess.SeesNot("too late")
	if left := w.Unacked(); len(left) != 1 {
		t.Errorf("not acknowledged: %v", left)
	}
}
