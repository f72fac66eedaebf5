package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"
)

// plan is what is asked of a run.
type plan struct {
	cases, people, channels int
	replicas, kills         int
	rate                    int // acts a second; 0: whole cases
	span                    time.Duration
	storm, hang, aged       bool
	store, log              string
	bot                     []string // the command line; empty: our own program is built
	card, ack, decision     time.Duration
	answer                  time.Duration
	claim                   time.Duration
	model                   time.Duration // how long a language model takes to answer; 0: there is none
	modelURL                string
	races                   int // requests that everybody decides on at once
	due                     int // follow-ups that fall due within a minute
	wakes                   int // records in a store of their own, each with a time to be looked at
	dueNow                  int // of them are due
	most                    time.Duration
}

// parse reads the command line; what is wrong with it has been said on errs.
func parse(args []string, errs io.Writer) (plan, error) {
	var p plan
	var bot string
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.IntVar(&p.cases, "cases", 20, "cases to take from opening to closing")
	flags.IntVar(&p.people, "people", 0, "technicians working at the same time, each with a manager; 0: 4, or enough for the rate or the follow-ups")
	flags.IntVar(&p.rate, "rate", 0, "acts a second, of all kinds, instead of whole cases")
	flags.DurationVar(&p.span, "for", 25*time.Second, "how long to keep up the rate")
	flags.IntVar(&p.channels, "channels", 0, "channels they are spread over; 0: one for 10 people at a rate, one for each with -due, else 1")
	flags.BoolVar(&p.storm, "storm", false, "deliveries twice, cut sockets and a failing Web API during the rate")
	flags.BoolVar(&p.hang, "hang", false, "a Web API that does not answer during the rate")
	flags.BoolVar(&p.aged, "aged", false, "an old case and a customer of many cases beside new ones, instead of whole cases")
	flags.IntVar(&p.replicas, "replicas", 1, "processes of the service that share the store; more than one needs Redis")
	flags.IntVar(&p.kills, "kills", 0, "how often the service is killed with kill -9")
	flags.StringVar(&p.store, "store", "", "the service's MAKEGOOD_STORE; empty: SQLite in a folder that is removed")
	flags.StringVar(&bot, "bot", "", "the service's program; its arguments follow after --; empty: it is built from ./cmd/makegood")
	flags.StringVar(&p.log, "log", "", "a file that gets what the service writes to its log")
	flags.IntVar(&p.races, "race", 0, "requests on which all managers decide at once, instead of whole cases")
	flags.IntVar(&p.due, "due", 0, "follow-ups that fall due within one minute, instead of whole cases")
	flags.IntVar(&p.wakes, "wakes", 0, "scheduled records in a store without a service, instead of anything else")
	flags.IntVar(&p.dueNow, "due-now", 16000, "how many of the scheduled records are due")
	flags.DurationVar(&p.decision, "decision", 0, "the median from a decision to the redrawn card that is a fault to exceed; 0: none")
	flags.DurationVar(&p.card, "card", 0, "the median from command to card that is a fault to exceed; 0: none")
	flags.DurationVar(&p.answer, "answer", 0, "the median from a question to the coach's answer that is a fault to exceed; 0: none")
	flags.DurationVar(&p.model, "model", 0, "how long a language model of the bench's own takes for each answer; 0: there is none")
	flags.DurationVar(&p.claim, "claim", 5*time.Millisecond, "the p99 of a claim that is a fault to exceed, with -wakes")
	flags.DurationVar(&p.ack, "ack", 0, "the p99 from begun to acknowledged that is a fault to exceed; 0: none")
	flags.DurationVar(&p.most, "most", 30*time.Minute, "give up after this long")
	if err := flags.Parse(args); err != nil {
		return p, err
	}
	if p.bot = flags.Args(); bot != "" {
		p.bot = append([]string{bot}, p.bot...)
	}
	p.fillIn()
	if err := p.check(); err != nil {
		fmt.Fprintln(errs, "bench:", err)
		return p, err
	}
	return p, nil
}

// fillIn chooses what was left to us.
func (p *plan) fillIn() {
	if (p.storm || p.hang) && p.rate == 0 {
		p.rate = 200
	}
	if p.aged {
		p.people, p.channels = 5, 5
	}
	if p.people == 0 {
		switch {
		case p.races > 0:
			p.people = 50
		case p.due > 0:
			p.people = max(4, min(50, p.due/30))
		default:
			p.people = max(4, p.rate/2)
		}
	}
	if p.channels == 0 {
		switch {
		case p.rate > 0:
			p.channels = (p.people + 9) / 10
		case p.due > 0:
			p.channels = p.people
		default:
			p.channels = 1
		}
	}
}

// refusal is something that does not go together, and how it is said.
type refusal struct {
	broken bool
	say    string
}

// check says what does not go together, the first of it.
func (p plan) check() error {
	for _, rule := range append(p.amounts(), p.together()...) {
		if rule.broken {
			return errors.New(rule.say)
		}
	}
	return nil
}

func (p plan) amounts() []refusal {
	return []refusal{
		{
			p.cases < 1 || p.people < 1 || p.channels < 1 || p.replicas < 1 || p.kills < 0 || p.rate < 0 || p.span <= 0,
			"-cases, -people, -channels and -replicas must be at least 1, -kills and -rate at least 0, -for more than 0",
		},
		{min(p.races, p.due, p.wakes) < 0, "-race, -due and -wakes must be at least 0"},
		{p.wakes > 0 && (p.dueNow < batch || p.wakes < 2*p.dueNow), fmt.Sprintf("-due-now must be at least %d, and half of -wakes at the most", batch)},
	}
}

func (p plan) together() []refusal {
	return []refusal{
		{p.races > 0 && !p.calm(), "-race goes without -rate, -storm, -hang, -aged and -kills"},
		{p.due > 0 && (p.rate > 0 || p.aged || p.races > 0), "-due goes without -rate, -storm, -hang, -aged and -race"},
		{p.wakes > 0 && p.busy(), "-wakes goes with -store and nothing else"},
		{p.aged && p.rate > 0, "-aged goes without -rate, -storm and -hang"},
		{p.storm && p.hang, "-storm or -hang, one at a time"},
		{p.rate == 0 && !p.aged && p.due == 0 && p.channels > 1, "whole cases live in one channel: -channels goes with -rate and -due"},
		{
			p.replicas > 1 && !strings.HasPrefix(p.store, "redis"),
			"more than one replica needs a store that they can share: -store redis://HOST:6379/0",
		},
	}
}

// busy: there is something else to do than to keep wakes.
func (p plan) busy() bool { return !p.calm() || p.races > 0 || p.due > 0 || p.replicas > 1 }

// calm: people take their time, and nothing is killed.
func (p plan) calm() bool { return p.rate == 0 && !p.aged && p.kills == 0 }

// hazards are what goes wrong during the run.
func (p plan) hazards() []hazard {
	switch {
	case p.storm:
		return storm
	case p.hang:
		return silence
	}
	return nil
}
