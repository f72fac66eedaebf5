package slacksim

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// screenDepth is how many root messages of a channel a person sees.
const screenDepth = 300

// Screen is what one person sees now. The page draws it, the Actors of a test read it.
type Screen struct {
	Rev      int                 `json:"rev"`
	Now      string              `json:"now"`
	NextDue  string              `json:"next_due"`
	Team     string              `json:"team"`
	Me       Face                `json:"me"`
	People   []Face              `json:"people"`
	Bot      Bot                 `json:"bot"`
	Commands []command           `json:"commands"`
	Menu     []shortcut          `json:"menu"`     // of each message
	Prompts  map[string][]prompt `json:"prompts"`  // channel: what the app suggests to say there
	Sessions map[string]string   `json:"sessions"` // channel/ts: how the app stands in a thread
	Channels []Room              `json:"channels"`
	Messages map[string][]Shown  `json:"messages"` // channel: roots and ephemerals, oldest first
	Threads  map[string][]Shown  `json:"threads"`  // channel/ts: replies, oldest first
	Modals   []Modal             `json:"modals"`   // top last
	Faults   []string            `json:"faults"`
	Armed    []string            `json:"armed"` // what waits to go wrong; see armed.go

	notices []string
}

// Face is a person as others see them.
type Face struct {
	Key   string `json:"key"`
	ID    string `json:"id"`
	Name  string `json:"name"`
	Title string `json:"title"`
}

// Bot is the app and how many sockets it has open.
type Bot struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Sockets int    `json:"sockets"`
}

// Room is a conversation in the side bar.
type Room struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Kind   string `json:"kind"` // channel or dm
	Unread int    `json:"unread"`
}

// Shown is a message on the screen. Text and blocks are as sent, with &, < and > escaped.
type Shown struct {
	TS         string   `json:"ts"`
	User       string   `json:"user"`
	Name       string   `json:"name"`
	Bot        bool     `json:"bot"`
	Text       string   `json:"text"`
	Blocks     []object `json:"blocks"`
	ThreadTS   string   `json:"thread_ts"`
	ReplyCount int      `json:"reply_count"`
	Ephemeral  bool     `json:"ephemeral"`
	Edited     bool     `json:"edited"`
	Time       string   `json:"time"`

	channel string
}

// Modal is an open dialog.
type Modal struct {
	ID     string                       `json:"id"`
	Hash   string                       `json:"hash"`
	View   map[string]any               `json:"view"`
	Errors map[string]string            `json:"errors"` // by block
	Failed string                       `json:"failed"`
	Typed  map[string]map[string]object `json:"typed"` // block, action: what was put in and not submitted
}

