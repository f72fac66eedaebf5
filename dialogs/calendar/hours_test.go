package calendar

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestOpenAndNextOpenAndClosingTime(t *testing.T) {
	h := shop(t)
	for _, c := range []struct {
		at, opens, closes string // opens is empty if the company is open
	}{
		{"2026-11-23 07:59", "2026-11-23 08:00", "2026-11-23 18:00"},
		{"2026-11-23 08:00", "", "2026-11-23 18:00"},
		{"2026-11-23 17:59", "", "2026-11-23 18:00"},
		{"2026-11-23 18:00", "2026-11-24 08:00", "2026-11-23 18:00"},
		{"2026-11-23 18:01", "2026-11-24 08:00", "2026-11-24 18:00"},
		{"2026-11-27 20:00", "2026-11-28 09:00", "2026-11-28 13:00"},
		{"2026-11-28 14:00", "2026-11-30 08:00", "2026-11-30 18:00"},
		{"2026-11-29 12:00", "2026-11-30 08:00", "2026-11-30 18:00"},
		{"2026-03-07 13:00", "2026-03-09 08:00", "2026-03-07 13:00"}, // over the spring gap
		{"2026-10-31 13:30", "2026-11-02 08:00", "2026-11-02 18:00"}, // over the hour that comes twice
	} {
		at := when(t, h, c.at)
		if c.opens == "" {
			c.opens = c.at
		}
		if got, want := h.Open(at), c.opens == c.at; got != want {
			t.Errorf("Open(%s) = %v, want %v", c.at, got, want)
		}
		if got, want := h.NextOpen(at), when(t, h, c.opens); !got.Equal(want) {
			t.Errorf("NextOpen(%s) = %v, want %v", c.at, got, want)
		}
		if got, want := h.ClosingTime(at), when(t, h, c.closes); !got.Equal(want) {
			t.Errorf("ClosingTime(%s) = %v, want %v", c.at, got, want)
		}
	}
}

// A company that is open through the night on which the clocks change.
func TestHoursOnTheDaysClocksChange(t *testing.T) {
	h := shop(t)
	h.Days[time.Sunday] = Span{90, 150} // 1:30 to 2:30
	for _, c := range []struct {
		day           string
		opens, closes time.Time
	}{
		{"2026-03-08 00:00", time.Date(2026, 3, 8, 6, 30, 0, 0, time.UTC), time.Date(2026, 3, 8, 7, 0, 0, 0, time.UTC)},
		{"2026-11-01 00:00", time.Date(2026, 11, 1, 5, 30, 0, 0, time.UTC), time.Date(2026, 11, 1, 7, 30, 0, 0, time.UTC)},
	} {
		midnight := when(t, h, c.day)
		if got := h.NextOpen(midnight); !got.Equal(c.opens) {
			t.Errorf("NextOpen(%s) = %v, want %v", c.day, got.UTC(), c.opens)
		}
		if got := h.ClosingTime(midnight); !got.Equal(c.closes) {
			t.Errorf("ClosingTime(%s) = %v, want %v", c.day, got.UTC(), c.closes)
		}
		if !h.Open(c.opens) || h.Open(c.opens.Add(-1)) || !h.Open(c.closes.Add(-1)) || h.Open(c.closes) {
			t.Errorf("Open does not agree with opening and closing on %s", c.day)
		}
	}
	h.Days[time.Sunday] = Span{0, 90} // the closing is the second 1:30
	if got, want := h.ClosingTime(when(t, h, "2026-11-01 00:00")), time.Date(2026, 11, 1, 6, 30, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("closing at 1:30 on the long day = %v, want %v", got.UTC(), want)
	}
}

func TestHoursWithoutAnOpenDayHoldNothingUp(t *testing.T) {
	at := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	if h := (Hours{}); h.Open(at) || !h.NextOpen(at).Equal(at) || !h.ClosingTime(at).Equal(at) {
		t.Errorf("Hours{} : %v, %v, %v", h.Open(at), h.NextOpen(at), h.ClosingTime(at))
	}
}

