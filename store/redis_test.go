package store

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"
)

func TestRedisCheck(t *testing.T) {
	for _, c := range []struct {
		settings string
		refusal  string // or
		promise  string
	}{
		{settings: "", refusal: `set "appendonly yes" in redis.conf`},
		{settings: "--appendonly yes --maxmemory 100mb --maxmemory-policy allkeys-lru", refusal: `(allkeys-lru): set "maxmemory-policy noeviction"`},
		{settings: "--appendonly yes --replicaof 127.0.0.1 1", refusal: "is a replica: give the URL of the primary"},
		{settings: "--appendonly yes --maxmemory-policy allkeys-lru", promise: "every second: a power cut can lose up to 1 s"},
		{settings: "--appendonly yes --maxmemory 100mb --maxmemory-policy noeviction", promise: "every second: a power cut can lose up to 1 s"},
		{settings: "--appendonly yes --appendfsync always", promise: "loses no acknowledged change"},
		{settings: "--appendonly yes --appendfsync no", promise: `up to 30 s of acknowledged changes (set "appendfsync always")`},
		{settings: "--appendonly yes --rename-command CONFIG none", promise: "1 s of acknowledged changes or more"},
	} {
		t.Run(c.settings, func(t *testing.T) {
			s, err := Open(t.Context(), "redis://"+startRedis(t, strings.Fields(c.settings)...))
			if c.refusal != "" {
				if err == nil || !strings.Contains(err.Error(), c.refusal) {
					t.Fatalf("refused with %v, want %q", err, c.refusal)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(s.Promise(), c.promise) {
				t.Errorf("promised %q, want %q", s.Promise(), c.promise)
			}
			equal(t, "close", s.Close(), nil)
		})
	}
}

// What a server cannot easily be brought to say.
func TestRedisRefusal(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{"redis_version", "7.0.15", ""},
		{"redis_version", "6.2.0", ""},
		{"redis_version", "10.0", ""},
		{"redis_version", "6.0.16", "6.2 or later"},
		{"redis_version", "5.9.1", "6.2 or later"},
		{"redis_version", "", "6.2 or later"},
		{"loading", "1", "still loading"},
		{"aof_last_write_status", "err", "make room on its disk"},
		{"maxmemory_policy", "volatile-lru", ""},
	} {
		info := fields("# Server\r\nredis_version:7.0.15\r\nrole:master\r\nloading:0\r\naof_enabled:1\r\naof_last_write_status:ok\r\nmaxmemory:0\r\n")
		info[c.name] = c.value
		err := refuse(info)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q: %v, want %q", c.name, c.value, err, c.want)
		}
	}
	got := promise(map[string]string{"redis_version": "7.0.15", "connected_slaves": "2"}, "always")
	if !strings.HasSuffix(got, "so can a failover to one of its replicas (2)") {
		t.Errorf("with replicas it promises %q", got)
	}
}

func TestOpenRefusesUnknownShapes(t *testing.T) {
	for _, u := range []string{
		"", "store.db", "postgres://u:s3cret@h/db", "sqlite:", "sqlite://store.db", "redis:", "redis://u:s3cret@h:port", "redis://u:s3/cret@h",
		"redis://u:s3cret@h/0?s3cret=1", "redis://u:s3%zzcret@h", "rediss://u:12/s3cret@h/0", "redis://u:s3cret@h?addr=s3cret",
		"redis://u:s3cret@h?master_name=m&addr=s3cret", "redis://:s3cret@127.0.0.1:1/0",
	} {
		s, err := Open(t.Context(), u)
		if err == nil {
			t.Errorf("%s opened %q", u, s.Promise())
		} else if strings.Contains(err.Error(), "s3") || strings.Contains(err.Error(), "cret") {
			t.Errorf("%s: error shows the password: %v", u, err)
		}
	}
	for _, ns := range []string{"", "a{b"} {
		if _, err := Open(t.Context(), "redis://127.0.0.1:1", WithNamespace(ns)); err == nil || !strings.Contains(err.Error(), "braces") {
			t.Errorf("namespace %q: %v", ns, err)
		}
	}
}

func TestRedisSettings(t *testing.T) {
	single, err := connect("redis://u:p@h:1/3?read_timeout=7s")
	equal(t, "error", err, nil)
	o := single.(*redis.Client).Options()
	equal(t, "time-outs", []time.Duration{o.DialTimeout, o.ReadTimeout, o.WriteTimeout}, []time.Duration{redisTimeout, 7 * time.Second, redisTimeout})
	equal(t, "context, database", []string{strconv.FormatBool(o.ContextTimeoutEnabled), strconv.Itoa(o.DB)}, []string{"true", "3"})
	cluster, err := connect("rediss://u:p@h:1?addr=h2:2")
	equal(t, "error", err, nil)
	co := cluster.(*redis.ClusterClient).Options()
	equal(t, "nodes", co.Addrs, []string{"h:1", "h2:2"})
	if co.ClusterStateReloadInterval != time.Second || !co.ContextTimeoutEnabled || co.ReadTimeout != redisTimeout || co.TLSConfig == nil {
		t.Errorf("cluster: %+v", co)
	}
	sentinel, err := connect("redis://h:1?master_name=m&addr=h2:2")
	equal(t, "error", err, nil)
	so := sentinel.(*redis.Client).Options()
	if so.Addr != "FailoverClient" || !so.ContextTimeoutEnabled || so.ReadTimeout != redisTimeout {
		t.Errorf("sentinel: %+v", so)
	}
}

func TestRedisRefusesLaterLayout(t *testing.T) {
	m := miniredis.RunT(t)
	m.HSet("{makegood}:meta", "layout", "2")
	if _, err := Open(t.Context(), "redis://"+m.Addr(), withoutChecks); err == nil || !strings.Contains(err.Error(), "layout 2") {
		t.Errorf("opened a later layout: %v", err)
	}
}

func TestRedisNamespaces(t *testing.T) {
	p := miniPlace(t)
	a, b := p.open(t, WithNamespace("a")), p.open(t, WithNamespace("b"))
	write(t, a, Record{ID: "1", Tags: []string{"t"}, Wake: time.Now().Add(-time.Second)})
	ids, err := b.List(t.Context(), "t", "", 9)
	if err != nil || len(ids) != 0 {
		t.Errorf("the other namespace lists %v, %v", ids, err)
	}
	ids, _, err = b.Claim(t.Context(), time.Minute, 9)
	if err != nil || len(ids) != 0 {
		t.Errorf("the other namespace claims %v, %v", ids, err)
	}
}
