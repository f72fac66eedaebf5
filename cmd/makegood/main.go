// Makegood is the service: a Slack bot that helps a field-service company win
// back upset customers.
//
//	makegood                     serve; the settings come from the environment
//	makegood manifest            print the app manifest to create the Slack app from
//	makegood policy check FILE   say whether a policy file is good, or what to mend in it
//	makegood policy sample       print the built-in policy file, to start your own from
//	makegood health              ask the running service how it is; ends with 1 if it is not well
//	makegood budget ...          enter invoiced jobs, export the recovery fund
//	makegood audit ...           verify every record, print who decided what
//	makegood report coach        print what the coach was asked, and where its words helped
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // a fresh container has no time zones

	"github.com/kelseyhightower/envconfig"

	"makegood/bot/slack"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

const usage = `makegood                     serve; settings come from the environment (see the README)
makegood manifest            print the app manifest to create the Slack app from
makegood health              ask the running service how it is (MAKEGOOD_LISTEN); ends with 1 if it is not well
` + policyUsage + booksUsage

func run(ctx context.Context, args []string, out, errs io.Writer) int {
	command := ""
	if len(args) > 0 {
		command = args[0]
	}
	var err error
	switch command {
	case "":
		err = serve(ctx, errs)
	case "manifest":
		_, err = out.Write(slack.Manifest)
	case "health":
		err = onHealth(ctx, out)
	case "policy":
		err = onPolicy(args[1:], out)
	case "budget":
		err = onBudget(ctx, args[1:], out, errs)
	case "report":
		err = onReport(ctx, args[1:], out, errs)
	case "audit":
		err = onAudit(ctx, args[1:], out, errs)
	case "help", "-h", "--help":
		_, err = io.WriteString(out, usage)
	default:
		err = fmt.Errorf("there is no command %q; there are:\n%s", command, usage)
	}
	if err != nil {
		fmt.Fprintln(errs, "makegood:", err)
		return 1
	}
	return 0
}

// onHealth asks where MAKEGOOD_LISTEN says. Where it is not set there is nobody to ask, and nothing is wrong.
func onHealth(ctx context.Context, out io.Writer) error {
	var c slack.Config
	if err := environment(&c); err != nil {
		return err
	}
	if c.Listen == "" {
		_, err := fmt.Fprintln(out, "MAKEGOOD_LISTEN is not set, so nobody can be asked")
		return err
	}
	said, err := slack.AskHealth(ctx, c.Listen)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, said)
	return err
}

// environment reads the settings. What is none is said by its name; all that is not text is a number.
func environment(c *slack.Config) error {
	err := envconfig.Process("", c)
	if p := (*envconfig.ParseError)(nil); errors.As(err, &p) {
		return fmt.Errorf("%s is %q: put a number there, or leave it out", p.KeyName, p.Value)
	}
	if err != nil {
		return fmt.Errorf("read the environment: %w", err)
	}
	return nil
}

func serve(ctx context.Context, errs io.Writer) error {
	var c slack.Config
	if err := environment(&c); err != nil {
		return err
	}
	level, err := c.Level()
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(errs, &slog.HandlerOptions{Level: level}))
	s, err := slack.Connect(ctx, c, nil, log)
	if err != nil {
		return err
	}
	return s.Run(ctx)
}
