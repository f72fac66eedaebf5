package dialogs

import (
	"cmp"
	"strconv"

	"makegood/dialogs/money"
)

// Decided is what a step decided about money, as it is written down for good: without
// names and without anybody's words.
type Decided struct {
	What      string      `json:"what"` // "given", "taken back", "asked", "approved", "declined", "withdrawn", "replaced"
	Kind      EntryKind   `json:"kind,omitempty"`
	Request   int         `json:"request,omitempty"`
	Cents     money.Cents `json:"cents"`
	Authority string      `json:"authority,omitempty"` // on what it rests
}

// What becomes of a gift, and that a request was made. What becomes of a request is
// called as its status is.
const (
	GivenTo   = "given"
	TakenBack = "taken back"
	Asked     = "asked"
)

// Decided is what about money is otherwise than before.
func (c Case) Decided(before Case, by Person) []Decided {
	var all []Decided
	for _, g := range without(before.Given, c.Given) {
		all = append(all, Decided{What: TakenBack, Kind: g.kind(), Cents: g.Amount, Authority: "called off as " + by.Role})
	}
	for i, r := range c.Requests {
		switch {
		case i >= len(before.Requests) && r.Status == Pending:
			all = append(all, Decided{What: Asked, Request: r.N, Cents: r.Amount, Authority: c.own()})
		case i >= len(before.Requests) || before.Requests[i].Status != r.Status:
			all = append(all, c.answered(r))
		}
	}
	for _, g := range without(c.Given, before.Given) {
		d := Decided{What: GivenTo, Kind: g.kind(), Cents: g.Amount}
		if d.Authority = c.rests(g); g.Settled {
			d.Authority = c.may("settle", cmp.Or(c.roleOf(by).Settles, c.roleOf(by).Approves), by)
		}
		all = append(all, d)
	}
	return all
}

// Answers is what became of each request that waits no more.
func (c Case) Answers() []Decided {
	var all []Decided
	for _, r := range c.Requests {
		if r.Status != Pending {
			all = append(all, c.answered(r))
		}
	}
	return all
}

// answered is what became of a request.
func (c Case) answered(r Request) Decided {
	d := Decided{What: string(r.Status), Request: r.N, Cents: r.Amount}
	if r.Status == Approved {
		d.Cents = r.Granted
	}
	if r.Decider.Role != "" && (r.Status == Approved || r.Status == Refusal) {
		d.Authority = c.may("approve", c.roleOf(r.Decider).Approves, r.Decider)
	}
	return d
}

func (c Case) may(do string, most money.Cents, who Person) string {
	return "may " + do + " " + most.String() + " as " + who.Role
}

// own is what the owner may give by themselves.
func (c Case) own() string {
	if c.Owner.Role == "" {
		return "nothing of one's own, without a role"
	}
	return "own limit " + c.roleOf(c.Owner).Limit.String() + " as " + c.Owner.Role
}

// rests is on what it rests that this was given, as it was settled when it was: a cap or
// the invoice may have called for an approval where the limit alone did not.
func (c Case) rests(g Gift) string {
	for _, r := range c.Requests {
		if r.id() == g.Under {
			return "request " + strconv.Itoa(r.N) + ", approved by " + r.Decider.ID + " up to " + (r.Base + r.Granted).String()
		}
	}
	if g.Amount == 0 {
		return "it costs nothing"
	}
	return c.own()
}
