package calendar

import (
	"testing"
	"time"
)

// What is due over a change of clocks, both ways, in places that change by an hour on different days, and in one that
// changes by half of it. Every moment is written with its offset, so that nothing here depends on how Go reads a wall clock.
func TestOverTheChangeOfClocks(t *testing.T) {
	week := [7]Span{}
	for d := range week {
		week[d] = Span{8 * 60, 18 * 60}
	}
	night := week // open through the change itself, which is on a Sunday
	night[time.Sunday] = Span{90, 150}
	for _, c := range []struct {
		zone                string
		days                [7]Span
		at                  string
		opens, closes, next string // next: at ten on the next business day
	}{
		{"America/New_York", week, "2026-03-07T18:30:00-05:00", "2026-03-08T08:00:00-04:00", "2026-03-08T18:00:00-04:00", "2026-03-08T10:00:00-04:00"},
		{"America/New_York", week, "2026-10-31T18:30:00-04:00", "2026-11-01T08:00:00-05:00", "2026-11-01T18:00:00-05:00", "2026-11-01T10:00:00-05:00"},
		{"Europe/Berlin", week, "2026-03-28T18:30:00+01:00", "2026-03-29T08:00:00+02:00", "2026-03-29T18:00:00+02:00", "2026-03-29T10:00:00+02:00"},
		{"Europe/Berlin", week, "2026-10-24T18:30:00+02:00", "2026-10-25T08:00:00+01:00", "2026-10-25T18:00:00+01:00", "2026-10-25T10:00:00+01:00"},
		{"Australia/Lord_Howe", week, "2026-10-03T18:30:00+10:30", "2026-10-04T08:00:00+11:00", "2026-10-04T18:00:00+11:00", "2026-10-04T10:00:00+11:00"},
		{"Australia/Lord_Howe", week, "2026-04-04T18:30:00+11:00", "2026-04-05T08:00:00+10:30", "2026-04-05T18:00:00+10:30", "2026-04-05T10:00:00+10:30"},

		// an opening from 1:30 to 2:30 in the night of the change: a closing that is skipped is the end of the gap, one that is
		// shown twice the second; an opening that is shown twice the first
		{"America/New_York", night, "2026-03-08T00:00:00-05:00", "2026-03-08T01:30:00-05:00", "2026-03-08T03:00:00-04:00", "2026-03-09T10:00:00-04:00"},
		{"America/New_York", night, "2026-11-01T00:00:00-04:00", "2026-11-01T01:30:00-04:00", "2026-11-01T02:30:00-05:00", "2026-11-02T10:00:00-05:00"},
		{"Europe/Berlin", night, "2026-03-29T00:00:00+01:00", "2026-03-29T01:30:00+01:00", "2026-03-29T03:00:00+02:00", "2026-03-30T10:00:00+02:00"},
		{"Europe/Berlin", night, "2026-10-25T00:00:00+02:00", "2026-10-25T01:30:00+02:00", "2026-10-25T02:30:00+01:00", "2026-10-26T10:00:00+01:00"},
		{"Australia/Lord_Howe", night, "2026-10-04T00:00:00+10:30", "2026-10-04T01:30:00+10:30", "2026-10-04T02:30:00+11:00", "2026-10-05T10:00:00+11:00"},
		{"Australia/Lord_Howe", night, "2026-04-05T00:00:00+11:00", "2026-04-05T01:30:00+11:00", "2026-04-05T02:30:00+10:30", "2026-04-06T10:00:00+10:30"},
	} {
		place, err := Zone(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		h := Hours{Days: c.days, Location: place}
		at := instant(t, c.at)
		if got, want := h.NextOpen(at), instant(t, c.opens); !got.Equal(want) {
			t.Errorf("%s: NextOpen(%s) = %v, want %v", c.zone, c.at, got, want.In(place))
		}
		if got, want := h.ClosingTime(at), instant(t, c.closes); !got.Equal(want) {
			t.Errorf("%s: ClosingTime(%s) = %v, want %v", c.zone, c.at, got, want.In(place))
		}
		if got, want := h.NextDay(at, 10*60), instant(t, c.next); !got.Equal(want) {
			t.Errorf("%s: NextDay(%s) = %v, want %v", c.zone, c.at, got, want.In(place))
		}
	}
}

// A night of a change that takes no part in business hours is as long as it is: so much later is so much later.
func TestSoMuchLaterIsSoMuchLater(t *testing.T) {
	for zone, at := range map[string]string{
		"America/New_York": "2026-11-01T00:30:00-04:00", "Europe/Berlin": "2026-10-25T01:30:00+02:00", "Australia/Lord_Howe": "2026-04-05T01:15:00+11:00",
	} {
		place, err := Zone(zone)
		if err != nil {
			t.Fatal(err)
		}
		h := shop(t)
		h.Location = place
		now := instant(t, at)
		if got, err := Read("in 3 hours", now, h); err != nil || !got.Equal(now.Add(3*time.Hour)) {
			t.Errorf("%s: in 3 hours from %s is %v, %v", zone, at, got, err)
		}
	}
}
