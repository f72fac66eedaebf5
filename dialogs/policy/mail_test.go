package policy

import (
	"strings"
	"testing"
)

// TestAddress: one address and nothing else, because it stands in a header and in a
// command to a mail server.
func TestAddress(t *testing.T) {
	for _, good := range []string{"bob@example.com", "b.o-b+x@mail.example.co", "o'neil@example.com", "bob@xn--mnchen-3ya.example"} {
		if !Address(good) {
			t.Errorf("%q is refused", good)
		}
	}
	for _, bad := range []string{
		"", "bob", "bob@", "@example.com", "bob@example", "bob@@example.com", "a@b@example.com", "bob@example.com, eve@example.com",
		"bob@example.com;eve@example.com", "bob@example.com eve@example.com", "bob@example.com\r\nBcc: eve@example.com", "bob@example.com\n",
		"bob@example.com\x00", "<bob@example.com>", "Bob <bob@example.com>", `"a b"@example.com`, "bob@[127.0.0.1]", "bob@127.0.0.1",
		".bob@example.com", "bob.@example.com", "b..b@example.com", "bob@-example.com", "bob@example-.com", "bob@exa_mple.com",
		"bob@example.com>", "bob%eve.com@example.com", "bob@münchen.example", "bоb@example.com", // the last with a Cyrillic o
		strings.Repeat("a", 65) + "@example.com", "bob@" + strings.Repeat("a.", 130) + "com",
	} {
		if Address(bad) {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestMail(t *testing.T) {
	p, err := Parse([]byte(small + "mail:\n  reply_to: service@example.com\n  signature: |\n    Brightwater\n    (555) 555-0100\n"))
	if want := (Mail{"service@example.com", "Brightwater\n(555) 555-0100"}); err != nil || p.Mail != want {
		t.Errorf("read as %+v, %v", p.Mail, err)
	}
	for wrong, want := range map[string]string{
		"reply_to: bob@example":                  `mail.reply_to: found "bob@example", write one e-mail address, such as service@example.com`,
		"reply_to: [a@example.com]":              `mail.reply_to: found "a list", write one e-mail address, such as service@example.com`,
		"from: a@example.com":                    `mail.from: found "from", write one of reply_to, signature`,
		"signature: " + strings.Repeat("a", 401): `mail.signature: found "a longer text", write at most 400 characters`,
	} {
		if _, err := Parse([]byte(small + "mail:\n  " + wrong + "\n")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}
