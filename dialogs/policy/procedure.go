package policy

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs/money"
)

// Procedure is how a company goes about a recovery where the field itself disagrees about the right way. Each setting
// names the disagreement it settles, D1 to D16; D10, who decides when a review is held over the company, is a power. A value that is empty is the first that its
// comment names; [Policy.How] has them filled in.
type Procedure struct {
	Site      string        `json:"site,omitempty"`       // short or full: the order of the steps in front of the customer (D11)
	Phone     string        `json:"phone,omitempty"`      // full or short: and on the phone
	HeadsUp   string        `json:"heads_up,omitempty"`   // short or full: and where the customer does not know yet
	Apology   string        `json:"apology,omitempty"`    // own_promise, regret or full: what an apology owns (D1)
	Explain   string        `json:"explain,omitempty"`    // when_known or never: whether to say why it went wrong (D9)
	Reassure  string        `json:"reassure,omitempty"`   // effort or everything: what is promised before there is a fix (D5)
	AskFirst  string        `json:"ask_first,omitempty"`  // yes or no: what the customer calls fair comes before any offer (D7)
	Extra     string        `json:"extra,omitempty"`      // always, by_severity or never: something on top (D3)
	Check     string        `json:"check,omitempty"`      // both or later: when they are asked whether they are satisfied (D16)
	RootCause string        `json:"root_cause,omitempty"` // ask or never: at the end (D15)
	GiveUp    string        `json:"give_up,omitempty"`    // manager or told: who lets a case be given up (D6)
	Review    string        `json:"review,omitempty"`     // satisfied or never: when they may be asked to amend one (D12)
	Recap     string        `json:"recap,omitempty"`      // commitments or never: what is put in writing (D13)
	Price     string        `json:"price,omitempty"`      // once or never: the customer names the price (D8)
	Floor     money.Cents   `json:"floor,omitempty"`      // the least such a price may be; 0: none (D8)
	Ceiling   int           `json:"ceiling,omitempty"`    // percent of the invoice above which only the highest approves; 100 (D2)
	Executive []string      `json:"executive,omitempty"`  // what calls for the top: injury, lawyer, insurer, damage, third_visit (D4)
	Pause     time.Duration `json:"pause,omitempty"`      // how long an abusive customer is let cool down; 24 hours
	Restrict  time.Duration `json:"restrict,omitempty"`   // until a customer who is served no more is looked at again; a year
	AtRisk    time.Duration `json:"at_risk,omitempty"`    // how long after a recovery a customer is easily lost; 60 days
	Reply     time.Duration `json:"reply,omitempty"`      // in which a bad review is answered, and after twice the time somebody above is told; 24 hours
	Sorry     time.Duration `json:"sorry,omitempty"`      // in which a second apology to a customer needs a remedy with it; 90 days
}

const day = 24 * time.Hour

// choices are the settings that are one of a few words, the default first.
var choices = []struct {
	key    string
	of     func(*Procedure) *string
	values []string
}{
	{"site", func(p *Procedure) *string { return &p.Site }, []string{"short", "full"}},
	{"phone", func(p *Procedure) *string { return &p.Phone }, []string{"full", "short"}},
	{"heads_up", func(p *Procedure) *string { return &p.HeadsUp }, []string{"short", "full"}},
	{"apology", func(p *Procedure) *string { return &p.Apology }, []string{"own_promise", "regret", "full"}},
	{"explain", func(p *Procedure) *string { return &p.Explain }, []string{"when_known", "never"}},
	{"reassure", func(p *Procedure) *string { return &p.Reassure }, []string{"effort", "everything"}},
	{"ask_first", func(p *Procedure) *string { return &p.AskFirst }, []string{"yes", "no"}},
	{"extra", func(p *Procedure) *string { return &p.Extra }, []string{"always", "by_severity", "never"}},
	{"check", func(p *Procedure) *string { return &p.Check }, []string{"both", "later"}},
	{"root_cause", func(p *Procedure) *string { return &p.RootCause }, []string{"ask", "never"}},
	{"give_up", func(p *Procedure) *string { return &p.GiveUp }, []string{"manager", "told"}},
	{"review", func(p *Procedure) *string { return &p.Review }, []string{"satisfied", "never"}},
	{"recap", func(p *Procedure) *string { return &p.Recap }, []string{"commitments", "never"}},
	{"price", func(p *Procedure) *string { return &p.Price }, []string{"once", "never"}},
}

