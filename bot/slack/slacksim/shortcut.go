package slacksim

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// shortcut is one of the app's in the menu of a message; those that belong to no message are not simulated.
type shortcut struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	CallbackID  string `json:"callback_id"`
	Description string `json:"description"`
}

// onMessages are the shortcuts that a message's menu offers.
func (m manifest) onMessages() []shortcut {
	return slices.DeleteFunc(slices.Clone(m.shortcuts), func(s shortcut) bool { return s.Type != "message" })
}

// useShortcut sends a message to the app from its menu. Slack does so in every channel, also where the app is not, and
// never sends it again. What only one person sees has no such menu.
func (w *Workspace) useShortcut(p Person, a Action) error {
	all := w.manifest.onMessages()
	i := slices.IndexFunc(all, func(s shortcut) bool { return s.CallbackID == a.Value || s.Name == a.Value })
	w.mu.Lock()
	r := w.room(a.Channel)
	var m *message
	if r != nil {
		m = w.byTS[threadKey(r.ID, a.TS)]
	}
	switch {
	case i < 0 || p.outside():
		w.mu.Unlock()
		return fmt.Errorf("there is no shortcut %q here", a.Value)
	case r == nil || !r.has(p.ID):
		w.mu.Unlock()
		return errors.New("you are not in that channel")
	case m == nil || m.Deleted:
		w.mu.Unlock()
		return errGone
	}
	payload := w.interaction(p, "message_action", "")
	payload["callback_id"], payload["message_ts"], payload["action_ts"] = all[i].CallbackID, m.TS, w.nextTS("actions")
	payload["channel"] = object{"id": r.ID, "name": r.name()}
	payload["message"] = w.messageJSON(m, false)
	payload["response_url"] = w.newURL("app", &responseURL{user: p.ID, channel: r.ID})
	w.mu.Unlock()

	_, err := w.await(w.send("interactive", "message_action "+all[i].CallbackID, payload, false, nil))
	if err == nil {
		return nil
	}
	failure := fmt.Errorf("%q failed: %w (%w)", all[i].Name, ErrUndelivered, err)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.notices[p.ID] = append(w.notices[p.ID], failure.Error())
	w.touch()
	return failure
}

// Uses picks a shortcut from the menu of the newest message that holds the text.
func (a *Actor) Uses(shortcut, text string) {
	a.t.Helper()
	var at Action
	a.until("a message with "+text, func(s Screen) bool {
		for _, m := range s.newestFirst() {
			if !m.Ephemeral && strings.Contains(spaced(s.words(m)), spaced(text)) {
				at = Action{Do: "shortcut", Channel: m.channel, TS: m.TS, Value: shortcut}
				return true
			}
		}
		return false
	})
	a.do(at)
}
