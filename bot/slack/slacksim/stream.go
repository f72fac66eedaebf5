package slacksim

import (
	"strings"
	"unicode/utf8"
)

// A stream is a message that grows while people read it: begun, added to, and ended by the app, by Slack after five
// minutes, or by a person. Of what one may be made of, only Markdown text is simulated.

func (w *Workspace) startStream(args object) (object, error) {
	r, err := w.writable(str(args, "channel"))
	if err != nil {
		return nil, err
	}
	thread, err := w.threadRoot(r, str(args, "thread_ts"))
	text, err2 := streamedText(args, false)
	switch {
	case err != nil:
		return nil, err
	case err2 != nil:
		return nil, err2
	case thread == "" && r.kind == "im":
		return nil, refuse("invalid_thread_ts")
	case r.kind != "im" && str(args, "recipient_user_id") == "":
		return nil, refuse("missing_recipient_user_id")
	case r.kind != "im" && str(args, "recipient_team_id") == "":
		return nil, refuse("missing_recipient_team_id")
	}
	m := &message{Channel: r.ID, ThreadTS: thread, User: BotUser, stream: streaming}
	m.grow(text)
	w.post(m)
	return object{"channel": r.ID, "ts": m.TS}, nil
}

func (w *Workspace) appendStream(args object) (object, error) {
	_, m, err := w.flowing(args)
	if err != nil {
		return nil, err
	}
	text, err := streamedText(args, true)
	switch {
	case err != nil:
		return nil, err
	case utf8.RuneCountInString(m.Text+text) > streamText:
		return nil, refuse("msg_too_long")
	}
	m.grow(text)
	w.touch()
	return object{"channel": m.Channel, "ts": m.TS}, nil
}

func (w *Workspace) stopStream(args object) (object, error) {
	r, m, err := w.flowing(args)
	if err != nil {
		return nil, err
	}
	text, err := streamedText(args, false)
	if err != nil {
		return nil, err
	}
	if status := str(args, "session_status"); status != "" {
		if _, err := w.setSession(object{"channel_id": r.ID, "thread_ts": m.ThreadTS, "status": status}); err != nil {
			return nil, err
		}
	}
	before := w.messageJSON(m, false)
	m.grow(text)
	m.stream = noStream
	w.raiseChanged(m, before)
	w.touch()
	return object{"channel": m.Channel, "ts": m.TS, "message": w.messageJSON(m, false)}, nil
}

// flowing is the message of the app's that args name, while more of it may come.
func (w *Workspace) flowing(args object) (*room, *message, error) {
	r, m, err := w.own(args, "message_not_owned_by_app")
	switch {
	case err != nil:
		return nil, nil, err
	case m.stream == haltedStream:
		return nil, nil, refuse("stopped_by_user")
	case m.stream != streaming || w.clock.Now().Sub(tsTime(m.TS)) > streamLife:
		return nil, nil, refuse("message_not_in_streaming_state")
	}
	return r, m, nil
}

// streamedText is what is to be added; needed: there has to be some.
func streamedText(args object, needed bool) (string, error) {
	var text strings.Builder
	text.WriteString(str(args, "markdown_text"))
	raw, err := nested(args, "chunks")
	chunks, bad := objects(raw)
	if err != nil || raw != nil && bad != nil {
		return "", refuse("invalid_chunks")
	}
	for _, c := range chunks {
		if str(c, "type") != "markdown_text" {
			return "", refuse("invalid_chunks")
		}
		text.WriteString(str(c, "text"))
	}
	switch {
	case needed && text.Len() == 0:
		return "", refuse("no_text")
	case utf8.RuneCountInString(text.String()) > streamText:
		return "", refuse("msg_too_long")
	}
	return text.String(), nil
}

// grow adds to a message.
func (m *message) grow(text string) {
	m.Text += escape(text)
	if m.Text != "" {
		m.Blocks = []object{{"type": "markdown", "block_id": "stream", "text": unescaper.Replace(m.Text)}}
	}
}

func cutThread(key string) (channel, ts string, ok bool) { return strings.Cut(key, "/") }
