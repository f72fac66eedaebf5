package dialogs

import (
	"slices"
	"strconv"
	"time"

	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

// A case keeps the policy it opened with, so that what was said of money stays true to
// its end. Where a case that opened now would have other amounts, that is said.

var (
	newerYou     = tell("newer.you", "")
	newerGive    = tell("newer.give", "day! who! amount!")
	newerApprove = tell("newer.approve", "day! who! amount!")
	newerCap     = tell("newer.cap", "day! who! amount! days!")
	newerNoCap   = tell("newer.no_cap", "day! who!")
)

// newer is one line on what the rules in force now would allow otherwise: the owner, as
// they are called on this screen, or those who are asked. There is none where they would not.
func (t *turn) newer(owner string, asked []Person) []Line {
	if len(t.inForce.Roles) == 0 {
		return nil
	}
	is, now := t.role(t.c.Owner), roleIn(t.inForce, t.c.Owner)
	day := t.c.date(t.c.Opened)
	if is.Limit != now.Limit {
		return []Line{newerGive.With("day", day, "who", owner, "amount", now.Limit.String())}
	}
	for _, p := range asked {
		if may := roleIn(t.inForce, p).Approves; may != t.role(p).Approves {
			return []Line{newerApprove.With("day", day, "who", p.Name, "amount", may.String())}
		}
	}
	window := t.inForce.Money().Window
	switch {
	case is.Cap == now.Cap && (is.Cap == 0 || window == t.c.Policy.Money().Window):
		return nil
	case now.Cap == 0:
		return []Line{newerNoCap.With("day", day, "who", owner)}
	}
	days := strconv.Itoa(int(window / (24 * time.Hour)))
	return []Line{newerCap.With("day", day, "who", owner, "amount", now.Cap.String(), "days", days)}
}

// wouldAsk is who would be asked first for so much more, or everybody who decides where
// nobody may.
func (t *turn) wouldAsk(more money.Cents) []Person {
	if who := t.deciders(&Request{By: t.c.Owner, Amount: more, Base: t.c.spent()}); len(who) > 0 {
		return who[:1]
	}
	return slices.DeleteFunc(slices.Clone(t.in.Staff), func(p Person) bool { return p.ID == t.c.Owner.ID })
}

// meet takes in roles that came after the case opened, as they are now: whoever works in
// one would otherwise be nobody in the case, and it might be left without anybody to decide.
func (t *turn) meet() {
	for _, p := range t.in.Staff {
		if now := roleIn(t.inForce, p); now.Name != "" && t.role(p).Name == "" {
			t.c.Policy.Roles = append(slices.Clip(t.c.Policy.Roles), now)
		}
	}
}

// roleIn is what a policy says of a person's role.
func roleIn(p policy.Policy, who Person) policy.Role {
	for _, r := range p.Roles {
		if r.Name == who.Role && who.Role != "" {
			return r
		}
	}
	return policy.Role{}
}
