package dialogs_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"makegood/dialogs"
)

// ways lead from the opening to the end, by the buttons of each order.
var ways = map[string][]string{
	"tess opens": {
		"empathized", "apologized", "agrees", "nothing_else", `named words="half off" amount="$100"`, "accepted", "give_extra", "all_done", "thanked",
		"check_now", "satisfied",
	},
	"carl answers": {
		"listened", "agrees", "nothing_else", "empathized", "apologized", "reassured", `named words="half" amount="$210"`, "ask_manager", "withdraw",
		"back", `named words="less" amount="$80"`, "accepted", "give_extra", "all_done", "thanked", "check_now", "no_answer", "try_later", "check_now", "satisfied",
	},
	"carl warns": {"told_them", "apologized", `make_offer words="first call tomorrow" amount="0"`, "accepted", "give_extra", "all_done", "thanked", "check_now", "satisfied"},
}

// along stops at every stage of the ways.
func along(t *testing.T, visit func(t *testing.T, s *stage)) {
	t.Helper()
	for opening, acts := range ways {
		for n := range len(acts) + 1 {
			s := newStage(t)
			s.play(opening + " Mrs Alvarez - the sink leaks")
			for _, act := range acts[:n] {
				who, _, _ := strings.Cut(opening, " ")
				name, fields, form := strings.Cut(act, " ")
				s.play(who + " presses " + name + "@step")
				if form {
					s.play(who + " fills " + fields)
				}
			}
			visit(t, s)
		}
	}
}

// TestEveryBranchAtEveryStage: whatever happened can be said at any stage, by the
// menu; and there is a way on from where it leads.
func TestEveryBranchAtEveryStage(t *testing.T) {
	met := map[string]bool{}
	along(t, func(t *testing.T, s *stage) {
		s.play("mona presses otherwise@step")
		form := s.form
		if form == nil || form.ID != dialogs.BranchForm {
			t.Fatalf("nothing asks what happened at %s", s.c.Stage)
		}
		for _, o := range form.Inputs[0].Options {
			met[o.Value] = true
			branch := *s
			branch.shown = maps.Clone(s.shown)
			out := strings.Join(branch.play(`mona fills branch="`+o.Value+`"`), "\n")
			if strings.Contains(out, "nothing changes") && !strings.Contains(out, "opens form") {
				t.Errorf("%s at %s does nothing: %s", o.Value, s.c.Stage, out)
			}
			if live := branch.shown[live(branch.c)]; branch.c.Closed.IsZero() && len(live.Choices) == 0 {
				t.Errorf("%s at %s leaves nothing to press", o.Value, s.c.Stage)
			}
		}
	})
	t.Logf("%d branches", len(met))
}

func live(c dialogs.Case) string { return fmt.Sprintf("step-%d", c.At.Seq) }
