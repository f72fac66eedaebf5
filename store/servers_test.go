package store

import (
	"bufio"
	_ "embed"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// startRedis runs a server of the given settings until the test ends, and returns its host and port.
func startRedis(t testing.TB, settings ...string) string {
	t.Helper()
	return startServer(t, "eady to accept connections", func(port string) []string {
		return append([]string{"--bind", "127.0.0.1", "--port", port, "--dir", t.TempDir(), "--save", ""}, settings...)
	})
}

// startSentinel runs one that watches the server as the master "main".
func startSentinel(t testing.TB, server string) string {
	t.Helper()
	host, watched, _ := net.SplitHostPort(server)
	return startServer(t, "+monitor master main", func(port string) []string {
		conf := filepath.Join(t.TempDir(), "sentinel.conf")
		text := fmt.Sprintf("bind 127.0.0.1\nport %s\nsentinel monitor main %s %s 1\n", port, host, watched)
		if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return []string{conf, "--sentinel"}
	})
}

// startCluster runs a Cluster of one node: enough to refuse keys that lie in different slots.
func startCluster(t testing.TB) string {
	t.Helper()
	address := startRedis(t, "--appendonly", "yes", "--cluster-enabled", "yes")
	node := redis.NewClient(&redis.Options{Addr: address})
	defer node.Close()
	if err := node.ClusterAddSlotsRange(t.Context(), 0, 16383).Err(); err != nil {
		t.Fatal(err)
	}
	for tick := time.NewTicker(20 * time.Millisecond); ; <-tick.C {
		state, err := node.ClusterInfo(t.Context()).Result()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(state, "cluster_state:ok") {
			tick.Stop()
			return address
		}
	}
}

func freeAddress(t testing.TB) (address, port string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err = net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return l.Addr().String(), port
}

// startServer runs one until the test ends, on a port of its own: somebody else may be given that before the
// server has it, and then there is another.
func startServer(t testing.TB, ready string, args func(port string) []string) (address string) {
	t.Helper()
	program, err := exec.LookPath("redis-server")
	if err != nil {
		t.Skip("redis-server is not installed")
	}
	var said strings.Builder
	for range 5 {
		address, port := freeAddress(t)
		cmd := exec.Command(program, args(port)...) //nolint:noctx // ended by Cleanup, which can wait for it
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if said.WriteString(lines.Text() + "\n"); strings.Contains(lines.Text(), ready) {
				t.Cleanup(func() {
					if err := cmd.Process.Kill(); err != nil {
						t.Error(err)
					}
					if err := cmd.Wait(); err == nil {
						t.Error("redis-server had ended by itself")
					}
				})
				return address
			}
		}
		_ = cmd.Wait() // it has said why
	}
	t.Fatalf("redis-server did not start:\n%s", said.String())
	return ""
}

//go:embed redis.go
var serverSource string

func randomNamespace() string { return fmt.Sprintf("test-%x", rand.Uint64()) }

func TestCluster(t *testing.T) {
	address := startCluster(t)
	conform(t, func(testing.TB) place {
		return place{url: "redis://" + address + "?addr=" + address, opts: []Option{WithNamespace(randomNamespace())}}
	})
}

// A user who may do no more than the comment on server says.
func TestRedisRights(t *testing.T) {
	_, rights, _ := strings.Cut(serverSource, "and the commands ")
	rights, _, _ = strings.Cut(strings.ReplaceAll(rights, "\n// ", " "), ";")
	user := []string{"--user", "bot", "on", ">s3cret", "~{makegood}:*", "resetchannels", "-@all", "+keys"} // keys is for this test alone
	for name := range strings.FieldsSeq(rights) {
		user = append(user, "+"+name)
	}
	address := startRedis(t, append([]string{"--appendonly", "yes"}, user...)...)
	conform(t, func(testing.TB) place {
		admin := redis.NewClient(&redis.Options{Addr: address})
		defer admin.Close()
		if err := admin.FlushAll(t.Context()).Err(); err != nil {
			t.Fatal(err)
		}
		return place{url: "redis://bot:s3cret@" + address}
	})
}

func TestSentinel(t *testing.T) {
	server := startRedis(t, "--appendonly", "yes", "--requirepass", "s3cret")
	url := "redis://" + startSentinel(t, server) + "/0?master_name=main&password="
	s := place{url: url + "s3cret"}.open(t)
	equal(t, "increment", increment(t.Context(), s, "a"), nil)
	equal(t, "body", string(read(t, s, "a").Body), "1")
	if _, err := Open(t.Context(), url+"wr0ng"); err == nil || strings.Contains(err.Error(), "wr0ng") {
		t.Errorf("opened with the wrong password, or told it: %v", err)
	}
}
