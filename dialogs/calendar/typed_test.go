package calendar

import (
	"errors"
	"testing"
	"time"
)

// What technicians and people on the phone type when a form asks "by when", at moments that make it hard: what it
// means, or, where it may mean several things or says none, that it is asked again.
func TestReadWhatPeopleType(t *testing.T) {
	const (
		tuesday = "2026-11-24 10:44"
		friday  = "2026-11-27 18:30" // after closing, before a short Saturday
		spring  = "2027-03-13 11:00" // a Saturday; the clocks go forward in the night
		autumn  = "2026-10-31 11:00" // a Saturday; they go back
		newYear = "2026-12-31 15:10" // the next day is a holiday
		late    = "2026-11-25 00:30" // still up; the day after is a holiday
	)
	const asks, past = "asks", "past"
	h := shop(t)
	h.Holidays = []Holiday{{Month: 1, Day: 1}, {Month: 12, Day: 25}, {Year: 2026, Month: 11, Day: 26}}
	texts, asked := map[string]bool{}, map[string]bool{}
	for _, c := range []struct{ now, text, want string }{
		// closing and opening
		{tuesday, "COB", "11-24 18:00"},
		{tuesday, "by cob", "11-24 18:00"},
		{tuesday, "b4 eod", "11-24 18:00"},
		{tuesday, "eod fri", "11-27 18:00"},
		{tuesday, "Fri EOD", "11-27 18:00"},
		{tuesday, "by the end of the day", "11-24 18:00"},
		{tuesday, "end of workday", "11-24 18:00"},
		{tuesday, "close of biz tmrw", "11-25 18:00"},
		{tuesday, "before we close", "11-24 18:00"},
		{tuesday, "by close Friday", "11-27 18:00"},
		{tuesday, "when we open tomorrow", "11-25 08:00"},
		{tuesday, "1st thing tmrw", "11-25 08:00"},
		{tuesday, "first thing monday", "11-30 08:00"},
		{tuesday, "closing time sat", "11-28 13:00"},

		// the clock as it is spoken
		{tuesday, "b4 noon", "11-24 12:00"},
		{tuesday, "half past 3", "11-24 15:30"},
		{tuesday, "half past three", "11-24 15:30"},
		{tuesday, "quarter to five", "11-24 16:45"},
		{tuesday, "qtr to 5", "11-24 16:45"},
		{tuesday, "a quarter past 2", "11-24 14:15"},
		{tuesday, "quarter of 4", "11-24 15:45"},
		{tuesday, "20 to 5", "11-24 16:40"},
		{tuesday, "ten past 3", "11-24 15:10"},
		{tuesday, "5 after 3pm", "11-24 15:05"},
		{tuesday, "10 min to 5", "11-24 16:50"},
		{tuesday, "quarter to noon", "11-24 11:45"},
		{tuesday, "tmrw half past 9", "11-25 09:30"},
		{tuesday, "3 o clock", "11-24 15:00"},
		{friday, "sunday 12", "11-29 12:00"}, // closed then, and noon all the same
		{friday, "sunday at 12:30", "11-29 12:30"},
		{tuesday, "dec 25 at 12", "12-25 12:00"},
		{autumn, "tomorrow 12", "11-01 12:00"},
		{tuesday, "3oclock", "11-24 15:00"},
		{tuesday, "@3", "11-24 15:00"},
		{tuesday, "at 3p", "11-24 15:00"},
		{tuesday, "3.30pm", "11-24 15:30"},
		{tuesday, "330p", "11-24 15:30"},
		{tuesday, "3:30 p.m.", "11-24 15:30"},
		{tuesday, "3 sharp", "11-24 15:00"},
		{tuesday, "5pm on the dot", "11-24 17:00"},
		{tuesday, "12", "11-24 12:00"},
		{tuesday, "12:30", "11-24 12:30"},
		{tuesday, "3pm EST", "11-24 15:00"},
		{tuesday, "3pm eastern time", "11-24 15:00"},
		{tuesday, "3 ET", "11-24 15:00"},
		{tuesday, "16:00", "11-24 16:00"},

		// from now
		{tuesday, "in an hr", "11-24 11:44"},
		{tuesday, "1 hr", "11-24 11:44"},
		{tuesday, "2hrs", "11-24 12:44"},
		{tuesday, "in 1/2 hr", "11-24 11:14"},
		{tuesday, "½ hour", "11-24 11:14"},
		{tuesday, "half hr", "11-24 11:14"},
		{tuesday, "1 1/2 hrs", "11-24 12:14"},
		{tuesday, "an hour and a half", "11-24 12:14"},
		{tuesday, "90 mins", "11-24 12:14"},
		{tuesday, "15min", "11-24 10:59"},
		{tuesday, "within 15 mins", "11-24 10:59"},
		{tuesday, "within the hour", "11-24 11:44"},
		{tuesday, "in 24 hrs", "11-25 10:44"},
		{tuesday, "right away", "11-24 10:44"},
		{tuesday, "in a fortnight", "12-08 10:44"},
		{tuesday, "in 2 wks", "12-08 10:44"},

		// days
		{tuesday, "2moro 3pm", "11-25 15:00"},
		{tuesday, "tomorow at 3", "11-25 15:00"},
		{tuesday, "Tommorrow noon", "11-25 12:00"},
		{tuesday, "tomorrrow 9", "11-25 09:00"},
		{tuesday, "tmrw am", "11-25 09:00"},
		{tuesday, "tomorrow pm", "11-25 15:00"},
		{tuesday, "tmrw morn", "11-25 09:00"},
		{tuesday, "this arvo", "11-24 15:00"},
		{tuesday, "tonite at 8", "11-24 20:00"},
		{tuesday, "today by 4", "11-24 16:00"},
		{tuesday, "day after tomorrow 3pm", "11-26 15:00"},
		{tuesday, "the day after tmrw at noon", "11-26 12:00"},
		{tuesday, "thurs 2:15", "11-26 14:15"},
		{tuesday, "thrusday noon", "11-26 12:00"},
		{tuesday, "wensday 10", "11-25 10:00"},
		{tuesday, "Firday 4pm", "11-27 16:00"},
		{tuesday, "fri morning", "11-27 09:00"},
		{tuesday, "mon pm", "11-30 15:00"},
		{tuesday, "sat 10", "11-28 10:00"},
		{tuesday, "coming Friday at 2", "11-27 14:00"},
		{tuesday, "this fri noon", "11-27 12:00"},
		{tuesday, "next Friday 3pm", "12-04 15:00"},
		{tuesday, "friday next week", "12-04 18:00"},
		{tuesday, "next week weds 9", "12-02 09:00"},
		{tuesday, "a week from Tuesday", asks}, // today, or the coming one?
		{tuesday, "a week from Thursday at 4", "12-03 16:00"},
		{tuesday, "week from friday", "12-04 18:00"},
		{tuesday, "two weeks from monday 10", "12-14 10:00"},
		{tuesday, "a week from today", "12-01 18:00"},
		{tuesday, "no later than Friday noon", "11-27 12:00"},
		{tuesday, "nlt 5pm", "11-24 17:00"},
		{tuesday, "friday at the latest", "11-27 18:00"},
		{tuesday, "by Friday latest", "11-27 18:00"},
		{tuesday, "next business day", "11-25 18:00"},
		{tuesday, "the next working day at 10", "11-25 10:00"},
		{tuesday, "in 2 business days", "11-27 18:00"}, // over the holiday
		{tuesday, "3 business days", "11-28 13:00"},

		// dates
		{tuesday, "12/1", "12-01 18:00"},
		{tuesday, "12/1 9a", "12-01 09:00"},
		{tuesday, "12/1/26 at noon", "12-01 12:00"},
		{tuesday, "dec 1st 9am", "12-01 09:00"},
		{tuesday, "1 Dec 2pm", "12-01 14:00"},
		{tuesday, "Decmber 1 at 4", "12-01 16:00"},
		{tuesday, "the 15th", "12-15 18:00"},
		{tuesday, "15th at 2", "12-15 14:00"},
		{tuesday, "on the 27th @ 3", "11-27 15:00"},
		{tuesday, "Monday the 30th", "11-30 18:00"},
		{tuesday, "Tues 12/1 8am", "12-01 08:00"},
		{tuesday, "2026-12-01 14:30", "12-01 14:30"},
		{tuesday, "Tue Dec 1, 3:00 PM EST", "12-01 15:00"},
		{tuesday, "12/25 3pm", "12-25 15:00"}, // closed, and said with a time all the same
		{tuesday, "1/5 10am", "2027-01-05 10:00"},

		// it says when to nobody
		{tuesday, "asap", asks},
		{tuesday, "soon", asks},
		{tuesday, "later", asks},
		{tuesday, "later today", asks},
		{tuesday, "shortly", asks},
		{tuesday, "in a bit", asks},
		{tuesday, "in a while", asks},
		{tuesday, "in a couple hours", asks},
		{tuesday, "in a few days", asks},
		{tuesday, "next week", asks},
		{tuesday, "early next week", asks},
		{tuesday, "end of the week", asks},
		{tuesday, "eow", asks},
		{tuesday, "this weekend", asks},
		{tuesday, "end of the month", asks},
		{tuesday, "next month", asks},
		{tuesday, "10ish", asks},
		{tuesday, "3-ish", asks},
		{tuesday, "noonish", asks},
		{tuesday, "around 4", asks},
		{tuesday, "about 4pm", asks},
		{tuesday, "after lunch", asks},
		{tuesday, "lunchtime", asks},
		{tuesday, "late morning", asks},
		{tuesday, "end of shift", asks},
		{tuesday, "sometime tomorrow", asks},
		{tuesday, "when the part is in", asks},
		{tuesday, "after the next job", asks},
		{tuesday, "mondays at 3", asks},
		{tuesday, "every friday", asks},
		{tuesday, "tba", asks},
		{tuesday, "Friday week", asks},

		// it may mean more than one time
		{tuesday, "3 or 4", asks},
		{tuesday, "2-4pm", asks},
		{tuesday, "tomorrow 3-4", asks},
		{tuesday, "between 2 and 4", asks},
		{tuesday, "8 to 12", asks},
		{tuesday, "ten to five", asks},
		{tuesday, "half 3", asks},
		{tuesday, "noon or so", asks},
		{tuesday, "mon or tues", asks},
		{tuesday, "weds/thurs", asks},
		{tuesday, "tuesday", asks},
		{tuesday, "Tues at 3", asks},
		{tuesday, "20", asks},
		{tuesday, "in 20", asks},
		{tuesday, "15", asks},
		{tuesday, "in 1/2", asks},
		{tuesday, "7", asks},
		{tuesday, "1500", asks},
		{tuesday, "12-1", asks},
		{tuesday, "12.1", asks},
		{tuesday, "13/1", asks},
		{tuesday, "Friday 12/1", asks},
		{tuesday, "3pm pacific", asks},
		{tuesday, "3pm CST", asks},
		{tuesday, "3pm EDT", asks},
		{tuesday, "3 my time", asks},
		{tuesday, "20-30 min", asks},
		{tuesday, "an hour or so", asks},
		{tuesday, "in the am", asks},
		{tuesday, "this morning", asks},
		{tuesday, "friday midnight", asks},
		{tuesday, "sunday", asks},
		{tuesday, "thursday", asks},
		{tuesday, "eod thursday", asks},
		{tuesday, "day after tomorrow", asks},
		{tuesday, "12/25", asks}, // closed: by when?
		{tuesday, "9am", past},
		{tuesday, "yesterday", past},
		{tuesday, "at 10", past},
		{tuesday, "11/2", past},

		// a Friday evening
		{friday, "eod", past},
		{friday, "5", past},
		{friday, "today", past},
		{friday, "first thing", past},
		{friday, "tonight", "11-27 20:00"},
		{friday, "9 tonight", "11-27 21:00"},
		{friday, "tomorrow", "11-28 13:00"},
		{friday, "first thing tomorrow", "11-28 09:00"},
		{friday, "next business day", "11-28 13:00"},
		{friday, "2 business days", "11-30 18:00"},
		{friday, "Friday", "12-04 18:00"},
		{friday, "next Friday", "12-04 18:00"},
		{friday, "mon first thing", "11-30 08:00"},
		{friday, "in an hour", "11-27 19:30"},
		{friday, "day after tomorrow", asks},
		{friday, "sunday at 10am", "11-29 10:00"},
		{friday, "a week from tuesday", "12-08 18:00"},

		// the eve of a change of clocks
		{spring, "tomorrow at 3am", "2027-03-14 03:00"},
		{spring, "2:30am tomorrow", "2027-03-14 03:00"}, // the clock skips it
		{spring, "in 24 hours", "2027-03-14 12:00"},
		{spring, "in a day", "2027-03-14 11:00"},
		{spring, "Monday 8", "2027-03-15 08:00"},
		{spring, "monday 8am EDT", "2027-03-15 08:00"},
		{spring, "monday 8am EST", asks}, // it is summer by then
		{spring, "monday 8am et", "2027-03-15 08:00"},
		{spring, "next business day at 9:15", "2027-03-15 09:15"},
		{autumn, "in 24 hours", "2026-11-01 10:00"},
		{autumn, "in 48 hours", "2026-11-02 10:00"},
		{autumn, "in 2 days", "2026-11-02 11:00"},
		{autumn, "Monday 8", "2026-11-02 08:00"},
		{autumn, "mon 8am EST", "2026-11-02 08:00"},
		{autumn, "tomorrow noon", "2026-11-01 12:00"},

		// the last day of a year, before a holiday
		{newYear, "eod", "2026-12-31 18:00"},
		{newYear, "tomorrow", asks},
		{newYear, "tomorrow at 10am", "2027-01-01 10:00"},
		{newYear, "next business day", "2027-01-02 13:00"},
		{newYear, "1/2", "2027-01-02 13:00"},
		{newYear, "Jan 4 at 9", "2027-01-04 09:00"},
		{newYear, "12/31", "2026-12-31 18:00"},
		{newYear, "12/30", past},
		{newYear, "the 31st", "2026-12-31 18:00"},
		{newYear, "the 1st", asks},
		{newYear, "the 2nd at 11", "2027-01-02 11:00"},
		{newYear, "monday", "2027-01-04 18:00"},
		{newYear, "half past 4", "2026-12-31 16:30"},

		// whoever is still up says tomorrow and may mean the day that has begun
		{late, "tomorrow", asks},
		{late, "tmrw 9am", asks},
		{late, "day after tomorrow noon", asks},
		{late, "today 9am", "2026-11-25 09:00"},
		{late, "tomorrow, Thu 9:00 AM", "2026-11-26 09:00"},
		{late, "in 9 hours", "2026-11-25 09:30"},
	} {
		now := when(t, h, c.now)
		got, err := Read(c.text, now, h)
		texts[c.text] = true
		switch c.want {
		case asks:
			asked[c.text] = true
			if !errors.Is(err, ErrNone) && !errors.Is(err, ErrAmbiguous) {
				t.Errorf("at %s, Read(%q) = %v, %v; it must ask", c.now, c.text, got, err)
			}
			continue
		case past:
			if !errors.Is(err, ErrPast) {
				t.Errorf("at %s, Read(%q) = %v, %v; it has passed", c.now, c.text, got, err)
			}
			continue
		}
		if len(c.want) == len("11-23 15:00") {
			c.want = "2026-" + c.want
		}
		if want := when(t, h, c.want); !got.Equal(want) || err != nil {
			t.Errorf("at %s, Read(%q) = %v, %v; want %v", c.now, c.text, got, err, want)
		}
	}
	if len(texts) < 200 || len(asked) < 60 {
		t.Errorf("there are %d ways of writing a time here, %d of them ask", len(texts), len(asked))
	}
}

