package dialogs_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"makegood/dialogs"
	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

// walk is a random history of one case: people press what they see, and what
// they saw before, and type anything.
type walk struct {
	rt     *rapid.T
	policy policy.Policy
	c      dialogs.Case
	now    time.Time
	staff  []dialogs.Person
	mail   bool             // it can be sent
	seen   []dialogs.Choice // every choice ever drawn
	forms  []dialogs.Form   // every form ever opened
	inputs []dialogs.Input

	met      map[string]int // how often what was seen
	customer dialogs.Customer
	screen   map[string]dialogs.Message

	told  func(dialogs.Tell)                    // where others hear it; nil: answered at once
	found func(dialogs.Details) []dialogs.Match // who the details may mean
}

func newWalk(rt *rapid.T) *walk {
	p := policy.Sample()
	p.Procedure.Site = rapid.SampledFrom([]string{"short", "full"}).Draw(rt, "order")
	p.Procedure.AskFirst = rapid.SampledFrom([]string{"yes", "no"}).Draw(rt, "ask first")
	p.Procedure.Apology = rapid.SampledFrom([]string{"own_promise", "regret", "full"}).Draw(rt, "apology")
	p.Procedure.Extra = rapid.SampledFrom([]string{"always", "by_severity", "never"}).Draw(rt, "extra")
	p.Procedure.Explain = rapid.SampledFrom([]string{"when_known", "never"}).Draw(rt, "explain")
	p.Spending.Counts = rapid.SampledFrom([]string{"cost", "list"}).Draw(rt, "counts")
	if rapid.Bool().Draw(rt, "remedies of their own") {
		p.Remedies = ownRemedies
	}
	p.Roles[2].Limit = money.Cents(rapid.SampledFrom([]int64{100_00, 1_000_00}).Draw(rt, "manager's own limit")) // below what they approve, too
	w := &walk{
		rt: rt, met: map[string]int{}, policy: p, screen: map[string]dialogs.Message{}, now: time.Date(2026, 11, 23, 15, 42, 0, 0, time.UTC),
		staff: []dialogs.Person{
			{ID: "U0TESS", Name: "Tess", Role: "technician"},
			{ID: "U0CARL", Name: "Carl", Role: "csr"},
			{ID: "U0MONA", Name: "Mona", Role: "manager"},
			{ID: "U0OLGA", Name: "Olga", Role: "owner"},
			{ID: "U0ELSE", Name: "Stranger"},
		},
	}
	owner := rapid.SampledFrom(w.staff).Draw(rt, "owner")
	d := dialogs.ReadLine(rapid.SampledFrom([]string{"Mrs Alvarez - no hot water", "no heat", "Ann - it smells like gas", "heads-up Mr Brown - a part is back ordered", "Lee - you ruined the door, second visit"}).Draw(rt, "problem"))
	d.Loss = rapid.SampledFrom([]dialogs.Loss{d.Loss, dialogs.LostMoney, dialogs.LostTime, dialogs.LostRespect, dialogs.LostProduct}).Draw(rt, "loss")
	d.Keeps = rapid.SampledFrom([]dialogs.Answer{"", dialogs.Yes, dialogs.No}).Draw(rt, "keeps")
	d.Invoice = money.Cents(rapid.SampledFrom([]int64{0, 80_00, 420_00}).Draw(rt, "invoice"))
	if w.mail = rapid.Bool().Draw(rt, "mail"); w.mail {
		d.Contact = rapid.SampledFrom([]string{"", "555-0134", "bob@example.com", "555-0134 or bob@example.com"}).Draw(rt, "contact")
	}
	if rapid.Bool().Draw(rt, "known") {
		w.customer = reportedBy(d)
		w.customer.ID = "C-9"
		w.customer.Cases[0].ID = "R-0"
	}
	w.step(owner, dialogs.Opened{ID: "R-1", Details: d})
	return w
}

