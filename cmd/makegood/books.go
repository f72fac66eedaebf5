package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"regexp"
	"time"

	"makegood/bot"
	"makegood/bot/slack"
)

const booksUsage = `makegood budget import [-correct] [-yes] FILE
                             say what entering a list of invoiced jobs would do, and with -yes do it;
                             -correct: also change jobs that are in with another amount
makegood budget export [FROM [TO]]
                             print the fund's entries as CSV, of some months such as 2026-11
makegood report coach        print what the coach was asked, where its words helped, and what nothing was found for, as CSV
makegood audit verify        look whether any record was tampered with, and name where
makegood audit case R-123    print who did what in a case, when, and on what authority; with -csv behind it, as a table
`

var months = regexp.MustCompile(`^20\d\d-(0[1-9]|1[0-2])$`)

func onBudget(ctx context.Context, args []string, out, errs io.Writer) error {
	switch {
	case len(args) > 1 && args[0] == "import":
		set := flag.NewFlagSet("budget import", flag.ContinueOnError)
		set.SetOutput(errs)
		yes, correct := set.Bool("yes", false, "enter it"), set.Bool("correct", false, "also change jobs that are in with another amount")
		if err := set.Parse(args[1:]); err != nil || set.NArg() != 1 {
			return fmt.Errorf("write it like this:\n%s", booksUsage)
		}
		list, err := os.ReadFile(set.Arg(0))
		if err != nil {
			return err
		}
		return withBooks(ctx, errs, func(k *bot.Books) error {
			err := k.Import(ctx, out, string(list), *yes, *correct)
			if err == nil && !*yes {
				fmt.Fprintln(out, "Nothing was entered yet: the same with -yes enters it.")
			}
			return err
		})
	case len(args) > 0 && len(args) <= 3 && args[0] == "export":
		span := [2]string{}
		for i, m := range args[1:] {
			if span[i] = m; !months.MatchString(m) {
				return fmt.Errorf("%q is no month: write it like 2026-11", m)
			}
		}
		return withBooks(ctx, errs, func(k *bot.Books) error { return k.Export(ctx, out, span[0], span[1]) })
	}
	return fmt.Errorf("write it like this:\n%s", booksUsage)
}

func onReport(ctx context.Context, args []string, out, errs io.Writer) error {
	if len(args) != 1 || args[0] != "coach" {
		return fmt.Errorf("write it like this:\n%s", booksUsage)
	}
	return withBooks(ctx, errs, func(k *bot.Books) error { return k.Coach(ctx, out) })
}

// errTampered ends the program; what is wrong was printed.
var errTampered = errors.New("the records are not as they were written; keep the file, and compare it with a backup")

func onAudit(ctx context.Context, args []string, out, errs io.Writer) error {
	switch {
	case len(args) == 1 && args[0] == "verify":
		return withBooks(ctx, errs, func(k *bot.Books) error {
			faults, seen, err := k.Verify(ctx)
			for _, f := range faults {
				fmt.Fprintln(out, f)
			}
			if err == nil && len(faults) > 0 {
				return errTampered
			}
			if err == nil {
				fmt.Fprintf(out, "%d records, and nothing is wrong with them.\n", seen)
			}
			return err
		})
	case len(args) == 3 && args[0] == "case" && args[2] == "-csv":
		return withBooks(ctx, errs, func(k *bot.Books) error { return k.Timeline(ctx, out, args[1]) })
	case len(args) == 2 && args[0] == "case":
		return withBooks(ctx, errs, func(k *bot.Books) error { return k.Trail(ctx, out, args[1]) })
	}
	return fmt.Errorf("write it like this:\n%s", booksUsage)
}

// withBooks opens the store that the environment names, and closes it.
func withBooks(ctx context.Context, errs io.Writer, do func(*bot.Books) error) error {
	var c slack.Config
	if err := environment(&c); err != nil {
		return err
	}
	books, closes, err := c.OpenBooks(ctx, time.Now, slog.New(slog.NewTextHandler(errs, &slog.HandlerOptions{Level: slog.LevelWarn})))
	if err != nil {
		return err
	}
	return errors.Join(do(books), closes())
}
