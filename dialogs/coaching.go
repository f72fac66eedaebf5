package dialogs

import (
	"slices"
	"strconv"
	"time"

	"makegood/dialogs/language"
)

// Coaching is what somebody asked the coach: how to say a hard thing. It belongs to no case,
// changes none and is answered at once. Which situation it is and in which words is looked up
// by the caller, in a library that this package does not know.
type Coaching struct {
	ID      string // "Q-" and what stands for the message it was asked with
	By      Person
	At      time.Time
	Text    string
	Hidden  string `json:",omitempty"` // Text without what was known to be private when it was asked, for whoever writes the words
	Case    string `json:",omitempty"` // in whose thread it was asked; its facts may be said
	Picked  bool   `json:",omitempty"` // Text is a message that they picked, not what they asked
	Wording Wording
	Rev     int
	Rating  Opinion // empty: they did not say
	Offered []Near  `json:",omitempty"` // what they were asked about at first, for buttons that stay
}

// Wording is what the library has for a question, in one language and manner.
type Wording struct {
	Situation string // its name in the library; what was asked is about this
	Fits      bool   // false: nothing fits, and this is the general form
	Lang      string
	Manner    string // "", "shorter", "warmer" or "firmer"; "write" in records of before
	Title     string
	Say       []string // to say aloud
	Write     string   `json:",omitempty"` // to write
	Avoid     string   // what not to say, and why

	Near []Near `json:",omitempty"` // where nothing fits: what they may mean

	Draft  string   // their own words, where those were checked
	Faults []string // what there is to say about them, the gravest first

	About string `json:",omitempty"` // wanted: the situation that this text is about
	Knows []Line `json:",omitempty"` // what stands in the case, for what is left open
}

// Near is a situation that a question may be about.
type Near struct {
	Situation string
	Title     string
}

// Wondered is a question, and the answer that was found for it.
type Wondered struct {
	ID     string
	Text   string
	Hidden string
	Case   string
	Picked bool
	Wording
}

func (Wondered) event() {}

// Acts on an answer.
const (
	AskShorter Act = "ask_shorter"
	AskWarmer  Act = "ask_warmer"
	AskFirmer  Act = "ask_firmer"
	AskWrite   Act = "ask_write" // of answers from before, which had what is to be written behind it
	AskSay     Act = "ask_say"
	AskLang    Act = "ask_lang"  // its value is the language
	AskMeant   Act = "ask_meant" // its value is the situation
	AskNone    Act = "ask_none"  // none of those it may be
	AskCheck   Act = "ask_check"
	AskHelped  Act = "ask_helped"
	AskMissed  Act = "ask_missed"
	AskOurs    Act = "ask_ours"   // the message is ours: it is looked through
	AskTheirs  Act = "ask_theirs" // a customer said it: it is answered
)

var _ = func() bool {
	for _, a := range []Act{AskShorter, AskWarmer, AskFirmer, AskSay, AskNone, AskCheck, AskHelped, AskMissed, AskOurs, AskTheirs} {
		tell(string(a.phrase()), "")
	}
	for _, lang := range Langs {
		tell("button.ask_lang."+lang, "")
	}
	return true
}()

// DraftForm asks for somebody's own words, to be checked.
const DraftForm FormID = "draft"

// Langs are the languages an answer can be had in.
var Langs = language.All

// manners are the acts that want the same in another manner.
var manners = map[Act]string{AskShorter: "shorter", AskWarmer: "warmer", AskFirmer: "firmer", AskWrite: "", AskSay: ""}

// Opinion is what somebody thinks of an answer.
type Opinion string

// The opinions there are.
const (
	RatedHelped Opinion = "helped"
	RatedMissed Opinion = "missed"
)

// ratings are the acts that say it.
var ratings = map[Act]Opinion{AskHelped: RatedHelped, AskMissed: RatedMissed}

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
		want.Manner, want.Draft = m, q.Wording.Draft
		return want, true
	}
	switch act := pressed.Act; {
	case act == AskOurs:
		want.Draft, want.Manner = q.Text, ""
		return want, q.Picked
	case act == AskTheirs:
		return Wording{About: q.Text}, q.Picked
	case act == AskNone:
		want = Wording{Lang: q.Wording.Lang, Draft: q.Wording.Draft} // of no situation: the general form
		if len(q.Wording.Near) > 0 {
			want.Situation = q.Wording.Situation
		}
		return want, len(q.Wording.Near)+len(q.Offered) > 0
	case act == AskMeant:
		near := slices.ContainsFunc(slices.Concat(q.Wording.Near, q.Offered), func(n Near) bool { return n.Situation == pressed.Value })
		return Wording{Situation: pressed.Value, Fits: true, Lang: q.Wording.Lang, Draft: q.Wording.Draft}, near
	}
	want.Lang, want.Draft = pressed.Value, q.Wording.Draft
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
		next = Coaching{ID: e.ID, By: in.Actor, At: in.At, Text: clean(e.Text), Hidden: clean(e.Hidden), Case: e.Case, Picked: e.Picked, Wording: e.Wording, Offered: e.Near}
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
	case Opened, Said, Lost, Woke, Reported, Parted, Restricted, Knows, Joining, Joined, Claimed, Allotted, Entered, Invoiced, Planned, Mailed, Gone, Retell:
		return q, Reply{}, nil
	}
	if was, is := q.Wording, next.Wording; was.Situation != is.Situation || was.Lang != is.Lang || was.Draft != is.Draft {
		next.Rating = "" // it was another answer's
	}
	next.Rev++
	return next, Reply{}, []Effect{Show{next.message()}}
}

// chose takes a press. Whoever sees an answer may turn it: it decides nothing.
func (q Coaching) chose(in Input, e Chose, next *Coaching) (reply Reply, stop bool) {
	if e.Act == AskCheck {
		return Reply{Form: &Form{
			ID: DraftForm, On: q.token(), Title: draftTitle.With(), Submit: draftCheck.With(),
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
