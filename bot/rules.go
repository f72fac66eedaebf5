package bot

import (
	"slices"
	"sync"

	"makegood/dialogs"
	"makegood/dialogs/policy"
)

// rules are the policy in force and the people who have a role by it. They change
// together, so that no step sees people by one policy and amounts by another.
type rules struct {
	mu     sync.Mutex
	policy policy.Policy
	people []dialogs.Person // in the policy's order; put in place of the others, never changed in place
}

func (r *rules) now() (policy.Policy, []dialogs.Person) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.policy, slices.Clip(r.people)
}

func (r *rules) set(p policy.Policy, people []dialogs.Person) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.policy, r.people = p, people
}

// policy is the one in force for cases that open now.
func (b *Bot) policy() policy.Policy {
	p, _ := b.rules.now()
	return p
}

// Adopt puts another policy in force for cases that open from then on, as soon as it is
// known who has a role by it. Cases that are open keep theirs.
func (b *Bot) Adopt(p policy.Policy) { b.staff.adopt(p) }

// Company is how the company is called now.
func (b *Bot) Company() string { return b.policy().Company }

// change puts other people in place of those who have a role.
func (r *rules) change(f func([]dialogs.Person)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.people = slices.Clone(r.people)
	f(r.people)
}
