package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"
)

// result is what a run found, of whatever kind it was.
type result struct {
	plan  plan
	took  time.Duration
	kills int
	posts int

	effects map[string]int // how often each message of the bot was posted

	mu     sync.Mutex
	rows   []string                   // names of times, in the order to print them
	times  map[string][]time.Duration // how long people waited, by what for
	notes  []string                   // what else there is to say
	faults []string                   // "lost: ...", "doubled: ...": what must not be
}

// The waiting times of whole cases.
const (
	toCard = "command to card"
	toAck  = "press to acknowledgement"
	toNext = "press to next step" // or to its form
)

// waited adds a time to a row.
func (r *result) waited(row string, d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.times == nil {
		r.times = map[string][]time.Duration{}
	}
	if _, known := r.times[row]; !known && !slices.Contains(r.rows, row) {
		r.rows = append(r.rows, row)
	}
	r.times[row] = append(r.times[row], d)
}

func (r *result) fault(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.faults = append(r.faults, fmt.Sprintf(format, args...))
}

func (r *result) note(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.notes = append(r.notes, fmt.Sprintf(format, args...))
}

// percentile is one of a row; 0 if nobody waited.
func (r *result) percentile(row string, p int) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	return percentile(r.times[row], p)
}

// faultsShown is how many faults of a kind are printed in full.
const faultsShown = 8

func (r *result) print(out io.Writer) {
	fmt.Fprintf(out, "%.1f s, %d people, %d posts, %d kills of %d replicas, store %s\n",
		r.took.Seconds(), r.plan.people, r.posts, r.kills, r.plan.replicas, kind(r.plan.store))
	for _, row := range r.rows {
		all := r.times[row]
		fmt.Fprintf(out, "%-30s n %6d   p50 %8.1f ms   p95 %8.1f ms   p99 %8.1f ms   max %8.1f ms\n", row, len(all),
			ms(percentile(all, 50)), ms(percentile(all, 95)), ms(percentile(all, 99)), ms(percentile(all, 100)))
	}
	for _, n := range r.notes {
		fmt.Fprintln(out, n)
	}
	counts := map[string]int{}
	for _, f := range r.faults {
		sort, _, _ := strings.Cut(f, ":")
		if counts[sort]++; counts[sort] <= faultsShown {
			fmt.Fprintln(out, "FAULT", f)
		}
	}
	for sort, n := range counts {
		if n > faultsShown {
			fmt.Fprintf(out, "FAULT %s: %d in all\n", sort, n)
		}
	}
	if len(r.faults) == 0 {
		fmt.Fprintln(out, "nothing lost, nothing doubled, every journal verifies")
	}
}

// percentile of sorted or unsorted times; 0 of none.
func percentile(all []time.Duration, p int) time.Duration {
	if len(all) == 0 {
		return 0
	}
	sorted := slices.SortedFunc(slices.Values(all), cmp.Compare[time.Duration])
	return sorted[min(len(sorted)-1, len(sorted)*p/100)]
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// kind is the store's scheme; the rest of the address may hold a password.
func kind(url string) string {
	scheme, _, _ := strings.Cut(url, ":")
	return scheme
}
