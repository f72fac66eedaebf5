package dialogs

import "strings"

// The desk is what people meet before there is a case: the command, its help
// and what goes wrong around a case rather than in it.
var (
	DeskHelp     = tell("desk.help", "company!")
	DeskHere     = tell("desk.here", "case!")
	DeskMineNone = tell("desk.mine_none", "")
	DeskMine     = tell("desk.mine", "")
	DeskMineLine = tell("desk.mine_line", "case! customer! next!")
	DeskNearest  = tell("desk.nearest", "typed! meant!")
	DeskNotKept  = tell("desk.not_kept", "reference!")
	DeskNoCase   = tell("desk.no_case", "")
	DeskNoForm   = tell("desk.no_form", "")
	DeskUnread   = tell("desk.unread", "")
	DeskOutsider = tell("desk.outsider", "company!")
	DeskWait     = tell("desk.wait", "")
	DeskTitle    = tell("desk.title", "")
	DeskBarred   = tell("desk.barred", "case! bot!")
	DeskArchived = tell("desk.archived", "case!")
	DeskMuted    = tell("desk.muted", "case! bot!")
	DeskDeleted  = tell("desk.deleted", "case!")
	DeskOrphan   = tell("desk.orphan", "case! customer! owner! next!")
	DeskUnshown  = tell("desk.unshown", "case! reference!")
	DeskUnsure   = tell("desk.unsure", "reference!")
	DeskTyped    = tell("desk.typed", "typed!")
	DeskMore     = tell("desk.more", "count!")
	DeskNoRoom   = tell("desk.no_channel", "")
)

// Subcommands of the command; everything else is a customer and a problem.
const (
	HelpCommand   = "help"
	MineCommand   = "mine"
	BudgetCommand = "budget"
)

var subcommands = []string{HelpCommand, MineCommand, BudgetCommand}

// ReadCommand tells a subcommand from a one-liner. near is the subcommand that
// was probably meant by a single mistyped word.
func ReadCommand(text string) (sub, near string) {
	word := strings.ToLower(clean(text))
	if strings.ContainsAny(word, " \n\t") {
		return "", ""
	}
	for _, s := range subcommands {
		if word == s {
			return s, ""
		}
		if word != "" && distance(word, s) <= 2 && len(word) >= 3 {
			near = s
		}
	}
	return "", near
}

// distance is how many letters were added, lost, changed or swapped between
// neighbours.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}

// Summary is a case in one line, for lists: what is next, or how it ended.
func (c Case) Summary() Line {
	next := c.Stage.next()
	if !c.Closed.IsZero() {
		next = Phrase("outcome." + string(c.Outcome))
	}
	return DeskMineLine.With("case", c.ID, "customer", c.customer(), "next", slotPhrase(next))
}

var _ = options("outcome", string(Recovered), string(NotRecoverable), string(NoResponse), string(Mistaken), string(Merged))

// Orphaned says that its owner can no longer be reached.
func (c Case) Orphaned() Line {
	return DeskOrphan.With("case", c.ID, "customer", c.customer(), "owner", c.Owner.Name, "next", slotPhrase(c.Stage.next()))
}
