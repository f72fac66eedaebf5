package store

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"
)

// BenchmarkUpdate counts durable updates of different records: a body of 2 KB and a journal entry.
func BenchmarkUpdate(b *testing.B) {
	for _, kind := range []struct {
		name string
		at   func(testing.TB) place
	}{
		{"sqlite", sqlitePlace},
		{"redis always", func(t testing.TB) place {
			return place{url: "redis://" + startRedis(t, "--appendonly", "yes", "--appendfsync", "always")}
		}},
	} {
		for _, writers := range []int{1, 16, 64} {
			b.Run(fmt.Sprintf("%s/%d", kind.name, writers), func(b *testing.B) {
				benchmarkUpdate(b, kind.at(b).open(b), writers)
			})
		}
	}
}

func benchmarkUpdate(b *testing.B, s *Store, writers int) {
	body := json.RawMessage(`"` + strings.Repeat("x", 2000) + `"`)
	work := make(chan struct{})
	var g errgroup.Group
	for i := range writers {
		g.Go(func() error {
			for range work {
				_, err := s.Update(b.Context(), fmt.Sprint(i), 0, func(r Record) (Record, []Entry, error) {
					r.Body = body
					return r, []Entry{{Actor: "U1", What: "said", Public: json.RawMessage(`{"n":1}`)}}, nil
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	for b.Loop() {
		work <- struct{}{}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "updates/s")
	close(work)
	if err := g.Wait(); err != nil {
		b.Fatal(err)
	}
}
