package slack

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	slackapi "github.com/slack-go/slack"

	"makegood/bot"
	"makegood/dialogs"
)

// encode packs a choice into a button's value: case, act, token, value. Nothing
// in it is believed beyond which choice was meant; who pressed comes from Slack,
// amounts come from the store.
func encode(id string, c bot.Choice) string {
	return strings.Join([]string{id, string(c.Act), c.On, c.Value}, "|")
}

func decodeChoice(value string) (id string, e dialogs.Chose, ok bool) {
	part := strings.SplitN(value, "|", 4)
	if len(part) != 4 || part[0] == "" || part[1] == "" {
		return "", dialogs.Chose{}, false
	}
	return part[0], dialogs.Chose{Act: dialogs.Act(part[1]), On: part[2], Value: part[3]}, true
}

// place is where a modal came from; it travels in private_metadata.
type place struct {
	Case    string `json:"case,omitempty"`
	On      string `json:"on,omitempty"`
	Value   string `json:"value,omitempty"`
	Channel string `json:"channel,omitempty"`
	Thread  string `json:"thread,omitempty"`
}

func (p place) with(f bot.Form) place {
	p.Case, p.On, p.Value = f.Case, f.On, f.Value
	return p
}

func (p place) encode() string {
	b, err := json.Marshal(p)
	if err != nil { // strings always marshal
		return "{}"
	}
	return string(b)
}

func decodeCommand(raw json.RawMessage) (bot.Act, slackapi.SlashCommand, error) {
	var c slackapi.SlashCommand
	if err := json.Unmarshal(raw, &c); err != nil {
		return bot.Act{}, c, fmt.Errorf("read a command: %w", err)
	}
	// Slack escapes these three in what was typed, whatever should_escape says.
	text := unescape(c.Text)
	return bot.Act{
		ID: "command:" + c.TriggerID, User: c.UserID, Called: c.UserName, Channel: public(c.ChannelID), Command: &text,
	}, c, nil
}

// public is the channel, or nothing for direct messages.
func public(channel string) string {
	if strings.HasPrefix(channel, "D") {
		return ""
	}
	return channel
}

var unescaper = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

func unescape(s string) string { return unescaper.Replace(s) }

var references = regexp.MustCompile(`<([^<>|]*)(?:\|([^<>]*))?>`)

// readable is what was typed in a message as its author sees it: Slack puts
// people, channels and addresses in angle brackets, with a label where it has one.
func readable(s string) string {
	return unescape(references.ReplaceAllStringFunc(s, func(found string) string {
		part := references.FindStringSubmatch(found)
		ref, label := part[1], part[2]
		if rest, ok := strings.CutPrefix(ref, "!"); ok { // everybody, or a group
			ref = "@" + rest
		}
		mark := ""
		if strings.HasPrefix(ref, "@") || strings.HasPrefix(ref, "#") {
			mark = ref[:1]
		}
		if label != "" {
			return mark + strings.TrimPrefix(label, mark)
		}
		return ref
	}))
}

func decodeInteraction(raw json.RawMessage) (slackapi.InteractionCallback, error) {
	var i slackapi.InteractionCallback
	if err := json.Unmarshal(raw, &i); err != nil {
		return i, fmt.Errorf("read an interaction: %w", err)
	}
	return i, nil
}

// decodePress reads a press of a button or of a menu's entry.
func decodePress(i slackapi.InteractionCallback) (bot.Act, bool) {
	if len(i.ActionCallback.BlockActions) != 1 {
		return bot.Act{}, false
	}
	a := i.ActionCallback.BlockActions[0]
	value := a.Value
	if a.ActionID == moreAction {
		value = a.SelectedOption.Value
	}
	id, chose, ok := decodeChoice(value)
	if !ok {
		return bot.Act{}, false
	}
	return bot.Act{
		ID:   "press:" + i.User.ID + ":" + i.Container.MessageTs + ":" + a.ActionID + ":" + a.ActionTs,
		User: i.User.ID, Called: i.User.Name, Channel: public(i.Channel.ID), Case: id, Event: chose,
	}, true
}

// decodeSubmission reads a sent form.
func decodeSubmission(i slackapi.InteractionCallback) (bot.Act, place) {
	var from place
	if err := json.Unmarshal([]byte(i.View.PrivateMetadata), &from); err != nil {
		from = place{} // not one of ours: the engine knows no such case
	}
	filled := dialogs.Filled{
		Form: dialogs.FormID(i.View.CallbackID), On: from.On, Value: from.Value, Fields: map[dialogs.Field]string{},
	}
	if i.View.State != nil {
		for block, actions := range i.View.State.Values {
			filled.Fields[dialogs.Field(block)] = answer(actions[inputAction])
		}
	}
	return bot.Act{
		ID:   "form:" + i.User.ID + ":" + i.View.ID + ":" + i.View.Hash + ":" + content(filled.Fields),
		User: i.User.ID, Called: i.User.Name, Channel: public(from.Channel), Case: from.Case, Event: filled,
	}, from
}

// content tells a form that was sent again with other words from a redelivery.
func content(fields map[dialogs.Field]string) string {
	h := sha256.New()
	for _, f := range slices.Sorted(maps.Keys(fields)) {
		fmt.Fprintf(h, "%q=%q;", f, fields[f])
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

func answer(a slackapi.BlockAction) string {
	switch {
	case a.SelectedUser != "":
		return a.SelectedUser
	case a.SelectedOption.Value != "":
		return a.SelectedOption.Value
	}
	return a.Value
}

// typed is a message event, with only what matters here.
type typed struct {
	Event struct {
		Type     string `json:"type"`
		SubType  string `json:"subtype"`
		User     string `json:"user"`
		BotID    string `json:"bot_id"`
		Text     string `json:"text"`
		Channel  string `json:"channel"`
		TS       string `json:"ts"`
		ThreadTS string `json:"thread_ts"`
		Parent   string `json:"parent_user_id"`
	} `json:"event"`
}

// decodeTyped reads something a person typed in a thread; everything else is of
// no interest. One message may arrive as several events: its place and time
// are its identity.
func decodeTyped(raw json.RawMessage, me string) (bot.Act, bool, error) {
	var t typed
	if err := json.Unmarshal(raw, &t); err != nil {
		return bot.Act{}, false, fmt.Errorf("read an event: %w", err)
	}
	e := t.Event
	ours := e.Type == "message" && e.ThreadTS != "" && e.ThreadTS != e.TS && e.BotID == "" && e.User != "" &&
		(e.SubType == "" || e.SubType == "file_share" || e.SubType == "thread_broadcast")
	return bot.Act{
		ID: "typed:" + e.Channel + ":" + e.TS, User: e.User, Channel: e.Channel, Thread: e.ThreadTS,
		Event: dialogs.Said{Text: readable(e.Text)}, New: e.Parent == me && soon(e.ThreadTS, e.TS),
	}, ours, nil
}

// soon: a reply that came within minutes of the thread's root. Slack's last early
// redelivery comes six minutes after the first.
func soon(root, reply string) bool {
	const most = 6 * 60
	from, errFrom := strconv.ParseFloat(root, 64)
	to, errTo := strconv.ParseFloat(reply, 64)
	return errFrom == nil && errTo == nil && to-from < most
}
