package slacksim

import (
	"bytes"
	"encoding/json"
	"slices"
	"sync"
	"time"
)

const (
	wireKept   = 500  // entries
	bodyShown  = 4000 // characters of a body
	faultsKept = 10
)

// Entry is one line of the wire log. In is to the bot, out is from it.
type Entry struct {
	N    int    `json:"n"`
	At   string `json:"at"` // 15:04:05.000
	Dir  string `json:"dir"`
	What string `json:"what"`
	MS   int64  `json:"ms"` // how long the answer or the acknowledgement took
	Note string `json:"note"`
	Body string `json:"body"`
}

// Posted is a message somebody posted, as it is now.
type Posted struct {
	Channel, ThreadTS, TS, User, Text string

	EventType string // of the metadata
	Payload   map[string]any
	Deleted   bool
	Edits     int
}

// Call is one call of the Web API by the bot.
type Call struct {
	Method string
	Args   map[string]any // form fields are strings; the token is left out
}

// Posts are all messages ever posted, oldest first, the deleted ones too.
func (w *Workspace) Posts() []Posted {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := make([]Posted, len(w.state.Messages))
	for i, m := range w.state.Messages {
		out[i] = Posted{
			Channel: m.Channel, ThreadTS: m.ThreadTS, TS: m.TS, User: m.User, Text: m.Text,
			EventType: str(m.Metadata, "event_type"), Payload: copied(sub(m.Metadata, "event_payload")),
			Deleted: m.Deleted, Edits: m.Edits,
		}
	}
	return out
}

// Posted counts them.
func (w *Workspace) Posted() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.state.Messages)
}

// Calls counts the calls of a method, failed ones included.
func (w *Workspace) Calls(method string) int {
	w.wire.mu.Lock()
	defer w.wire.mu.Unlock()
	return w.wire.calls[method]
}

// wireLog has its own lock: sockets write to it while the workspace is busy.
type wireLog struct {
	mu      sync.Mutex
	n       int
	entries []Entry
	calls   map[string]int
	faults  []string
}

func (l *wireLog) add(at time.Time, dir, what, note string, took time.Duration, body []byte) {
	dump(dir, what, note, body)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.n++
	l.entries = append(l.entries, Entry{
		N: l.n, At: at.Format("15:04:05.000"), Dir: dir, What: what, MS: took.Milliseconds(), Note: note, Body: shown(body),
	})
	if len(l.entries) > wireKept {
		l.entries = slices.Delete(l.entries, 0, len(l.entries)-wireKept)
	}
}

func (l *wireLog) count(method string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.calls == nil {
		l.calls = map[string]int{}
	}
	l.calls[method]++
}

// blame notes what the bot did that Slack would not have taken.
func (l *wireLog) blame(what string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.faults = append(l.faults, what)
	if len(l.faults) > faultsKept {
		l.faults = slices.Delete(l.faults, 0, 1)
	}
}

func (l *wireLog) blamed() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]string{}, l.faults...)
}

func (l *wireLog) after(n int) []Entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := slices.IndexFunc(l.entries, func(e Entry) bool { return e.N > n })
	if i < 0 {
		return []Entry{}
	}
	return slices.Clone(l.entries[i:])
}

// shown is a body made readable and cut by characters.
func shown(body []byte) string {
	var pretty bytes.Buffer
	text := string(body)
	if json.Indent(&pretty, body, "", "  ") == nil {
		text = pretty.String()
	}
	if r := []rune(text); len(r) > bodyShown {
		return string(r[:bodyShown]) + "…"
	}
	return text
}
