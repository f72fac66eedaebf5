package slacksim

import (
	"errors"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
)

// Rule 1: an acknowledgement has three seconds.
func TestAcknowledgementsHaveThreeSeconds(t *testing.T) {
	t.Parallel()
	if d := world(t, nil).hub.waits(&envelope{}); d != 3*time.Second {
		t.Errorf("an acknowledgement has %v", d)
	}
}

// Rule 2: the redeliveries are of one event, also of one that was raised when nobody listened; what was acknowledged
// does not come again, whatever becomes of the bot.
func TestWhatIsRedelivered(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	lapses(w, secondRetry)
	tess := w.Person(t, "tess")
	tess.Say("while you were out")
	raised := w.Unacked()[0].ID
	tess.until("the second try to be planned", func(Screen) bool { return due(w) > 30*time.Second })
	bot := dial(t, w)
	w.Jump(time.Minute)
	if frame := bot.next(); frame["retry_attempt"] != 2.0 || frame["retry_reason"] != "timeout" || str(frame, "payload", "event_id") != raised {
		t.Errorf("the second try of %s is %v", raised, frame)
	}
	tess.until("the third try to be planned", func(Screen) bool { return due(w) > 4*time.Minute })
	w.Jump(5 * time.Minute)
	last := bot.next()
	if last["retry_attempt"] != 3.0 || str(last, "payload", "event_id") != raised {
		t.Errorf("the last try of %s is %v", raised, last)
	}
	bot.ack(last, nil)
	tess.until("it to be delivered", func(Screen) bool { return len(w.Unacked()) == 0 })

	w.CutSockets()
	bot = dial(t, w)
	w.Jump(time.Hour)
	done := acting(t, w, "tess", recover1)
	frame := bot.next()
	bot.ack(frame, nil)
	done()
	if frame["type"] != "slash_commands" {
		t.Errorf("after a crash comes %v", frame)
	}
}

// Rule 3: a trigger opens a modal for who acted, and a view has 250 kB.
func TestTriggerIsBoundAndViewHasALimit(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	if _, err := api(w).OpenView(triggerOf(w, "U0TESS"), modal("form", "")); err != nil {
		t.Fatal(err)
	}
	if !w.Person(t, "tess").HasModal() || w.Person(t, "mona").HasModal() {
		t.Error("a trigger of Tess did not open her modal")
	}
	big := modal("form", "")
	for range 90 {
		big.Blocks.BlockSet = append(big.Blocks.BlockSet, slack.NewSectionBlock(text(strings.Repeat("x", 3000)), nil, nil))
	}
	_, err := api(w).OpenView(triggerOf(w, "U0TESS"), big)
	fails(t, "view_too_large", err)
}

// Rules 4 and 6: a command does not say which thread it was typed in; its response URL needs no token and says why it
// is spent.
func TestResponseURLInSlacksWords(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	bot := dial(t, w)
	asked := func() string {
		t.Helper()
		done := acting(t, w, "tess", recover1)
		frame := bot.next()
		bot.ack(frame, nil)
		done()
		if payload := sub(frame, "payload"); payload["thread_ts"] != nil || payload["message_ts"] != nil {
			t.Errorf("a command tells its thread: %v", payload)
		}
		return strings.TrimPrefix(str(frame, "payload", "response_url"), w.URL())
	}
	use := func(url string) (string, int) {
		t.Helper()
		answer, status := ask(t, w, "POST", url, object{"text": "x"}, func(r *http.Request) { r.Header.Set("Content-Type", "application/json") })
		return str(answer, "error"), status
	}
	url := asked()
	w.mu.Lock()
	w.urls[url[strings.LastIndex(url, "/")+1:]].uses = urlUses
	w.mu.Unlock()
	if code, status := use(url); code != "used_url" || status != http.StatusNotFound {
		t.Errorf("the sixth use gives %s, %d", code, status)
	}
	url = asked()
	w.Jump(urlLife + time.Second)
	if code, status := use(url); code != "expired_url" || status != http.StatusNotFound {
		t.Errorf("after half an hour it gives %s, %d", code, status)
	}
}

// Rule 5: a click on an ephemeral has no message, not even an empty one.
func TestEphemeralClickOnTheWire(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	bot, tess := dial(t, w), w.Person(t, "tess")
	if _, err := api(w).PostEphemeral("C0RECOVERY", "U0TESS", slack.MsgOptionBlocks(buttons("b", "Yes"))); err != nil {
		t.Fatal(err)
	}
	done := acting(t, w, "tess", tess.Grab("Yes").action)
	frame := bot.next()
	bot.ack(frame, nil)
	done()
	if _, has := sub(frame, "payload")["message"]; has || sub(frame, "payload", "container")["is_ephemeral"] != true {
		t.Errorf("the click is %v", frame)
	}
	h, err := api(w).GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C0RECOVERY"})
	if err != nil || len(h.Messages) != 0 {
		t.Errorf("history shows %v, %v", h, err)
	}
}

