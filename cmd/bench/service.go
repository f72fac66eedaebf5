package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"makegood/bot/slack/slacksim"
)

// service is the program under test, as a process that can be killed.
type service struct {
	command []string
	env     []string
	copy    io.Writer // of its log

	mu  sync.Mutex
	cmd *exec.Cmd
	cpu time.Duration // of all its processes that have ended
	log *bytes.Buffer // of the process as it is now; read when it has ended
}

// build makes the program as the Dockerfile does.
func build(ctx context.Context, dir string) (string, error) {
	program := filepath.Join(dir, "makegood")
	out, err := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", program, "makegood/cmd/makegood").CombinedOutput() //nolint:gosec // our own program
	if err != nil {
		return "", fmt.Errorf("build the service: %w\n%s", err, out)
	}
	return program, nil
}

func newService(w *slacksim.Workspace, p plan, rules string, log io.Writer) *service {
	s := &service{command: p.bot, copy: log, env: append(os.Environ(),
		"SLACK_BOT_TOKEN="+w.BotToken(), "SLACK_APP_TOKEN="+w.AppToken(), "SLACK_API_URL="+w.APIURL(),
		"MAKEGOOD_STORE="+p.store, "MAKEGOOD_POLICY="+rules, "MAKEGOOD_LOG=warn",
	)}
	if p.modelURL != "" {
		s.env = append(s.env, "OPENAI_BASE_URL="+p.modelURL, "OPENAI_MODEL=slow", "OPENAI_AT_ONCE=64")
	}
	if p.channels == 1 {
		s.env = append(s.env, "MAKEGOOD_CHANNEL="+channel)
	}
	return s
}

func (s *service) start() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	cmd := exec.Command(s.command[0], s.command[1:]...) //nolint:gosec,noctx // what we were told to run, ended by kill or stop
	s.log = &bytes.Buffer{}
	cmd.Env, cmd.Stderr = s.env, io.MultiWriter(s.log, s.copy)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start the service: %w", err)
	}
	s.cmd = cmd
	return nil
}

// kill is kill -9: the process gets no chance to finish anything.
func (s *service) kill() error { return s.end(os.Kill) }

// stop lets it finish what it began.
func (s *service) stop() error { return s.end(os.Interrupt) }

func (s *service) end(how os.Signal) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.cmd.Process.Signal(how); err != nil {
		return fmt.Errorf("the service had ended by itself: %w\n%s", err, s.log.String())
	}
	err := s.cmd.Wait()
	s.cpu += s.cmd.ProcessState.UserTime() + s.cmd.ProcessState.SystemTime()
	var exit *exec.ExitError
	if errors.As(err, &exit) && how == os.Kill && !exit.Exited() {
		return nil
	}
	if err != nil {
		return fmt.Errorf("the service did not stop well: %w\n%s", err, s.log.String())
	}
	return nil
}

// said ends the process and gives what it wrote to its log.
func (s *service) said() string {
	_ = s.kill() // it is of no use any more
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.log.String()
}

// kill kills and restarts one of the replicas at a time, as often as planned or
// until nobody works any more. pause is how long to wait before each.
func (s *stand) kill(ctx context.Context, r *result, pause func() time.Duration) error {
	for r.kills < s.plan.kills {
		timer := time.NewTimer(pause())
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-timer.C:
		}
		one := s.all[rand.IntN(len(s.all))] //nolint:gosec // any will do
		if err := one.kill(); err != nil {
			return err
		}
		r.kills++
		if err := one.start(); err != nil {
			return err
		}
	}
	return nil
}
