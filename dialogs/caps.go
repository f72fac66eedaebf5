package dialogs

import (
	"strconv"
	"strings"
	"time"

	"makegood/dialogs/money"
)

// What one person gives by themselves, and what one customer is given, adds up over
// cases (A5 L8). A record adds it up, because two cases, or two clicks, must not both
// have the last of it: a case lays claim there before it offers, and offers only what it
// holds. What somebody else approved needs no room, and still counts with the customer.

// Claim is what a case holds of a purse, and what the purse knows of it.
type Claim struct {
	Of    string
	Held  money.Cents // set aside for the offer
	Given money.Cents // what it was told of
	Room  money.Cents // what could be had besides, by the last answer
	Known bool        // there was one
	Asked bool        // one is on its way
	Short money.Cents // so much was wanted in vain, and still is
	Back  time.Time   // when something was given that was called off; the purse does not know yet
}

// Checking is until the purses have answered; it takes a moment.
const Checking Stage = "checking"

var (
	checkingDo  = tell("checking.do", "")
	capPerson   = tell("cap.person", "left! cap! days!")
	capCustomer = tell("cap.customer", "left! cap! days!")
	capWhose    = tell("checking.whose", "")
)

var _ = put(scenes, map[Stage]scene{Checking: {of: Asking, draws: (*turn).drawChecking}})

// capped is a purse that this case must ask, and how much there may be in it.
type capped struct {
	of   string
	most money.Cents
}

// caps are those of whoever has the case and of the customer, where the policy sets any.
func (t *turn) caps() []capped {
	var list []capped
	if most := t.role(t.c.Owner).Cap; most > 0 {
		list = append(list, capped{purseOf(t.c.Owner.ID), most})
	}
	if most := t.c.Policy.Money().Customer; most > 0 && t.c.Known.ID != "" {
		list = append(list, capped{t.c.Known.ID, most})
	}
	return list
}

// claims tells the purses what this case wants of them now, one answer at a time.
func (t *turn) claims() {
	for _, of := range t.caps() {
		if t.c.claimOn(of.of) == nil {
			t.c.Claims = append(t.c.Claims, Claim{Of: of.of})
		}
	}
	for i := range t.c.Claims {
		k := &t.c.Claims[i]
		want, given := t.wants(k.Of)
		if want != k.Short {
			k.Short = 0
		}
		news := !k.Known || given != k.Given || want != k.Held && (want != k.Short || want == 0)
		if !news {
			k.Back = time.Time{} // nothing that this purse counts
		}
		if k.Asked || !news {
			continue
		}
		t.inform(k.Of, Claimed{To: k.Of, Case: t.c.ID, Want: want, More: given - k.Given, Back: k.Back, Cap: t.capOf(k.Of), Window: t.c.Policy.Money().Window})
		k.Asked, k.Given, k.Back = true, given, time.Time{}
	}
}

// capOf is the cap of a purse as it is now; one that is nobody's here any more has none,
// and only gets something back.
func (t *turn) capOf(of string) money.Cents {
	for _, c := range t.caps() {
		if c.of == of {
			return c.most
		}
	}
	return 0
}

func (c *Case) claimOn(of string) *Claim {
	for i := range c.Claims {
		if c.Claims[i].Of == of {
			return &c.Claims[i]
		}
	}
	return nil
}

// wants is what the case has on offer out of a purse, and what it has given.
func (t *turn) wants(of string) (want, given money.Cents) {
	person, isPerson := strings.CutPrefix(of, "P-")
	if !isPerson && of != t.c.Known.ID { // another customer, after all
		return 0, 0
	}
	for _, g := range t.c.Given {
		if !g.Settled && (!isPerson || g.Under == person) {
			given += g.Amount
		}
	}
	if amount := t.c.onOffer(); !t.covered(amount) && (!isPerson || person == t.c.Owner.ID) {
		want = amount
	}
	return want, given
}

// onOffer is what is before the customer, or about to be.
func (c Case) onOffer() money.Cents {
	at := c.Stage
	if scenes[at].off {
		at = c.Back
	}
	switch {
	case !c.Closed.IsZero() || at != Checking && at != Offering && at != PriceTerms:
		return 0
	case c.Topping != (Offer{}):
		return c.Topping.Amount
	}
	return c.Offer.Amount
}

