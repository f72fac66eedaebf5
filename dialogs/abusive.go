package dialogs

import (
	"slices"
	"strconv"
	"time"

	"makegood/dialogs/draft"
	"makegood/dialogs/policy"
)

// When the talk turns abusive, it is the one time to interrupt: calmly, once, and
// with a way back (A3 B1 to B4). Whoever goes on is heard again later; nothing is
// taken away from them meanwhile, and their words are kept for those who must know.

// The stages of the branch.
const (
	Warned Stage = "warned" // gate: calmed, or not
	Paused Stage = "paused" // until the time to try again
	Again  Stage = "again"  // the time has come
)

var (
	warnedDo    = tell("warned.do", "")
	warnedSay   = say("warned.say", "")
	warnedNot   = tell("warned.not", "")
	calmDone    = tell("warned.calm_done", "time!")
	abuseDone   = tell("abusive.done", "time!")
	pausedDo    = tell("paused.do", "until!")
	pausedSay   = say("paused.say", "until!")
	pausedNot   = tell("paused.not", "")
	pausedSelf  = tell("paused.self", "owner!")
	pausedTold  = tell("paused.told", "names!")
	pausedDone  = tell("paused.done", "time!")
	pausedMiss  = tell("paused.missed_do", "until!")
	pausedLeft  = say("paused.missed_say", "owner! company!")
	pausedPast  = tell("paused.told_before", "until!")
	againDo     = tell("again.do", "customer!")
	againSay    = say("again.say", "owner company")
	againDone   = tell("again.done", "time!")
	backDo      = tell("again.back_do", "")
	backSay     = say("again.back_say", "owner")
	theyBack    = tell("again.back_done", "time!")
	abuseTimes  = tell("call.abusive_times", "count!")
	abuseCall   = tell("call.abusive", "customer! owner!")
	abuseUntil  = tell("call.abusive_until", "until!")
	abuseOver   = tell("call.abusive_over", "")
	wordsTitle  = tell("form.abuse_words.title", "")
	resumeTitle = tell("form.resume.title", "")
)

// Acts.
const (
	TurnedAbusive Act = "abusive"
	CalmedDown    Act = "calmed_down"
	StillAbusive  Act = "still_abusive"
	TheirWords    Act = "their_words"
	ResumeAt      Act = "resume_at"
	TryNow        Act = "try_now"
)

// Forms.
const (
	TheirWordsForm FormID = "their_words"
	ResumeForm     FormID = "resume"
)

var _ = put(branches, map[Branch]branch{Abusive: {
	cues: []string{
		"yelling", "screaming", "shouting", "swearing", "swore", "cursing", "cussing", "cussed", "insulted", "insulting",
		"called me names", "abusive", "foul language", "f word", "f bomb", "verbally attacked", "racist", "slur", "slurs",
	},
	hears: draft.Abusive,
	open:  func(c Case) bool { return c.Stage != Warned && !c.within(Paused, Unsafe) },
	enter: func(t *turn) { t.warn() },
}})

var _ = put(deeds, map[Act]deed{
	TurnedAbusive: plain((*turn).warn),
	CalmedDown:    plain((*turn).calmed),
	StillAbusive:  plain((*turn).pause),
	TheirWords:    opens((*turn).theirWordsForm),
	ResumeAt:      opens((*turn).resumeForm),
	TryNow:        plain(func(t *turn) { t.tryNow(true) }),
})

var _ = put(sheets, map[FormID]sheet{
	TheirWordsForm: {TheirWords, WordsField, (*turn).theirWords},
	ResumeForm:     {ResumeAt, WhenField, (*turn).resumeWhen},
})

var _ = put(scenes, map[Stage]scene{
	Warned: {off: true, draws: (*turn).drawWarned},
	Paused: {of: Warned, off: true, draws: (*turn).drawPaused},
	Again:  {of: Warned, off: true, draws: (*turn).drawAgain},
})

var _ = put(appeals, map[Branch]appeal{Abusive: {
	head: abuseCall, power: policy.Private,
	facts: (*turn).abuseFacts,
}})

func (t *turn) abuseFacts() []Line {
	var l []Line
	if t.c.Resume.IsZero() {
		l = append(l, abuseOver.With())
	} else {
		l = append(l, abuseUntil.With("until", t.c.date(t.c.Resume)))
	}
	if n := t.c.pauses(); n > 1 {
		l = append(l, abuseTimes.With("count", strconv.Itoa(n)))
	}
	return l
}

// pauses is how often the talk was stopped; each time somebody was told.
func (c Case) pauses() int {
	n := 0
	for _, k := range c.Calls {
		if k.About == Abusive {
			n++
		}
	}
	return n
}

// Pause is what goes with a talk that was stopped.
type Pause struct {
	Named  time.Time // when they were to hear from us before it was stopped, zero: not named
	Missed bool      // nobody answered the last try to go on
	Theirs bool      // they came back by themselves
}

// warn records the warning with its time; the words to say come with it.
func (t *turn) warn() {
	t.c.Warned = append(t.c.Warned, t.in.At)
	t.detour(Warned, abuseDone.With("time", t.now()))
}

func (t *turn) drawWarned(m *Message) {
	m.Head, m.Say, m.Not = warnedDo.With(), warnedSay.With(), warnedNot.With()
	t.offerActs(m, CalmedDown, StillAbusive)
}

