package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
)

// check asks the server that has our slot how it is set up. It refuses what would lose acknowledged changes, and returns
// in one sentence what a power cut can still cost. Each refusal names what to set.
func (b *server) check(ctx context.Context) (string, error) {
	var asked redis.Cmdable = b.client
	if cluster, ok := b.client.(*redis.ClusterClient); ok {
		master, err := cluster.MasterForKey(ctx, b.key("meta"))
		if err != nil {
			return "", fmt.Errorf("find the primary: %w", err)
		}
		asked = master
	}
	text, err := asked.Info(ctx).Result()
	if err != nil {
		return "", fmt.Errorf("the server does not answer: start it, or correct the address, the user or the password: %w", err)
	}
	info := fields(text)
	if err := refuse(info); err != nil {
		return "", err
	}
	// CONFIG is often forbidden; then the promise says that we do not know.
	fsync, err := asked.ConfigGet(ctx, "appendfsync").Result()
	if err != nil && ctx.Err() != nil {
		return "", fmt.Errorf("ask for appendfsync: %w", err)
	}
	return promise(info, fsync["appendfsync"]), nil
}

func fields(info string) map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(info) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok {
			all[name] = value
		}
	}
	return all
}

func refuse(info map[string]string) error {
	switch {
	case older(info["redis_version"], 6, 2):
		return fmt.Errorf("version %s is too old: install 6.2 or later", info["redis_version"])
	case info["role"] != "master":
		return errors.New("this server is a replica: give the URL of the primary")
	case info["loading"] != "0":
		return errors.New("the server is still loading its data: start again when it has finished")
	case info["aof_enabled"] != "1":
		return errors.New(`a restart would lose changes: set "appendonly yes" in redis.conf`)
	case info["aof_last_write_status"] != "ok":
		return errors.New("the server cannot write its append-only file: make room on its disk")
	case info["maxmemory"] != "0" && info["maxmemory_policy"] != "noeviction":
		return fmt.Errorf(`when memory is full the server would drop records (%s): set "maxmemory-policy noeviction" in redis.conf`,
			info["maxmemory_policy"])
	}
	return nil
}

func promise(info map[string]string, fsync string) string {
	s := "redis " + info["redis_version"] + ", "
	switch fsync {
	case "always":
		s += "log on disk before each answer: a power cut loses no acknowledged change"
	case "everysec":
		s += "log written every second: a power cut can lose up to 1 s of acknowledged changes"
	case "no":
		s += `log written when the system likes: a power cut can lose up to 30 s of acknowledged changes (set "appendfsync always")`
	default:
		s += "log written at a pace it does not tell us: a power cut can lose 1 s of acknowledged changes or more"
	}
	if n := info["connected_slaves"]; n != "" && n != "0" {
		s += "; so can a failover to one of its replicas (" + n + ")"
	}
	return s
}

// older is true of what is no version, too.
func older(version string, major, minor int) bool {
	a, rest, _ := strings.Cut(version, ".")
	b, _, _ := strings.Cut(rest, ".")
	x, err := strconv.Atoi(a)
	if err != nil {
		return true
	}
	y, err := strconv.Atoi(b)
	if err != nil {
		return true
	}
	return x < major || x == major && y < minor
}
