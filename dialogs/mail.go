package dialogs

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs/policy"
)

// The recap goes by e-mail where the person who sends it says so, for this one, to an
// address they see (A13 W1). What became of it is told where it was sent from: a mail that
// nobody takes is the owner's to mend, and until then the customer has nothing in writing.

// Mail is a letter to somebody outside. It is handed over to a mail server at least once,
// and tried no more after Until; [Mailed] says what became of it.
type Mail struct {
	ID        string // unique in the case: "mail-1"
	To        string // one address
	Name      string // whose, empty: not known
	From      string // the company's name
	ReplyTo   string
	Subject   Line
	Lines     []Line
	Signature string
	Until     time.Time
}

func (Mail) effect() {}

// Mailed says what became of a mail.
type Mailed struct {
	ID     string
	Result MailResult
	Code   string // of the mail server, "550 5.1.1"; empty: it said nothing
}

func (Mailed) event() {}

// MailResult is what became of a mail.
type MailResult string

// Results. None: it is on its way.
const (
	MailSent    MailResult = "sent"    // a mail server has taken it
	MailRefused MailResult = "refused" // none takes it for that address
	MailFailed  MailResult = "failed"  // it could not be handed over, for reasons of ours
)

// Letter is a mail as the case knows it.
type Letter struct {
	N, Rev int
	To     string
	By     Person
	At     time.Time
	Until  time.Time // when it is given up, if nobody has taken it
	Result MailResult
	Code   string
	Ended  time.Time
}

func (l Letter) id() string    { return "mail-" + strconv.Itoa(l.N) }
func (l Letter) token() string { return l.id() + "." + strconv.Itoa(l.Rev) }

// lost: it did not get through.
func (l Letter) lost() bool { return l.Result == MailRefused || l.Result == MailFailed }

// patience is how long a mail is tried where the mail server is away or asks to wait. The
// recap is for while it is fresh; after that the owner does better to send a text.
const patience = 4 * time.Hour

var (
	mailGoing   = tell("mail.going", "address! time!")
	mailSent    = tell("mail.sent", "address! time!")
	mailRefused = tell("mail.refused", "address!")
	mailFailed  = tell("mail.failed", "address!")
	mailAsk     = tell("mail.refused_do", "")
	mailText    = tell("mail.failed_do", "")
	mailCode    = tell("mail.code", "code!")

	labelGoes    = tell("field.recap_way", "")
	labelAddress = tell("field.address", "")
	hintAddress  = tell("hint.address", "")
	wayMyself    = tell("recap.way_myself", "")
	wayMail      = tell("recap.way_mail", "")
	mailOff      = tell("error.mail_off", "")
	addressBad   = tell("error.address", "")
)

// Acts.
const (
	MailAgain Act = "mail_again"
	ReadRecap Act = "read_recap"
)

// Fields.
const (
	GoesField    Field = "goes"
	AddressField Field = "address"
)

// The recapWays a recap can go.
const (
	byMyself = "myself"
	byMail   = "mail"
)

var recapWays = []Option{{byMyself, wayMyself.With()}, {byMail, wayMail.With()}}

var _ = put(deeds, map[Act]deed{
	MailAgain: opens((*turn).recapAgain),
	ReadRecap: deed{form: (*turn).readRecap}.always(),
})

// address is the customer's e-mail address, as it was typed; empty: none is known.
func (c Case) address() string {
	_, mails := reaches(c.Details.Contact)
	for _, m := range mails {
		if policy.Address(m) {
			return m
		}
	}
	return ""
}

// offerMail asks how the customer gets it, where it can go by e-mail.
func (t *turn) offerMail(f *Form) {
	to := t.c.address()
	if !t.in.Mail || to == "" {
		return
	}
	f.Submit = recapDone.With()
	f.Inputs = []Question{
		{Field: GoesField, Label: labelGoes.With(), Kind: Pick, Options: recapWays},
		{Field: AddressField, Label: labelAddress.With(), Hint: hintAddress.With(), Kind: Short, Initial: to, Optional: true},
	}
}

// recapAgain is the text as it is by now, for the address to be corrected.
func (t *turn) recapAgain() Form {
	f := t.recapForm()
	for i := range f.Inputs {
		if f.Inputs[i].Field == GoesField {
			f.Inputs[i].Initial = byMail
		}
	}
	return f
}

