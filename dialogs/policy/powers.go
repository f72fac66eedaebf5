package policy

import (
	"slices"
)

// Power is something a person may be allowed to do with a case.
type Power string

// The powers.
const (
	Work     Power = "work"      // take the steps, fill in what is known, promise
	Read     Power = "read"      // see everything the customer said
	Private  Power = "private"   // read notes that are not for everybody
	TakeOver Power = "take_over" // accept a case that is handed over
	Lead     Power = "lead"      // answer a call for help: unsafe, abusive, stuck, damage
	Hostage  Power = "hostage"   // decide when a review is held over the company
	Restrict Power = "restrict"  // say that a customer is served no more, and take it back
	GiveUp   Power = "give_up"   // let a customer go who cannot be satisfied
	Top      Power = "executive" // answer where the top of the company is called
	Fund     Power = "fund"      // see what was put by for recoveries, and enter jobs
)

// Class is what somebody is to a case. Somebody may be several.
type Class string

// The classes.
const (
	CaseOwner Class = "owner"     // whoever works the case
	Colleague Class = "colleague" // has a role here
	Manager   Class = "manager"   // may approve for others
	Company   Class = "company"   // may approve the most
	Outsider  Class = "outsider"  // has no role here
)

// Powers are the classes of people who have a power.
type Powers map[Power][]Class

// usual is who may do what if the file does not say otherwise.
var usual = Powers{
	Work:     {CaseOwner, Manager, Company},
	Read:     {CaseOwner, Colleague, Manager, Company, Outsider},
	Private:  {Manager, Company},
	TakeOver: {Colleague, Manager, Company},
	Lead:     {Manager, Company},
	Hostage:  {Manager, Company},
	Restrict: {Manager, Company},
	GiveUp:   {Manager, Company},
	Top:      {Company},
	Fund:     {Manager, Company},
}

var (
	powers  = []Power{Work, Read, Private, TakeOver, Lead, Hostage, Restrict, GiveUp, Top, Fund}
	classes = []Class{CaseOwner, Colleague, Manager, Company, Outsider}
)

// Allows reports whether somebody who is all of those has the power.
func (p Policy) Allows(power Power, who ...Class) bool {
	may, said := p.May[power]
	if !said {
		may = usual[power]
	}
	return slices.ContainsFunc(who, func(c Class) bool { return slices.Contains(may, c) })
}

// Classes are what somebody of a role is to a case, which they own or do not.
func (p Policy) Classes(role string, owns bool) []Class {
	var who []Class
	if owns {
		who = append(who, CaseOwner)
	}
	highest, mine := Role{}, Role{}
	for _, r := range p.Roles {
		if r.Approves > highest.Approves {
			highest = r
		}
		if r.Name == role && role != "" {
			mine = r
		}
	}
	if mine.Name == "" {
		return append(who, Outsider)
	}
	who = append(who, Colleague)
	if mine.Approves > 0 {
		who = append(who, Manager)
	}
	if mine.Approves > 0 && mine.Approves == highest.Approves {
		who = append(who, Company)
	}
	return who
}

// powers reads who may do what; what is left out stays as it usually is.
func (r *reader) powers(f field) Powers {
	if f.empty() {
		return nil
	}
	set := r.fields(f, names(powers)...)
	may := Powers{}
	for _, power := range powers {
		if set[string(power)].empty() {
			continue
		}
		list := []Class{}
		for _, w := range r.words(set[string(power)], names(classes)) {
			list = append(list, Class(w))
		}
		leads := slices.Contains(list, Manager) || slices.Contains(list, Company)
		if !leads { // a case must never be without somebody who can go on
			r.refuse(set[string(power)], "nobody of manager, company", "a list with manager or company in it")
		}
		may[power] = list
	}
	return may
}

func names[T ~string](all []T) []string {
	list := make([]string, 0, len(all))
	for _, one := range all {
		list = append(list, string(one))
	}
	return list
}
