package slack

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPolicyFile: a change is seen once, however it is made, and not while it is being
// made.
func TestPolicyFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "policy.yaml")
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	link := func(to string) {
		if err := os.Symlink(to, path+".new"); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(path+".new", path); err != nil {
			t.Fatal(err)
		}
	}
	f := &policyFile{path: path, judged: []byte("one")}
	looks := func(what string, want ...string) {
		t.Helper()
		for i, w := range want {
			text, err := f.changed()
			if string(text) != w || err != nil {
				t.Errorf("%s: look %d finds %q, %v; want %q", what, i+1, text, err, w)
			}
			if text != nil {
				f.judged = text
			}
		}
	}
	write("policy.yaml", "one")
	looks("as it was at the start", "", "", "")
	write("policy.yaml", "two of another length")
	looks("written in place", "", "two of another length", "", "")
	write("policy.yaml", "half")
	looks("still being written", "")
	write("policy.yaml", "half and half")
	looks("and written to the end", "", "half and half", "")
	write("other", "three and three") // an editor's way
	if err := os.Rename(filepath.Join(dir, "other"), path); err != nil {
		t.Fatal(err)
	}
	looks("replaced", "", "three and three", "")
	write("a", "four")
	write("b", "five") // the same length
	link("a")
	looks("a link instead", "", "four", "")
	link("b") // as Kubernetes changes a volume
	looks("a link to another file", "", "five", "")
	if info, err := os.Stat(path); err != nil || os.Chtimes(path, info.ModTime(), info.ModTime().Add(1e9)) != nil {
		t.Fatal(err)
	}
	looks("touched", "", "", "")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if text, err := f.changed(); text != nil || err == nil {
		t.Errorf("gone: %q, %v", text, err)
	}
	write("policy.yaml", "six")
	looks("back", "", "six", "")
}

// TestBrokenPolicyIsToldOnce: once a change, not at every look; so is a file that is gone.
func TestBrokenPolicyIsToldOnce(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	path := filepath.Join(t.TempDir(), "policy.yaml")
	s := &Service{log: slog.New(slog.NewTextHandler(&log, nil)), policy: &policyFile{path: path, judged: []byte("as it was")}}
	looks := func() {
		for range 5 {
			s.lookAtPolicy(t.Context())
		}
	}
	for i, text := range []string{"company: x\n", "company: another\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		looks()
		if n := strings.Count(log.String(), "the changed policy is refused"); n != i+1 {
			t.Errorf("after change %d it was refused %d times:\n%s", i+1, n, log.String())
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	looks()
	if n := strings.Count(log.String(), "cannot look at the policy"); n != 1 {
		t.Errorf("a file that is gone was told of %d times", n)
	}
}