func (w *walk) step(who dialogs.Person, e dialogs.Event) {
	in := dialogs.Input{ID: fmt.Sprint(len(w.inputs)), At: w.now, Actor: who, Staff: w.staff, Event: e, Mail: w.mail}
	if opened, ok := e.(dialogs.Opened); ok {
		in.Found = dialogs.Matches(opened.Details, []dialogs.Customer{w.customer})
		if w.found != nil {
			in.Found = w.found(opened.Details)
		}
	}
	before := encode(w.rt, w.c)
	next, reply, effects := w.c.Step(in, w.policy)
	if again, _, _ := w.c.Step(in, w.policy); encode(w.rt, again) != encode(w.rt, next) {
		w.rt.Fatalf("stepping twice from one case gave two cases")
	}
	if encode(w.rt, w.c) != before {
		w.rt.Fatalf("a step changed the case it was taken from")
	}
	if effects == nil && encode(w.rt, next) != before {
		w.rt.Fatalf("the case changed and nobody was told: %T", e)
	}
	w.inputs = append(w.inputs, in)
	w.check(who, w.c, next, e)
	w.guard(w.c, next)
	w.rules(w.c, next)
	checkRecaps(w.rt.Fatalf, w.c, next, reply, effects)
	w.c = next
	for _, e := range effects {
		if s, ok := e.(dialogs.Show); ok {
			w.seen = append(append(w.seen, s.Choices...), s.More...)
			w.screen[s.ID] = s.Message
			w.suggestions(s.Message)
		}
	}
	defer func() {
		for _, e := range effects {
			if tell, ok := e.(dialogs.Tell); ok {
				if w.told != nil {
					w.told(tell)
					continue
				}
				w.answer(tell)
			}
		}
	}()
	if reply.Form != nil {
		w.forms = append(w.forms, *reply.Form)
	}
	if ch, ok := e.(dialogs.Chose); ok && ch.Act != dialogs.HeardAsk && ch.Act != dialogs.HeardPromise && ch.Act.OpensForm() != (reply.Form != nil) && reply.Say == nil {
		w.rt.Fatalf("%s opens a form: %v, and OpensForm says otherwise", ch.Act, reply.Form != nil)
	}
}

// answer is what other records say to what they are told: the customer's, and the other
// case of theirs, which takes this one in or is closed by now.
func (w *walk) answer(tell dialogs.Tell) {
	if tell.To == "R-0" {
		w.step(dialogs.Person{}, dialogs.Joined{Case: "R-0", Yes: rapid.Bool().Draw(w.rt, "taken in")})
		return
	}
	if w.customer.ID != tell.To && w.customer.ID != "" {
		return // it parts from one for another; the walk knows one
	}
	var effects []dialogs.Effect
	w.customer, _, effects = w.customer.Step(dialogs.Input{At: w.now, Event: tell.Event}, w.policy)
	for _, e := range effects {
		if tell, ok := e.(dialogs.Tell); ok && tell.To == w.c.ID {
			w.step(dialogs.Person{}, tell.Event)
		}
	}
}

// act lets somebody do something: usually what is on the latest screens.
func (w *walk) act() {
	who := rapid.SampledFrom(w.staff).Draw(w.rt, "who")
	if rapid.Bool().Draw(w.rt, "owner acts") {
		who = w.c.Owner
	}
	switch rapid.IntRange(-2, 9).Draw(w.rt, "what") {
	case -2:
		w.step(dialogs.Person{}, dialogs.Mailed{
			ID:     fmt.Sprint("mail-", rapid.IntRange(1, len(w.c.Mails)+1).Draw(w.rt, "mail")),
			Result: rapid.SampledFrom([]dialogs.MailResult{dialogs.MailSent, dialogs.MailRefused, dialogs.MailFailed}).Draw(w.rt, "result"),
		})
	case -1:
		w.step(dialogs.Person{}, dialogs.Lost{Message: rapid.SampledFrom(slices.Sorted(maps.Keys(w.screen))).Draw(w.rt, "deleted")})
	case 0:
		w.now = w.now.Add(time.Duration(rapid.IntRange(0, 2000).Draw(w.rt, "minutes")) * time.Minute)
		w.step(dialogs.Person{}, dialogs.Woke{})
	case 1:
		w.step(who, dialogs.Said{Text: rapid.SampledFrom([]string{"She wants $40", "now he is yelling", "all of it or he'll post one star", "there is a bad review", "we are stuck", "there is a gas smell", "the floor is scratched", "nobody called", "it happened again", "asks why", "the technician is sick", "I'll call tomorrow at 3", "ok", "", "$9,999 by Friday noon"}).Draw(w.rt, "text")})
	case 2: // a screen from before
		c := rapid.SampledFrom(w.seen).Draw(w.rt, "old choice")
		w.press(who, c)
	default:
		live := w.live()
		w.press(who, live[rapid.IntRange(0, len(live)-1).Draw(w.rt, "choice")])
	}
}

// live are the choices drawn last on each message that still has any.
func (w *walk) live() []dialogs.Choice {
	var out []dialogs.Choice
	for _, id := range slices.Sorted(maps.Keys(w.screen)) {
		out = append(append(out, w.screen[id].Choices...), w.screen[id].More...)
	}
	return out
}

