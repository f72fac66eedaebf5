package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"makegood/bot/slack"
	"makegood/bot/slack/slacksim"
)

func runWith(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(t.Context(), args, &o, &e)
	return code, o.String(), e.String()
}

// TestManifest prints one that asks for no more than is used.
func TestManifest(t *testing.T) {
	code, out, _ := runWith(t, "manifest")
	var m struct {
		Auth struct {
			Scopes struct {
				Bot  []string `json:"bot"`
				User []string `json:"user"`
			} `json:"scopes"`
		} `json:"oauth_config"`
		Settings struct {
			Socket bool `json:"socket_mode_enabled"`
		} `json:"settings"`
	}
	if err := json.Unmarshal([]byte(out), &m); code != 0 || err != nil {
		t.Fatalf("exit %d, %v", code, err)
	}
	want := []string{"app_mentions:read", "assistant:write", "channels:history", "chat:write", "commands", "groups:history", "im:history", "im:write", "usergroups:read", "users:read"}
	if !slices.Equal(m.Auth.Scopes.Bot, want) || m.Auth.Scopes.User != nil || !m.Settings.Socket {
		t.Errorf("the manifest asks for %v and %v", m.Auth.Scopes.Bot, m.Auth.Scopes.User)
	}
}

func TestUnknownCommand(t *testing.T) {
	code, _, errs := runWith(t, "serv")
	if code != 1 || !strings.Contains(errs, `there is no command "serv"`) || !strings.Contains(errs, "makegood manifest") {
		t.Errorf("exit %d: %s", code, errs)
	}
}

// TestStartRefuses says in one line what to mend, and starts nothing.
func TestStartRefuses(t *testing.T) {
	w, err := slacksim.New(func() slacksim.Config { c := slacksim.Default(); c.Manifest = slack.Manifest; return c }())
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	}()
	good := map[string]string{
		"SLACK_BOT_TOKEN": w.BotToken(), "SLACK_APP_TOKEN": w.AppToken(), "SLACK_API_URL": w.APIURL(),
		"MAKEGOOD_STORE": "sqlite:" + filepath.Join(t.TempDir(), "x.db"), "MAKEGOOD_CHANNEL": "C0RECOVERY", "MAKEGOOD_POLICY": "", "MAKEGOOD_LOG": "info",
	}
	for _, c := range []struct{ name, value, want string }{
		{"SLACK_BOT_TOKEN", "", "SLACK_BOT_TOKEN is not set"},
		{"SLACK_BOT_TOKEN", "xoxb-wrong", "Slack does not accept SLACK_BOT_TOKEN"},
		{"SLACK_APP_TOKEN", "xapp-wrong", "Slack does not accept SLACK_APP_TOKEN"},
		{"MAKEGOOD_STORE", "postgres://x", "MAKEGOOD_STORE"},
		{"MAKEGOOD_POLICY", "nowhere.yaml", "MAKEGOOD_POLICY"},
		{"MAKEGOOD_LOG", "loud", "MAKEGOOD_LOG"},
		{"OPENAI_TOKENS_A_DAY", "many", `OPENAI_TOKENS_A_DAY is "many": put a number there`}, // stays set: the last
	} {
		for k, v := range good {
			t.Setenv(k, v)
		}
		t.Setenv(c.name, c.value)
		code, _, errs := runWith(t)
		if code != 1 || !strings.Contains(errs, c.want) {
			t.Errorf("%s=%s: exit %d, %s", c.name, c.value, code, errs)
		}
		t.Log(strings.TrimSpace(errs))
	}
}
