package slacksim

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	postLimit   = 40000 // characters of a new message
	updateLimit = 4000  // characters of a changed one
)

// content is the part of a call, an acknowledgement or a response_url body that makes a message.
type content struct {
	text     string
	blocks   []object
	blocksOK bool // blocks were given, be it none
	metadata object
}

// readContent validates what is to be shown. Everything but the length of the text is the same everywhere.
func readContent(args object, limit int) (content, error) {
	c := content{text: str(args, "text")}
	raw, err := nested(args, "blocks")
	if err != nil {
		return c, refuse("invalid_blocks_format")
	}
	if raw != nil {
		if c.blocks, err = objects(raw); err != nil {
			return c, refuse("invalid_blocks_format")
		}
		c.blocksOK = true
		if err := checkMessage(c.blocks); err != nil {
			return c, err
		}
		c.blocks = dressed(c.blocks)
	}
	if utf8.RuneCountInString(c.text) > limit {
		return c, refuse("msg_too_long")
	}
	attachments, err := nested(args, "attachments")
	if err != nil {
		return c, refuse("invalid_attachments")
	}
	if list, _ := attachments.([]any); c.text == "" && len(c.blocks) == 0 && len(list) == 0 {
		return c, refuse("no_text")
	}
	meta, err := nested(args, "metadata")
	if err != nil {
		return c, refuse("invalid_metadata_format")
	}
	if kind := str(meta, "event_type"); kind != "" {
		if _, ok := sub(meta)["event_payload"].(object); !ok {
			return c, refuse("invalid_metadata_schema")
		}
		c.metadata = sub(meta)
	}
	return c, nil
}

// writable is the room a bot may write to.
func (w *Workspace) writable(ref string) (*room, error) {
	r := w.room(ref)
	if r == nil {
		return nil, refuse("channel_not_found")
	}
	if p, _ := w.person(r.user); p.Deactivated {
		return nil, refuse("channel_not_found")
	}
	switch {
	case r.Archived:
		return nil, refuse("is_archived")
	case r.has(BotUser) || r.kind == "channel" && w.manifest.enforced && w.manifest.allows("chat:write.public"):
		return r, nil
	case r.kind == "group": // a private channel does not exist for who is not in it
		return nil, refuse("channel_not_found")
	default:
		return nil, refuse("not_in_channel")
	}
}

func (w *Workspace) postMessage(args object) (object, error) {
	r, err := w.writable(str(args, "channel"))
	if err != nil {
		return nil, err
	}
	c, err := readContent(args, postLimit)
	if err != nil {
		return nil, err
	}
	thread, err := w.threadRoot(r, str(args, "thread_ts"))
	if err != nil {
		return nil, err
	}
	m := &message{Channel: r.ID, ThreadTS: thread, User: BotUser, Text: c.text, Blocks: c.blocks, Metadata: c.metadata}
	w.post(m)
	return object{"channel": r.ID, "ts": m.TS, "message": w.messageJSON(m, false)}, nil
}

// threadRoot is the root a thread_ts means; naming a reply means its thread.
func (w *Workspace) threadRoot(r *room, ts string) (string, error) {
	if ts == "" {
		return "", nil
	}
	m := w.byTS[threadKey(r.ID, ts)]
	switch {
	case m == nil || m.Deleted && len(w.replies(m)) == 0:
		return "", refuse("thread_not_found")
	case m.ThreadTS != "":
		return m.ThreadTS, nil
	default:
		return m.TS, nil
	}
}

func (w *Workspace) updateMessage(args object) (object, error) {
	r, m, err := w.own(args, "cant_update_message")
	switch {
	case err != nil:
		return nil, err
	case m.stream == streaming:
		return nil, refuse("streaming_state_conflict")
	}
	c, err := readContent(args, updateLimit)
	if err != nil {
		return nil, err
	}
	w.edit(m, c)
	return object{"channel": r.ID, "ts": m.TS, "text": m.Text, "message": w.messageJSON(m, false)}, nil
}

// own is the bot's message that args name. Ephemerals have no entry, so they are not found, as at Slack.
func (w *Workspace) own(args object, otherwise string) (*room, *message, error) {
	r := w.room(str(args, "channel"))
	if r == nil || r.ID != str(args, "channel") || r.kind == "group" && !r.has(BotUser) {
		return nil, nil, refuse("channel_not_found")
	}
	m := w.byTS[threadKey(r.ID, str(args, "ts"))]
	switch {
	case m == nil || m.Deleted:
		return nil, nil, refuse("message_not_found")
	case m.User != BotUser:
		return nil, nil, refuse(otherwise)
	case r.Archived:
		return nil, nil, refuse("is_inactive") // Slack's word for it where something is to be changed
	}
	return r, m, nil
}

