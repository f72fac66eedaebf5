package slacksim

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// peer is a command of peers/, run by node. What is missing is named and skips the test.
func peer(t *testing.T, script string) *exec.Cmd {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is missing")
	}
	if _, err := os.Stat("peers/node_modules"); err != nil {
		t.Skip("peers/node_modules is missing: npm ci in bot/slack/slacksim/peers")
	}
	cmd := exec.CommandContext(t.Context(), node, script)
	cmd.Dir = "peers"
	return cmd
}

// TestBolt lets a bot of Slack's own framework live through what the workspace promises; bolt.mjs is the story.
func TestBolt(t *testing.T) {
	t.Parallel()
	cmd := peer(t, "bolt.mjs")
	manifest, err := os.ReadFile("peers/manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	w := world(t, func(c *Config) { c.Manifest = manifest })
	mux := http.NewServeMux()
	mux.HandleFunc("POST /disconnect/{reason}", func(_ http.ResponseWriter, r *http.Request) { w.Disconnect(r.PathValue("reason")) })
	mux.HandleFunc("POST /socket-mode/{on}", func(_ http.ResponseWriter, r *http.Request) { w.SocketMode(r.PathValue("on") == "on") })
	mux.HandleFunc("POST /cut", func(http.ResponseWriter, *http.Request) { w.CutSockets() })
	rig := httptest.NewServer(mux)
	defer rig.Close()

	cmd.Env = append(os.Environ(), "WORKSPACE="+w.URL(), "RIG="+rig.URL, "BOT_TOKEN="+w.BotToken(), "APP_TOKEN="+w.AppToken())
	said, err := cmd.CombinedOutput()
	t.Logf("bolt.mjs:\n%s", said)
	if err == nil {
		return
	}
	if _, failed, found := strings.Cut(string(said), "FAILED: "); found {
		t.Fatal(strings.TrimSpace(failed))
	}
	t.Fatal(err)
}
