package mail

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"makegood/bot"
	"makegood/bot/mail/peers"
)

var letter = bot.Letter{
	ID: "r-104.mail-1.abc", Date: time.Date(2026, 11, 23, 15, 42, 0, 0, time.UTC), To: "bob@example.com", Name: "Bob Jones", From: "Brightwater",
	Subject: "What we settled", Lines: []string{"Tess from Brightwater, for Bob Jones.", "- Agreed: $100", "- Tess, by Mon: a call", "Thank you."},
}

func to(address string) bot.Letter {
	l := letter
	l.To = address
	return l
}

func sender(t *testing.T, url string) *Sender {
	t.Helper()
	s, err := New(url, "Brightwater <service@brightwater.example>")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func wait(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// TestAnswers: each answer of a mail server is told for what it is.
func TestAnswers(t *testing.T) {
	t.Parallel()
	server := peers.Start(t, peers.Options{})
	s := sender(t, "smtp://"+server.Addr)
	for _, c := range []struct {
		to         string
		code       string
		again      bool
		taken, odd bool
	}{
		{to: "bob@example.com", taken: true},
		{to: "later@example.com", code: "450", again: true},
		{to: "later@example.com", taken: true},
		{to: "full@example.com", code: "452", again: true},
		{to: "gone@example.com", code: "550"},
		{to: "spam@example.com", code: "554"},
	} {
		err := s.Send(wait(t), to(c.to))
		if c.taken {
			if err != nil {
				t.Errorf("%s: %v", c.to, err)
			}
			if got := server.Next(); len(got.To) != 1 || got.To[0] != c.to || got.From != "service@brightwater.example" || got.Helo != "brightwater.example" {
				t.Errorf("%s: taken as %+v", c.to, got)
			}
			continue
		}
		why, ok := errors.AsType[*bot.Unmailed](err)
		if !ok || !strings.HasPrefix(why.Code, c.code) || why.Again != c.again || why.Ours {
			t.Errorf("%s: %#v", c.to, err)
		}
		if ok && strings.Contains(err.Error(), "@") {
			t.Errorf("whoever reads the log reads %q", err)
		}
	}
	server.None()
}

// TestNobodyThere: what cannot be reached may be reached later.
func TestNobodyThere(t *testing.T) {
	t.Parallel()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	err = sender(t, "smtp://"+closed.Addr().String()).Send(wait(t), letter)
	if why, ok := errors.AsType[*bot.Unmailed](err); !ok || !why.Again || why.Code != "" {
		t.Errorf("%#v", err)
	}
}

// TestSlow: a server that does not answer, or says a word now and then, holds nobody longer
// than the context.
func TestSlow(t *testing.T) {
	t.Parallel()
	server := peers.Start(t, peers.Options{})
	drip, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer drip.Close()
	go func() {
		conn, err := drip.Accept()
		for err == nil { // one line of greeting after the other
			_, err = io.WriteString(conn, "220-wait\r\n")
			time.Sleep(50 * time.Millisecond)
		}
	}()
	for url, to := range map[string]bot.Letter{"smtp://" + server.Addr: to("slow@example.com"), "smtp://" + drip.Addr().String(): letter} {
		ctx, cancel := context.WithTimeout(t.Context(), 700*time.Millisecond)
		began := time.Now()
		err := sender(t, url).Send(ctx, to)
		cancel()
		if took := time.Since(began); err == nil || took > longest/2 {
			t.Errorf("%s: %v after %v", url, err, took)
		}
	}
}

// TestMute: a letter that was taken while the answer was lost is in nobody's knowledge, and
// goes out once more as the same letter.
func TestMute(t *testing.T) {
	t.Parallel()
	server := peers.Start(t, peers.Options{})
	s := sender(t, "smtp://"+server.Addr)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	told := make(chan error, 1)
	go func() { told <- s.Send(ctx, to("mute@example.com")) }()
	first := read(t, server.Next())
	cancel()
	err := <-told
	if _, certain := errors.AsType[*bot.Unmailed](err); err == nil || certain {
		t.Errorf("told as %#v", err)
	}
	if err := s.Send(wait(t), to("mute@example.com")); err != nil {
		t.Error(err)
	}
	second := read(t, server.Next())
	if a, b := first.Header.Get("Message-ID"), second.Header.Get("Message-ID"); a != b || a != "<r-104.mail-1.abc@brightwater.example>" {
		t.Errorf("ids %q and %q", a, b)
	}
}

// certificate is one for this machine, signed by itself.
func certificate(t *testing.T) (key, cert string, pool *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	shape := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "mail"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	der, err := x509.CreateCertificate(rand.Reader, shape, shape, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	bare, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	pool = x509.NewCertPool()
	pool.AddCert(made)
	text := func(kind string, b []byte) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: b}))
	}
	return text("PRIVATE KEY", bare), text("CERTIFICATE", der), pool
}

