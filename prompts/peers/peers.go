// Package peers starts, for tests, a language model that nobody here wrote: aimock, in node.
// What is missing of it is named, and skips the test.
package peers

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// Server is one that runs until its test ends.
type Server struct {
	URL string // "http://127.0.0.1:4010"
	t   testing.TB
	in  io.Writer
}

// Asked is a request as the server has it in its journal.
type Asked struct {
	Path string `json:"path"`
	Body struct {
		Model    string                           `json:"model"`
		Messages []struct{ Role, Content string } `json:"messages"`
		Tools    []any                            `json:"tools"`
		Stream   bool                             `json:"stream"`
	} `json:"body"`
}

// Start starts a server; texts are what a model called hostile-N says, beginning with 0.
func Start(t testing.TB, texts ...string) *Server {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	dir := filepath.Dir(here)
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is missing")
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err != nil {
		t.Skip("prompts/peers/node_modules is missing: npm ci in prompts/peers")
	}
	options, err := json.Marshal(map[string]any{"texts": texts})
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
	s := &Server{t: t, in: in}
	lines := bufio.NewReader(out)
	line, err := lines.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, s)
	}
	if err != nil {
		t.Fatalf("the model does not start: %v", err)
	}
	read := make(chan struct{})
	go func() {
		defer close(read)
		_, _ = io.Copy(io.Discard, lines)
	}()
	t.Cleanup(func() { // it ends with its input
		if err := in.Close(); err != nil {
			t.Logf("end the model: %v", err)
		}
		<-read
		if err := cmd.Wait(); err != nil && t.Context().Err() == nil {
			t.Logf("the model ended with: %v", err)
		}
	})
	return s
}

// Journal is everything the server was asked since it was forgotten.
func (s *Server) Journal() (all []Asked, raw string) {
	s.t.Helper()
	body := s.call(http.MethodGet, "/__aimock/journal?limit=100000")
	if err := json.Unmarshal(body, &all); err != nil {
		s.t.Fatalf("read the journal: %v\n%.300s", err, body)
	}
	return all, string(body)
}

// Forget empties the journal.
func (s *Server) Forget() { s.call(http.MethodPost, "/__aimock/reset/journal") }

func (s *Server) call(method, path string) []byte {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.URL+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close() //nolint:errcheck // it was read
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= http.StatusMultipleChoices {
		s.t.Fatalf("%s %s: %d %v", method, path, resp.StatusCode, err)
	}
	return body
}
