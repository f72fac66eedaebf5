// Package slack is Slack in and Slack out: it decodes what people do there, draws
// what the engine wants shown, and knows neither a case's state nor the policy.
//
// Slack's words stay in here: trigger ids, timestamps, private metadata, escaping,
// limits, scopes. Everything is drawn as rich or plain text, which Slack takes
// literally, so what a customer said can never act as markup.
//
// Inward, an envelope is acknowledged after the engine has stored what it means:
// what was not stored is answered with a sentence (commands, presses, forms) or
// left for Slack to send again (events).
package slack

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	slackapi "github.com/slack-go/slack"
	"golang.org/x/sync/errgroup"

	"makegood/bot"
	"makegood/dialogs"
	"makegood/prompts"
	"makegood/store"
)

// Manifest is the app manifest to create the Slack app from.
//
//go:embed manifest.json
var Manifest []byte

// Service is a bot that is wired up and may run.
type Service struct {
	*bot.Bot
	store  *store.Store
	listen *listener
	lost   chan error // why Slack does not want us any more
	chat   *Chat
	policy *policyFile // nil: the built-in sample
	log    *slog.Logger

	watched net.Listener // nil: nobody asks how we are
}

// Connect opens the store, reads policy and words and asks Slack whether the
// tokens are good. Every error is a sentence that says what to mend. now is the
// clock, nil except in a demo: with one that nobody moves, the engine sleeps until
// something is due.
func Connect(ctx context.Context, c Config, now func() time.Time, lg *slog.Logger) (*Service, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	moved := now
	if now == nil {
		now = time.Now
	}
	file, rules, err := openPolicy(c.Policy)
	if err != nil {
		return nil, err
	}
	if file == nil {
		lg.Info("MAKEGOOD_POLICY is not set: the built-in sample holds, whose people are not yours")
	}
	mailer, err := c.mailer(ctx, lg)
	if err != nil {
		return nil, err
	}
	words, err := prompts.Load()
	if err != nil {
		return nil, fmt.Errorf("the built-in words do not load: %w", err)
	}
	go words.Warm()
	api := slackapi.New(c.BotToken, slackapi.OptionAppLevelToken(c.AppToken), slackapi.OptionAPIURL(c.APIURL),
		slackapi.OptionHTTPClient(&http.Client{Timeout: httpWait, Transport: transport()}))
	me, err := greet(ctx, api)
	if err != nil {
		return nil, err
	}
	if c.Channel != "" {
		checkChannel(ctx, api, c.Channel, me.User, lg)
	}
	s := &Service{log: lg, lost: make(chan error, 1), policy: file}
	s.chat = newChat(api, me.URL, c.APIURL, now, s.fatal)
	if err := checkGroups(ctx, s.chat, rules); err != nil {
		return nil, err
	}
	if s.store, err = store.Open(ctx, c.Store, store.WithClock(now)); err != nil {
		return nil, fmt.Errorf("MAKEGOOD_STORE: %w", err)
	}
	lg.Info("ready", "team", me.Team, "store", s.store.Promise())
	s.Bot = bot.New(s.chat, s.store, words, rules, lg, bot.Settings{Channel: c.Channel, Now: moved, Name: me.User, Mailer: mailer, Speaker: s.chat, Model: c.model(now, lg)})
	ours, _ := words.In(rules.Language)
	s.listen = newListener(api, identity{User: me.UserID, Team: me.TeamID, Org: me.EnterpriseID, Home: me.URL, Words: refusals{
		Outsider: func() string { return ours.Text(dialogs.DeskOutsider.With("company", s.Company())) },
		Unread:   ours.Text(dialogs.DeskUnread.With()),
		Wait:     ours.Text(dialogs.DeskWait.With()), Title: ours.Text(dialogs.DeskTitle.With()),
	}}, s.Bot, s.fatal, lg)
	s.listen.acked = s.Meters().Acked
	s.Meters().Gauge("makegood_slack_connections", func() float64 { return float64(len(s.listen.open())) })
	if s.watched, err = listenForHealth(ctx, c.Listen); err != nil {
		return nil, errors.Join(err, s.store.Close())
	}
	return s, nil
}