// edit replaces what a message shows. Text alone removes the blocks; only a text edit is marked as edited.
func (w *Workspace) edit(m *message, c content) {
	before := w.messageJSON(m, false)
	m.Text, m.Blocks = c.text, c.blocks
	if c.metadata != nil {
		m.Metadata = c.metadata
	}
	m.Edits++
	if len(m.Blocks) == 0 {
		m.Edited = w.nextTS(m.Channel)
	}
	w.raiseChanged(m, before)
	w.touch()
}

func (w *Workspace) deleteMessage(args object) (object, error) {
	r, m, err := w.own(args, "cant_delete_message")
	if err != nil {
		return nil, err
	}
	w.remove(m)
	return object{"channel": r.ID, "ts": m.TS}, nil
}

// slackbot is who a tombstone is by, and tombText what it says.
const (
	slackbot = "USLACKBOT"
	tombText = "This message was deleted."
)

// remove deletes a message. With the last reply below a tombstone the tombstone goes.
func (w *Workspace) remove(m *message) {
	root := w.byTS[threadKey(m.Channel, m.ThreadTS)]
	buried := root != nil && w.tomb(root)
	var stone object
	if buried {
		stone = w.messageJSON(root, false)
	}
	before := w.messageJSON(m, false)
	m.Deleted = true
	w.raiseDeleted(m, before)
	if buried && !w.tomb(root) {
		w.raiseDeleted(root, stone)
	}
	w.touch()
}

// tomb reports whether a message is gone for itself but stands above a thread.
func (w *Workspace) tomb(m *message) bool { return m.Deleted && len(w.replies(m)) > 0 }

func (w *Workspace) permalink(args object) (object, error) {
	r := w.room(str(args, "channel"))
	if r == nil {
		return nil, refuse("channel_not_found")
	}
	m := w.byTS[threadKey(r.ID, str(args, "message_ts"))]
	if m == nil || m.Deleted {
		return nil, refuse("message_not_found")
	}
	link := fmt.Sprintf("%s/archives/%s/p%s", w.URL(), r.ID, strings.ReplaceAll(m.TS, ".", ""))
	if m.ThreadTS != "" {
		link += "?thread_ts=" + m.ThreadTS + "&cid=" + r.ID
	}
	return object{"channel": r.ID, "permalink": link}, nil
}

// ephemeral is a message one person sees until their client is loaded again. It is in no history.
type ephemeral struct {
	message
	to string
}

func (w *Workspace) postEphemeral(args object) (object, error) {
	r, err := w.writable(str(args, "channel"))
	if err != nil {
		return nil, err
	}
	p, known := w.person(str(args, "user"))
	if !known || p.ID != str(args, "user") {
		return nil, refuse("user_not_found")
	}
	if !r.has(p.ID) || p.Deactivated {
		return nil, refuse("user_not_in_channel")
	}
	c, err := readContent(args, postLimit)
	if err != nil {
		return nil, err
	}
	thread, err := w.threadRoot(r, str(args, "thread_ts"))
	if err != nil {
		return nil, err
	}
	e := w.whisper(p.ID, r.ID, thread, BotUser, c)
	return object{"message_ts": e.TS}, nil
}

// whisper shows something to one person only. An empty user speaks for Slack itself.
func (w *Workspace) whisper(to, channel, thread, user string, c content) *ephemeral {
	e := &ephemeral{to: to, message: message{Channel: channel, ThreadTS: thread, User: user, Text: c.text, Blocks: c.blocks}}
	e.TS = w.nextTS(channel)
	w.ephemerals = append(w.ephemerals, e)
	w.touch()
	return e
}

func (w *Workspace) hush(e *ephemeral) {
	w.ephemerals = slices.DeleteFunc(w.ephemerals, func(other *ephemeral) bool { return other == e })
	w.touch()
}

// validateBlocks is the public check of a message's blocks or of a view.
func (w *Workspace) validateBlocks(args object) (object, error) {
	view, errV := nested(args, "view")
	list, errB := nested(args, "blocks")
	if errors.Join(errV, errB) != nil {
		return nil, refuse("invalid_arguments")
	}
	if v := sub(view); v != nil {
		return nil, checkView(v)
	}
	blocks, err := objects(list)
	if err != nil {
		return nil, refuse("invalid_blocks_format")
	}
	return nil, checkMessage(blocks)
}
