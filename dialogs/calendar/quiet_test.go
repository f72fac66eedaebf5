package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestQuietHoursAreOver(t *testing.T) {
	night := Quiet{21 * 60, 7 * 60}
	for _, c := range []struct {
		zone     string
		q        Quiet
		at, over string // in the zone; over is empty where nothing waits
	}{
		{"America/New_York", night, "2026-11-23T20:59:59-05:00", ""},
		{"America/New_York", night, "2026-11-23T21:00:00-05:00", "2026-11-24T07:00:00-05:00"},
		{"America/New_York", night, "2026-11-24T03:00:00-05:00", "2026-11-24T07:00:00-05:00"},
		{"America/New_York", night, "2026-11-24T07:00:00-05:00", ""},
		{"America/New_York", Quiet{12 * 60, 13 * 60}, "2026-11-24T12:30:00-05:00", "2026-11-24T13:00:00-05:00"},
		{"America/New_York", Quiet{}, "2026-11-24T03:00:00-05:00", ""},
		// the night on which clocks go forward is an hour shorter, that on which they go back an hour longer
		{"America/New_York", night, "2026-03-07T22:00:00-05:00", "2026-03-08T07:00:00-04:00"},
		{"America/New_York", night, "2026-10-31T22:00:00-04:00", "2026-11-01T07:00:00-05:00"},
		{"Europe/Berlin", night, "2026-03-28T22:00:00+01:00", "2026-03-29T07:00:00+02:00"},
		{"Europe/Berlin", night, "2026-10-24T22:00:00+02:00", "2026-10-25T07:00:00+01:00"},
		{"Australia/Lord_Howe", night, "2026-10-03T22:00:00+10:30", "2026-10-04T07:00:00+11:00"},
		{"Australia/Lord_Howe", night, "2026-04-04T22:00:00+11:00", "2026-04-05T07:00:00+10:30"},
		// an end that the clock skips is the first moment after the gap; one that it shows twice is the last
		{"America/New_York", Quiet{21 * 60, 150}, "2026-03-08T01:00:00-05:00", "2026-03-08T03:00:00-04:00"},
		{"America/New_York", Quiet{21 * 60, 90}, "2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00"},
		{"Australia/Lord_Howe", Quiet{21 * 60, 105}, "2026-04-05T01:50:00+11:00", "2026-04-05T01:45:00+10:30"},
	} {
		place, err := Zone(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		at := instant(t, c.at)
		want := at
		if c.over != "" {
			want = instant(t, c.over)
		}
		if got := c.q.Over(at, place); !got.Equal(want) {
			t.Errorf("%v at %s: over at %v, want %v", c.q, c.at, got.In(place), want.In(place))
		}
	}
}

func instant(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// Whatever the hours and the place: what waits ends outside, and a day at most after.
func TestQuietHoursEnd(t *testing.T) {
	places := []string{"America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo", "UTC"}
	rapid.Check(t, func(t *rapid.T) {
		place, err := Zone(rapid.SampledFrom(places).Draw(t, "place"))
		if err != nil {
			t.Fatal(err)
		}
		q := Quiet{rapid.IntRange(0, 1439).Draw(t, "from"), rapid.IntRange(0, 1439).Draw(t, "to")}
		at := time.Unix(rapid.Int64Range(1_300_000_000, 1_900_000_000).Draw(t, "at"), 0)
		over := q.Over(at, place)
		if over.Before(at) || over.Sub(at) > 50*time.Hour || !q.Over(over, place).Equal(over) {
			t.Fatalf("%v at %v: over at %v, then %v", q, at.In(place), over, q.Over(over, place))
		}
	})
}