// Whatever Full writes is read back as the same moment, also of a time that the clock shows twice.
func TestFullIsReadBack(t *testing.T) {
	for _, zone := range []string{"America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Puerto_Rico", "Europe/London", "Asia/Jerusalem", "America/St_Johns"} {
		place, err := Zone(zone)
		if err != nil {
			t.Fatal(err)
		}
		h := shop(t)
		h.Location = place
		now := time.Date(2026, 9, 1, 9, 41, 0, 0, time.UTC)
		for at := now.Truncate(time.Minute); at.Before(now.AddDate(0, 11, 0)); {
			said := Full(at, now, place)
			if got, err := Read(said, now, h); err != nil || !got.Equal(at) {
				t.Fatalf("%s: Read(%q) = %v, %v; want %v", zone, said, got, err, at)
			}
			start, end := at.In(place).ZoneBounds()
			if at.Sub(start) < 4*time.Hour || end.Sub(at) < 12*time.Hour { // clocks change soon, or did
				at = at.Add(13 * time.Minute)
				continue
			}
			at = at.Add(467 * time.Minute)
		}
	}
}

// What says all of a moment is told from what leaves anything of it to a rule.
func TestUnderstandSaysWhatIsWhole(t *testing.T) {
	h := shop(t)
	now := when(t, h, "2026-11-24 10:44") // a Tuesday
	for text, want := range map[string]bool{
		"Fri Nov 27, 3:00 PM EST": true, "Friday, November 27, 2026, 3pm EST": true, "by Fri Nov 27 at 15:00 EST": true,
		"el vie 27 nov a las 3:00 pm EST": true,
		"Nov 27 3pm EST":                  false, "Fri Nov 27, 3:00 PM": false, "Fri Nov 27, 3 EST": false, "Fri 3:00 PM EST": false, "Tue 12/1, 3:00 PM EST": false,
		"today, Tue 3:00 PM EST": false, "in 20 min": false, "3pm": false, "3pm EST": false, "tomorrow 3pm": false, "noon": false, "eod": false, "17h": false,
		"Fri Nov 27 EST": false,
	} {
		u, err := Understand(text, now, h)
		if u.Whole != want || err != nil && text != "Fri Nov 27 EST" {
			t.Errorf("Understand(%q): whole is %v, %v; want %v", text, u.Whole, err, want)
		}
	}
	h.Holidays = []Holiday{{Month: 11, Day: 26}}
	for text, want := range map[string]error{"thursday": ErrClosed, "eod 11/26": ErrClosed, "sunday": ErrClosed, "3pm PST": ErrZone} {
		if _, err := Understand(text, now, h); !errors.Is(err, want) || !errors.Is(err, ErrAmbiguous) {
			t.Errorf("Understand(%q) = %v, want %v", text, err, want)
		}
	}
}

