package dialogs

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

// may reports whether the actor may do this now, on what the token names. It is
// asked on every press and every form, whatever the screen showed.
func (t *turn) may(a Act, on string) bool {
	if promising(a) { // also whoever promised it
		if i := t.answered(on); i >= 0 && (t.c.Promises[i].Who.ID == t.in.Actor.ID || t.standsFor(t.in.Actor, t.c.Promises[i].Who)) {
			return true
		}
	}
	if a == SeePromises && len(t.theirs()) > 0 {
		return true
	}
	return t.has(t.in.Actor, a, on)
}

// has reports whether it is somebody's to do on what the token names.
func (t *turn) has(who Person, a Act, on string) bool {
	switch p := t.needs(a); {
	case decides(a):
		r := t.requestBy(on)
		return r != nil && r.Status == Pending && t.mayDecide(who, r)
	case a == TakeIt || a == CannotTake: // nobody answers for another
		c := t.c.openCall(HandingOver)
		return c != nil && c.Asked[0].ID == who.ID && t.allows(who, p)
	case a == HaveIt || a == CannotDo:
		return t.givenTo(who, on)
	case a == RecordSettlement:
		return t.settling(who) > 0
	case t.standsIn(who, a):
		return true
	case settles(a, p): // never whoever has the case, where anybody else can
		return slices.ContainsFunc(t.able(p), func(one Person) bool { return one.ID == who.ID })
	default:
		return t.allows(who, p)
	}
}

// needs is the power that an act takes.
func (t *turn) needs(a Act) policy.Power { return cmp.Or(deeds[a].power, policy.Work) }

// can reports whether the actor has a power; allows, whether somebody has.
func (t *turn) can(p policy.Power) bool { return t.allows(t.in.Actor, p) }

func (t *turn) allows(who Person, p policy.Power) bool {
	return who.ID != "" && t.c.Policy.Allows(p, t.c.Policy.Classes(who.Role, who.ID == t.c.Owner.ID || t.standsFor(who, t.c.Owner))...)
}

// settles are the acts that say how a case ends, who pays for damage, and what was given
// after all.
func settles(a Act, p policy.Power) bool {
	return p == policy.Hostage || p == policy.GiveUp || a == Handle || a == WithinLimit || a == CallOff
}

// mayDecide: never one's own request, never one's own case, and not above what
// this person may approve for the case as a whole.
func (t *turn) mayDecide(p Person, r *Request) bool {
	return p.ID != "" && p.ID != r.By.ID && p.ID != t.c.Owner.ID && t.mayApprove(p) >= r.Base+r.Amount
}

// mayApprove is what somebody may approve for the case as a whole.
func (t *turn) mayApprove(p Person) money.Cents { return min(t.role(p).Approves, t.most(p)) }

// deciders are the people who may decide the request, in the order in which they are
// asked.
func (t *turn) deciders(r *Request) []Person { return t.decidersAt(r, t.in.At) }

// decidersAt has whoever is on duty then first, of those whoever is on call, and then the
// smallest sufficient authority, so that small things do not reach the top (A4 R4).
func (t *turn) decidersAt(r *Request, at time.Time) []Person {
	who := slices.DeleteFunc(slices.Clone(t.in.Staff), func(p Person) bool { return !t.mayDecide(p, r) })
	after := func(first bool) int {
		if first {
			return 0
		}
		return 1
	}
	duty := func(p Person) int { return after(t.c.Policy.OnDuty(t.role(p), at)) }
	standby := t.onCallAt(at)
	call := func(p Person) int { return after(among(standby, p)) }
	slices.SortStableFunc(who, func(a, b Person) int {
		return cmp.Or(order(a.away(at))-order(b.away(at)), duty(a)-duty(b), call(a)-call(b), cmp.Compare(t.role(a).Approves, t.role(b).Approves))
	})
	return who
}

// role is what the case's own policy says of the person's role.
func (t *turn) role(p Person) policy.Role { return t.c.roleOf(p) }

func (c Case) roleOf(p Person) policy.Role { return roleIn(c.Policy, p) }

// present brings the owner up to date: a role and its limit are what they are now,
// not what they were when the case opened.
func (t *turn) present() {
	if t.c.ID == "" || !t.c.Closed.IsZero() {
		return
	}
	had := t.c.Owner.Role
	t.c.Owner.Role = ""
	for _, p := range t.in.Staff {
		if p.ID == t.c.Owner.ID {
			t.c.Owner = p
		}
	}
	t.locate()
	t.meet()
	t.whereabouts(had)
}

// mayNames names the people who may do what the actor may not, the owner first.
func (t *turn) mayNames(a Act, on string) string {
	var who []Person
	if t.has(t.c.Owner, a, on) {
		who = append(who, t.c.Owner)
	}
	for _, p := range t.in.Staff {
		if p.ID != t.c.Owner.ID && t.has(p, a, on) {
			who = append(who, p)
		}
	}
	return anyOf(who)
}

// names writes people as "Tess, Mona and Olga", anyOf as "Tess, Mona or Olga".
func names(who []Person) string { return listed(who, andMark) }

func anyOf(who []Person) string { return listed(who, orMark) }

func listed(who []Person, how string) string {
	list := make([]string, 0, len(who))
	for _, p := range who {
		list = append(list, p.Name)
	}
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return mark(how, strings.Join(list, unit))
}

// left is what may still be given without asking anybody: of what somebody approved, or
// of the owner's own limit, which is cumulative over the case, and over the cases of the
// owner and of the customer where those are capped (A5 L8).
func (t *turn) left() money.Cents {
	return max(0, t.approved(), t.roomLeft(t.ownLeft()))
}

// ownLeft is what the owner's limit leaves in this case; below zero where more was given.
func (t *turn) ownLeft() money.Cents {
	return min(t.role(t.c.Owner).Limit, t.most(t.c.Owner)) - t.c.spent()
}
