package slacksim

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

// page asks as the web page does and gives back the decoded answer and its status.
func ask(t *testing.T, w *Workspace, method, path string, body any, change func(*http.Request)) (object, int) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, w.URL()+path, bytes.NewReader(encode(body)))
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(r)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	var out any
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil && resp.StatusCode == http.StatusOK {
		t.Fatalf("%s: %v", path, err)
	}
	if all, isList := out.([]any); isList {
		out = object{"list": all}
	}
	return sub(out), resp.StatusCode
}

func TestPage(t *testing.T) {
	t.Parallel()
	due := time.Time{}
	w := world(t, func(c *Config) { c.NextDue = func() time.Time { return due } })
	b := &testBot{}
	b.run(t, w, 1)
	if _, err := b.api.PostEphemeral("C0RECOVERY", "U0TESS", slack.MsgOptionText("a &lt; b", false)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := b.api.PostMessage("C0RECOVERY", slack.MsgOptionBlocks(buttons("b", "Yes"))); err != nil {
		t.Fatal(err)
	}
	act := func(a object) object {
		t.Helper()
		answer, _ := ask(t, w, "POST", "/ui/act?as=tess", a, nil)
		return answer
	}
	state := func() object {
		t.Helper()
		s, _ := ask(t, w, "GET", "/ui/state?as=tess", nil, nil)
		return s
	}
	s := state()
	shown := items(s, "messages", "C0RECOVERY")
	if len(shown) != 2 || !truth(shown[0], "ephemeral") || str(shown[0], "text") != "a &lt; b" || !truth(shown[1], "bot") || str(s, "bot", "sockets") != "1" ||
		str(s, "me", "id") != "U0TESS" || len(items(s, "people")) != 4 || str(items(s, "channels")[0], "unread") != "1" || str(items(s, "commands")[0], "command") != "/recover" {
		t.Errorf("state is %s", encode(s))
	}
	block := items(shown[1], "blocks")[0]
	press := object{"do": "press", "channel": "C0RECOVERY", "ts": shown[1]["ts"], "block_id": block["block_id"], "action_id": "press:Yes"}
	if got := act(press); got["ok"] != true {
		t.Errorf("press gives %v", got)
	}
	press["action_id"] = "press:No"
	if got := act(press); got["ok"] != false || str(got, "error") != errGone.Error() {
		t.Errorf("a button that is not there gives %v", got)
	}
	if got := act(object{"do": "say", "channel": "C0RECOVERY", "text": "done", "thread_ts": shown[1]["ts"]}); got["ok"] != true {
		t.Errorf("say gives %v", got)
	}
	if got := act(object{"do": "read", "channel": "C0RECOVERY"}); got["ok"] != true {
		t.Errorf("read gives %v", got)
	}
	s = state()
	if replies := items(s, "threads", "C0RECOVERY/"+str(shown[1], "ts")); len(replies) != 1 || str(replies[0], "name") != "Tess" || str(items(s, "channels")[0], "unread") != "0" {
		t.Errorf("state is %s", encode(s))
	}

	if _, err := b.api.OpenView(triggerOf(w, "U0TESS"), modal("form", "")); err != nil {
		t.Fatal(err)
	}
	top := items(state(), "modals")[0]
	act(object{"do": "submit", "view_id": top["id"], "values": object{"how": object{"pick": object{"type": "static_select", "selected_option": object{"value": "bad"}}}}})
	if errs := sub(items(state(), "modals")[0], "errors"); errs["what"] == nil || errs["how"] != nil {
		t.Errorf("errors are %v", errs)
	}
	forged := object{"do": "submit", "view_id": top["id"], "values": object{"how": object{"pick": object{"selected_option": object{"value": "forged"}}}}}
	if got := act(forged); got["ok"] != false {
		t.Errorf("an option nobody offered gives %v", got)
	}

	wire, _ := ask(t, w, "GET", "/ui/wire?after=0", nil, nil)
	entries := items(wire, "list")
	last := entries[len(entries)-1]
	if more, _ := ask(t, w, "GET", "/ui/wire?after="+str(last, "n"), nil, nil); len(items(more, "list")) != 0 || str(last, "dir") != "out" {
		t.Errorf("after %v there is %v", last, more)
	}
	for _, secret := range []string{w.BotToken(), w.AppToken()} {
		if bytes.Contains(encode(wire), []byte(secret)) {
			t.Errorf("the wire log shows %s", secret)
		}
	}

	control := func(c object) object {
		t.Helper()
		answer, _ := ask(t, w, "POST", "/ui/control", c, nil)
		return answer
	}
	if got := control(object{"do": "jump", "to": "due"}); got["ok"] != false {
		t.Errorf("a jump to nothing gives %v", got)
	}
	due = w.Now().Add(time.Hour)
	if got := control(object{"do": "jump", "to": "due"}); got["ok"] != true || w.Now().Before(due) {
		t.Errorf("a jump to what is due gives %v and %s", got, w.Now())
	}
	if got := control(object{"do": "restart"}); got["ok"] != false {
		t.Errorf("a restart without a bot gives %v", got)
	}
}

func TestOnlyLoopbackAndOnlyItsOwnPage(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	if err := w.Start("0.0.0.0:0"); err == nil {
		t.Error("the workspace listens to everybody")
	}
	if _, status := ask(t, w, "GET", "/ui/state?as=tess", nil, func(r *http.Request) { r.Host = "evil.example" }); status != http.StatusForbidden {
		t.Errorf("a foreign name gets %d", status)
	}
	if _, status := ask(t, w, "POST", "/ui/act?as=tess", object{}, func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }); status != http.StatusForbidden {
		t.Errorf("a foreign page gets %d", status)
	}
}

func TestPageIsToldOfChanges(t *testing.T) {
	t.Parallel()
	var due atomic.Pointer[time.Time]
	due.Store(&time.Time{})
	w := world(t, func(c *Config) { c.NextDue = func() time.Time { return *due.Load() } })
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.URL()+"/ui/events?as=tess", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	lines := bufio.NewScanner(resp.Body)
	next := func() string {
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "data: ") {
				return lines.Text()
			}
		}
		return ""
	}
	first := next()
	w.Person(t, "carl").Say("hello")
	if second := next(); first == "" || second == "" || first == second {
		t.Errorf("told %q, then %q", first, second)
	}
	at := w.Now().Add(time.Hour)
	due.Store(&at)
	if next() == "" {
		t.Error("not told of another time due")
	}
}

var loaded = regexp.MustCompile(`<body data-since="([\d.]+)">`)

// sinceOf is when a page was loaded, as it knows itself.
func sinceOf(t *testing.T, page io.Reader) string {
	t.Helper()
	html, err := io.ReadAll(page)
	if err != nil {
		t.Fatal(err)
	}
	found := loaded.FindSubmatch(html)
	if found == nil {
		t.Fatalf("the page does not know when it was loaded: %.300s", html)
	}
	return string(found[1])
}
