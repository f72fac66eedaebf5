package prompts

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"makegood/dialogs"
	"makegood/dialogs/calendar"
	"makegood/dialogs/money"
)

// sample is what the facts look like, longer rather than shorter.
var sample = dialogs.Slots{
	"amount": "$1,250.50", "left": "$150", "over": "$60", "limit": "$150", "cap": "$1,200", "days": "30", "most": "$2,000", "total": "$215", "invoice": "$420", "sum": "$450",
	"asked": "$210", "agreed": "$180", "time": "10:58 AM", "until": "10:58 AM", "remind": "10:52 AM", "now": "10:42 AM",
	"zone": "EST", "address": "bob@example.com", "code": "550 5.1.1",
	"weekday": "Wed", "month": "Sep", "long_month": "September", "year": "2026", "hour": "23", "at": "at", "hour12": "12", "minute": "59", "half": "PM", "nbsp": nbsp, "last": "Mon 10:42 AM", "tried": "Mon Nov 23, 10:42 AM", "promises": "R-104 (Mon Nov 23, 5:00 PM)",
	"quiet": "10:30 PM-6:30 AM", "was": "Mon Nov 23, 5:00 PM", "day": "Mon Nov 23, 10:42 AM", "when": "today, Mon 5:00 PM", "due": "tomorrow, Tue 10:00 AM", "customer": "Mrs Alvarez", "owner": "Tess", "name": "Mona", "to": "Carl",
	"names": "Mona, Olga", "who": "Tess", "next": "Max", "company": "Brightwater Home Services", "case": "R-104",
	"problem": "no hot water, second visit", "what": "half off the repair", "words": "half off", "extra": "a free tune-up",
	"count": "12", "late": "2", "outcome": "recovered", "job": "J-1042", "step": "3", "of": "9", "stage": "feelings", "history": "R-98 ($120)", "kept": "2", "made": "2", "text": "back by 3",
	"note": "be generous", "contact": "555 0134", "failure": "no parts", "max": "3,000", "typed": "mina", "meant": "mine",
	"reference": "3f9c21", "place": "#service-recovery", "bot": "makegood", "branch": "it turned abusive", "answer": "I have it", "floor": "$120",
	"stand": "better", "how": "voicemail", "loss": "the work they paid for", "keeps": "they want none of what we did", "cause": "it failed twice",
	"one": "Fri Nov 27, 12:00 PM EST", "other": "Fri Dec 4, 12:00 PM EST", "title": "They do not let me finish", "low": "60", "high": "100", "percent": "125",
}

// eachWording visits every wording of every language.
func eachWording(t *testing.T, visit func(lang string, spec dialogs.Spec, w wording)) {
	t.Helper()
	for _, lang := range whole {
		l := libraryOf(t, lang)
		for _, spec := range dialogs.Phrases() {
			for _, key := range slices.Sorted(maps.Keys(l.phrases[spec.Phrase])) {
				for _, w := range l.phrases[spec.Phrase][key] {
					visit(lang, spec, w)
				}
			}
		}
	}
}

func TestNobodySaysThis(t *testing.T) {
	eachWording(t, func(lang string, spec dialogs.Spec, w wording) {
		text, bans := w.source, customs[lang].never
		if strings.HasSuffix(string(spec.Phrase), ".not") {
			text = quoted.ReplaceAllString(text, "") // what it warns of
		}
		if spec.Spoken {
			bans = slices.Concat(bans, customs[lang].neverSaid)
		}
		for _, b := range bans {
			if found := b.words.FindString(text); found != "" {
				t.Errorf("%s: [%s] %q %s: %s", w.at, spec.Phrase, found, b.why, w.source)
			}
		}
	})
}

var quoted = regexp.MustCompile(`"[^"]*"`)

func TestSpokenWordsAreShort(t *testing.T) {
	eachWording(t, func(lang string, spec dialogs.Spec, w wording) {
		if !spec.Spoken {
			return
		}
		most := 25
		if strings.HasPrefix(w.key, "phone") {
			most = 35
		}
		said := libraryOf(t, lang).fill(w, factsIn(lang))
		if n := len(strings.Fields(said)); n > most {
			t.Errorf("%s: [%s] takes %d words, want %d at most: %s", w.at, spec.Phrase, n, most, said)
		}
	})
}