// waits are the settings that are a time.
var waits = []struct {
	key   string
	of    func(*Procedure) *time.Duration
	usual time.Duration
}{
	{"pause", func(p *Procedure) *time.Duration { return &p.Pause }, day},
	{"restrict", func(p *Procedure) *time.Duration { return &p.Restrict }, 365 * day},
	{"at_risk", func(p *Procedure) *time.Duration { return &p.AtRisk }, 60 * day},
	{"reply", func(p *Procedure) *time.Duration { return &p.Reply }, day},
	{"sorry", func(p *Procedure) *time.Duration { return &p.Sorry }, 90 * day},
}

var executive = []string{"injury", "lawyer", "third_visit", "insurer", "damage"}

// How is the procedure with every setting filled in.
func (p Policy) How() Procedure {
	h := p.Procedure
	for _, c := range choices {
		if v := c.of(&h); *v == "" {
			*v = c.values[0]
		}
	}
	for _, s := range waits {
		if v := s.of(&h); *v == 0 {
			*v = s.usual
		}
	}
	h.Ceiling = cmp.Or(h.Ceiling, 100)
	if h.Executive == nil {
		h.Executive = executive[:3]
	}
	return h
}

// procedure reads the settings that are there; all may be left out.
func (r *reader) procedure(f field) Procedure {
	var p Procedure
	if f.empty() {
		return p
	}
	keys := make([]string, 0, len(choices)+len(waits)+3)
	for _, c := range choices {
		keys = append(keys, c.key)
	}
	for _, s := range waits {
		keys = append(keys, s.key)
	}
	set := r.fields(f, append(keys, "floor", "ceiling", "executive")...)
	for _, c := range choices {
		*c.of(&p) = r.word(set[c.key], c.values)
	}
	for _, s := range waits {
		*s.of(&p) = r.days(set[s.key])
	}
	p.Floor = r.maybe(set["floor"])
	p.Ceiling = r.percent(set["ceiling"])
	p.Executive = r.words(set["executive"], executive)
	return p
}

// word reads one of a few words. YAML takes yes and no for truth values; people mean the words.
func (r *reader) word(f field, values []string) string {
	if f.empty() {
		return ""
	}
	want := "one of " + strings.Join(values, ", ")
	text, ok := r.text(f, want)
	switch {
	case !ok:
		return ""
	case !slices.Contains(values, text):
		r.refuse(f, text, want)
	}
	return text
}

// words reads a list of such words; nil where there is none.
func (r *reader) words(f field, values []string) []string {
	if f.empty() {
		return nil
	}
	all := []string{}
	for _, item := range r.items(f, "a list of "+strings.Join(values, ", ")) {
		switch w := r.word(item, values); {
		case w == "":
		case slices.Contains(all, w):
			r.refuse(item, w, "each once")
		default:
			all = append(all, w)
		}
	}
	return all
}

// days reads a time that may be months: 24h, 60d.
func (r *reader) days(f field) time.Duration {
	const want, most = "a time such as 24h or 60d, above 0 and at most 3650d", 3650
	if f.empty() {
		return 0
	}
	text, ok := r.text(f, want)
	if !ok {
		return 0
	}
	if n, isDays := strings.CutSuffix(text, "d"); isDays {
		count, err := strconv.Atoi(n)
		if err != nil || count < 1 || count > most {
			r.refuse(f, text, want)
			return 0
		}
		return time.Duration(count) * day
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 || d > most*day || d%time.Second != 0 {
		r.refuse(f, text, want)
		return 0
	}
	return d
}

// percent reads a share of the invoice.
func (r *reader) percent(f field) int {
	const want = "a percentage from 1 to 1000, such as 100%"
	if f.empty() {
		return 0
	}
	text, ok := r.text(f, want)
	n, err := strconv.Atoi(strings.TrimSuffix(text, "%"))
	if ok && (err != nil || n < 1 || n > 1000) {
		r.refuse(f, text, want)
	}
	return n
}
