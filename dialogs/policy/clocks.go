package policy

import (
	"strings"
	"time"
)

// clocks reads how long things may wait. Whoever is asked is reminded before the next is asked as well, and no later
// where the customer waits on the phone.
func (r *reader) clocks(f field) Clocks {
	set := r.fields(f, "next_word", "approval", "follow_up", "retry", "fallback", "approval_phone", "fallback_phone")
	before := len(r.problems)
	c := Clocks{
		NextWord: r.wait(set["next_word"]),
		Approval: r.wait(set["approval"]),
		FollowUp: r.wait(set["follow_up"]),
		Retry:    r.wait(set["retry"]),

		Fallback: r.waitOr(set["fallback"]), ApprovalPhone: r.waitOr(set["approval_phone"]), FallbackPhone: r.waitOr(set["fallback_phone"]),
	}
	if len(r.problems) > before {
		return c
	}
	p := Policy{Clocks: c}
	_, next := p.Answer(false)
	remind, _ := p.Answer(true)
	r.unless(c.Fallback == 0 || c.Fallback >= c.Approval, set["fallback"], "a time that is not before that of approval, "+brief(c.Approval))
	r.unless(c.ApprovalPhone <= c.Approval, set["approval_phone"], "a time that is not after that of approval, "+brief(c.Approval))
	r.unless(c.FallbackPhone == 0 || c.FallbackPhone >= remind, set["fallback_phone"], "a time that is not before that of approval_phone, "+brief(remind))
	r.unless(c.FallbackPhone <= next, set["fallback_phone"], "a time that is not after that of fallback, "+brief(next))
	return c
}

const mostWait = 30 * day

func (r *reader) wait(f field) time.Duration {
	const want = "a time such as 45s, 15m or 24h, above 0, at most 720h and in whole seconds"
	text, ok := r.text(f, want)
	if !ok {
		return 0
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 || d > mostWait || d%time.Second != 0 {
		r.refuse(f, text, want)
	}
	return d
}

// waitOr reads a time that may be left out.
func (r *reader) waitOr(f field) time.Duration {
	if f.empty() {
		return 0
	}
	return r.wait(f)
}

// unless refuses what is written there if something is not so.
func (r *reader) unless(so bool, f field, want string) {
	if !so {
		r.refuse(f, f.shown(), want)
	}
}

// brief writes a time as it is written in the file: 90m is 1h30m, and 24h has no minutes.
func brief(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
