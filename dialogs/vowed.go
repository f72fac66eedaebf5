package dialogs

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"makegood/dialogs/calendar"
)

// A sentence may hold two promises, and a time that nobody promises: what will not be done, and
// what was to be done and was not, is none.

// timed is a time in what somebody typed, with the words that it belongs to.
type timed struct {
	text   string // of that promise; all of it where there is one
	when   string
	at, or time.Time // or: the other day that may be meant
}

const timesMost = 3 // promises in a sentence

var (
	clauseEnd = regexp.MustCompile(`(?i)[.;!?]\s+|,?\s+but\s+`)
	denied    = regexp.MustCompile(`(?i)\b(won't|will not|can't|cannot|can not|couldn't|not going to|not gonna|never|didn't|did not|wasn't|no longer|nobody|no one|was supposed to|were supposed to|was to|were to|should have)\b`)
	undone    = regexp.MustCompile(`(?i)^((i|we|he|she|they|it) )?(did not|didn't|never|forgot|could not|couldn't|was not|wasn't|has not|hasn't|have not|haven't|nobody|no one)\b`)
	onceMore  = regexp.MustCompile(`(?i)^[\s,]*(and|then|also|plus)?[\s,]*(then|also|again|once more|a second time)?[\s,]*(at|on|by|before)?[\s,]*$`)
	goesOn    = regexp.MustCompile(`(?i),?\s+(?:and then|and also|and|then|also|plus)\s+`)
	bareDay   = regexp.MustCompile(`(?i)\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight)\b`)
	someone   = regexp.MustCompile(`(?i)^(?:i|we|you|they|she|he|it|there|the|an?|our|my)\b`)
	announced = regexp.MustCompile(`(?i)\b(?:will|going to|calls|rings|phones|texts|writes|mails|comes|brings|sends|delivers|arrives|installs|fixes|repairs|returns)\b|'ll\b`)
	byThem    = regexp.MustCompile(`(?i)^(?:and |but |then )?(?:(?:she|he|they|mrs|mr|ms|miss)\b|(?:the|our|that) (?:customer|client|homeowner|tenant)\b)`)
	toThem    = regexp.MustCompile(`(?i)\b(?:gets?|have|has|hears?|receives?)\b`)
	joinsOn   = regexp.MustCompile(`(?i)^[\s,]*(and then|and also|and|then|also|plus)?\b[\s,]*`)
)

// timesIn are those of what was typed; of a question to us there are none.
func (t *turn) timesIn(e Said) (all []timed, none bool) {
	if e.Asked {
		return nil, false
	}
	return timesIn(clean(e.Text), t.in.At, t.c.Policy.Hours)
}

// timesIn are the times of a text that may be a promise. Of a text that promises nothing it is one
// at most, which is offered with all of it. none: it has times, and they are none.
func timesIn(said string, now time.Time, h calendar.Hours) (all []timed, none bool) {
	said = straight(said)
	found := calendar.Find(said, now, h)
	var own []string // the sentences of those that are promised
	for _, f := range found {
		clause, rest := clauseOf(said, f.Start, f.End)
		if denied.MatchString(clause) || undone.MatchString(rest) {
			continue
		}
		one := timed{text: said, when: f.Text, at: f.At.UTC()}
		if len(all) == 0 && len(found) > 1 && vows(clause) { // the others are of something else
			one.text = clause
		}
		if !f.Or.IsZero() {
			one.or = f.Or.UTC()
		}
		all, own = append(all, one), append(own, clause)
	}
	if sentences(own) {
		all = all[:min(len(all), timesMost)]
		for i := range all {
			all[i].text = own[i]
		}
		return all, false
	}
	if len(all) != len(found) || len(all) < 2 || ourLead.FindString(said) == "" || !vows(said) {
		return all[:min(len(all), 1)], len(found) > 0 && len(all) == 0
	}
	all = all[:min(len(all), timesMost)]
	for i := range all {
		all[i].text = oneVow(said, found[:i+1], i == len(all)-1)
	}
	return all, false
}

// sentences: there are several, and each is a sentence of its own that says that one of us will do something. When
// the customer comes home is nobody's promise; when they will get their call is.
func sentences(own []string) bool {
	for i, s := range own {
		if slices.Contains(own[:i], s) || !vows(s) && (!announced.MatchString(s) || byThem.MatchString(s) && !toThem.MatchString(s)) {
			return false
		}
	}
	return len(own) > 1
}

// clauseOf is the part of a text that a place is in, and what comes behind it.
func clauseOf(said string, start, end int) (clause, rest string) {
	from, to := 0, len(said)
	for _, cut := range clauseEnd.FindAllStringIndex(said, -1) {
		switch {
		case cut[1] <= start:
			from = cut[1]
		case cut[0] >= end && to == len(said):
			to, rest = cut[0], said[cut[1]:]
		}
	}
	return said[from:to], rest
}

// besides takes out of a promise with its time what else was promised before it, for a day without an
// hour: "we'll bring the part on Monday and I'll call by Tuesday noon". It is a promise of its own.
func (v timed) besides() (own timed, other string) {
	at, lead := strings.Index(v.text, v.when), ourLead.FindString(v.text)
	if at < 0 || lead == "" {
		return v, ""
	}
	day := bareDay.FindStringIndex(v.text[:at])
	if day == nil {
		return v, ""
	}
	join := goesOn.FindStringIndex(v.text[day[1]:at])
	if len(join) < 2 || onceMore.MatchString(v.text[day[1]+join[1]:at]) {
		return v, ""
	}
	other, v.text = v.text[:day[1]+join[0]], v.text[day[1]+join[1]:]
	if !ourLead.MatchString(v.text) && !someone.MatchString(v.text) && othersName(v.text) == "" {
		v.text = lead + v.text
	}
	return v, other
}

// oneVow is the last of those promises in words of its own: "and again on Friday at 10" is what was
// promised before, "and send the part on Friday" is something else.
func oneVow(said string, upTo []calendar.Found, last bool) string {
	first, f := upTo[0], upTo[len(upTo)-1]
	if len(upTo) == 1 {
		return said[:f.End]
	}
	end := f.End
	if last {
		end = len(said)
	}
	between := said[upTo[len(upTo)-2].End:f.Start]
	if onceMore.MatchString(between) {
		return timeEnd.ReplaceAllString(said[:first.Start], "") + " " + said[f.Start:end]
	}
	own := joinsOn.ReplaceAllString(between, "") + said[f.Start:end]
	if vows(own) || ourLead.MatchString(own) || othersName(own) != "" { // it says who will
		return own
	}
	return ourLead.FindString(said) + own
}

// broken: what it speaks of was promised, and was not done.
func broken(said string) bool {
	said = straight(said)
	_, rest := clauseOf(said, 0, 0)
	return undone.MatchString(rest)
}
