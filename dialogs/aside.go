package dialogs

import "time"

// Small things on the way: a step that is skipped for a reason, and a minute for
// oneself (A1 P5).

// Skipped is a step that was not taken, and why: its record.
type Skipped struct {
	Stage Stage
	Seq   int // of its step
	Why   string
	By    Person
	At    time.Time
}

// Breather is a minute for oneself, with a time given to the customer.
const Breather Stage = "breather"

const breath = 10 * time.Minute

var (
	skipTitle    = tell("form.skip.title", "")
	labelSkip    = tell("field.skip", "")
	skipDone     = tell("skip.done", "stage! note! time!")
	breatherDo   = tell("breather.do", "until!")
	breatherSay  = say("breather.say", "until!")
	breatherDone = tell("breather.done", "until! time!")
	backAgain    = tell("breather.back_done", "time!")
	breatherWhat = tell("breather.promise", "")
)

// Acts.
const (
	Skip       Act = "skip"
	NeedMinute Act = "need_minute"
	IAmBack    Act = "i_am_back"
)

// SkipForm asks why.
const SkipForm FormID = "skip"

var _ = put(deeds, map[Act]deed{
	Skip:       opens((*turn).skipForm),
	NeedMinute: plain((*turn).needMinute),
	IAmBack:    plain((*turn).iAmBack),
})

var _ = put(sheets, map[FormID]sheet{SkipForm: {Skip, WordsField, (*turn).skip}})

var _ = put(scenes, map[Stage]scene{Breather: {off: true, draws: (*turn).drawBreather}})

func (t *turn) skipForm() Form {
	return t.oneField(SkipForm, skipTitle, Question{Field: WordsField, Label: labelSkip.With(), Kind: Short})
}

func (t *turn) skip(e Filled) {
	why := t.text(e, WordsField, false)
	if t.refused {
		return
	}
	was := t.c.Stage
	t.c.Skipped = append(t.c.Skipped, Skipped{Stage: was, Seq: t.c.At.Seq, Why: why, By: t.in.Actor, At: t.in.At})
	done := skipDone.With("stage", slotPhrase(was.name()), "note", short(why, lineRunes), "time", t.now())
	to := t.c.after(was)
	if to == Reassure { // there is a time to be given
		t.nameTime()
	}
	t.advance(to, done)
}

// needMinute promises the customer a time, and the promise counts like any other.
func (t *turn) needMinute() {
	by := t.in.At.Add(breath)
	t.ourPromise(breatherWhat, t.c.Owner, by)
	t.detour(Breather, breatherDone.With("until", t.c.clock(by), "time", t.now()))
}

func (t *turn) drawBreather(m *Message) {
	until := t.now()
	if i := t.c.promised(breatherWhat); i >= 0 {
		until = t.c.clock(t.c.Promises[i].By)
	}
	m.Head = breatherDo.With("until", until)
	m.Say = breatherSay.With("until", until)
	t.offerActs(m, IAmBack)
}

// iAmBack keeps the promise, late or not.
func (t *turn) iAmBack() {
	if i := t.c.promised(breatherWhat); i >= 0 {
		t.answerPromise(i, Done)
	}
	t.rejoin(backAgain.With("time", t.now()))
}
