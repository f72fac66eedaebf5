package slacksim

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"mime"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const bodyLimit = 4 << 20 // bytes of a request

// method is one method of the Web API. Any one of its scopes suffices; tier is its rate, calls a minute.
type method struct {
	tier   int
	scopes []string
	run    func(*Workspace, object) (object, error)
}

// methods are what is simulated; anything else is unknown_method.
func methods() map[string]method {
	reads := []string{"channels:read", "groups:read", "im:read", "mpim:read"}
	return map[string]method{
		"api.test":                              {100, nil, func(_ *Workspace, args object) (object, error) { return object{"args": args}, nil }},
		"auth.test":                             {100, nil, (*Workspace).authTest},
		"bots.info":                             {50, []string{"users:read"}, (*Workspace).botInfo},
		"team.info":                             {50, []string{"team:read"}, (*Workspace).teamInfo},
		"chat.postMessage":                      {100, []string{"chat:write"}, (*Workspace).postMessage},
		"chat.update":                           {50, []string{"chat:write"}, (*Workspace).updateMessage},
		"chat.delete":                           {50, []string{"chat:write"}, (*Workspace).deleteMessage},
		"chat.postEphemeral":                    {100, []string{"chat:write"}, (*Workspace).postEphemeral},
		"chat.getPermalink":                     {100, nil, (*Workspace).permalink},
		"agents.sessions.setStatus":             {50, []string{"chat:write"}, (*Workspace).setSession},
		"assistant.threads.setSuggestedPrompts": {50, []string{"assistant:write"}, (*Workspace).suggestPrompts},
		"conversations.open":                    {50, []string{"im:write", "mpim:write"}, (*Workspace).openConversation},
		"conversations.info":                    {50, reads, (*Workspace).conversationInfo},
		"conversations.list":                    {20, reads, (*Workspace).conversationList},
		"conversations.members":                 {100, reads, (*Workspace).conversationMembers},
		"conversations.history":                 {50, nil, (*Workspace).history}, // scopes depend on the kind of channel
		"conversations.replies":                 {50, nil, (*Workspace).threadReplies},
		"users.info":                            {100, []string{"users:read"}, (*Workspace).userInfo},
		"users.list":                            {20, []string{"users:read"}, (*Workspace).userList},
		"usergroups.list":                       {20, []string{"usergroups:read"}, (*Workspace).groupList},
		"usergroups.users.list":                 {20, []string{"usergroups:read"}, (*Workspace).groupUsers},
		"views.open":                            {100, nil, (*Workspace).openView},
		"views.push":                            {100, nil, (*Workspace).pushView},
		"views.update":                          {100, nil, (*Workspace).updateView},
		"views.publish":                         {100, nil, (*Workspace).publishView},
		"chat.startStream":                      {20, []string{"chat:write"}, (*Workspace).startStream},
		"chat.appendStream":                     {100, []string{"chat:write"}, (*Workspace).appendStream},
		"chat.stopStream":                       {20, []string{"chat:write"}, (*Workspace).stopStream},
		"blocks.validate":                       {100, nil, (*Workspace).validateBlocks},
	}
}

// refusal is an error in Slack's words, with what else the answer carries.
type refusal struct {
	code string
	more object
}

func (r refusal) Error() string { return r.code }

func refuse(code string) error { return refusal{code: code} }

func missingScope(m manifest, scopes []string) error {
	return refusal{"missing_scope", object{"needed": strings.Join(scopes, ","), "provided": m.provided()}}
}

// serveAPI answers one call of the Web API.
func (w *Workspace) serveAPI(rw http.ResponseWriter, r *http.Request) {
	began, now := time.Now(), w.Now()
	name := r.PathValue("method")
	args, token, err := readArgs(rw, r)
	call := Call{Method: name, Args: args}
	w.wire.count(name)
	failure := w.askFault(call)
	var answer object
	var after time.Duration
	if failure == nil || failure.After {
		switch {
		case err != nil:
			answer = object{"ok": false, "error": "invalid_post_type", "detail": err.Error()}
		default:
			answer, after = w.call(name, token, args, r)
		}
	}
	if answer["ok"] == true && strings.HasPrefix(name, "chat.") { // what Slack has taken, it does not forget
		if err := w.save(); err != nil {
			w.log.Error("workspace not saved", "err", err)
		}
	}
	note := cmpNote(answer)
	if failure != nil {
		note = "fault: " + failure.String()
		w.wire.add(now, "out", name, note, time.Since(began), encode(args))
		w.fail(failure, rw, r, answer)
		return
	}
	if note != "ok" {
		w.wire.blame(name + ": " + note)
		w.log.Warn("web api call refused", "method", name, "error", note)
	}
	w.wire.add(now, "out", name, note, time.Since(began), encode(args))
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	if w.manifest.enforced {
		rw.Header().Set("X-OAuth-Scopes", w.manifest.provided())
	}
	if after > 0 {
		rw.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(after.Seconds()))))
		rw.WriteHeader(http.StatusTooManyRequests)
	}
	if _, err := rw.Write(encode(answer)); err != nil {
		w.log.Debug("answer not delivered", "method", name, "err", err)
	}
}

