package slacksim

import (
	"crypto/rand"
	"slices"
	"time"
)

const (
	stackLimit = 3
	viewLimit  = 250 << 10 // bytes
)

// trigger is the right to open one modal for the person who acted, for a moment.
type trigger struct {
	user, view string // view: where they acted, "" outside modals
	at         time.Time
	used       bool
}

// view is an open modal.
type view struct {
	id, user, hash string
	root, previous string
	json           object            // as the bot sent it, dressed
	typed          map[string]object // block, action: what the person put in so far
	errors         map[string]string // block: what is wrong with it
	failed         string            // trouble with the whole modal
}

func (w *Workspace) newTrigger(user, viewID string) string {
	id := "T." + rand.Text()
	w.triggers[id] = &trigger{user: user, view: viewID, at: w.clock.Now()}
	return id
}

// spend takes a trigger; each is good once.
func (w *Workspace) spend(id string) (*trigger, error) {
	t := w.triggers[id]
	switch {
	case t == nil:
		return nil, refuse("invalid_trigger_id")
	case t.used:
		return nil, refuse("exchanged_trigger_id")
	case w.clock.Now().Sub(t.at) > w.cfg.Waits:
		return nil, refuse("expired_trigger_id")
	}
	t.used = true
	return t, nil
}

// openView starts a new stack; opened from within a modal it goes on top, as a push.
func (w *Workspace) openView(args object) (object, error) {
	v, err := w.readView(args, "modal")
	if err != nil {
		return nil, err
	}
	t, err := w.spend(str(args, "trigger_id"))
	if err != nil {
		return nil, err
	}
	if t.view == "" {
		w.stacks[t.user] = nil
	}
	return w.stack(t.user, v)
}

func (w *Workspace) pushView(args object) (object, error) {
	v, err := w.readView(args, "modal")
	if err != nil {
		return nil, err
	}
	t, err := w.spend(str(args, "trigger_id"))
	if err != nil {
		return nil, err
	}
	if len(w.stacks[t.user]) == 0 {
		return nil, refuse("not_found")
	}
	return w.stack(t.user, v)
}

// readView is the view of a call, checked and dressed.
func (w *Workspace) readView(args object, kind string) (object, error) {
	raw, err := nested(args, "view")
	v := sub(raw)
	if err != nil || v == nil || str(v, "type") != kind {
		return nil, refuse("invalid_arguments")
	}
	if len(encode(v)) > viewLimit {
		return nil, refuse("view_too_large")
	}
	if err := checkView(v); err != nil {
		return nil, err
	}
	return dressedView(v), nil
}

// stack puts a view on top of a person's modals.
func (w *Workspace) stack(user string, json object) (object, error) {
	stack := w.stacks[user]
	if len(stack) >= stackLimit {
		return nil, refuse("push_limit_reached")
	}
	if w.externalTaken(str(json, "external_id"), nil) {
		return nil, refuse("duplicate_external_id")
	}
	v := &view{id: "V" + rand.Text()[:10], user: user, json: json, hash: w.newHash(), typed: map[string]object{}}
	v.root = v.id
	if len(stack) > 0 {
		v.root, v.previous = stack[0].id, stack[len(stack)-1].id
	}
	w.stacks[user] = append(stack, v)
	w.touch()
	return object{"view": w.viewJSON(v)}, nil
}

func (w *Workspace) newHash() string { return w.nextTS("views") + "." + rand.Text()[:8] }

func (w *Workspace) externalTaken(id string, except *view) bool {
	if id == "" {
		return false
	}
	other := w.openModal("", id)
	return other != nil && other != except
}

// openModal finds an open view by its id or its external id.
func (w *Workspace) openModal(id, external string) *view {
	for _, stack := range w.stacks {
		for _, v := range stack {
			if id != "" && v.id == id || external != "" && str(v.json, "external_id") == external {
				return v
			}
		}
	}
	return nil
}

func (w *Workspace) updateView(args object) (object, error) {
	json, err := w.readView(args, "modal")
	if err != nil {
		return nil, err
	}
	v := w.openModal(str(args, "view_id"), str(args, "external_id"))
	if v == nil {
		return nil, refuse("not_found")
	}
	if hash := str(args, "hash"); hash != "" && hash != v.hash {
		return nil, refuse("hash_conflict")
	}
	if w.externalTaken(str(json, "external_id"), v) {
		return nil, refuse("duplicate_external_id")
	}
	w.redraw(v, json)
	return object{"view": w.viewJSON(v)}, nil
}

// redraw replaces a view. What was typed stays where block and action are still the same.
func (w *Workspace) redraw(v *view, json object) {
	v.json, v.hash, v.errors, v.failed = json, w.newHash(), nil, ""
	kept := map[string]object{}
	for _, in := range inputs(json) {
		if value := sub(v.typed[in.block], in.action); str(value, "type") == str(in.element, "type") {
			kept[in.block] = orEmpty(kept[in.block])
			kept[in.block][in.action] = value
		}
	}
	v.typed = kept
	w.touch()
}

func (w *Workspace) publishView(args object) (object, error) {
	p, known := w.person(str(args, "user_id"))
	if !known || p.ID != str(args, "user_id") {
		return nil, refuse("user_not_found")
	}
	json, err := w.readView(args, "home")
	if err != nil {
		return nil, err
	}
	old := w.state.Homes[p.ID]
	if hash := str(args, "hash"); hash != "" && old != nil && hash != str(old, "hash") {
		return nil, refuse("hash_conflict")
	}
	v := &view{id: "VH" + p.ID[1:], user: p.ID, json: json, hash: w.newHash()}
	v.root = v.id
	w.state.Homes[p.ID] = w.viewJSON(v)
	w.touch()
	return object{"view": w.viewJSON(v)}, nil
}

// viewJSON is a view as Slack answers and sends it.
func (w *Workspace) viewJSON(v *view) object {
	o := copied(v.json)
	var previous any
	if v.previous != "" {
		previous = v.previous
	}
	for field, usual := range map[string]any{
		"private_metadata": "", "callback_id": "", "external_id": "", "clear_on_close": false, "notify_on_close": false,
		"title": nil, "submit": nil, "close": nil,
	} {
		if _, given := o[field]; !given && (str(o, "type") == "modal" || usual != nil) {
			o[field] = usual
		}
	}
	o["id"], o["team_id"], o["hash"], o["app_id"], o["bot_id"] = v.id, TeamID, v.hash, AppID, BotID
	o["root_view_id"], o["previous_view_id"], o["app_installed_team_id"] = v.root, previous, TeamID
	o["state"] = object{"values": v.values()}
	return o
}

// closeView takes a view, and what lies above it, off its person's screen.
func (w *Workspace) closeView(v *view) {
	stack := w.stacks[v.user]
	if i := slices.Index(stack, v); i >= 0 {
		w.stacks[v.user] = stack[:i:i]
	}
	w.touch()
}
