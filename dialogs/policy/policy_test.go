package policy

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"makegood/dialogs/calendar"
)

func TestSample(t *testing.T) {
	got, err := Parse(SampleYAML)
	if err != nil {
		t.Fatal(err)
	}
	place, err := calendar.Zone("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	week := calendar.Span{Open: 8 * 60, Close: 18 * 60}
	want := Policy{
		Company: "Brightwater Home Services",
		Zone:    "America/New_York",
		Hours: calendar.Hours{Days: [7]calendar.Span{1: week, 2: week, 3: week, 4: week, 5: week, 6: {Open: 9 * 60, Close: 13 * 60}}, Location: place, Holidays: []calendar.Holiday{
			{Month: time.January, Day: 1, Name: "New Year's Day"},
			{Month: time.July, Day: 4, Name: "Independence Day"},
			{Year: 2027, Month: time.November, Day: 25, Name: "Thanksgiving"},
			{Month: time.December, Day: 25, Name: "Christmas Day"},
		}},
		Roles: []Role{
			{Name: "technician", Title: "Technician", Works: OnSite, Limit: 150_00, Members: []string{"U0TESS"}},
			{Name: "csr", Title: "Customer service", Works: OnPhone, Limit: 100_00, Members: []string{"U0CARL"}},
			{Name: "manager", Title: "Manager", Works: OnPhone, Limit: 1_000_00, Approves: 1_000_00, Members: []string{"U0MONA"}},
			{Name: "owner", Title: "Owner", Works: OnPhone, Limit: 10_000_00, Approves: 10_000_00, Members: []string{"U0OLGA"}},
		},
		FollowUpAt: 10 * 60,
		Quiet:      &calendar.Quiet{From: 21 * 60, To: 7 * 60},
		Extras: []Extra{
			{"a handwritten note from the owner", 0},
			{"first call of the day on the next visit", 0},
			{"a free drain check", 35_00},
			{"a $25 gift card", 25_00},
		},
		Clocks: Clocks{
			NextWord: 15 * time.Minute, Approval: 10 * time.Minute, FollowUp: 24 * time.Hour, Retry: 2 * time.Hour,
			Fallback: 20 * time.Minute, ApprovalPhone: 2 * time.Minute, FallbackPhone: 5 * time.Minute,
			FirstContact: 15 * time.Minute, Before: 15 * time.Minute, Missed: 15 * time.Minute, Progress: 24 * time.Hour, Stale: 48 * time.Hour,
			ReviewWarn: 24 * time.Hour, ReviewLate: 48 * time.Hour, Severe: 168 * time.Hour, Again: time.Hour,
		},
		Remedies: usualRemedies,
		May:      usual,
		Language: "en",
	}
	want.Procedure, want.Spending = want.How(), want.Money() // the sample says what counts if nothing is said
	if diff := cmp.Diff(want, got, samePlace); diff != "" {
		t.Errorf("the sample (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, Sample(), samePlace); diff != "" {
		t.Errorf("Sample() (-want +got):\n%s", diff)
	}
}

// TestOlderPoliciesHaveTheUsualClocks: a case that opened before a setting was there goes by what the sample says.
func TestOlderPoliciesHaveTheUsualClocks(t *testing.T) {
	var old Policy
	if err := json.Unmarshal([]byte(`{"clocks":{"next_word":900000000000,"approval":600000000000,"follow_up":86400000000000,"retry":7200000000000}}`), &old); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Sample().Clocks, old.Clock()); diff != "" {
		t.Errorf("the clocks (-sample +old):\n%s", diff)
	}
	if old.FollowUpTime() != Sample().FollowUpAt || old.QuietOf(Role{}) != *Sample().Quiet {
		t.Errorf("the follow-up is at %d, nobody is pinged in %v", old.FollowUpTime(), old.QuietOf(Role{}))
	}
	old.Procedure.Reply = 6 * time.Hour
	if c := old.Clock(); c.ReviewWarn != 6*time.Hour || c.ReviewLate != 12*time.Hour {
		t.Errorf("a review's clocks do not follow from its reply: %v, %v", c.ReviewWarn, c.ReviewLate)
	}
}

func TestQuietHoursOfARole(t *testing.T) {
	company, own, none := calendar.Quiet{From: 1320, To: 360}, calendar.Quiet{From: 480, To: 960}, calendar.Quiet{}
	for _, c := range []struct {
		of, role *calendar.Quiet
		want     calendar.Quiet
	}{{nil, nil, usualQuiet}, {&company, nil, company}, {&company, &own, own}, {nil, &own, own}, {&none, nil, none}, {&company, &none, none}} {
		if got := (Policy{Quiet: c.of}).QuietOf(Role{Quiet: c.role}); got != c.want {
			t.Errorf("company %v, role %v: %v, want %v", c.of, c.role, got, c.want)
		}
	}
}

var samePlace = cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })

