package dialogs

import (
	"makegood/dialogs/policy"
)

var (
	briefHead     = tell("brief.head", "case! customer! problem!")
	briefHeadOnly = tell("brief.head_only", "case! customer!")
	briefPrivate  = tell("brief.private", "")
)

// MayLook reports whether somebody may see a case that they ask for by its number or by the
// customer: whoever may read it and has a part here. What is private in it stays so.
func (c Case) MayLook(who Person, p policy.Policy) bool {
	owns := who.ID != "" && who.ID == c.Owner.ID
	return (who.Role != "" || owns) && p.Allows(policy.Read, p.Classes(who.Role, owns)...)
}

// MaySearch reports whether somebody may look for cases of others at all.
func MaySearch(who Person, p policy.Policy) bool { return Case{}.MayLook(who, p) }

// MayLead reports whether somebody sees what is due from others.
func MayLead(who Person, p policy.Policy) bool {
	return p.Allows(policy.Lead, p.Classes(who.Role, false)...)
}

// Brief is a case on one screen for the one who asked: what its card says, how they are reached, what waits for an answer, and whether there
// is more that they may read.
func (c Case) Brief(in Input, p policy.Policy) (head Line, lines []Line) {
	t := &turn{c: c.clone(), in: in, inForce: p}
	t.present()
	head = briefHeadOnly.With("case", c.ID, "customer", c.customer())
	if problem := short(c.Details.Problem, headRunes); problem != "" {
		head = briefHead.With("case", c.ID, "customer", c.customer(), "problem", problem)
	}
	lines = t.card().Lines
	if !c.Closed.IsZero() {
		return head, append(lines, t.moreToRead()...)
	}
	if to := c.Details.Contact; to != "" {
		lines = append(lines, contactLine.With("contact", short(to, lineRunes)))
	}
	if r := t.c.pending(); r != nil {
		lines = append(lines, t.requestLine(r.N-1))
	}
	for _, k := range t.c.Calls {
		if k.Ended.IsZero() && !k.Remind.IsZero() {
			lines = append(lines, callWaits.With("names", names(k.Asked), "until", t.till(k.Remind)))
		}
	}
	return head, append(lines, t.moreToRead()...)
}

// moreToRead tells those who may read them that there are private notes.
func (t *turn) moreToRead() []Line {
	if len(t.c.Private) > 0 && t.can(policy.Private) {
		return []Line{briefPrivate.With()}
	}
	return nil
}
