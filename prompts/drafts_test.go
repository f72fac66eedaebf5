package prompts

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"makegood/dialogs/draft"
	"makegood/dialogs/money"
)

// labelled is a draft of testdata/drafts with what is wrong with it.
type labelled struct {
	at     string
	text   string
	facts  Facts
	labels []draft.Rule // none: clean
}

// drafts reads a file of testdata/drafts.
func drafts(t testing.TB, name string) []labelled {
	t.Helper()
	content, err := os.ReadFile("testdata/drafts/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var all []labelled
	for i, line := range strings.Split(string(content), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		l := labelled{at: fmt.Sprintf("%s:%d", name, i+1)}
		head, rest, ok := strings.Cut(line, " | ")
		fields := strings.Fields(head)
		if !ok || len(fields) != 3 {
			t.Fatalf("%s: write language audience rules | draft", l.at)
		}
		l.facts = Facts{Language: fields[0], Audience: draft.Audience(fields[1])}
		for label := range strings.SplitSeq(fields[2], ",") {
			if label != "-" {
				l.labels = append(l.labels, draft.Rule(label))
			}
			if label != "-" && !slices.Contains(draft.Rules, draft.Rule(label)) {
				t.Fatalf("%s: there is no rule %q", l.at, label)
			}
		}
		var said string
		l.text, said, _ = strings.Cut(rest, " ;; ")
		allow(t, &l, said)
		all = append(all, l)
	}
	return all
}

// allow reads what the record holds: sums=180,20 times=Friday 3pm|today names=Tess confirmed.
func allow(t testing.TB, l *labelled, said string) {
	t.Helper()
	key := ""
	for field := range strings.FieldsSeq(said) {
		k, value, ok := strings.Cut(field, "=")
		if ok {
			key = k
		} else if key != "" && !slices.Contains([]string{"confirmed", "offer", "asked"}, field) {
			value = " " + field
		} else {
			key = field
		}
		put := func(list *[]string) {
			for i, part := range strings.Split(value, "|") {
				if i == 0 && !ok && len(*list) > 0 {
					(*list)[len(*list)-1] += part
				} else {
					*list = append(*list, part)
				}
			}
		}
		switch key {
		case "sums":
			for part := range strings.SplitSeq(value, ",") {
				n, err := strconv.ParseInt(part, 10, 64)
				if err != nil {
					t.Fatalf("%s: %v", l.at, err)
				}
				l.facts.Sums = append(l.facts.Sums, money.Cents(n*100))
			}
		case "times":
			put(&l.facts.Times)
		case "names":
			put(&l.facts.Names)
		case "outcomes":
			put(&l.facts.Outcomes)
		case "hidden":
			put(&l.facts.Hidden)
		case "others":
			put(&l.facts.Others)
		case "confirmed":
			l.facts.FaultConfirmed = true
		case "offer":
			l.facts.Offered = true
		case "asked":
			l.facts.Asked = true
		default:
			t.Fatalf("%s: what is %q?", l.at, field)
		}
	}
}