func (t *turn) calmed() { t.rejoin(calmDone.With("time", t.now())) }

// pause stops the talk for now and tells a manager. What the customer was promised
// stays promised; the follow-up waits until the talk goes on.
func (t *turn) pause() {
	t.c.Resume = t.c.Policy.Due(t.in.At, t.c.Policy.How().Pause).UTC()
	t.c.Pause.Named = time.Time{}
	if t.c.WordDue {
		t.c.Pause.Named = t.c.NextWord
	}
	t.c.WordDue, t.c.Pause.Missed = false, false // they are given this time instead
	t.call(Abusive)
	t.detour(Paused, pausedDone.With("time", t.now()))
}

func (t *turn) drawPaused(m *Message) {
	until := t.c.when(t.c.Resume, t.in.At)
	m.Head = pausedDo.With("until", until)
	m.Say, m.Not = pausedSay.With("until", until), pausedNot.With()
	if t.c.Pause.Missed { // nobody hears the words for stopping
		m.Head = pausedMiss.With("until", until)
		m.Say, m.Not = pausedLeft.With("owner", t.c.Owner.Name, "company", t.c.Policy.Company), warnedNot.With()
	} else if t.c.Pause.Named.After(t.in.At) {
		m.Lines = append(m.Lines, pausedPast.With("until", t.c.clock(t.c.Pause.Named)))
	}
	m.Lines = append(m.Lines, pausedSelf.With("owner", t.c.Owner.Name))
	if c := t.c.lastCall(Abusive); c != nil {
		m.Lines = append(m.Lines, pausedTold.With("names", names(c.Asked)))
	}
	if t.c.hasNote(Abusive) {
		m.Lines = append(m.Lines, keptFor.With("names", t.readers()))
	}
	t.offerActs(m, TheirWords, ResumeAt, TryNow)
}

func (t *turn) theirWordsForm() Form {
	f := oneFieldOn("card", TheirWordsForm, wordsTitle, t.privateField())
	if !t.c.hasNote(Abusive) {
		f.Inputs[0].Initial = t.c.typed(Abusive).Text
	}
	return f
}

func (t *turn) theirWords(e Filled) {
	if words := t.text(e, WordsField, false); !t.refused {
		t.keepPrivate(Abusive, words)
		if t.c.Stage == Paused {
			t.redraw() // it says who can read them
		}
		t.redrawCall(Abusive)
	}
}

func (t *turn) resumeForm() Form {
	return formOn(t.c.token(), ResumeForm, resumeTitle, t.askWhen(labelWhen, time.Time{})...)
}

func (t *turn) resumeWhen(e Filled) {
	if at := t.moment(e); !t.refused {
		t.c.Resume = t.c.awake(t.c.Owner, at)
		t.redraw()
		t.redrawCall(Abusive)
	}
}

// tryNow is for a customer who is there before the time, and for the time itself.
func (t *turn) tryNow(theirs bool) {
	t.c.Resume, t.c.Pause.Theirs = time.Time{}, theirs
	t.redrawCall(Abusive)
	done := againDone
	if theirs {
		done = theyBack
	}
	t.detour(Again, done.With("time", t.now()))
}

// resume turns the pause into the question when its time has come; whoever could not
// be reached is tried where the talk was.
func (t *turn) resume() {
	due := t.c.resumes()
	if due.IsZero() || t.in.At.Before(due) {
		return
	}
	t.c.Details.Setting = OnPhone
	switch rests := slices.Index(t.c.Resting, Paused); {
	case t.c.Stage == Unreached:
		t.rejoin(againDone.With("time", t.now()))
	case t.c.Stage == Paused:
		t.tryNow(false)
	case rests >= 0: // it is the next step after this one
		t.c.Resting[rests], t.c.Resume, t.c.Pause.Theirs = Again, time.Time{}, false
		t.redrawCall(Abusive)
	default:
		t.over(Unreached)
	}
	t.callOwner("resume-"+t.c.stepID(), againDo.With("customer", t.c.customer()), due, t.toWrite()...)
}

func (t *turn) drawAgain(m *Message) {
	m.Head = againDo.With("customer", t.c.customer())
	m.Say = againSay.With("owner", t.c.Owner.Name, "company", t.c.Policy.Company)
	m.Not = warnedNot.With()
	if t.c.Pause.Theirs { // nobody called them
		m.Head, m.Say = backDo.With(), backSay.With("owner", t.c.Owner.Name)
		t.offerActs(m, CalmedDown, StillAbusive)
		return
	}
	t.offerActs(m, CalmedDown, StillAbusive, NobodyThere)
}

// NobodyThere puts the next try off, where the case is not at its follow-up.
const NobodyThere Act = "nobody_there"

var _ = put(deeds, map[Act]deed{NobodyThere: plain(func(t *turn) {
	t.c.Resume, t.c.Pause.Missed = t.c.Policy.Due(t.in.At, t.c.Policy.Clocks.Retry).UTC(), true
	t.redrawCall(Abusive)
	t.detour(Paused, noAnswerDone.With("time", t.now()))
})})

func (c Case) resumes() (at time.Time) {
	if c.within(Paused, Unreached) && c.Stage != Unsafe { // nothing else comes before that
		if at = c.Resume; !at.IsZero() {
			at = maxTime(c.awake(c.Owner, at), c.Watch.Sleep)
		}
	}
	return at
}
