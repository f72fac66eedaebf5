package prompts

import (
	"strings"
	"testing"

	"makegood/dialogs"
)

// Each library is broken in one way; the message must say where and what to do.
func TestBrokenLibrariesAreRefused(t *testing.T) {
	specs := []dialogs.Spec{
		{Phrase: "talk.say", Slots: []string{"name", "time"}, Needs: []string{"time"}, Spoken: true},
		{Phrase: "note.line", Slots: []string{"what"}, Needs: []string{"what"}},
		{Phrase: "button.ask", Slots: []string{"name", "amount"}, Needs: []string{"amount"}},
		{Phrase: "form.ask.title"},
		{Phrase: "field.ask"},
		{Phrase: "hint.ask"},
	}
	const whole = `# line 1
[talk.say]
site: One at {time}.
site: Two at {time}.
site: Three at {time}.
phone: Four at {time}.
phone: Five at {time}, {name}.
phone: Six at {time}.
[note.line]
any: Note: {what}
[button.ask]
any: Ask {name} for {amount}
[form.ask.title]
any: What would be fair?
[field.ask]
any: In their words
[hint.ask]
any: A few words
`
	if _, err := Read([]File{{"xx.txt", whole}}, specs); err != nil {
		t.Fatalf("the whole library is refused: %v", err)
	}
	if _, err := Read([]File{{"xx.txt", "\ufeff" + strings.ReplaceAll(whole, "\n", "\r\n")}}, specs); err != nil {
		t.Errorf("as another editor writes it, it is refused: %v", err)
	}
	for _, c := range []struct{ name, old, put, want string }{
		{"a missing phrase", "[note.line]\nany: Note: {what}\n", "", "[note.line] is missing; add it with its wordings, which may use {what}"},
		{"an unknown phrase", "[note.line]", "[note.lime]", "xx.txt:9: [note.lime] nobody asks for this phrase; take it out"},
		{"a phrase twice", "[hint.ask]\nany: A few words\n", "[hint.ask]\nany: A few words\n[hint.ask]\nany: More\n", "xx.txt:19: [hint.ask] is already at xx.txt:17; keep all"},
		{"a broken heading", "[hint.ask]", "[hint.ask", "xx.txt:17: a heading is a phrase in square brackets"},
		{"words before a heading", "# line 1", "any: lost", "xx.txt:1: words before the first heading; put the phrase"},
		{"no words at all", "any: In their words\n", "", "xx.txt:15: [field.ask] has no words; add one line"},
		{"no words behind the key", "any: In their words", "any:", "xx.txt:16: [field.ask] there are no words after \"any:\"; write them"},
		{"no key", "any: In their words", "In their words", "xx.txt:16: a wording begins with whom it is for and a colon: any, site"},
		{"an unknown key", "site: One", "van: One", "xx.txt:3: a wording begins with whom it is for"},
		{"an unknown role", "site: One", "site+plumber: One", "xx.txt:3: a wording begins with whom it is for"},
		{"an unknown setting", "site: One", "roof+csr: One", "xx.txt:3: a wording begins with whom it is for"},
		{"a line that continues nothing", "[note.line]\n", "[note.line]\n  and so on\n", "xx.txt:10: this line continues nothing; begin it"},
		{"a line after a gap", "any: A few words\n", "any: A few words\n\n  and so on\n", "xx.txt:20: this line continues nothing; begin it"},
		{"a missing slot", "One at {time}.", "One.", "xx.txt:3: [talk.say] does not say {time}; every wording"},
		{"an unknown slot", "Note: {what}", "Note: {what}, {when}", "xx.txt:10: [note.line] there is no {when} here; it may use {what}"},
		{"a slot where there is none", "In their words", "In {name}'s words", "xx.txt:16: [field.ask] there is no {name} here; it may use no facts"},
		{"an open brace", "In their words", "In {their words", "xx.txt:16: [field.ask] a brace that names no fact; a fact is written {name}"},
		{"a closing brace", "In their words", "In their} words", "xx.txt:16: [field.ask] a brace that names no fact"},
		{"a brace in a brace", "Note: {what}", "Note: {what {what}", "xx.txt:10: [note.line] a brace that names no fact"},
		{"an empty slot", "Note: {what}", "Note: {what}{}", "xx.txt:10: [note.line] a brace that names no fact"},
		{"the same words twice", "Two at", "One at", "xx.txt:4: [talk.say] has the same words as xx.txt:3; find others"},
		{"the same words for others", "Six at", "One at", "xx.txt:8: [talk.say] has the same words as xx.txt:3; find others"},
		{"too few for the setting", "phone: Six at {time}.\n", "", "xx.txt:2: [talk.say] has 2 wordings under \"phone\" and needs 3; add 1 there"},
		{"none for a setting", "site: One at {time}.\nsite: Two at {time}.\nsite: Three at {time}.\n", "", "xx.txt:2: [talk.say] has 0 wordings under \"site\" and needs 3; add 3 there"},
		{"too few for a role", "site: One", "csr: Seven at {time}.\nsite: One", "xx.txt:2: [talk.say] has 1 wordings under \"csr\" and needs 3; add 2 there"},
		{"too few for a role in a setting", "site: One", "site+owner: Seven at {time}.\nsite: One", "[talk.say] has 1 wordings under \"site+owner\" and needs 3"},
		{"words nobody finds", "site: One", "any: Seven at {time}.\nsite: One", "xx.txt:3: [talk.say] nobody ever finds the words under \"any\""},
		{"two ways to write one line", "any: A few words", "any: A few words\nany: Some words", "xx.txt:19: [hint.ask] is read, not spoken, so it has one wording; keep this or xx.txt:18"},
		{"a setting for what is read", "any: A few words", "site: A few words", "xx.txt:18: [hint.ask] is read, not spoken, so \"site\" does not apply; use \"any\""},
		{"a long title", "What would be fair?", "What would be fair to you?", "xx.txt:14: [form.ask.title] takes 26 characters with its facts; a form's title and buttons (Slack's limit) has at most 24"},
		{"a long button", "Ask {name} for", "Ask somebody, for example {name}, about giving out", "xx.txt:12: [button.ask] takes 79 characters with its facts"},
		{"a long label", "In their words", strings.Repeat("ü", 41), "xx.txt:16: [field.ask] takes 41 characters"},
		{"a long hint", "A few words", strings.Repeat("wörd ", 24) + "x", "xx.txt:18: [hint.ask] takes 121 characters"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if strings.Count(whole, c.old) != 1 {
				t.Fatalf("%q is not once in the library", c.old)
			}
			_, err := Read([]File{{"xx.txt", strings.Replace(whole, c.old, c.put, 1)}}, specs)
			if err == nil {
				t.Fatal("it was not refused")
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("refused with\n%v\nwant\n%s", err, c.want)
			}
		})
	}
}

func TestAllFaultsAreTold(t *testing.T) {
	_, err := Read([]File{{"xx.txt", "[a]\nvan: x\n[b]\nany: {y}\n"}}, []dialogs.Spec{{Phrase: "b"}, {Phrase: "c"}})
	if err == nil {
		t.Fatal("it was not refused")
	}
	const want = `[c] is missing; add it with its wordings, which may use no facts
xx.txt:1: [a] nobody asks for this phrase; take it out, or correct its name
xx.txt:2: a wording begins with whom it is for and a colon: any, site, phone, a role (technician, csr, dispatcher, manager, owner), or site+ROLE or phone+ROLE
xx.txt:4: [b] there is no {y} here; it may use no facts`
	if err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func TestLimitsHoldAtTheirEdge(t *testing.T) {
	specs := []dialogs.Spec{{Phrase: "form.x.title"}}
	if _, err := Read([]File{{"xx.txt", "[form.x.title]\nany: " + strings.Repeat("ü", 24) + "\n"}}, specs); err != nil {
		t.Errorf("24 characters are refused: %v", err)
	}
}