func TestWordsAreWrittenWell(t *testing.T) {
	glued := regexp.MustCompile(`[\pL\pN]\{|\}[\pL\pN]`)
	blank := regexp.MustCompile(`  | [.,;?]|\.\.|\t`)
	// The customer may be called "the customer", and a phrase in a slot begins small.
	begins := regexp.MustCompile(`(^|[.?] )\{(customer|next|stage)\}`)
	theirs := regexp.MustCompile(`\{(problem|what|words|text)\}[^ "]|\{(problem|what|words|text)\} [^·]`)
	eachWording(t, func(_ string, spec dialogs.Spec, w wording) {
		for pattern, why := range map[*regexp.Regexp]string{
			glued: "a fact is glued to a letter", blank: "a blank too many", begins: "begins with a fact that begins small",
			theirs: "goes on after somebody's own words, which may end in a stop",
		} {
			if found := pattern.FindString(w.source); found != "" {
				t.Errorf("%s: [%s] %s at %q: %s", w.at, spec.Phrase, why, found, w.source)
			}
		}
		if strings.Count(w.source, `"`)%2 != 0 || strings.Count(w.source, "`")%2 != 0 ||
			strings.Count(w.source, "(") != strings.Count(w.source, ")") || strings.ContainsAny(w.source, "“”‘’") {
			t.Errorf("%s: [%s] its quotes or brackets do not pair, or are curly: %s", w.at, spec.Phrase, w.source)
		}
		if spec.Spoken && !regexp.MustCompile(`([.?]|[^ ]: \{(problem|what|extra)\})$`).MatchString(w.source) {
			t.Errorf("%s: [%s] does not end as a sentence: %s", w.at, spec.Phrase, w.source)
		}
		if strings.HasPrefix(string(spec.Phrase), "button.") {
			if text := slotPattern.ReplaceAllString(w.source, ""); utf8.RuneCountInString(text) > 30 {
				t.Errorf("%s: [%s] is long for a button: %s", w.at, spec.Phrase, w.source)
			}
		}
		if strings.HasSuffix(string(spec.Phrase), "_done") && strings.Contains(w.source, "\n") {
			t.Errorf("%s: [%s] a step that is over is one line", w.at, spec.Phrase)
		}
	})
}

var slotPattern = regexp.MustCompile(`\{\w+\}`)

// Nobody hears the same sentence twice in a case.
func TestNoSentenceIsSaidTwice(t *testing.T) {
	first := map[string]string{}
	eachWording(t, func(lang string, spec dialogs.Spec, w wording) {
		if !spec.Spoken {
			return
		}
		same := lang + strings.ReplaceAll(w.source, "{until}", "{time}")
		if at := first[same]; at != "" {
			t.Errorf("%s: [%s] is said at %s already: %s", w.at, spec.Phrase, at, w.source)
		}
		first[same] = w.at
	})
}

// An example that we would not understand ourselves is worse than none.
func TestExamplesAreUnderstood(t *testing.T) {
	day := calendar.Span{Open: 8 * 60, Close: 17 * 60}
	hours := calendar.Hours{Days: [7]calendar.Span{{}, day, day, day, day, day, {}}, Location: time.UTC}
	now := time.Date(2026, 11, 23, 10, 42, 0, 0, time.UTC) // a Monday
	sums := regexp.MustCompile(`\$\d+(,\d{3})*|\d+ (bucks|dólares)`)
	moments, amounts := map[string]int{}, map[string]int{}
	eachWording(t, func(lang string, spec dialogs.Spec, w wording) {
		id := string(spec.Phrase)
		if !strings.HasPrefix(id, "error.") && !strings.HasPrefix(id, "hint.") {
			return
		}
		for _, example := range customs[lang].times.FindAllString(w.source, -1) {
			moments[lang]++
			if _, err := calendar.Read(example, now, hours); err != nil {
				t.Errorf("%s: [%s] tells people to write %q: %v", w.at, id, example, err)
			}
		}
		for _, example := range sums.FindAllString(w.source, -1) {
			amounts[lang]++
			if _, err := money.Parse(example); err != nil {
				t.Errorf("%s: [%s] tells people to write %q: %v", w.at, id, example, err)
			}
		}
	})
	for _, lang := range whole {
		if moments[lang] < 6 || amounts[lang] < 8 {
			t.Errorf("%s: found %d times and %d amounts in the errors and hints; they are to give examples", lang, moments[lang], amounts[lang])
		}
	}
}

func TestEveryFactHasASample(t *testing.T) {
	for _, spec := range dialogs.Phrases() {
		for _, slot := range spec.Slots {
			if sample[slot] == "" {
				t.Errorf("%s: what does {%s} look like? The tests measure with it", spec.Phrase, slot)
			}
		}
	}
}
