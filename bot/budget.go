package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"makegood/dialogs"
	"makegood/dialogs/money"
	"makegood/store"
)

// budget answers a budget command.
func (b *Bot) budget(ctx context.Context, a Act, want dialogs.Budget) (Reply, error) {
	if no := b.barred(ctx, a); no != nil {
		return b.to(a.User).reply("", dialogs.Reply{Say: no}), nil
	}
	switch want.What {
	case dialogs.BudgetShow:
		f, err := b.fund(ctx)
		if err != nil {
			return Reply{}, fmt.Errorf("look up the fund: %w", err)
		}
		return b.to(a.User).reply("", dialogs.Reply{Say: new(f.Say(b.Now(), b.policy()))}), nil
	case dialogs.BudgetAdd, dialogs.BudgetCorrect:
		return b.step(ctx, want.Job, input{ID: a.ID, User: a.User, Called: a.Called, Event: dialogs.Invoiced{
			Job: want.Job, Amount: want.Amount, Correct: want.What == dialogs.BudgetCorrect,
		}})
	case dialogs.BudgetImport:
		return b.to(a.User).reply("", dialogs.Reply{Form: new(dialogs.NewImport())}), nil
	}
	return b.giveBack(b.to(a.User).tell(dialogs.BudgetMistyped), a), nil
}

// barred is what to say to somebody who may not look into the fund, nil: they may.
func (b *Bot) barred(ctx context.Context, a Act) *dialogs.Line {
	who := b.staff.person(ctx, a.User, a.Called)
	p, people := b.rules.now()
	return dialogs.Barred(p, who, people)
}

// listed takes a list of invoiced jobs: it is shown what would be entered, and entered
// when the same list is sent once more.
func (b *Bot) listed(ctx context.Context, a Act, e dialogs.Filled) (Reply, error) {
	text := e.Fields[dialogs.RowsField]
	if no := b.barred(ctx, a); no != nil {
		return b.to(a.User).reply("", dialogs.Reply{Errors: map[dialogs.Field]dialogs.Line{dialogs.RowsField: *no}}), nil
	}
	rows, err := b.rows(ctx, text)
	if err != nil {
		return Reply{}, err
	}
	sum := sha256.Sum256([]byte(text))
	mark := hex.EncodeToString(sum[:8])
	if e.Value != mark {
		t := b.to(a.User)
		r := t.reply("", dialogs.Reply{Form: new(dialogs.Preview(rows, text, mark, b.policy()))})
		if len(rows) > 0 {
			r.Form.Text = append(r.Form.Text, strings.Join(t.findings(rows), "\n"))
		}
		return r, nil
	}
	done, err := b.enter(ctx, rows, e.Fields[dialogs.OtherField] == dialogs.Correct, func(r dialogs.Row) input {
		return input{ID: a.ID + "/" + r.Job, User: a.User, Called: a.Called}
	})
	if err != nil {
		return Reply{}, errors.Join(err, errUnsure) // those before it are in
	}
	return Reply{Say: strings.Join(b.to(a.User).texts(done.lines()), "\n")}, nil
}

// rows reads a list and looks up which of its jobs are there.
func (b *Bot) rows(ctx context.Context, text string) ([]dialogs.Row, error) {
	rows := dialogs.ReadRows(text, b.Now(), b.policy())
	return rows, dialogs.Judge(rows, func(id string) (dialogs.Job, error) {
		r, err := b.store.Get(ctx, id)
		if errors.Is(err, store.ErrNotFound) {
			return dialogs.Job{}, nil
		}
		if err != nil {
			return dialogs.Job{}, err
		}
		rec, err := decode(r)
		return rec.Job, err
	})
}

// findings is what is said of each row, those first that somebody has to mend.
func (t tongue) findings(rows []dialogs.Row) []string {
	var wrong, right []string
	for _, r := range rows {
		if text := t.Text(r.Say()); r.Finding.Wrong() {
			wrong = append(wrong, text)
		} else {
			right = append(right, text)
		}
	}
	return slices.Concat(wrong, right)
}

// entered is what came of a list.
type entered struct {
	fresh, corrected int
	share            money.Cents
}

func (e entered) lines() []dialogs.Line { return dialogs.Entering(e.fresh, e.corrected, e.share) }

// enter enters the rows that are to be entered. A job is there once, so a list that was
// begun and is sent again goes on where it ended.
func (b *Bot) enter(ctx context.Context, rows []dialogs.Row, correct bool, by func(dialogs.Row) input) (entered, error) {
	var done entered
	for _, r := range rows {
		if !r.Enters(correct) {
			continue
		}
		in := by(r)
		in.Event = r.Event()
		answer, err := b.stepped(ctx, r.Job, in)
		if err != nil {
			return done, err
		}
		became := dialogs.Became(answer) // somebody else may have entered it since it was looked at
		if became == dialogs.RowNew {
			done.fresh, done.share = done.fresh+1, done.share+b.policy().Money().Share(r.Amount)
		}
		if became == dialogs.RowOther {
			done.corrected++
		}
	}
	return done, nil
}