// fatal ends the service with an error that says what to mend; the first one counts.
func (s *Service) fatal(why error) {
	select {
	case s.lost <- why:
	default:
	}
}

const httpWait = 10 * time.Second

func transport() *http.Transport {
	return &http.Transport{
		Proxy: http.ProxyFromEnvironment, MaxIdleConnsPerHost: 128, IdleConnTimeout: 90 * time.Second,
		TLSHandshakeTimeout: httpWait, ForceAttemptHTTP2: true,
	}
}

// greet asks Slack about both tokens, and about the scopes that came with them,
// before anything depends on them.
func greet(ctx context.Context, api *slackapi.Client) (*slackapi.AuthTestResponse, error) {
	me, err := api.AuthTestContext(ctx)
	if err != nil {
		return nil, unwelcome(err, botToken)
	}
	missing, err := missingScopes(me.Header.Get("X-OAuth-Scopes"))
	switch {
	case err != nil:
		return nil, fmt.Errorf("the built-in manifest cannot be read: %w", err)
	case len(missing) > 0:
		return nil, fmt.Errorf("the Slack app lacks the scopes %s: put what `makegood manifest` prints under App Manifest of your Slack app, install the app again and put the new token into SLACK_BOT_TOKEN", strings.Join(missing, ", "))
	}
	if _, _, err := api.StartSocketModeContext(ctx); err != nil {
		return nil, unwelcome(err, appToken)
	}
	return me, nil
}

// missingScopes are those of the manifest that Slack did not grant; it says which it
// did with every answer.
func missingScopes(granted string) ([]string, error) {
	var m struct {
		OAuth struct {
			Scopes struct {
				Bot []string `json:"bot"`
			} `json:"scopes"`
		} `json:"oauth_config"`
	}
	if err := json.Unmarshal(Manifest, &m); err != nil || granted == "" {
		return nil, err
	}
	has := strings.FieldsFunc(granted, func(r rune) bool { return r == ',' || r == ' ' })
	return slices.DeleteFunc(m.OAuth.Scopes.Bot, func(s string) bool { return slices.Contains(has, s) }), nil
}

// checkChannel warns at once where the first case would otherwise have to.
func checkChannel(ctx context.Context, api *slackapi.Client, channel, name string, lg *slog.Logger) {
	_, err := api.GetConversationHistoryContext(ctx, &slackapi.GetConversationHistoryParameters{ChannelID: channel, Limit: 1})
	if err != nil {
		lg.Warn("MAKEGOOD_CHANNEL is closed to the bot: type /invite @"+name+" in that channel, or put the right channel's id there", "channel", channel, "slack", err)
	}
}

// Kill takes the store away in the middle of whatever is being done, as the end of
// the process would: nothing that has not been kept will be. Run ends with its ctx.
func (s *Service) Kill() error { return s.store.Close() }

// Run serves until ctx ends, then finishes what it began and closes the store. It
// ends by itself, with a sentence, when Slack does not want us any more.
func (s *Service) Run(ctx context.Context) error {
	engine, stopEngine := context.WithCancel(context.WithoutCancel(ctx))
	defer stopEngine()
	g, gctx := errgroup.WithContext(ctx)
	listening, stopListening := context.WithCancel(gctx)
	defer stopListening()
	g.Go(func() error { return s.Bot.Run(engine) })
	g.Go(func() error { s.watchPolicy(engine); return nil })
	g.Go(func() error { return s.answerHealth(engine) })
	g.Go(func() error {
		defer stopEngine() // the last acts are acknowledged; what they want shown is stored
		return s.listen.run(listening)
	})
	g.Go(func() error {
		select {
		case why := <-s.lost:
			stopListening()
			return why
		case <-engine.Done():
			return nil
		}
	})
	err := errors.Join(g.Wait(), s.store.Close())
	s.log.Info("stopped")
	return err
}
