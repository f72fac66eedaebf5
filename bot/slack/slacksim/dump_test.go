package slacksim

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

// TestDump: what is shown is dumped once however often and wherever, what is refused is not, and no token is.
func TestDump(t *testing.T) {
	file := filepath.Join(t.TempDir(), "dump")
	t.Setenv(dumpTo, file)
	w := world(t, nil)
	const text = "a text of no other test"
	bot := testBot{command: func(slack.SlashCommand) any { return map[string]any{"text": "heard: " + text} }}
	bot.run(t, w, 1)
	w.Person(t, "tess").Command("/recover x")
	for _, channel := range []string{"C0RECOVERY", "U0TESS", "C0NOWHERE", "C0RECOVERY"} {
		_, _, err := bot.api.PostMessageContext(t.Context(), channel, slack.MsgOptionText(text, false), slack.MsgOptionBlocks(buttons("b", "Go")), slack.MsgOptionDisableLinkUnfurl())
		if (err != nil) != (channel == "C0NOWHERE") {
			t.Errorf("posting in %s: %v", channel, err)
		}
	}

	if err := w.Close(); err != nil { // all is written then
		t.Fatal(err)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(raw), w.BotToken()) {
		t.Error("there is a token in the dump")
	}
	var methods []string
	for line := range strings.Lines(string(raw)) {
		var entry struct {
			Method string
			Args   object
		}
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Fatal(err)
		}
		methods = append(methods, entry.Method)
		if entry.Method == "chat.postMessage" && (len(items(entry.Args, "blocks")) != 1 || entry.Args["unfurl_links"] != false) {
			t.Errorf("the form is not read: %s", line)
		}
	}
	slices.Sort(methods) // an acknowledgement counts before it is on the wire log
	if got := strings.Join(methods, ", "); got != "ack command, chat.postMessage" {
		t.Errorf("dumped are %s", got)
	}
}
