package dialogs

import (
	"time"
)

// The desk is what people meet before there is a case: the command, its help
// and what goes wrong around a case rather than in it.
var (
	DeskHelp     = tell("desk.help", "company!")
	DeskHere     = tell("desk.here", "case!")
	DeskMineNone = tell("desk.mine_none", "")
	DeskMine     = tell("desk.mine", "")
	DeskMineRow  = tell("desk.mine_row", "case! customer! next!")
	DeskMineDue  = tell("desk.mine_due", "case! customer! next! what! when!")
	DeskMineLate = tell("desk.mine_late", "case! customer! next! what! when!")

	DeskToday     = tell("desk.today", "")
	DeskTodayNone = tell("desk.today_none", "")
	DeskTeam      = tell("desk.team", "")
	DeskTeamNone  = tell("desk.team_none", "")
	DeskTeamOf    = tell("desk.team_of", "name! count!")
	DeskTeamLate  = tell("desk.team_late", "name! count! late!")

	DeskFindWhom = tell("desk.find_whom", "")
	DeskFound    = tell("desk.found", "typed!")
	DeskFindNone = tell("desk.find_none", "typed!")
	DeskFindOpen = tell("desk.find_open", "case! customer! owner! time!")
	DeskFindOver = tell("desk.find_over", "case! customer! owner! outcome! time!")
	_            = tell("desk.find_open_about", "case! customer! owner! time! problem!")
	_            = tell("desk.find_over_about", "case! customer! owner! outcome! time! problem!")

	DeskCaseWhich = tell("desk.case_which", "")
	DeskCaseNone  = tell("desk.case_none", "case!")
	DeskOnlyStaff = tell("desk.only_staff", "company!")
	DeskNearest   = tell("desk.nearest", "typed! meant!")
	DeskNotKept   = tell("desk.not_kept", "reference!")
	DeskNoCase    = tell("desk.no_case", "")
	DeskNoForm    = tell("desk.no_form", "")
	DeskUnread    = tell("desk.unread", "")
	DeskOutsider  = tell("desk.outsider", "company!")
	DeskWait      = tell("desk.wait", "")
	DeskTitle     = tell("desk.title", "")
	DeskBarred    = tell("desk.barred", "case! bot!")
	DeskArchived  = tell("desk.archived", "case!")
	DeskMuted     = tell("desk.muted", "case! bot!")
	DeskDeleted   = tell("desk.deleted", "case!")
	DeskUnshown   = tell("desk.unshown", "case! reference!")
	DeskUnsure    = tell("desk.unsure", "reference!")
	DeskTyped     = tell("desk.typed", "typed!")
	DeskMore      = tell("desk.more", "count!")
	DeskMoreThan  = tell("desk.more_than", "count!")
	DeskNoRoom    = tell("desk.no_channel", "")
)

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

// Summary is an open case in a line of a list: what is next, and the earliest that is due in it.
func (c Case) Summary(words func(Line) string, now time.Time, zone *time.Location) Line {
	_, step := (&turn{c: c, in: Input{At: now}}).next()
	next := words(step)
	d, due := c.Next()
	if !due {
		return DeskMineRow.With("case", c.ID, "customer", c.customer(), "next", next)
	}
	phrase := DeskMineDue
	if d.Late(now) {
		phrase = DeskMineLate
	}
	return phrase.With("case", c.ID, "customer", c.customer(), "next", next, "what", words(d.What), "when", said(d.At, now, zone))
}

var _ = options("outcome", string(Recovered), string(NotRecoverable), string(NoResponse), string(Mistaken), string(Merged))
