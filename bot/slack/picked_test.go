package slack_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// listed is what can be picked in the list of times of Tess's open form.
func listed(o *office) (labels []string) {
	form, _ := o.Dialog("tess")
	options, _ := form.Options("moment")
	for _, one := range options {
		labels = append(labels, one["text"].(map[string]any)["text"].(string))
	}
	return labels
}

// TestTimeIsPicked: the likely times stand in a list, each in full and none longer than Slack shows; who picks one is
// asked nothing more. What is typed goes before it, and is read back with nothing picked any more.
func TestTimeIsPicked(t *testing.T) {
	t.Parallel()
	o := open(t)
	tess := o.person("tess")
	tess.Command(alvarez)
	tess.Press("Add a promise")
	tess.ModalTitle()
	labels := listed(o)
	want := []string{
		"In 30 minutes · today, " + o.on(0, "11:1"), "In 2 hours · today, " + o.on(0, "12:4"), "End of day · today, " + o.on(0, "6:00 PM"),
		"Tomorrow morning · " + o.on(1, "9:00 AM"), "End of day tomorrow · " + o.on(1, "6:00 PM"),
	}
	if len(labels) != len(want) {
		t.Fatalf("offered are %q, want %q", labels, want)
	}
	for i, l := range labels {
		if l = strings.ReplaceAll(l, "\u00a0", " "); !strings.HasPrefix(l, want[i]) || !strings.Contains(l, "M E") { // EST or EDT
			t.Errorf("offered is %q, want %q and the zone", l, want[i])
		}
	}
	tess.Fill("What was promised", "a call")
	tess.Choose("By when?", labels[2])
	tess.Submit()
	tess.Sees("Tess: a call · " + o.on(0, "6:00\u00a0PM"))

	tess.Press("Add a promise")
	tess.Fill("What was promised", "a letter")
	tess.Choose("By when?", labels[2])
	tess.Fill("Or type it", "tomorrow 3pm")
	tess.Submit()
	tess.Sees("I read that as " + o.on(1, "3:00\u00a0PM"))
	tess.Sees("What is typed counts, not what was picked.")
	tess.Choose("By when?", labels[0])
	tess.Fill("Or type it", "tomorrow 4pm") // typed anew
	tess.Submit()
	tess.Sees("I read that as " + o.on(1, "4:00\u00a0PM"))
	if got := tess.Field("By when?"); got != "" {
		t.Errorf("still picked is %q", got)
	}
	tess.Submit()
	tess.Sees("Tess: a letter · " + o.on(1, "4:00\u00a0PM"))

	tess.Press("Add a promise")
	tess.Fill("What was promised", "a visit")
	tess.Choose("By when?", labels[0])
	o.Jump(time.Hour)
	tess.Submit()
	if e := tess.ModalErrors()["By when?"]; !strings.Contains(e, "That has passed") {
		t.Errorf("for a time that has passed meanwhile the form says %q", e)
	}
	o.nothingTwice()
	o.noFaults()
}

// TestTimesInFull: in both languages, for somebody far away, every label fits and says when it is for the company.
func TestTimesInFull(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"English", "Español"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			o := open(t, inDenver)
			tess := o.person("tess")
			tess.Command("/recover me")
			tess.Choose("Language", lang)
			tess.Submit()
			tess.Command(alvarez)
			tess.Press("Add a promise") // the card is in the company's language
			tess.ModalTitle()
			labels := listed(o)
			for _, l := range labels {
				_, theirs, two := strings.Cut(l, " = ")
				if utf8.RuneCountInString(l) > 75 || strings.Contains(l, "…") || !two || !strings.Contains(theirs, "M") {
					t.Errorf("offered is %q", l)
				}
			}
			if len(labels) == 0 {
				t.Error("nothing is offered")
			}
			o.noFaults()
		})
	}
}
