package store

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

var (
	//go:embed put.lua
	putSource string
	//go:embed claim.lua
	claimSource string
	//go:embed erase.lua
	eraseSource string

	putScript   = redis.NewScript(putSource)
	claimScript = redis.NewScript(claimSource)
	eraseScript = redis.NewScript(eraseSource)
)

// server is the backend in Redis. Every key begins with the namespace in braces, which puts all of them into one slot:
//
//	{ns}:meta         hash: layout
//	{ns}:record:ID    hash: version, token, wake, tags, body, seq, head
//	{ns}:log:ID       list: public half of each journal entry
//	{ns}:private:ID   hash: number of the entry, its private half
//	{ns}:due          sorted set: id by the time it may next be claimed
//	{ns}:claims       hash: id, claims since its last put
//	{ns}:tag:TAG      sorted set of ids, all scores 0, so in byte order
//
// Operations that write more than one key are scripts; reads are single commands. A user for it in Redis needs these keys
// (~{ns}:*) and the commands ping hello auth info config|get eval evalsha time hget hgetall hmget hset hsetnx hdel hincrby
// zadd zrem zrange rpush lrange zscore del; without config|get, Promise knows less. A Cluster takes cluster|slots, too.
type server struct {
	client    redis.UniversalClient
	now       func() time.Time
	namespace string
}

func (b *server) key(name string) string { return "{" + b.namespace + "}:" + name }

// keys are the first five of the scripts that write a record; the tags' keys follow.
func (b *server) keys(id string, tags ...[]string) []string {
	keys := []string{
		b.key("record:" + id), b.key("log:" + id), b.key("private:" + id),
		b.key("due"), b.key("claims"),
	}
	for _, some := range tags {
		for _, tag := range some {
			keys = append(keys, b.key("tag:"+tag))
		}
	}
	return keys
}

// shift is how far the clock given to Open is from the true one, in milliseconds.
func (b *server) shift() int64 { return time.Until(b.now()).Milliseconds() }

func (b *server) get(ctx context.Context, id string) (row, error) {
	var found struct {
		Version int64  `redis:"version"`
		Wake    int64  `redis:"wake"`
		Tags    string `redis:"tags"`
		Body    string `redis:"body"`
		Seq     int64  `redis:"seq"`
		Head    string `redis:"head"`
	}
	r := row{id: id}
	err := b.client.HMGet(ctx, b.key("record:"+id), "version", "wake", "tags", "body", "seq", "head").Scan(&found)
	if err != nil || found.Version == 0 {
		return r, err
	}
	r.version, r.wake, r.body, r.seq, r.head = found.Version, found.Wake, []byte(found.Body), found.Seq, found.Head
	return r, json.Unmarshal([]byte(found.Tags), &r.tags)
}

func (b *server) put(ctx context.Context, c change) error {
	tags, err := json.Marshal(c.tags)
	if err != nil {
		return err
	}
	args := []any{ // what a script takes
		c.id, c.version, c.token, c.wake, millis(c.hold), b.shift(), len(c.gained), tags, c.body, c.seq, c.head,
	}
	for _, l := range c.lines {
		args = append(args, l.public, l.private)
	}
	return done(putScript.Run(ctx, b.client, b.keys(c.id, c.gained, c.lost), args...))
}

func (b *server) claim(ctx context.Context, lease time.Duration, n int) ([]string, int64, error) {
	got, err := claimScript.Run(ctx, b.client, []string{b.key("due"), b.key("claims")},
		b.shift(), millis(lease), n, longestBackOff.Milliseconds()).StringSlice()
	if err != nil {
		return nil, 0, err
	}
	next, err := strconv.ParseInt(got[0], 10, 64)
	if err != nil {
		return nil, 0, fmt.Errorf("time next due: %w", err)
	}
	return got[1:], next, nil
}

func (b *server) list(ctx context.Context, tag, after string, n int) ([]string, error) {
	from := "-"
	if after != "" {
		from = "(" + after
	}
	return b.client.ZRangeArgs(ctx, redis.ZRangeArgs{
		Key: b.key("tag:" + tag), ByLex: true, Start: from, Stop: "+", Count: int64(n),
	}).Result()
}

func (b *server) filed(ctx context.Context, id string, tags []string) (lost []string, due int64, err error) {
	pipe := b.client.Pipeline()
	scheduled := pipe.ZScore(ctx, b.key("due"), id)
	found := make([]*redis.FloatCmd, len(tags))
	for i, tag := range tags {
		found[i] = pipe.ZScore(ctx, b.key("tag:"+tag), id)
	}
	if _, err := pipe.Exec(ctx); err != nil && !errors.Is(err, redis.Nil) {
		return nil, 0, err
	}
	for i, cmd := range found {
		if errors.Is(cmd.Err(), redis.Nil) {
			lost = append(lost, tags[i])
		}
	}
	return lost, int64(scheduled.Val()), nil
}

// log reads the public halves first: a private one without them does no harm.
func (b *server) log(ctx context.Context, id string) ([]line, error) {
	public, err := b.client.LRange(ctx, b.key("log:"+id), 0, -1).Result()
	if err != nil {
		return nil, err
	}
	private, err := b.client.HGetAll(ctx, b.key("private:"+id)).Result()
	if err != nil {
		return nil, err
	}
	lines := make([]line, len(public))
	for i, p := range public {
		lines[i] = line{public: p, private: private[strconv.Itoa(i+1)]}
	}
	return lines, nil
}

func (b *server) forget(ctx context.Context, id string) error {
	return b.client.Del(ctx, b.key("private:"+id)).Err()
}

func (b *server) erase(ctx context.Context, r row) error {
	return done(eraseScript.Run(ctx, b.client, b.keys(r.id, r.tags), r.id, r.version))
}

func (b *server) close() error { return b.client.Close() }

// done reads the result of a script that answers 0 when another writer was faster.
func done(cmd *redis.Cmd) error {
	written, err := cmd.Bool()
	if err == nil && !written {
		return errConflict
	}
	return err
}
