package slacksim

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"strings"
	"sync"
)

// dumpTo names the environment variable that asks for a dump: a file that gets a line of JSON, {method, args}, for
// every distinct message, acknowledgement with a message or a view, modal and Home that was taken from the bot.
// Programs nobody here wrote then judge them; see peers.
const dumpTo = "SLACKSIM_DUMP"

// dumped are the contents written so far, by file; several processes may share one.
var dumped sync.Map

// shows are the methods that show something to somebody.
var shows = map[string]bool{
	"chat.postMessage": true, "chat.update": true, "chat.postEphemeral": true, "response_url": true,
	"chat.startStream": true, "chat.appendStream": true, "chat.stopStream": true, "assistant.threads.setSuggestedPrompts": true, "agents.sessions.setStatus": true,
	"views.open": true, "views.push": true, "views.update": true, "views.publish": true,
}

// addresses are the arguments that say where, not what: a content is not another one for them.
var addresses = []string{"channel", "channel_id", "user", "user_id", "ts", "thread_ts", "trigger_id", "view_id", "hash", "metadata"}

// dump writes what came over the wire, if it is to be dumped and new.
func dump(dir, what, note string, body []byte) {
	file := os.Getenv(dumpTo)
	if file == "" || dir != "out" || note != "ok" {
		return
	}
	method, args := shownBy(what, body)
	if len(args) == 0 {
		return
	}
	content := maps.Clone(args)
	for _, name := range addresses {
		delete(content, name)
	}
	if view := sub(content, "view"); view != nil { // its private_metadata says where, too
		view = maps.Clone(view)
		delete(view, "private_metadata")
		content["view"] = view
	}
	if _, known := dumped.LoadOrStore(file+method+string(encode(content)), true); known {
		return
	}
	if err := appendLine(file, encode(object{"method": method, "args": args})); err != nil {
		panic(err) // a dump that is not whole would pass for one
	}
}

// shownBy is the method and what it shows; nil if it shows nothing. An acknowledgement is a method by the name of what
// it answers; unlike a call, it is on the wire before it is looked at, so that is done here.
func shownBy(what string, body []byte) (method string, args object) {
	if json.Unmarshal(body, &args) != nil {
		return "", nil
	}
	switch {
	case shows[what]:
		return what, spoken(args)
	case strings.HasPrefix(what, "ack /"):
		args, method = sub(args, "payload"), "ack command"
		if _, err := readContent(args, postLimit); err != nil {
			return "", nil
		}
		return method, args
	case strings.HasPrefix(what, "ack view_submission"):
		args, method = sub(args, "payload"), "ack view_submission"
		if view := sub(args, "view"); view != nil && checkView(view) != nil {
			return "", nil
		}
		return method, args
	default:
		return "", nil
	}
}

// spoken are the arguments as JSON has them; a form spells out what is not a text.
func spoken(args object) object {
	for _, name := range []string{"blocks", "attachments", "metadata", "view", "prompts", "chunks"} {
		if v, err := nested(args, name); err == nil && v != nil {
			args[name] = v
		}
	}
	for _, name := range []string{"unfurl_links", "unfurl_media", "link_names", "mrkdwn", "as_user", "reply_broadcast"} {
		if _, spelt := args[name].(string); spelt {
			args[name] = truth(args, name)
		}
	}
	return args
}

// appendLine adds a line in one write, so that lines of several processes do not mix.
func appendLine(file string, line []byte) error {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("dump: %w", err)
	}
	if _, err := f.Write(append(line, '\n')); err != nil {
		_ = f.Close() // the write says it
		return fmt.Errorf("dump: %w", err)
	}
	return f.Close()
}
