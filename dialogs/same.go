package dialogs

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// Same is another case of the customer that is open. It is found once the customer is
// known; whoever opened the newer one says what becomes of it.
type Same struct {
	N, Rev int
	Case   string
	Owner  string
	Asked  bool   // that case was asked to take this one in
	Gone   bool   // it has ended meanwhile
	Why    string // both are kept
}

// Join is a case that was taken in.
type Join struct {
	Case    string
	By      Person
	At      time.Time
	Problem string
}

func (s Same) id() string    { return "same-" + strconv.Itoa(s.N) }
func (s Same) token() string { return s.id() + "." + strconv.Itoa(s.Rev) }

// open: nobody has said yet what becomes of the two.
func (s Same) open() bool { return s.Case != "" && !s.Asked && !s.Gone && s.Why == "" }

var (
	sameOpen    = tell("same.open", "case! owner!")
	sameAsked   = tell("same.asked", "")
	sameSaying  = tell("same.asked_say", "")
	sameGone    = tell("same.gone", "case!")
	sameKept    = tell("same.kept", "case! note!")
	mergedDone  = tell("same.merged_done", "time!")
	mergedOwner = tell("same.merged_owner", "owner!")
	mergedEnd   = tell("same.merged", "case!")
	cardMerged  = tell("card.merged", "case! time!")
	joinedNote  = tell("same.joined", "case! name! time!")
	joinedAgain = tell("same.joined_again", "case! name! customer! time!")
	sameSay     = say("same.say", "owner! time!")
	joinedText  = tell("same.joined_text", "problem!")
	keepTitle   = tell("form.keep_both.title", "")
	labelWhy    = tell("field.why", "")
)

// Acts.
const (
	JoinIt   Act = "join"
	KeepBoth Act = "keep_both"
)

// KeepBothForm asks why there are to be two.
const KeepBothForm FormID = "keep_both"

var _ = put(deeds, map[Act]deed{
	JoinIt:   deed{does: func(t *turn, _ Choice) { t.join() }}.labelled("case!"),
	KeepBoth: opens((*turn).keepBothForm),
})

var _ = put(sheets, map[FormID]sheet{
	KeepBothForm: {KeepBoth, NoteField, (*turn).keepBoth},
})

// findOpen asks about another open case, once for each: the newer case asks.
func (t *turn) findOpen() {
	for _, p := range t.c.Known.Cases {
		if p.ID == t.c.Same.Case && !p.Closed.IsZero() && t.c.Same.Why == "" {
			t.keepApart()
		}
		if t.c.Same.Case != "" {
			continue
		}
		if p.Closed.IsZero() && older(p.ID, t.c.ID) {
			t.c.Same = Same{N: t.c.Same.N + 1, Rev: 1, Case: p.ID, Owner: p.Owner}
			t.show(t.same())
			return
		}
	}
}

// older: R-99 was opened before R-101.
func older(a, b string) bool { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) < 0 }

// keepApart ends the question where there is nothing to join.
func (t *turn) keepApart() {
	s := &t.c.Same
	if s.Case != "" && !s.Gone {
		s.Gone, s.Rev = true, s.Rev+1
		t.show(t.same())
	}
}

func (t *turn) same() Message {
	s := t.c.Same
	m := Message{ID: s.id(), To: Place{Where: Thread}, Kind: NoteKind}
	switch {
	case s.Gone:
		m.Head = sameGone.With("case", s.Case)
	case s.Asked:
		m.Head = sameAsked.With()
		if t.c.Details.ringsAgain() && t.c.NextWord.After(t.in.At) {
			m.Head, m.Setting, m.Role = sameSaying.With(), OnPhone, t.c.Owner.Role
			m.Say = sameSay.With("owner", s.Owner, "time", t.c.clock(t.c.NextWord))
		}
	case s.Why != "":
		m.Head = sameKept.With("case", s.Case, "note", short(s.Why, noteRunes))
	default:
		m.Head = sameOpen.With("case", s.Case, "owner", s.Owner)
		m.Ping = []string{t.c.Owner.ID}
	}
	if s.Asked || s.Gone {
		return m
	}
	if t.joinable() {
		m.Choices = append(m.Choices, JoinIt.on(s.token(), "case", s.Case))
	}
	m.Choices = append(m.Choices, KeepBoth.on(s.token()))
	return m
}

// joinable: nothing hangs on this case that would be lost with it.
func (t *turn) joinable() bool {
	open := func(k Call) bool { return k.About != DamageBranch && k.Ended.IsZero() && !k.Remind.IsZero() } // damage is called about there, too
	return !scenes[t.c.Stage].off && len(t.c.Given) == 0 && len(t.c.Promises) == 0 && t.c.pending() == nil &&
		t.c.Review.At.IsZero() && t.c.Demand.At.IsZero() && t.c.Escalate.IsZero() && !slices.ContainsFunc(t.c.Calls, open)
}

// joinableNow redraws the question where its button came or went.
func (t *turn) joinableNow(could bool) {
	if s := t.c.Same; s.Case != "" && !s.Asked && !s.Gone && t.c.Closed.IsZero() && could != t.joinable() {
		t.show(t.same())
	}
}