// press presses, and mostly sends the form that opens.
func (w *walk) press(who dialogs.Person, c dialogs.Choice) {
	before := len(w.forms)
	w.step(who, dialogs.Chose{Act: c.Act, On: c.On, Value: c.Value})
	if len(w.forms) == 0 {
		return
	}
	f := w.forms[len(w.forms)-1]
	if opened := len(w.forms) > before; opened && rapid.IntRange(0, 4).Draw(w.rt, "fills it") > 0 {
		w.step(who, w.filled(f))
	} else if !opened && rapid.IntRange(0, 9).Draw(w.rt, "fills an old one") == 0 {
		w.step(who, w.filled(rapid.SampledFrom(w.forms).Draw(w.rt, "old form")))
	}
}

func (w *walk) filled(f dialogs.Form) dialogs.Filled {
	out := dialogs.Filled{Form: f.ID, On: f.On, Value: f.Value, Fields: map[dialogs.Field]string{}}
	for _, q := range f.Inputs {
		switch {
		case w.told == nil: // anything at all
		case q.Field == dialogs.AmountField:
			out.Fields[q.Field] = rapid.SampledFrom([]string{"60", "$100", "20", "150", "$400"}).Draw(w.rt, "amount")
			continue
		case q.Field == dialogs.InvoiceField || q.Field == dialogs.VerdictField:
			out.Fields[q.Field] = initial(q)
			continue
		case q.Field == dialogs.WordsField || q.Field == dialogs.NoteField:
			out.Fields[q.Field] = "what helps"
			continue
		}
		switch q.Field {
		case dialogs.AmountField, dialogs.InvoiceField:
			out.Fields[q.Field] = rapid.SampledFrom([]string{"", "0", "20", "$100", "150", "$180", "210", "1.2k", "$9,000", "-5", "lots"}).Draw(w.rt, "amount")
		case dialogs.WhenField:
			out.Fields[q.Field] = rapid.SampledFrom([]string{"tomorrow 3pm", "in 20 min", "yesterday", "", "Friday noon", initial(q)}).Draw(w.rt, "when")
		case dialogs.VerdictField:
			out.Fields[q.Field] = rapid.SampledFrom([]string{"fair", "unreasonable", "nonsense"}).Draw(w.rt, "verdict")
		case dialogs.AddressField:
			out.Fields[q.Field] = rapid.SampledFrom([]string{q.Initial, "ann@example.com", "", "a@example.com, b@example.com", "a@example.com\r\nBcc: b@example.com", "nobody"}).Draw(w.rt, "address")
		case dialogs.WhoField:
			out.Person = rapid.SampledFrom(w.staff).Draw(w.rt, "whom")
			out.Fields[q.Field] = out.Person.ID
		default:
			words := append([]string{"some words", "more words", "other words", "what helps", "", "\u200b", "pay for what we broke, our fault"}, ties...)
			if len(q.Options) > 0 {
				words = []string{"nonsense"}
			}
			for _, o := range q.Options {
				words = append(words, o.Value)
			}
			out.Fields[q.Field] = rapid.SampledFrom(words).Draw(w.rt, "words")
		}
	}
	return out
}

func limit(p policy.Policy, role string) (limit, approves money.Cents) {
	for _, r := range p.Roles {
		if r.Name == role && role != "" {
			return r.Limit, r.Approves
		}
	}
	return 0, 0
}

