package prompts

import (
	"slices"
	"strings"

	"makegood/dialogs"
)

const (
	everybody  = "any"
	technician = "technician"
)

// The roles that may have words of their own; a company's other roles speak the
// setting's.
var (
	roles    = []string{technician, "csr", "dispatcher", "manager", "owner"}
	settings = []dialogs.Setting{dialogs.OnSite, dialogs.OnPhone}
)

const keysInWords = "any, site, phone, a role (technician, csr, dispatcher, manager, owner), or site+ROLE or phone+ROLE"

func validKey(key string) bool {
	if setting, role, both := strings.Cut(key, "+"); both {
		return slices.Contains(settings, dialogs.Setting(setting)) && slices.Contains(roles, role)
	}
	return key == everybody || slices.Contains(roles, key) || slices.Contains(settings, dialogs.Setting(key))
}

// find gives the most particular group there is for a person, and its key.
func (g groups) find(role string, setting dialogs.Setting) (string, []wording) {
	where := string(setting)
	order := []string{where + "+" + role, role, where, everybody}
	if !slices.Contains(roles, role) {
		order = order[2:]
	}
	for _, key := range order {
		if list := g[key]; len(list) > 0 {
			return key, list
		}
	}
	return "", nil
}
