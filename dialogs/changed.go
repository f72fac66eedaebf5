package dialogs

import (
	"reflect"
	"regexp"
	"strings"

	"makegood/dialogs/calendar"
)

// Whoever speaks with the customer may tell them what is different here since it went wrong (A7 F16): what is done
// already, and nothing else. A promise to do better is worse than none where it is not kept (B4 11), and that
// somebody was at fault is not theirs to hear.

var (
	changedLine  = tell("changed.line", "what!")
	labelChanged = tell("field.changed", "")
	hintChanged  = tell("hint.changed", "")
	changedNot   = tell("error.changed", "")
)

// ChangedField is what is different.
const ChangedField Field = "changed"

// intended is what somebody has yet to do, in the languages that people write here; of what is so already, words of
// it are only part.
var (
	intended = regexp.MustCompile(`(?i)\b(?:will|shall|won't|going to|gonna|plan(?:ning)? to|want to|hope to|try(?:ing)? to|soon|from now on|never again|` +
		`vamos a|va a|van a|voy a|queremos|pensamos|esperamos (?:que|poder|\w+[aei]r)|pronto|de ahora en adelante|nunca m[aá]s)\b|'ll\b`)
	already = regexp.MustCompile(`\bWill (?:and\b|\w*[^\Wsuy]s\b)|` + // somebody's name: "Will checks"
		`(?i:\b(?:as soon as|soon after|(?:no longer|don't) (?:try|plan|want) to|stopped (?:trying|planning) to|tan pronto como|ya no (?:queremos|pensamos|vamos a))\b)`)
)

func (t *turn) askChanged() Question {
	return Question{
		Field: ChangedField, Label: labelChanged.With(), Hint: hintChanged.With(), Kind: Long, Initial: t.c.Details.Changed, Optional: true,
	}
}

// done takes what the form says is different, or objects.
func (t *turn) done(e Filled) string {
	said := t.text(e, ChangedField, true)
	if s := straight(strings.TrimSpace(said)); s != "" && (yet(s) || Blames(s) || len(calendar.Find(s, t.in.At, t.c.Policy.Hours)) > 0) {
		t.object(ChangedField, changedNot.With())
		return ""
	}
	return said
}

// yet says whether a text speaks of what is still to be done.
func yet(said string) bool {
	return vows(said) || intended.MatchString(already.ReplaceAllString(said, " "))
}

// changes is it for whoever speaks with them; none where nobody said any, and where it may be read against us later:
// what was put right since then says what was wrong.
func (c Case) changes() []Line {
	if c.Details.Changed == "" || c.Details.Delicate() {
		return nil
	}
	return []Line{changedLine.With("what", short(c.Details.Changed, lineRunes))}
}

// toldOther draws the words of a leader's call again where what they may tell is another.
func (t *turn) toldOther(before Case) {
	if i := t.c.promised(leaderRing); i >= 0 && !reflect.DeepEqual(before.changes(), t.c.changes()) {
		t.rescript(i)
	}
}
