// Package policy is what a company has decided: who may give what, when it is open, how long anybody may be kept
// waiting. It is written by the owner as a YAML file and read strictly by Parse: a file with any mistake is refused as a
// whole, with every mistake named by its line. A policy that Parse returned has been checked: role names are unique,
// nobody is in two roles, somebody may approve, some day is open and one extra costs nothing. A policy goes to JSON and
// back unchanged, because a case keeps the one it was opened under. Parse is the only place that knows YAML.
package policy

import (
	_ "embed" // the sample is a file
	"slices"
	"strings"
	"time"

	"makegood/dialogs/calendar"
	"makegood/dialogs/money"
)

// Policy is one company's policy. Amounts are US cents; a duration is nanoseconds in JSON.
type Policy struct {
	Company string         `json:"company"`
	Zone    string         `json:"zone"` // IANA name
	Hours   calendar.Hours `json:"hours"`
	Roles   []Role         `json:"roles"`
	Extras  []Extra        `json:"extras"`
	Clocks  Clocks         `json:"clocks"`

	Spending Spending `json:"money,omitzero"`     // see [Policy.Money]
	Remedies []Remedy `json:"remedies,omitempty"` // see [Policy.Catalogue]

	FollowUpAt int             `json:"follow_up_at,omitempty"` // minutes after midnight; see [Policy.FollowUpTime]
	Quiet      *calendar.Quiet `json:"quiet,omitempty"`        // when nobody is pinged; see [Policy.QuietOf]
	OnCall     []string        `json:"on_call,omitempty"`      // Slack user ids: whom urgent things reach while the company is closed

	Procedure Procedure `json:"procedure,omitzero"` // see [Policy.How]
	May       Powers    `json:"may,omitempty"`      // see [Policy.Allows]
	Mail      Mail      `json:"mail,omitzero"`
	ModelOff  bool      `json:"model_off,omitempty"` // no language model fits any words
	Language  string    `json:"language,omitempty"`  // what everybody reads, unless they chose another; empty: English
}

// Role is a group of people who may give the same.
type Role struct {
	Name     string            `json:"name"`              // "technician"
	Title    string            `json:"title"`             // as people see it: "Technician"
	Works    Place             `json:"works"`             // where they usually are when a customer is upset
	Limit    money.Cents       `json:"limit"`             // what each may give by themselves, per case
	Approves money.Cents       `json:"approves"`          // what each may approve for others, per case; 0: nothing
	Cap      money.Cents       `json:"cap,omitempty"`     // what each may give by themselves in the window, over all cases; 0: no cap
	Settles  money.Cents       `json:"settles,omitempty"` // up to where each may settle damage, per case; 0: as much as they approve
	Duty     *[7]calendar.Span `json:"duty,omitempty"`    // when they are asked first, by weekday; nil: always
	Quiet    *calendar.Quiet   `json:"quiet,omitempty"`   // when they are not pinged; nil: the company's
	Members  []string          `json:"members,omitempty"` // Slack user ids, "U..." or "W..."
	Groups   []string          `json:"groups,omitempty"`  // Slack user groups, by id ("S...") or handle ("@managers")
}

// Place is where a role's people speak with customers.
type Place string

// The places.
const (
	OnSite  Place = "site"
	OnPhone Place = "phone"
)

// Extra is a small thing given after the customer has accepted.
type Extra struct {
	Name string      `json:"name"`
	Cost money.Cents `json:"cost"` // to the company
}

// SampleYAML is the policy that is built in, with each line explained to the owner.
//
//go:embed sample.yaml
var SampleYAML []byte

// Sample is the policy in SampleYAML.
func Sample() Policy {
	p, err := Parse(SampleYAML)
	if err != nil {
		return Policy{} // the tests see to it that the built-in file can be read
	}
	return p
}

// Location is the place of Zone.
func (p Policy) Location() *time.Location {
	if p.Hours.Location == nil {
		return time.UTC
	}
	return p.Hours.Location
}

// RoleOf is the role of a person who is in those user groups, named by id or handle. Being a member goes before being
// in a group; of several groups' roles it is the one that may approve most, then the one that may give most.
func (p Policy) RoleOf(userID string, groups []string) (Role, bool) {
	for _, r := range p.Roles {
		if slices.Contains(r.Members, userID) {
			return r, true
		}
	}
	var highest Role
	found := false
	for _, r := range p.Roles {
		if !slices.ContainsFunc(r.Groups, func(g string) bool { return slices.ContainsFunc(groups, sameGroup(g)) }) {
			continue
		}
		if !found || r.above(highest) {
			highest, found = r, true
		}
	}
	return highest, found
}

// Works is where people of a role usually are, on the phone for people without one.
func (p Policy) Works(role string) Place {
	for _, r := range p.Roles {
		if r.Name == role {
			return r.Works
		}
	}
	return OnPhone
}

func (r Role) above(other Role) bool {
	if r.Approves != other.Approves {
		return r.Approves > other.Approves
	}
	return r.Limit > other.Limit
}

// OnDuty reports whether people of a role are asked first at that time.
func (p Policy) OnDuty(r Role, at time.Time) bool {
	return r.Duty == nil || calendar.Hours{Days: *r.Duty, Location: p.Location()}.Open(at)
}

// sameGroup compares ids and handles; Slack gives handles without the @ that people write.
func sameGroup(group string) func(string) bool {
	return func(other string) bool { return strings.TrimPrefix(group, "@") == strings.TrimPrefix(other, "@") }
}

// Due is from plus wait, or the next opening if the company is closed then.
func (p Policy) Due(from time.Time, wait time.Duration) time.Time {
	return p.Hours.NextOpen(from.Add(wait))
}