// TestLetIn: TLS from the first byte and from STARTTLS on, with user and password; who is
// not let in is told what to mend, and neither word stands in it.
func TestLetIn(t *testing.T) {
	t.Parallel()
	key, cert, pool := certificate(t)
	for _, o := range []peers.Options{{Secure: true}, {STARTTLS: true}} {
		o.Key, o.Cert, o.User, o.Pass = key, cert, "us@er", "p:a/s#s"
		server := peers.Start(t, o)
		scheme := "smtp://"
		if o.Secure {
			scheme = "smtps://"
		}
		good := sender(t, scheme+"us%40er:p%3Aa%2Fs%23s@"+server.Addr)
		good.roots, good.local = pool, false
		if err := good.Check(wait(t)); err != nil {
			t.Errorf("%s: %v", scheme, err)
		}
		if err := good.Send(wait(t), letter); err != nil {
			t.Errorf("%s: %v", scheme, err)
		} else if got := server.Next(); !got.Secure || got.User != "us@er" {
			t.Errorf("%s: taken as %+v", scheme, got)
		}
		wrong := sender(t, scheme+"us%40er:guess@"+server.Addr)
		wrong.roots, wrong.local = pool, false
		for what, err := range map[string]error{"send": wrong.Send(wait(t), letter), "check": wrong.Check(wait(t))} {
			why, ok := errors.AsType[*bot.Unmailed](err)
			if !ok || why.Again || !why.Ours || why.Code != "535" || !strings.Contains(err.Error(), "MAKEGOOD_SMTP") || strings.Contains(err.Error(), "guess") {
				t.Errorf("%s %s: %#v", scheme, what, err)
			}
		}
		stranger := sender(t, scheme+"us%40er:p%3Aa%2Fs%23s@"+server.Addr) // does not know the certificate
		stranger.local = false
		if err := stranger.Send(wait(t), letter); err == nil {
			t.Errorf("%s: a letter to a server that is not who it says", scheme)
		}
		server.None()
	}
}

// TestNothingInTheClear: a server elsewhere that offers no TLS gets nothing.
func TestNothingInTheClear(t *testing.T) {
	t.Parallel()
	server := peers.Start(t, peers.Options{User: "user", Pass: "pass"})
	s := sender(t, "smtp://user:pass@"+server.Addr)
	s.local = false // as if it were elsewhere
	if err := s.Send(wait(t), letter); err == nil {
		t.Error("taken")
	}
	server.None()
	s.local = true
	if err := s.Send(wait(t), letter); err != nil {
		t.Error(err)
	}
	server.Next()
}

func read(t *testing.T, got peers.Taken) *netmail.Message {
	t.Helper()
	m, err := netmail.ReadMessage(bytes.NewReader(got.Raw))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// bodies are a letter's texts by kind.
func bodies(t *testing.T, m *netmail.Message) map[string]string {
	t.Helper()
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("%s: %v", kind, err)
	}
	all := map[string]string{}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(p))
		if err != nil {
			t.Fatal(err)
		}
		all[p.Header.Get("Content-Type")] = strings.ReplaceAll(string(text), "\r\n", "\n")
	}
}

