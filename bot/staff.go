package bot

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"makegood/dialogs"
	"makegood/dialogs/policy"
)

// staff knows who works here: the policy's members and groups, as the platform
// calls them. Every click asks, so the answer is at hand: it is read anew in the
// background, and nobody waits for the platform but the very first.
type staff struct {
	chat  Chat
	rules *rules
	log   *slog.Logger

	first chan struct{} // closed when everything was read once
	ask   chan string   // people without a role whose name is wanted
	anew  chan struct{} // something in it: read at once

	mu     sync.Mutex
	next   *policy.Policy      // to be put in force, nil if none is
	groups map[string][]string // members by group
	names  map[string]name
	own    map[string]dialogs.Own // what people set for themselves, by their id
}

// name is how somebody is called, where they are and in which language, and when that was
// last asked.
type name struct {
	Profile
	asked time.Time
	off   bool // their account is
}

const (
	staffAge   = time.Minute // who leaves a group may decide nothing a minute later
	staffAgain = 5 * time.Second
	staffWait  = time.Second // of the three that a click may take
	nameAge    = time.Hour
)

// errStaff says that an act cannot be judged yet.
var errStaff = errors.New("it is not known yet who works here")

func newStaff(chat Chat, r *rules, log *slog.Logger) *staff {
	return &staff{
		chat: chat, rules: r, log: log, first: make(chan struct{}), ask: make(chan string, 64), anew: make(chan struct{}, 1),
		groups: map[string][]string{}, names: map[string]name{}, own: map[string]dialogs.Own{},
	}
}

// adopt asks for a policy to be put in force. One that still waits is replaced.
func (s *staff) adopt(p policy.Policy) {
	s.mu.Lock()
	s.next = &p
	s.mu.Unlock()
	select {
	case s.anew <- struct{}{}:
	default: // it will look anyhow
	}
}

// watch reads everything anew, again and again, until ctx ends.
func (s *staff) watch(ctx context.Context) {
	for known := false; ctx.Err() == nil; {
		wait := staffAge
		if err := s.read(ctx); err != nil {
			s.log.Warn("cannot read who works here; what was known stays", "err", err)
			wait = staffAgain
		} else if !known {
			known = true
			close(s.first)
		}
		if wait == staffAge && !s.asksOften() {
			wait = nameAge
		}
		s.answer(ctx, wait)
	}
}

// asksOften: somebody may leave a group, or come back to their account. Names alone are
// good for an hour.
func (s *staff) asksOften() bool {
	p, _ := s.rules.now()
	if slices.ContainsFunc(p.Roles, func(r policy.Role) bool { return len(r.Groups) > 0 }) {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, n := range s.names {
		if n.off || time.Since(n.asked) > nameAge-staffAge {
			return true
		}
	}
	return false
}

// answer asks for names that are wanted, for so long.
func (s *staff) answer(ctx context.Context, wait time.Duration) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
			return
		case <-s.anew:
			return
		case id := <-s.ask:
			s.name(ctx, id, "")
		}
	}
}

// read asks the platform; where it does not answer for a group, what was known
// of it stays, and so does the policy: nothing is known of the groups of another.
func (s *staff) read(ctx context.Context) error {
	s.mu.Lock()
	next := s.next
	s.mu.Unlock()
	p, _ := s.rules.now()
	if next != nil {
		p = *next
	}
	groups := map[string][]string{}
	var failed error
	for _, r := range p.Roles {
		for _, g := range r.Groups {
			members, err := s.chat.Members(ctx, g)
			if troubleOf(err) == Gone {
				s.log.Warn("the policy names a group that is not there", "group", g)
			} else if err != nil {
				failed = err
				members = s.groups[g] // only this goroutine writes it
			}
			groups[g] = members
		}
	}
	if failed != nil && next != nil {
		return failed
	}
	people := s.named(ctx, roles(p, groups))
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range people {
		people[i] = s.own[people[i].ID].Of(people[i])
	}
	s.rules.set(p, people)
	s.groups = groups
	if next != nil {
		s.log.Info("the policy changed: cases that open from now on go by it, open ones keep theirs", "company", p.Company, "roles", len(p.Roles))
	}
	if s.next == next {
		s.next = nil
	}
	return failed
}