// What is the same on every clock, and what names its zone, is told apart from a time on somebody's wall.
func TestUnderstandSaysWhoseClock(t *testing.T) {
	h := shop(t)
	now := when(t, h, "2026-11-24 10:44")
	for text, want := range map[string]struct{ zoned, lapse bool }{
		"3pm": {}, "tomorrow 3pm": {}, "in 20 min": {lapse: true}, "in 3 hours": {lapse: true}, "in 2 days": {}, "in 2 days at 3pm": {},
		"3pm EST": {zoned: true}, "tomorrow 3pm eastern": {zoned: true}, "Fri Nov 27, 3:00 PM EST": {zoned: true},
	} {
		if u, err := Understand(text, now, h); u.Zoned != want.zoned || u.Lapse != want.lapse || err != nil {
			t.Errorf("Understand(%q) = %+v, %v; want %+v", text, u, err, want)
		}
	}
}

// The name of today's weekday may be today or in a week: both are named.
func TestUnderstandNamesBothDays(t *testing.T) {
	h := shop(t)
	now := when(t, h, "2026-11-27 09:24") // a Friday
	for text, want := range map[string][2]string{
		"Friday noon": {"2026-11-27 12:00", "2026-12-04 12:00"}, "by friday 3pm": {"2026-11-27 15:00", "2026-12-04 15:00"}, "friday": {"2026-11-27 18:00", "2026-12-04 18:00"},
		"3 or 4": {},
	} {
		u, err := Understand(text, now, h)
		if want[0] == "" {
			if !u.At.IsZero() || !u.Or.IsZero() {
				t.Errorf("Understand(%q) = %+v, %v; want no two days", text, u, err)
			}
			continue
		}
		if !errors.Is(err, ErrAmbiguous) || !u.At.Equal(when(t, h, want[0])) || !u.Or.Equal(when(t, h, want[1])) {
			t.Errorf("Understand(%q) = %+v, %v; want both of %v", text, u, err, want)
		}
	}
}