// Rule 7: each method has its own rate, told by 429 and Retry-After in seconds.
func TestRateOfAMethod(t *testing.T) {
	t.Parallel()
	w := world(t, func(c *Config) { c.RateLimits, c.Clock = true, standing() })
	var limited *slack.RateLimitedError
	calls := 0
	for ; !errors.As(changes(w, "C0RECOVERY", "1.000001"), &limited); calls++ {
		if calls > 60 {
			t.Fatal("chat.update has no limit")
		}
	}
	if calls != 50 || limited.RetryAfter < time.Second || limited.RetryAfter > 2*time.Second {
		t.Errorf("after %d calls: stay away for %v", calls, limited.RetryAfter)
	}
	_, err := api(w).AuthTest()
	fails(t, "", err)
	w.Jump(limited.RetryAfter)
	fails(t, "message_not_found", changes(w, "C0RECOVERY", "1.000001"))
}

// Rule 8: why blocks are refused comes with where, and the manifest that is shipped is the one that binds.
func TestRefusalsOnTheWire(t *testing.T) {
	t.Parallel()
	shipped, err := os.ReadFile("../manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	w := world(t, func(c *Config) { c.Manifest = shipped })
	_, err = says(t, w, "C0RECOVERY", "x", slack.MsgOptionBlocks(slack.NewHeaderBlock(text(strings.Repeat("x", 151)))))
	refused, _ := errors.AsType[slack.SlackErrorResponse](err)
	const want = "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"
	if refused.Err != "invalid_blocks" || len(refused.ResponseMetadata.Messages) != 1 || refused.ResponseMetadata.Messages[0] != want {
		t.Errorf("a header that is too long gives %+v", refused)
	}
	_, err = api(w).GetTeamInfo()
	refused, _ = errors.AsType[slack.SlackErrorResponse](err)
	if refused.Err != "missing_scope" || refused.Needed != "team:read" || refused.Provided != w.manifest.provided() || !strings.Contains(refused.Provided, "chat:write") {
		t.Errorf("a scope that the manifest does not ask for gives %+v", refused)
	}
}

// Rule 9: what Slack adds to what the bot posts.
func TestWhatSlackAdds(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	seen := map[string]bool{}
	for range 20 { // at one moment of the clock, or nearly
		ts, err := says(t, w, "C0RECOVERY", "x", slack.MsgOptionBlocks(slack.NewActionBlock("", slack.NewButtonBlockElement("", "v", text("Yes")))))
		if _, dot, cut := strings.Cut(ts, "."); err != nil || seen[ts] || !cut || len(dot) != 6 {
			t.Errorf("ts is %q, %v", ts, err)
		}
		seen[ts] = true
	}
	w.mu.Lock()
	m := w.messageJSON(w.state.Messages[0], false)
	w.mu.Unlock()
	block := items(m, "blocks")[0]
	button := items(block, "elements")[0]
	if str(block, "block_id") == "" || str(button, "action_id") == "" || sub(button, "text")["emoji"] == nil ||
		m["team"] != TeamID || m["app_id"] != AppID || m["bot_id"] != BotID || m["user"] != BotUser {
		t.Errorf("a posted message is %s", encode(m))
	}
	_, err := says(t, w, "C0RECOVERY", "1 &lt; 2 &amp; 3")
	fails(t, "", err)
	w.Person(t, "tess").Sees("1 < 2 & 3")
	odd := dressed([]object{{"type": "actions", "colour": "red", "elements": []any{object{"type": "button", "size": "big", "value": "v"}}}})[0]
	if button := items(odd, "elements")[0]; odd["colour"] != nil || button["size"] != nil || str(button, "value") != "v" {
		t.Errorf("unknown fields are kept, or known ones are not: %s", encode(odd))
	}
}

// Rule 10: a socket is pinged right after hello.
func TestPing(t *testing.T) {
	t.Parallel()
	w := world(t, nil)
	bot := dial(t, w)
	pinged := make(chan struct{}, 1)
	bot.conn.SetPingHandler(func(string) error {
		select {
		case pinged <- struct{}{}:
		default:
		}
		return bot.conn.WriteControl(websocket.PongMessage, nil, time.Now().Add(time.Second))
	})
	w.Person(t, "tess").Say("hello")
	bot.next() // reading sees the ping, which came before
	select {
	case <-pinged:
	default:
		t.Error("a socket was opened and not pinged")
	}
}
