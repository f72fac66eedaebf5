package slack_test

import (
	"log/slog"
	"strings"
	"testing"

	"makegood/bot/slack"
)

// grouped is the sample policy with the managers as a user group.
func grouped(t *testing.T, group string) string {
	t.Helper()
	text := strings.Replace(string(longWay()), "members: [U0MONA]", "", 1)
	return written(t, []byte(strings.Replace(text, "groups: []", `groups: ["`+group+`"]`, 1)))
}

// TestGroups: who is in a user group of the policy decides like who is named in it.
func TestGroups(t *testing.T) {
	t.Parallel()
	o := open(t, func(s *settings) { s.bot.Policy = grouped(t, "@managers") })
	tess := o.person("tess")
	tess.Command(alvarez)
	untilAsk(tess)
	asks(tess, "half off", "$210")
	tess.Press("Ask Mona for $210")
	o.person("mona").Press("Approve $210")
	tess.Sees("Mona approved $210")
	o.noFaults()
}

// TestNoSuchGroup is told at the start, with what to write instead.
func TestNoSuchGroup(t *testing.T) {
	t.Parallel()
	o := open(t)
	config := o.config
	config.Policy = grouped(t, "@bosses")
	_, err := slack.Connect(t.Context(), config, o.clock.Now, slog.New(slog.DiscardHandler))
	if err == nil || !strings.Contains(err.Error(), "MAKEGOOD_POLICY: the role manager names the user group @bosses, which Slack does not know") {
		t.Errorf("it says: %v", err)
	}
}
