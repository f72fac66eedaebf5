package slacksim

import (
	"testing"

	"github.com/slack-go/slack"
)

// Somebody of another workspace in a shared channel: told apart in everything the bot gets to see.
func TestSlackConnect(t *testing.T) {
	t.Parallel()
	const theirs = "T0ACME"
	w := world(t, func(c *Config) {
		c.People = append(c.People, Person{Key: "zed", ID: "U0ZED", Name: "Zed", Team: theirs})
		c.Channels[0].Shared = true
		c.Channels[0].Members = append(c.Channels[0].Members, "U0ZED")
	})
	if _, err := says(t, w, "C0RECOVERY", "x", slack.MsgOptionBlocks(buttons("b", "Yes"))); err != nil {
		t.Fatal(err)
	}
	settled(t, w)
	bot, zed := dial(t, w), w.Person(t, "zed")
	zed.Say("hello")
	frame := bot.next()
	bot.ack(frame, nil)
	event := sub(frame, "payload", "event")
	if str(frame, "payload", "is_ext_shared_channel") != "true" || str(event, "user_team") != theirs || str(event, "source_team") != theirs {
		t.Errorf("an outsider's message is %v", frame)
	}
	w.Person(t, "tess").Say("hello")
	frame = bot.next()
	bot.ack(frame, nil)
	if str(frame, "payload", "is_ext_shared_channel") != "true" || str(frame, "payload", "event", "user_team") != "" {
		t.Errorf("a member's message is %v", frame)
	}
	w.Person(t, "tess").InDM().Say("hello")
	frame = bot.next()
	bot.ack(frame, nil)
	if str(frame, "payload", "is_ext_shared_channel") != "false" {
		t.Errorf("a direct message is %v", frame)
	}

	for key, team := range map[string]string{"zed": theirs, "tess": TeamID} {
		button := w.Person(t, key).Grab("Yes")
		done := acting(t, w, key, button.action)
		frame := bot.next()
		bot.ack(frame, nil)
		done()
		if str(frame, "payload", "user", "team_id") != team {
			t.Errorf("a click of %s is %v", key, sub(frame, "payload", "user"))
		}
	}

	fails(t, "/recover is not a valid command", w.Act("zed", recover1))
	fails(t, "you are not in that channel", w.Act("zed", Action{Do: "say", Channel: "D0ZED", Text: "x"}))
	_, err := says(t, w, "U0ZED", "x")
	fails(t, "channel_not_found", err)
	_, _, _, err = api(w).OpenConversation(&slack.OpenConversationParameters{Users: []string{"U0ZED"}})
	fails(t, "user_not_visible", err)
	info, err := api(w).GetUserInfo("U0ZED")
	if err != nil || !info.IsStranger || info.TeamID != theirs {
		t.Errorf("users.info is %+v, %v", info, err)
	}
	if info, err = api(w).GetUserInfo("U0TESS"); err != nil || info.IsStranger || info.TeamID != TeamID {
		t.Errorf("users.info is %+v, %v", info, err)
	}
}
