package policy

func (r *reader) roles(f field) []Role {
	var roles []Role
	named, taken := map[string]string{}, map[string]string{}
	before := len(r.problems)
	for _, item := range r.items(f, "a list of roles, each starting with - name:") {
		role := r.role(item, named, taken)
		roles = append(roles, role)
	}
	switch {
	case len(r.problems) > before:
	case len(roles) == 0:
		r.refuse(f, "", "at least one role")
	case !somebodyApproves(roles):
		r.refuse(f, "nobody who may approve", "an approves above 0 in a role that has members or groups")
	}
	return roles
}

func (r *reader) role(item field, named, taken map[string]string) Role {
	f := r.fields(item, "name", "title", "works", "limit", "approves", "cap", "settles", "duty", "members", "groups")
	var role Role
	var ok bool
	if role.Name, ok = r.text(f["name"], "the role's name, such as technician"); ok {
		if other := named[role.Name]; other != "" {
			r.refuse(f["name"], role.Name, "a name of its own: "+other+" has this one")
		}
		named[role.Name] = f["name"].path
	}
	role.Title, _ = r.text(f["title"], "how people call the role, such as Technician")
	role.Works = r.place(f["works"])
	role.Limit = r.amount(f["limit"])
	role.Approves, role.Cap, role.Settles = r.maybe(f["approves"]), r.maybe(f["cap"]), r.maybe(f["settles"])
	if role.Cap > 0 && role.Cap < role.Limit {
		r.refuse(f["cap"], role.Cap.String(), "an amount that is not below the limit of one case, "+role.Limit.String())
	}
	if !f["duty"].empty() {
		role.Duty = new(r.hours(f["duty"]))
	}
	role.Members = r.list(f["members"], memberID, "a Slack member ID such as U01AB2CD3EF", taken)
	role.Groups = r.list(f["groups"], groupID, `a Slack user group such as "@managers" or S01AB2CD3EF`, taken)
	return role
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