// In every zone the time that was understood can be sent back as it is shown, in both seasons.
func TestEveryZoneIsReadBack(t *testing.T) {
	for _, zone := range []string{
		"Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi", "America/Anchorage", "America/Bogota", "America/Chicago",
		"America/Denver", "America/Halifax", "America/Havana", "America/Los_Angeles", "America/Nuuk", "America/Phoenix", "Asia/Hong_Kong", "Asia/Karachi",
		"Asia/Kathmandu", "Asia/Kolkata", "Asia/Manila", "Asia/Seoul", "Asia/Shanghai", "Asia/Tokyo", "Australia/Adelaide", "Australia/Perth", "Australia/Sydney",
		"Europe/Athens", "Europe/Dublin", "Europe/Lisbon", "Europe/Moscow", "Pacific/Auckland", "Pacific/Guam", "Pacific/Honolulu", "Pacific/Pago_Pago", "UTC",
	} {
		place, err := Zone(zone)
		if err != nil {
			t.Fatal(err)
		}
		h := shop(t)
		h.Location = place
		now := time.Date(2026, 11, 24, 15, 0, 0, 0, time.UTC)
		for _, at := range []time.Time{now.Add(31 * time.Hour), now.AddDate(0, 7, 3)} {
			said := Full(at, now, place)
			if got, err := Understand(said, now, h); err != nil || !got.Whole || !got.Zoned || !got.At.Equal(at) {
				t.Errorf("%s: Understand(%q) = %+v, %v; want %v", zone, said, got, err, at)
			}
		}
	}
}