// call checks token, rate and scopes and runs the method. A positive duration is how long to stay away.
func (w *Workspace) call(name, token string, args object, r *http.Request) (object, time.Duration) {
	if w.isRevoked(token) {
		return object{"ok": false, "error": "token_revoked"}, 0
	}
	if name == "blocks.validate" || name == "api.test" { // public at Slack too
		token = botToken
	}
	if code := tokenError(name, token); code != "" {
		return object{"ok": false, "error": code}, 0
	}
	if name == "apps.connections.open" {
		return w.openConnection(r), 0
	}
	m, known := methods()[name]
	if !known {
		return object{"ok": false, "error": "unknown_method", "req_method": name}, 0
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if wait := w.limits.wait(w.clock.Now(), name, m.tier, str(args, "channel")); wait > 0 {
		return object{"ok": false, "error": "ratelimited"}, wait
	}
	var err error
	var answer object
	if w.manifest.allows(m.scopes...) {
		answer, err = m.run(w, args)
	} else {
		err = missingScope(w.manifest, m.scopes)
	}
	if err != nil {
		return refused(err), 0
	}
	if answer == nil {
		answer = object{}
	}
	answer["ok"] = true
	return answer, 0
}

func refused(err error) object {
	answer := object{"ok": false, "error": err.Error()}
	if r, ok := err.(refusal); ok { //nolint:errorlint // methods return refusals bare
		maps.Copy(answer, r.more)
	}
	return answer
}

func tokenError(method, token string) string {
	wanted := botToken
	if method == "apps.connections.open" {
		wanted = appToken
	}
	switch token {
	case wanted:
		return ""
	case "":
		return "not_authed"
	case botToken, appToken:
		return "not_allowed_token_type"
	default:
		return "invalid_auth"
	}
}

// readArgs takes forms and JSON. The token may be a Bearer or, as Slack still allows, a field.
func readArgs(rw http.ResponseWriter, r *http.Request) (args object, token string, err error) {
	args = object{}
	r.Body = http.MaxBytesReader(rw, r.Body, bodyLimit)
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "application/json" {
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			return args, "", fmt.Errorf("read body: %w", err)
		}
		if len(raw) > 0 {
			if err := json.Unmarshal(raw, &args); err != nil {
				return object{}, "", fmt.Errorf("body is not a JSON object: %w", err)
			}
		}
	} else if err := r.ParseForm(); err != nil {
		return args, "", fmt.Errorf("read form: %w", err)
	}
	for name, values := range r.Form {
		args[name] = values[0]
	}
	token, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !bearer {
		token = str(args, "token")
	}
	delete(args, "token")
	return args, token, nil
}

// nested is an argument that is JSON: as such in a JSON body, spelt out in a form. Absent is nil.
func nested(args object, name string) (any, error) {
	text, spelt := args[name].(string)
	if !spelt {
		return args[name], nil
	}
	if text == "" {
		return nil, nil //nolint:nilnil // absent is no error
	}
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		return nil, fmt.Errorf("argument %s is not JSON: %w", name, err)
	}
	return v, nil
}

func cmpNote(answer object) string {
	if answer["ok"] == true {
		return "ok"
	}
	return str(answer, "error")
}

// onlyLoopback refuses requests under a foreign name: a web page elsewhere could have pointed it here.
func onlyLoopback(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if !loopback(host) {
			http.Error(rw, "only loopback is served", http.StatusForbidden)
			return
		}
		next.ServeHTTP(rw, r)
	})
}

func loopback(host string) bool {
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
