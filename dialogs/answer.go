package dialogs

import (
	"slices"
	"strings"
	"time"
)

// How an answer of the coach looks. It is read on a phone with a customer waiting: the first
// wording comes at once below what it is for, and whatever is not wanted by everybody is one
// press away. What is to be written stands below what is to be said, and what to avoid below
// that. Where it is asked which of several situations is meant, one wording is enough: the
// buttons are what matters.

// What is also said at once, to whoever asks by the command or picks a message.
var (
	AskHead    = tell("ask.head", "title!")
	AskGeneral = tell("ask.general", "")
	AskNear    = tell("ask.near", "")
	AskMore    = tell("ask.more", "")
	AskEmpty   = tell("ask.empty", "")
	AskNoText  = tell("ask.no_text", "")
	AskOwn     = tell("ask.own", "")
	AskFitted  = tell("ask.fitted", "")
	AskThere   = tell("ask.there", "")
	AskTurned  = tell("ask.turned", "")
	AskHowTo   = tell("ask.how_to_check", "")
	AskClean   = tell("ask.clean", "")
	AskFault   = tell("ask.fault", "text!")
	AskChecked = tell("ask.checked", "")
	AskAvoid   = tell("ask.avoid", "text!")
	AskWritten = tell("ask.written", "")
)

var (
	askMeant   = tell("button.ask_meant", "title!")
	askDraft   = tell("ask.draft", "text!")
	askPicked  = tell("ask.picked", "text!")
	askRated   = tell("ask.rated", "")
	askDue     = tell("ask.due", "case! who! what! when!")
	askGave    = tell("ask.gave", "case! what!")
	draftTitle = tell("form.draft.title", "")
	draftCheck = tell("form.draft.check", "")
	labelDraft = tell("field.draft", "")
	hintDraft  = tell("hint.draft", "")
)

// message is the answer as it stands, to whoever asked, where they asked.
func (q Coaching) message() Message {
	a := q.Wording
	m := Message{ID: "answer-1", To: Place{Where: Aside, User: q.By.ID}, Kind: NoteKind, Head: AskHead.With("title", a.Title), Words: a.Say, Write: a.Write}
	switch {
	case a.Draft != "" && !a.Fits:
		m.Head, m.Words, m.Write = AskChecked.With(), nil, ""
	case !a.Fits && len(a.Near) > 0:
		m.Head, m.Words, m.Write = AskNear.With(), a.Say[:min(len(a.Say), 1)], ""
	case !a.Fits:
		m.Head = AskGeneral.With()
	}
	switch {
	case a.Draft != "":
		m.Lines = append(m.Lines, askDraft.With("text", short(a.Draft, noteRunes)))
		for _, f := range a.Faults {
			m.Lines = append(m.Lines, Fault(f))
		}
		if len(a.Faults) == 0 {
			m.Lines = append(m.Lines, AskClean.With())
		}
	case q.Picked:
		m.Lines = append(m.Lines, askPicked.With("text", short(q.Text, noteRunes)))
	}
	if a.Avoid != "" && m.Words != nil {
		m.Not = a.Not()
	}
	m.Below = slices.Clone(a.Knows)
	if q.Rating != "" {
		m.Below = append(m.Below, askRated.With())
	}
	q.offer(&m)
	return m
}

// Not is what to avoid, all of it in the language of the words.
func (w Wording) Not() Line {
	l := AskAvoid.With("text", w.Avoid)
	l.Lang = w.Lang
	return l
}

// Fault is what is said of somebody's own words; better ones stand below it, to be found at a glance.
func Fault(f string) Line {
	if i := strings.LastIndex(f, " “"); i > 0 {
		f = f[:i] + "\n" + f[i+1:]
	}
	return AskFault.With("text", f)
}

// offer gives an answer its buttons: the same in another manner, and the rest behind the menu.
func (q Coaching) offer(m *Message) {
	put := func(where *[]Choice, acts ...Act) {
		for _, a := range acts {
			*where = append(*where, a.on(q.token()))
		}
	}
	if m.Words != nil { // else their own words were looked through, and that is what they wanted
		m.Choices = q.Wording.meant(q.token())
	}
	switch {
	case len(m.Choices) > 0: // which of them, before how it is said
	case m.Words != nil:
		for _, act := range []Act{AskSay, AskShorter, AskWarmer, AskFirmer} {
			if q.Wording.Manner != manners[act] {
				put(&m.Choices, act)
			}
		}
	default:
		put(&m.Choices, AskCheck)
	}
	switch {
	case q.Picked && q.Wording.Draft == "":
		put(&m.More, AskOurs)
	case q.Picked && q.Wording.Draft == q.Text:
		put(&m.More, AskTheirs)
	}
	for _, lang := range Langs {
		if lang != q.Wording.Lang && m.Words != nil {
			m.More = append(m.More, Choice{Act: AskLang, On: q.token(), Value: lang, Label: Phrase("button.ask_lang." + lang).With()})
		}
	}
	if m.Words != nil {
		put(&m.More, AskCheck)
	}
	if q.Rating == "" {
		put(&m.More, AskHelped, AskMissed)
	}
}

// meant are the buttons to say which situation it is; none where that is plain.
func (w Wording) meant(on string) (all []Choice) {
	for _, n := range w.Near {
		all = append(all, Choice{Act: AskMeant, On: on, Value: n.Situation, Label: askMeant.With("title", n.Title)})
	}
	if len(all) > 0 {
		all = append(all, AskNone.on(on))
	}
	return all
}

// AtOnce is the token of buttons below an answer that only whoever asked sees, where they asked:
// what follows from a press of them is shown there, too.
const AtOnce = "at-once"

// AtOnce are those buttons.
func (w Wording) AtOnce() []Choice {
	if w.Draft != "" {
		return nil
	}
	return w.meant(AtOnce)
}

// Knows are what stands in a case, for what the words leave open: what was promised and until
// when, and what was given. remindMost of each are what is read at a glance.
func (c Case) Knows(now time.Time) (lines []Line) {
	const remindMost = 2
	promised, given := c.Standing()
	for _, p := range promised[:min(len(promised), remindMost)] {
		lines = append(lines, askDue.With("case", c.ID, "who", p.Who, "what", short(p.What, lineRunes), "when", c.when(p.By, now)))
	}
	for _, g := range given[:min(len(given), remindMost)] {
		lines = append(lines, askGave.With("case", c.ID, "what", short(g.What, lineRunes)))
	}
	return lines
}