// covered: somebody approved as much as the case would then cost.
func (t *turn) covered(amount money.Cents) bool { return amount == 0 || amount <= t.approved() }

// approved is what may still be given of what was approved.
func (t *turn) approved() money.Cents {
	var most money.Cents
	for _, r := range t.c.Requests {
		if r.Status == Approved {
			most = max(most, min(r.Base+r.Granted, t.most(r.Decider)))
		}
	}
	return max(0, most-t.c.spent())
}

// roomLeft is what the purses leave, as far as they have said.
func (t *turn) roomLeft(most money.Cents) money.Cents {
	for _, of := range t.caps() {
		if k := t.c.claimOn(of.of); k != nil && k.Known {
			most = min(most, k.Held+k.Room)
		}
	}
	return most
}

// holds: the purses have set aside what the offer takes.
func (t *turn) holds(amount money.Cents) bool {
	if t.covered(amount) {
		return true
	}
	for _, of := range t.caps() {
		if k := t.c.claimOn(of.of); k == nil || k.Asked || k.Held < amount {
			return false // while it is asked, nobody knows what it holds
		}
	}
	return !t.unnamed()
}

// allotted takes a purse's answer.
func (t *turn) allotted(e Allotted) {
	k := t.c.claimOn(e.Of)
	if k == nil {
		return
	}
	before := t.left()
	k.Held, k.Room, k.Known, k.Asked = e.Held, e.Room, true, false
	if e.Held < e.Want {
		k.Short = e.Want
	}
	if !t.c.Closed.IsZero() {
		return
	}
	switch {
	case t.c.Stage == Checking || t.c.Back == Checking:
		t.checked()
	case t.left() != before: // it may be written there
		t.showStep()
	}
}

// checked goes on when all have answered: with the offer, or to the limit.
func (t *turn) checked() {
	to := Offering
	for _, of := range t.caps() {
		k := t.c.claimOn(of.of)
		if k == nil {
			return
		}
		switch want, _ := t.wants(of.of); {
		case k.Known && k.Held >= want:
		case k.Known && k.Short == want:
			to = Limit
		default: // it answers another question; the next answer counts
			return
		}
	}
	extra := t.c.Topping
	switch {
	case t.unnamed():
		return
	case extra != (Offer{}) && to == Offering && t.c.Stage == Checking && extra.Amount <= t.left(): // on a detour nothing is given
		t.in.Actor = t.c.ToppedBy // not the purse
		t.extra(extra)
		return
	case extra != (Offer{}):
		t.c.Topping, to = Offer{}, Give
	}
	if t.c.Stage == Checking {
		t.become(to)
		return
	}
	t.c.Back = to
	t.showStep()
}

// unnamed: what a customer may be given adds up, and it is not known who this is.
func (t *turn) unnamed() bool { return t.c.Policy.Money().Customer > 0 && t.c.Known.ID == "" }

func (t *turn) drawChecking(m *Message) {
	m.Head = checkingDo.With()
	if t.unnamed() {
		m.Head = capWhose.With()
	}
	if t.c.Topping != (Offer{}) {
		t.offerActs(m, NothingFit)
	} else {
		t.offerActs(m, ChangeAsk)
	}
}

// capLines say which purse leaves less than the limit of the case does.
func (t *turn) capLines() []Line {
	var l []Line
	for _, of := range t.caps() {
		k := t.c.claimOn(of.of)
		if k == nil || !k.Known {
			continue
		}
		if room := k.Held + k.Room; room < t.ownLeft() {
			text := capPerson
			if of.of == t.c.Known.ID {
				text = capCustomer
			}
			l = append(l, text.With("left", room.String(), "cap", of.most.String(), "days", strconv.Itoa(int(t.c.Policy.Money().Window/(24*time.Hour)))))
		}
	}
	return l
}

// give adds to what was given, and says on whose authority.
func (t *turn) give(g Gift) {
	g.By, g.At, g.Under = t.in.Actor.Name, t.in.At, t.c.Owner.ID
	if g.Amount > 0 && t.covered(g.Amount) {
		most := money.Cents(0)
		for _, r := range t.c.Requests {
			if r.Status == Approved && r.Base+r.Granted > most {
				most, g.Under = r.Base+r.Granted, r.id()
			}
		}
	}
	t.c.Given = append(t.c.Given, g)
	for i := range t.c.Claims { // it is not on offer any more
		t.c.Claims[i].Held = 0
	}
}
