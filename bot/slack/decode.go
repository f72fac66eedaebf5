package slack

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"makegood/bot"
	"makegood/dialogs"
)

// What people do is read into shapes of our own, with the few fields that matter
// here: a field of Slack's that we do not know, or that is not as we know it, is then
// no reason to drop a click.

// read reads a payload as far as it is as we know it.
func read(raw json.RawMessage, into any) error {
	err := json.Unmarshal(raw, into)
	if _, odd := errors.AsType[*json.UnmarshalTypeError](err); odd {
		return nil // the rest of it was read
	}
	return err
}

// encode packs a choice into a button's value: case, act, token, value. Nothing
// in it is believed beyond which choice was meant; who pressed comes from Slack,
// amounts come from the store.
func encode(id string, c bot.Choice) string {
	return strings.Join([]string{cmp.Or(c.Case, id), string(c.Act), c.On, c.Value}, "|")
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

// command is a slash command.
type command struct {
	AppID    string `json:"api_app_id"`
	TeamID   string `json:"team_id"`
	UserID   string `json:"user_id"`
	UserName string `json:"user_name"`
	Channel  string `json:"channel_id"`
	Text     string `json:"text"`
	Trigger  string `json:"trigger_id"`
}

func decodeCommand(raw json.RawMessage) (bot.Act, command, error) {
	var c command
	err := read(raw, &c)
	if err == nil && (c.UserID == "" || c.Trigger == "") {
		err = errors.New("it names no user or no trigger")
	}
	if err != nil {
		return bot.Act{}, c, fmt.Errorf("read a command: %w", err)
	}
	// Slack escapes these three in what was typed, whatever should_escape says.
	text := unescape(c.Text)
	return bot.Act{
		ID: "command:" + c.Trigger, User: c.UserID, Called: c.UserName, Channel: public(c.Channel), Command: &text,
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

// interaction is a press or a sent form.
type interaction struct {
	Type    string `json:"type"`
	AppID   string `json:"api_app_id"`
	Trigger string `json:"trigger_id"`
	Team    struct {
		ID string `json:"id"`
	} `json:"team"`
	User struct {
		ID     string `json:"id"`
		Name   string `json:"name"`
		TeamID string `json:"team_id"`
	} `json:"user"`
	Channel struct {
		ID string `json:"id"`
	} `json:"channel"`
	Container struct {
		MessageTS string `json:"message_ts"`
		ThreadTS  string `json:"thread_ts"`
	} `json:"container"`
	Message struct {
		User     string `json:"user"`
		BotID    string `json:"bot_id"`
		AppID    string `json:"app_id"`
		Text     string `json:"text"`
		TS       string `json:"ts"`
		ThreadTS string `json:"thread_ts"`
	} `json:"message"`
	CallbackID  string `json:"callback_id"` // these four are a shortcut's
	MessageTS   string `json:"message_ts"`
	ActionTS    string `json:"action_ts"`
	ResponseURL string `json:"response_url"`
	Actions     []struct {
		answer
		ID string `json:"action_id"`
		TS string `json:"action_ts"`
	} `json:"actions"`
	View struct {
		ID         string `json:"id"`
		Hash       string `json:"hash"`
		CallbackID string `json:"callback_id"`
		From       string `json:"private_metadata"`
		Blocks     []struct {
			Type string `json:"type"`
			ID   string `json:"block_id"`
		} `json:"blocks"`
		State struct {
			Values map[string]map[string]answer `json:"values"`
		} `json:"state"`
	} `json:"view"`
}

// answer is what an input or a menu holds.
type answer struct {
	Value  string `json:"value"`
	User   string `json:"selected_user"`
	Option struct {
		Value string `json:"value"`
	} `json:"selected_option"`
}

func (a answer) text() string {
	switch {
	case a.User != "":
		return a.User
	case a.Option.Value != "":
		return a.Option.Value
	}
	return a.Value
}

func decodeInteraction(raw json.RawMessage) (interaction, error) {
	var i interaction
	err := read(raw, &i)
	if err == nil && i.User.ID == "" {
		err = errors.New("it names no user")
	}
	if err != nil {
		return i, fmt.Errorf("read an interaction: %w", err)
	}
	return i, nil
}

// decodePress reads a press of a button or of a menu's entry.
func decodePress(i interaction) (a bot.Act, opens, ok bool) {
	if len(i.Actions) != 1 {
		return bot.Act{}, false, false
	}
	action := i.Actions[0]
	id, chose, ok := decodeChoice(action.text())
	if !ok {
		return bot.Act{}, false, false
	}
	return bot.Act{
		ID:   "press:" + i.User.ID + ":" + i.Container.MessageTS + ":" + action.ID + ":" + cmp.Or(action.TS, i.Trigger),
		User: i.User.ID, Called: i.User.Name, Channel: public(i.Channel.ID), Case: id, Event: chose,
	}, chose.Act.OpensForm(), true
}

// decodeSubmission reads a sent form.
func decodeSubmission(i interaction) (bot.Act, place) {
	var from place
	if err := json.Unmarshal([]byte(i.View.From), &from); err != nil {
		from = place{} // not one of ours: the engine knows no such case
	}
	filled := dialogs.Filled{
		Form: dialogs.FormID(i.View.CallbackID), On: from.On, Value: from.Value, Fields: map[dialogs.Field]string{},
	}
	for block, actions := range i.View.State.Values {
		filled.Fields[fieldOf(block)] = actions[inputAction].text()
		filled.Again = filled.Again || block != string(fieldOf(block))
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
