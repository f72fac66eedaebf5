package slack_test

import (
	"bufio"
	"net"
	"os/exec"
	"strings"
	"testing"

	"github.com/alicebob/miniredis/v2"
)

// stores are what a case must run on in the same way; "" is the office's own SQLite.
var stores = map[string]func(*testing.T) string{
	"sqlite": func(*testing.T) string { return "" },
	"redis":  redis,
}

// redis starts a real server that keeps a log, where there is one.
func redis(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("redis-server")
	if err != nil {
		t.Skip("no redis-server on this machine")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	_ = l.Close() // only its number was wanted
	_, port, _ := net.SplitHostPort(address)
	cmd := exec.Command(program, "--bind", "127.0.0.1", "--port", port, "--dir", t.TempDir(), "--save", "", "--appendonly", "yes")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // it holds nothing that anybody wants
		_ = cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if strings.Contains(lines.Text(), "eady to accept connections") {
			go func() {
				for lines.Scan() { // a full pipe would stop it
				}
			}()
			return "redis://" + address + "/0"
		}
	}
	t.Fatal("redis-server did not start")
	return ""
}

// volatileRedis keeps nothing; it stands for a store that must be refused, or that goes away.
func volatileRedis(t *testing.T) *miniredis.Miniredis {
	t.Helper()
	return miniredis.RunT(t)
}
