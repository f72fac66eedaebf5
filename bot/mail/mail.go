// Package mail hands e-mail to a mail server, by SMTP. It knows nothing of cases.
//
// # What is promised
//
// A letter goes to one address, in one conversation that ends with its context. Send says
// nil only after the server has taken it, and a [bot.Unmailed] only where it certainly has
// not. Between them lies a conversation that broke off: then nobody knows, and the same
// letter may be handed over again. It carries the same Message-ID every time, made of the
// letter's id and the sender's domain, so that a second copy can be recognised.
//
// Letters are plain text with a simple HTML of the same words, without pictures, links or
// anything that tells when it was read. They say that a program sent them
// (Auto-Submitted), so that no other program answers.
//
// Nothing is sent in the clear, user and password least of all: TLS from the first byte
// (smtps), or from STARTTLS on, which must be offered, except by a server on this machine.
package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"

	"makegood/bot"
)

// Sender is a mail server with what it needs to know of us.
type Sender struct {
	host       string
	port       int
	user, pass string
	secure     bool // TLS from the first byte
	local      bool // on this machine
	from       *netmail.Address
	roots      *x509.CertPool // nil: the system's
}

var _ bot.Mailer = (*Sender)(nil)

const longest = time.Minute // for a context without an end

// Send hands a letter over.
func (s *Sender) Send(ctx context.Context, m bot.Letter) error {
	msg, err := s.message(m)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	client, conversation, err := s.dial(ctx)
	if err != nil {
		return err
	}
	err = client.SendWithSMTPClient(conversation, msg)
	if msg.IsDelivered() { // whatever went wrong behind it
		err = nil
	}
	_ = client.CloseWithSMTPClient(conversation) // how they part does not matter
	return refused(err)
}

// Check asks the server whether it would take a letter of ours; the error says what to mend.
// That it cannot be reached is an [bot.Unmailed] that may go by.
func (s *Sender) Check(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	client, conversation, err := s.dial(ctx)
	if err != nil {
		return err
	}
	_ = client.CloseWithSMTPClient(conversation) // it let us in
	return nil
}

// dial begins a conversation with the server. That it cannot be reached is an [bot.Unmailed].
func (s *Sender) dial(ctx context.Context) (*gomail.Client, *smtp.Client, error) {
	client, err := s.client(ctx)
	if err != nil {
		return nil, nil, err
	}
	conversation, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return nil, nil, unreached(err)
	}
	return client, conversation, nil
}

// client is a client for one conversation, which ends with ctx however slowly the server speaks.
func (s *Sender) client(ctx context.Context) (*gomail.Client, error) {
	wait := longest
	if end, ok := ctx.Deadline(); ok {
		wait = max(time.Until(end), time.Millisecond)
	}
	secrets := &tls.Config{ServerName: s.host, RootCAs: s.roots, MinVersion: tls.VersionTLS12}
	dial := func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
		if err != nil || !s.secure {
			return conn, err
		}
		safe := tls.Client(conn, secrets)
		if err := safe.HandshakeContext(ctx); err != nil {
			return nil, errors.Join(err, conn.Close())
		}
		return safe, nil
	}
	_, domain, _ := strings.Cut(s.from.Address, "@")
	options := []gomail.Option{
		gomail.WithPort(s.port), gomail.WithTimeout(wait), gomail.WithTLSConfig(secrets), gomail.WithHELO(domain),
		gomail.WithoutNoop(), gomail.WithoutRset(), gomail.WithTLSPolicy(gomail.TLSMandatory),
		gomail.WithDialContextFunc(func(dialing context.Context, network, address string) (net.Conn, error) {
			conn, err := dial(dialing, network, address)
			if err == nil {
				context.AfterFunc(ctx, func() { _ = conn.Close() }) // the library leaves one open that did not let us in
			}
			return conn, err
		}),
	}
	switch {
	case s.secure:
		options = append(options, gomail.WithSSL())
	case s.local:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	}
	if s.user != "" {
		options = append(options, gomail.WithUsername(s.user), gomail.WithPassword(s.pass),
			gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthPlain, gomail.SMTPAuthLogin))
	}
	client, err := gomail.NewClient(s.host, options...)
	if err != nil {
		return nil, &bot.Unmailed{Ours: true, Err: fmt.Errorf("MAKEGOOD_SMTP: %w", err)}
	}
	return client, nil
}

// message is a letter as it travels.
func (s *Sender) message(m bot.Letter) (*gomail.Msg, error) {
	msg := gomail.NewMsg(gomail.WithEncoding(gomail.EncodingQP), gomail.WithNoDefaultUserAgent())
	from := *s.from
	if from.Name == "" {
		from.Name = line(m.From)
	}
	msg.FromMailAddress(&from)
	msg.ToMailAddress(&netmail.Address{Name: line(m.Name), Address: m.To})
	if _, err := netmail.ParseAddress(m.To); err != nil || strings.ContainsAny(m.To, " ,;<>\r\n\t") {
		return nil, &bot.Unmailed{Err: errors.New("the address is none")}
	}
	if m.ReplyTo != "" {
		msg.ReplyToMailAddress(&netmail.Address{Name: line(m.From), Address: m.ReplyTo})
	}
	_, domain, _ := strings.Cut(s.from.Address, "@")
	msg.SetMessageIDWithValue(m.ID + "@" + domain)
	msg.SetDateWithValue(m.Date)
	msg.Subject(line(m.Subject))
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetBodyString(gomail.TypeTextPlain, plain(m))
	rich, err := html(m)
	if err != nil {
		return nil, err
	}
	msg.AddAlternativeString(gomail.TypeTextHTML, rich)
	return msg, nil
}

// unreached is why there was no conversation, or one that ended before it came to the
// letter. The server's own words stay out of it: they may name somebody.
func unreached(err error) error {
	if reply, ok := errors.AsType[*textproto.Error](err); ok {
		code := strconv.Itoa(reply.Code)
		if reply.Code/100 == 4 {
			return &bot.Unmailed{Code: code, Again: true, Err: errors.New("the mail server asks to come again")}
		}
		return &bot.Unmailed{Code: code, Ours: true, Err: errors.New("the mail server does not let us in: look at user and password in MAKEGOOD_SMTP")}
	}
	return &bot.Unmailed{Again: true, Ours: true, Err: fmt.Errorf("the mail server in MAKEGOOD_SMTP: %w", err)}
}

// refused is why a letter was not taken, or might have been.
func refused(err error) error {
	if err == nil {
		return nil
	}
	why, ok := errors.AsType[*gomail.SendError](err)
	if !ok {
		return errors.New("the conversation with the mail server broke off")
	}
	said := strings.TrimSpace(strconv.Itoa(why.ErrorCode()) + " " + why.EnhancedStatusCode())
	switch why.ErrorCode() / 100 {
	case 4:
		return &bot.Unmailed{Code: said, Again: true, Err: errors.New(why.Reason.String())}
	case 5:
		return &bot.Unmailed{Code: said, Ours: why.Reason == gomail.ErrSMTPMailFrom, Err: errors.New(why.Reason.String())}
	default:
		return fmt.Errorf("the conversation with the mail server broke off: %s", why.Reason)
	}
}
