package dialogs

import (
	"slices"
	"strings"
)

// Branch is something that does not happen in every recovery. Each can be entered
// from any stage of an open case: by a press, or by what somebody types, once they
// say that it is so.
type Branch string

// The branches, in the order of the menu: the most urgent first. Each is put down
// beside its conversation.
const (
	Danger  Branch = "danger"
	Abusive Branch = "abusive"
	Stuck   Branch = "stuck"
)

var inMenu = []Branch{
	Danger,
	Abusive,
	DamageBranch,
	Hostage,
	BadReview,
	MissedCall,
	CalledAgain,
	SecondFailure,
	Why,
	NoFault,
	Stuck,
	TooExpensive,
	Silent,
	NotGiven,
	GivingUp,
	Top,
}

// branch is what leads there and what happens then.
type branch struct {
	cues  []string               // what people type when it happens, in small letters
	hears func(text string) bool // the same, where no list of phrases can say it
	open  func(Case) bool        // whether it can be taken now; nil: at any time
	enter func(*turn)
}

var branches = map[Branch]branch{}

func (b Branch) name() Phrase { return Phrase("branch." + string(b)) }

var (
	otherTitle   = tell("form.branch.title", "")
	labelBranch  = tell("field.branch", "")
	spottedOther = tell("spotted.branch", "branch! text!")
)

// Acts.
const (
	Otherwise Act = "otherwise" // something else happened
	TakeMe    Act = "take_me"   // yes, that is what happened
)

// BranchForm asks what happened.
const BranchForm FormID = "branch"

// BranchField names a branch.
const BranchField Field = "branch"

var _ = put(deeds, map[Act]deed{
	Otherwise: opens((*turn).branchForm),
	TakeMe:    {does: (*turn).takeMe},
})

var _ = put(sheets, map[FormID]sheet{
	BranchForm: {Otherwise, BranchField, (*turn).branchNamed},
})

// openBranches are those that can be taken now.
func (t *turn) openBranches() []Branch {
	var list []Branch
	for _, b := range inMenu {
		if open := branches[b].open; open == nil || open(t.c) {
			list = append(list, b)
		}
	}
	return list
}

func (t *turn) branchForm() Form {
	q := Question{Field: BranchField, Label: labelBranch.With(), Kind: Pick}
	for _, b := range t.openBranches() {
		if b == DamageBranch {
			q.Options = append(q.Options, t.involvedOptions()...)
			continue
		}
		q.Options = append(q.Options, Option{string(b), b.name().With()})
	}
	return t.oneField(BranchForm, otherTitle, q)
}

func (t *turn) branchNamed(e Filled) {
	b, kind, _ := strings.Cut(e.Fields[BranchField], "/")
	was := t.c.Details
	for _, v := range t.c.Details.involved() {
		*v.fact = *v.fact || v.name == kind
	}
	if t.take(Branch(b), BranchField); !t.refused {
		t.tellDelicate(was)
	}
}

// take enters a branch, where it can be entered.
func (t *turn) take(b Branch, f Field) {
	if !slices.Contains(t.openBranches(), b) {
		t.object(f, needsText.With())
		return
	}
	t.confirm(b)
	branches[b].enter(t)
}

// takeMe is the yes to what was understood from something typed.
func (t *turn) takeMe(ch Choice) {
	s := t.spottedBy(ch.On)
	b := s.Branch
	if b == Danger {
		t.c.Hazard = hazardIn(s.Text)
	}
	s.So = true
	t.noteTaken(ch.On)
	if !slices.Contains(t.openBranches(), b) {
		t.refuse(oldScreen.With("case", t.c.ID))
		return
	}
	was := t.c.Details
	t.c.Details.learn(s.Text)
	if b == DamageBranch && harms(s.Text) {
		t.c.Details.Damage = true
	}
	if b == NoFault {
		t.c.Details.Hitch = hitchIn(s.Text)
	}
	branches[b].enter(t)
	t.tellDelicate(was)
}

// branchIn finds what a text speaks of: the first in the menu's order.
func (t *turn) branchIn(text string) Branch {
	for _, b := range t.openBranches() {
		if b == DamageBranch && !t.c.adds(text) {
			continue
		}
		if hears := branches[b].hears; mentions(text, branches[b].cues) || hears != nil && hears(text) {
			return b
		}
	}
	return ""
}

// cuesOf gathers the cues of a table's rows.
func cuesOf[T any](rows []T, cues func(T) []string) []string {
	var all []string
	for _, r := range rows {
		all = append(all, cues(r)...)
	}
	return all
}

// mentions reports whether a text holds one of the cues as whole words. Cues are in small
// letters and without accents.
func mentions(text string, cues []string) bool {
	words := " " + strings.Join(strings.FieldsFunc(bare(text), notInWord), " ") + " "
	return slices.ContainsFunc(cues, func(cue string) bool { return strings.Contains(words, " "+cue+" ") })
}

func notInWord(r rune) bool {
	return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '\'' && r < 0x80
}
