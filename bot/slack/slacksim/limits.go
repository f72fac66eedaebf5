package slacksim

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

const (
	messageBlocks = 50
	viewBlocks    = 100
	// blocksText is what all text of a message's blocks may come to. Slack documents 12,000 for Markdown and
	// was measured to refuse any blocks from about 13,200.
	blocksText = 13200
)

// checkMessage refuses blocks Slack would not show, with every reason and where it is.
func checkMessage(blocks []object) error {
	c := checker{surface: "message", ids: map[string]bool{}}
	c.blocks(blocks, messageBlocks, "")
	if len(c.found) == 0 && c.text > blocksText {
		return refuse("msg_blocks_too_long")
	}
	return c.refusal("invalid_blocks")
}

// checkView refuses a modal or a Home Slack would not open.
func checkView(v object) error {
	kind := str(v, "type")
	c := checker{surface: kind, ids: map[string]bool{}}
	if kind != "modal" && kind != "home" {
		c.fail("/view/type", "unsupported type: %s", kind)
	}
	if kind == "modal" {
		c.check(v, "/view", rules{texts: []field{{name: "title", max: 24, plain: true, required: true}, {name: "submit", max: 24, plain: true}, {name: "close", max: 24, plain: true}}})
	}
	c.check(v, "/view", rules{strings: []field{{name: "private_metadata", max: 3000}, {name: "callback_id", max: 255}, {name: "external_id", max: 255}}})
	raw, _ := v["blocks"].([]any)
	blocks, err := objects(any(raw))
	if err != nil || raw == nil {
		c.fail("/view", "missing required field: blocks")
	}
	c.blocks(blocks, viewBlocks, "/view")
	hasInput := slices.ContainsFunc(blocks, func(b object) bool { return str(b, "type") == "input" })
	if kind == "modal" && hasInput && str(v, "submit", "text") == "" {
		c.fail("/view/submit", "missing required field: submit (there are input blocks)")
	}
	return c.refusal("invalid_arguments")
}

// field is one field of a block or element. A text is an object with text, a string is bare.
type field struct {
	name     string
	min, max int // characters
	plain    bool
	required bool
}

// rules is what is demanded of one kind of block or element.
type rules struct {
	texts, strings []field
	list           string // a field with this many things in it
	least, most    int
	optionMax      int  // options: this many at most, and at least one
	confirm        bool // may carry a confirm dialog
	action         bool // carries an action_id
	holds          []string
	surfaces       []string // empty: all
}

var (
	placeholder = field{name: "placeholder", max: 150, plain: true}
	selecting   = rules{texts: []field{placeholder}, confirm: true, action: true}
	typing      = rules{texts: []field{placeholder}, strings: []field{{name: "initial_value", max: 3000}}, action: true}
	offering    = rules{texts: []field{placeholder}, confirm: true, action: true, optionMax: 100}
	picking     = rules{confirm: true, action: true, optionMax: 10}
)

// elements are the interactive and other elements there may be in blocks.
var elements = map[string]rules{
	"button": {
		texts:   []field{{name: "text", min: 1, max: 75, plain: true, required: true}},
		strings: []field{{name: "value", max: 2000}, {name: "url", max: 3000}, {name: "accessibility_label", max: 75}},
		confirm: true, action: true,
	},
	"overflow": {action: true, confirm: true, optionMax: 5}, "static_select": offering, "multi_static_select": offering,
	"radio_buttons": picking, "checkboxes": picking, "users_select": selecting, "multi_users_select": selecting,
	"conversations_select": selecting, "multi_conversations_select": selecting, "channels_select": selecting,
	"multi_channels_select": selecting, "datepicker": selecting, "timepicker": selecting, "datetimepicker": selecting,
	"plain_text_input": typing, "number_input": typing, "email_text_input": typing, "url_text_input": typing,
	"image":  {strings: []field{{name: "image_url", min: 1, max: 3000, required: true}, {name: "alt_text", max: 2000, required: true}}},
	"mrkdwn": {strings: []field{{name: "text", min: 1, max: 3000, required: true}}}, "plain_text": {strings: []field{{name: "text", min: 1, max: 3000, required: true}}},
}