// mailTo is the address that a sent form gives; empty: it goes another way.
func (t *turn) mailTo(e Filled) string {
	asked := e.Fields[GoesField] != "" || e.Fields[AddressField] != ""
	switch way := t.picked(e, GoesField, recapWays, !asked); {
	case way != byMail || t.refused:
		return ""
	case !t.in.Mail:
		t.object(GoesField, mailOff.With())
		return ""
	}
	to := strings.TrimPrefix(t.text(e, AddressField, false), "mailto:")
	if !t.refused && !policy.Address(to) {
		t.object(AddressField, addressBad.With())
	}
	return to
}

// mail sends the recap that was just written down. An address that was corrected is the
// customer's from now on.
func (t *turn) mail(to string, lines []Line) {
	l := Letter{N: len(t.c.Mails) + 1, Rev: 1, To: to, By: t.in.Actor, At: t.in.At, Until: t.in.At.Add(patience)}
	t.c.Mails = append(t.c.Mails, l)
	if was := t.c.address(); was != to {
		t.c.Details.Contact = strings.Replace(t.c.Details.Contact, was, to, 1)
	}
	m := Mail{
		ID: l.id(), To: to, From: t.c.Policy.Company, ReplyTo: t.c.Policy.Mail.ReplyTo,
		Subject: recapSubject.With("company", t.c.Policy.Company), Lines: lines, Signature: t.c.Policy.Mail.Signature, Until: l.Until,
	}
	if t.c.Details.Customer != "" {
		m.Name = t.c.customer()
	}
	t.effects = append(t.effects, m)
	if n := len(t.c.Mails) - 2; n >= 0 && t.c.Mails[n].lost() { // who sends it again has mended that one
		t.reshow(t.letter(n))
	}
	t.show(t.letter(len(t.c.Mails) - 1))
}

// mailed takes note of what became of a mail, also where the case is closed by then.
func (t *turn) mailed(e Mailed) {
	i := slices.IndexFunc(t.c.Mails, func(l Letter) bool { return l.id() == e.ID && l.Result == "" })
	if i < 0 {
		return
	}
	l := &t.c.Mails[i]
	l.Result, l.Code, l.Ended, l.Rev = e.Result, e.Code, t.in.At, l.Rev+1
	if e.Result == MailSent && t.c.LastWord.Before(t.in.At) {
		t.c.LastWord = t.in.At
	}
	m := t.letter(i)
	if l.lost() { // redrawing calls nobody; a direct message does
		t.ping(m, []Person{t.c.Owner}, t.in.At)
	} else {
		t.reshow(m)
	}
	if t.c.Stage != Ended {
		t.showStep() // it says whether they have it in writing
	}
}

// letter draws how a mail stands.
func (t *turn) letter(i int) Message {
	l := t.c.Mails[i]
	m := Message{ID: l.id(), To: Place{Where: Thread}, Kind: NoteKind}
	do := mailAsk
	switch l.Result {
	case "":
		m.Head = mailGoing.With("address", l.To, "time", t.c.date(l.Until))
		return m
	case MailSent:
		m.Kind, m.Head = DoneKind, mailSent.With("address", l.To, "time", t.c.date(l.Ended))
		return m
	case MailRefused:
		m.Head = mailRefused.With("address", l.To)
	case MailFailed:
		m.Head, do = mailFailed.With("address", l.To), mailText
	}
	if l.Code != "" {
		m.Lines = append(m.Lines, mailCode.With("code", l.Code))
	}
	if i < len(t.c.Mails)-1 { // it was sent anew
		return m
	}
	m.Lines = append(m.Lines, do.With())
	if t.c.Closed.IsZero() && t.recap() != nil {
		m.Choices = []Choice{MailAgain.on(l.token())}
	}
	m.Choices = append(m.Choices, ReadRecap.on(l.token()))
	return m
}

// hushMails takes back at the end of the case that a mail can be sent again.
func (t *turn) hushMails() {
	if n := len(t.c.Mails); n > 0 && t.c.Mails[n-1].lost() {
		t.reshow(t.letter(n - 1))
	}
}

// readRecap shows a text once more, to be copied, as it went out or was to.
func (t *turn) readRecap(ch Choice) Form {
	f := Form{ID: ReadForm, Title: recapTitle.With()}
	for _, r := range t.c.Recaps {
		if r.Mail > 0 && t.c.Mails[r.Mail-1].token() == ch.On {
			f.Lines = r.Lines
		}
	}
	return f
}
