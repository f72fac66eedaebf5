package slack_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"makegood/bot"
)

// TestAuditOfPurses: what a person's purse and a customer's count is held against their
// journals, and a broken entry of the fund is read as far as it goes.
func TestAuditOfPurses(t *testing.T) {
	t.Parallel()
	o := open(t, func(s *settings) {
		text := bytes.Replace(longWay(), []byte("    limit: 150\n"), []byte("    limit: 150\n    cap: 200\n"), 1)
		s.bot.Policy = written(t, bytes.Replace(text, []byte("  # customer: 500\n"), []byte("  customer: 500\n"), 1))
	})
	tess, mona := o.person("tess"), o.person("mona")
	mona.Command("/recover budget add J-1042 $20,000")
	tess.Command(alvarez)
	untilAsk(tess)
	asks(tess, "half off", "$110")
	tess.Press("They accept")
	o.until("the fund", func() bool {
		mona.Command("/recover budget")
		return strings.Contains(mona.Screen(), "The recovery fund holds $190.")
	})
	o.stop()
	if f := o.faults(); len(f) > 0 {
		t.Errorf("nobody changed anything, and the audit finds %v", f)
	}
	for _, id := range []string{"P-U0TESS", "C-101"} {
		do := "update record set body = replace(body, '\"Spent\":[{\"Case\":\"R-101\",\"Amount\":11000', '\"Spent\":[{\"Case\":\"R-101\",\"Amount\":1000') where id = '" + id + "'"
		undo := "update record set body = replace(body, '\"Spent\":[{\"Case\":\"R-101\",\"Amount\":1000', '\"Spent\":[{\"Case\":\"R-101\",\"Amount\":11000') where id = '" + id + "'"
		o.tamper(do)
		want := id + ": it counts $10 as given or on offer, and by its journal that is $110"
		if f := o.faults(); len(f) != 1 || f[0] != want {
			t.Errorf("the audit finds %q, want %q", f, want)
		}
		o.tamper(undo)
	}
	if f := o.faults(); len(f) > 0 {
		t.Errorf("all is as it was, and the audit finds %v", f)
	}
	o.tamper("update log set public = replace(public, ',\"balance\":19000', '') where id = 'fund' and public like '%19000%'")
	o.start(slog.New(slog.DiscardHandler))
	o.books(func(k *bot.Books) {
		var trail bytes.Buffer
		if err := k.Trail(t.Context(), &trail, "fund"); err == nil || !strings.Contains(trail.String(), "R-101: compensation -$110\n") {
			t.Errorf("%v, and the fund's trail is\n%s", err, trail.String())
		}
	})
	o.noFaults()
}
