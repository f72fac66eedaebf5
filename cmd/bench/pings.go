package main

import (
	"regexp"
	"strings"

	"makegood/bot/slack/slacksim"
)

// pinged is how often the follow-up of a case was brought to its owner since it fell due.
type pinged struct {
	thread int // messages below the case's card
	direct int // direct messages about it alone
	digest int // direct messages that gather what is late, and name it
	astray int // anywhere else
}

// pings counts what was posted behind so many messages. While the cases wait for
// nothing but their follow-ups, every new message is about one.
func (s *stand) pings(all []dueCase, before int) map[string]*pinged {
	counts := make(map[string]*pinged, len(all))
	owners := make(map[string]dueCase, len(all))
	for _, c := range all {
		counts[c.id], owners[c.id] = &pinged{}, c
	}
	for _, m := range s.w.Posts()[before:] {
		if m.User != slacksim.BotUser {
			continue
		}
		effect, _ := m.Payload["id"].(string)
		of, _, _ := strings.Cut(effect, "/")
		c, known := owners[of]
		if !known {
			s.gathered(counts, m)
			continue
		}
		switch n := counts[of]; m.Channel {
		case c.channel:
			n.thread++
		case directWith(c.owner):
			n.direct++
		default:
			n.astray++
		}
	}
	return counts
}

func directWith(user string) string { return "D" + user[1:] }

var caseIDs = regexp.MustCompile(`\bR-\d+\b`)

// gathered counts what a message names that is about no case alone.
func (s *stand) gathered(counts map[string]*pinged, m slacksim.Posted) {
	seen := map[string]bool{}
	for _, shown := range s.w.Thread(m.Channel, m.TS) {
		for _, id := range caseIDs.FindAllString(shown.Read(), -1) {
			if n := counts[id]; n != nil && !seen[id] {
				seen[id] = true
				n.digest++
			}
		}
	}
}

// whole: nothing is missing any more.
func whole(counts map[string]*pinged) bool {
	for _, n := range counts {
		if n.thread == 0 || n.direct+n.digest == 0 {
			return false
		}
	}
	return true
}

// judgeDue: each follow-up is in its thread once and came to its owner once, by itself
// or with others that were late.
func (s *stand) judgeDue(r *result, kept journals, all []dueCase, before int) {
	late := 0
	for id, n := range s.pings(all, before) {
		late += n.digest
		switch {
		case n.thread == 0:
			r.fault("lost: the follow-up of %s is not in its thread", id)
		case n.direct+n.digest == 0:
			r.fault("lost: the follow-up of %s did not come to its owner", id)
		}
		switch {
		case n.thread > 1:
			r.fault("doubled: the follow-up of %s is in its thread %d times", id, n.thread)
		case n.direct+n.digest > 1:
			r.fault("doubled: the follow-up of %s came to its owner %d times, %d of them with others", id, n.direct+n.digest, n.digest)
		}
		if n.astray > 0 {
			r.fault("astray: %s has %d messages where nobody looks for them", id, n.astray)
		}
		if len(kept.entries[id]) == 0 {
			r.fault("lost: %s has no journal", id)
		}
	}
	r.note("%d follow-ups, each asked for in its thread and of its owner; %d of them with others because they were late", len(all), late)
	if r.kills < s.plan.kills {
		r.fault("only %d of %d kills: everything was delivered before", r.kills, s.plan.kills)
	}
}
