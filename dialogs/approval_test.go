package dialogs_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"makegood/dialogs"
	"makegood/dialogs/calendar"
	"makegood/dialogs/policy"
)

// asking takes a case of the play's people to the limit.
func (s *stage) asking(amount string) *stage {
	for _, l := range []string{"presses empathized", "presses apologized", "presses agrees", "presses nothing_else", "presses named", `fills words="half off" amount="` + amount + `"`} {
		s.play("tess " + l)
	}
	return s
}

// ladder is a stage with a leader, who may approve $500, a manager and an owner, on duty
// now or from 10:46 on.
func ladder(t *testing.T, leader, manager, owner bool) *stage {
	s := newStage(t)
	on := func(duty bool) *[7]calendar.Span {
		days := [7]calendar.Span{}
		for d := range days {
			if days[d] = (calendar.Span{Open: 10*60 + 46, Close: 24 * 60}); duty {
				days[d] = calendar.Span{Open: 0, Close: 10*60 + 46}
			}
		}
		return &days
	}
	s.policy.Roles = append(slices.Clone(s.policy.Roles), policy.Role{Name: "leader", Title: "Leader", Limit: 200_00, Approves: 500_00, Duty: on(leader)})
	s.policy.Roles[2].Duty, s.policy.Roles[3].Duty = on(manager), on(owner)
	s.people["lea"] = dialogs.Person{ID: "U0LEA", Name: "Lea", Role: "leader"}
	s.more = []dialogs.Person{s.people["lea"]}
	return s
}

// TestWhoIsAsked: whoever may decide it and is on duty, the smallest authority first; where
// nobody is on duty, whoever may.
func TestWhoIsAsked(t *testing.T) {
	for _, c := range []struct {
		leader, manager, owner bool
		amount, want           string
	}{
		{true, true, true, "$210", "Lea"},
		{false, true, true, "$210", "Mona"},
		{false, false, true, "$210", "Olga"},
		{false, false, false, "$210", "Lea"},
		{true, true, true, "$600", "Mona"},
		{true, false, true, "$600", "Olga"},
		{true, false, false, "$600", "Mona"},
		{true, true, false, "$6,000", "Olga"},
	} {
		s := ladder(t, c.leader, c.manager, c.owner)
		s.play("tess opens Mrs Alvarez - no hot water")
		out := strings.Join(s.asking(c.amount).play("tess presses ask_manager"), "\n")
		if got := s.c.Requests[0].Asked; len(got) != 1 || got[0].Name != c.want || !strings.Contains(out, "(to U0"+strings.ToUpper(c.want)+")") {
			t.Errorf("%+v: %v is asked\n%s", c, got, out)
		}
	}
}

// TestChased: what the step says will happen is what happens: who is asked next, and when.
// Three are asked at most where nobody answers, the top of the company last, and then ever
// more seldom; at night nobody, unless the customer is on the phone. It never is a decision.
func TestChased(t *testing.T) {
	for i := range 1 << 5 {
		leader, manager, owner, phone, late := i&1 > 0, i&2 > 0, i&4 > 0, i&8 > 0, i&16 > 0
		t.Run(fmt.Sprint(leader, manager, owner, phone, late), func(t *testing.T) {
			s := ladder(t, leader, manager, owner)
			s.play("policy clocks progress=720h stale=720h") // nobody else calls in between
			if late {
				s.now = s.now.Add(7*time.Hour + 13*time.Minute) // 17:55, and they close at 18:00
			}
			s.play("tess opens Mrs Alvarez - no hot water")
			s.asking("$210")
			if phone {
				s.play("tess presses on_phone")
			}
			s.play("tess presses ask_manager")
			first, last, seldom := s.now, s.now, time.Duration(0)
			for range 9 {
				step := s.shown[fmt.Sprintf("step-%d", s.c.At.Seq)]
				before := len(s.c.Requests[0].Asked)
				s.now = s.c.NextWake().In(s.now.Location())
				out := strings.Join(s.step(dialogs.Person{}, dialogs.Woke{}), "\n")
				r := s.c.Requests[0]
				if !strings.Contains(out, "posts ask-1-again-") || r.Status != dialogs.Pending {
					t.Fatalf("at %s the request is %s:\n%s", s.now.Format("15:04"), r.Status, out)
				}
				if waits := phone && s.now.Sub(first) < 15*time.Minute; !waits && !s.policy.Hours.Open(s.now) {
					t.Errorf("somebody is chased at %s", s.now.Format("Mon 15:04"))
				}
				clock := plainly(step.Head.Slots["until"])
				due := strings.HasSuffix(clock, s.now.Format("3:04 PM"))
				switch next := step.Head.Slots["next"]; {
				case len(r.Asked) > before && (!due || r.Asked[before].Name != next):
					t.Errorf("the step said %q by %s; %s is asked at %s", next, clock, r.Asked[before].Name, s.now.Format("Mon 15:04"))
				case len(r.Asked) == before && next != "" && due:
					t.Errorf("the step said that %s is asked by %s", next, clock)
				case len(r.Asked) == before && next == "":
					if pause := s.now.Sub(last); pause < seldom {
						t.Errorf("after %v they are reminded in %v", seldom, pause)
					} else if s.policy.Hours.Open(s.now.Add(-pause)) {
						seldom = pause
					}
				}
				last = s.now
			}
			r := s.c.Requests[0]
			top := slices.IndexFunc(r.Asked, func(p dialogs.Person) bool { return p.Name == "Olga" })
			if top < 0 || len(r.Asked) > 3 || r.Reminds < 9 {
				t.Errorf("asked %v, %d times", r.Asked, r.Reminds)
			}
		})
	}
}

// checkRequests holds for every step: what is asked is decided once, by a person, on the
// card as it was; nothing is asked in a case that is over, and two things at once never.
func (w *walk) checkRequests(who dialogs.Person, before, after dialogs.Case, e dialogs.Event) {
	pressed, _ := e.(dialogs.Chose)
	filled, _ := e.(dialogs.Filled)
	on := pressed.On + filled.On
	for i, r := range after.Requests {
		if pending := r.Status == dialogs.Pending; pending && (i < len(after.Requests)-1 || after.Outcome != "" || !after.Closed.IsZero()) {
			w.rt.Fatalf("request %d of %d is open, and the case is %q", r.N, len(after.Requests), after.Outcome)
		}
		if i >= len(before.Requests) {
			continue
		}
		was := before.Requests[i]
		switch decided := r.Status == dialogs.Approved || r.Status == dialogs.Refusal; {
		case was.Status != dialogs.Pending && !reflect.DeepEqual(was, r):
			w.rt.Fatalf("request %d was %s, and %s changed it into %+v", r.N, was.Status, who.Name, r)
		case was.Status == dialogs.Pending && decided && (on != fmt.Sprintf("ask-%d.%d", was.N, was.Rev) || who.ID == "" || who.ID != r.Decider.ID):
			w.rt.Fatalf("request %d in its form %d was decided by %q with %#v", was.N, was.Rev, who.Name, e)
		}
	}
}
