// Bench lets simulated people work with the real service, over HTTP and
// WebSocket, and counts: how long they wait, what was lost, what came twice.
//
//	go run ./cmd/bench                        20 cases by 4 people, on SQLite
//	go run ./cmd/bench -kills 50              and kill -9 the service 50 times meanwhile
//	go run ./cmd/bench -store redis://HOST/0  on a Redis
//
//	go run ./cmd/bench -model 3s              with a language model that takes its time: a step does not wait for it
//	go run ./cmd/bench -rate 200 -for 25s     people who do something 200 times a second
//	go run ./cmd/bench -storm -kills 20       and everything goes wrong meanwhile
//	go run ./cmd/bench -hang -ack 25ms        or Slack's Web API does not answer
//	go run ./cmd/bench -race 200              50 managers decide on each of 200 requests at once
//	go run ./cmd/bench -aged                  an old case and an old customer beside new ones
//	go run ./cmd/bench -due 5000 -kills 250   5,000 follow-ups in a minute; kill -9 while they go out
//	go run ./cmd/bench -wakes 1000000         a store alone: a million scheduled records
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
	"syscall"
	_ "time/tzdata" // the company's zone, also where the system has none
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
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
	if p.wakes == 0 { // whose memory is measured
		debug.SetGCPercent(peopleGC)
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
