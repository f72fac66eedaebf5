package policy

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"time"

	"makegood/dialogs/calendar"
	"makegood/dialogs/language"
	"makegood/dialogs/money"
)

// Parse reads a policy file. The error is Problems, with every mistake that was found.
func Parse(text []byte) (Policy, error) {
	r := &reader{}
	p := Policy{}
	whole, ok := r.open(bytes.TrimPrefix(text, []byte("\ufeff")))
	if ok {
		p = r.policy(whole)
	}
	if len(r.problems) > 0 {
		return Policy{}, r.problems.inOrder()
	}
	return p, nil
}

func (r *reader) policy(whole field) Policy {
	f := r.fields(whole, "company", "zone", "hours", "holidays", "quiet", "on_call", "follow_up_at", "roles", "extras", "clocks", "money", "remedies", "procedure", "may", "mail", "model", "language")
	var p Policy
	p.Company, _ = r.text(f["company"], "the company's name")
	p.Zone, p.Hours.Location = r.zone(f["zone"])
	p.Hours.Days = r.hours(f["hours"])
	p.Hours.Holidays = r.holidays(f["holidays"])
	p.Quiet = r.quiet(f["quiet"])
	r.sleeps(f["quiet"], p)
	p.FollowUpAt = r.timeOfDay(f["follow_up_at"])
	p.Roles = r.roles(f["roles"])
	p.OnCall = r.onCall(f["on_call"], p.Roles)
	p.Extras = r.extras(f["extras"])
	p.Spending = r.spending(f["money"])
	p.Remedies = r.remedies(f["remedies"])
	p.Clocks = r.clocks(f["clocks"])
	p.Procedure = r.procedure(f["procedure"])
	p.May = r.powers(f["may"])
	p.Mail = r.mail(f["mail"])
	p.ModelOff = r.word(f["model"], []string{"on", "off"}) == "off"
	p.Language = r.language(f["language"])
	return p
}

func (r *reader) zone(f field) (string, *time.Location) {
	const want = "a time zone such as America/New_York"
	name, ok := r.text(f, want)
	if !ok {
		return "", nil
	}
	place, err := calendar.Zone(name)
	if err != nil || name == "Local" { // Local is wherever the program happens to run
		r.refuse(f, name, want)
	}
	return name, place
}

// language reads one that there are words in; empty where there is nothing.
func (r *reader) language(f field) string {
	want := language.Choice()
	if f.empty() {
		return ""
	}
	text, ok := r.text(f, want)
	text = strings.ToLower(text)
	if ok && !language.Known(text) {
		r.refuse(f, text, want)
	}
	return text
}

func (r *reader) amount(f field) money.Cents {
	text, ok := r.text(f, "a dollar amount such as 150 or $1,250")
	if !ok {
		return 0
	}
	c, err := money.Parse(text)
	switch {
	case errors.Is(err, money.ErrTooLarge):
		r.refuse(f, text, "a dollar amount of at most "+money.Most.String())
	case errors.Is(err, money.ErrNegative):
		r.refuse(f, text, "a dollar amount of 0 or more")
	case err != nil:
		r.refuse(f, text, "a dollar amount such as 150 or $1,250")
	}
	return c
}

func (r *reader) extras(f field) []Extra {
	const want = "at least one extra with cost: 0"
	var extras []Extra
	free := false
	named := map[string]string{}
	before := len(r.problems)
	for _, item := range r.items(f, want) {
		parts := r.fields(item, "name", "cost")
		name, ok := r.text(parts["name"], "what the customer gets")
		if ok {
			r.own(parts["name"], name, named)
		}
		extra := Extra{name, r.amount(parts["cost"])}
		free = free || extra.Cost == 0
		extras = append(extras, extra)
	}
	switch {
	case free || len(r.problems) > before:
	case len(extras) == 0:
		r.refuse(f, "", want)
	default:
		r.refuse(f, "none at no cost", want)
	}
	return extras
}

var (
	memberID = regexp.MustCompile(`^[UW][A-Z0-9]{2,}$`)
	groupID  = regexp.MustCompile(`^(S[A-Z0-9]{2,}|@[\p{Ll}\p{Lo}0-9][\p{Ll}\p{Lo}0-9._-]*)$`)
)

// list reads ids or handles of one shape; taken says where each stood already.
func (r *reader) list(f field, shape *regexp.Regexp, want string, taken map[string]string) []string {
	var all []string
	for _, item := range r.items(f, "a list, such as [A, B]") {
		id, ok := r.text(item, want)
		switch other := taken[id]; {
		case !ok:
		case !shape.MatchString(id):
			r.refuse(item, id, want)
		case other != "":
			r.refuse(item, id, "it in one place only: "+other+" has it too")
		default:
			taken[id] = item.path
			all = append(all, id)
		}
	}
	return all
}
