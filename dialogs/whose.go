package dialogs

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Whose is the question which customer this is. Records are never brought together
// by what they look like, however exactly (A3 B10): a person says so, and can take
// it back.
type Whose struct {
	N, Rev int
	Found  []Match
	By     Person // who answered
	At     time.Time
	As     string // the record they chose, empty: none of these
}

func (w Whose) id() string    { return "whose-" + strconv.Itoa(w.N) }
func (w Whose) token() string { return w.id() + "." + strconv.Itoa(w.Rev) }

// open: it was asked, and nobody answered yet.
func (w Whose) open() bool { return w.N > 0 && w.At.IsZero() }

var (
	whoseOne   = tell("whose.one", "customer! case!")
	whoseReach = tell("whose.one_reach", "customer! case! contact!")
	whoseMany  = tell("whose.many", "")
	whoseWho   = tell("whose.who", "customer! case!")
	whoseWhoAt = tell("whose.who_reach", "customer! case! contact!")
	whoseSame  = tell("whose.same", "case! name! time!")
	whoseOther = tell("whose.other", "name! time!")

	customerEarlier = tell("customer.earlier", "history! total!")
	customerMore    = tell("customer.earlier_more", "history! count! total!")
	customerSorry   = tell("customer.sorry", "count!")
	customerRisk    = tell("customer.risk", "until!")
	customerWhose   = tell("customer.whose", "customer! case!")
	customerBarred  = tell("customer.barred", "name! time! until! note!")
)

// Acts.
const (
	TheSame      Act = "the_same"
	ThisOne      Act = "this_one" // of several
	SomebodyElse Act = "somebody_else"
	AskWhose     Act = "ask_whose" // the answer was wrong
)

var _ = put(deeds, map[Act]deed{
	TheSame:      deed{does: (*turn).whoseAnswered}.always(),
	ThisOne:      deed{does: (*turn).whoseAnswered}.labelled("customer! case!").always(),
	SomebodyElse: deed{does: (*turn).whoseAnswered}.always(),
	AskWhose:     plain(func(t *turn) { t.askWhose(t.c.Whose.Found) }),
})

// recognize looks whether the customer is known here. A new one has a record of their
// own at once; one who may be known stays without until somebody has said so.
func (t *turn) recognize() {
	var found []Match
	for _, m := range t.in.Found {
		if m.ID != t.c.Known.ID {
			found = append(found, m)
		}
	}
	switch {
	case !t.c.Whose.At.IsZero(): // somebody has said
	case len(found) > 0:
		t.askWhose(found)
	case !t.c.Whose.open():
		t.ownRecord()
	}
}

// ownRecord begins a record for a customer who has none yet. Where the question is still
// open, nothing waits for its answer that has to be kept: the answer moves it.
func (t *turn) ownRecord() {
	if t.c.Known.ID == "" && len(t.c.Details.Keys()) > 0 {
		t.link(t.c.ownCustomer())
	}
}

// ownCustomer is the record that begins with this case.
func (c Case) ownCustomer() string { return "C-" + strings.TrimPrefix(c.ID, "R-") }

// Unasked reports that the customer seemed new, and nobody was asked whether they are.
func (c Case) Unasked() bool {
	return c.Closed.IsZero() && c.Whose.N == 0 && c.Known.ID == c.ownCustomer()
}

// lookedAgain asks after all, where somebody else opened a case for the same new customer
// at the same moment: then neither found the other. Only the newer one asks, or the two
// might change places.
func (t *turn) lookedAgain() {
	newer := func(m Match) bool { return !older(m.ID, t.c.ownCustomer()) }
	if found := slices.DeleteFunc(slices.Clone(t.in.Found), newer); len(found) > 0 && t.c.Unasked() {
		t.askWhose(found)
	}
}

func (t *turn) askWhose(found []Match) {
	w := &t.c.Whose
	if !w.open() {
		*w = Whose{N: w.N + 1}
	}
	w.Rev, w.Found = w.Rev+1, found
	t.show(t.whose())
}

// whoseAnswered takes a person's word for it. What the case knows of the customer
// comes from that record.
func (t *turn) whoseAnswered(ch Choice) {
	w := &t.c.Whose
	w.By, w.At, w.Rev, w.As = t.in.Actor, t.in.At, w.Rev+1, ch.Value
	if w.As == "" {
		t.link(t.c.ownCustomer())
	} else {
		t.link(w.As)
	}
	t.show(t.whose())
}

