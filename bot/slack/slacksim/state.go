package slacksim

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// saveAfter is how long a change may wait for others to be written with it.
const saveAfter = 150 * time.Millisecond

// state is all that outlives the process.
type state struct {
	Offset   time.Duration                `json:"offset"`
	Messages []*message                   `json:"messages"` // everything ever posted, deleted ones too
	LastTS   map[string]int64             `json:"last_ts"`  // channel: microseconds of the newest ts
	Read     map[string]map[string]string `json:"read"`     // user, channel: ts read up to
	Homes    map[string]object            `json:"homes"`    // user: their App Home
	Events   []*event                     `json:"events"`   // not acknowledged yet
	Invited  []string                     `json:"invited"`  // channels the app was let into
	Kicked   []string                     `json:"kicked"`   // channels the app was put out of
	Archived map[string]bool              `json:"archived"` // channels archived or brought back since the beginning
	Left     []string                     `json:"left"`     // users deactivated since the beginning
}

// message is one post. Text is as Slack stores it, with &, < and > escaped. Blocks are replaced by an edit and
// never changed, so that whoever reads them needs no copy.
type message struct {
	Channel  string   `json:"channel"`
	TS       string   `json:"ts"`
	ThreadTS string   `json:"thread_ts,omitempty"` // of the root; "" for a root
	User     string   `json:"user"`
	ClientID string   `json:"client_msg_id,omitempty"` // of what people type
	Text     string   `json:"text"`
	Blocks   []object `json:"blocks,omitempty"`
	Metadata object   `json:"metadata,omitempty"`
	Edited   string   `json:"edited,omitempty"` // ts of the last visible edit
	Edits    int      `json:"edits,omitempty"`
	Deleted  bool     `json:"deleted,omitempty"`

	stream streamState
}

// room is a channel or the direct messages between one person and the bot.
type room struct {
	Channel
	kind string // channel, group or im, as events name it
	user string // the other side of an im
}

func (r *room) has(user string) bool { return slices.Contains(r.Members, user) }

func (r *room) leave(user string) {
	r.Members = slices.DeleteFunc(slices.Clone(r.Members), func(id string) bool { return id == user })
}

// name is the channel's name as payloads carry it.
func (r *room) name() string {
	switch r.kind {
	case "im":
		return "directmessage"
	case "group":
		return "privategroup"
	default:
		return r.Name
	}
}

func (w *Workspace) openRooms() {
	for _, c := range w.cfg.Channels {
		kind := "channel"
		if strings.HasPrefix(c.ID, "G") {
			kind = "group"
		}
		w.rooms = append(w.rooms, &room{Channel: c, kind: kind})
	}
	for _, p := range w.everybody() {
		if p.outside() {
			continue
		}
		w.rooms = append(w.rooms, &room{
			Channel: Channel{ID: "D" + p.ID[1:], Name: w.manifest.botName, Members: []string{p.ID, BotUser}},
			kind:    "im", user: p.ID,
		})
	}
}

// room finds a conversation by id, by name, or by the user whose direct messages are meant.
func (w *Workspace) room(ref string) *room {
	for _, r := range w.rooms {
		if r.ID == ref || r.kind != "im" && r.Name == strings.TrimPrefix(ref, "#") || r.kind == "im" && r.user == ref {
			return r
		}
	}
	return nil
}

// everybody is read without the lock: Deactivate puts a new list in place of the old one.
func (w *Workspace) everybody() []Person { return *w.people.Load() }

// person finds somebody by key or by user id.
func (w *Workspace) person(ref string) (Person, bool) {
	all := w.everybody()
	i := slices.IndexFunc(all, func(p Person) bool { return p.Key == ref || p.ID == ref })
	if i < 0 {
		return Person{}, false
	}
	return all[i], true
}

func threadKey(channel, ts string) string { return channel + "/" + ts }

// nextTS makes a timestamp that no other message of the channel has.
func (w *Workspace) nextTS(channel string) string {
	micros := max(w.clock.Now().UnixMicro(), w.state.LastTS[channel]+1)
	w.state.LastTS[channel] = micros
	return tsOf(time.UnixMicro(micros))
}

// tsOf is a moment as timestamps spell it; tsTime reads it.
func tsOf(at time.Time) string { return fmt.Sprintf("%d.%06d", at.Unix(), at.Nanosecond()/1000) }