// Screen is what the person with that key sees.
func (w *Workspace) Screen(key string) (Screen, bool) {
	due := ""
	if at := w.nextDue(); !at.IsZero() {
		due = at.In(w.cfg.Location).Format(time.RFC3339)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	p, known := w.person(key)
	if !known {
		return Screen{}, false
	}
	s := Screen{
		Rev: w.rev, Now: w.Now().Format(time.RFC3339), NextDue: due, Team: w.cfg.Team, Me: face(p),
		Bot:      Bot{ID: BotUser, Name: w.manifest.botName, Sockets: w.hub.live()},
		Commands: append([]command{}, w.manifest.commands...), Menu: append([]shortcut{}, w.manifest.onMessages()...), Faults: w.wire.blamed(), Armed: w.armed(),
		Channels: []Room{}, Messages: map[string][]Shown{}, Threads: map[string][]Shown{}, Modals: []Modal{},
		Prompts: map[string][]prompt{}, Sessions: map[string]string{},
		notices: slices.Clone(w.notices[p.ID]),
	}
	for _, other := range w.everybody() {
		s.People = append(s.People, face(other))
	}
	for _, r := range w.rooms {
		if r.has(p.ID) {
			w.show(&s, p, r)
		}
	}
	for key, status := range w.agents.sessions {
		if channel, _, _ := cutThread(key); w.room(channel).has(p.ID) {
			s.Sessions[key] = status
		}
	}
	for _, v := range w.stacks[p.ID] {
		s.Modals = append(s.Modals, modalOf(v))
	}
	return s, true
}

func modalOf(v *view) Modal {
	m := Modal{ID: v.id, Hash: v.hash, View: copied(v.json), Errors: copied(v.errors), Failed: v.failed, Typed: map[string]map[string]object{}}
	for block, actions := range v.typed {
		m.Typed[block] = map[string]object{}
		for action := range actions {
			m.Typed[block][action] = copied(sub(actions, action))
		}
	}
	return m
}

func face(p Person) Face { return Face{Key: p.Key, ID: p.ID, Name: p.Name, Title: p.Title} }

func (w *Workspace) show(s *Screen, p Person, r *room) {
	side := Room{ID: r.ID, Name: r.Name, Kind: "channel"}
	if r.kind == "im" {
		side.Kind = "dm"
		s.Prompts[r.ID] = w.agents.prompts[r.ID]
	}
	read := w.state.Read[p.ID][r.ID]
	var roots []Shown
	for _, m := range slices.Backward(w.byRoom[r.ID]) {
		if m.Deleted && !w.tomb(m) || m.ThreadTS != "" {
			continue
		}
		if m.TS > read && m.User != p.ID {
			side.Unread++
		}
		root := w.shown(m)
		if replies := w.replies(m); len(replies) > 0 {
			root.ReplyCount = len(replies)
			for _, reply := range replies {
				s.Threads[threadKey(r.ID, m.TS)] = append(s.Threads[threadKey(r.ID, m.TS)], w.shown(reply))
			}
		}
		if roots = append(roots, root); len(roots) == screenDepth {
			break
		}
	}
	slices.Reverse(roots)
	s.Channels = append(s.Channels, side)
	s.Messages[r.ID] = append([]Shown{}, roots...)
	for _, e := range w.ephemerals {
		if e.to == p.ID && e.Channel == r.ID {
			w.showPrivate(s, e)
		}
	}
	slices.SortStableFunc(s.Messages[r.ID], byTime)
}

func (w *Workspace) showPrivate(s *Screen, e *ephemeral) {
	shown := w.shown(&e.message)
	shown.Ephemeral = true
	if e.ThreadTS == "" {
		s.Messages[e.Channel] = append(s.Messages[e.Channel], shown)
		return
	}
	key := threadKey(e.Channel, e.ThreadTS)
	s.Threads[key] = append(s.Threads[key], shown)
	slices.SortStableFunc(s.Threads[key], byTime)
}

// forget takes away the messages for this person alone that came before a ts: a client that is loaded again does not
// show them. "" takes nothing away.
func (s Screen) forget(before string) {
	if before == "" {
		return
	}
	old := func(m Shown) bool { return m.Ephemeral && tsTime(m.TS).Before(tsTime(before)) }
	for _, lists := range []map[string][]Shown{s.Messages, s.Threads} {
		for key, list := range lists {
			lists[key] = slices.DeleteFunc(list, old)
		}
	}
}

// leave takes what the other channels say off the screen, and keeps their names at its side.
func (s Screen) leave(channel string) {
	maps.DeleteFunc(s.Messages, func(id string, _ []Shown) bool { return id != channel })
	maps.DeleteFunc(s.Threads, func(key string, _ []Shown) bool { return !strings.HasPrefix(key, channel+"/") })
}

func byTime(a, b Shown) int { return tsTime(a.TS).Compare(tsTime(b.TS)) }

func (w *Workspace) shown(m *message) Shown {
	name := "Slackbot"
	if p, known := w.person(m.User); known && m.User != "" {
		name = p.Name
	}
	if m.User == BotUser {
		name = w.manifest.botName
	}
	if m.Deleted { // a tombstone
		m, name = &message{Channel: m.Channel, TS: m.TS, Text: tombText}, "Slackbot"
	}
	return Shown{
		TS: m.TS, User: m.User, Name: name, Bot: m.User == BotUser || m.User == "", Text: m.Text, Blocks: append([]object{}, m.Blocks...),
		ThreadTS: m.ThreadTS, Edited: m.Edited != "", Time: tsTime(m.TS).In(w.cfg.Location).Format("15:04"), channel: m.Channel,
	}
}
