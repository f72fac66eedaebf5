package mail

import (
	"strings"
	"testing"
)

// TestSettings: a wrong value is one sentence that names the setting and shows how it is
// written, and never repeats what was there.
func TestSettings(t *testing.T) {
	t.Parallel()
	const from = "service@brightwater.example"
	for _, c := range []struct{ server, from, want string }{
		{"smtp://u:secret@mail.example.com", "", "MAKEGOOD_MAIL_FROM is not"},
		{"", from, "MAKEGOOD_MAIL_FROM is set and MAKEGOOD_SMTP is not"},
		{"mail.example.com:587", from, "MAKEGOOD_SMTP cannot be read"},
		{"https://u:secret@mail.example.com", from, "MAKEGOOD_SMTP cannot be read"},
		{"smtp://u:secret@", from, "MAKEGOOD_SMTP cannot be read"},
		{"smtp://u:sec%ret@mail.example.com", from, "MAKEGOOD_SMTP cannot be read"},
		{"smtp://u:se/cret@mail.example.com", from, "MAKEGOOD_SMTP cannot be read"},
		{"smtp://u:se#cret@mail.example.com", from, "MAKEGOOD_SMTP cannot be read"},
		{"smtp://u:secret@mail.example.com:0", from, "MAKEGOOD_SMTP cannot be read"},
		{"smtp://u:secret@mail.example.com:587/x", from, "MAKEGOOD_SMTP cannot be read"},
		{"smtp://u:secret@mail.example.com?tls=no", from, "MAKEGOOD_SMTP cannot be read"},
		{"smtp://secret@mail.example.com", from, "MAKEGOOD_SMTP has a user and no password"},
		{"smtp://u:secret@mail.example.com", "Brightwater", "MAKEGOOD_MAIL_FROM is no e-mail address"},
		{"smtp://u:secret@mail.example.com", "a@example.com, b@example.com", "MAKEGOOD_MAIL_FROM is no e-mail address"},
	} {
		s, err := New(c.server, c.from)
		if err == nil || s != nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s from %s: %v", c.server, c.from, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the password stands in %q", err)
		}
	}
	if s, err := New("", ""); s != nil || err != nil {
		t.Errorf("neither is set: %v, %v", s, err)
	}
	for url, want := range map[string]Sender{
		"smtp://mail.example.com":                {host: "mail.example.com", port: 587},
		"smtps://u:p%40ss@mail.example.com":      {host: "mail.example.com", port: 465, user: "u", pass: "p@ss", secure: true},
		"smtp://u%40x.com:p@mail.example.com:25": {host: "mail.example.com", port: 25, user: "u@x.com", pass: "p"},
		"smtp://localhost:2525":                  {host: "localhost", port: 2525, local: true},
		"smtp://[::1]:2525/":                     {host: "::1", port: 2525, local: true},
	} {
		s, err := New(url, "Brightwater <"+from+">")
		if err != nil {
			t.Errorf("%s: %v", url, err)
			continue
		}
		if s.from.Name != "Brightwater" || s.from.Address != from {
			t.Errorf("from %v", s.from)
		}
		if s.from = nil; *s != want {
			t.Errorf("%s: %+v", url, *s)
		}
	}
}
