package slacksim

// What follows is the screen in parts, for programs that play many people at once and cannot read all of it
// at every change.

// Offer is something on a message that can be pressed.
type Offer struct {
	Label  string
	Action Action
}

// Offers are the buttons and menu entries of a message, in reading order.
func (m Shown) Offers() []Offer {
	var out []Offer
	for _, c := range controls(m.Blocks, Action{Channel: m.channel, TS: m.TS, ThreadTS: m.ThreadTS}) {
		out = append(out, Offer{c.label, c.action})
	}
	return out
}

// Held is the press as somebody does it who still sees the message as it is now.
func (w *Workspace) Held(key string, o Offer) Action {
	o.Action.stale = w.asShown(key, o.Action)
	return o.Action
}

// Read is the message as plain text; buttons are [label].
func (m Shown) Read() string {
	if len(m.Blocks) == 0 {
		return Screen{}.plain(m.Text)
	}
	return Screen{}.flatten(m.Blocks)
}

// Thread is a message and its replies, oldest first; nothing if it is not there.
func (w *Workspace) Thread(channel, ts string) []Shown {
	w.mu.Lock()
	defer w.mu.Unlock()
	root := w.byTS[threadKey(channel, ts)]
	if root == nil || root.Deleted && !w.tomb(root) {
		return nil
	}
	out := []Shown{w.shown(root)}
	for _, m := range w.replies(root) {
		out = append(out, w.shown(m))
	}
	return out
}

// Roots are the messages of a channel that begin behind a ts ("" for all), oldest first.
func (w *Workspace) Roots(channel, after string) []Shown {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []Shown
	for _, m := range w.byRoom[channel] {
		if m.TS > after && m.ThreadTS == "" && (!m.Deleted || w.tomb(m)) {
			out = append(out, w.shown(m))
		}
	}
	return out
}

// Private are the messages since a ts ("" for all) that only this person sees, oldest first.
func (w *Workspace) Private(key, since string) []Shown {
	w.mu.Lock()
	defer w.mu.Unlock()
	p, _ := w.person(key)
	var out []Shown
	for _, e := range w.ephemerals {
		if e.to == p.ID && e.TS >= since {
			m := w.shown(&e.message)
			m.Ephemeral = true
			out = append(out, m)
		}
	}
	return out
}

// Dialog is the dialog in front of a person, if one is open.
func (w *Workspace) Dialog(key string) (Modal, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	p, _ := w.person(key)
	stack := w.stacks[p.ID]
	if len(stack) == 0 {
		return Modal{}, false
	}
	return modalOf(stack[len(stack)-1]), true
}

// Form is the callback id of the dialog: what the bot calls it.
func (m Modal) Form() string { return str(m.View, "callback_id") }

// Options are what can be picked in the dialog's block with that id, if there is anything.
func (m Modal) Options(block string) (all []map[string]any, some bool) {
	for _, in := range inputs(m.View) {
		if in.block == block {
			all = options(in.element)
		}
	}
	return all, len(all) > 0
}

// Read is the dialog as plain text, with what was typed and what is wrong with it.
func (m Modal) Read() string { return Screen{Modals: []Modal{m}}.String() }

// Watch gives a channel that is closed when anything changes next.
func (w *Workspace) Watch() <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.changed
}

// Sockets is how many connections the bot has open.
func (w *Workspace) Sockets() int { return w.hub.live() }

// Faults are the latest things the bot did that Slack would not have taken.
func (w *Workspace) Faults() []string { return w.wire.blamed() }