// join hands everything said here to the other case. This one ends when that one has
// taken it.
func (t *turn) join() {
	s := &t.c.Same
	s.Asked, s.Rev = true, s.Rev+1
	if t.c.Details.ringsAgain() && !t.c.WordDue { // they get a name and a time before they ring off
		t.nameTime()
		t.c.WordDue = true
	}
	all := Joining{
		Case: t.c.ID, By: t.in.Actor, Details: t.c.Details, Private: t.c.Private,
		Ask: t.c.Ask, Apologies: t.c.Apologies, Joins: t.c.Joins,
	}
	if all.Ask == (Ask{}) {
		all.Ask = t.c.Heard
	}
	if t.c.WordDue {
		all.Word = t.c.NextWord
	}
	t.inform(s.Case, all)
	t.show(t.same())
}

func (t *turn) keepBothForm() Form {
	return oneFieldOn(t.c.Same.token(), KeepBothForm, keepTitle, Question{Field: NoteField, Label: labelWhy.With(), Kind: Long, Initial: t.c.Same.Why})
}

func (t *turn) keepBoth(e Filled) {
	if why := t.text(e, NoteField, false); !t.refused {
		t.c.Same.Why, t.c.Same.Rev = why, t.c.Same.Rev+1
		t.show(t.same())
	}
}

// joining takes another case of the customer in: what is new to this one is filled in,
// and what was said is shown.
func (t *turn) joining(e Joining) {
	if !t.c.Closed.IsZero() {
		t.inform(e.Case, Joined{Case: t.c.ID})
		return
	}
	d := &t.c.Details
	was := *d
	d.join(e.Details)
	t.c.Private = append(t.c.Private, e.Private...)
	t.c.Apologies = append(t.c.Apologies, e.Apologies...)
	t.c.Joins = append(t.c.Joins, Join{Case: e.Case, By: e.By, At: t.in.At, Problem: e.Details.Problem})
	t.c.Joins = append(t.c.Joins, e.Joins...)
	if t.c.Ask == (Ask{}) && t.c.Heard == (Ask{}) {
		t.c.Heard = e.Ask
	}
	if !e.Word.IsZero() && (!t.c.WordDue || e.Word.Before(t.c.NextWord)) && !t.c.naming() {
		t.c.NextWord, t.c.WordDue = e.Word, true
	}
	again := e.Details.ringsAgain()
	if again && e.Details.Repeats == 0 { // nobody counted it there
		t.repeats()
	}
	if again && t.c.Details.Repeats >= repeatsMost && t.c.Outcome == "" {
		t.call(CalledAgain)
	}
	m := Message{
		ID: "joined-" + e.Case, To: Place{Where: Thread}, Kind: NoteKind,
		Head: joinedNote.With("case", e.Case, "name", e.By.Name, "time", t.now()),
	}
	if e.Details.Problem != "" {
		m.Lines = []Line{joinedText.With("problem", short(e.Details.Problem, noteRunes))}
	}
	m.Ping = []string{t.c.Owner.ID}
	if again { // they wait: whoever has it hears of it at once, wherever they are
		m.Head = joinedAgain.With("case", e.Case, "name", e.By.Name, "customer", t.c.customer(), "time", t.now())
		m.Choices = []Choice{AddPromise.on("card")}
	}
	t.show(m)
	if again && !t.c.awake(t.c.Owner, t.in.At).After(t.in.At) {
		t.copyTo(m, t.c.Owner)
	}
	t.tellDelicate(was)
	t.inform(e.Case, Joined{Case: t.c.ID, Yes: true})
}

// join fills in what another case knows; of two the graver holds.
func (d *Details) join(o Details) {
	fill(&d.Customer, o.Customer)
	fill(&d.Contact, o.Contact)
	fill(&d.Job, o.Job)
	d.Invoice = cmp.Or(d.Invoice, o.Invoice)
	d.Second, d.Third, d.Emergency = d.Second || o.Second, d.Third || o.Third, d.Emergency || o.Emergency
	d.Damage, d.Injury = d.Damage || o.Damage, d.Injury || o.Injury
	d.Insurer, d.Lawyer = d.Insurer || o.Insurer, d.Lawyer || o.Lawyer
	d.Missed, d.Repeats = max(d.Missed, o.Missed), max(d.Repeats, o.Repeats)
	d.Years, d.Urgency = cmp.Or(d.Years, o.Years), d.Urgency.or(o.Urgency)
	d.Mend, d.Ours, d.Hitch = cmp.Or(d.Mend, o.Mend), cmp.Or(d.Ours, o.Ours), cmp.Or(d.Hitch, o.Hitch)
	d.Loss, d.Keeps = cmp.Or(d.Loss, o.Loss), cmp.Or(d.Keeps, o.Keeps)
}

func fill(field *string, with string) {
	if *field == "" {
		*field = with
	}
}

// joined is the other case's answer.
func (t *turn) joined(e Joined) {
	s := &t.c.Same
	if s.Case != e.Case || !s.Asked || !t.c.Closed.IsZero() {
		return
	}
	switch {
	case !e.Yes:
		t.keepApart()
		return
	case !t.joinable(): // something was begun here meanwhile: then they are two, and somebody says why
		s.Asked, s.Rev = false, s.Rev+1
		t.show(t.same())
		return
	}
	t.c.Outcome, t.c.WordDue = Merged, false
	t.close(mergedDone.With("time", t.now()))
}