func tsTime(ts string) time.Time {
	seconds, micros, _ := strings.Cut(ts, ".")
	s, errS := strconv.ParseInt(seconds, 10, 64)
	m, errM := strconv.ParseInt((micros + "000000")[:6], 10, 64)
	if errors.Join(errS, errM) != nil {
		return time.Time{}
	}
	return time.Unix(s, m*1000)
}

// post gives m its ts and puts it where everybody in the room sees it.
func (w *Workspace) post(m *message) {
	m.TS = w.nextTS(m.Channel)
	w.state.Messages = append(w.state.Messages, m)
	w.index(m)
	w.raisePosted(m)
	w.touch()
}

func (w *Workspace) index(m *message) {
	w.byTS[threadKey(m.Channel, m.TS)] = m
	w.byRoom[m.Channel] = append(w.byRoom[m.Channel], m)
	if m.ThreadTS != "" {
		key := threadKey(m.Channel, m.ThreadTS)
		w.byThread[key] = append(w.byThread[key], m)
	}
}

// replies are the messages of a thread that are still there, oldest first, without the root.
func (w *Workspace) replies(m *message) []*message {
	all := w.byThread[threadKey(m.Channel, m.TS)]
	return slices.DeleteFunc(slices.Clone(all), func(r *message) bool { return r.Deleted })
}

// load reads the state file; a missing one is an empty workspace.
func (w *Workspace) load() error {
	if w.cfg.Path != "" {
		raw, err := os.ReadFile(w.cfg.Path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return err
		default:
			if err := json.Unmarshal(raw, &w.state); err != nil {
				return fmt.Errorf("%s: %w", w.cfg.Path, err)
			}
		}
	}
	w.clock.Jump(w.state.Offset - w.clock.Offset())
	for _, id := range w.state.Invited {
		if r := w.room(id); r != nil && !r.has(BotUser) {
			r.Members = append(slices.Clone(r.Members), BotUser)
		}
	}
	for _, id := range w.state.Kicked {
		if r := w.room(id); r != nil {
			r.leave(BotUser)
		}
	}
	for id, archived := range w.state.Archived {
		if r := w.room(id); r != nil {
			r.Archived = archived
		}
	}
	w.retire(w.state.Left)
	w.state.LastTS = orEmpty(w.state.LastTS)
	w.state.Read = orEmpty(w.state.Read)
	w.state.Homes = orEmpty(w.state.Homes)
	w.state.Archived = orEmpty(w.state.Archived)
	slices.SortStableFunc(w.state.Messages, func(a, b *message) int { return cmp.Compare(a.TS, b.TS) })
	for _, m := range w.state.Messages {
		w.index(m)
	}
	return nil
}

func orEmpty[V any](m map[string]V) map[string]V {
	if m == nil {
		return map[string]V{}
	}
	return m
}

// save writes the whole state beside the file and renames it, so that a crash leaves one or the other.
func (w *Workspace) save() error {
	if w.cfg.Path == "" {
		return nil
	}
	w.saving.Lock() // an older look must not replace a newer one
	defer w.saving.Unlock()
	w.mu.Lock()
	w.state.Offset = w.clock.Offset()
	raw, err := json.Marshal(w.state)
	w.mu.Unlock()
	if err != nil {
		return fmt.Errorf("save workspace: %w", err)
	}
	f, err := os.CreateTemp(filepath.Dir(w.cfg.Path), ".slacksim-*")
	if err != nil {
		return fmt.Errorf("save workspace: %w", err)
	}
	_, err = f.Write(raw)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), w.cfg.Path)
	}
	if err != nil {
		return fmt.Errorf("save workspace: %w", errors.Join(err, os.Remove(f.Name())))
	}
	return nil
}

// keepSaving writes soon after a change, until the workspace closes (Close writes the last time).
func (w *Workspace) keepSaving() {
	for {
		select {
		case <-w.ctx.Done():
			return
		case <-w.dirty:
		}
		select {
		case <-w.ctx.Done():
			return
		case <-time.After(saveAfter):
		}
		if err := w.save(); err != nil {
			w.log.Error("workspace not saved", "err", err)
		}
	}
}