var (
	choices = []string{
		"static_select", "multi_static_select", "users_select", "multi_users_select", "conversations_select", "multi_conversations_select",
		"channels_select", "multi_channels_select", "radio_buttons", "checkboxes", "datepicker", "timepicker",
	}
	pressed = append([]string{"button", "overflow"}, choices...)
)

// blockRules are the kinds of block that are simulated.
var blockRules = map[string]rules{
	"section": {texts: []field{{name: "text", min: 1, max: 3000}}, holds: append([]string{"image"}, pressed...)},
	"header":  {texts: []field{{name: "text", min: 1, max: 150, plain: true, required: true}}},
	"divider": {},
	"image": {
		strings: []field{{name: "image_url", min: 1, max: 3000, required: true}, {name: "alt_text", max: 2000, required: true}},
		texts:   []field{{name: "title", max: 2000, plain: true}},
	},
	"context": {list: "elements", least: 1, most: 10, holds: []string{"image", "mrkdwn", "plain_text"}},
	"actions": {list: "elements", least: 1, most: 25, holds: append([]string{"datetimepicker"}, pressed...)},
	"input": {
		texts: []field{{name: "label", min: 1, max: 2000, plain: true, required: true}, {name: "hint", max: 2000, plain: true}},
		holds: append([]string{"plain_text_input", "number_input", "email_text_input", "url_text_input", "datetimepicker"}, choices...),
	},
	"rich_text": {},
	"markdown":  {strings: []field{{name: "text", min: 1, max: 12000, required: true}}, surfaces: []string{"message"}},
}

// checker walks blocks and collects what is wrong.
type checker struct {
	surface string
	ids     map[string]bool
	text    int // characters of all texts
	found   []string
	errors  []any
}

func (c *checker) fail(at, format string, args ...any) {
	message := fmt.Sprintf(format, args...)
	c.errors = append(c.errors, message+" [json-pointer:"+at+"]")
	c.found = append(c.found, "[ERROR] "+message+" [json-pointer:"+at+"]")
}

func (c *checker) refusal(code string) error {
	if len(c.found) == 0 {
		return nil
	}
	return refusal{code, object{"errors": c.errors, "response_metadata": object{"messages": c.found}}}
}

func (c *checker) length(at string, n int, f field) {
	c.text += n
	if n > f.max {
		c.fail(at, "must be less than %d characters", f.max+1)
	}
	if n < f.min {
		c.fail(at, "must be more than %d characters", f.min-1)
	}
}

// check applies the rules that are the same for blocks, elements and views.
func (c *checker) check(o object, at string, r rules) {
	for _, f := range r.strings {
		s, ok := o[f.name].(string)
		if !ok {
			if f.required || o[f.name] != nil {
				c.fail(at, "missing required field: %s", f.name)
			}
			continue
		}
		c.length(at+"/"+f.name, utf8.RuneCountInString(s), f)
	}
	for _, f := range r.texts {
		if o[f.name] == nil {
			if f.required {
				c.fail(at, "missing required field: %s", f.name)
			}
			continue
		}
		c.textObject(sub(o, f.name), at+"/"+f.name, f)
	}
	if r.list != "" {
		n := len(items(o, r.list))
		if n < r.least {
			c.fail(at+"/"+r.list, "no less than %d items allowed", r.least)
		}
		if n > r.most {
			c.fail(at+"/"+r.list, "no more than %d items allowed", r.most)
		}
	}
}

func (c *checker) textObject(o object, at string, f field) {
	kind := str(o, "type")
	if kind != "plain_text" && (f.plain || kind != "mrkdwn") {
		c.fail(at+"/type", "unsupported type: %s", kind)
	}
	text, ok := o["text"].(string)
	if !ok {
		c.fail(at, "missing required field: text")
		return
	}
	c.length(at+"/text", utf8.RuneCountInString(text), f)
}
