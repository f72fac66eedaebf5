package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"text/template"
	"time"

	"makegood/bot/slack"
	"makegood/bot/slack/slacksim"
)

// stand is a workspace and the service at work in it.
type stand struct {
	plan  plan
	w     *slacksim.Workspace
	all   []*service
	dir   string
	rules string        // file with the policy
	log   *os.File      // of the service; nil: none
	model *model        // nil: none
	cpu   time.Duration // what the service used, once it has ended
}

// setUp builds what the plan does not name and opens the workspace.
func setUp(ctx context.Context, p plan) (s *stand, err error) {
	s = &stand{plan: p}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.stop(), s.close())
		}
	}()
	if s.dir, err = os.MkdirTemp("", "makegood-bench-"); err != nil {
		return s, err
	}
	if len(p.bot) == 0 {
		program, err := build(ctx, s.dir)
		if err != nil {
			return s, err
		}
		s.plan.bot = []string{program}
	}
	if p.store == "" {
		s.plan.store = "sqlite:" + filepath.Join(s.dir, "bench.db")
	}
	if s.w, err = workspace(p.people, p.channels); err != nil {
		return s, err
	}
	wait := "1s"
	if p.due > 0 {
		wait = dueAfter.String()
	}
	if s.rules, err = writePolicy(s.dir, p.people, wait); err != nil {
		return s, err
	}
	if p.model > 0 {
		if s.model, err = newModel(p.model); err != nil {
			return s, err
		}
		s.plan.modelURL = s.model.url
	}
	if p.log != "" {
		s.log, err = os.Create(p.log)
	}
	return s, err
}

// launch starts the service.
func (s *stand) launch() error {
	var log io.Writer = io.Discard
	if s.log != nil {
		log = s.log
	}
	for range s.plan.replicas {
		one := newService(s.w, s.plan, s.rules, log)
		if err := one.start(); err != nil {
			return err
		}
		s.all = append(s.all, one)
	}
	return nil
}

// stop ends the service; the workspace stays as it is.
func (s *stand) stop() error {
	var err error
	for _, one := range s.all {
		err = errors.Join(err, one.stop())
		s.cpu += one.cpu
	}
	s.all = nil
	return err
}

func (s *stand) close() error {
	var err error
	if s.w != nil {
		err = s.w.Close()
	}
	if s.dir != "" {
		err = errors.Join(err, os.RemoveAll(s.dir))
	}
	if s.log != nil {
		err = errors.Join(err, s.log.Close())
	}
	if s.model != nil {
		err = errors.Join(err, s.model.close())
	}
	return err
}

// connected waits until the bot has two sockets for each replica.
func (s *stand) connected(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for {
		changed := s.w.Watch()
		if s.w.Sockets() >= 2*s.plan.replicas {
			return nil
		}
		if err := wait(ctx, changed, time.Second); err != nil {
			return fmt.Errorf("the bot did not connect: %w\n%s", err, s.all[0].said())
		}
	}
}

// channelID names the n-th channel; the first is the recovery channel where there is no other.
func channelID(n int) string { return "C0RECOVERY" + strings.TrimPrefix(strconv.Itoa(n), "0") }

var channel = channelID(0)

// slackWaits is how long the workspace waits for an acknowledgement; 0: as long as Slack.
var slackWaits time.Duration

// workspace has a technician and a manager for each of so many people, spread over the channels.
func workspace(people, channels int) (*slacksim.Workspace, error) {
	c := slacksim.Default()
	c.Manifest, c.People, c.Channels, c.Waits = slack.Manifest, nil, nil, slackWaits
	for i := range channels {
		c.Channels = append(c.Channels, slacksim.Channel{
			ID: channelID(i), Name: "service-recovery" + strings.TrimPrefix(strconv.Itoa(i), "0"), Members: []string{slacksim.BotUser},
		})
	}
	for i := range people {
		tech, boss := technician(i), manager(i)
		c.People = append(c.People,
			slacksim.Person{Key: tech.key, ID: tech.id, Name: tech.name}, slacksim.Person{Key: boss.key, ID: boss.id, Name: boss.name})
		at := &c.Channels[i%channels]
		at.Members = append(at.Members, tech.id, boss.id)
	}
	w, err := slacksim.New(c)
	if err != nil {
		return nil, err
	}
	return w, w.Start("127.0.0.1:0")
}

// person is a member of the workspace.
type person struct{ key, id, name string }

func technician(n int) person {
	i := strconv.Itoa(n)
	return person{"tech" + i, "U0T" + i, "Tech " + i}
}

func manager(n int) person {
	i := strconv.Itoa(n)
	return person{"boss" + i, "U0M" + i, "Boss " + i}
}

// policy is a company that never sleeps, with a technician and a manager for
// each of so many people and clocks of seconds.
var policy = template.Must(template.New("policy").Parse(`company: Brightwater Home Services
zone: America/New_York
hours: {mon-sun: "0:00-24:00"}
quiet: none
roles:
  - {name: technician, title: Technician, works: site, limit: 150, members: [{{range .}}U0T{{.}},{{end}}]}
  - {name: manager, title: Manager, limit: 1000, approves: 1000, members: [{{range .}}U0M{{.}},{{end}}]}
extras:
  - {name: a handwritten note from the owner, cost: 0}
clocks: {next_word: 10m, approval: 10m, follow_up: FOLLOW_UP, retry: 1s}
`))

func writePolicy(dir string, people int, followUp string) (file string, err error) {
	numbers := make([]int, people)
	for i := range numbers {
		numbers[i] = i
	}
	var rules bytes.Buffer
	if err := policy.Execute(&rules, numbers); err != nil {
		return "", err
	}
	file = filepath.Join(dir, "policy.yaml")
	text := strings.NewReplacer(",]", "]", "FOLLOW_UP", followUp).Replace(rules.String())
	return file, os.WriteFile(file, []byte(text), 0o600)
}
