package prompts

import (
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"makegood/dialogs/draft"
)

var update = flag.Bool("update", false, "write QUALITY.md anew")

// halves are the files of testdata/drafts; first is what was found of the labels, and how many
// clean drafts were refused, before a rule had been fitted to them.
var halves = []struct{ name, about, first string }{
	{"heldout.txt", "written before any rule; only a line that excused what it was to find was mended", "129 of 132, 9 of 110"},
	{"tuning.txt", "fitted to", ""},
	{"second.txt", "written to evade the rules, fitted to after", "44 of 94, 5 of 52"},
	{"third.txt", "written to evade the wider rules, fitted to after", "32 of 76, 2 of 36"},
	{"fourth.txt", "written as people type, by somebody who had not read the rules; kinds of faults were mended after", "35 of 51, 8 of 50"},
	{"fifth.txt", "the same, written after that mending; what it missed was mended after, too", "19 of 30, 3 of 20"},
}

// TestQuality measures the checker and holds QUALITY.md to it: go test ./prompts -run TestQuality -update
func TestQuality(t *testing.T) {
	var page strings.Builder
	page.WriteString("# How good the checker is\n\nWritten by `go test ./prompts -run TestQuality -update`; a test fails when it is not what the data give.\n\n" +
		"The drafts are ours (testdata/drafts), English and Spanish, by one author. Many of those with findings say it without the obvious\nwords. " +
		"\"At first\" is what held before any rule had been fitted to that file. Read it as what to expect: words like those we thought of are\nfound nearly always, " +
		"words chosen to get past a list of words are found in about half of the cases, and words as people type them in about two of three, a second\n" +
		"time as well; in sixty of eighty such drafts with a fault something was found.\n\n" +
		"| drafts | how they came about | labels found | clean ones refused | at first |\n|---|---|---|---|---|\n")
	perRule := map[draft.Rule][2]int{}
	clean, refused, labels, hits := 0, 0, 0, 0
	for _, half := range halves {
		found, all, ok, no := 0, 0, 0, 0
		for _, l := range drafts(t, half.name) {
			var got []draft.Rule
			for _, f := range Check(l.text, l.facts).All() {
				got = append(got, f.Rule)
			}
			if len(l.labels) == 0 {
				ok++
				if len(got) > 0 {
					no++
				}
			}
			for _, want := range l.labels {
				all++
				n := perRule[want]
				n[1]++
				if slices.Contains(got, want) {
					found++
					n[0]++
				}
				perRule[want] = n
			}
		}
		fmt.Fprintf(&page, "| %s | %s | %d of %d (%d %%) | %d of %d | %s |\n", half.name, half.about, found, all, found*100/all, no, ok, half.first)
		clean, refused, labels, hits = clean+ok, refused+no, labels+all, hits+found
		if found*100 < 95*all {
			t.Errorf("%s: %d of %d labels are found, want 95 %%", half.name, found, all)
		}
	}
	if refused*100 > 2*clean {
		t.Errorf("%d of %d clean drafts are refused, want 2 %% at most", refused, clean)
	}
	fmt.Fprintf(&page, "| all | | %d of %d | %d of %d | |\n\n| rule | labels found |\n|---|---|\n", hits, labels, refused, clean)
	for _, rule := range draft.Rules {
		fmt.Fprintf(&page, "| %s | %d of %d |\n", rule, perRule[rule][0], perRule[rule][1])
		if perRule[rule][1] < 15 {
			t.Errorf("%s is labelled %d times, want 15", rule, perRule[rule][1])
		}
	}
	said, wrong := 0, 0
	wordsForCustomers(t, func(_, text string, facts Facts) {
		said++
		if !Check(text, facts).Clean() {
			wrong++
		}
	})
	guided, nervous := guideQuality(t)
	if wrong > 0 || nervous*10 > guided {
		t.Errorf("%d of %d wordings of the library are refused, want none; %d of %d of the guide, want one in ten at most", wrong, said, nervous, guided)
	}
	page.WriteString("\nWords of ours: no wording of the library that a customer hears is refused. Of the guide, which others wrote without these rules in\n" +
		"mind, fewer than one in ten are, with no time, sum or result allowed to them.\n")
	page.WriteString(harmQuality(t))
	page.WriteString(findQuality(t))
	data, whole := abuseQuality(t)
	page.WriteString(data)
	const name = "QUALITY.md"
	if *update && whole {
		if err := os.WriteFile(name, []byte(page.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if text := string(have); whole && text != page.String() || !strings.HasPrefix(text, strings.TrimSuffix(page.String(), data)) {
		t.Errorf("QUALITY.md is not what the data give; write it anew with -update")
	}
}

var left = regexp.MustCompile(`\[[^\]]*\]`)

// guideQuality checks what the coach answers, with a name where a slot is.
func guideQuality(t *testing.T) (all, refused int) {
	t.Helper()
	for _, lang := range whole {
		g, err := LoadGuide(lang)
		if err != nil {
			t.Fatal(err)
		}
		look := func(text string, audience draft.Audience) {
			all++
			if !Check(left.ReplaceAllString(text, "Xxx"), Facts{Language: lang, Audience: audience, Names: []string{"Xxx"}}).Clean() {
				refused++
			}
		}
		for _, s := range g.Situations {
			for _, text := range s.Say {
				look(text, draft.Spoken)
			}
			look(s.Write, draft.Mail)
			for _, manner := range Manners {
				look(s.Manner[manner], draft.Spoken)
			}
		}
	}
	return all, refused
}

// abuseQuality measures what is taken for abuse on text that nobody here wrote; whole is false
// where that is not at hand.
func abuseQuality(t *testing.T) (page string, whole bool) {
	t.Helper()
	said, err := rows("abuse_convabuse.csv")
	complaints, err2 := rows("complaints_cfpb.csv")
	if err := errors.Join(err, err2); errors.Is(err, fs.ErrNotExist) {
		t.Log("abuse is not measured: there is no ../shared/data")
		return "", false
	} else if err != nil {
		t.Fatal(err)
	}
	right, wrong, missed, heard := 0, 0, 0, 0
	for _, row := range said {
		severity, err := strconv.ParseFloat(row[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		switch abusive := draft.Abusive(row[7]); {
		case abusive && severity < 0:
			right++
		case abusive:
			wrong++
		case severity < 0:
			missed++
		}
	}
	for _, row := range complaints {
		if draft.Abusive(row[5]) {
			heard++
		}
	}
	if right*100 < 85*(right+wrong) || right*100 < 70*(right+missed) || heard*100 > 2*len(complaints) {
		t.Errorf("abuse: right %d, wrong %d, missed %d, and %d of %d complaints", right, wrong, missed, heard, len(complaints))
	}
	return fmt.Sprintf("\nAbuse, where the branch is offered: of %d things said to chatbots (ConvAbuse; abusive: rated below 0) %d are taken for it rightly,\n%d wrongly, and %d are missed: "+
		"precision %d %%, recall %d %%. The patterns were written with this file at hand. Of %d long complaints\n(CFPB) %d are taken for abuse.\n",
		len(said), right, wrong, missed, right*100/(right+wrong), right*100/(right+missed), len(complaints), heard), true
}

// rows are the rows of a file of data that is not ours, without its heading.
func rows(name string) ([][]string, error) {
	f, err := os.Open("../../shared/data/" + name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil || len(all) == 0 {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return all[1:], nil
}
