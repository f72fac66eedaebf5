// Package peers starts, for tests, a mail server that nobody here wrote: nodemailer's
// smtp-server, in node. What is missing of it is named, and skips the test.
package peers

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"
)

// Options are how a server is to be; server.mjs says what each does.
type Options struct {
	Secure   bool   `json:"secure"`
	STARTTLS bool   `json:"starttls"`
	User     string `json:"user,omitempty"`
	Pass     string `json:"pass,omitempty"`
	Key      string `json:"key,omitempty"`
	Cert     string `json:"cert,omitempty"`
}

// Taken is what the server has taken in, envelope and text.
type Taken struct {
	From   string   `json:"from"`
	To     []string `json:"to"`
	User   string   `json:"user"`
	Secure bool     `json:"secure"`
	Helo   string   `json:"helo"`
	Raw    []byte   `json:"raw"`
}

// Server is one that runs until its test ends.
type Server struct {
	Addr  string // "127.0.0.1:4025"
	Taken <-chan Taken
	t     testing.TB
}

// Start starts a server.
func Start(t testing.TB, o Options) *Server {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	dir := filepath.Dir(here)
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is missing")
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err != nil {
		t.Skip("bot/mail/peers/node_modules is missing: npm ci in bot/mail/peers")
	}
	options, err := json.Marshal(o) //nolint:gosec // a password of the test's own
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), node, "server.mjs", string(options)) //nolint:gosec // for tests
	cmd.Dir, cmd.Stderr = dir, t.Output()
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	var first struct {
		Port int `json:"port"`
	}
	if err := next(lines, &first); err != nil {
		t.Fatalf("the mail server does not start: %v", err)
	}
	taken, read := make(chan Taken, 100), make(chan struct{})
	go func() {
		defer close(read)
		for {
			var one Taken
			if next(lines, &one) != nil {
				return
			}
			taken <- one
		}
	}()
	t.Cleanup(func() { // it ends with its input
		if err := in.Close(); err != nil {
			t.Logf("end the mail server: %v", err)
		}
		<-read
		if err := cmd.Wait(); err != nil && t.Context().Err() == nil {
			t.Logf("the mail server ended with: %v", err)
		}
	})
	return &Server{Addr: "127.0.0.1:" + strconv.Itoa(first.Port), Taken: taken, t: t}
}

func next(lines *bufio.Reader, into any) error {
	line, err := lines.ReadBytes('\n')
	if err != nil {
		return err
	}
	if err := json.Unmarshal(line, into); err != nil {
		return io.ErrUnexpectedEOF
	}
	return nil
}

// Next is the next letter that it has taken in, waited for.
func (s *Server) Next() Taken {
	s.t.Helper()
	select {
	case one := <-s.Taken:
		return one
	case <-time.After(time.Minute):
		s.t.Fatal("waited in vain for a letter")
		return Taken{}
	}
}

// None is that it has taken in no other letter.
func (s *Server) None() {
	s.t.Helper()
	select {
	case one := <-s.Taken:
		s.t.Errorf("a letter too many, to %v:\n%s", one.To, one.Raw)
	default:
	}
}
