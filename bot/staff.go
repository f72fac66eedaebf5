package bot

import (
	"context"
	"slices"
	"sync"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/policy"
)

// staff knows who works here: the policy's members and groups, as the platform
// calls them. It is asked on every click, so it remembers for a while and never
// waits long.
type staff struct {
	chat   Chat
	policy policy.Policy
	now    func() time.Time

	mu     sync.Mutex
	people []dialogs.Person
	groups map[string][]string // members by group
	names  map[string]string
	read   time.Time
}

const (
	staffAge  = 5 * time.Minute // Slack's groups change seldom; clicks come often
	staffWait = time.Second     // of the three that a click may take
)

func newStaff(chat Chat, p policy.Policy, now func() time.Time) *staff {
	return &staff{chat: chat, policy: p, now: now, groups: map[string][]string{}, names: map[string]string{}}
}

// all is everybody who has a role, in the policy's order.
func (s *staff) all(ctx context.Context) []dialogs.Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	if age := s.now().Sub(s.read); s.people == nil || age > staffAge || age < 0 {
		s.refresh(ctx)
	}
	return slices.Clone(s.people)
}

// refresh asks the platform anew; what it does not answer stays as it was.
func (s *staff) refresh(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, staffWait)
	defer cancel()
	var people []dialogs.Person
	add := func(id string) {
		if slices.ContainsFunc(people, func(p dialogs.Person) bool { return p.ID == id }) {
			return
		}
		if role, ok := s.policy.RoleOf(id, s.groupsOf(id)); ok {
			people = append(people, dialogs.Person{ID: id, Name: s.name(ctx, id, ""), Role: role.Name})
		}
	}
	for _, r := range s.policy.Roles {
		for _, g := range r.Groups {
			if members, err := s.chat.Members(ctx, g); err == nil {
				s.groups[g] = members
			}
		}
	}
	for _, r := range s.policy.Roles {
		for _, id := range r.Members {
			add(id)
		}
		for _, g := range r.Groups {
			for _, id := range s.groups[g] {
				add(id)
			}
		}
	}
	s.people, s.read = people, s.now()
}

func (s *staff) groupsOf(id string) []string {
	var in []string
	for g, members := range s.groups {
		if slices.Contains(members, id) {
			in = append(in, g)
		}
	}
	slices.Sort(in)
	return in
}

// person is anybody at all; without a role they may give nothing by themselves.
func (s *staff) person(ctx context.Context, id, called string) dialogs.Person {
	for _, p := range s.all(ctx) {
		if p.ID == id {
			return p
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, staffWait)
	defer cancel()
	return dialogs.Person{ID: id, Name: s.name(ctx, id, called)}
}

func (s *staff) name(ctx context.Context, id, called string) string {
	if n, ok := s.names[id]; ok {
		return n
	}
	n, err := s.chat.Person(ctx, id)
	if err != nil || n == "" {
		if called != "" {
			return called
		}
		return id
	}
	s.names[id] = n
	return n
}
