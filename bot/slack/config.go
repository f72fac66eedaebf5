package slack

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"strings"
)

// Config is what the environment says.
type Config struct {
	BotToken string `envconfig:"SLACK_BOT_TOKEN"`
	AppToken string `envconfig:"SLACK_APP_TOKEN"`
	APIURL   string `envconfig:"SLACK_API_URL" default:"https://slack.com/api/"`
	Channel  string `envconfig:"MAKEGOOD_CHANNEL"`
	Store    string `envconfig:"MAKEGOOD_STORE" default:"sqlite:makegood.db"`
	Policy   string `envconfig:"MAKEGOOD_POLICY"`
	Listen   string `envconfig:"MAKEGOOD_LISTEN"`
	Log      string `envconfig:"MAKEGOOD_LOG" default:"info"`
	SMTP     string `envconfig:"MAKEGOOD_SMTP"` // with a password: it is never logged
	MailFrom string `envconfig:"MAKEGOOD_MAIL_FROM"`
	ModelConfig
}

// Check says in one sentence what is wrong with the settings that can be judged
// without asking anybody.
func (c Config) Check() error {
	switch {
	case c.BotToken == "":
		return errors.New("SLACK_BOT_TOKEN is not set: put the Bot User OAuth Token there (it begins with xoxb-, under OAuth & Permissions of your Slack app)")
	case !strings.HasPrefix(c.BotToken, "xoxb-"):
		return errors.New("SLACK_BOT_TOKEN is not a bot token: put the Bot User OAuth Token there (it begins with xoxb-, under OAuth & Permissions of your Slack app)")
	case c.AppToken == "":
		return errors.New("SLACK_APP_TOKEN is not set: put the App-Level Token with connections:write there (it begins with xapp-, under Basic Information of your Slack app)")
	case !strings.HasPrefix(c.AppToken, "xapp-"):
		return errors.New("SLACK_APP_TOKEN is not an app-level token: put the App-Level Token with connections:write there (it begins with xapp-, under Basic Information of your Slack app)")
	case c.Channel != "" && !strings.HasPrefix(c.Channel, "C") && !strings.HasPrefix(c.Channel, "G"):
		return fmt.Errorf("MAKEGOOD_CHANNEL is %q: put the channel's id there, not its name (it begins with C; Slack shows it at the bottom of the channel's details)", c.Channel)
	}
	if err := checkURL(c.APIURL); err != nil {
		return err
	}
	if err := checkListen(c.Listen); err != nil {
		return err
	}
	return c.check()
}

func checkURL(s string) error {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return fmt.Errorf("SLACK_API_URL is %q: put an address such as https://slack.com/api/ there, or leave it out", s)
	case !strings.HasSuffix(s, "/"):
		return fmt.Errorf("SLACK_API_URL is %q: it must end in a slash, as https://slack.com/api/ does", s)
	case u.Scheme == "http" && !loopback(u.Hostname()):
		return fmt.Errorf("SLACK_API_URL is %q: without https it may only be on this machine (127.0.0.1), because the tokens go there", s)
	}
	return nil
}

func checkListen(s string) error {
	if s == "" {
		return nil
	}
	if _, port, err := net.SplitHostPort(s); err != nil || port == "" {
		return fmt.Errorf("MAKEGOOD_LISTEN is %q: put an address and a port such as 127.0.0.1:9090 there, or leave it out", s)
	}
	return nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Level is the log level that MAKEGOOD_LOG asks for.
func (c Config) Level() (slog.Level, error) {
	var l slog.Level
	if err := l.UnmarshalText([]byte(c.Log)); err != nil {
		return l, fmt.Errorf("MAKEGOOD_LOG is %q: put debug, info, warn or error there", c.Log)
	}
	return l, nil
}
