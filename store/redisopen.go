package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// redisTimeout lets a click be answered as failed within the three seconds that Slack waits.
const redisTimeout = 2 * time.Second

// errRedisURL stands for whatever go-redis says about a URL: its words repeat parts of it, perhaps of the password.
var errRedisURL = errors.New("the Redis URL cannot be read: write redis://USER:PASSWORD@HOST:6379/0, each special " +
	"character of the password as %XX, and after a ? only parameters that go-redis knows")

func openRedis(ctx context.Context, address string, set settings) (backend, string, error) {
	if set.namespace == "" || strings.ContainsAny(set.namespace, "{}") {
		return nil, "", fmt.Errorf("redis namespace %q: give it a name without braces", set.namespace)
	}
	redis.SetLogger(silence{})
	client, err := connect(address)
	if err != nil {
		return nil, "", err
	}
	b := &server{client: client, now: set.now, namespace: set.namespace}
	promise := "redis, unchecked"
	if !set.unchecked {
		promise, err = b.check(ctx)
	}
	if err == nil {
		err = b.prepare(ctx)
	}
	if err != nil {
		return nil, "", errors.Join(fmt.Errorf("redis: %w", err), client.Close())
	}
	return b, promise, nil
}

// silence keeps go-redis from printing on its own: what it has to say comes back as errors, and is told once.
type silence struct{}

func (silence) Printf(context.Context, string, ...any) {}

// connect only makes a client; it sends nothing. What it sets beyond the URL is against go-redis' defaults: contexts
// that do not bound a command, time-outs longer than Slack waits, and a Cluster client that stays away from a new primary
// for a minute.
func connect(address string) (redis.UniversalClient, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, errRedisURL
	}
	switch q := u.Query(); {
	case q.Has("master_name"):
		o, err := redis.ParseFailoverURL(address)
		if err != nil {
			return nil, errRedisURL
		}
		o.ContextTimeoutEnabled = true
		o.DialTimeout, o.ReadTimeout, o.WriteTimeout = timeouts(o.DialTimeout, o.ReadTimeout, o.WriteTimeout)
		return redis.NewFailoverClient(o), nil
	case q.Has("addr"):
		o, err := redis.ParseClusterURL(address)
		if err != nil {
			return nil, errRedisURL
		}
		o.ContextTimeoutEnabled = true
		o.ClusterStateReloadInterval = time.Second
		o.DialTimeout, o.ReadTimeout, o.WriteTimeout = timeouts(o.DialTimeout, o.ReadTimeout, o.WriteTimeout)
		return redis.NewClusterClient(o), nil
	default:
		o, err := redis.ParseURL(address)
		if err != nil {
			return nil, errRedisURL
		}
		o.ContextTimeoutEnabled = true
		o.DialTimeout, o.ReadTimeout, o.WriteTimeout = timeouts(o.DialTimeout, o.ReadTimeout, o.WriteTimeout)
		return redis.NewClient(o), nil
	}
}

func timeouts(dial, read, write time.Duration) (time.Duration, time.Duration, time.Duration) {
	return cmp.Or(dial, redisTimeout), cmp.Or(read, redisTimeout), cmp.Or(write, redisTimeout)
}

// prepare marks a new store with its layout and checks that of an old one.
func (b *server) prepare(ctx context.Context) error {
	if err := b.client.HSetNX(ctx, b.key("meta"), "layout", layout).Err(); err != nil {
		return fmt.Errorf("mark layout: %w", err)
	}
	found, err := b.client.HGet(ctx, b.key("meta"), "layout").Int()
	if err != nil {
		return fmt.Errorf("read layout: %w", err)
	}
	return checkLayout(found)
}
