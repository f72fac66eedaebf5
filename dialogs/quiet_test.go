package dialogs

import (
	"testing"
	"time"

	"makegood/dialogs/calendar"
	"makegood/dialogs/policy"
)

// Somebody is awake by their own clock and the quiet hours of their role, also in the night on which it changes.
func TestAwake(t *testing.T) {
	p := policy.Sample() // in New York, quiet from nine to seven
	p.Roles[0].Quiet = &calendar.Quiet{From: 22 * 60, To: 5*60 + 30}
	c := Case{Policy: p}
	carl := Person{ID: "U0CARL", Role: "csr"}
	tess := Person{ID: "U0TESS", Role: "technician"}
	in := func(p Person, zone string) Person { p.Zone = zone; return p }
	for _, one := range []struct {
		who      Person
		at, want string // want is empty where nothing waits
	}{
		{carl, "2026-11-24T12:00:00-05:00", ""},
		{carl, "2026-11-24T21:30:00-05:00", "2026-11-25T07:00:00-05:00"},
		{tess, "2026-11-24T21:30:00-05:00", ""},
		{tess, "2026-11-25T05:00:00-05:00", "2026-11-25T05:30:00-05:00"},
		{in(carl, "America/Los_Angeles"), "2026-11-24T08:00:00-05:00", "2026-11-24T07:00:00-08:00"},
		{in(carl, "America/Los_Angeles"), "2026-11-24T22:00:00-05:00", ""},
		{in(carl, "Mars/Olympus_Mons"), "2026-11-24T22:00:00-05:00", "2026-11-25T07:00:00-05:00"},
		{in(carl, "America/New_York"), "2026-03-08T01:30:00-05:00", "2026-03-08T07:00:00-04:00"},
		{in(carl, "America/New_York"), "2026-11-01T01:30:00-04:00", "2026-11-01T07:00:00-05:00"},
		{in(carl, "Europe/Berlin"), "2026-03-29T01:30:00+01:00", "2026-03-29T07:00:00+02:00"},
		{in(carl, "Europe/Berlin"), "2026-10-25T02:30:00+02:00", "2026-10-25T07:00:00+01:00"},
		{in(carl, "Australia/Lord_Howe"), "2026-10-04T01:30:00+10:30", "2026-10-04T07:00:00+11:00"},
		{in(carl, "Australia/Lord_Howe"), "2026-04-05T01:45:00+11:00", "2026-04-05T07:00:00+10:30"},
	} {
		if one.want == "" {
			one.want = one.at
		}
		at, want := moment(t, one.at), moment(t, one.want)
		if got := c.awake(one.who, at); !got.Equal(want) {
			t.Errorf("%s in %q at %s is awake at %v, want %s", one.who.ID, one.who.Zone, one.at, got, one.want)
		}
	}
}

func moment(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// What is chased waits for the opening, for whoever is on call and for somebody to be awake; a customer who is on the
// phone waits for nobody.
func TestMayChase(t *testing.T) {
	p := policy.Sample()
	carl, mona := Person{ID: "U0CARL", Role: "csr"}, Person{ID: "U0MONA", Role: "manager"}
	mona.Zone = "America/Los_Angeles"
	standby := p
	standby.OnCall = []string{"U0CARL"}
	for _, one := range []struct {
		what     string
		inForce  policy.Policy
		phone    bool
		who      []Person
		at, want string
	}{
		{"open", p, false, []Person{carl}, "2026-11-24T12:00:00-05:00", "2026-11-24T12:00:00-05:00"},
		{"closed", p, false, []Person{carl}, "2026-11-24T18:30:00-05:00", "2026-11-25T08:00:00-05:00"},
		{"on call", standby, false, []Person{carl}, "2026-11-24T18:30:00-05:00", "2026-11-24T18:30:00-05:00"},
		{"on call and asleep", standby, false, []Person{carl}, "2026-11-24T23:30:00-05:00", "2026-11-25T07:00:00-05:00"},
		{"not the one on call", standby, false, []Person{mona}, "2026-11-24T18:30:00-05:00", "2026-11-25T10:00:00-05:00"},
		{"asleep while it is open", p, false, []Person{mona}, "2026-11-24T08:30:00-05:00", "2026-11-24T10:00:00-05:00"},
		{"one of them is awake", p, false, []Person{mona, carl}, "2026-11-24T08:30:00-05:00", "2026-11-24T08:30:00-05:00"},
		{"on the phone", p, true, []Person{mona}, "2026-11-24T23:30:00-05:00", "2026-11-24T23:30:00-05:00"},
		{"nobody in particular", p, false, nil, "2026-11-24T23:30:00-05:00", "2026-11-25T08:00:00-05:00"},
	} {
		at, want := moment(t, one.at), moment(t, one.want)
		tr := &turn{c: Case{Policy: p}, in: Input{At: at, Staff: []Person{carl, mona}}, inForce: one.inForce}
		if one.phone {
			tr.c.Details.Setting = OnPhone
		}
		if got := tr.mayChase(at, at.Add(-time.Minute), one.who); !got.Equal(want) {
			t.Errorf("%s: at %s they may be chased at %v, want %s", one.what, one.at, got, one.want)
		}
	}
}