func TestHoursAgreeWithThemselves(t *testing.T) {
	places := []string{"America/New_York", "America/Phoenix", "Pacific/Apia", "Africa/Cairo", "Australia/Lord_Howe", "UTC"}
	rapid.Check(t, func(t *rapid.T) {
		place, err := Zone(rapid.SampledFrom(places).Draw(t, "place"))
		if err != nil {
			t.Fatal(err)
		}
		h := Hours{Location: place}
		for d := range h.Days {
			if rapid.Bool().Draw(t, "open") {
				open := rapid.IntRange(0, 24*60-1).Draw(t, "opens")
				h.Days[d] = Span{open, rapid.IntRange(open+1, 24*60).Draw(t, "closes")}
			}
		}
		at := time.Unix(rapid.Int64Range(1_300_000_000, 1_900_000_000).Draw(t, "at"), 0)
		opens, closes := h.NextOpen(at), h.ClosingTime(at)
		if opens.Before(at) || closes.Before(at) || closes.After(at.AddDate(0, 0, 9)) {
			t.Fatalf("at %v: opens %v, closes %v", at, opens, closes)
		}
		if h.Open(at) != (opens.Equal(at) && !closes.Equal(at) && h.widest() != Span{}) && h.Open(opens) {
			t.Fatalf("at %v: open is %v, but opens %v and closes %v", at, h.Open(at), opens, closes)
		}
	})
}

func TestHolidaysAreClosed(t *testing.T) {
	h := shop(t)
	h.Holidays = []Holiday{{Month: 12, Day: 25}, {Year: 2026, Month: 11, Day: 26}, {Year: 2026, Month: 11, Day: 27}, {Month: 1, Day: 1}}
	for _, c := range []struct {
		at, opens, closes, next string // next: at ten of the next business day
	}{
		{"2026-11-25 17:00", "2026-11-25 17:00", "2026-11-25 18:00", "2026-11-28 10:00"},
		{"2026-11-25 18:00", "2026-11-28 09:00", "2026-11-25 18:00", "2026-11-28 10:00"},
		{"2026-11-26 10:00", "2026-11-28 09:00", "2026-11-28 13:00", "2026-11-28 10:00"},
		{"2026-11-28 10:00", "2026-11-28 10:00", "2026-11-28 13:00", "2026-11-30 10:00"},
		{"2027-11-26 10:00", "2027-11-26 10:00", "2027-11-26 18:00", "2027-11-27 10:00"}, // another year
		{"2026-12-25 10:00", "2026-12-26 09:00", "2026-12-26 13:00", "2026-12-26 10:00"},
		{"2029-12-24 18:30", "2029-12-26 08:00", "2029-12-26 18:00", "2029-12-26 10:00"}, // every year
	} {
		at := when(t, h, c.at)
		if got, want := h.Open(at), c.opens == c.at; got != want {
			t.Errorf("Open(%s) = %v, want %v", c.at, got, want)
		}
		if got, want := h.NextOpen(at), when(t, h, c.opens); !got.Equal(want) {
			t.Errorf("NextOpen(%s) = %v, want %v", c.at, got, want)
		}
		if got, want := h.ClosingTime(at), when(t, h, c.closes); !got.Equal(want) {
			t.Errorf("ClosingTime(%s) = %v, want %v", c.at, got, want)
		}
		if got, want := h.NextDay(at, 600), when(t, h, c.next); !got.Equal(want) {
			t.Errorf("NextDay(%s) = %v, want %v", c.at, got, want)
		}
	}
	if got, want := h.NextDay(when(t, h, "2026-12-04 10:00"), 15*60), when(t, h, "2026-12-05 12:59"); !got.Equal(want) {
		t.Errorf("at three of a day that ends at one: %v, want %v", got, want)
	}
	h.Holidays = nil
	for month := time.January; month <= time.December; month++ {
		for number := range 31 {
			h.Holidays = append(h.Holidays, Holiday{Month: month, Day: number + 1})
		}
	}
	if at := when(t, h, "2026-11-25 17:00"); !h.NextOpen(at).Equal(at) || !h.NextDay(at, 600).Equal(when(t, h, "2026-11-26 10:00")) {
		t.Error("a company that is never open holds something up")
	}
}

func TestHoursInJSON(t *testing.T) {
	h := shop(t)
	h.Holidays = []Holiday{{Month: 12, Day: 25, Name: "Christmas Day"}, {Year: 2026, Month: 11, Day: 26}}
	text, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	var got Hours
	if err := json.Unmarshal(text, &got); err != nil || !cmp.Equal(got, h, cmp.Comparer(func(a, b *time.Location) bool { return a == b })) {
		t.Errorf("%s came back as %+v, %v", text, got, err)
	}
	if err := json.Unmarshal([]byte(`{"zone":"America/Springfield"}`), &got); err == nil {
		t.Error("an unknown zone was read")
	}
}
