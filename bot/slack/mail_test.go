package slack_test

import (
	"bytes"
	"log/slog"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"makegood/bot/mail/peers"
	"makegood/bot/slack/slacksim"
	"makegood/store"
)

// mails lets the office send e-mail by a server.
func mails(server *peers.Server) func(*settings) {
	return func(s *settings) {
		s.bot.SMTP, s.bot.MailFrom = "smtp://"+server.Addr, "service@brightwater.example"
	}
}

// sendsRecap takes a case of Tess's to where something is agreed, and has her send it by
// e-mail to the address she corrects it to.
func sendsRecap(tess *slacksim.Actor, to string) {
	tess.Command(alvarez)
	tess.Press("Add details")
	tess.Fill("Phone or e-mail", "mrs.alvarez@example.com")
	tess.Submit()
	addsPromise(tess, "$40 back on the card")
	presses(tess, "They are fine now", "Text for the customer")
	tess.Choose("How do they get it?", "Send it by e-mail now, to the address below")
	tess.Fill("E-mail address", to)
	tess.Submit()
}

// TestRecapByMail: what Tess sends arrives as she saw it, and she sees that it went, in the
// line where she saw that it was on its way.
func TestRecapByMail(t *testing.T) {
	t.Parallel()
	server := peers.Start(t, peers.Options{})
	o := open(t, mails(server))
	tess := o.person("tess")
	sendsRecap(tess, "bob@example.com")
	got := server.Next()
	tess.Sees("Sent by e-mail to bob@example.com")
	tess.Sees("They have it in writing")
	tess.SeesNot("is on its way to")
	m, err := mail.ReadMessage(bytes.NewReader(got.Raw))
	if err != nil {
		t.Fatal(err)
	}
	if id := m.Header.Get("Message-ID"); !strings.HasPrefix(id, "<r-101.mail-1.") || !strings.HasSuffix(id, "@brightwater.example>") {
		t.Errorf("it is called %s", id)
	}
	for _, want := range []string{"Tess from Brightwater Home Services, for Mrs Alvarez.", "- Tess, by ", ": $40 back on the card", "Thank you for giving Brightwater Home Services"} {
		if !strings.Contains(strings.ReplaceAll(string(got.Raw), "=\r\n", ""), want) {
			t.Errorf("it lacks %q:\n%s", want, got.Raw)
		}
	}
	server.None()
	o.noFaults()
	o.nothingTwice()
}

// TestMailLater: a server that asks to wait is asked again, a minute later, and nobody is
// bothered with it.
func TestMailLater(t *testing.T) {
	t.Parallel()
	server := peers.Start(t, peers.Options{})
	var log lines
	o := open(t, mails(server), func(s *settings) { s.log = slog.NewTextHandler(&log, nil) })
	tess := o.person("tess")
	sendsRecap(tess, "later@example.com")
	tess.Sees("The text is on its way to later@example.com")
	log.waits(t, "a mail was not taken")
	server.None()
	o.clock.Jump(61 * time.Second)
	server.Next()
	tess.Sees("Sent by e-mail to later@example.com")
	server.None()
	o.nothingTwice()
}

// TestMailRefused: an address that is none is Tess's to mend, who is told so directly, and
// sends it once more.
func TestMailRefused(t *testing.T) {
	t.Parallel()
	server := peers.Start(t, peers.Options{})
	o := open(t, mails(server))
	tess := o.person("tess")
	sendsRecap(tess, "gone@example.com")
	tess.Sees("The e-mail to gone@example.com was not taken.")
	tess.Sees("The mail server said 550")
	o.until("a direct message", func() bool { return o.posted()["R-101/mail-1-dm"] == 1 })
	tess.Press("Send it once more")
	tess.Fill("E-mail address", "bob@example.com")
	tess.Submit()
	if got := server.Next(); got.To[0] != "bob@example.com" {
		t.Errorf("it went to %v", got.To)
	}
	tess.Sees("Sent by e-mail to bob@example.com")
	tess.SeesNot("Send it once more")
	o.noFaults()
	o.nothingTwice()
	if said := o.journalled("R-101"); !strings.Contains(said, `"mail":{"id":"mail-1","result":"refused","code":"550`) ||
		!strings.Contains(said, `"mail":{"id":"mail-2","result":"sent"}`) || strings.Contains(said, "@example.com") {
		t.Errorf("the journal says\n%s", said)
	}
}

