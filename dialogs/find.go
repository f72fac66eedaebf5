package dialogs

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Search is what somebody looks a case up by: the customer's name, how they are reached, or
// a job, as one text. It finds what a new case of that customer would be matched with, typing
// mistakes included.
type Search struct {
	as   []Details
	tail string // digits that a phone number may end with; empty: none were typed
}

const tailDigits = 4 // of a phone number, as people remember one

// Tails are what else a customer is found by, and not matched with: how their phone numbers end.
func (c Customer) Tails() (keys []string) {
	for _, p := range c.Phones {
		if d := digits(p.Text); len(d) >= tailDigits {
			keys = append(keys, "tail:"+d[len(d)-tailDigits:])
		}
	}
	return keys
}

// Tails are those of a case while nobody has said which customer it is of.
func (c Case) Tails() []string {
	if c.ID == "" || c.Known.ID != "" {
		return nil
	}
	var as Customer
	phones, _ := reaches(c.Details.Contact)
	as.typed("", nil, phones, nil, nil)
	return as.Tails()
}

// NewSearch reads it.
func NewSearch(text string) Search {
	s := Search{as: []Details{{Customer: text, Contact: text, Job: text}}}
	if id := JobID(text); id != "" && !strings.ContainsAny(text, " \t\n") {
		s.as = append(s.as, Details{Job: id})
	}
	if d := digits(text); len(d) >= tailDigits && len(d) < localDigits && strings.Trim(text, "0123456789 -.#") == "" {
		s.tail = d
	}
	return s
}

// Keys are those under which such customers, and cases of nobody yet, may be found.
func (s Search) Keys() []string {
	var keys []string
	if s.tail != "" {
		keys = append(keys, "tail:"+s.tail[len(s.tail)-tailDigits:])
	}
	for _, d := range s.as {
		for _, k := range d.Keys() {
			if !slices.Contains(keys, k) {
				keys = append(keys, k)
			}
		}
	}
	return keys
}

// likeness is how much speaks for it; 0: nothing does.
func (s Search) likeness(c Customer) int {
	best := 0
	for _, d := range s.as {
		best = max(best, c.likeness(d))
	}
	ends := func(p Typed) bool { return strings.HasSuffix(digits(p.Text), s.tail) }
	if s.tail != "" && slices.ContainsFunc(c.Phones, ends) {
		best = max(best, 1)
	}
	return best
}

// Keys are those of a case while nobody has said which customer it is of; after that it is
// found by the customer.
func (c Case) Keys() []string {
	if c.ID == "" || c.Known.ID != "" {
		return nil
	}
	return c.Details.Keys()
}

// Hit is a case that was found.
type Hit struct {
	Past
	Customer string
	like     int
}

// Hits are the cases of those customers, and those of nobody yet, that a search means: open
// ones first, then the likeliest and the latest.
func (s Search) Hits(customers []Customer, others []Case) []Hit {
	var hits []Hit
	for _, c := range customers {
		like := s.likeness(c)
		for _, p := range c.Cases {
			if like > 0 && p.Outcome != Mistaken { // what goes on in another case is looked for by its number, too
				hits = append(hits, Hit{Past: p, Customer: c.name(), like: like})
			}
		}
	}
	for _, c := range others {
		var as Customer
		phones, mails := reaches(c.Details.Contact)
		as.typed(c.ID, []string{c.Details.Customer}, phones, mails, []string{c.Details.Job})
		if like := s.likeness(as); like > 0 {
			hits = append(hits, Hit{Past: c.report().Past, Customer: c.customer(), like: like})
		}
	}
	over := func(h Hit) int {
		if h.Closed.IsZero() {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(over(a)-over(b), b.like-a.like, b.Opened.Compare(a.Opened))
	})
	return hits
}

func (c Customer) name() string {
	if len(c.Names) == 0 {
		return Case{}.customer()
	}
	return short(c.Names[0].Text, nameRunes) // later ones may be mistyped
}

// Open reports whether the customer has an open case.
func (c Customer) Open() bool {
	return slices.ContainsFunc(c.Cases, func(p Past) bool { return p.counts() && p.Closed.IsZero() })
}

// Row is a hit in a line of a list, with what it is about where the case says so.
func (h Hit) Row(about Case, now time.Time, zone *time.Location) Line {
	l := h.row(now, zone)
	if problem := short(about.Details.Problem, buttonRunes); problem != "" {
		l.Phrase += "_about"
		l.Slots["problem"] = problem
	}
	return l
}

func (h Hit) row(now time.Time, zone *time.Location) Line {
	day := func(t time.Time) string { return momentSlot(DayStyle, t, zone, "") }
	if h.Closed.IsZero() {
		return DeskFindOpen.With("case", h.ID, "customer", h.Customer, "owner", h.Owner, "time", said(h.Opened, now, zone))
	}
	return DeskFindOver.With("case", h.ID, "customer", h.Customer, "owner", h.Owner,
		"outcome", slotPhrase(Phrase("outcome."+string(h.Outcome))), "time", day(h.Closed))
}
