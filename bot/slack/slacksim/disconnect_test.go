package slacksim

import (
	"slices"
	"testing"
	"time"
)

// Rule 10: a warning, ten seconds later refresh_requested, then the end; what was sent before comes before, and what
// the bot says on its way out still counts.
func TestDisconnectInOrder(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	bot, tess := dial(t, w), w.Person(t, "tess")
	w.Disconnect("warning")
	if frame := bot.next(); frame["type"] != "disconnect" || frame["reason"] != "warning" {
		t.Fatalf("first comes %v", frame)
	}
	w.Jump(warned - time.Second)
	done := acting(t, w, "tess", recover1)
	asked := bot.next()
	if asked["type"] != "slash_commands" {
		t.Fatalf("a warned socket gets %v", asked)
	}
	w.Jump(2 * time.Second)
	if frame := bot.next(); frame["reason"] != "refresh_requested" {
		t.Fatalf("then comes %v", frame)
	}
	bot.ack(asked, object{"text": "on my way out"})
	done()
	tess.Sees("on my way out")
	acting(t, w, "tess", recover1)()
	tess.Sees("dispatch_failed") // no socket is left that takes anything
	if frame := bot.next(); frame != nil {
		t.Errorf("the socket is still open and says %v", frame)
	}
}

func TestWarnedSocketThatWasReplaced(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	old := dial(t, w)
	w.Disconnect("warning")
	old.next()
	fresh := dial(t, w)
	_ = old.conn.Close()
	sockets(t, w, 1)
	w.Jump(warned + time.Second)
	done := acting(t, w, "tess", recover1)
	if frame := fresh.next(); frame["type"] != "slash_commands" {
		t.Errorf("the new socket, which nobody warned, gets %v", frame)
	} else {
		fresh.ack(frame, nil)
	}
	done()
}

func TestDisconnectOne(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	both := []*bare{dial(t, w), dial(t, w)}
	w.DisconnectOne("refresh_requested")
	sockets(t, w, 1)
	ends := make(chan object, 2)
	for _, s := range both {
		go func() {
			var frame object
			_ = s.conn.ReadJSON(&frame) // the other one ends with the workspace
			ends <- frame
		}()
	}
	if frame := <-ends; frame["reason"] != "refresh_requested" {
		t.Errorf("one of two sockets is told %v", frame)
	}
	acting(t, w, "tess", Action{Do: "say", Channel: "C0RECOVERY", Text: "hello"})()
	if frame := <-ends; frame["type"] != "events_api" {
		t.Errorf("the other gets %v", frame)
	}
}

// Rule 10: envelopes are spread over the sockets at random, and rule 1: any of them may acknowledge.
func TestSpread(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	both := []*bare{dial(t, w), dial(t, w)}
	type arrival struct {
		on    int
		frame object
	}
	arrivals := make(chan arrival, 1)
	for i, s := range both {
		go func() {
			for {
				var frame object
				if s.conn.ReadJSON(&frame) != nil {
					return
				}
				arrivals <- arrival{i, frame}
			}
		}()
	}
	var on []int
	for range 40 { // on one socket only: once in 2^39 runs
		done := acting(t, w, "tess", recover1)
		a := <-arrivals
		on = append(on, a.on)
		both[1-a.on].ack(a.frame, nil)
		done()
	}
	if !slices.Contains(on, 0) || !slices.Contains(on, 1) || len(w.Unacked()) > 0 {
		t.Errorf("40 commands came on %v; not acknowledged: %v", on, w.Unacked())
	}
}
