package slacksim

import (
	"errors"
	"fmt"
	"slices"
)

// ErrUndelivered tells that the bot did not acknowledge a click; the person was shown a warning.
var ErrUndelivered = errors.New("the app did not answer")

var errGone = errors.New("this message has changed, and that is no longer there")

// pressMessage is a click or a choice in a message, or in something only this person sees.
func (w *Workspace) pressMessage(p Person, a Action) error {
	w.mu.Lock()
	r := w.room(a.Channel)
	if r == nil || !r.has(p.ID) {
		w.mu.Unlock()
		return errors.New("you are not in that channel")
	}
	m, private := w.byTS[threadKey(r.ID, a.TS)], w.private(p.ID, r.ID, a.TS)
	var shown object
	switch {
	case a.stale != nil:
		shown = a.stale
	case private != nil:
		shown = object{"blocks": anyList(private.Blocks)}
	case m != nil && !m.Deleted:
		shown = w.messageJSON(m, false)
	}
	action, err := w.action(shown, a)
	if err != nil {
		w.mu.Unlock()
		return err
	}
	payload := w.interaction(p, "block_actions", "")
	container := object{"type": "message", "message_ts": a.TS, "channel_id": r.ID, "is_ephemeral": m == nil}
	answerTo := &responseURL{user: p.ID, channel: r.ID, origin: m, private: private}
	if m != nil {
		payload["message"] = shown
		if thread := str(shown, "thread_ts"); thread != "" {
			container["thread_ts"] = thread
		}
	} else if private != nil && private.ThreadTS != "" {
		container["thread_ts"] = private.ThreadTS
	}
	payload["container"], payload["actions"] = container, []any{action}
	payload["channel"] = object{"id": r.ID, "name": r.name()}
	payload["response_url"] = w.newURL("actions", answerTo)
	payload["state"] = object{"values": messageState(shown, action)}
	w.mu.Unlock()
	return w.clicked(p, payload, action)
}

func (w *Workspace) private(user, channel, ts string) *ephemeral {
	i := slices.IndexFunc(w.ephemerals, func(e *ephemeral) bool { return e.to == user && e.Channel == channel && e.TS == ts })
	if i < 0 {
		return nil
	}
	return w.ephemerals[i]
}

// messageState is what the selects of a message hold once the action is done.
func messageState(shown, action object) object {
	out := object{}
	for _, in := range inputs(shown) {
		typed := object(nil)
		if in.block == str(action, "block_id") && in.action == str(action, "action_id") {
			typed = action
		}
		if out[in.block] == nil {
			out[in.block] = object{}
		}
		sub(out, in.block)[in.action] = in.value(typed)
	}
	return out
}

// pressInView is a click or a choice in the person's modal.
func (w *Workspace) pressInView(p Person, a Action) error {
	w.mu.Lock()
	v, err := w.entered(p, a)
	var action object
	if err == nil {
		action, err = w.action(v.json, a)
	}
	if err == nil {
		if _, holds := stateFields[str(action, "type")]; holds {
			err = v.put(a.BlockID, a.ActionID, action)
		}
	}
	if err != nil {
		w.mu.Unlock()
		return err
	}
	payload := w.interaction(p, "block_actions", v.id)
	payload["container"] = object{"type": "view", "view_id": v.id}
	payload["view"], payload["actions"] = w.viewJSON(v), []any{action}
	w.touch()
	w.mu.Unlock()
	return w.clicked(p, payload, action)
}

// clicked sends a click and waits. What is not acknowledged, the person is warned of.
func (w *Workspace) clicked(p Person, payload, action object) error {
	_, err := w.await(w.send("interactive", "block_actions "+str(action, "action_id"), payload, false, nil))
	if err == nil {
		return nil
	}
	label := str(action, "text", "text")
	if label == "" {
		label = str(action, "selected_option", "text", "text")
	}
	failure := fmt.Errorf("%q failed: %w (%w)", label, ErrUndelivered, err)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.notices[p.ID] = append(w.notices[p.ID], failure.Error())
	w.touch()
	return failure
}

// action is the entry of actions[]: the element as it stands in the blocks, with what was chosen.
func (w *Workspace) action(shown object, a Action) (object, error) {
	element := find(shown, a.BlockID, a.ActionID)
	if element == nil {
		return nil, errGone
	}
	kind := str(element, "type")
	out := object{"type": kind, "block_id": a.BlockID, "action_id": str(element, "action_id"), "action_ts": w.nextTS("actions")}
	for _, field := range []string{"text", "value", "style", "placeholder", "confirm"} {
		if v, set := element[field]; set {
			out[field] = v
		}
	}
	switch {
	case kind == "button":
		return out, nil
	case kind == "overflow" && a.Option == nil:
		return nil, errors.New("nothing was chosen")
	case kind == "users_select":
		out["selected_user"] = a.User
	case a.Option != nil:
		chosen := a.Option
		if err := (input{label: "this menu", element: element}).offers(chosen); err != nil {
			return nil, err
		}
		out["selected_option"] = chosen
		if field := stateFields[kind].value; field == "selected_options" {
			delete(out, "selected_option")
			out[field] = []any{chosen}
		}
	default:
		field := stateFields[kind].value
		out[field] = a.Values[a.BlockID][a.ActionID][field]
	}
	return out, nil
}

// find is the element of a block with that action id.
func find(holder object, block, action string) object {
	for _, b := range items(holder, "blocks") {
		if str(b, "block_id") != block {
			continue
		}
		for _, e := range append(items(b, "elements"), sub(b, "accessory"), sub(b, "element")) {
			if str(e, "action_id") == action {
				return e
			}
		}
	}
	return nil
}

// interaction is what every interactive payload begins with, and a fresh trigger.
func (w *Workspace) interaction(p Person, kind, viewID string) object {
	return object{
		"type": kind, "token": "simulated", "api_app_id": AppID, "enterprise": nil, "is_enterprise_install": false,
		"team":       object{"id": TeamID, "domain": w.domain()},
		"user":       object{"id": p.ID, "username": p.Key, "name": p.Key, "team_id": p.team()},
		"trigger_id": w.newTrigger(p.ID, viewID),
	}
}