// check holds for every step there is.
func (w *walk) check(who dialogs.Person, before, after dialogs.Case, e dialogs.Event) {
	authority, _ := limit(after.Policy, after.Owner.Role)
	for i, r := range after.Requests {
		if r.Status != dialogs.Approved {
			continue
		}
		now := i >= len(before.Requests) || before.Requests[i].Status != dialogs.Approved // whoever approved may take the case over later
		_, approves := limit(after.Policy, r.Decider.Role)
		switch {
		case r.Decider.ID == r.By.ID || now && r.Decider.ID == after.Owner.ID:
			w.rt.Fatalf("%s approved their own request", r.Decider.Name)
		case r.Base+r.Granted > approves:
			w.rt.Fatalf("%s approved %s in all and may approve %s", r.Decider.Name, r.Base+r.Granted, approves)
		case r.Granted > r.Amount && r.Instead == "":
			w.rt.Fatalf("%s was granted, %s was asked", r.Granted, r.Amount)
		}
		authority = max(authority, r.Base+r.Granted)
	}
	if spent(after) > authority && spent(after) > spent(before) { // whoever takes it over may be allowed less than was given
		w.rt.Fatalf("%s given with an authority of %s after %#v", spent(after), authority, e)
	}
	w.checkRequests(who, before, after, e)
	p := after.Policy.How()
	given := len(after.Given) > len(before.Given) && !after.Given[len(after.Given)-1].Settled // by whoever has the case
	if given && !after.Given[len(after.Given)-1].Extra && after.Ask.Words == "" && after.Ask.Verdict != dialogs.NoIdea && p.AskFirst != "no" && !after.Details.Emergency && after.Order != dialogs.HeadsUp {
		w.rt.Fatal("something was given before the customer was asked")
	}
	late := before.Whose.N > 0 && before.Whose.At.IsZero() && !after.Whose.At.IsZero() // somebody said which customer it was
	_, allotted := e.(dialogs.Allotted)                                                // what its purses hold for it
	_, mailed := e.(dialogs.Mailed)                                                    // what became of the last mail
	if !before.Closed.IsZero() && !late && !allotted && !mailed && encode(w.rt, before) != encode(w.rt, after) {
		w.rt.Fatalf("a closed case changed by %#v", e)
	}
	// Whoever decides about a threat may put an offer on the table at any time; from there on it is the solving.
	inside := []dialogs.Stage{dialogs.Asking, dialogs.Propose, dialogs.Limit, dialogs.Approval, dialogs.Offering, dialogs.BroughtIn}
	if solving := after.Stage == dialogs.Asking || after.Stage == dialogs.Propose; solving && !slices.Contains(inside, cmp.Or(before.Back, before.Stage)) && !after.Agreed && after.Order != dialogs.HeadsUp {
		w.rt.Fatalf("from %s to the solving, and the customer had not agreed to the restatement", before.Stage)
	}
	_, theirs := handledBy(before)
	if known := len(after.Given) + len(after.Tried); after.Outcome == dialogs.NotRecoverable && before.Outcome == "" &&
		(known == 0 && before.Stage != dialogs.Offering && before.Back != dialogs.Offering && !theirs || len(after.Calls) == 0) {
		w.rt.Fatal("a customer was let go to whom nothing had been offered, or of whom no manager knew")
	}
	if after.Outcome == dialogs.Mistaken && len(after.Given) > 0 {
		w.rt.Fatal("something was given in a case that was opened by mistake")
	}
	if before.ID != "" && after.Owner.ID != before.Owner.ID && after.Owner.ID != who.ID {
		w.rt.Fatalf("%s accepted the case for %s", who.Name, after.Owner.Name)
	}
	resting := []dialogs.Stage{
		dialogs.Held, dialogs.Standing, dialogs.TakenOver, dialogs.Reviewed, dialogs.Warned, dialogs.Paused, dialogs.Again, dialogs.Unsafe, dialogs.LettingGo, dialogs.Unreached, dialogs.Ended,
		dialogs.Damaged, dialogs.Explaining, dialogs.NotYetWhy, dialogs.Twice, dialogs.Unheard, dialogs.Telling, dialogs.CallingOff,
	}
	if slices.Contains(resting, before.Stage) && (given || after.Offer != before.Offer && after.Offer != (dialogs.Offer{}) && len(after.Requests) == 0) {
		w.rt.Fatalf("something was offered at %s", before.Stage)
	}
	for _, k := range before.Calls {
		// What they part with is a leader's own word; the damage still waits for one.
		if k.About == dialogs.DamageBranch && k.Ended.IsZero() && given && before.Stage != dialogs.Parting {
			w.rt.Fatalf("something was given at %s before the leader said how it goes on", before.Stage)
		}
	}
	for _, a := range after.Apologies[len(before.Apologies):] {
		if d := before.Details; d.Delicate() && a.Mode != "regret" || a.Mode == "full" && d.Ours != dialogs.Yes {
			w.rt.Fatalf("an apology owned %s with %+v", a.Mode, d.Facts)
		}
	}
	if len(after.Skipped) > len(before.Skipped) && after.Skipped[len(before.Skipped)].Why == "" {
		w.rt.Fatal("a step was skipped without a reason")
	}
	if !after.Closed.IsZero() {
		for _, p := range after.Promises {
			if p.Status == dialogs.Open {
				w.rt.Fatalf("closed with an open promise: %s", p.What)
			}
		}
	}
	for i, p := range before.Promises {
		if after.Promises[i].Status != p.Status && p.Status != dialogs.Open {
			w.rt.Fatal("an answered promise changed its answer")
		}
	}
	if next := after.NextWake(); woke(e) && !next.IsZero() && !next.After(w.now) && before.ID != "" {
		w.rt.Fatalf("the clock ran at %s and the case still wants to be woken at %s", w.now, next)
	}
	if stranger := who.Role == "" && who.ID != "" && who.ID != after.Owner.ID; stranger && after.Stage != before.Stage {
		w.rt.Fatalf("a stranger moved the case from %s to %s", before.Stage, after.Stage)
	}
}