// TestMailCrash: the process ends after the server has taken the letter and before that is
// written down. It goes out once more, as the same letter, and is told once.
func TestMailCrash(t *testing.T) {
	t.Parallel()
	server := peers.Start(t, peers.Options{})
	o := open(t, mails(server))
	tess := o.person("tess")
	sendsRecap(tess, "mute@example.com") // takes it, and does not say so
	first := server.Next()
	if err := o.service.Kill(); err != nil {
		t.Fatal(err)
	}
	o.CutSockets()
	o.stop()
	o.start(slog.New(slog.DiscardHandler))
	time.Sleep(time.Second) // its mark is not old yet
	server.None()
	o.clock.Jump(time.Minute)
	second := server.Next()
	tess.Sees("Sent by e-mail to mute@example.com")
	id := func(got peers.Taken) string {
		m, err := mail.ReadMessage(bytes.NewReader(got.Raw))
		if err != nil {
			t.Fatal(err)
		}
		return m.Header.Get("Message-ID") + m.Header.Get("Date")
	}
	if id(first) != id(second) {
		t.Errorf("two letters, %s and %s", id(first), id(second))
	}
	server.None()
	o.nothingTwice()
	if said := o.journalled("R-101"); strings.Count(said, `"mail":{`) != 1 {
		t.Errorf("the journal says\n%s", said)
	}
}

// TestMailAway: a server that is away holds up nothing of the case, and is given up after
// hours; the owner is told what to do.
func TestMailAway(t *testing.T) {
	t.Parallel()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	o := open(t, func(s *settings) {
		s.bot.SMTP, s.bot.MailFrom = "smtp://user:hushhush@"+closed.Addr().String(), "service@brightwater.example"
		s.log = slog.DiscardHandler
	})
	tess := o.person("tess")
	sendsRecap(tess, "bob@example.com")
	tess.Sees("The text is on its way to bob@example.com")
	tess.Press("Text for the customer") // goes on meanwhile
	o.clock.Jump(5 * time.Hour)
	tess.Sees("The e-mail to bob@example.com could not be handed over.")
	tess.Sees("Send them the text yourself")
	o.nothingTwice()
}

// TestNoMail: without a mail server nobody is offered any.
func TestNoMail(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Press("Add details")
	tess.Fill("Phone or e-mail", "mrs.alvarez@example.com")
	tess.Submit()
	addsPromise(tess, "$40 back on the card")
	presses(tess, "They are fine now", "Text for the customer")
	tess.Sees("This is what we settled")
	tess.SeesNot("How do they get it?")
	tess.Submit()
	tess.Sees("They have it in writing")
}

// lines is a log that can be read while it is written.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
	more chan struct{} // closed with the next line
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.more != nil {
		close(l.more)
		l.more = nil
	}
	return l.text.Write(p)
}

// waits until the log holds some words.
func (l *lines) waits(t *testing.T, words string) {
	t.Helper()
	ended := time.After(slacksim.Patience)
	for {
		l.mu.Lock()
		there := strings.Contains(l.text.String(), words)
		if l.more == nil {
			l.more = make(chan struct{})
		}
		more := l.more
		l.mu.Unlock()
		if there {
			return
		}
		select {
		case <-more:
		case <-ended:
			t.Fatalf("waited in vain for %q in the log:\n%s", words, l)
		}
	}
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// TestMailSettings: what is wrong ends the start in a sentence that names the setting; the
// password is in no sentence and in no log.
func TestMailSettings(t *testing.T) {
	t.Parallel()
	server := peers.Start(t, peers.Options{User: "user", Pass: "pass"})
	o := open(t)
	for _, c := range []struct{ smtp, from, want string }{
		{"smtp://user:hushhush@" + server.Addr, "service@brightwater.example", "look at user and password in MAKEGOOD_SMTP"},
		{"smtp//user:hushhush@" + server.Addr, "service@brightwater.example", "MAKEGOOD_SMTP cannot be read"},
		{"smtp://user:hushhush@" + server.Addr, "", "MAKEGOOD_MAIL_FROM is not"},
	} {
		err := o.again(func(s *settings) { s.bot.SMTP, s.bot.MailFrom = c.smtp, c.from })
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "hushhush") {
			t.Errorf("%s: %v", c.want, err)
		}
	}
	var log lines
	o2 := open(t, func(s *settings) {
		s.bot.SMTP, s.bot.MailFrom = "smtp://user:pass@"+server.Addr, "service@brightwater.example"
		s.log = slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})
	})
	sendsRecap(o2.person("tess"), "gone@example.com")
	o2.person("tess").Sees("The e-mail to gone@example.com was not taken.")
	log.waits(t, "a mail was not taken")
	if said := log.String(); strings.Contains(said, "pass@") || strings.Contains(said, "gone@") {
		t.Errorf("the log says\n%s", said)
	}
}

// journalled is the open part of a record's journal, read while the bot is away.
func (o *office) journalled(id string) string {
	o.t.Helper()
	var all []string
	o.records(func(s *store.Store) {
		entries, err := s.Journal(o.t.Context(), id)
		if err != nil {
			o.t.Fatal(err)
		}
		for _, e := range entries {
			all = append(all, string(e.Public))
		}
	})
	return strings.Join(all, "\n")
}
