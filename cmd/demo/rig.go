package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"github.com/kelseyhightower/envconfig"

	"makegood/bot/slack"
	"makegood/bot/slack/slacksim"
)

// rig is a workspace and the bot that lives in it.
type rig struct {
	workspace *slacksim.Workspace
	config    slack.Config
	clock     *slacksim.Clock
	log       *slog.Logger

	mu      sync.Mutex // one start or stop at a time
	service *slack.Service
	cancel  context.CancelFunc
	ended   chan error
}

// open starts the workspace; the bot is not in it yet.
func open(addr, data string, lg *slog.Logger) (*rig, error) {
	r := &rig{clock: &slacksim.Clock{}, log: lg}
	c := slacksim.Default()
	c.Manifest, c.Clock, c.Log = slack.Manifest, r.clock, lg
	c.Path = filepath.Join(data, "workspace.json")
	c.NextDue, c.Restart = r.nextDue, r.restart
	w, err := slacksim.New(c)
	if err != nil {
		return nil, err
	}
	if err := w.Start(addr); err != nil {
		return nil, fmt.Errorf("%w; choose another address with -addr", err)
	}
	r.workspace = w
	r.config = slack.Config{
		BotToken: w.BotToken(), AppToken: w.AppToken(), APIURL: w.APIURL(),
		Channel: c.Channels[0].ID, Store: "sqlite:" + filepath.Join(data, "makegood.db"),
	}
	if err := envconfig.Process("", &r.config.ModelConfig); err != nil { // the demo's only settings
		return nil, fmt.Errorf("read the environment: %w", err)
	}
	return r, nil
}

// start connects the bot.
func (r *rig) start(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.startLocked(ctx)
}

func (r *rig) startLocked(ctx context.Context) error {
	service, err := slack.Connect(ctx, r.config, r.clock.Now, r.log)
	if err != nil {
		return err
	}
	life, cancel := context.WithCancel(context.WithoutCancel(ctx))
	r.service, r.cancel, r.ended = service, cancel, make(chan error, 1)
	go func() { r.ended <- service.Run(life) }() // stop waits for it
	return nil
}

func (r *rig) stop() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.stopLocked()
}

func (r *rig) stopLocked() error {
	if r.service == nil {
		return nil
	}
	r.cancel()
	r.service = nil
	return <-r.ended
}

// restart takes the bot's store and its sockets away in the middle of whatever it
// does, and starts it anew.
func (r *rig) restart(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var err error
	if r.service != nil {
		err = r.service.Kill()
	}
	r.workspace.CutSockets()
	return errors.Join(err, r.stopLocked(), r.startLocked(ctx))
}

// nextDue is the next clock of a case that is still to come.
func (r *rig) nextDue() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.service == nil {
		return time.Time{}
	}
	at, err := r.service.NextDue(context.Background())
	if err != nil || !at.After(r.clock.Now()) {
		return time.Time{}
	}
	return at
}
