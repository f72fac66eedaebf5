package slack

import (
	"strings"
	"testing"
)

// TestSettings: a wrong or missing value is one sentence that names the variable
// and says what to put there.
func TestSettings(t *testing.T) {
	t.Parallel()
	good := Config{BotToken: "xoxb-1", AppToken: "xapp-1", APIURL: "https://slack.com/api/", Channel: "C0ABC"}
	if err := good.Check(); err != nil {
		t.Errorf("good settings: %v", err)
	}
	for _, c := range []struct {
		change func(*Config)
		want   []string
	}{
		{func(c *Config) { c.BotToken = "" }, []string{"SLACK_BOT_TOKEN is not set", "Bot User OAuth Token"}},
		{func(c *Config) { c.BotToken = "xapp-1" }, []string{"SLACK_BOT_TOKEN is not a bot token", "xoxb-"}},
		{func(c *Config) { c.AppToken = "" }, []string{"SLACK_APP_TOKEN is not set", "connections:write"}},
		{func(c *Config) { c.AppToken = "xoxb-1" }, []string{"SLACK_APP_TOKEN is not an app-level token", "xapp-"}},
		{func(c *Config) { c.Channel = "#service-recovery" }, []string{"MAKEGOOD_CHANNEL", "the channel's id"}},
		{func(c *Config) { c.APIURL = "https://slack.com/api" }, []string{"SLACK_API_URL", "must end in a slash"}},
		{func(c *Config) { c.APIURL = "http://slack.example/api/" }, []string{"SLACK_API_URL", "without https"}},
		{func(c *Config) { c.Key = "k" }, []string{"OPENAI_MODEL is not set", "leave out everything that begins with OPENAI_"}},
		{func(c *Config) { c.Name = "m" }, []string{"OPENAI_MODEL is set alone", "OPENAI_API_KEY", "OPENAI_BASE_URL"}},
		{func(c *Config) { c.Name, c.URL = "m", "localhost:11434" }, []string{"OPENAI_BASE_URL", "http://localhost:11434/v1"}},
		{func(c *Config) { c.Name, c.Key, c.Azure = "m", "k", "2026-01-01" }, []string{"OPENAI_API_VERSION is for Azure"}},
		{func(c *Config) { c.Name, c.Key, c.PerDay = "m", "k", -1 }, []string{"OPENAI_TOKENS_A_DAY"}},
		{func(c *Config) { c.APIURL = "slack.com" }, []string{"SLACK_API_URL", "https://slack.com/api/"}},
	} {
		s := good
		c.change(&s)
		err := s.Check()
		for _, want := range c.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("the sentence %v does not say %q", err, want)
			}
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("more than a sentence: %v", err)
		}
	}
	for level, ok := range map[string]bool{"info": true, "DEBUG": true, "loud": false, "": false} {
		if _, err := (Config{Log: level}).Level(); (err == nil) != ok {
			t.Errorf("MAKEGOOD_LOG=%s: %v", level, err)
		}
	}
}
