package slacksim

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// x is n characters, none of them one byte long.
func x(n int) string { return strings.Repeat("ß", n) }

func list(n int, item string) string {
	all := make([]string, n)
	for i := range all {
		all[i] = strings.ReplaceAll(item, "%d", fmt.Sprint(i))
	}
	return strings.Join(all, ",")
}

func plain(s string) string { return `{"type":"plain_text","text":"` + s + `"}` }

func button(fields string) string {
	return `{"type":"actions","elements":[{"type":"button","text":` + plain("Yes") + fields + `}]}`
}

func selecting1(option string) string {
	return `{"type":"actions","elements":[{"type":"static_select","options":[` + option + `]}]}`
}

// TestLimits is rule 8 for blocks. It has one line a rule: what is one too many, and where Slack points. Where a limit is a number,
// one less must pass, so each rule is made by a function of the number.
func TestLimits(t *testing.T) {
	t.Parallel()
	const option = `{"text":{"type":"plain_text","text":"o"},"value":"v%d"}`
	confirm := func(title, body, yes string) string {
		return button(`,"confirm":{"title":` + plain(title) + `,"text":` + plain(body) + `,"confirm":` + plain(yes) + `,"deny":` + plain("No") + `}`)
	}
	for _, c := range []struct {
		name  string
		limit int // 0: the rule is not a number
		block func(n int) string
		want  string // message [json-pointer]
	}{
		{"section text", 3000, func(n int) string { return `{"type":"section","text":` + plain(x(n)) + `}` }, "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"},
		{"section fields", 10, func(n int) string { return `{"type":"section","fields":[` + list(n, plain("f")) + `]}` }, "no more than 10 items allowed [json-pointer:/blocks/0/fields]"},
		{"section field text", 2000, func(n int) string { return `{"type":"section","fields":[` + plain(x(n)) + `]}` }, "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]"},
		{"header", 150, func(n int) string { return `{"type":"header","text":` + plain(x(n)) + `}` }, "must be less than 151 characters [json-pointer:/blocks/0/text/text]"},
		{"context", 10, func(n int) string { return `{"type":"context","elements":[` + list(n, plain("c")) + `]}` }, "no more than 10 items allowed [json-pointer:/blocks/0/elements]"},
		{"actions", 25, func(n int) string {
			return `{"type":"actions","elements":[` + list(n, `{"type":"button","action_id":"a%d","text":`+plain("b")+`}`) + `]}`
		}, "no more than 25 items allowed [json-pointer:/blocks/0/elements]"},
		{"markdown", 12000, func(n int) string { return `{"type":"markdown","text":"` + x(n) + `"}` }, "must be less than 12001 characters [json-pointer:/blocks/0/text]"},
		{"block id", 255, func(n int) string { return `{"type":"divider","block_id":"` + x(n) + `"}` }, "must be less than 256 characters [json-pointer:/blocks/0/block_id]"},
		{"button label", 75, func(n int) string {
			return `{"type":"actions","elements":[{"type":"button","text":` + plain(x(n)) + `}]}`
		}, "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"},
		{"button value", 2000, func(n int) string { return button(`,"value":"` + x(n) + `"`) }, "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"},
		{"accessibility label", 75, func(n int) string { return button(`,"accessibility_label":"` + x(n) + `"`) }, "must be less than 76 characters [json-pointer:/blocks/0/elements/0/accessibility_label]"},
		{"action id", 255, func(n int) string { return button(`,"action_id":"` + x(n) + `"`) }, "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]"},
		{"confirm title", 100, func(n int) string { return confirm(x(n), "t", "y") }, "must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]"},
		{"confirm text", 300, func(n int) string { return confirm("t", x(n), "y") }, "must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]"},
		{"confirm button", 30, func(n int) string { return confirm("t", "t", x(n)) }, "must be less than 31 characters [json-pointer:/blocks/0/elements/0/confirm/confirm/text]"},
		{"options", 100, func(n int) string { return selecting1(list(n, option)) }, "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]"},
		{"overflow options", 5, func(n int) string {
			return `{"type":"actions","elements":[{"type":"overflow","options":[` + list(n, option) + `]}]}`
		}, "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]"},
		{"radio options", 10, func(n int) string {
			return `{"type":"actions","elements":[{"type":"radio_buttons","options":[` + list(n, option) + `]}]}`
		}, "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]"},
		{"option text", 75, func(n int) string { return selecting1(`{"text":` + plain(x(n)) + `,"value":"v"}`) }, "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]"},
		{"option value", 150, func(n int) string { return selecting1(`{"text":` + plain("o") + `,"value":"` + x(n) + `"}`) }, "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]"},
		{"option description", 75, func(n int) string {
			return selecting1(`{"text":` + plain("o") + `,"value":"v","description":` + plain(x(n)) + `}`)
		}, "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/description/text]"},
		{"placeholder", 150, func(n int) string {
			return `{"type":"actions","elements":[{"type":"users_select","placeholder":` + plain(x(n)) + `}]}`
		}, "must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]"},
		{"input label", 2000, func(n int) string {
			return `{"type":"input","label":` + plain(x(n)) + `,"element":{"type":"plain_text_input"}}`
		}, "must be less than 2001 characters [json-pointer:/blocks/0/label/text]"},
		{"blocks", 50, func(n int) string { return list(n, `{"type":"divider"}`) }, "no more than 50 items allowed [json-pointer:/blocks]"},

		{"no type", 0, func(int) string { return `{}` }, "unsupported type:  [json-pointer:/blocks/0/type]"},
		{"unknown block", 0, func(int) string { return `{"type":"fancy"}` }, "unsupported type: fancy [json-pointer:/blocks/0/type]"},
		{"unknown element", 0, func(int) string { return `{"type":"actions","elements":[{"type":"fancy"}]}` }, "unsupported type: fancy [json-pointer:/blocks/0/elements/0/type]"},
		{"button in context", 0, func(int) string { return strings.Replace(button(""), "actions", "context", 1) }, "unsupported type: button [json-pointer:/blocks/0/elements/0/type]"},
		{"empty section", 0, func(int) string { return `{"type":"section"}` }, "missing required field: text or fields [json-pointer:/blocks/0]"},
		{"empty text", 0, func(int) string { return `{"type":"section","text":` + plain("") + `}` }, "must be more than 0 characters [json-pointer:/blocks/0/text/text]"},
		{"mrkdwn header", 0, func(int) string { return `{"type":"header","text":{"type":"mrkdwn","text":"h"}}` }, "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"},
		{"empty actions", 0, func(int) string { return `{"type":"actions","elements":[]}` }, "no less than 1 items allowed [json-pointer:/blocks/0/elements]"},
		{"button without text", 0, func(int) string { return `{"type":"actions","elements":[{"type":"button"}]}` }, "missing required field: text [json-pointer:/blocks/0/elements/0]"},
		{"button style", 0, func(int) string { return button(`,"style":"loud"`) }, "must be one of primary, danger [json-pointer:/blocks/0/elements/0/style]"},
		{"action id twice", 0, func(int) string {
			return `{"type":"actions","elements":[` + list(2, `{"type":"button","action_id":"a","text":`+plain("b")+`}`) + `]}`
		}, `action_id "a" is used twice in this block [json-pointer:/blocks/0/elements/1/action_id]`},
		{"block id twice", 0, func(int) string { return list(2, `{"type":"divider","block_id":"d"}`) }, `block_id "d" is used twice [json-pointer:/blocks/1/block_id]`},
		{"confirm without deny", 0, func(int) string {
			return button(`,"confirm":{"title":` + plain("t") + `,"text":` + plain("t") + `,"confirm":` + plain("y") + `}`)
		}, "missing required field: deny [json-pointer:/blocks/0/elements/0/confirm]"},
		{"option without value", 0, func(int) string { return selecting1(`{"text":` + plain("o") + `}`) }, "missing required field: value [json-pointer:/blocks/0/elements/0/options/0]"},
		{"no options", 0, func(int) string { return selecting1("") }, "no less than 1 items allowed [json-pointer:/blocks/0/elements/0/options]"},
		{"input without label", 0, func(int) string { return `{"type":"input","element":{"type":"plain_text_input"}}` }, "missing required field: label [json-pointer:/blocks/0]"},
		{"input without element", 0, func(int) string { return `{"type":"input","label":` + plain("l") + `}` }, "missing required field: element [json-pointer:/blocks/0]"},
		{"button as input", 0, func(int) string {
			return `{"type":"input","label":` + plain("l") + `,"element":{"type":"button","text":` + plain("b") + `}}`
		}, "unsupported type: button [json-pointer:/blocks/0/element/type]"},
		{"image without alt text", 0, func(int) string { return `{"type":"image","image_url":"https://x"}` }, "missing required field: alt_text [json-pointer:/blocks/0]"},
		{"empty rich text", 0, func(int) string { return `{"type":"rich_text","elements":[]}` }, "missing required field: elements [json-pointer:/blocks/0]"},
		{"rich text without section", 0, func(int) string { return `{"type":"rich_text","elements":[{"type":"text","text":"t"}]}` }, "unsupported type: text [json-pointer:/blocks/0/elements/0/type]"},
		{"rich text leaf", 0, func(int) string {
			return `{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"user"}]}]}`
		}, "missing required field: user_id [json-pointer:/blocks/0/elements/0/elements/0]"},
		{"rich text list style", 0, func(int) string {
			return `{"type":"rich_text","elements":[{"type":"rich_text_list","elements":[{"type":"rich_text_section","elements":[]}]}]}`
		}, "must be one of bullet, ordered [json-pointer:/blocks/0/elements/0/style]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if c.limit > 0 {
				if err := checkMessage(decoded(t, c.block(c.limit))); err != nil {
					t.Errorf("%d is refused: %v", c.limit, refusalOf(err).more["errors"])
				}
			}
			refused := refusalOf(checkMessage(decoded(t, c.block(c.limit+1))))
			if refused.code != "invalid_blocks" || len(refused.more["errors"].([]any)) != 1 || refused.more["errors"].([]any)[0] != c.want {
				t.Errorf("got %v, want %s", refused.more["errors"], c.want)
			}
		})
	}
	if err := checkMessage(decoded(t, list(5, `{"type":"section","text":`+plain(x(3000))+`}`))); err == nil || err.Error() != "msg_blocks_too_long" {
		t.Errorf("15,000 characters of blocks give %v", err)
	}
}