// link makes the case one of a customer's. That they are served no more, if that was
// said in this case, goes with it.
func (t *turn) link(customer string) {
	if customer == t.c.Known.ID {
		return
	}
	if t.c.asksPrice() { // that record says whether they still may
		t.settleRequest()
		t.c.Offer = Offer{}
		t.goOn(PriceWait, priceRaised.With("time", t.now()))
	}
	t.keepApart()
	t.c.Same = Same{N: t.c.Same.N}
	barred := t.c.Known.Restrict
	t.c.Known = Known{ID: customer}
	if barred.Case == t.c.ID {
		t.c.Known.Restrict = barred
		t.inform(customer, Restricted{barred})
	}
}

// hushWhose takes back at the end of the case that the answer can be changed. One that
// was never given still can be.
func (t *turn) hushWhose() {
	if t.c.Whose.N > 0 {
		t.show(t.whose())
	}
}

func (t *turn) whose() Message {
	w := t.c.Whose
	m := Message{ID: w.id(), To: Place{Where: Thread}, Kind: NoteKind}
	if !w.At.IsZero() {
		at := t.c.date(w.At)
		m.Head = whoseOther.With("name", w.By.Name, "time", at)
		for _, f := range w.Found {
			if f.ID == w.As {
				m.Head = whoseSame.With("case", f.Case, "name", w.By.Name, "time", at)
			}
		}
		if t.c.Closed.IsZero() {
			m.More = []Choice{AskWhose.on(w.token())}
		}
		return m
	}
	one := len(w.Found) == 1
	m.Head = whoseMany.With()
	for _, f := range w.Found {
		name := short(f.Name, nameRunes)
		who := matchLine(f, name, whoseWho, whoseWhoAt)
		choice := ThisOne.on(w.token(), "customer", name, "case", f.Case)
		if one {
			m.Head = matchLine(f, name, whoseOne, whoseReach)
			choice = TheSame.on(w.token())
		} else {
			m.Lines = append(m.Lines, who)
		}
		choice.Value = f.ID
		m.Choices = append(m.Choices, choice)
		if f.Restrict.holds() {
			m.Lines = append(m.Lines, t.barred(f.Restrict))
		}
	}
	m.Choices = append(m.Choices, SomebodyElse.on(w.token()))
	return m
}

func matchLine(f Match, name string, bare, reach Phrase) Line {
	if f.Contact == "" {
		return bare.With("customer", name, "case", f.Case)
	}
	return reach.With("customer", name, "case", f.Case, "contact", short(f.Contact, nameRunes))
}

func (t *turn) barred(r Restriction) Line {
	return customerBarred.With("name", r.By.Name, "time", t.c.date(r.At), "until", t.c.day(r.Review), "note", short(r.Why, noteRunes))
}

// customerLines are what is to be known of the customer, for the card and for whoever
// decides; the gravest first.
func (t *turn) customerLines() []Line {
	k, w := t.c.Known, t.c.Whose
	var l []Line
	if w.open() {
		l = append(l, customerWhose.With("customer", short(w.Found[0].Name, nameRunes), "case", w.Found[0].Case))
	}
	if k.Restrict.holds() {
		l = append(l, t.barred(k.Restrict))
	}
	if k.AtRisk.After(t.in.At) {
		l = append(l, customerRisk.With("until", t.c.day(k.AtRisk)))
	}
	if k.Apologies > 0 {
		l = append(l, customerSorry.With("count", strconv.Itoa(k.Apologies)))
	}
	if len(k.Cases) > 0 {
		var list []string
		for _, p := range k.Cases {
			if p.Closed.IsZero() {
				list = append(list, p.ID)
				continue
			}
			list = append(list, p.ID+" ("+p.Given.String()+")")
		}
		history, total := strings.Join(list, ", "), k.Given.String()
		if more := k.Count - len(k.Cases); more > 0 {
			l = append(l, customerMore.With("history", history, "count", strconv.Itoa(more), "total", total))
		} else {
			l = append(l, customerEarlier.With("history", history, "total", total))
		}
	}
	return l
}
