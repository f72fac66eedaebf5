package dialogs

import "strconv"

// A case that was opened by mistake is put away with a reason, as long as nobody was
// given or promised anything in it.

var (
	slipTitle = tell("form.by_mistake.title", "")
	labelSlip = tell("field.by_mistake", "")
	slipDone  = tell("mistaken.done", "note! time!")
	slipGiven = tell("mistaken.given", "total!")
	slipOwed  = tell("mistaken.promised", "count!")
	slipAsked = tell("mistaken.pending", "names!")
	slipRisk  = tell("mistaken.unsafe", "")
)

// ByMistake puts the case away.
const ByMistake Act = "by_mistake"

// MistakeForm asks why.
const MistakeForm FormID = "by_mistake"

var _ = put(deeds, map[Act]deed{ByMistake: opens((*turn).mistakeForm)})

var _ = put(sheets, map[FormID]sheet{MistakeForm: {ByMistake, WordsField, (*turn).mistaken}})

// binding is what keeps a case from being a mistake, nil if nothing does.
func (t *turn) binding() []Line {
	var l []Line
	if t.c.Stage == Unsafe {
		l = append(l, slipRisk.With())
	}
	if len(t.c.Given) > 0 {
		l = append(l, slipGiven.With("total", t.c.Total().String()))
	}
	open := 0
	for _, p := range t.c.Promises {
		if p.Status == Open {
			open++
		}
	}
	if open > 0 {
		l = append(l, slipOwed.With("count", strconv.Itoa(open)))
	}
	if r := t.c.pending(); r != nil {
		l = append(l, slipAsked.With("names", names(r.Asked)))
	}
	return l
}

// mistakeForm asks why, or says why not.
func (t *turn) mistakeForm() Form {
	if why := t.binding(); why != nil {
		return Form{ID: ReadForm, Title: slipTitle.With(), Lines: why}
	}
	return oneFieldOn("card", MistakeForm, slipTitle, Question{Field: WordsField, Label: labelSlip.With(), Kind: Short})
}

func (t *turn) mistaken(e Filled) {
	why := t.text(e, WordsField, false)
	if binds := t.binding(); binds != nil && !t.refused { // meanwhile
		t.object(WordsField, binds[0])
	}
	if t.refused {
		return
	}
	t.c.Outcome, t.c.WordDue = Mistaken, false
	t.close(slipDone.With("note", short(why, lineRunes), "time", t.now()))
}
