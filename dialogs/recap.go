package dialogs

import (
	"fmt"
	"hash/fnv"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs/money"
)

// What was settled is put in writing while it is fresh: who does what by when, and when
// they hear from us again. No causes and no blame; it ends with thanks (A2 S26, S27,
// A15 D13). Everything in it comes from the record, and what somebody wrote there about
// causes or blame stays out. It is kept as it was sent.

// Recap is what the customer got in writing.
type Recap struct {
	By    Person
	At    time.Time
	Lines []Line
	Mail  int // the letter it went out in, 0: somebody sent it by themselves
}

var (
	recapTitle  = tell("form.recap.title", "")
	recapSend   = tell("form.recap.submit", "")
	recapDone   = tell("form.recap.done", "")
	recapLeft   = tell("recap.left_out", "text!")
	recapPlain  = tell("recap.given_plain", "")
	recapDoes   = tell("recap.will_plain", "who! when!")
	recapOnWay  = tell("recap.on_way", "address!")
	recapUnsent = tell("recap.unsent", "address!")

	recapSubject = tell("recap.subject", "company!")
	recapHello   = tell("recap.hello", "customer! owner! company!")
	recapHi      = tell("recap.hello_unnamed", "owner! company!")
	recapGiven   = tell("recap.given", "what!")
	recapWill    = tell("recap.will", "who! what! when!")
	recapTerms   = tell("recap.terms", "amount!")
	recapNext    = tell("recap.next", "owner! when!")
	recapWrite   = tell("recap.next_write", "owner! when!")
	recapStands  = tell("recap.stands", "")
	recapThanks  = tell("recap.thanks", "company!")
	recapSent    = tell("recap.sent", "time!")
	recapOld     = tell("sorry.recap_old", "")
)

// WriteRecap shows the text, and sending the form says that it went to the customer.
const WriteRecap Act = "recap"

// RecapForm is the text.
const RecapForm FormID = "recap"

var _ = put(deeds, map[Act]deed{WriteRecap: opens((*turn).recapForm)})

var _ = put(sheets, map[FormID]sheet{RecapForm: {WriteRecap, WordsField, (*turn).recapped}})

// recap is the text, from what is recorded; nil where there is nothing to put in writing,
// or the company does not.
func (t *turn) recap() []Line { return t.recapAt(t.in.At, t.in.Opening) }

// recapAt is the text as it was shown then, with those first words.
func (t *turn) recapAt(shown time.Time, fitted string) []Line {
	var will []Line
	said := map[int]bool{} // promises that are in the line of what they carry out
	for _, g := range t.c.Given {
		switch i := t.c.promiseOf(g, said); {
		case i >= 0 && !Blames(g.told()):
			p := t.c.Promises[i]
			said[i], will = true, append(will, recapWill.With("who", p.Who.Name, "what", short(g.told(), lineRunes), "when", t.c.echo(p.By)))
		case !Blames(g.told()):
			will = append(will, recapGiven.With("what", short(g.told(), lineRunes)))
		case g.told() != g.What: // the amount alone
			will = append(will, recapGiven.With("what", g.Amount.String()))
		default:
			will = append(will, recapPlain.With())
		}
	}
	for i, p := range t.c.Promises {
		switch {
		case p.Status != Open || said[i]:
		case Blames(p.What):
			will = append(will, recapDoes.With("who", p.Who.Name, "when", t.c.echo(p.By)))
		default:
			will = append(will, recapWill.With("who", p.Who.Name, "what", short(p.What, lineRunes), "when", t.c.echo(p.By)))
		}
	}
	if p := t.c.Price; !p.Understood.IsZero() { // what holds from the next job on (A3 B12)
		will = append(will, recapTerms.With("amount", p.Named.String()))
	}
	if len(will) == 0 || t.c.Policy.How().Recap == "never" {
		return nil
	}
	hello := recapHi.With("owner", t.c.Owner.Name, "company", t.c.Policy.Company)
	if name := t.c.Details.Customer; name != "" && !Blames(name) {
		hello = recapHello.With("customer", t.c.customer(), "owner", t.c.Owner.Name, "company", t.c.Policy.Company)
	}
	text := slices.Concat([]Line{hello}, t.opened(WriteRecap, fitted), []Line{recapThis.With()}, will)
	if t.c.parted() {
		return t.c.toCustomer(append(text, recapStands.With()))
	}
	due := t.c.FollowUp.Due
	if due.IsZero() {
		due = t.followUpAfter(shown)
	}
	next := recapNext
	if t.c.mailOnly() {
		next = recapWrite
	}
	return t.c.toCustomer(append(text,
		next.With("owner", t.c.Owner.Name, "when", t.c.echo(due)), recapThanks.With("company", t.c.Policy.Company)))
}

