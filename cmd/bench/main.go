// Bench lets simulated people work with the real service, over HTTP and
// WebSocket, and counts: how long they wait, what was lost, what came twice.
//
//	go run ./cmd/bench                        20 cases by 4 people, on SQLite
//	go run ./cmd/bench -kills 50              and kill -9 the service 50 times meanwhile
//	go run ./cmd/bench -store redis://HOST/0  on a Redis
//
// It builds the service and runs it as a process of its own. The result is 1 if
// anything was lost, doubled or left unfinished.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
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
	cases, people   int
	replicas, kills int
	store, bot      string
	card            time.Duration
	most            time.Duration
}

func run(ctx context.Context, args []string, out, errs io.Writer) int {
	var p plan
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.IntVar(&p.cases, "cases", 20, "cases to take from opening to closing")
	flags.IntVar(&p.people, "people", 4, "technicians working at the same time, each with a manager")
	flags.IntVar(&p.replicas, "replicas", 1, "processes of the service that share the store; more than one needs Redis")
	flags.IntVar(&p.kills, "kills", 0, "how often the service is killed with kill -9, at random moments")
	flags.StringVar(&p.store, "store", "", "the service's MAKEGOOD_STORE; empty: SQLite in a folder that is removed")
	flags.StringVar(&p.bot, "bot", "", "the service's program; empty: it is built from ./cmd/makegood")
	flags.DurationVar(&p.card, "card", 0, "the median from command to card that is a fault to exceed; 0: none")
	flags.DurationVar(&p.most, "most", 10*time.Minute, "give up after this long")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	switch {
	case p.cases < 1 || p.people < 1 || p.replicas < 1 || p.kills < 0:
		fmt.Fprintln(errs, "bench: -cases, -people and -replicas must be at least 1, -kills at least 0")
		return 2
	case p.replicas > 1 && !strings.HasPrefix(p.store, "redis"):
		fmt.Fprintln(errs, "bench: more than one replica needs a store that they can share: -store redis://HOST:6379/0")
		return 2
	}
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
