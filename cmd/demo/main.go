// Demo is the unmodified service in a simulated workspace, to try in a browser:
// no Slack account, no Redis, no key.
//
//	go run ./cmd/demo                 prints the address of the page
//	go run ./cmd/demo -data DIR       keeps cases and messages over restarts
//	go run ./cmd/demo -addr 127.0.0.1:9000
//
// With the OPENAI_ variables of the README set, a language model fits the words.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // the company's zone, also where the system has none
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

func run(ctx context.Context, args []string, out, errs io.Writer) int {
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	flags.SetOutput(errs)
	addr := flags.String("addr", "127.0.0.1:8080", "where the page is served; only this machine can reach it")
	data := flags.String("data", "", "folder that keeps the cases over restarts; without it they are gone at the end")
	verbose := flags.Bool("v", false, "show the bot's log")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	level := slog.LevelWarn
	if *verbose {
		level = slog.LevelInfo
	}
	lg := slog.New(slog.NewTextHandler(errs, &slog.HandlerOptions{Level: level}))
	if err := demo(ctx, *addr, *data, lg, out); err != nil {
		fmt.Fprintln(errs, "demo:", err)
		return 1
	}
	return 0
}

func demo(ctx context.Context, addr, data string, lg *slog.Logger, out io.Writer) (err error) {
	if data == "" {
		if data, err = os.MkdirTemp("", "makegood-demo-"); err != nil {
			return fmt.Errorf("make a folder for the cases: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(data)) }()
	} else if err := os.MkdirAll(data, 0o700); err != nil {
		return fmt.Errorf("-data: %w", err)
	}
	r, err := open(addr, data, lg)
	if err != nil {
		return err
	}
	if err := r.start(ctx); err != nil {
		return errors.Join(err, r.workspace.Close())
	}
	fmt.Fprintf(out, "Makegood is running in a simulated workspace. Open %s\n"+
		"Type /recover Mrs Alvarez - no hot water, second visit   (Ctrl+C ends the demo)\n", r.workspace.URL())
	<-ctx.Done()
	return errors.Join(r.stop(), r.workspace.Close())
}
