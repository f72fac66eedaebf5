package dialogs

import (
	"slices"
	"strconv"
	"time"
)

// Coaching is what somebody asked the coach: how to say a hard thing. It belongs to no case,
// changes none and is answered at once. Which situation it is and in which words is looked up
// by the caller, in a library that this package does not know.
type Coaching struct {
	ID      string // "Q-" and what stands for the message it was asked with
	By      Person
	At      time.Time
	Text    string
	Wording Wording
	Rev     int
	Rating  string // "helped" or "missed"; empty: they did not say
}

// Wording is what the library has for a question, in one language and manner.
type Wording struct {
	Situation string // its name in the library; what was asked is about this
	Fits      bool   // false: nothing fits, and this is the general form
	Lang      string
	Manner    string // "", "shorter", "warmer" or "firmer"
	Title     string
	Say       []string // to say aloud
	Write     string   // to write
	Avoid     string   // what not to say, and why

	Draft  string   // their own words, where those were checked
	Faults []string // what there is to say about them, the gravest first
}

// Wondered is a question, and the answer that was found for it.
type Wondered struct {
	ID   string
	Text string
	Wording
}

func (Wondered) event() {}

// What is also said at once, to whoever asks by the command.
var (
	AskHead    = tell("ask.head", "title!")
	AskGeneral = tell("ask.general", "")
	AskMore    = tell("ask.more", "")
	AskEmpty   = tell("ask.empty", "")
)

var (
	askWrite   = tell("ask.write", "text!")
	askAvoid   = tell("ask.avoid", "text!")
	askDraft   = tell("ask.draft", "text!")
	askFault   = tell("ask.fault", "text!")
	askClean   = tell("ask.clean", "")
	askRated   = tell("ask.rated", "")
	draftTitle = tell("form.draft.title", "")
	labelDraft = tell("field.draft", "")
	hintDraft  = tell("hint.draft", "")
)

// Acts on an answer.
const (
	AskShorter Act = "ask_shorter"
	AskWarmer  Act = "ask_warmer"
	AskFirmer  Act = "ask_firmer"
	AskLang    Act = "ask_lang" // its value is the language
	AskCheck   Act = "ask_check"
	AskHelped  Act = "ask_helped"
	AskMissed  Act = "ask_missed"
)

var _ = func() bool {
	for _, a := range []Act{AskShorter, AskWarmer, AskFirmer, AskCheck, AskHelped, AskMissed} {
		tell(string(a.phrase()), "")
	}
	for _, lang := range []string{"en", "es"} {
		tell("button.ask_lang."+lang, "")
	}
	return true
}()

// DraftForm asks for somebody's own words, to be checked.
const DraftForm FormID = "draft"

// Langs are the languages an answer can be had in.
var Langs = []string{"en", "es"}

// manners are the acts that want the same in another manner.
var manners = map[Act]string{AskShorter: "shorter", AskWarmer: "warmer", AskFirmer: "firmer"}

// ratings are the acts that say what somebody thinks of an answer.
var ratings = map[Act]string{AskHelped: "helped", AskMissed: "missed"}

// Wants is the answer that a press or a form is after, without its words: the caller looks
// those up. ok is false where nothing has to be looked up.
func (q Coaching) Wants(e Event) (want Wording, ok bool) {
	want = Wording{Situation: q.Wording.Situation, Fits: q.Wording.Fits, Lang: q.Wording.Lang, Manner: q.Wording.Manner}
	if f, filled := e.(Filled); filled && f.Form == DraftForm {
		want.Draft = clean(f.Fields[WordsField])
		return want, want.Draft != ""
	}
	pressed, _ := e.(Chose)
	if m, is := manners[pressed.Act]; is {
		want.Manner = m
		return want, true
	}
	want.Lang = pressed.Value
	return want, pressed.Act == AskLang && slices.Contains(Langs, want.Lang)
}

func (q Coaching) token() string { return "answer-1." + strconv.Itoa(q.Rev) }

// Step is everything that can happen to a question. in.Wording is what was looked up for it.
func (q Coaching) Step(in Input) (Coaching, Reply, []Effect) {
	next := q
	switch e := in.Event.(type) {
	case Wondered:
		if q.ID != "" {
			return q, Reply{}, nil
		}
		next = Coaching{ID: e.ID, By: in.Actor, At: in.At, Text: clean(e.Text), Wording: e.Wording}
	case Chose:
		if reply, stop := q.chose(in, e, &next); stop {
			return q, reply, nil
		}
	case Filled:
		if e.Form != DraftForm {
			return q, Reply{}, nil
		}
		if in.Wording.Draft == "" {
			return q, Reply{Errors: map[Field]Line{WordsField: needsText.With()}}, nil
		}
		next.Wording = in.Wording
	case Opened, Said, Lost, Woke, Reported, Parted, Restricted, Knows, Joining, Joined, Claimed, Allotted, Entered, Invoiced, Planned, Mailed:
		return q, Reply{}, nil
	}
	next.Rev++
	return next, Reply{}, []Effect{Show{next.message()}}
}

// chose takes a press. Whoever sees an answer may turn it: it decides nothing.
func (q Coaching) chose(in Input, e Chose, next *Coaching) (reply Reply, stop bool) {
	if e.Act == AskCheck {
		return Reply{Form: &Form{
			ID: DraftForm, On: q.token(), Title: draftTitle.With(), Submit: save.With(),
			Inputs: []Question{{Field: WordsField, Label: labelDraft.With(), Hint: hintDraft.With(), Kind: Long, Initial: q.Wording.Draft}},
		}}, true
	}
	switch rating, rates := ratings[e.Act]; {
	case rates:
		next.Rating = rating
	case in.Wording.Situation == "":
		return Reply{}, true
	default:
		next.Wording = in.Wording
	}
	return Reply{}, false
}

// message is the answer as it stands, to whoever asked, where they asked.
func (q Coaching) message() Message {
	a := q.Wording
	m := Message{ID: "answer-1", To: Place{Where: Aside, User: q.By.ID}, Kind: NoteKind, Head: AskHead.With("title", a.Title), Words: a.Say}
	if !a.Fits {
		m.Head = AskGeneral.With()
	}
	if a.Draft != "" {
		m.Lines = append(m.Lines, askDraft.With("text", short(a.Draft, noteRunes)))
		for _, f := range a.Faults {
			m.Lines = append(m.Lines, askFault.With("text", f))
		}
		if len(a.Faults) == 0 {
			m.Lines = append(m.Lines, askClean.With())
		}
	}
	if a.Write != "" {
		m.Below = append(m.Below, askWrite.With("text", a.Write))
	}
	if a.Avoid != "" {
		m.Not = askAvoid.With("text", a.Avoid)
	}
	if q.Rating != "" {
		m.Below = append(m.Below, askRated.With())
	}
	for _, act := range []Act{AskShorter, AskWarmer, AskFirmer} {
		if a.Manner != manners[act] {
			m.Choices = append(m.Choices, act.on(q.token()))
		}
	}
	for _, lang := range Langs {
		if lang != a.Lang {
			m.Choices = append(m.Choices, Choice{Act: AskLang, On: q.token(), Value: lang, Label: Phrase("button.ask_lang." + lang).With()})
		}
	}
	m.More = []Choice{AskCheck.on(q.token())}
	if q.Rating == "" {
		m.More = append(m.More, AskHelped.on(q.token()), AskMissed.on(q.token()))
	}
	return m
}
