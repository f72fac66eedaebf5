package policy

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// small is a whole policy, to be broken line by line.
const small = `company: Brightwater
zone: America/New_York
hours:
  mon-fri: 8:00-17:00
  sat: closed
roles:
  - name: technician
    title: Technician
    limit: 150
    members: [U0TESS]
  - name: manager
    title: Manager
    limit: $1,250
    approves: 1250.50
    members: [U0MONA]
    groups: ["@managers"]
extras:
  - name: a note
    cost: 0
clocks:
  next_word: 15m
  approval: 45s
  follow_up: 24h
  retry: 2h
`

func TestParseSmall(t *testing.T) {
	p, err := Parse([]byte("\ufeff" + strings.ReplaceAll(small, "\n", "\r\n")))
	if err != nil {
		t.Fatal(err)
	}
	if r := p.Roles[1]; r.Limit != 1_250_00 || r.Approves != 1_250_50 || !cmp.Equal(r.Groups, []string{"@managers"}) {
		t.Errorf("the manager = %+v", r)
	}
}

func TestParseNamesWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		name     string
		old, new string // what is changed in small
		want     []string
	}{
		{
			"a word for an amount", "limit: 150", "limit: lots",
			[]string{`line 9: roles[0].limit: found "lots", write a dollar amount such as 150 or $1,250`},
		},
		{
			"an amount below zero", "limit: 150", "limit: -5",
			[]string{`line 9: roles[0].limit: found "-5", write a dollar amount of 0 or more`},
		},
		{
			"too much", "approves: 1250.50", "approves: 2,000,000",
			[]string{`line 14: roles[1].approves: found "2,000,000", write a dollar amount of at most $1,000,000`},
		},
		{
			"euros", "cost: 0", "cost: €5",
			[]string{`line 19: extras[0].cost: found "€5", write a dollar amount such as 150 or $1,250`},
		},
		{
			"a number YAML would bend", "limit: 150", "limit: 0x10",
			[]string{`line 9: roles[0].limit: found "0x10", write a dollar amount such as 150 or $1,250`},
		},
		{
			"no limit", "    limit: 150\n", "",
			[]string{`line 7: roles[0].limit: missing, write a dollar amount such as 150 or $1,250`},
		},
		{
			"an empty limit", "limit: 150", "limit:",
			[]string{`line 9: roles[0].limit: missing, write a dollar amount such as 150 or $1,250`},
		},
		{
			"a list for an amount", "limit: 150", "limit: [150]",
			[]string{`line 9: roles[0].limit: found "a list", write a dollar amount such as 150 or $1,250`},
		},
		{"an unknown key", "limit: 150", "limt: 150", []string{
			`line 7: roles[0].limit: missing, write a dollar amount such as 150 or $1,250`,
			`line 9: roles[0].limt: found "limt", write one of name, title, works, limit, approves, cap, settles, duty, quiet, members, groups`,
		}},
		{
			"nowhere to work", "limit: 150", "works: office\n    limit: 150",
			[]string{`line 9: roles[0].works: found "office", write site (at the customer's) or phone`},
		},
		{
			"an unknown key on top", "company: Brightwater", "company: Brightwater\nbranch: east",
			[]string{`line 2: branch: found "branch", write one of company, zone, hours, holidays, quiet, on_call, follow_up_at, roles, extras, clocks, money, remedies, procedure, may, mail, model, language`},
		},
		{
			"no company", "company: Brightwater", "company: \"\"",
			[]string{`line 1: company: missing, write the company's name`},
		},
		{
			"a zone nobody knows", "zone: America/New_York", "zone: Brightwater/Main",
			[]string{`line 2: zone: found "Brightwater/Main", write a time zone such as America/New_York`},
		},
		{
			"the machine's zone", "zone: America/New_York", "zone: Local",
			[]string{`line 2: zone: found "Local", write a time zone such as America/New_York`},
		},
		{
			"hours that make no sense", "8:00-17:00", "early to late",
			[]string{`line 4: hours.mon-fri: found "early to late", write hours such as 8:00-18:00, or closed`},
		},
		{
			"hours that are not on a clock", "8:00-17:00", "8:00-25:00",
			[]string{`line 4: hours.mon-fri: found "8:00-25:00", write hours such as 8:00-18:00, or closed`},
		},
		{
			"closing before opening", "8:00-17:00", "17:00-8:00",
			[]string{`line 4: hours.mon-fri: found "17:00-8:00", write an opening before the closing, such as 8:00-18:00`},
		},
		{
			"a day nobody knows", "sat: closed", "caturday: closed",
			[]string{`line 5: hours.caturday: found "caturday", write a day such as mon, or days such as mon-fri`},
		},
		{
			"a day twice", "sat: closed", "wed: closed",
			[]string{`line 5: hours.wed: found "wed", write each day once: Wednesday has its hours already`},
		},
		{
			"never open", "8:00-17:00", "closed",
			[]string{`line 3: hours: found "no open day", write opening hours, such as mon-fri: 8:00-18:00`},
		},
		{
			"a name for an ID", "members: [U0TESS]", "members: [Tess]",
			[]string{`line 10: roles[0].members[0]: found "Tess", write a Slack member ID such as U01AB2CD3EF`},
		},
		{
			"a name for a group", `groups: ["@managers"]`, "groups: [managers]",
			[]string{`line 16: roles[1].groups[0]: found "managers", write a Slack user group such as "@managers" or S01AB2CD3EF`},
		},
		{
			"one ID, not a list", "members: [U0TESS]", "members: U0TESS",
			[]string{`line 10: roles[0].members: found "U0TESS", write a list, such as [A, B]`},
		},
		{
			"a person in two roles", "members: [U0TESS]", "members: [U0TESS, U0MONA]",
			[]string{`line 15: roles[1].members[0]: found "U0MONA", write it in one place only: roles[0].members[1] has it too`},
		},
		{
			"a role twice", "name: manager", "name: technician",
			[]string{`line 11: roles[1].name: found "technician", write a name of its own: roles[0].name has this one`},
		},
		{
			"nobody may approve", "approves: 1250.50", "approves: 0",
			[]string{`line 6: roles: found "nobody who may approve", write an approves above 0 in a role that has members or groups`},
		},
		{
			"an approver who is nobody", "    members: [U0MONA]\n    groups: [\"@managers\"]\n", "",
			[]string{`line 6: roles: found "nobody who may approve", write an approves above 0 in a role that has members or groups`},
		},
		{
			"nothing for nothing", "cost: 0", "cost: 5",
			[]string{`line 17: extras: found "none at no cost", write at least one extra with cost: 0`},
		},
		{
			"a clock at zero", "15m", "0s",
			[]string{`line 21: clocks.next_word: found "0s", write a time such as 45s, 15m or 24h, above 0, at most 720h and in whole seconds`},
		},
		{
			"a clock without a unit", "15m", "15",
			[]string{`line 21: clocks.next_word: found "15", write a time such as 45s, 15m or 24h, above 0, at most 720h and in whole seconds`},
		},
		{
			"a clock finer than seconds", "45s", "1500ms",
			[]string{`line 22: clocks.approval: found "1500ms", write a time such as 45s, 15m or 24h, above 0, at most 720h and in whole seconds`},
		},
		{
			"no clock", "  retry: 2h\n", "",
			[]string{`line 20: clocks.retry: missing, write a time such as 45s, 15m or 24h, above 0, at most 720h and in whole seconds`},
		},
		{
			"no clocks", "  next_word: 15m\n  approval: 45s\n  follow_up: 24h\n  retry: 2h\n", "  {}\n",
			[]string{`line 20: clocks: missing, write the lines next_word, approval, follow_up, retry, fallback, approval_phone, fallback_phone, first_contact, remind_before, missed, progress, stale, review_warn, review_late, follow_up_severe, again`},
		},
		{
			"extras that are no list", "extras:\n  - name: a note\n    cost: 0\n", "extras: {}\n",
			[]string{`line 17: extras: found "lines of their own", write at least one extra with cost: 0`},
		},
		{
			"two documents", "extras:", "---\nextras:",
			[]string{`line 1: file: found "several documents", write one policy, without lines of ---`},
		},
		{
			"an alias", "limit: 150", "limit: &a 150",
			[]string{`line 9: roles[0].limit: found "&", write a dollar amount such as 150 or $1,250`},
		},
		{
			"a key twice", "roles:", "hours: {}\nroles:",
			[]string{`line 6: hours: found "hours", write each key once`},
		},
	} {
		text := strings.Replace(small, c.old, c.new, 1)
		if text == small {
			t.Fatalf("%s: nothing was changed", c.name)
		}
		_, err := Parse([]byte(text))
		if err == nil {
			t.Errorf("%s: not refused", c.name)
			continue
		}
		if diff := cmp.Diff(strings.Join(c.want, "\n"), err.Error()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestParseNamesEveryProblem(t *testing.T) {
	_, err := Parse([]byte("zone: Nowhere\nhours:\n  sun: closed\nroles:\n  - name: x\n    limit: lots\nextras: none\nclocks: soon\n"))
	var problems Problems
	if !errors.As(err, &problems) {
		t.Fatalf("the error is %v", err)
	}
	var fields []string
	for _, p := range problems {
		if p.Line < 1 || p.Want == "" {
			t.Errorf("%+v says too little", p)
		}
		fields = append(fields, p.Field)
	}
	want := []string{"company", "zone", "hours", "roles[0].title", "roles[0].limit", "extras", "clocks"}
	if diff := cmp.Diff(want, fields); diff != "" {
		t.Errorf("the fields with problems (-want +got):\n%s", diff)
	}
}

func TestParseOfWhatIsNoPolicy(t *testing.T) {
	for _, text := range []string{"", "# nothing\n", "- a\n- b\n", "hello", "a: [", "\tcompany: x", "groups: [@managers]", "a: *nobody", "<<: {a: b}"} {
		_, err := Parse([]byte(text))
		var problems Problems
		if !errors.As(err, &problems) || len(problems) == 0 {
			t.Errorf("Parse(%q) = %v, want problems", text, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(SampleYAML)
	f.Add([]byte(small))
	f.Add([]byte("roles:\n  - &a {name: [x]}\n  - *a\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := Parse(text)
		var problems Problems
		switch {
		case err == nil && !somebodyApproves(p.Roles):
			t.Fatalf("a policy in which nobody may approve: %q", text)
		case err != nil && (!errors.As(err, &problems) || problems[0].Line < 1):
			t.Fatalf("%q: %v", text, err)
		}
	})
}
