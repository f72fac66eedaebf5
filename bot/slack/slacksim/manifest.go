package slacksim

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// manifest is what of the app manifest binds the workspace.
type manifest struct {
	enforced  bool
	botName   string
	commands  []command
	shortcuts []shortcut
	agent     bool     // it is declared one
	scopes    []string // bot and bot_optional
	events    []string
}

type command struct {
	Command      string `json:"command"`
	Description  string `json:"description"`
	UsageHint    string `json:"usage_hint"`
	ShouldEscape bool   `json:"should_escape"`
}

// agentDescription is how long one may be, in characters.
const agentDescription = 300

// eventScopes is what Slack asks for before it sends an event.
var eventScopes = map[string]string{
	"app_mention":      "app_mentions:read",
	"message.channels": "channels:history",
	"message.groups":   "groups:history",
	"message.im":       "im:history",
	"message.mpim":     "mpim:history",
}

func parseManifest(raw []byte) (manifest, error) {
	if raw == nil {
		return manifest{botName: "makegood", agent: true, commands: []command{{
			Command: "/recover", Description: "Start or continue a recovery", UsageHint: "[customer - what happened]", ShouldEscape: true,
		}}}, nil
	}
	var file struct {
		Features struct {
			BotUser struct {
				DisplayName string `json:"display_name"`
			} `json:"bot_user"`
			SlashCommands []command  `json:"slash_commands"`
			Shortcuts     []shortcut `json:"shortcuts"`
			Agent         *struct {
				Description string   `json:"agent_description"`
				Prompts     []prompt `json:"suggested_prompts"`
			} `json:"agent_view"`
		} `json:"features"`
		OAuth struct {
			Scopes struct {
				Bot      []string `json:"bot"`
				Optional []string `json:"bot_optional"`
			} `json:"scopes"`
		} `json:"oauth_config"`
		Settings struct {
			Events struct {
				Bot []string `json:"bot_events"`
			} `json:"event_subscriptions"`
			SocketMode bool `json:"socket_mode_enabled"`
		} `json:"settings"`
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		return manifest{}, fmt.Errorf("read: %w", err)
	}
	if !file.Settings.SocketMode {
		return manifest{}, errors.New("socket_mode_enabled is not set")
	}
	m := manifest{
		enforced:  true,
		botName:   file.Features.BotUser.DisplayName,
		commands:  file.Features.SlashCommands,
		shortcuts: file.Features.Shortcuts,
		agent:     file.Features.Agent != nil,
		scopes:    append(file.OAuth.Scopes.Bot, file.OAuth.Scopes.Optional...),
		events:    file.Settings.Events.Bot,
	}
	if m.botName == "" {
		return manifest{}, errors.New("bot_user has no display_name")
	}
	if len(m.commands)+len(m.shortcuts) > 0 && !m.allows("commands") {
		return manifest{}, errors.New("slash commands and shortcuts need the scope commands")
	}
	if a := file.Features.Agent; a != nil && (a.Description == "" || len(a.Description) > agentDescription || len(a.Prompts) > promptsMost || !m.allows("assistant:write")) {
		return manifest{}, errors.New("agent_view needs an agent_description of up to 300 characters, at most 4 suggested_prompts and the scope assistant:write")
	}
	for _, event := range m.events {
		if scope := eventScopes[event]; scope != "" && !m.allows(scope) {
			return manifest{}, fmt.Errorf("event %s needs the scope %s", event, scope)
		}
	}
	return m, nil
}

// allows reports whether any of the scopes was granted.
func (m manifest) allows(scopes ...string) bool {
	if !m.enforced || len(scopes) == 0 {
		return true
	}
	return slices.ContainsFunc(scopes, func(s string) bool { return slices.Contains(m.scopes, s) })
}

func (m manifest) provided() string { return strings.Join(m.scopes, ",") }

func (m manifest) subscribed(event string) bool {
	return !m.enforced || slices.Contains(m.events, event)
}

// command finds a slash command. Without a manifest every command is the bot's.
func (m manifest) command(name string) (command, bool) {
	for _, c := range m.commands {
		if c.Command == name {
			return c, true
		}
	}
	return command{Command: name, ShouldEscape: true}, !m.enforced
}
