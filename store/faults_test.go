package store

import (
	"bytes"
	"net"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// deaf is a proxy that now and then cuts a connection when the server has carried out a script and before its reply is
// heard: the moment in which a client cannot know what happened.
type deaf struct {
	net.Listener
	target  string
	scripts atomic.Int64 // seen
	cuts    atomic.Int64
	running sync.WaitGroup
}

func startDeaf(t *testing.T, target string) *deaf {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	d := &deaf{Listener: l, target: target}
	d.running.Go(func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			d.running.Go(func() { d.carry(client) })
		}
	})
	return d
}

func (d *deaf) carry(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("tcp", d.target)
	if err != nil {
		return
	}
	defer server.Close()
	// Every fourth script is carried out, and not answered. One command is under way at a time.
	var cut atomic.Bool
	d.running.Go(func() {
		defer server.Close()
		b := make([]byte, 1<<16)
		for {
			n, err := client.Read(b)
			if err != nil {
				return
			}
			if bytes.Contains(b[:n], []byte("evalsha")) && d.scripts.Add(1)%4 == 0 {
				cut.Store(true)
			}
			if _, err := server.Write(b[:n]); err != nil {
				return
			}
		}
	})
	b := make([]byte, 1<<16)
	for {
		n, err := server.Read(b)
		if err != nil {
			return
		}
		if cut.Load() {
			d.cuts.Add(1)
			return
		}
		if _, err := client.Write(b[:n]); err != nil {
			return
		}
	}
}

func TestLostReplies(t *testing.T) {
	t.Run("miniredis", func(t *testing.T) { testLostReplies(t, miniPlace(t)) })
	t.Run("redis", func(t *testing.T) { testLostReplies(t, realPlace(t)) })
}

// A single writer meets no conflict, whatever replies are lost, and nothing is done twice.
func testLostReplies(t *testing.T, p place) {
	const updates = 40
	write(t, p.open(t), Record{ID: "warm"}) // loads the script, so that all later calls are evalsha
	u, err := url.Parse(p.url)
	if err != nil {
		t.Fatal(err)
	}
	d := startDeaf(t, u.Host)
	u.Host = d.Addr().String()
	through := place{url: u.String(), opts: p.opts}
	s := through.open(t)
	calls := 0
	for range updates {
		_, err := s.Update(t.Context(), "a", 0, func(r Record) (Record, []Entry, error) {
			calls++
			r.Body = append(r.Body, 'x')
			return r, []Entry{{What: "x"}}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	equal(t, "calls of fn", calls, updates)
	r := read(t, s, "a")
	equal(t, "body", string(r.Body), strings.Repeat("x", updates))
	equal(t, "version", r.Version, int64(updates))
	entries, err := s.Journal(t.Context(), "a")
	if err != nil || len(entries) != updates || Verify(entries) != nil {
		t.Fatalf("%d entries, %v, %v", len(entries), err, Verify(entries))
	}
	if d.cuts.Load() < updates/4 {
		t.Errorf("only %d replies were lost", d.cuts.Load())
	}
	equal(t, "close", s.Close(), nil)
	equal(t, "close proxy", d.Close(), nil)
	d.running.Wait()
}
