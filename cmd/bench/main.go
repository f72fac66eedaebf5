// Bench lets simulated people work with the real service, over HTTP and
// WebSocket, and counts: how long they wait, what was lost, what came twice.
//
//	go run ./cmd/bench                        20 cases by 4 people, on SQLite
//	go run ./cmd/bench -kills 50              and kill -9 the service 50 times meanwhile
//	go run ./cmd/bench -store redis://HOST/0  on a Redis
//
//	go run ./cmd/bench -rate 200 -for 25s     people who do something 200 times a second
//	go run ./cmd/bench -storm -kills 20       and everything goes wrong meanwhile
//	go run ./cmd/bench -hang -ack 25ms        or Slack's Web API does not answer
//	go run ./cmd/bench -race 200              50 managers decide on each of 200 requests at once
//	go run ./cmd/bench -aged                  an old case and an old customer beside new ones
//	go run ./cmd/bench -rate 50 -bot ./makegood -- ARGUMENTS
//
// It builds the service, or takes the command line it is given, and runs it as a
// process of its own with its settings in the environment. The result is 1 if
// anything was lost, doubled, left unfinished or slower than demanded.
//
// Whole cases are played by pilots, who wait for each screen. At a rate, people act
// when it is due, whether or not the bot has kept up, so that a bot which stalls is
// seen to stall. Truth is taken from outside: what is posted in the workspace, what
// each person sees, and the journals of the store once the service has ended.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"
	_ "time/tzdata" // the company's zone, also where the system has none
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

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
	races                   int // requests that everybody decides on at once
	most                    time.Duration
}

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

// peopleGC keeps the simulated people from taking the processor from the bot, which
// has one of its own elsewhere.
const peopleGC = 400

func run(ctx context.Context, args []string, out, errs io.Writer) int {
	p, err := parse(args, errs)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	}
	debug.SetGCPercent(peopleGC)
	ctx, cancel := context.WithTimeout(ctx, p.most)
	defer cancel()
	r, err := measure(ctx, p)
	if err != nil {
		fmt.Fprintln(errs, "bench:", err)
		return 1
	}
	r.print(out)
	if len(r.faults) > 0 {
		return 1
	}
	return 0
}

// parse reads the command line; what is wrong with it has been said on errs.
func parse(args []string, errs io.Writer) (plan, error) {
	var p plan
	var bot string
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.IntVar(&p.cases, "cases", 20, "cases to take from opening to closing")
	flags.IntVar(&p.people, "people", 0, "technicians working at the same time, each with a manager; 0: 4, or enough for the rate")
	flags.IntVar(&p.rate, "rate", 0, "acts a second, of all kinds, instead of whole cases")
	flags.DurationVar(&p.span, "for", 25*time.Second, "how long to keep up the rate")
	flags.IntVar(&p.channels, "channels", 0, "channels they are spread over; 0: one for 10 people at a rate, else 1")
	flags.BoolVar(&p.storm, "storm", false, "deliveries twice, cut sockets and a failing Web API during the rate")
	flags.BoolVar(&p.hang, "hang", false, "a Web API that does not answer during the rate")
	flags.BoolVar(&p.aged, "aged", false, "an old case and a customer of many cases beside new ones, instead of whole cases")
	flags.IntVar(&p.replicas, "replicas", 1, "processes of the service that share the store; more than one needs Redis")
	flags.IntVar(&p.kills, "kills", 0, "how often the service is killed with kill -9")
	flags.StringVar(&p.store, "store", "", "the service's MAKEGOOD_STORE; empty: SQLite in a folder that is removed")
	flags.StringVar(&bot, "bot", "", "the service's program; its arguments follow after --; empty: it is built from ./cmd/makegood")
	flags.StringVar(&p.log, "log", "", "a file that gets what the service writes to its log")
	flags.IntVar(&p.races, "race", 0, "requests on which all managers decide at once, instead of whole cases")
	flags.DurationVar(&p.decision, "decision", 0, "the median from a decision to the redrawn card that is a fault to exceed; 0: none")
	flags.DurationVar(&p.card, "card", 0, "the median from command to card that is a fault to exceed; 0: none")
	flags.DurationVar(&p.ack, "ack", 0, "the p99 from begun to acknowledged that is a fault to exceed; 0: none")
	flags.DurationVar(&p.most, "most", 10*time.Minute, "give up after this long")
	if err := flags.Parse(args); err != nil {
		return p, err
	}
	if p.bot = flags.Args(); bot != "" {
		p.bot = append([]string{bot}, p.bot...)
	}
	if (p.storm || p.hang) && p.rate == 0 {
		p.rate = 200
	}
	if p.aged {
		p.people, p.channels = 5, 5
	}
	if p.races > 0 && p.people == 0 {
		p.people = 50
	}
	if p.people == 0 {
		p.people = max(4, p.rate/2)
	}
	if p.channels == 0 {
		p.channels = 1
		if p.rate > 0 {
			p.channels = (p.people + 9) / 10
		}
	}
	if err := p.check(); err != nil {
		fmt.Fprintln(errs, "bench:", err)
		return p, err
	}
	return p, nil
}

func (p plan) check() error {
	switch {
	case p.cases < 1 || p.people < 1 || p.channels < 1 || p.replicas < 1 || p.kills < 0 || p.rate < 0 || p.span <= 0:
		return errors.New("-cases, -people, -channels and -replicas must be at least 1, -kills and -rate at least 0, -for more than 0")
	case p.races < 0 || p.races > 0 && !p.calm():
		return errors.New("-race must be at least 0, and goes without -rate, -storm, -hang, -aged and -kills")
	case p.aged && p.rate > 0:
		return errors.New("-aged goes without -rate, -storm and -hang")
	case p.storm && p.hang:
		return errors.New("-storm or -hang, one at a time")
	case p.rate == 0 && !p.aged && p.channels > 1:
		return errors.New("whole cases live in one channel: -channels goes with -rate")
	case p.replicas > 1 && !strings.HasPrefix(p.store, "redis"):
		return errors.New("more than one replica needs a store that they can share: -store redis://HOST:6379/0")
	}
	return nil
}

// calm: people take their time, and nothing is killed.
func (p plan) calm() bool { return p.rate == 0 && !p.aged && p.kills == 0 }
