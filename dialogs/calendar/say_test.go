package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestSay(t *testing.T) {
	h := shop(t)
	now := when(t, h, "2026-11-23 10:42")
	for at, want := range map[string]string{
		"2026-11-23 17:00": "today, Mon 5:00 PM",
		"2026-11-23 00:05": "today, Mon 12:05 AM",
		"2026-11-24 12:00": "tomorrow, Tue 12:00 PM",
		"2026-11-27 12:00": "Fri Nov 27, 12:00 PM",
		"2026-11-22 12:00": "Sun Nov 22, 12:00 PM",
		"2027-06-01 08:30": "Tue Jun 1, 8:30 AM",
	} {
		if got := Say(when(t, h, at), now, h.Location); got != want {
			t.Errorf("Say(%s) = %q, want %q", at, got, want)
		}
	}
	for at, want := range map[string]string{
		"2026-11-23 17:00": "Mon Nov 23, 5:00 PM EST",
		"2026-07-01 09:05": "Wed Jul 1, 9:05 AM EDT",
		"2027-06-01 08:30": "Tue Jun 1, 2027, 8:30 AM EDT",
	} {
		if got := Full(when(t, h, at).UTC(), now.UTC(), h.Location); got != want {
			t.Errorf("Full(%s) = %q, want %q", at, got, want)
		}
	}
	for zone, want := range map[string]string{"Australia/Lord_Howe": "UTC+11", "Asia/Kathmandu": "UTC+5:45", "America/Sao_Paulo": "UTC-3", "UTC": "UTC", "Europe/Berlin": "CET"} {
		place, err := Zone(zone)
		if got := ZoneName(now, place); got != want || err != nil {
			t.Errorf("ZoneName(%s) = %q, want %q", zone, got, want)
		}
	}
}

// The day before the clocks change, late in the evening, tomorrow is still tomorrow.
func TestSayAcrossTheChangeOfClocks(t *testing.T) {
	h := shop(t)
	for now, at := range map[string]string{"2026-03-07 23:30": "2026-03-08 00:15", "2026-10-31 00:15": "2026-11-01 23:45"} {
		if got := Say(when(t, h, at), when(t, h, now), h.Location); got[:8] != "tomorrow" {
			t.Errorf("at %s, Say(%s) = %q", now, at, got)
		}
	}
}

func TestWhatIsSaidIsReadBack(t *testing.T) {
	h := shop(t)
	now := when(t, h, "2026-11-23 10:42")
	rapid.Check(t, func(t *rapid.T) {
		at := now.Add(time.Duration(rapid.IntRange(0, 300*24*60).Draw(t, "minutes")) * time.Minute)
		said := Say(at, now, h.Location)
		if got, err := Read(said, now, h); err != nil || Say(got, now, h.Location) != said {
			t.Fatalf("Read(%q) = %v, %v", said, got, err)
		}
	})
}