// ties join what somebody is given with what they write about us.
var ties = []string{"$50 off for a five-star review", "a refund once the Google post is gone", "a gift card, and they sign not to post"}

// guard holds over a whole case: nothing of ours joins the two, and whether they would
// amend a review is asked once at most, of somebody who is satisfied.
func (w *walk) guard(before, after dialogs.Case) {
	ours := []string{after.Offer.What, after.Review.Reply}
	for _, g := range after.Given {
		ours = append(ours, g.What)
	}
	for _, p := range after.Promises {
		ours = append(ours, p.What)
	}
	for _, r := range after.Requests {
		ours = append(ours, r.What, r.Note)
	}
	for _, tie := range ties {
		if slices.ContainsFunc(ours, func(words string) bool { return strings.Contains(words, tie) }) {
			w.rt.Fatalf("of ours: %s", tie)
		}
	}
	day := func(t time.Time) string { return t.In(after.Policy.Location()).Format(time.DateOnly) }
	if asked := after.Review.Amended; !asked.Equal(before.Review.Amended) {
		switch {
		case !before.Review.Amended.IsZero():
			w.rt.Fatal("asked twice to amend the review")
		case before.Outcome != dialogs.Recovered:
			w.rt.Fatal("asked to amend the review, and not satisfied")
		case slices.ContainsFunc(after.Given, func(g dialogs.Gift) bool { return day(g.At) == day(asked) }):
			w.rt.Fatal("asked to amend the review on the day of a gift")
		}
	}
	for i, c := range after.Calls {
		first := i >= len(before.Calls) || before.Calls[i].Ended.IsZero()
		decided := slices.Contains([]dialogs.Act{dialogs.Stand, dialogs.PartOfIt, dialogs.PartWays}, c.Answer)
		if first && decided && c.About == dialogs.Hostage && c.Taken.ID == after.Owner.ID {
			w.rt.Fatalf("%s has the case and decided what is held over us", c.Taken.Name)
		}
		if i >= len(before.Calls) && c.About == dialogs.Stuck &&
			(len(after.Tried) < 2 || !slices.ContainsFunc(after.Tried, func(o dialogs.Offer) bool { return o.Amount == 0 || inKind(o.Remedy) })) {
			w.rt.Fatal("stuck, and less was tried than two offers, one without money")
		}
	}
	for _, g := range after.Given {
		allowed := func(r dialogs.Request) bool {
			return r.Status == dialogs.Approved && r.Granted == g.Amount && r.What == g.What
		}
		if g.Goodwill && !slices.ContainsFunc(after.Requests, allowed) {
			w.rt.Fatalf("%s went back, and nobody allowed it", g.Amount)
		}
	}
}

func woke(e dialogs.Event) bool { _, ok := e.(dialogs.Woke); return ok }

func encode(rt *rapid.T, c dialogs.Case) string {
	b, err := json.Marshal(c)
	if err != nil {
		rt.Fatal(err)
	}
	return string(b)
}

// TestWhateverPeopleDo takes random walks; what must hold is in check.
func TestWhateverPeopleDo(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWalk(rt)
		for range rapid.IntRange(1, 150).Draw(rt, "steps") {
			w.act()
		}
	})
}

