package slacksim

import (
	"errors"
	"slices"
	"time"
	"unicode/utf8"
)

// What an app is that is declared an agent (agent_view in its manifest): it suggests prompts to whoever opens its direct
// messages, says in a thread that it is at work, and is stopped there. Slack closes the session by none of these itself.
// How Slack refuses an app that is no agent is not documented; the word here is ours.

const (
	promptsMost   = 4
	sessionTitle  = 200
	errNoAgent    = "not_an_agent_app"
	stopEvent     = "agent_session_stopped"
	noStopWarning = "missing_agent_session_stopped_event_subscription"
)

// prompt is a suggestion; who takes it says its message.
type prompt struct {
	Title   string `json:"title"`
	Message string `json:"message"`
}

// agents is what is going on between an app that is one and people. It is not kept over a restart.
type agents struct {
	prompts  map[string][]prompt // by channel
	sessions map[string]string   // by thread: how the session stands
}

func (w *Workspace) suggestPrompts(args object) (object, error) {
	r := w.room(str(args, "channel_id"))
	raw, err := nested(args, "prompts")
	list, bad := objects(raw)
	switch {
	case !w.manifest.agent:
		return nil, refuse(errNoAgent)
	case r == nil || r.kind != "im":
		return nil, refuse("channel_not_found")
	case err != nil || bad != nil || len(list) == 0 || len(list) > promptsMost:
		return nil, refuse("invalid_arguments")
	}
	var all []prompt
	for _, p := range list {
		if str(p, "title") == "" || str(p, "message") == "" {
			return nil, refuse("invalid_arguments")
		}
		all = append(all, prompt{str(p, "title"), str(p, "message")})
	}
	w.agents.prompts[r.ID] = all
	w.touch()
	return nil, nil //nolint:nilnil // nothing but ok
}

func (w *Workspace) setSession(args object) (object, error) {
	status := str(args, "status")
	if !w.manifest.agent {
		return nil, refuse(errNoAgent)
	}
	if !slices.Contains([]string{"active", "processing", "suspended", "closed"}, status) || utf8.RuneCountInString(str(args, "title")) > sessionTitle {
		return nil, refuse("invalid_arguments")
	}
	r, err := w.writable(str(args, "channel_id"))
	if err != nil {
		return nil, err
	}
	root, err := w.threadRoot(r, str(args, "thread_ts"))
	if err != nil || root == "" {
		return nil, refuse("thread_not_found")
	}
	w.agents.sessions[threadKey(r.ID, root)] = status
	w.touch()
	answer := object{"status": status, "agent_status": status}
	if status == "processing" && !w.manifest.subscribed(stopEvent) {
		answer["warning"] = noStopWarning
	}
	return answer, nil
}

// come is a person who opens the direct messages with the app.
func (w *Workspace) come(p Person, a Action) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	r := w.room(a.Channel)
	if r == nil || r.kind != "im" || r.user != p.ID {
		return errors.New("only direct messages are opened")
	}
	w.raise("app_home_opened", r, object{"type": "app_home_opened", "user": p.ID, "tab": "messages"}, w.nextTS("clients"))
	return nil
}

// halt is a person who presses stop in a thread where the app is at work. Its streams there end; the app is told, and has
// to say by itself that it is no longer at work.
func (w *Workspace) halt(p Person, a Action) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	r := w.room(a.Channel)
	if r == nil || !r.has(p.ID) || w.agents.sessions[threadKey(a.Channel, a.ThreadTS)] != "processing" || !w.manifest.subscribed(stopEvent) {
		return errors.New("there is nothing to stop")
	}
	stopped := []any{}
	for _, m := range w.byThread[threadKey(a.Channel, a.ThreadTS)] {
		if m.stream == streaming {
			m.stream = haltedStream
			stopped = append(stopped, m.TS)
		}
	}
	w.raise(stopEvent, r, object{"type": stopEvent, "thread_ts": a.ThreadTS, "user": p.ID, "streaming_message_ts": stopped}, w.nextTS(r.ID))
	w.touch()
	return nil
}

// Comes is a person opening the direct messages with the app.
func (a *Actor) Comes() {
	a.t.Helper()
	a.do(Action{Do: "open", Channel: a.in})
}

// Takes says what a suggested prompt of that title says.
func (a *Actor) Takes(title string) {
	a.t.Helper()
	text := ""
	a.until("a prompt "+title, func(s Screen) bool {
		for _, p := range s.Prompts[a.in] {
			if p.Title == title {
				text = p.Message
			}
		}
		return text != ""
	})
	a.Say(text)
}

// Stops presses stop where the app is at work.
func (a *Actor) Stops() {
	a.t.Helper()
	thread := ""
	a.until("a stop button", func(s Screen) bool {
		for key, status := range s.Sessions {
			if status == "processing" {
				thread = key
			}
		}
		return thread != ""
	})
	channel, ts, _ := cutThread(thread)
	a.do(Action{Do: "stop", Channel: channel, ThreadTS: ts})
}

// streamState is where a message stands that grows.
type streamState int

const (
	noStream     streamState = iota // it was posted whole, or is
	streaming                       // more of it may come
	haltedStream                    // a person stopped it
)

// streamLife is how long a stream lasts at the most, whatever is going on in it; streamText how much may come in all.
const (
	streamLife = 5 * time.Minute
	streamText = 12000
)
