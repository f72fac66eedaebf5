package dialogs

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

// Budget is what somebody asked for behind "budget".
type Budget struct {
	What   string // BudgetShow, BudgetAdd, BudgetCorrect, BudgetImport, or BudgetHelp where it cannot be understood
	Job    string
	Amount money.Cents
}

// What can be asked for.
const (
	BudgetShow    = "show"
	BudgetAdd     = "add"
	BudgetCorrect = "correct"
	BudgetImport  = "import"
	BudgetHelp    = "help"
)

// ReadBudget reads the command's text; ok is false where it is no budget command but a
// customer whose name begins like one.
func ReadBudget(text string) (b Budget, ok bool) {
	words := strings.Fields(clean(text))
	if len(words) == 0 || strings.ToLower(words[0]) != BudgetCommand {
		return b, false
	}
	if len(words) == 1 {
		return Budget{What: BudgetShow}, true
	}
	sub := strings.ToLower(words[1])
	switch {
	case sub == BudgetShow && len(words) == 2, sub == BudgetImport && len(words) == 2:
		return Budget{What: sub}, true
	case sub != BudgetAdd && sub != BudgetCorrect:
		near := len(words) == 2 && slices.ContainsFunc([]string{BudgetShow, BudgetAdd, BudgetImport, BudgetCorrect}, func(s string) bool { return distance(sub, s) <= 2 })
		return Budget{What: BudgetHelp}, near || sub == BudgetHelp || sub == BudgetImport
	case len(words) < 4:
		return Budget{What: BudgetHelp}, true
	}
	amount, err := money.Parse(strings.Join(words[3:], " "))
	b = Budget{What: sub, Job: JobID(words[2]), Amount: amount}
	if err != nil || b.Job == "" || amount == 0 {
		b.What = BudgetHelp
	}
	return b, true
}

var (
	budgetShow = tell("budget.show", "left! branch! amount! most! total! how!")
	budgetNone = tell("budget.none", "how!")

	importTitle  = tell("form.import.title", "")
	labelRows    = tell("field.rows", "")
	hintRows     = tell("hint.rows", "")
	look         = tell("form.import.look", "")
	enterThem    = tell("form.import.enter", "")
	importFound  = tell("import.found", "count! amount! left!")
	importNone   = tell("import.none", "")
	importWrong  = tell("import.wrong", "count!")
	importOther  = tell("import.other", "count!")
	labelOther   = tell("field.other_amounts", "")
	optLeave     = tell("other_amounts.leave", "")
	optCorrect   = tell("other_amounts.correct", "")
	importDone   = tell("import.done", "count! left!")
	importMended = tell("import.corrected", "count!")
)

// BudgetMistyped says how the budget commands are written.
var BudgetMistyped = tell("budget.help", "")

// ImportForm takes a list of invoiced jobs: it is sent once to see what would be
// entered, and once more, as it was then, to enter it.
const ImportForm FormID = "import"

// Fields of the form.
const (
	RowsField  Field = "rows"
	OtherField Field = "other_amounts"
)

// Correct is OtherField's answer that enters another amount for a job that is there.
const Correct = "correct"

// Barred is the answer to somebody who may not look into the fund; nil: they may.
func Barred(p policy.Policy, who Person, staff []Person) *Line {
	if len(FundKeepers(p, []Person{who})) > 0 {
		return nil
	}
	return new(notYours.With("names", anyOf(FundKeepers(p, staff))))
}

// Say is the fund in a few lines.
func (f Fund) Say(now time.Time, p policy.Policy) Line {
	rate := percent(p.Money().Accrual)
	if !f.used() {
		return budgetNone.With("how", rate)
	}
	m := f.In(now, p)
	return budgetShow.With("left", f.Balance.String(), "branch", momentSlot(MonthStyle, now, p.Location(), ""),
		"amount", m.Accrued.String(), "most", m.Charged.String(), "total", m.Reversed.String(), "how", rate)
}

// percent writes hundredths of a percent: "1.5%".
func percent(n int) string {
	s := strconv.Itoa(n / 100)
	if rest := n % 100; rest != 0 {
		s += "." + strings.TrimRight(strconv.Itoa(100 + rest)[1:], "0")
	}
	return s + "%"
}

// NewImport is the form, empty.
func NewImport() Form {
	return Form{
		ID: ImportForm, Title: importTitle.With(), Submit: look.With(),
		Inputs: []Question{{Field: RowsField, Label: labelRows.With(), Hint: hintRows.With(), Kind: Long}},
	}
}

// Preview is the form with what would be entered, and the list to mend. looked tells the
// list that was looked at from one that was changed since.
func Preview(rows []Row, text, looked string, p policy.Policy) Form {
	f := NewImport()
	f.Inputs[0].Initial, f.Inputs[0].Hint = text, Line{}
	fresh, other, wrong := 0, 0, 0
	var amount, share money.Cents
	for _, r := range rows {
		switch {
		case r.Finding == RowNew:
			fresh, amount, share = fresh+1, amount+r.Amount, share+p.Money().Share(r.Amount)
		case r.Finding == RowOther:
			other++
		case r.Finding.Wrong():
			wrong++
		}
	}
	f.Lines = []Line{importNone.With()}
	if fresh > 0 {
		f.Lines = []Line{importFound.With("count", strconv.Itoa(fresh), "amount", amount.String(), "left", share.String())}
	}
	if wrong > 0 {
		f.Lines = append(f.Lines, importWrong.With("count", strconv.Itoa(wrong)))
	}
	if other > 0 {
		f.Lines = append(f.Lines, importOther.With("count", strconv.Itoa(other)))
		f.Inputs = append(f.Inputs, Question{Field: OtherField, Label: labelOther.With(), Kind: Pick, Initial: "leave", Options: []Option{
			{"leave", optLeave.With()}, {Correct, optCorrect.With()},
		}})
	}
	if fresh+other > 0 {
		f.Value, f.Submit = looked, enterThem.With()
	}
	return f
}

// Entering says what was entered.
func Entering(fresh, corrected int, share money.Cents) []Line {
	l := []Line{importDone.With("count", strconv.Itoa(fresh), "left", share.String())}
	if corrected > 0 {
		l = append(l, importMended.With("count", strconv.Itoa(corrected)))
	}
	return l
}
