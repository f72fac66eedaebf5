package policy

import (
	"strings"

	"makegood/dialogs/money"
)

func (r *reader) roles(f field) []Role {
	var roles []Role
	var limits []field
	named, taken := map[string]string{}, map[string]string{}
	before := len(r.problems)
	for _, item := range r.items(f, "a list of roles, each starting with - name:") {
		role, limit := r.role(item, named, taken)
		roles, limits = append(roles, role), append(limits, limit)
	}
	switch {
	case len(r.problems) > before:
	case len(roles) == 0:
		r.refuse(f, "", "at least one role")
	case !somebodyApproves(roles):
		r.refuse(f, "nobody who may approve", "an approves above 0 in a role that has members or groups")
	default: // else nobody in the company could say yes to what one of them gives
		r.within(roles, limits)
	}
	return roles
}

// within refuses limits above what the highest approves, which are slips of the pen.
func (r *reader) within(roles []Role, limits []field) {
	var most money.Cents
	for _, role := range roles {
		most = max(most, role.Approves)
	}
	for i, role := range roles {
		if role.Limit > most {
			r.refuse(limits[i], role.Limit.String(), "an amount that is not above the highest approves, "+most.String())
		}
	}
}

// role reads one, and says where its limit stands.
func (r *reader) role(item field, named, taken map[string]string) (Role, field) {
	f := r.fields(item, "name", "title", "works", "limit", "approves", "cap", "settles", "duty", "quiet", "members", "groups")
	var role Role
	var ok bool
	if role.Name, ok = r.text(f["name"], "the role's name, such as technician"); ok {
		r.own(f["name"], role.Name, named)
	}
	role.Title, _ = r.text(f["title"], "how people call the role, such as Technician")
	role.Works = r.place(f["works"])
	role.Limit = r.amount(f["limit"])
	role.Approves, role.Cap, role.Settles = r.maybe(f["approves"]), r.above0(f["cap"]), r.above0(f["settles"])
	if role.Cap > 0 && role.Cap < role.Limit {
		r.refuse(f["cap"], role.Cap.String(), "an amount that is not below the limit of one case, "+role.Limit.String())
	}
	if !f["duty"].empty() {
		role.Duty = new(r.hours(f["duty"]))
		if role.Approves == 0 && role.Settles == 0 {
			r.refuse(f["duty"], "duty of a role that nothing is asked of", "it in a role that approves or settles")
		}
	}
	role.Quiet = r.quiet(f["quiet"])
	role.Members = r.list(f["members"], memberID, "a Slack member ID such as U01AB2CD3EF", taken)
	role.Groups = r.list(f["groups"], groupID, `a Slack user group such as "@managers" or S01AB2CD3EF`, taken)
	return role, f["limit"]
}

// own refuses a name that something has already, whatever its capitals.
func (r *reader) own(f field, name string, named map[string]string) {
	key := strings.ToLower(name)
	if other := named[key]; other != "" {
		r.refuse(f, name, "a name of its own: "+other+" has this one")
		return
	}
	named[key] = f.path
}

func (r *reader) place(f field) Place {
	if f.empty() {
		return OnPhone
	}
	const want = "site (at the customer's) or phone"
	text, ok := r.text(f, want)
	if ok && text != string(OnSite) && text != string(OnPhone) {
		r.refuse(f, text, want)
	}
	return Place(text)
}

func somebodyApproves(roles []Role) bool {
	for _, role := range roles {
		if role.Approves > 0 && len(role.Members)+len(role.Groups) > 0 {
			return true
		}
	}
	return false
}
