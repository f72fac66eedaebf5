package dialogs

import (
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"time"

	"makegood/dialogs/money"
	"makegood/dialogs/policy"
)

// A list of invoiced jobs, as it comes out of a spreadsheet or an invoicing program: one
// a line with job, date and amount, separated by commas, semicolons or tabs. A first line
// may name the columns; then there may be others too, in any order.

// Row is one line of a list, with what is made of it.
type Row struct {
	Line    int
	Job     string // its record, as Date and Amount only where they can be read
	Date    string
	Amount  money.Cents
	Finding Finding
	words   string // the line as it was typed
}

// Finding is what a row is.
type Finding string

// The findings. The first two are entered: RowOther only where it is asked for.
const (
	RowNew      Finding = "new"
	RowOther    Finding = "other"   // there, with another amount
	RowThere    Finding = "there"   // with the same amount
	RowTwice    Finding = "twice"   // earlier in this list, with the same amount
	RowUnlike   Finding = "unlike"  // earlier in this list, with another amount
	RowNoJob    Finding = "no_job"  // no number
	RowNoDate   Finding = "no_date" // or one that can be read in two ways
	RowFuture   Finding = "future"
	RowNoAmount Finding = "no_amount"
	RowColumns  Finding = "columns" // fewer than three
)

// ReadRows reads a list. now is when; what is already there is said by [Judge].
func ReadRows(text string, now time.Time, p policy.Policy) []Row {
	today := now.In(p.Location()).Format(time.DateOnly)
	var rows []Row
	columns, width, named := []int{0, 1, 2}, 3, false
	first := map[string]money.Cents{}
	for i, line := range strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n") {
		line = strings.TrimSpace(clean(line))
		if line == "" {
			continue
		}
		cells := cut(line)
		if len(rows) == 0 && !named {
			if at, ok := header(cells); ok {
				columns, width, named = at, len(cells), true
				continue
			}
		}
		r := Row{Line: i + 1, words: line}
		r.read(cells, columns, width, today)
		if was, seen := first[r.Job]; seen && r.Finding == RowNew {
			r.Finding = RowTwice
			if was != r.Amount {
				r.Finding = RowUnlike
			}
		} else if r.Finding == RowNew {
			first[r.Job] = r.Amount
		}
		rows = append(rows, r)
	}
	return rows
}

// cut takes a line apart at what separates it: a tab or a semicolon where there is one.
func cut(line string) []string {
	sign := ','
	for _, s := range "\t;" {
		if strings.ContainsRune(line, s) {
			sign = s
			break
		}
	}
	r := csv.NewReader(strings.NewReader(line))
	r.Comma, r.LazyQuotes, r.TrimLeadingSpace = sign, true, true
	cells, err := r.Read()
	if err != nil {
		cells = strings.Split(line, string(sign))
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// header finds the columns by their names.
func header(cells []string) ([]int, bool) {
	names := [][]string{
		{"job", "job number", "job no", "job #", "job id", "invoice", "invoice number", "number"},
		{"date", "job date", "invoice date", "completed", "day"},
		{"amount", "total", "invoice amount", "invoice total", "invoiced", "price"},
	}
	at := make([]int, 0, len(names))
	for _, may := range names {
		i := slices.IndexFunc(cells, func(c string) bool { return slices.Contains(may, strings.ToLower(c)) })
		if i < 0 {
			return nil, false
		}
		at = append(at, i)
	}
	return at, true
}

func (r *Row) read(cells []string, at []int, width int, today string) {
	last := at[2] == width-1
	if r.Finding = RowColumns; len(cells) <= slices.Max(at) || len(cells) > width && !last {
		return
	}
	amount := cells[at[2]]
	if last { // "1,250.00" without quotes is two cells
		amount = strings.Join(cells[at[2]:], ",")
	}
	var err error
	r.Amount, err = money.Parse(amount)
	r.Job, r.Date = JobID(cells[at[0]]), day(cells[at[1]])
	switch {
	case r.Job == "":
		r.Finding = RowNoJob
	case r.Date == "":
		r.Finding = RowNoDate
	case r.Date > today:
		r.Finding = RowFuture
	case err != nil || r.Amount == 0:
		r.Finding = RowNoAmount
	default:
		r.Finding = RowNew
	}
}

// day reads a date as invoicing programs write it, the month before the day.
func day(s string) string {
	for _, form := range []string{
		time.DateOnly, "2006/1/2", "1/2/2006", "1/2/06", "1-2-2006", "Jan 2, 2006", "Jan 2 2006", "January 2, 2006", "2 Jan 2006",
		"2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05", "1/2/2006 15:04",
	} {
		if at, err := time.Parse(form, s); err == nil && at.Year() >= 2000 {
			return at.Format(time.DateOnly)
		}
	}
	return ""
}

// Judge says of rows that could be read whether their job is there already.
func Judge(rows []Row, known func(id string) (Job, error)) error {
	for i := range rows {
		r := &rows[i]
		if r.Finding != RowNew {
			continue
		}
		j, err := known(r.Job)
		switch {
		case err != nil:
			return err
		case j.ID != "" && j.Amount == r.Amount:
			r.Finding = RowThere
		case j.ID != "":
			r.Finding = RowOther
		}
	}
	return nil
}

// Enters reports whether the row is to be entered; correct: also where its job is there
// with another amount.
func (r Row) Enters(correct bool) bool {
	return r.Finding == RowNew || correct && r.Finding == RowOther
}

// Event enters it.
func (r Row) Event() Invoiced {
	return Invoiced{Job: r.Job, Date: r.Date, Amount: r.Amount, Correct: r.Finding == RowOther}
}

var findings = func() map[Finding]Phrase {
	all := map[Finding]Phrase{}
	for _, f := range []Finding{RowNew, RowOther, RowThere, RowTwice} {
		all[f] = tell("row."+string(f), "count! job! amount!")
	}
	for _, f := range []Finding{RowUnlike, RowNoJob, RowNoDate, RowFuture, RowNoAmount, RowColumns} {
		all[f] = tell("row."+string(f), "count! words!")
	}
	return all
}()

// Say is the row in a line, with what to do about it.
func (r Row) Say() Line {
	return findings[r.Finding].With("count", strconv.Itoa(r.Line), "job", r.Job, "amount", r.Amount.String(), "words", short(r.words, nameRunes))
}

// Wrong reports whether somebody has to mend the row before it can be entered.
func (f Finding) Wrong() bool {
	return slices.Contains([]Finding{RowUnlike, RowNoJob, RowNoDate, RowFuture, RowNoAmount, RowColumns}, f)
}
