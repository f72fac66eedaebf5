package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"makegood/dialogs/policy"
)

const policyUsage = `makegood policy check FILE   say whether a policy file is good, or what to mend in it
makegood policy sample       print the built-in policy file, to start your own from
`

// onPolicy runs what there is about policy files.
func onPolicy(args []string, out io.Writer) error {
	switch {
	case len(args) == 2 && args[0] == "check":
		return check(args[1], out)
	case len(args) == 1 && args[0] == "sample":
		_, err := out.Write(policy.SampleYAML)
		return err
	}
	return fmt.Errorf("write one of these:\n%s", policyUsage)
}

// check says in a few lines what a policy means, or every mistake in it.
func check(path string, out io.Writer) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("there is no policy to check: %w", err)
	}
	p, err := policy.Parse(text)
	if problems, ok := errors.AsType[policy.Problems](err); ok {
		return fmt.Errorf("%s is not good, %s:\n%w", path, count(len(problems), "thing to mend", "things to mend"), problems)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s is good: %s, %s, %s.\n%s\n", path, count(len(p.Roles), "role", "roles"),
		count(len(p.Extras), "extra", "extras"), count(len(p.Catalogue()), "remedy", "remedies"), meaning(p))
	return err
}

// meaning is who may give, approve and settle how much, a line for each role, the highest last.
func meaning(p policy.Policy) string {
	lines := make([]string, 0, len(p.Roles))
	roles := slices.Clone(p.Roles)
	slices.SortStableFunc(roles, func(a, b policy.Role) int {
		return cmp.Or(cmp.Compare(a.Approves, b.Approves), cmp.Compare(a.Limit, b.Limit))
	})
	for _, r := range roles {
		may := []string{"may give " + r.Limit.String() + " for one complaint"}
		if r.Cap > 0 {
			may = append(may, r.Cap.String()+" in "+count(int(p.Money().Window/(24*time.Hour)), "day", "days"))
		}
		if r.Approves > 0 {
			may = append(may, "approve "+r.Approves.String())
		}
		if r.Settles > 0 {
			may = append(may, "settle damage up to "+r.Settles.String())
		}
		lines = append(lines, fmt.Sprintf("  %s (%s) %s", r.Title, who(r), strings.Join(may, ", ")))
	}
	return strings.Join(lines, "\n")
}

func who(r policy.Role) string {
	var who []string
	if n := len(r.Members); n > 0 {
		who = append(who, count(n, "person", "people"))
	}
	who = append(who, r.Groups...)
	return cmp.Or(strings.Join(who, ", "), "nobody yet")
}

func count(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}
