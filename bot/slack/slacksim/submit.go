package slacksim

import (
	"errors"
	"fmt"
	"slices"
)

// trouble is what Slack's client says when a modal's submission went nowhere.
const trouble = "We had some trouble connecting. Try again?"

// submit sends a modal, unless the client itself sees that something is missing.
func (w *Workspace) submit(p Person, a Action) error {
	w.mu.Lock()
	v, err := w.entered(p, a)
	if err != nil {
		w.mu.Unlock()
		return err
	}
	if str(v.json, "submit", "text") == "" {
		w.mu.Unlock()
		return errors.New("this dialog has nothing to submit")
	}
	v.failed, v.errors = "", v.complaints()
	w.touch()
	if len(v.errors) > 0 {
		w.mu.Unlock()
		return nil
	}
	payload := w.interaction(p, "view_submission", v.id)
	payload["view"], payload["response_urls"] = w.viewJSON(v), []any{}
	what := "view_submission " + str(v.json, "callback_id")
	w.mu.Unlock()

	ack, err := w.await(w.send("interactive", what, payload, true, nil))
	w.mu.Lock()
	defer w.mu.Unlock()
	if err == nil {
		err = w.obey(v, ack)
	}
	if err != nil {
		v.failed = trouble
		w.wire.blame(fmt.Sprintf("%s: %v", what, err))
	}
	w.touch()
	return nil
}

// entered is the person's modal with the values of the action put in.
func (w *Workspace) entered(p Person, a Action) (*view, error) {
	v := w.openModal(a.ViewID, "")
	if v == nil || v.user != p.ID {
		return nil, errors.New("this dialog is closed")
	}
	for block, actions := range a.Values {
		for action, value := range actions {
			if err := v.put(block, action, value); err != nil {
				return nil, err
			}
		}
	}
	return v, nil
}

// obey does what the acknowledgement of a submission says.
func (w *Workspace) obey(v *view, ack object) error {
	action := str(ack, "response_action")
	switch action {
	case "":
		w.closeView(v)
	case "clear":
		w.stacks[v.user] = nil
	case "errors":
		return v.complain(sub(ack, "errors"))
	case "update", "push":
		json, err := w.readView(ack, "modal")
		if err != nil {
			return err
		}
		if action == "update" {
			w.redraw(v, json)
			return nil
		}
		_, err = w.stack(v.user, json)
		return err
	default:
		return fmt.Errorf("unknown response_action %q", action)
	}
	return nil
}

// complain shows the bot's errors. Slack takes them for input blocks only.
func (v *view) complain(errs object) error {
	found := map[string]string{}
	for block := range errs {
		known := slices.ContainsFunc(items(v.json, "blocks"), func(b object) bool {
			return str(b, "block_id") == block && str(b, "type") == "input"
		})
		if !known || str(errs, block) == "" {
			return fmt.Errorf("errors name %q, which is not an input block", block)
		}
		found[block] = str(errs, block)
	}
	if len(found) == 0 {
		return errors.New("response_action errors without errors")
	}
	v.errors = found
	return nil
}

// dismiss closes a modal without submitting it; the bot hears of it only if it asked to.
func (w *Workspace) dismiss(p Person, a Action) error {
	w.mu.Lock()
	v := w.openModal(a.ViewID, "")
	if v == nil || v.user != p.ID {
		w.mu.Unlock()
		return nil // closed already is closed
	}
	cleared := truth(v.json, "clear_on_close")
	gone := []*view{v}
	if cleared {
		gone = slices.Clone(w.stacks[p.ID])
		w.stacks[p.ID] = nil
	}
	w.closeView(v)
	var sent []*envelope
	for _, v := range slices.Backward(gone) {
		if truth(v.json, "notify_on_close") {
			payload := w.interaction(p, "view_closed", "")
			delete(payload, "trigger_id")
			payload["view"], payload["is_cleared"] = w.viewJSON(v), cleared
			sent = append(sent, w.send("interactive", "view_closed "+str(v.json, "callback_id"), payload, false, nil))
		}
	}
	w.mu.Unlock()
	for _, e := range sent {
		if _, err := w.await(e); err != nil {
			w.wire.blame("view_closed: " + err.Error())
		}
	}
	return nil
}