// roles is everybody who has one, in the policy's order, without names.
func roles(p policy.Policy, groups map[string][]string) []dialogs.Person {
	var people []dialogs.Person
	add := func(id string) {
		if slices.ContainsFunc(people, func(p dialogs.Person) bool { return p.ID == id }) {
			return
		}
		if role, ok := p.RoleOf(id, in(groups, id)); ok {
			people = append(people, dialogs.Person{ID: id, Role: role.Name})
		}
	}
	for _, r := range p.Roles {
		for _, id := range r.Members {
			add(id)
		}
		for _, g := range r.Groups {
			for _, id := range groups[g] {
				add(id)
			}
		}
	}
	return people
}

// named gives people their names, and leaves out whose account is off: who is gone
// can decide nothing.
func (s *staff) named(ctx context.Context, people []dialogs.Person) []dialogs.Person {
	const atOnce = 16
	off := make([]bool, len(people))
	var all errgroup.Group
	all.SetLimit(atOnce)
	for i := range people {
		if known, fresh := s.known(people[i].ID); fresh {
			people[i], off[i] = known.of(people[i]), known.off
			continue
		}
		all.Go(func() error {
			called := s.name(ctx, people[i].ID, "")
			people[i], off[i] = called.of(people[i]), called.off
			return nil
		})
	}
	_ = all.Wait() // what fails is named otherwise
	var here []dialogs.Person
	for i, p := range people {
		if !off[i] {
			here = append(here, p)
		}
	}
	return here
}

func in(groups map[string][]string, id string) []string {
	var all []string
	for g, members := range groups {
		if slices.Contains(members, id) {
			all = append(all, g)
		}
	}
	slices.Sort(all)
	return all
}

// ready waits a moment until everything was read once.
func (s *staff) ready(ctx context.Context) error {
	select {
	case <-s.first: // also for who comes late
		return nil
	default:
	}
	timer := time.NewTimer(staffWait)
	defer timer.Stop()
	select {
	case <-s.first:
		return nil
	case <-timer.C:
	case <-ctx.Done():
	}
	return errStaff
}

// person is anybody at all; without a role they may give nothing by themselves.
func (s *staff) person(ctx context.Context, id, called string) dialogs.Person {
	_ = s.ready(ctx) // who is not known yet has no role yet
	_, people := s.rules.now()
	return s.among(ctx, people, id, called)
}

// among is a person as they are among people, or without a role.
func (s *staff) among(ctx context.Context, people []dialogs.Person, id, called string) dialogs.Person {
	for _, p := range people {
		if p.ID == id {
			return p
		}
	}
	s.mu.Lock()
	known, ok := s.names[id]
	s.mu.Unlock()
	switch {
	case ok:
	case called == "":
		known = s.name(ctx, id, "")
	default:
		known.Name = called
	}
	if !ok || time.Since(known.asked) > nameAge {
		select { // nobody waits for the answer
		case s.ask <- id:
		default:
		}
	}
	return s.settled(known.of(dialogs.Person{ID: id}))
}

// known is what the platform said of somebody last, and whether that still holds.
func (s *staff) known(id string) (known name, fresh bool) {
	s.mu.Lock()
	known, ok := s.names[id]
	s.mu.Unlock()
	age := nameAge
	if known.off {
		age = staffAge // they may come back
	}
	return known, ok && time.Since(known.asked) < age
}

// name asks the platform once an hour, or in a minute where it does not answer, and
// never for long.
func (s *staff) name(ctx context.Context, id, called string) name {
	known, fresh := s.known(id)
	if fresh {
		return known
	}
	ctx, cancel := context.WithTimeout(ctx, staffWait)
	defer cancel()
	n := name{asked: time.Now()}
	var err error
	n.Profile, err = s.chat.Person(ctx, id)
	n.off = troubleOf(err) == Gone || known.off && err != nil // until it is clear
	if err != nil || n.Name == "" {
		n.Profile = known.Profile
		n.Name = cmp.Or(known.Name, called, id)
		if !n.off {
			n.asked = n.asked.Add(staffAge - nameAge) // ask again soon
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.names[id] = n
	return n
}
