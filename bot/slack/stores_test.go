package slack_test

import (
	"bufio"
	"context"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"makegood/bot/slack"
)

// stores are what a case must run on in the same way; "" is the office's own SQLite.
var stores = map[string]func(*testing.T) string{
	"sqlite": func(*testing.T) string { return "" },
	"redis":  redis,
}

func redis(t *testing.T) string { return startRedis(t).url }

// redisServer is a real one.
type redisServer struct {
	t   *testing.T
	url string
	cmd *exec.Cmd
}

// startRedis starts a real server that keeps a log, where there is one. More
// settings go before the first run.
func startRedis(t *testing.T, more ...string) *redisServer {
	t.Helper()
	program, err := exec.LookPath("redis-server")
	if err != nil {
		t.Skip("no redis-server on this machine")
	}
	for range 5 { // somebody else may be given the port before the server has it
		if r := tryRedis(t, program, more); r != nil {
			return r
		}
	}
	t.Fatal("redis-server did not start")
	return nil
}

func tryRedis(t *testing.T, program string, more []string) *redisServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	_ = l.Close() // only its number was wanted
	_, port, _ := net.SplitHostPort(address)
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), program, append([]string{
		"--bind", "127.0.0.1", "--port", port, "--dir", t.TempDir(), "--save", "", "--appendonly", "yes",
	}, more...)...)
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
			return &redisServer{t, "redis://" + address + "/0", cmd}
		}
	}
	return nil
}

// TestVolatileRedis: a server that may lose what was acknowledged is refused, in a
// sentence that says what to set.
func TestVolatileRedis(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		settings []string
		want     string
	}{
		{[]string{"--appendonly", "no"}, `set "appendonly yes" in redis.conf`},
		{[]string{"--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru"}, `set "maxmemory-policy noeviction" in redis.conf`},
	} {
		r := startRedis(t, c.settings...)
		o := open(t)
		config := o.config
		config.Store = r.url
		_, err := slack.Connect(t.Context(), config, o.clock.Now, slog.New(slog.DiscardHandler))
		if err == nil || !strings.Contains(err.Error(), "MAKEGOOD_STORE") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("with %v it says: %v", c.settings, err)
		}
	}
}

// pause makes the server answer nobody until resume.
func (r *redisServer) pause()  { r.signal(syscall.SIGSTOP) }
func (r *redisServer) resume() { r.signal(syscall.SIGCONT) }

func (r *redisServer) signal(s os.Signal) {
	r.t.Helper()
	if err := r.cmd.Process.Signal(s); err != nil {
		r.t.Fatal(err)
	}
}
