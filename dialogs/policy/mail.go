package policy

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Mail is how e-mail to customers looks, where the service sends any. All of it may be
// left out.
type Mail struct {
	ReplyTo   string `json:"reply_to,omitempty"`  // where an answer goes; empty: to where it came from
	Signature string `json:"signature,omitempty"` // below the text
}

// Letters, digits and what is usual beside them; a domain has a dot. What the standard
// allows beyond it (quotes, comments, lists, other alphabets) is what injection is made of.
var address = regexp.MustCompile(`^[A-Za-z0-9_+&'=~-]+(\.[A-Za-z0-9_+&'=~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+([A-Za-z]{2,63}|xn--[A-Za-z0-9-]{2,59})$`)

// Address reports whether s is one e-mail address and nothing else.
func Address(s string) bool {
	local, _, _ := strings.Cut(s, "@")
	return len(s) <= 254 && len(local) <= 64 && address.MatchString(s)
}

const signatureRunes = 400

func (r *reader) mail(f field) Mail {
	var m Mail
	if f.empty() {
		return m
	}
	set := r.fields(f, "reply_to", "signature")
	if to := set["reply_to"]; !to.empty() {
		const want = "one e-mail address, such as service@example.com"
		text, ok := r.text(to, want)
		if ok && !Address(text) {
			r.refuse(to, text, want)
		}
		m.ReplyTo = text
	}
	if s := set["signature"]; !s.empty() {
		text, ok := r.text(s, "what stands below the text")
		if ok && utf8.RuneCountInString(text) > signatureRunes {
			r.refuse(s, "a longer text", "at most 400 characters")
		}
		m.Signature = text
	}
	return m
}
