package main

import (
	_ "embed"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"makegood/dialogs/policy"
)

// TestPolicySample prints one that can be read back.
func TestPolicySample(t *testing.T) {
	code, out, _ := runWith(t, "policy", "sample")
	if _, err := policy.Parse([]byte(out)); code != 0 || err != nil {
		t.Errorf("exit %d, %v", code, err)
	}
}

// TestPolicyAlone says what there is, in one way only.
func TestPolicyAlone(t *testing.T) {
	for _, args := range [][]string{{"policy"}, {"policy", "check"}, {"policy", "print"}, {"policy", "check", "a", "b"}} {
		code, out, errs := runWith(t, args...)
		if code != 1 || out != "" || !strings.Contains(errs, "makegood policy check FILE") || !strings.Contains(errs, "makegood policy sample") {
			t.Errorf("%v: exit %d, %q, %q", args, code, out, errs)
		}
	}
	code, _, errs := runWith(t, "policy", "check", filepath.Join(t.TempDir(), "nowhere.yaml"))
	if code != 1 || !strings.Contains(errs, "there is no policy to check") {
		t.Errorf("no file: exit %d, %s", code, errs)
	}
}

// good is a policy with everything in it.
//
//go:embed testdata/good.yaml
var good string

// changed is the path of that policy with some of its text replaced.
func changed(t *testing.T, was, is string) string {
	t.Helper()
	text := strings.Replace(good, was, is, 1)
	if text == good {
		t.Fatalf("the good one has no %q", was)
	}
	path := filepath.Join(t.TempDir(), "policy.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestPolicyIsGood says what it means.
func TestPolicyIsGood(t *testing.T) {
	path := changed(t, "limit: 150\n", "limit: 150\n    cap: 600\n    settles: $40\n    groups: [\"@field\"]\n")
	code, out, _ := runWith(t, "policy", "check", path)
	want := path + ` is good: 4 roles, 4 extras, 5 remedies.
  Customer service (1 person) may give $100 for one complaint
  Technician (1 person, @field) may give $150 for one complaint, $600 in 30 days, settle damage up to $40
  Manager (1 person) may give $1,000 for one complaint, approve $1,000
  Owner (1 person) may give $10,000 for one complaint, approve $10,000
`
	if diff := cmp.Diff(want, out); code != 0 || diff != "" {
		t.Errorf("exit %d (-want +got):\n%s", code, diff)
	}
}

// part is what the good one has from one text up to another.
func part(from, to string) string { return good[strings.Index(good, from):strings.Index(good, to)] }

// broken are policies with a mistake, and what is said about it: where it is, what stands there, what to write instead.
var broken = []struct{ name, was, is, want string }{
	{
		"a role without a limit", "    limit: 150\n", "",
		"line 8: roles[0].limit: missing, write a dollar amount such as 150 or $1,250",
	},
	{
		"an amount below zero", "limit: 150", "limit: -150",
		`line 11: roles[0].limit: found "-150", write a dollar amount of 0 or more`,
	},
	{
		"euros", "limit: 150", "limit: €150",
		`line 11: roles[0].limit: found "€150", write a dollar amount such as 150 or $1,250`,
	},
	{
		"a word for an amount", "limit: 150", "limit: lots",
		`line 11: roles[0].limit: found "lots", write a dollar amount such as 150 or $1,250`,
	},
	{
		"a share for an amount", "limit: 150", "limit: 50%",
		`line 11: roles[0].limit: found "50%", write a dollar amount such as 150 or $1,250`,
	},
	{
		"a huge amount", "approves: 10,000", "approves: 99,000,000,000",
		`line 26: roles[3].approves: found "99,000,000,000", write a dollar amount of at most $1,000,000`,
	},
	{
		"a list for an amount", "limit: 150", "limit: [150, 200]",
		`line 11: roles[0].limit: found "a list", write a dollar amount such as 150 or $1,250`,
	},
	{
		"a limit that nobody could approve", "limit: 150", "limit: 15,000",
		`line 11: roles[0].limit: found "$15,000", write an amount that is not above the highest approves, $10,000`,
	},
	{
		"a role nobody knows the place of", "works: site", "works: truck",
		`line 10: roles[0].works: found "truck", write site (at the customer's) or phone`,
	},
	{
		"a key with a slip", "works: site", "wroks: site",
		`line 10: roles[0].wroks: found "wroks", write one of name, title, works, limit, approves, cap, settles, duty, quiet, members, groups`,
	},
	{
		"a role twice, in capitals", "name: csr", "name: Technician",
		`line 13: roles[1].name: found "Technician", write a name of its own: roles[0].name has this one`,
	},
	{
		"a person in two roles", "members: [U0CARL]", "members: [U0CARL, U0TESS]",
		`line 16: roles[1].members[1]: found "U0TESS", write it in one place only: roles[0].members[0] has it too`,
	},
	{
		"a person twice in a role", "members: [U0CARL]", "members: [U0CARL, U0CARL]",
		`line 16: roles[1].members[1]: found "U0CARL", write it in one place only: roles[1].members[0] has it too`,
	},
	{
		"a name for a person", "members: [U0CARL]", "members: [Carl]",
		`line 16: roles[1].members[0]: found "Carl", write a Slack member ID such as U01AB2CD3EF`,
	},
	{
		"a group without its sign", "groups: []", "groups: [managers]",
		`line 22: roles[2].groups[0]: found "managers", write a Slack user group such as "@managers" or S01AB2CD3EF`,
	},
	{
		"one person, not a list", "members: [U0CARL]", "members: U0CARL",
		`line 16: roles[1].members: found "U0CARL", write a list, such as [A, B]`,
	},
	{
		"a role that is no lines", "  - name: csr\n    title: Customer service\n    limit: 100\n    members: [U0CARL]\n", "  - csr\n",
		`line 13: roles[1]: found "csr", write the lines name, title, works, limit, approves, cap, settles, duty, quiet, members, groups`,
	},
	{
		"a cap below the limit", "limit: 150", "limit: 150\n    cap: 100",
		`line 12: roles[0].cap: found "$100", write an amount that is not below the limit of one case, $150`,
	},
	{
		"a cap of nothing", "limit: 150", "limit: 150\n    cap: 0",
		`line 12: roles[0].cap: found "0", write an amount above 0, or leave the line out`,
	},
	{
		"settles of nothing", "approves: 1,000", "approves: 1,000\n    settles: 0",
		`line 21: roles[2].settles: found "0", write an amount above 0, or leave the line out`,
	},
	{
		"settles in another currency", "approves: 1,000", "approves: 1,000\n    settles: 500 EUR",
		`line 21: roles[2].settles: found "500 EUR", write a dollar amount such as 150 or $1,250`,
	},
	{
		"duty of who is asked nothing", "limit: 150", "limit: 150\n    duty:\n      mon-fri: 8:00-12:00",
		`line 12: roles[0].duty: found "duty of a role that nothing is asked of", write it in a role that approves or settles`,
	},
	{
		"duty that ends before it begins", "approves: 1,000", "approves: 1,000\n    duty:\n      mon-fri: 12:00-8:00",
		`line 22: roles[2].duty.mon-fri: found "12:00-8:00", write an opening before the closing, such as 8:00-18:00`,
	},
	{
		"duty on a day that is none", "approves: 1,000", "approves: 1,000\n    duty:\n      weekdays: 8:00-12:00",
		`line 22: roles[2].duty.weekdays: found "weekdays", write a day such as mon, or days such as mon-fri`,
	},
	{
		"duty that is no lines", "approves: 1,000", "approves: 1,000\n    duty: mornings",
		`line 21: roles[2].duty: found "mornings", write opening hours, such as mon-fri: 8:00-18:00`,
	},
	{
		"an extra twice", "name: a $25 gift card", "name: A free drain check",
		`line 35: extras[3].name: found "A free drain check", write a name of its own: extras[2].name has this one`,
	},
	{
		"a clock that never comes", "next_word: 15m", "next_word: 0m",
		`line 38: clocks.next_word: found "0m", write a time such as 45s, 15m or 24h, above 0, at most 720h and in whole seconds`,
	},
	{
		"a clock of years", "follow_up: 24h", "follow_up: 9000h",
		`line 40: clocks.follow_up: found "9000h", write a time such as 45s, 15m or 24h, above 0, at most 720h and in whole seconds`,
	},
	{
		"a clock in days", "follow_up: 24h", "follow_up: 1d",
		`line 40: clocks.follow_up: found "1d", write a time such as 45s, 15m or 24h, above 0, at most 720h and in whole seconds`,
	},
	{
		"the next asked before the first is reminded", "fallback: 20m", "fallback: 5m",
		`line 42: clocks.fallback: found "5m", write a time that is not before that of approval, 10m`,
	},
	{
		"slower on the phone", "approval_phone: 2m", "approval_phone: 15m",
		`line 43: clocks.approval_phone: found "15m", write a time that is not after that of approval, 10m` + "\n" +
			`line 44: clocks.fallback_phone: found "5m", write a time that is not before that of approval_phone, 15m`,
	},
	{
		"the next on the phone before the first", "fallback_phone: 5m", "fallback_phone: 1m",
		`line 44: clocks.fallback_phone: found "1m", write a time that is not before that of approval_phone, 2m`,
	},
	{
		"the next on the phone after everybody else", "fallback_phone: 5m", "fallback_phone: 1h",
		`line 44: clocks.fallback_phone: found "1h", write a time that is not after that of fallback, 20m`,
	},
	{
		"a clock nobody knows", "  fallback: 20m", "  falback: 20m",
		`line 42: clocks.falback: found "falback", write one of next_word, approval, follow_up, retry, fallback, approval_phone, fallback_phone, first_contact, remind_before, missed, progress, stale, review_warn, review_late, follow_up_severe, again`,
	},
	{
		"a remedy of another kind", "kind: redo", "kind: apology",
		`line 47: remedies[0].kind: found "apology", write one of redo, replace, refund, credit, service, attention`,
	},
	{
		"a remedy without a kind", "    kind: redo\n", "",
		"line 46: remedies[0].kind: missing, write one of redo, replace, refund, credit, service, attention",
	},
	{
		"a remedy for another loss", "for: [service]", "for: [sleep]",
		`line 48: remedies[0].for[0]: found "sleep", write one of service, product, money, time, respect`,
	},
	{
		"a loss twice", "for: [service]", "for: [service, service]",
		`line 48: remedies[0].for[1]: found "service", write each once`,
	},
	{
		"a remedy twice", "name: a personal call from the manager", "name: money back on this invoice",
		`line 58: remedies[4].name: found "money back on this invoice", write a name of its own: remedies[3].name has this one`,
	},
	{
		"a remedy for nobody", "kind: redo", "kind: redo\n    only: [keeps, rejects]",
		`line 48: remedies[0].only: found "keeps and rejects", write one of them: no customer does both`,
	},
	{
		"a remedy that must and must not", "kind: redo", "kind: redo\n    only: [severe]\n    not: [severe]",
		`line 49: remedies[0].not: found "severe", write something that is not in only as well`,
	},
	{
		"a list price below its cost", "kind: redo", "kind: redo\n    cost: 80\n    list: 40",
		`line 49: remedies[0].list: found "40", write an amount that is not below its cost, $80`,
	},
	{
		"a band that falls", "keep: 10-25%", "keep: 25-10%",
		`line 64: money.keep: found "25-10%", write two shares of the invoice such as 10-25%, the smaller first`,
	},
	{
		"a band of one share", "keep: 10-25%", "keep: 25%",
		`line 64: money.keep: found "25%", write two shares of the invoice such as 10-25%, the smaller first`,
	},
	{
		"bands in the wrong order", "keep: 10-25%", "keep: 60-100%",
		`line 64: money.keep: found "60-100%", write shares that are not above those of hard, 25-50%`,
	},
	{
		"a band above what is blocked", "reject: 60-100%", "reject: 60-200%",
		`line 66: money.reject: found "60-200%", write shares that are not above that of block, 150%`,
	},
	{
		"warned after it is blocked", "warn: 120%", "warn: 200%",
		`line 67: money.warn: found "200%", write a share that is not above that of block, 150%`,
	},
	{
		"blocked at nothing", "block: 150%", "block: 0%",
		`line 68: money.block: found "0%", write a percentage from 1 to 1000, such as 100%`,
	},
	{
		"called small above everything", "low: 25%", "low: 400%",
		`line 69: money.low: found "400%", write a percentage from 1 to 100, such as 25%`,
	},
	{
		"too much into the fund", "accrual: 1.5%", "accrual: 10.5%",
		`line 70: money.accrual: found "10.5%", write a share from 0% to 10%, such as 1.5%`,
	},
	{
		"a share without its sign", "accrual: 1.5%", "accrual: 1.5",
		`line 70: money.accrual: found "1.5", write a share from 0% to 10%, such as 1.5%`,
	},
	{
		"another value", "counts: cost", "counts: price",
		`line 62: money.counts: found "price", write one of cost, list`,
	},
	{
		"a window of an hour", "window: 30d", "window: 1h",
		`line 63: money.window: found "1h", write a time of at least a day, such as 30d`,
	},
	{
		"a customer's cap of nothing", "counts: cost", "counts: cost\n  customer: 0",
		`line 63: money.customer: found "0", write an amount above 0, or leave the line out`,
	},
	{
		"a setting of money nobody knows", "fund_low: 0", "fund_lo: 0",
		`line 71: money.fund_lo: found "fund_lo", write one of counts, window, customer, keep, hard, reject, warn, block, low, accrual, fund_low`,
	},
	{
		"a fund below zero", "fund_low: 0", "fund_low: -1",
		`line 71: money.fund_low: found "-1", write a dollar amount of 0 or more`,
	},
	{
		"a power of nobody", "restrict: [manager, company]", "restrict: [owner]",
		`line 102: may.restrict: found "nobody of manager, company", write a list with manager or company in it`,
	},
	{
		"a holiday that is no date", "sun: closed", "sun: closed\nholidays:\n  christmas: Christmas Day",
		`line 8: holidays.christmas: found "christmas", write a date such as 2026-11-26, or 12-25 for every year`,
	},
	{
		"a holiday on a day that never comes", "sun: closed", "sun: closed\nholidays:\n  2-30: Nothing",
		`line 8: holidays.2-30: found "2-30", write a date such as 2026-11-26, or 12-25 for every year`,
	},
	{
		"a holiday the other way round", "sun: closed", "sun: closed\nholidays:\n  25-12: Christmas Day",
		`line 8: holidays.25-12: found "25-12", write a date such as 2026-11-26, or 12-25 for every year`,
	},
	{
		"a leap day in a year that has none", "sun: closed", "sun: closed\nholidays:\n  2027-02-29: Leap",
		`line 8: holidays.2027-02-29: found "2027-02-29", write a date such as 2026-11-26, or 12-25 for every year`,
	},
	{
		"a holiday without a name", "sun: closed", "sun: closed\nholidays:\n  12-25:",
		`line 8: holidays.12-25: missing, write what the day is called, such as Christmas Day`,
	},
	{
		"a holiday twice", "sun: closed", "sun: closed\nholidays:\n  12-25: Christmas\n  12-25: Christmas Day",
		`line 9: holidays.12-25: found "12-25", write each key once`,
	},
	{
		"holidays as a list", "sun: closed", "sun: closed\nholidays: [12-25, 1-1]",
		`line 7: holidays: found "a list", write dates with their names, such as 12-25: Christmas Day`,
	},
	{
		"quiet hours in words", "sun: closed", "sun: closed\nquiet: at night",
		`line 7: quiet: found "at night", write hours such as 21:00-7:00, or none`,
	},
	{
		"quiet all day", "sun: closed", "sun: closed\nquiet: 7:00-7:00",
		`line 7: quiet: found "7:00-7:00", write two different times such as 21:00-7:00, or none`,
	},
	{
		"quiet off the clock", "sun: closed", "sun: closed\nquiet: 21:00-27:00",
		`line 7: quiet: found "21:00-27:00", write hours such as 21:00-7:00, or none`,
	},
	{
		"quiet while the company is open", "sun: closed", "sun: closed\nquiet: 7:00-21:00",
		`line 7: quiet: found "7:00-21:00", write when nobody is to be pinged, such as 21:00-7:00: it covers all your opening hours`,
	},
	{
		"quiet hours of a role in words", "limit: 150", "limit: 150\n    quiet: sundays",
		`line 12: roles[0].quiet: found "sundays", write hours such as 21:00-7:00, or none`,
	},
	{
		"on call by name", "sun: closed", "sun: closed\non_call: [Mona]",
		`line 7: on_call[0]: found "Mona", write a Slack member ID such as U01AB2CD3EF`,
	},
	{
		"on call twice", "sun: closed", "sun: closed\non_call: [U0MONA, U0MONA]",
		`line 7: on_call[1]: found "U0MONA", write it in one place only: on_call[0] has it too`,
	},
	{
		"a stranger on call", "sun: closed", "sun: closed\non_call: [U0SAM]",
		`line 7: on_call[0]: found "U0SAM", write somebody who is in a role`,
	},
	{
		"one on call, not a list", "sun: closed", "sun: closed\non_call: U0MONA",
		`line 7: on_call: found "U0MONA", write a list, such as [A, B]`,
	},
	{
		"a follow-up at no time", "sun: closed", "sun: closed\nfollow_up_at: morning",
		`line 7: follow_up_at: found "morning", write a time of day such as 10:00 or 10 am`,
	},
	{
		"a follow-up at midnight", "sun: closed", "sun: closed\nfollow_up_at: 24:00",
		`line 7: follow_up_at: found "24:00", write a time of day such as 10:00 or 10 am`,
	},
	{
		"a promise's reminder in words", "fallback_phone: 5m", "fallback_phone: 5m\n  remind_before: a bit",
		`line 45: clocks.remind_before: found "a bit", write a time such as 45s, 15m or 24h, above 0, at most 720h and in whole seconds`,
	},
	{
		"first contact at once", "fallback_phone: 5m", "fallback_phone: 5m\n  first_contact: 0s",
		`line 45: clocks.first_contact: found "0s", write a time such as 45s, 15m or 24h, above 0, at most 720h and in whole seconds`,
	},
	{
		"stale in days", "fallback_phone: 5m", "fallback_phone: 5m\n  stale: 2d",
		`line 45: clocks.stale: found "2d", write a time such as 45s, 15m or 24h, above 0, at most 720h and in whole seconds`,
	},
	{
		"somebody above before the owner", "fallback_phone: 5m", "fallback_phone: 5m\n  review_warn: 24h\n  review_late: 12h",
		`line 46: clocks.review_late: found "12h", write a time that is not before that of review_warn, 24h`,
	},
	{
		"never open", "  mon-fri: 8:00-18:00\n  sat: 9:00-13:00\n", "",
		`line 3: hours: found "no open day", write opening hours, such as mon-fri: 8:00-18:00`,
	},
	{
		"a tab", "  mon-fri: 8:00-18:00", "\tmon-fri: 8:00-18:00",
		`line 4: file: found "a tab", write spaces at the start of the line`,
	},
	{
		"a list that does not end", "members: [U0CARL]", "members: [U0CARL",
		`line 17: file: found "',' or ']' must be specified", write YAML as in the sample, with texts that start with @ or hold ": " in quotes`,
	},
	{
		"a text that begins with @", "groups: []", "groups: [@managers]",
		`line 22: file: found "'@' is a reserved character", write YAML as in the sample, with texts that start with @ or hold ": " in quotes`,
	},
	{
		"a key twice", "extras:\n", "zone: America/Chicago\nextras:\n",
		`line 28: zone: found "zone", write each key once`,
	},
	{
		"roles that are a word", "roles:\n", "roles: all\nroless:\n",
		`line 7: roles: found "all", write a list of roles, each starting with - name:` + "\n" +
			`line 8: roless: found "roless", write one of company, zone, hours, holidays, quiet, on_call, follow_up_at, roles, extras, clocks, money, remedies, procedure, may, mail, model, language`,
	},
	{
		"only money", part("remedies:\n", "money:\n"), "remedies:\n  - name: money back\n    kind: refund\n",
		`line 45: remedies: found "only money", write at least one remedy that is not a refund or a credit`,
	},
	{
		"nobody who approves", part("  - name: manager\n", "extras:\n"), "",
		`line 7: roles: found "nobody who may approve", write an approves above 0 in a role that has members or groups`,
	},
}

func TestPolicyIsBroken(t *testing.T) {
	for _, c := range broken {
		path := changed(t, c.was, c.is)
		code, out, errs := runWith(t, "policy", "check", path)
		if code != 1 || out != "" {
			t.Errorf("%s: exit %d: %s", c.name, code, out)
			continue
		}
		head, said, _ := strings.Cut(strings.TrimSuffix(errs, "\n"), "\n")
		if !strings.HasPrefix(head, "makegood: "+path+" is not good, ") || said != c.want {
			t.Errorf("%s: says\n%s\nand not\n%s", c.name, said, c.want)
		}
	}
}
