package bot

import (
	"fmt"
	"io"
	"sync/atomic"
	"time"

	"github.com/VictoriaMetrics/metrics"
)

// Meters count what the engine does, for whoever watches over it. Labels are kinds of things:
// no id, name or word of anybody is in them.
type Meters struct {
	set                              *metrics.Set
	ack, late                        *metrics.PrometheusHistogram
	posts, edits, rounds             *metrics.Counter
	open, outbox, faults, idle, beat atomic.Int64
}

// seconds are the borders of what takes a moment; minutes, of what is due.
var (
	seconds = []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2, 3}
	minutes = []float64{1, 5, 15, 60, 300, 900, 3600, 6 * 3600, 24 * 3600}
)

func newMeters() *Meters {
	m := &Meters{set: metrics.NewSet()}
	m.ack = m.set.NewPrometheusHistogramExt("makegood_acknowledgement_seconds", seconds)
	m.late = m.set.NewPrometheusHistogramExt("makegood_due_late_seconds", minutes)
	m.posts = m.set.NewCounter(`makegood_messages_total{what="post"}`)
	m.edits = m.set.NewCounter(`makegood_messages_total{what="edit"}`)
	m.rounds = m.set.NewCounter("makegood_audit_rounds_total")
	for name, of := range map[string]*atomic.Int64{
		"makegood_open_cases": &m.open, "makegood_outbox_oldest_seconds": &m.outbox,
		"makegood_audit_faults": &m.faults, "makegood_idle_cases": &m.idle, "makegood_heart_beat_timestamp_seconds": &m.beat,
	} {
		m.set.NewGauge(name, func() float64 { return float64(of.Load()) })
	}
	return m
}

// Gauge has a value that is asked for when it is read.
func (m *Meters) Gauge(name string, value func() float64) { m.set.NewGauge(name, value) }

// Acked takes note of how long an acknowledgement took.
func (m *Meters) Acked(took time.Duration) { m.ack.Update(took.Seconds()) }

// Write writes all of them in Prometheus' text format.
func (m *Meters) Write(out io.Writer) { m.set.WritePrometheus(out) }

func (m *Meters) act(a Act, kept bool) {
	result := "kept"
	if !kept {
		result = "failed"
	}
	m.set.GetOrCreateCounter(fmt.Sprintf("makegood_acts_total{kind=%q,result=%q}", a.kind(), result)).Inc()
}

// failed takes note of a message that was not shown.
func (m *Meters) failed(why error) {
	what := string(troubleOf(why))
	if what == "" {
		what = "unclear"
	}
	m.set.GetOrCreateCounter(fmt.Sprintf("makegood_message_failures_total{kind=%q}", what)).Inc()
}

// fitted takes note of what came of asking a model.
func (m *Meters) fitted(task, outcome string) {
	m.set.GetOrCreateCounter(fmt.Sprintf("makegood_model_total{task=%q,outcome=%q}", task, outcome)).Inc()
}

func (m *Meters) mended(what fault) {
	m.set.GetOrCreateCounter(fmt.Sprintf("makegood_audit_mends_total{what=%q}", what)).Inc()
}

// woke measures how late a clock was noticed.
func (m *Meters) woke(due, at time.Time) {
	if !due.IsZero() && due.Before(at) {
		m.late.Update(at.Sub(due).Seconds())
	}
}

func (a Act) kind() string {
	if a.Command != nil {
		return "command"
	}
	if name, ok := map[string]string{"Chose": "press", "Filled": "form", "Said": "message"}[kind(a.Event)]; ok {
		return name
	}
	return "other"
}
