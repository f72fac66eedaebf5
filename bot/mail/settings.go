package mail

import (
	"errors"
	"net"
	netmail "net/mail"
	"net/url"
	"strconv"
	"strings"

	"makegood/dialogs/policy"
)

// What was written in the setting is never repeated: it holds a password.
var (
	errForm = errors.New("MAKEGOOD_SMTP cannot be read: write it like smtp://user:password@mail.example.com:587, or smtps:// with port 465, and in user and password %40 for @, %3A for :, %2F for /, %23 for # and %25 for %")
	errPass = errors.New("MAKEGOOD_SMTP has a user and no password: write it like smtp://user:password@mail.example.com:587")
	errFrom = errors.New("MAKEGOOD_MAIL_FROM is no e-mail address: write it like service@example.com, or Brightwater <service@example.com>")
	errBoth = errors.New("MAKEGOOD_SMTP is set and MAKEGOOD_MAIL_FROM is not: put the address there that your e-mail comes from, such as service@example.com")
	errOnly = errors.New("MAKEGOOD_MAIL_FROM is set and MAKEGOOD_SMTP is not: set both to send e-mail, or neither")
)

// New reads the settings; both empty are nil, no e-mail.
func New(server, from string) (*Sender, error) {
	switch {
	case server == "" && from == "":
		return nil, nil //nolint:nilnil // no e-mail is a good setting
	case server == "":
		return nil, errOnly
	case from == "":
		return nil, errBoth
	}
	s, err := readServer(server)
	if err != nil {
		return nil, err
	}
	s.from, err = netmail.ParseAddress(from)
	if err != nil || !policy.Address(s.from.Address) {
		return nil, errFrom
	}
	return s, nil
}

func readServer(server string) (*Sender, error) {
	u, err := url.Parse(server)
	if err != nil || u.Hostname() == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		return nil, errForm
	}
	s := &Sender{host: u.Hostname(), port: 587, secure: u.Scheme == "smtps"}
	if s.secure {
		s.port = 465
	}
	if u.Port() != "" {
		if s.port, err = strconv.Atoi(u.Port()); err != nil || s.port < 1 || s.port > 65535 {
			return nil, errForm
		}
	}
	if u.User != nil {
		s.user = u.User.Username()
		s.pass, _ = u.User.Password()
		if s.user == "" || s.pass == "" {
			return nil, errPass
		}
	}
	ip := net.ParseIP(s.host)
	s.local = s.host == "localhost" || ip != nil && ip.IsLoopback()
	return s, nil
}
