package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// screen collects what the demo prints.
type screen struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// visit runs the demo on a folder while f looks at its page.
func visit(t *testing.T, data string, f func(page string)) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	var out, errs screen
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, []string{"-addr", "127.0.0.1:0", "-data", data}, &out, &errs) }()
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
	until(t, "an address", func() bool { return address.MatchString(out.String()) })
	f(address.FindString(out.String()))
	stop()
	if code := <-ended; code != 0 {
		t.Errorf("the demo ended with %d: %s", code, errs.String())
	}
}

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	deadline := time.After(time.Minute)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

func ask(t *testing.T, method, url, body string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s %v", url, resp.Status, err)
	}
	if err := resp.Body.Close(); err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestDemo is what a new user does first; the case is there again after a restart
// of the bot, and of everything.
func TestDemo(t *testing.T) {
	data := t.TempDir()
	connected := func(page string) func() bool {
		return func() bool { return strings.Contains(ask(t, "GET", page+"/ui/state?as=tess", ""), `"sockets":2`) }
	}
	sees := func(page, text string) func() bool {
		return func() bool { return strings.Contains(ask(t, "GET", page+"/ui/state?as=tess", ""), text) }
	}
	do := func(page, path, body string) {
		t.Helper()
		var answer struct {
			OK    bool   `json:"ok"`
			Error string `json:"error"`
		}
		if err := json.Unmarshal([]byte(ask(t, "POST", page+path, body)), &answer); err != nil || !answer.OK {
			t.Fatalf("%s %s: %v %s", path, body, err, answer.Error)
		}
	}
	visit(t, data, func(page string) {
		if index := ask(t, "GET", page, ""); !strings.Contains(index, "<!doctype html>") {
			t.Error("there is no page")
		}
		until(t, "the bot", connected(page))
		do(page, "/ui/act?as=tess", `{"do":"say","channel":"C0RECOVERY","text":"/recover Mrs Alvarez - no hot water"}`)
		until(t, "the first step", sees(page, "I said it"))
		do(page, "/ui/control", `{"do":"restart"}`)
		until(t, "the bot again", connected(page))
	})
	visit(t, data, func(page string) {
		until(t, "the bot", connected(page))
		until(t, "the case", sees(page, "I said it"))
		do(page, "/ui/act?as=tess", `{"do":"say","channel":"C0RECOVERY","text":"/recover mine"}`)
		until(t, "the list", sees(page, "say that how they feel makes sense"))
	})
}

// TestAddress: only this machine may reach the page, and a taken address is told.
func TestAddress(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", "nowhere", "127.0.0.1:99999"} {
		var errs screen
		if code := run(t.Context(), []string{"-addr", addr}, io.Discard, &errs); code != 1 || !strings.Contains(errs.String(), "-addr") {
			t.Errorf("%s: exit %d, %s", addr, code, errs.String())
		}
	}
}
