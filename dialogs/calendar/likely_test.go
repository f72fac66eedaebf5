package calendar

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestLikely(t *testing.T) {
	h := shop(t) // Monday to Friday 8 to 18, Saturday 9 to 13
	for _, c := range []struct {
		now  string
		want []string
	}{
		{"2026-11-23 10:42", []string{"11-23 11:12 half_hour", "11-23 12:42 two_hours", "11-23 18:00 end_of_day", "11-24 09:00 tomorrow_morning", "11-24 18:00 end_of_tomorrow"}},
		{"2026-11-23 07:00", []string{"11-23 09:00 two_hours", "11-23 18:00 end_of_day", "11-24 09:00 tomorrow_morning", "11-24 18:00 end_of_tomorrow"}},
		{"2026-11-23 06:30", []string{"11-23 08:30 two_hours", "11-23 09:00 this_morning", "11-23 18:00 end_of_day", "11-24 09:00 tomorrow_morning", "11-24 18:00 end_of_tomorrow"}},
		{"2026-11-23 17:31", []string{"11-23 18:00 end_of_day", "11-24 09:00 tomorrow_morning", "11-24 18:00 end_of_tomorrow", "11-25 09:00 that_morning", "11-25 18:00 end_of_that_day"}},
		{"2026-11-28 20:00", []string{"11-30 09:00 that_morning", "11-30 18:00 end_of_that_day", "12-01 09:00 that_morning", "12-01 18:00 end_of_that_day", "12-02 09:00 that_morning"}},
	} {
		var got []string
		for _, l := range h.Likely(when(t, h, c.now), true) {
			got = append(got, l.At.In(h.place()).Format("01-02 15:04 ")+string(l.Occasion))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("at %s: %q, want %q", c.now, got, c.want)
		}
	}
	if all := h.Likely(when(t, h, "2026-11-23 10:42"), false); len(all) != likelyMost || all[0].Occasion != TodaysClose {
		t.Errorf("not counted in hours: %v", all)
	}
	h.Days = [7]Span{}
	if all := h.Likely(when(t, shop(t), "2026-11-23 10:42"), true); len(all) > 0 {
		t.Errorf("a company that never opens: %v", all)
	}
}

// Whenever it is asked, all of them are still to come, in order, while the company is open, to the minute.
func TestLikelyIsOpenAndToCome(t *testing.T) {
	h := shop(t)
	h.Holidays = []Holiday{{Month: 11, Day: 26}}
	rapid.Check(t, func(t *rapid.T) {
		h := h
		for d := range h.Days {
			from := rapid.IntRange(0, 24*60).Draw(t, "opens")
			h.Days[d] = Span{from, rapid.IntRange(from, 24*60).Draw(t, "closes")}
		}
		now := time.Unix(rapid.Int64Range(1760000000, 1830000000).Draw(t, "now"), 0)
		last := now
		for _, l := range h.Likely(now, rapid.Bool().Draw(t, "hours")) {
			if !l.At.After(last) || !h.Staffed(l.At) || l.At.Second() != 0 {
				t.Fatalf("at %v: %v after %v", now, l, last)
			}
			last = l.At
		}
	})
}
