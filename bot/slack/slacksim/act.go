package slacksim

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Action is one thing a person does; the web page and the tests send the same.
type Action struct {
	Do       string                       `json:"do"` // say, press, select, submit, close, read, shortcut, open, stop
	Channel  string                       `json:"channel"`
	ThreadTS string                       `json:"thread_ts"`
	Text     string                       `json:"text"`
	TS       string                       `json:"ts"` // of the message pressed
	ViewID   string                       `json:"view_id"`
	BlockID  string                       `json:"block_id"`
	ActionID string                       `json:"action_id"`
	Value    string                       `json:"value"`
	Option   map[string]any               `json:"option"`
	User     string                       `json:"user"`
	Values   map[string]map[string]object `json:"values"` // block, action: as in state.values

	stale object // the message as it was when the person last looked, instead of what is there now
}

// Act does something as a person. The error is a sentence for them. What the bot did not acknowledge is
// shown to them the way Slack does it, and comes back as ErrUndelivered if it was a button.
func (w *Workspace) Act(key string, a Action) error {
	p, known := w.person(key)
	if !known {
		return fmt.Errorf("nobody here is called %q", key)
	}
	if p.Deactivated {
		return errors.New("this account is deactivated")
	}
	switch a.Do {
	case "say":
		return w.say(p, a)
	case "press", "select":
		if a.ViewID != "" {
			return w.pressInView(p, a)
		}
		return w.pressMessage(p, a)
	case "submit":
		return w.submit(p, a)
	case "close":
		return w.dismiss(p, a)
	case "open":
		return w.come(p, a)
	case "stop":
		return w.halt(p, a)
	case "shortcut":
		return w.useShortcut(p, a)
	case "read":
		w.mu.Lock()
		defer w.mu.Unlock()
		w.state.Read[p.ID] = orEmpty(w.state.Read[p.ID])
		w.state.Read[p.ID][a.Channel] = w.nextTS(a.Channel)
		w.touch()
		return nil
	default:
		return fmt.Errorf("nobody can %q here", a.Do)
	}
}

func (w *Workspace) say(p Person, a Action) error {
	w.mu.Lock()
	r := w.room(a.Channel)
	switch {
	case r == nil || !r.has(p.ID):
		w.mu.Unlock()
		return errors.New("you are not in that channel")
	case r.Archived:
		w.mu.Unlock()
		return errors.New("this channel is archived")
	case strings.TrimSpace(a.Text) == "":
		w.mu.Unlock()
		return errors.New("there is nothing to send")
	}
	if strings.HasPrefix(a.Text, "/") {
		w.mu.Unlock()
		return w.slash(p, r, a)
	}
	defer w.mu.Unlock()
	thread, err := w.threadRoot(r, a.ThreadTS)
	if err != nil {
		return errors.New("that thread is gone")
	}
	m := &message{Channel: r.ID, ThreadTS: thread, User: p.ID, Text: w.typed(a.Text, false)}
	m.ClientID = clientID(w.clock.Now())
	w.post(m)
	w.state.Read[p.ID] = orEmpty(w.state.Read[p.ID])
	w.state.Read[p.ID][r.ID] = m.TS
	return nil
}

func clientID(now time.Time) string { return fmt.Sprintf("%016x", now.UnixNano()) }

// slash sends a command and shows what its acknowledgement says.
func (w *Workspace) slash(p Person, r *room, a Action) error {
	name, text, _ := strings.Cut(a.Text, " ")
	if name == "/invite" {
		return w.invite(p, r, text)
	}
	c, known := w.manifest.command(name)
	if !known || p.outside() { // an app's commands are for its own workspace
		return fmt.Errorf("%s is not a valid command", name)
	}
	if a.ThreadTS != "" {
		return fmt.Errorf("%s is not supported in threads. Sorry!", name) //nolint:staticcheck // Slack's own words
	}
	w.mu.Lock()
	text = strings.TrimSpace(text)
	if c.ShouldEscape {
		text = w.typed(text, true)
	} else {
		text = escape(text)
	}
	answerTo := &responseURL{user: p.ID, channel: r.ID}
	payload := object{
		"token": "simulated", "team_id": TeamID, "team_domain": w.domain(), "channel_id": r.ID, "channel_name": r.name(),
		"user_id": p.ID, "user_name": p.Key, "command": name, "text": text, "api_app_id": AppID,
		"is_enterprise_install": "false", "response_url": w.newURL("commands", answerTo), "trigger_id": w.newTrigger(p.ID, ""),
	}
	w.mu.Unlock()

	ack, err := w.await(w.send("slash_commands", name, payload, true, nil))
	w.mu.Lock()
	defer w.mu.Unlock()
	if err != nil {
		w.whisper(p.ID, r.ID, "", "", content{text: fmt.Sprintf("%s failed with the error \"%v\"", name, err)})
		return nil
	}
	if len(ack) == 0 {
		return nil
	}
	if err := w.respond(answerTo, ack); err != nil && err.Error() != "no_text" { // {"response_type":"in_channel"} alone is fine
		w.wire.blame(name + " acknowledged with a bad message: " + err.Error())
		w.whisper(p.ID, r.ID, "", "", content{text: fmt.Sprintf("%s failed with the error \"invalid_command_response\"", name)})
	}
	return nil
}

// invite lets the app into a channel; that is all of Slack's own commands a bot depends on.
func (w *Workspace) invite(p Person, r *room, who string) error {
	if !strings.EqualFold(strings.TrimSpace(who), "@"+w.manifest.botName) {
		return fmt.Errorf("only @%s can be invited here", w.manifest.botName)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if !r.has(BotUser) {
		r.Members = append(slices.Clone(r.Members), BotUser)
		w.state.Invited = append(w.state.Invited, r.ID)
		w.state.Kicked = slices.DeleteFunc(w.state.Kicked, func(id string) bool { return id == r.ID })
		w.raiseJoined(r, p)
		w.touch()
	}
	return nil
}

var names = regexp.MustCompile(`(^|[^\w&#@])([@#])([\w][\w.-]*)`)

// typed is what people type, as Slack stores it: escaped, with names turned into ids. Commands spell the
// name out behind the id.
func (w *Workspace) typed(text string, spelt bool) string {
	return names.ReplaceAllStringFunc(escape(text), func(found string) string {
		part := names.FindStringSubmatch(found)
		name := strings.TrimRight(part[3], ".-")
		ref, label := w.reference(part[2], name)
		if ref == "" {
			return found
		}
		if spelt || ref[0] != '@' { // people are bare in messages
			ref += "|" + label
		}
		return part[1] + "<" + ref + ">" + part[3][len(name):]
	})
}

func (w *Workspace) reference(mark, name string) (ref, label string) {
	if mark == "#" {
		if r := w.room(name); r != nil && r.kind != "im" {
			return "#" + r.ID, r.Name
		}
		return "", ""
	}
	if strings.EqualFold(name, w.manifest.botName) {
		return "@" + BotUser, w.manifest.botName
	}
	for _, p := range w.everybody() {
		if strings.EqualFold(name, p.Key) || strings.EqualFold(name, p.Name) {
			return "@" + p.ID, p.Key
		}
	}
	i := slices.IndexFunc(w.cfg.Groups, func(g Group) bool { return strings.EqualFold(g.Handle, name) })
	if i < 0 {
		return "", ""
	}
	return "!subteam^" + w.cfg.Groups[i].ID, "@" + w.cfg.Groups[i].Handle
}

var (
	escaper   = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	unescaper = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
)

func escape(s string) string { return escaper.Replace(s) }
