package dialogs

import "makegood/dialogs/policy"

// Suggestion is something that somebody may want to say to us when they open our direct
// messages. Whoever takes it has said its message.
type Suggestion struct{ Title, Message Line }

// suggested are four a kind of work: what is asked most there, what is due, and a look at their
// own words.
var suggested = map[string][]Suggestion{
	"site":  suggestions("site.upset", "site.late", "site.part", "due"),
	"phone": suggestions("phone.sooner", "phone.manager", "phone.check", "due"),
	"leads": suggestions("leads.money", "leads.review", "leads.check", "leads.due"),
}

func suggestions(names ...string) (all []Suggestion) {
	for _, n := range names {
		all = append(all, Suggestion{tell("suggested."+n+".title", "").With(), tell("suggested."+n+".message", "").With()})
	}
	return all
}

// Suggested are those for a person's work.
func Suggested(who Person, p policy.Policy) []Suggestion {
	switch {
	case MayLead(who, p):
		return suggested["leads"]
	case p.Works(who.Role) == policy.OnSite:
		return suggested["site"]
	}
	return suggested["phone"]
}
