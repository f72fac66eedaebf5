package dialogs

import (
	"slices"
	"time"

	"makegood/dialogs/calendar"
)

// Everybody reads the company's time, in which the customer lives and promises are made. Where
// somebody who reads it has another on their wall, its zone is named beside it.

// placeOf is where somebody is: by what the platform says of them, else where the
// company is.
func (c Case) placeOf(p Person) *time.Location {
	if p.Zone != "" {
		if place, err := calendar.Zone(p.Zone); err == nil {
			return place
		}
	}
	return c.Policy.Location()
}

// locate brings up to date where everybody is, and how they want to be met, whom something may still be due for.
func (t *turn) locate() {
	for _, p := range t.in.Staff {
		for i := range t.c.Promises {
			if who := &t.c.Promises[i].Who; who.ID == p.ID {
				*who = who.found(p)
			}
		}
		for i := range t.c.Requests {
			t.c.Requests[i].Asked = located(t.c.Requests[i].Asked, p)
		}
		for i := range t.c.Calls {
			t.c.Calls[i].Asked = located(t.c.Calls[i].Asked, p)
		}
	}
}

func located(who []Person, p Person) []Person {
	i := slices.IndexFunc(who, func(one Person) bool { return one.ID == p.ID && one != one.found(p) })
	if i < 0 {
		return who
	}
	who = slices.Clone(who)
	who[i] = who[i].found(p)
	return who
}

// found is somebody as they can be reached now; their name and role stay what they were.
func (p Person) found(now Person) Person {
	now.ID, now.Name, now.Role = p.ID, p.Name, p.Role
	return now
}

// abroad: somebody for whom something is due in the case has another time on their wall
// at that moment than the company.
func (c Case) abroad(at time.Time) bool {
	_, ours := at.In(c.Policy.Location()).Zone()
	differs := func(p Person) bool {
		_, theirs := at.In(c.placeOf(p)).Zone()
		return theirs != ours
	}
	who := []Person{c.Owner}
	for _, p := range c.Promises {
		if p.Status == Open {
			who = append(who, p.Who)
		}
	}
	if r := c.pending(); r != nil {
		who = append(who, r.Asked...)
	}
	for _, k := range c.Calls {
		if k.Ended.IsZero() {
			who = append(who, k.Asked...)
		}
	}
	return slices.ContainsFunc(who, differs)
}
