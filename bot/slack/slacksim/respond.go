package slacksim

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"time"
)

const (
	urlUses = 5
	urlLife = 30 * time.Minute
)

// responseURL lets the bot answer one command or click without a token.
type responseURL struct {
	user, channel string
	origin        *message   // what was clicked, or
	private       *ephemeral // what only this person saw
	at            time.Time
	uses          int
}

func (w *Workspace) newURL(kind string, u *responseURL) string {
	id := rand.Text()
	u.at = w.clock.Now()
	w.urls[id] = u
	return fmt.Sprintf("%s/%s/%s/%s/%s", w.URL(), kind, TeamID, AppID, id)
}

// serveResponse takes what the bot posts to a response URL.
func (w *Workspace) serveResponse(rw http.ResponseWriter, r *http.Request) {
	began, now := time.Now(), w.Now()
	const name = "response_url"
	args, _, err := readArgs(rw, r)
	w.wire.count(name)
	failure := w.askFault(Call{Method: name, Args: args})
	code, status := "", http.StatusOK
	if failure == nil || failure.After {
		code, status = w.useURL(r.PathValue("id"), args, err)
	}
	note := "ok"
	switch {
	case failure != nil:
		note = "fault: " + failure.String()
	case code != "":
		note = code
		w.wire.blame(name + ": " + code)
	}
	w.wire.add(now, "out", name, note, time.Since(began), encode(args))
	if failure != nil {
		w.fail(failure, rw, r, nil)
		return
	}
	body := []byte("ok")
	if code != "" {
		rw.Header().Set("Content-Type", "application/json; charset=utf-8")
		body = encode(object{"ok": false, "error": code})
	}
	rw.WriteHeader(status)
	if _, err := rw.Write(body); err != nil {
		w.log.Debug("answer not delivered", "method", name, "err", err)
	}
}

func (w *Workspace) useURL(id string, args object, bad error) (code string, status int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	u := w.urls[id]
	switch {
	case u == nil:
		return "invalid_url", http.StatusNotFound
	case u.uses >= urlUses:
		return "used_url", http.StatusNotFound
	case w.clock.Now().Sub(u.at) > urlLife:
		return "expired_url", http.StatusNotFound
	case bad != nil:
		return "invalid_payload", http.StatusBadRequest
	}
	if err := w.respond(u, args); err != nil {
		return err.Error(), http.StatusOK
	}
	u.uses++
	return "", http.StatusOK
}

// respond does what a response URL, or the acknowledgement of a command, says. The default is a new message
// only the person sees.
func (w *Workspace) respond(u *responseURL, args object) error {
	if truth(args, "delete_original") {
		w.deleteOriginal(u)
		return nil
	}
	c, err := readContent(args, postLimit)
	if err != nil {
		return err
	}
	replace := truth(args, "replace_original")
	switch {
	case replace && u.origin != nil && !u.origin.Deleted:
		w.edit(u.origin, c)
	case replace && u.private != nil:
		u.private.Text, u.private.Blocks = c.text, c.blocks
		w.touch()
	case str(args, "response_type") == "in_channel":
		m := &message{Channel: u.channel, ThreadTS: str(args, "thread_ts"), User: BotUser, Text: c.text, Blocks: c.blocks, Metadata: c.metadata}
		w.post(m)
		u.origin, u.private = m, nil
	default:
		u.private = w.whisper(u.user, u.channel, str(args, "thread_ts"), BotUser, c)
	}
	return nil
}

func (w *Workspace) deleteOriginal(u *responseURL) {
	switch {
	case u.private != nil:
		w.hush(u.private)
		u.private = nil
	case u.origin != nil && u.origin.User == BotUser && !u.origin.Deleted:
		w.remove(u.origin)
	}
}
