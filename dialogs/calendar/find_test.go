package calendar

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestFind(t *testing.T) {
	h := shop(t)
	now := when(t, h, "2026-11-23 10:42")
	for _, c := range []struct {
		text string
		want []string
	}{
		{"I'll call her tomorrow at 3", []string{"tomorrow at 3 = 11-24 15:00"}},
		{"be there by Friday noon", []string{"Friday noon = 11-27 12:00"}},
		{"Sam comes Wednesday, 9am, and Dee calls on Dec 1 at 4.", []string{"Wednesday, 9am = 11-25 09:00", "Dec 1 at 4 = 12-01 16:00"}},
		{"part is here in 20 min", []string{"in 20 min = 11-23 11:02"}},
		{"back at 5pm", []string{"5pm = 11-23 17:00"}},
		{"I can be there by 5.", []string{"5 = 11-23 17:00"}},
		{"call at 3 or so", nil},
		{"by end of day", []string{"end of day = 11-23 18:00"}},
		{"you hear from me tonight", []string{"tonight = 11-23 20:00"}},
		{"refund by Friday", []string{"Friday = 11-27 18:00"}},
		{"will do it tomorrow 20 dollars", []string{"tomorrow = 11-24 18:00"}},
		{"tomorrow 3 people come", []string{"tomorrow = 11-24 18:00"}},
		{"an hour from now, é 3pm", []string{"an hour from now = 11-23 11:42", "3pm = 11-23 15:00"}},
		{"a week from Tuesday at 10", []string{"a week from Tuesday at 10 = 12-01 10:00"}},

		{"the hour we waited", nil},
		{"2 hours ago", nil},
		{"it took 3 hours", nil},
		{"a customer for 6 years", nil},
		{"we waited an hour and a half", nil},
		{"yesterday at 3pm he came", nil},
		{"last Friday at 3pm", nil},
		{"was promised 8am today", nil},
		{"he was here Friday", nil},
		{"she is upset today", nil},
		{"450", nil},
		{"$3, 3 technicians, 8:30", nil},
		{"call 555-123-4567", nil},
		{"1/2 inch pipe, 3/4 valve", nil},
		{"she sat 3 hours; you may 5", nil},
		{"between 3pm and 5pm", nil},
		{"tomorrow 8-10am", nil},
		{"tomorrow or Tuesday at 5", nil},
		{"just in a minute", nil},
		{"noon", nil},
		{"", nil},
	} {
		var got []string
		for _, f := range Find(c.text, now, h) {
			got = append(got, f.Text+" = "+f.At.In(h.Location).Format("01-02 15:04"))
		}
		if !cmp.Equal(c.want, got) {
			t.Errorf("Find(%q): %s", c.text, cmp.Diff(c.want, got))
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, text := range []string{
		"I'll call her tomorrow at 3", "by Friday noon, $60, 2 hours ago", "Dec 1 at 4 or the 5th at 3pm", "\xff3pm\xfe",
		"by １２/1 é in 20\u200bmin", "next week Tuesday, Nov 27, 2026 9:30-10",
	} {
		f.Add(text, int64(1_795_448_520))
	}
	h := shop(f)
	f.Fuzz(func(t *testing.T, text string, unix int64) {
		now := time.Unix(1_700_000_000+(unix%200_000_000), 0)
		end := 0
		for _, found := range Find(text, now, h) {
			if found.Start < end || found.End <= found.Start || found.End > len(text) || found.Text != text[found.Start:found.End] {
				t.Fatalf("Find(%q): %+v is out of place", text, found)
			}
			if got, err := Read(found.Text, now, h); err != nil || !got.Equal(found.At) {
				t.Fatalf("at %v, Find(%q) found %+v, but Read says %v, %v", now, text, found, got, err)
			}
			end = found.End
		}
	})
}
