package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"text/template"

	"makegood/bot/slack/slacksim"
)

// service is the program under test, as a process that can be killed.
type service struct {
	program string
	env     []string
	log     bytes.Buffer

	mu  sync.Mutex
	cmd *exec.Cmd
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

// policy is a company that never sleeps, with a technician and a manager for
// each pilot and clocks of seconds.
var policy = template.Must(template.New("policy").Parse(`company: Brightwater Home Services
zone: America/New_York
hours: {mon-sun: "0:00-24:00"}
roles:
  - {name: technician, title: Technician, works: site, limit: 150, members: [{{range .}}U0T{{.}},{{end}}]}
  - {name: manager, title: Manager, limit: 1000, approves: 1000, members: [{{range .}}U0M{{.}},{{end}}]}
extras:
  - {name: a handwritten note from the owner, cost: 0}
clocks: {next_word: 10m, approval: 10m, follow_up: 1s, retry: 1s}
`))

func writePolicy(dir string, people int) (file string, err error) {
	numbers := make([]int, people)
	for i := range numbers {
		numbers[i] = i
	}
	var rules bytes.Buffer
	if err := policy.Execute(&rules, numbers); err != nil {
		return "", err
	}
	file = filepath.Join(dir, "policy.yaml")
	return file, os.WriteFile(file, []byte(strings.ReplaceAll(rules.String(), ",]", "]")), 0o600)
}

func startService(w *slacksim.Workspace, p plan, program, dir string) (*service, error) {
	file, err := writePolicy(dir, p.people)
	if err != nil {
		return nil, err
	}
	s := &service{program: program, env: append(os.Environ(),
		"SLACK_BOT_TOKEN="+w.BotToken(), "SLACK_APP_TOKEN="+w.AppToken(), "SLACK_API_URL="+w.APIURL(),
		"MAKEGOOD_CHANNEL="+channel, "MAKEGOOD_STORE="+p.store, "MAKEGOOD_POLICY="+file, "MAKEGOOD_LOG=warn",
	)}
	return s, s.start()
}

func (s *service) start() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	cmd := exec.Command(s.program) //nolint:gosec,noctx // our own program, ended by kill or stop
	cmd.Env, cmd.Stderr = s.env, &s.log
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
	var exit *exec.ExitError
	if errors.As(err, &exit) && how == os.Kill {
		return nil
	}
	if err != nil {
		return fmt.Errorf("the service did not stop well: %w\n%s", err, s.log.String())
	}
	return nil
}
