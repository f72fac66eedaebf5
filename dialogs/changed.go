package dialogs

import (
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

// meant is what somebody has yet to do, in the languages that people write here.
var meant = regexp.MustCompile(`(?i)\b(?:will|shall|won't|going to|gonna|plan(?:ning)? to|want to|hope to|try(?:ing)? to|soon|from now on|never again|` +
	`vamos a|va a|van a|voy a|queremos|pensamos|esperamos|pronto|de ahora en adelante|nunca m[aá]s)\b|'ll\b`)

func (t *turn) askChanged() Question {
	return Question{
		Field: ChangedField, Label: labelChanged.With(), Hint: hintChanged.With(), Kind: Long, Initial: t.c.Details.Changed, Optional: true,
	}
}

// done takes what the form says is different, or objects.
func (t *turn) done(e Filled) string {
	said := t.text(e, ChangedField, true)
	if s := straight(strings.TrimSpace(said)); s != "" && (vows(s) || meant.MatchString(s) || Blames(s) || len(calendar.Find(s, t.in.At, t.c.Policy.Hours)) > 0) {
		t.object(ChangedField, changedNot.With())
		return ""
	}
	return said
}

// changes is it for whoever speaks with them; none where nobody said any.
func (c Case) changes() []Line {
	if c.Details.Changed == "" {
		return nil
	}
	return []Line{changedLine.With("what", short(c.Details.Changed, lineRunes))}
}
