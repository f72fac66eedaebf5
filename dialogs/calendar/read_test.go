package calendar

import (
	"errors"
	"testing"
	"time"
)

// shop is open Monday to Friday from 8 to 6 and on Saturday from 9 to 1.
func shop(t testing.TB) Hours {
	t.Helper()
	place, err := Zone("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	week := Span{8 * 60, 18 * 60}
	return Hours{Days: [7]Span{1: week, 2: week, 3: week, 4: week, 5: week, 6: {9 * 60, 13 * 60}}, Location: place}
}

func when(t testing.TB, h Hours, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, h.Location)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestRead(t *testing.T) {
	h := shop(t)
	now := when(t, h, "2026-11-23 10:42") // a Monday
	for _, c := range []struct {
		text string
		want string
		err  error
	}{
		// a time today
		{"3", "11-23 15:00", nil},
		{"at 3", "11-23 15:00", nil},
		{"5pm", "11-23 17:00", nil},
		{"5 PM", "11-23 17:00", nil},
		{"5p", "11-23 17:00", nil},
		{"5 p.m.", "11-23 17:00", nil},
		{"5:30", "11-23 17:30", nil},
		{"530pm", "11-23 17:30", nil},
		{"17:00", "11-23 17:00", nil},
		{"six", "11-23 18:00", nil},
		{"three o'clock", "11-23 15:00", nil},
		{"3 o’clock", "11-23 15:00", nil},
		{"12", "11-23 12:00", nil},
		{"noon", "11-23 12:00", nil},
		{"by noon", "11-23 12:00", nil},
		{"12pm", "11-23 12:00", nil},
		{"11", "11-23 11:00", nil},
		{"today 5", "11-23 17:00", nil},
		{"today at 5", "11-23 17:00", nil},
		{"today", "11-23 18:00", nil},
		{"by 5 today.", "11-23 17:00", nil},
		{"end of day", "11-23 18:00", nil},
		{"by end of day", "11-23 18:00", nil},
		{"EOD", "11-23 18:00", nil},
		{"close of business", "11-23 18:00", nil},
		{"closing time", "11-23 18:00", nil},
		{"this afternoon", "11-23 15:00", nil},
		{"this evening", "11-23 18:00", nil},
		{"tonight", "11-23 20:00", nil},
		{"tonight at 8", "11-23 20:00", nil},
		{"8 tonight", "11-23 20:00", nil},
		{"midnight", "11-24 00:00", nil},
		{"before midnight", "11-24 00:00", nil},
		{"９ｐｍ", "11-23 21:00", nil},
		{"\u200bnoon\u00a0today", "11-23 12:00", nil},

		// from now
		{"now", "11-23 10:42", nil},
		{"in 20 min", "11-23 11:02", nil},
		{"20 minutes", "11-23 11:02", nil},
		{"in 20m", "11-23 11:02", nil},
		{"within the hour", "11-23 11:42", nil},
		{"in an hour", "11-23 11:42", nil},
		{"an hour from now", "11-23 11:42", nil},
		{"in half an hour", "11-23 11:12", nil},
		{"in an hour and a half", "11-23 12:12", nil},
		{"in 1.5 hours", "11-23 12:12", nil},
		{"in 1h30m", "11-23 12:12", nil},
		{"in two hours", "11-23 12:42", nil},
		{"in 2 days", "11-25 10:42", nil},
		{"in 2 days at 3pm", "11-25 15:00", nil},
		{"in 2 days and 3 hours", "11-25 13:42", nil},
		{"in a week", "11-30 10:42", nil},
		{"two weeks from now", "12-07 10:42", nil},

		// another day
		{"tomorrow 3", "11-24 15:00", nil},
		{"tomorrow at 3pm", "11-24 15:00", nil},
		{"3pm tomorrow", "11-24 15:00", nil},
		{"Tomorrow, 3:15", "11-24 15:15", nil},
		{"tomorrow", "11-24 18:00", nil},
		{"tmrw noon", "11-24 12:00", nil},
		{"tomorrow morning", "11-24 09:00", nil},
		{"tomorrow morning at 7", "11-24 07:00", nil},
		{"tomorrow at 7 in the morning", "11-24 07:00", nil},
		{"tomorrow night", "11-24 20:00", nil},
		{"first thing tomorrow", "11-24 08:00", nil},
		{"end of day tomorrow", "11-24 18:00", nil},
		{"day after tomorrow", "11-25 18:00", nil},
		{"the day after tomorrow at 9", "11-25 09:00", nil},
		{"Friday", "11-27 18:00", nil},
		{"by Friday noon", "11-27 12:00", nil},
		{"noon on Friday", "11-27 12:00", nil},
		{"Fri 8", "11-27 08:00", nil},
		{"this Friday", "11-27 18:00", nil},
		{"Saturday", "11-28 13:00", nil},
		{"Saturday at 3", "11-28 15:00", nil},
		{"Sunday at 3", "11-29 15:00", nil},
		{"monday morning", "11-30 09:00", nil},
		{"Monday 9", "11-30 09:00", nil},
		{"this Monday 5pm", "11-23 17:00", nil},
		{"next Monday", "11-30 18:00", nil},
		{"next Tuesday 10", "12-01 10:00", nil},
		{"Tuesday next week", "12-01 18:00", nil},
		{"next week Tuesday at 4", "12-01 16:00", nil},
		{"a week from Tuesday", "12-01 18:00", nil},
		{"a week from Tuesday at 4", "12-01 16:00", nil},
		{"a week from today", "11-30 18:00", nil},
		{"a week from tomorrow noon", "12-01 12:00", nil},
		{"two weeks from Friday", "12-11 18:00", nil},

		// dates
		{"12/1", "12-01 18:00", nil},
		{"12/1 3pm", "12-01 15:00", nil},
		{"11/27 15:00", "11-27 15:00", nil},
		{"11/27/26 9am", "11-27 09:00", nil},
		{"2026-11-27 09:30", "11-27 09:30", nil},
		{"Nov 27 3pm", "11-27 15:00", nil},
		{"November 27th at 3", "11-27 15:00", nil},
		{"27 Nov", "11-27 18:00", nil},
		{"the 27th of November", "11-27 18:00", nil},
		{"Nov 27, 2026, 12:00 PM", "11-27 12:00", nil},
		{"Fri Nov 27, 12:00 PM", "11-27 12:00", nil},
		{"Friday, Nov. 27", "11-27 18:00", nil},
		{"today, Mon 5:00 PM", "11-23 17:00", nil},
		{"tomorrow, Tue 12:00 PM", "11-24 12:00", nil},
		{"the 15th at 9", "12-15 09:00", nil},
		{"the 30th", "11-30 18:00", nil},
		{"the 31st", "12-31 18:00", nil},
		{"the 23rd", "11-23 18:00", nil},
		{"the 23rd at 9", "12-23 09:00", nil},
		{"Jan 5 2pm", "2027-01-05 14:00", nil},
		{"1/5 2pm", "2027-01-05 14:00", nil},
		{"Jan 5, 2027 2pm", "2027-01-05 14:00", nil},

		{"", "", ErrNone},
		{"soon", "", ErrNone},
		{"later", "", ErrNone},
		{"asap", "", ErrNone},
		{"when she calls", "", ErrNone},
		{"in 20", "", ErrNone},
		{"in 3", "", ErrNone},
		{"at 3 hours", "", ErrNone},
		{"around 3", "", ErrNone},
		{"3ish", "", ErrNone},
		{"next week", "", ErrNone},
		{"next month", "", ErrNone},
		{"Nov 31", "", ErrNone},
		{"13/1", "", ErrNone},
		{"2/29", "", ErrNone},
		{"25:00", "", ErrNone},
		{"3:75", "", ErrNone},
		{"13pm", "", ErrNone},
		{"24", "", ErrNone},
		{"1500", "", ErrNone},
		{"3.5", "", ErrNone},
		{"$3", "", ErrNone},
		{"555-1234", "", ErrNone},
		{"tomorrow tomorrow", "", ErrNone},
		{"tomorrow 3 technicians", "", ErrNone},
		{"in a few minutes", "", ErrNone},
		{"3pm EST", "11-23 15:00", nil},
		{"3pm CST", "", ErrAmbiguous},

		{"yesterday", "", ErrPast},
		{"yesterday at 3pm", "", ErrPast},
		{"last Friday", "", ErrPast},
		{"2 hours ago", "", ErrPast},
		{"Nov 2", "", ErrPast},
		{"11/2 5pm", "", ErrPast},
		{"Nov 27 2025", "", ErrPast},
		{"8am", "", ErrPast},
		{"10", "", ErrPast},
		{"10:41", "", ErrPast},
		{"today 9", "", ErrPast},

		{"Jan 5 2028", "", ErrTooFar},
		{"12/1/2027", "", ErrTooFar},
		{"in 400 days", "", ErrTooFar},
		{"in 2 years", "", ErrTooFar},
		{"a year from now", "", ErrTooFar},
		{"in 99999999999999999999 hours", "", ErrTooFar},

		{"7", "", ErrAmbiguous},            // neither 7 is in business hours
		{"Monday 3pm", "", ErrAmbiguous},   // today, or in a week?
		{"Monday", "", ErrAmbiguous},       // the same
		{"Sunday", "", ErrAmbiguous},       // closed: by when?
		{"Sunday eod", "", ErrAmbiguous},   // the same
		{"this morning", "", ErrAmbiguous}, // nine has passed, the morning has not
		{"Friday midnight", "", ErrAmbiguous},
		{"Thursday Nov 27", "", ErrAmbiguous}, // it is a Friday
		{"a week from Monday", "", ErrAmbiguous},
		{"3 or 4", "", ErrAmbiguous},
		{"3-5pm", "", ErrAmbiguous},
		{"10 or 11", "", ErrAmbiguous},
		{"between 3 and 5", "", ErrAmbiguous},
		{"Tuesday or Wednesday", "", ErrAmbiguous},
		{"tonight at 2", "", ErrAmbiguous},
		{"3am in the afternoon", "", ErrAmbiguous},
	} {
		want := time.Time{}
		if c.err == nil {
			if len(c.want) == len("11-23 15:00") {
				c.want = "2026-" + c.want
			}
			want = when(t, h, c.want)
		}
		got, err := Read(c.text, now, h)
		if !got.Equal(want) || !errors.Is(err, c.err) {
			t.Errorf("Read(%q) = %v, %v; want %v, %v", c.text, got, err, c.want, c.err)
		}
	}
}

func TestReadAtOtherTimes(t *testing.T) {
	h := shop(t)
	for _, c := range []struct {
		now, text, want string
		err             error
	}{
		// clocks go forward: 2:00 to 3:00 on March 8
		{"2026-03-07 10:00", "tomorrow at 2:30am", "2026-03-08 03:00", nil},
		{"2026-03-08 00:30", "3am", "2026-03-08 03:00", nil},
		{"2026-03-07 17:00", "in 2 days", "2026-03-09 17:00", nil},
		{"2026-03-07 12:00", "Monday 9", "2026-03-09 09:00", nil},
		// and back: 2:00 to 1:00 on November 1
		{"2026-10-31 12:00", "tomorrow noon", "2026-11-01 12:00", nil},
		{"2026-10-31 12:00", "in 1 day", "2026-11-01 12:00", nil},
		{"2026-10-31 12:00", "in 24 hours", "2026-11-01 11:00", nil},

		{"2026-11-23 15:30", "3", "", ErrPast},
		{"2026-11-23 15:30", "this afternoon", "", ErrAmbiguous},
		{"2026-11-23 18:30", "this afternoon", "", ErrPast},
		{"2026-11-23 18:30", "today", "", ErrPast},
		{"2026-11-23 18:30", "eod", "", ErrPast},
		{"2026-11-23 21:00", "tonight", "", ErrAmbiguous},
		{"2026-11-22 12:00", "eod", "", ErrAmbiguous},
		{"2026-11-22 12:00", "next Tuesday", "2026-11-24 18:00", nil},
		{"2026-11-27 12:00", "next Tuesday", "2026-12-01 18:00", nil},
		{"2026-11-27 19:00", "Friday", "2026-12-04 18:00", nil},
		{"2026-12-30 12:00", "Jan 2 noon", "2027-01-02 12:00", nil},
		{"2027-12-30 12:00", "2/29 noon", "2028-02-29 12:00", nil},
		{"2027-01-31 12:00", "the 30th at 2pm", "2027-03-30 14:00", nil},
	} {
		now := when(t, h, c.now)
		want := time.Time{}
		if c.err == nil {
			want = when(t, h, c.want)
		}
		got, err := Read(c.text, now, h)
		if !got.Equal(want) || !errors.Is(err, c.err) {
			t.Errorf("at %s, Read(%q) = %v, %v; want %v, %v", c.now, c.text, got, err, c.want, c.err)
		}
	}
}

// When the clock shows 1:30 twice, "1:30am" is the one still to come.
func TestReadOfATimeShownTwice(t *testing.T) {
	h := shop(t)
	first := time.Date(2026, 11, 1, 5, 30, 0, 0, time.UTC)
	for _, c := range []struct{ now, want time.Time }{
		{first.Add(-time.Hour), first},
		{first.Add(15 * time.Minute), first.Add(time.Hour)},
	} {
		if got, err := Read("1:30am", c.now, h); !got.Equal(c.want) || err != nil {
			t.Errorf("at %v, Read(1:30am) = %v, %v; want %v", c.now, got, err, c.want)
		}
	}
	again := first.Add(time.Hour + 20*time.Second)
	if got, err := Read("in 20 min", again, h); !got.Equal(again.Add(20*time.Minute)) || err != nil {
		t.Errorf("at %v, Read(in 20 min) = %v, %v", again, got, err)
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"tomorrow at 3pm", "by Friday noon", "in 1.5 hours", "a week from Tuesday", "Nov 27, 2026, 12:00 PM",
		"the 31st", "２０２６-11-27 09:30", "2 hours ago", "between 3 and 5", "\xff3pm",
	} {
		f.Add(text, int64(1_795_448_520))
	}
	h := shop(f)
	f.Fuzz(func(t *testing.T, text string, unix int64) {
		now := time.Unix(1_700_000_000+(unix%200_000_000), 0)
		got, err := Read(text, now, h)
		if err != nil {
			if !got.IsZero() {
				t.Fatalf("Read(%q) = %v beside the error %v", text, got, err)
			}
			return
		}
		if got.Before(now) || got.After(now.AddDate(1, 0, 0)) {
			t.Fatalf("at %v, Read(%q) = %v, out of bounds", now, text, got)
		}
	})
}
