package slack

import (
	"maps"
	"time"

	"makegood/bot"
)

// delivery is a command, a press or a form that is being handled or was just now.
// Slack may deliver one twice at once. The second then has the outcome of the first,
// in good and in bad: who was told that something was not kept will do it again.
type delivery struct {
	came  time.Time
	done  chan struct{} // closed when the rest is known
	reply bot.Reply
	err   error
}

// doubled is how long after the first a second delivery is taken for the same; later
// ones the record knows.
const doubled = time.Minute

// once takes a delivery, known by its trigger, if it is the first. first tells whether
// what is to be shown beside the acknowledgement is still to be shown.
func (l *listener) once(trigger string, take func() (bot.Reply, error)) (reply bot.Reply, first bool, err error) {
	if trigger == "" { // nothing to know it by
		reply, err = take()
		return reply, true, err
	}
	l.mu.Lock()
	now := time.Now()
	if now.Sub(l.swept) > time.Second {
		l.swept = now
		maps.DeleteFunc(l.kept, func(_ string, d *delivery) bool { return now.Sub(d.came) > doubled })
	}
	d := l.kept[trigger]
	if d == nil {
		d, first = &delivery{came: now, done: make(chan struct{})}, true
		l.kept[trigger] = d
	}
	l.mu.Unlock()
	if first {
		d.reply, d.err = take() // it does not panic
		close(d.done)
	}
	<-d.done
	return d.reply, first, d.err
}
