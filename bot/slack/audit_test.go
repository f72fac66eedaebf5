package slack_test

import (
	"bytes"
	"database/sql" //nolint:depguard // who tampers goes around the store
	"encoding/csv"
	"log/slog"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"makegood/bot"
)

// books looks into the records while the bot is away.
func (o *office) books(look func(*bot.Books)) {
	o.t.Helper()
	o.stop()
	k, closes, err := o.config.OpenBooks(o.t.Context(), o.clock.Now, slog.New(slog.DiscardHandler))
	if err != nil {
		o.t.Fatal(err)
	}
	look(k)
	if err := closes(); err != nil {
		o.t.Error(err)
	}
	o.start(slog.New(slog.DiscardHandler))
}

// tamper changes the store's file as somebody would who has it.
func (o *office) tamper(statement string) {
	o.t.Helper()
	db, err := sql.Open("sqlite", strings.TrimPrefix(o.config.Store, "sqlite:"))
	if err != nil {
		o.t.Fatal(err)
	}
	done, err := db.ExecContext(o.t.Context(), statement)
	if err != nil {
		o.t.Fatal(err)
	}
	if n, err := done.RowsAffected(); n == 0 || err != nil {
		o.t.Fatalf("nothing was changed by %s, %v", statement, err)
	}
	if err := db.Close(); err != nil {
		o.t.Fatal(err)
	}
}

// faults are what an audit finds.
func (o *office) faults() (found []string) {
	o.t.Helper()
	k, closes, err := o.config.OpenBooks(o.t.Context(), o.clock.Now, slog.New(slog.DiscardHandler))
	if err != nil {
		o.t.Fatal(err)
	}
	faults, seen, err := k.Verify(o.t.Context())
	if err != nil || seen < 4 {
		o.t.Errorf("%d records seen, %v", seen, err)
	}
	for _, f := range faults {
		found = append(found, f.String())
	}
	if err := closes(); err != nil {
		o.t.Error(err)
	}
	return found
}

// TestAudit: what is changed in the store's file is found and named, and who decided what
// can be read.
func TestAudit(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess, mona := o.person("tess"), o.person("mona")
	mona.Command("/recover budget add J-1042 $20,000")
	tess.Command(alvarez)
	untilAsk(tess)
	asks(tess, "half off", "$210")
	tess.Press("Ask Mona for $210")
	mona.Press("Approve $210")
	tess.Press("They accept")
	o.until("the fund", func() bool {
		mona.Command("/recover budget")
		return strings.Contains(mona.Screen(), "The recovery fund holds $90.")
	})

	o.books(func(k *bot.Books) {
		var trail, sums bytes.Buffer
		if err := k.Trail(t.Context(), &trail, "R-101"); err != nil {
			t.Error(err)
		}
		var table bytes.Buffer
		if err := k.Timeline(t.Context(), &table, "R-101"); err != nil {
			t.Error(err)
		}
		row := regexp.MustCompile(`(?m)^R-101,` + o.monday.Format("2006-01-02T15:04") + `:\d\d-05:00,Mona \(U0MONA\),"approved \$210, request 1 - may approve \$1,000 as manager"$`)
		if !strings.HasPrefix(table.String(), "record,time,who,what\n") || !row.MatchString(table.String()) {
			t.Errorf("the timeline lacks %s:\n%s", row, table.String())
		}
		for _, private := range []string{"half off", "no hot water", "Alvarez"} {
			if strings.Contains(table.String(), private) {
				t.Errorf("the timeline says %q", private)
			}
		}
		at := o.monday.Format("Mon Jan 2 2006 3:04 PM")
		for _, want := range []string{
			at + "  Tess (U0TESS): Opened\n",
			at + "  Tess (U0TESS): asked $210, request 1 - own limit $150 as technician\n",
			at + "  Mona (U0MONA): approved $210, request 1 - may approve $1,000 as manager\n",
			at + "  Tess (U0TESS): given $210, compensation - request 1, approved by U0MONA up to $210\n",
		} {
			if !strings.Contains(trail.String(), want) {
				t.Errorf("the trail lacks %q:\n%s", want, trail.String())
			}
		}
		if err := k.Export(t.Context(), &sums, "", ""); err != nil {
			t.Error(err)
		}
		if got := sum(t, sums.String()); got != 90_00 {
			t.Errorf("the export sums to %d cents:\n%s", got, sums.String())
		}
	})

	o.stop()
	if f := o.faults(); len(f) > 0 {
		t.Errorf("nobody changed anything, and the audit finds %v", f)
	}
	for _, c := range []struct{ do, undo, want string }{
		{
			"update log set public = replace(public, '\"cents\":21000', '\"cents\":11000') where id = 'R-101' and public like '%given%21000%' and public like '%approved%'",
			"update log set public = replace(public, '\"cents\":11000', '\"cents\":21000') where id = 'R-101'",
			"R-101: journal entry ",
		},
		{
			"update log set private = replace(private, 'half off', 'all of it') where id = 'R-101' and private like '%half off%'",
			"update log set private = replace(private, 'all of it', 'half off') where id = 'R-101'",
			"its private part was changed",
		},
		{
			"update record set body = replace(body, '\"Amount\":21000,\"Extra\"', '\"Amount\":12000,\"Extra\"') where id = 'R-101'",
			"update record set body = replace(body, '\"Amount\":12000,\"Extra\"', '\"Amount\":21000,\"Extra\"') where id = 'R-101'",
			"R-101: it says that $120 was given, and its last journal entry $210",
		},
		{
			"update record set body = replace(body, '\"Granted\":21000', '\"Granted\":91000') where id = 'R-101'",
			"update record set body = replace(body, '\"Granted\":91000', '\"Granted\":21000') where id = 'R-101'",
			"R-101: request 1 is approved with $910, and by its journal approved with $210",
		},
		{
			"update record set body = replace(body, '\"Balance\":9000', '\"Balance\":19000') where id = 'fund'",
			"update record set body = replace(body, '\"Balance\":19000', '\"Balance\":9000') where id = 'fund'",
			"fund: it holds $190, and its entries sum to $90",
		},
		{
			"update record set body = replace(body, '\"Amount\":2000000', '\"Amount\":3000000') where id = 'J-1042'",
			"update record set body = replace(body, '\"Amount\":3000000', '\"Amount\":2000000') where id = 'J-1042'",
			"J-1042: the job is not what its last journal entry says",
		},
		{"update log set id = 'gone' where id = 'fund' and seq = 2", "update log set id = 'fund' where id = 'gone'", "fund: journal entry 2 is missing"},
		{"update log set id = 'gone' where id = 'R-101' and seq = 3", "update log set id = 'R-101' where id = 'gone'", "R-101: journal entry 3 is missing"},
		{"delete from tag where id = 'J-1042'", "insert into tag values ('job', 'J-1042')", "J-1042: it is in the fund's books, and the record is not there"},
	} {
		o.tamper(c.do)
		f := o.faults()
		if len(f) != 1 || !strings.Contains(f[0], c.want) {
			t.Errorf("%s\n the audit finds %q, want %q", c.do, f, c.want)
		}
		o.tamper(c.undo)
	}
	if f := o.faults(); len(f) > 0 {
		t.Errorf("all is as it was, and the audit finds %v", f)
	}
	o.start(slog.New(slog.DiscardHandler))
	o.noFaults()
}

// sum adds up the cents of an export.
func sum(t *testing.T, text string) (total int64) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[1:] {
		n, err := strconv.ParseInt(r[4], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		total += n
	}
	return total
}