func TestAPolicyGoesToJSONAndBack(t *testing.T) {
	p := Sample()
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	var back Policy
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(p, back, samePlace); diff != "" {
		t.Errorf("through JSON (-before +after):\n%s", diff)
	}
}

func TestRoleOf(t *testing.T) {
	p := Policy{Roles: []Role{
		{Name: "technician", Limit: 150_00, Members: []string{"U1"}, Groups: []string{"@field"}},
		{Name: "owner", Limit: 10_000_00, Approves: 10_000_00, Members: []string{"U4"}, Groups: []string{"S0OWNERS"}},
		{Name: "manager", Limit: 1_000_00, Approves: 1_000_00, Groups: []string{"@managers"}},
		{Name: "seller", Limit: 2_000_00, Groups: []string{"@sales"}},
	}}
	for _, c := range []struct {
		user   string
		groups []string
		want   string
	}{
		{"U1", nil, "technician"},
		{"U1", []string{"S0OWNERS"}, "technician"}, // being a member goes first, upwards too
		{"U4", []string{"@field"}, "owner"},
		{"U9", []string{"@field", "@managers"}, "manager"},
		{"U9", []string{"managers"}, "manager"},
		{"U9", []string{"@managers", "S0OWNERS"}, "owner"},
		{"U9", []string{"@sales", "@managers"}, "manager"},
		{"U9", []string{"@sales", "@field"}, "seller"},
		{"U9", []string{"@others"}, ""},
		{"U9", nil, ""},
		{"", nil, ""},
	} {
		got, ok := p.RoleOf(c.user, c.groups)
		if got.Name != c.want || ok != (c.want != "") {
			t.Errorf("RoleOf(%q, %v) = %q, %v; want %q", c.user, c.groups, got.Name, ok, c.want)
		}
	}
}

func TestDueWaitsForTheOpening(t *testing.T) {
	p := Sample()
	at := func(text string) time.Time {
		got, err := time.ParseInLocation("2006-01-02 15:04", text, p.Location())
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	for _, c := range []struct {
		from string
		wait time.Duration
		want string
	}{
		{"2026-11-23 10:42", 15 * time.Minute, "2026-11-23 10:57"},
		{"2026-11-23 17:50", 15 * time.Minute, "2026-11-24 08:00"},
		{"2026-11-28 10:00", 24 * time.Hour, "2026-11-30 08:00"},
		{"2026-03-07 12:00", 24 * time.Hour, "2026-03-09 08:00"},   // over the change of clocks
		{"2026-10-31 12:30", 24 * time.Hour, "2026-11-02 08:00"},   // and back
		{"2026-10-31 12:30", 45 * time.Hour, "2026-11-02 08:30"},   // an hour of which came twice
		{"2026-12-24 17:50", 15 * time.Minute, "2026-12-26 09:00"}, // over a holiday
	} {
		if got := p.Due(at(c.from), c.wait); !got.Equal(at(c.want)) {
			t.Errorf("Due(%s, %v) = %v, want %s", c.from, c.wait, got, c.want)
		}
	}
}
