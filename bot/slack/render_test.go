package slack

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	slackapi "github.com/slack-go/slack"

	"makegood/bot"
	"makegood/dialogs"
)

var update = flag.Bool("update", false, "rewrite the goldens with what is drawn now; read the diff as looks")

// TestLooks compares what is drawn with testdata: the blocks as Slack gets them.
func TestLooks(t *testing.T) {
	t.Parallel()
	const home = "https://brightwater.slack.com/"
	draw := func(m bot.Message) []slackapi.Block { return blocks(m, home) }
	button := func(act dialogs.Act, on, label string, main bool) bot.Choice {
		return bot.Choice{Act: act, On: on, Label: label, Main: main}
	}
	looks := map[string]any{
		"card": draw(bot.Message{
			Case: "R-104", Kind: dialogs.CardKind, Head: "R-104 · Mrs Alvarez · no hot water",
			Lines:   []string{"Tess owns it · step 1 of 9, listening", "Next: hear the customer out"},
			Choices: []bot.Choice{button(dialogs.AddPromise, "card", "Add a promise", false)},
			More:    []bot.Choice{button(dialogs.WholeText, "card", "Read all they said", false), button(dialogs.FillDetails, "card", "Add details", false)},
		}),
		"step": draw(bot.Message{
			Case: "R-104", Kind: dialogs.StepKind, Ping: []string{"U0TESS"}, Head: "Ask before you offer.",
			Say: []string{"What would make this right for you?", "What would help you most?"}, Not: "Not now: naming a sum first.",
			Choices: []bot.Choice{button(dialogs.Named, "step-6.1", "They named something", true), button(dialogs.HasNoIdea, "step-6.1", "They have no idea", false)},
		}),
		"done":    draw(bot.Message{Case: "R-104", Kind: dialogs.DoneKind, Head: "Listened · 10:44 AM"}),
		"decided": draw(bot.Message{Case: "R-104", Kind: dialogs.DecidedKind, Head: "Mona approved $180", Lines: []string{"For: half off"}}),
		"barred":  draw(bot.Message{Case: "R-104", Kind: dialogs.NoteKind, Head: "Type /invite @makegood in", Channel: "C0RECOVERY"}),
		"direct":  draw(bot.Message{Case: "R-104", Home: bot.Ref{Channel: "C0RECOVERY", TS: "1700000000.000100"}, Kind: dialogs.NoteKind, Head: "Is it done?"}),
		"answer":  said(bot.Reply{Say: "R-104 is open. I am in the thread with you:", Channel: "C0RECOVERY"}, home),
		"unsure": said(bot.Reply{Say: "Which of these is it?", Case: "Q-1", Choices: []bot.Choice{
			{Act: dialogs.AskMeant, On: dialogs.AtOnce, Value: "delay.late", Label: "Running late"}, button(dialogs.AskNone, dialogs.AtOnce, "None of these", false),
		}}, home),
		"list": said(bot.Reply{Say: "Your open cases:", Rows: []bot.Row{
			{Case: "R-104", At: bot.Ref{Channel: "C0RECOVERY", TS: "1700000000.000100"}, Text: "R-104 · Mrs Alvarez · no <!channel>"},
			{Case: "R-105", Text: "R-105 · Bob"},
			{Text: "and 3 more"},
		}}, home),
		"form": modal(bot.Form{
			Case: "R-104", ID: dialogs.AskForm, On: "step-6.1", Title: "What would be fair?", Submit: "Save",
			Inputs: []bot.Input{
				{Field: dialogs.WordsField, Kind: dialogs.Long, Label: "What do they ask for?", Initial: "half off"},
				{Field: dialogs.AmountField, Kind: dialogs.Short, Label: "Amount", Hint: "Like $210", Optional: true},
				{Field: dialogs.VerdictField, Kind: dialogs.Pick, Label: "Is that fair?", Initial: "fair", Options: []bot.Option{{Value: "fair", Label: "Yes"}, {Value: "unreasonable", Label: "Too much"}}},
				{Field: dialogs.MomentField, Kind: dialogs.List, Label: "By when?", Optional: true, Options: []bot.Option{{Value: "2026-11-23T23:00Z", Label: "End of day · today, Mon Nov 23, 6:00 PM EST"}}},
				{Field: dialogs.WhoField, Kind: dialogs.Member, Label: "Who does it?", Initial: "U0TESS"},
			},
		}, place{Channel: "C0RECOVERY", Thread: "1.2"}),
		"read": modal(bot.Form{Case: "R-104", ID: dialogs.ReadForm, Title: "All they said", Text: []string{"no *hot* water <!channel>"}}, place{}),
	}
	for name, look := range looks {
		got, err := json.MarshalIndent(look, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", name+".golden.json")
		if *update {
			if err := os.WriteFile(file, append(got, '\n'), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(strings.TrimSpace(string(want)), "\n"), strings.Split(string(got), "\n")); diff != "" {
			t.Errorf("%s looks otherwise (-written +now); if that is right, go test ./bot/slack -run Looks -update\n%s", name, diff)
		}
	}
}

// TestLengths draws more than Slack takes: nothing goes out too long, no letter is cut.
func TestLengths(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("👩‍🔧&<é", 2000)
	m := bot.Message{Case: "R-104", Kind: dialogs.StepKind, Head: long, Lines: []string{long}, Not: long, Choices: []bot.Choice{{Act: "x", Label: long}}, More: []bot.Choice{{Act: "y", Label: long}}}
	if n := len(fallback(m)); n > 4000 || !utf8.ValidString(fallback(m)) {
		t.Errorf("the plain text has %d bytes", n)
	}
	for _, e := range actionsOf(m) {
		if b, ok := e.(*slackapi.ButtonBlockElement); ok && (utf8.RuneCountInString(b.Text.Text) > buttonMost || utf8.RuneCountInString(b.AccessibilityLabel) > buttonMost) {
			t.Errorf("a button says %d characters", utf8.RuneCountInString(b.Text.Text))
		}
	}
	var whole strings.Builder
	for _, b := range modal(bot.Form{ID: dialogs.ReadForm, Title: long, Text: []string{long}}, place{}).Blocks.BlockSet {
		part := b.(*slackapi.SectionBlock).Text.Text
		if n := utf8.RuneCountInString(part); n > sectionMost {
			t.Errorf("a part has %d characters", n)
		}
		whole.WriteString(part)
	}
	if whole.String() != long {
		t.Error("the parts are not the whole")
	}
}

// TestChoiceThereAndBack: what a button carries is what was chosen.
func TestChoiceThereAndBack(t *testing.T) {
	t.Parallel()
	c := bot.Choice{Act: dialogs.GiveExtra, On: "step-9.2", Value: "3"}
	id, chose, ok := decodeChoice(encode("R-1042", c))
	if want := (dialogs.Chose{Act: dialogs.GiveExtra, On: "step-9.2", Value: "3"}); !ok || id != "R-1042" || chose != want {
		t.Errorf("back came %q %+v %v", id, chose, ok)
	}
	for _, bad := range []string{"", "R-1", "R-1|listened", "|listened|x|", "R-1||x|"} {
		if _, _, ok := decodeChoice(bad); ok {
			t.Errorf("%q is taken for a choice", bad)
		}
	}
	const most = 75 // of an option's value
	if v := encode("R-1000000", bot.Choice{Act: dialogs.StillAbusive, On: "step-1000.1000"}); len(v) > most {
		t.Errorf("%d characters in %s", len(v), v)
	}
}

// TestReadable: what Slack makes of what people type is undone.
func TestReadable(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"call &amp; pay &lt;$40&gt;": "call & pay <$40>", "<@U0MONA> knows": "@U0MONA knows", "<@U0MONA|mona> knows": "@mona knows",
		"in <#C1|dispatch>": "in #dispatch", "<!subteam^S1|@managers> <!channel>": "@managers @channel",
		"<https://a.b/c|a.b/c> or <https://d.e>": "a.b/c or https://d.e", "<mailto:a@b.c|a@b.c>": "a@b.c",
		"&lt;!channel&gt; is what they said": "<!channel> is what they said", "<>": "",
	} {
		if got := readable(in); got != want {
			t.Errorf("%q reads %q, not %q", in, got, want)
		}
	}
}
