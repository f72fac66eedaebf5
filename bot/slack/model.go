package slack

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"time"

	"makegood/prompts"
)

// ModelConfig is what the environment says about a language model. All of it may be left out.
type ModelConfig struct {
	URL    string `envconfig:"OPENAI_BASE_URL"`
	Key    string `envconfig:"OPENAI_API_KEY"` // never logged
	Name   string `envconfig:"OPENAI_MODEL"`
	Azure  string `envconfig:"OPENAI_API_VERSION"`
	PerDay int64  `envconfig:"OPENAI_TOKENS_A_DAY"`
	AtOnce int64  `envconfig:"OPENAI_AT_ONCE"`
}

// check says in one sentence what is wrong with it.
func (c ModelConfig) check() error {
	u, err := url.Parse(c.URL)
	switch {
	case c == ModelConfig{}:
		return nil
	case c.Name == "":
		return errors.New("OPENAI_MODEL is not set: put the model's name there, or leave out everything that begins with OPENAI_ to do without a language model")
	case c.URL == "" && c.Key == "":
		return errors.New("OPENAI_MODEL is set alone: put the key into OPENAI_API_KEY, or the address of a server of your own into OPENAI_BASE_URL")
	case c.URL != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http"):
		return fmt.Errorf("OPENAI_BASE_URL is %q: put an address there such as https://api.openai.com/v1 or http://localhost:11434/v1", c.URL)
	case c.Azure != "" && c.URL == "":
		return errors.New("OPENAI_API_VERSION is for Azure: put the address of your resource into OPENAI_BASE_URL, or leave the version out")
	case c.PerDay < 0 || c.AtOnce < 0:
		return errors.New("OPENAI_TOKENS_A_DAY and OPENAI_AT_ONCE are numbers above 0: correct them, or leave them out")
	}
	return nil
}

// model is the language model that the settings name, nil where they name none. It is not
// asked at start: it may come and go, and nothing waits for it.
func (c Config) model(now func() time.Time, lg *slog.Logger) prompts.Model {
	if c.Name == "" {
		lg.Info("OPENAI_MODEL is not set: the words that were written for everybody are all there are")
		return nil
	}
	s := prompts.NewServer(prompts.Endpoint{
		URL: c.URL, Key: c.Key, Model: c.Name, Azure: c.Azure, AtOnce: c.AtOnce, PerDay: c.PerDay,
	}, now)
	lg.Info("a language model may fit words", "model", c.Name, "at", s.Host())
	return s
}
