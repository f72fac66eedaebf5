package dialogs

import "testing"

// What somebody says that they will do is written down as others read it, and what does not begin
// so is left as it was typed.
func TestPledge(t *testing.T) {
	for _, c := range []struct{ said, when, want string }{
		{"I will call you back at 3", "3", "call back"},
		{"I'll call her tomorrow at 3", "tomorrow at 3", "call her"},
		{"ok, I\u2019ll definitely send you the invoice by Friday noon.", "Friday noon", "send them the invoice"},
		{"we'll check your furnace tomorrow at 9", "tomorrow at 9", "check their furnace"},
		{"Let me ring you back", "", "ring back"},
		{"I'll be there at 3pm with the part", "3pm", "be there at 3pm with the part"},
		{"They want $40, I'll call at 3pm", "3pm", "They want $40, I'll call at 3pm"},
		{"I told her I will call her Monday at 10", "Monday at 10", "call her"},
		{"told them we'd be there Tuesday at 9am", "Tuesday at 9am", "be there"},
		{"I promised Mrs. Alvarez that I'd send the invoice by noon", "noon", "send the invoice"},
		{"promised to bring the valve on Friday", "Friday", "bring the valve"},
		{"told her to wait until Friday", "Friday", "told her to wait until Friday"},
		{"I told Mrs. Núñez we'd call her at 3", "at 3", "call her"},
		{"told Mr O\u2019Neil I'd call him at 3", "3", "call him"},
		{"I'll ȺȺȺȺȺ at 3", "at 3", "ȺȺȺȺȺ"}, // longer in small letters
		{"I'd rather not call", "", "I'd rather not call"},
		{"she told me to wait until Friday", "Friday", "she told me to wait until Friday"},
		{"I'll tomorrow at 3", "tomorrow at 3", "I'll tomorrow at 3"},
	} {
		if got := pledge(c.said, c.when); got != c.want {
			t.Errorf("pledge(%q, %q) = %q, want %q", c.said, c.when, got, c.want)
		}
	}
}