// onward lets people go the way: mostly the owner by the step, now and then somebody
// who is asked, something that happens, or time that passes.
func (w *walk) onward(happened dialogs.Branch) {
	asked := w.screen[fmt.Sprintf("step-%d", w.c.At.Seq)].Choices
	who := w.c.Owner
	switch rapid.IntRange(0, 9).Draw(w.rt, "what") {
	case 0:
		w.now = w.now.Add(26 * time.Hour)
		w.step(dialogs.Person{}, dialogs.Woke{})
		return
	case 1:
		w.step(who, dialogs.Chose{Act: dialogs.Otherwise, On: fmt.Sprintf("step-%d.%d", w.c.At.Seq, w.c.At.Rev)})
		if n := len(w.forms); n > 0 && w.forms[n-1].ID == dialogs.BranchForm {
			w.step(who, dialogs.Filled{Form: dialogs.BranchForm, On: w.forms[n-1].On, Fields: map[dialogs.Field]string{dialogs.BranchField: string(happened)}})
		}
		return
	case 2, 3, 4:
		who = rapid.SampledFrom(w.staff[2:4]).Draw(w.rt, "manager")
		asked = nil
		for _, id := range slices.Sorted(maps.Keys(w.screen)) {
			if strings.HasPrefix(id, "call-") || strings.HasPrefix(id, "ask-") {
				asked = append(asked, w.screen[id].Choices...)
			}
		}
	}
	asked = slices.DeleteFunc(slices.Clone(asked), func(c dialogs.Choice) bool { return c.Act == dialogs.TookBack })
	if len(asked) > 0 {
		w.press(who, rapid.SampledFrom(asked).Draw(w.rt, "choice"))
	}
}

// TestGuard: people who go the way, whatever happens on it; what must hold is in check
// and guard. Random presses alone hardly get as far.
func TestGuard(t *testing.T) {
	met := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		w := newWalk(rt)
		happens := rapid.SampledFrom([][]dialogs.Branch{
			{dialogs.BadReview}, {dialogs.BadReview}, {dialogs.Hostage}, {dialogs.Stuck}, {dialogs.Hostage, dialogs.BadReview, dialogs.Stuck, dialogs.Abusive},
		}).Draw(rt, "happens")
		for range rapid.IntRange(80, 180).Draw(rt, "steps") {
			w.onward(rapid.SampledFrom(happens).Draw(rt, "what happens"))
		}
		for _, c := range w.c.Calls {
			met[string(c.Answer)]++
		}
		if !w.c.Review.Amended.IsZero() {
			met["amended"]++
		}
	})
	if !raced && met["amended"]+met["stand"] == 0 {
		t.Errorf("no walk came to what this is about: %v", met)
	}
	t.Log(met)
}

// TestReplay: the inputs alone give the same case again, also when the case went
// through storage after every step.
func TestReplay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWalk(rt)
		for range rapid.IntRange(1, 40).Draw(rt, "steps") {
			w.act()
		}
		var again dialogs.Case
		for _, in := range w.inputs {
			next, _, _ := again.Step(in, w.policy)
			again = dialogs.Case{}
			if err := json.Unmarshal([]byte(encode(rt, next)), &again); err != nil {
				rt.Fatal(err)
			}
		}
		if encode(rt, again) != encode(rt, w.c) {
			rt.Fatal("replaying the inputs gave another case")
		}
	})
}

// TestNoDeadEnd: whatever happened, an open case shows its owner something to do.
func TestNoDeadEnd(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWalk(rt)
		last := map[string]dialogs.Message{}
		for range rapid.IntRange(1, 150).Draw(rt, "steps") {
			w.act()
		}
		var c dialogs.Case
		for _, in := range w.inputs {
			next, _, effects := c.Step(in, w.policy)
			for _, e := range effects {
				if s, ok := e.(dialogs.Show); ok {
					last[s.ID] = s.Message
				}
			}
			c = next
		}
		live := last[fmt.Sprintf("step-%d", c.At.Seq)]
		if c.Closed.IsZero() && len(live.Choices) == 0 {
			rt.Fatalf("nothing to press at %s", c.Stage)
		}
		if len(live.Choices) > 4 {
			rt.Fatalf("%d buttons at %s: four at most", len(live.Choices), c.Stage)
		}
	})
}

// TestOwnerNeverDecides: a manager who owns the case does not decide about it, even
// where the amount is theirs to approve and somebody else has asked.
func TestOwnerNeverDecides(t *testing.T) {
	s := newStage(t)
	s.policy.Procedure.Site = "full"
	s.policy.Roles[2].Limit = 100_00 // a manager gives less than they approve
	s.more = []dialogs.Person{{ID: "U0MAX", Name: "Max", Role: "manager"}}
	s.perform(`mona opens Mrs Alvarez - no hot water
mona presses listened
mona presses agrees
mona presses nothing_else
mona presses empathized
mona presses apologized
mona presses reassured
mona presses named
mona fills words="half off" amount="$210"
olga presses ask_manager`)
	if out := strings.Join(s.play("mona presses approve@ask"), "\n"); !strings.Contains(out, "sorry.not_yours {names=Max}") {
		t.Errorf("the owner decides: %s", out)
	}
}