// promiseOf is the open promise that was written down of what was given and was not said yet, -1 if there is none.
func (c Case) promiseOf(g Gift, said map[int]bool) int {
	for i, p := range c.Promises {
		if p.Status == Open && !said[i] && (p.What == g.text() || p.What == g.costing()) {
			return i
		}
	}
	return -1
}

// told is what was given as the customer hears of it: what a thing costs us is not theirs,
// and how somebody put down what they wanted is not for them.
func (g Gift) told() string {
	switch k := g.kind(); {
	case k == InKind || k == OnTop:
		return g.What
	case g.Asked && g.Amount > 0 && (ofSomebody.MatchString(g.What) || beyond(g.What, []money.Cents{g.Amount}) > 0):
		return g.Amount.String()
	}
	return g.text()
}

// ofSomebody finds words of somebody, or about them.
var ofSomebody = regexp.MustCompile(`(?i)\b(?:i|i'(?:m|d|ve|ll)|me|my|mine|he|him|his|she|her|hers|they|them|their|theirs|mi|mis|su|sus)\b`)

// leftOut says which words of ours the text does without.
func (t *turn) leftOut() []Line {
	var out []Line
	for _, g := range t.c.Given {
		if Blames(g.told()) {
			out = append(out, recapLeft.With("text", short(g.What, lineRunes)))
		}
	}
	for _, p := range t.c.Promises {
		if p.Status == Open && Blames(p.What) {
			out = append(out, recapLeft.With("text", short(p.What, lineRunes)))
		}
	}
	return out
}

// recapForm carries when it was shown and what it said, so that what is kept is what was
// sent.
func (t *turn) recapForm() Form {
	lines := t.recap()
	f := Form{
		ID: RecapForm, On: t.c.token(), Value: strconv.FormatInt(t.in.At.UnixNano(), 10) + " " + fingerprint(lines),
		Title: recapTitle.With(), Lines: append(lines, t.leftOut()...), Submit: recapSend.With(),
	}
	t.offerMail(&f)
	return f
}

func fingerprint(lines []Line) string {
	h := fnv.New64a()
	fmt.Fprintf(h, "%q", lines) // the facts in the order of their names
	return strconv.FormatUint(h.Sum64(), 36)
}

func (t *turn) recapped(e Filled) {
	at, said, _ := strings.Cut(e.Value, " ")
	nanos, _ := strconv.ParseInt(at, 10, 64) // one that is none shows nothing of ours
	lines := t.recapAt(time.Unix(0, nanos).UTC(), t.in.Opening)
	if fingerprint(lines) != said { // better first words may have come since it was shown
		lines = t.recapAt(time.Unix(0, nanos).UTC(), "")
	}
	if fingerprint(lines) != said {
		t.refuse(recapOld.With())
		return
	}
	to := t.mailTo(e)
	if t.refused {
		return
	}
	r := Recap{By: t.in.Actor, At: t.in.At, Lines: lines}
	if to == "" {
		t.c.LastWord = t.in.At
	} else {
		r.Mail = len(t.c.Mails) + 1
		t.mail(to, lines)
	}
	t.c.Recaps = append(t.c.Recaps, r)
	t.redraw()
}

// sentLine says how it stands with the latest.
func (t *turn) sentLine() Line {
	r := t.c.Recaps[len(t.c.Recaps)-1]
	if r.Mail == 0 {
		return recapSent.With("time", t.c.date(r.At))
	}
	switch l := t.c.Mails[r.Mail-1]; {
	case l.Result == "":
		return recapOnWay.With("address", l.To)
	case l.lost():
		return recapUnsent.With("address", l.To)
	default:
		return recapSent.With("time", t.c.date(l.Ended))
	}
}

// offerRecap puts it behind the menu while things are still written down, and says
// whether they have it.
func (t *turn) offerRecap(m *Message) {
	if len(t.c.Recaps) > 0 {
		m.Lines = append(m.Lines, t.sentLine())
	}
	switch ch := WriteRecap.on(t.c.token()); {
	case t.recap() == nil:
	case t.c.Stage == Thank:
		m.Choices = append(m.Choices, ch)
	default:
		m.More = append(m.More, ch)
	}
}