// TestLetter: what arrives is what was written, whatever was in it: other alphabets, lines
// that are long or begin with a dot, and what looks like headers or HTML.
func TestLetter(t *testing.T) {
	t.Parallel()
	server := peers.Start(t, peers.Options{})
	s, err := New("smtp://"+server.Addr, "service@brightwater.example")
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("w", 3000)
	l := letter
	l.Name, l.From, l.ReplyTo = `Łukasz "Bob" <eve@example.com>, Ñ`, "Brightwäter\r\nBcc: eve@example.com", "office@brightwater.example"
	l.Subject = "Was wir abgemacht haben — 東京\nX-Evil: yes"
	l.Lines = []string{"Für Łukasz 🙂", ".", "..two", "- " + long, "- <b>&amp;</b>", "Thank you."}
	l.Signature = "Brightwater\n(555) 555-0100"
	if err := s.Send(wait(t), l); err != nil {
		t.Fatal(err)
	}
	got := server.Next()
	for line := range strings.SplitSeq(string(got.Raw), "\r\n") {
		if len(line) > 998 || strings.ContainsAny(line, "\r\n") || strings.ContainsFunc(line, func(r rune) bool { return r > 126 }) {
			t.Errorf("a line that not every server takes: %q", line)
		}
	}
	m := read(t, got)
	words := &mime.WordDecoder{}
	header := func(name string) string {
		text, err := words.DecodeHeader(m.Header.Get(name))
		if err != nil {
			t.Error(err)
		}
		return text
	}
	for name, want := range map[string]string{
		"Subject": "Was wir abgemacht haben — 東京 X-Evil: yes", "Auto-Submitted": "auto-generated", "Date": "Mon, 23 Nov 2026 15:42:00 +0000",
		"Message-ID": "<r-104.mail-1.abc@brightwater.example>", "Bcc": "", "X-Evil": "", "X-Mailer": "", "User-Agent": "",
	} {
		if header(name) != want {
			t.Errorf("%s: %q", name, header(name))
		}
	}
	for name, want := range map[string]netmail.Address{
		"To":       {Name: `Łukasz "Bob" <eve@example.com>, Ñ`, Address: "bob@example.com"},
		"From":     {Name: "Brightwäter Bcc: eve@example.com", Address: "service@brightwater.example"},
		"Reply-To": {Name: "Brightwäter Bcc: eve@example.com", Address: "office@brightwater.example"},
	} {
		if list, err := m.Header.AddressList(name); err != nil || len(list) != 1 || *list[0] != want {
			t.Errorf("%s: %v %v", name, list, err)
		}
	}
	all := bodies(t, m)
	if want := "Für Łukasz 🙂\n\n.\n\n..two\n\n- " + long + "\n- <b>&amp;</b>\n\nThank you.\n\n-- \nBrightwater\n(555) 555-0100\n"; all["text/plain; charset=UTF-8"] != want {
		t.Errorf("as plain text:\n%s", all["text/plain; charset=UTF-8"])
	}
	rich := all["text/html; charset=UTF-8"]
	for _, want := range []string{"<p>Für Łukasz 🙂</p>", "<li>&lt;b&gt;&amp;amp;&lt;/b&gt;</li>", "<li>" + long + "</li>", "<p>..two</p>"} {
		if !strings.Contains(rich, want) {
			t.Errorf("the HTML has no %.40s:\n%.600s", want, rich)
		}
	}
	for _, spy := range []string{"<img", "http:", "https:", "src=", "href="} {
		if strings.Contains(rich, spy) {
			t.Errorf("the HTML has %s", spy)
		}
	}
}

// TestNoAddress: whatever is no single address goes nowhere.
func TestNoAddress(t *testing.T) {
	t.Parallel()
	server := peers.Start(t, peers.Options{})
	s := sender(t, "smtp://"+server.Addr)
	for _, bad := range []string{"", "bob", "a@example.com, b@example.com", "a@example.com\r\nRCPT TO:<b@example.com>", "<a@example.com>", "Bob <a@example.com>"} {
		err := s.Send(wait(t), to(bad))
		if why, ok := errors.AsType[*bot.Unmailed](err); !ok || why.Again || why.Ours {
			t.Errorf("%q: %v", bad, err)
		}
	}
	server.None()
}
