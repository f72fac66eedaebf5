package policy

import (
	"cmp"
	"strings"
	"time"
)

// Clocks are how long things may wait. The first four are above zero; the others may be left out, see [Policy.Clock].
type Clocks struct {
	NextWord time.Duration `json:"next_word"` // until the customer hears from us next
	Approval time.Duration `json:"approval"`  // until whoever must approve is reminded
	FollowUp time.Duration `json:"follow_up"` // from the fix until we ask how it went
	Retry    time.Duration `json:"retry"`     // until we try again to reach a customer

	// From when the question was asked; where they are zero, see [Policy.Answer].
	Fallback      time.Duration `json:"fallback,omitempty"`       // until the next who may approve is asked as well
	ApprovalPhone time.Duration `json:"approval_phone,omitempty"` // the same two while the customer waits on the phone
	FallbackPhone time.Duration `json:"fallback_phone,omitempty"`

	FirstContact time.Duration `json:"first_contact,omitempty"`    // from opening until somebody must have spoken with the customer
	Before       time.Duration `json:"remind_before,omitempty"`    // before a promise is due, whoever has it is reminded
	Missed       time.Duration `json:"missed,omitempty"`           // after it was due, until a leader hears of it
	Progress     time.Duration `json:"progress,omitempty"`         // the customer heard nothing from us
	Stale        time.Duration `json:"stale,omitempty"`            // nobody did anything, until somebody above hears of it
	ReviewWarn   time.Duration `json:"review_warn,omitempty"`      // a review has no answer, until its owner hears of it
	ReviewLate   time.Duration `json:"review_late,omitempty"`      // and until somebody above does
	Severe       time.Duration `json:"follow_up_severe,omitempty"` // from the first follow-up to a second, where it was severe
	Again        time.Duration `json:"again,omitempty"`            // until a ping that nobody answered comes once more
}

// optional are the clocks that may be left out, and what they are then (B5). Where none is said, see [Policy.Clock].
var optional = []struct {
	key   string
	of    func(*Clocks) *time.Duration
	usual time.Duration
}{
	{"first_contact", func(c *Clocks) *time.Duration { return &c.FirstContact }, 15 * time.Minute},
	{"remind_before", func(c *Clocks) *time.Duration { return &c.Before }, 15 * time.Minute},
	{"missed", func(c *Clocks) *time.Duration { return &c.Missed }, 15 * time.Minute},
	{"progress", func(c *Clocks) *time.Duration { return &c.Progress }, day},
	{"stale", func(c *Clocks) *time.Duration { return &c.Stale }, 2 * day},
	{"review_warn", func(c *Clocks) *time.Duration { return &c.ReviewWarn }, 0},
	{"review_late", func(c *Clocks) *time.Duration { return &c.ReviewLate }, 0},
	{"follow_up_severe", func(c *Clocks) *time.Duration { return &c.Severe }, 7 * day},
	{"again", func(c *Clocks) *time.Duration { return &c.Again }, time.Hour},
}

// Clock is the clocks with everything filled in. A review is warned about when it should have been answered, and somebody
// above hears of it after twice the time.
func (p Policy) Clock() Clocks {
	c := p.Clocks
	for _, o := range optional {
		if d := o.of(&c); *d == 0 {
			*d = o.usual
		}
	}
	c.ReviewWarn = cmp.Or(c.ReviewWarn, p.How().Reply)
	c.ReviewLate = max(c.ReviewWarn, cmp.Or(c.ReviewLate, 2*c.ReviewWarn))
	c.ApprovalPhone, c.FallbackPhone = p.Answer(true)
	_, c.Fallback = p.Answer(false)
	return c
}

// Answer is how long after a question whoever was asked is reminded, and the next is asked as well (B5).
func (p Policy) Answer(waiting bool) (remind, next time.Duration) {
	c := p.Clocks
	if waiting {
		remind = cmp.Or(c.ApprovalPhone, min(c.Approval, 2*time.Minute))
		return remind, max(remind, cmp.Or(c.FallbackPhone, 5*remind/2))
	}
	return c.Approval, max(c.Approval, cmp.Or(c.Fallback, 2*c.Approval))
}

// clocks reads how long things may wait. Whoever is asked is reminded before the next is asked as well, and no later
// where the customer waits on the phone.
func (r *reader) clocks(f field) Clocks {
	keys := []string{"next_word", "approval", "follow_up", "retry", "fallback", "approval_phone", "fallback_phone"}
	for _, o := range optional {
		keys = append(keys, o.key)
	}
	set := r.fields(f, keys...)
	before := len(r.problems)
	c := Clocks{
		NextWord: r.wait(set["next_word"]),
		Approval: r.wait(set["approval"]),
		FollowUp: r.wait(set["follow_up"]),
		Retry:    r.wait(set["retry"]),

		Fallback: r.waitOr(set["fallback"]), ApprovalPhone: r.waitOr(set["approval_phone"]), FallbackPhone: r.waitOr(set["fallback_phone"]),
	}
	for _, o := range optional {
		*o.of(&c) = r.waitOr(set[o.key])
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
	r.unless(c.ReviewLate == 0 || c.ReviewLate >= c.ReviewWarn, set["review_late"], "a time that is not before that of review_warn, "+brief(c.ReviewWarn))
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