// refusalOf is the zero refusal if nothing was refused.
func refusalOf(err error) refusal {
	r, _ := errors.AsType[refusal](err)
	return r
}

func decoded(t *testing.T, blocks string) []object {
	t.Helper()
	var out []object
	if err := json.Unmarshal([]byte("["+blocks+"]"), &out); err != nil {
		t.Fatalf("%s: %v", blocks, err)
	}
	return out
}

func TestViewLimits(t *testing.T) {
	t.Parallel()
	const in = `{"type":"input","label":{"type":"plain_text","text":"l"},"element":{"type":"plain_text_input"}}`
	view := func(title, submit, private, blocks string) string {
		return `{"type":"modal","title":` + plain(title) + `,"submit":` + plain(submit) + `,"private_metadata":"` + private + `","blocks":[` + blocks + `]}`
	}
	for _, c := range []struct{ name, good, bad, want string }{
		{"title", view(x(24), "s", "", ""), view(x(25), "s", "", ""), "must be less than 25 characters [json-pointer:/view/title/text]"},
		{"submit", view("t", x(24), "", ""), view("t", x(25), "", ""), "must be less than 25 characters [json-pointer:/view/submit/text]"},
		{"private metadata", view("t", "s", x(3000), ""), view("t", "s", x(3001), ""), "must be less than 3001 characters [json-pointer:/view/private_metadata]"},
		{"blocks", view("t", "s", "", list(100, in)), view("t", "s", "", list(101, in)), "no more than 100 items allowed [json-pointer:/view/blocks]"},
		{"title missing", view("t", "s", "", ""), `{"type":"modal","blocks":[]}`, "missing required field: title [json-pointer:/view]"},
		{"blocks missing", view("t", "s", "", ""), `{"type":"home"}`, "missing required field: blocks [json-pointer:/view]"},
		{"input needs submit", view("t", "s", "", in), `{"type":"modal","title":` + plain("t") + `,"blocks":[` + in + `]}`, "missing required field: submit (there are input blocks) [json-pointer:/view/submit]"},
		{"markdown in a view", `{"type":"home","blocks":[{"type":"divider"}]}`, `{"type":"home","blocks":[{"type":"markdown","text":"m"}]}`, "unsupported type: markdown [json-pointer:/view/blocks/0/type]"},
	} {
		if err := checkView(decoded(t, c.good)[0]); err != nil {
			t.Errorf("%s: the good one is refused: %v", c.name, refusalOf(err).more["errors"])
		}
		refused := refusalOf(checkView(decoded(t, c.bad)[0]))
		if refused.code != "invalid_arguments" || fmt.Sprint(refused.more["errors"]) != "["+c.want+"]" {
			t.Errorf("%s: got %v, want %s", c.name, refused.more["errors"], c.want)
		}
	}
}
