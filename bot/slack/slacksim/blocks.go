package slacksim

import (
	"crypto/rand"
	"fmt"
	"slices"
)

func (c *checker) blocks(list []object, most int, under string) {
	if len(list) > most {
		c.fail(under+"/blocks", "no more than %d items allowed", most)
	}
	for i, b := range list {
		at := fmt.Sprintf("%s/blocks/%d", under, i)
		kind := str(b, "type")
		r, known := blockRules[kind]
		if !known || len(r.surfaces) > 0 && !slices.Contains(r.surfaces, c.surface) {
			c.fail(at+"/type", "unsupported type: %s", kind)
			continue
		}
		c.check(b, at, r)
		c.check(b, at, rules{strings: []field{{name: "block_id", max: 255}}})
		if id := str(b, "block_id"); id != "" {
			if c.ids[id] {
				c.fail(at+"/block_id", "block_id %q is used twice", id)
			}
			c.ids[id] = true
		}
		c.inside(b, at, kind, r.holds)
	}
}

// inside checks what a block holds: elements, an accessory, fields, rich text.
func (c *checker) inside(b object, at, kind string, holds []string) {
	actions := map[string]bool{}
	switch kind {
	case "section":
		c.section(b, at)
		if b["accessory"] != nil {
			c.element(sub(b, "accessory"), at+"/accessory", holds, actions)
		}
	case "input":
		if b["element"] == nil {
			c.fail(at, "missing required field: element")
			return
		}
		c.element(sub(b, "element"), at+"/element", holds, actions)
	case "actions", "context":
		for i, e := range items(b, "elements") {
			c.element(e, fmt.Sprintf("%s/elements/%d", at, i), holds, actions)
		}
	case "rich_text":
		c.richText(items(b, "elements"), at)
	}
}

func (c *checker) section(b object, at string) {
	fields := items(b, "fields")
	if b["text"] == nil && len(fields) == 0 {
		c.fail(at, "missing required field: text or fields")
	}
	if len(fields) > 10 {
		c.fail(at+"/fields", "no more than 10 items allowed")
	}
	for i, f := range fields {
		c.textObject(f, fmt.Sprintf("%s/fields/%d", at, i), field{min: 1, max: 2000})
	}
}

func (c *checker) element(e object, at string, allowed []string, actions map[string]bool) {
	kind := str(e, "type")
	r, known := elements[kind]
	if !known || !slices.Contains(allowed, kind) {
		c.fail(at+"/type", "unsupported type: %s", kind)
		return
	}
	c.check(e, at, r)
	if r.action {
		c.check(e, at, rules{strings: []field{{name: "action_id", max: 255}}})
		if id := str(e, "action_id"); id != "" {
			if actions[id] {
				c.fail(at+"/action_id", "action_id %q is used twice in this block", id)
			}
			actions[id] = true
		}
	}
	if style := str(e, "style"); kind == "button" && style != "" && style != "primary" && style != "danger" {
		c.fail(at+"/style", "must be one of primary, danger")
	}
	if r.optionMax > 0 {
		c.options(e, at, r.optionMax)
	}
	if r.confirm && e["confirm"] != nil {
		c.check(sub(e, "confirm"), at+"/confirm", rules{texts: []field{
			{name: "title", min: 1, max: 100, plain: true, required: true},
			{name: "text", min: 1, max: 300, required: true},
			{name: "confirm", min: 1, max: 30, plain: true, required: true},
			{name: "deny", min: 1, max: 30, plain: true, required: true},
		}})
	}
}

func (c *checker) options(e object, at string, most int) {
	groups := items(e, "option_groups")
	if len(groups) > 100 {
		c.fail(at+"/option_groups", "no more than 100 items allowed")
	}
	for i, g := range groups {
		under := fmt.Sprintf("%s/option_groups/%d", at, i)
		c.check(g, under, rules{texts: []field{{name: "label", min: 1, max: 75, plain: true, required: true}}})
		c.optionList(g, under, most)
	}
	if len(groups) == 0 {
		c.optionList(e, at, most)
	}
}

func (c *checker) optionList(e object, at string, most int) {
	c.check(e, at, rules{list: "options", least: 1, most: most})
	for i, o := range items(e, "options") {
		plain := str(e, "type") != "radio_buttons" && str(e, "type") != "checkboxes"
		c.check(o, fmt.Sprintf("%s/options/%d", at, i), rules{
			texts:   []field{{name: "text", min: 1, max: 75, plain: plain, required: true}, {name: "description", max: 75, plain: plain}},
			strings: []field{{name: "value", min: 1, max: 150, required: true}, {name: "url", max: 3000}},
		})
	}
}

// richInner are the leaves of rich text with the one field each must have.
var richInner = map[string]string{
	"text": "text", "link": "url", "user": "user_id", "usergroup": "usergroup_id", "channel": "channel_id",
	"emoji": "name", "date": "timestamp", "broadcast": "range", "color": "value",
}

func (c *checker) richText(list []object, at string) {
	if len(list) == 0 {
		c.fail(at, "missing required field: elements")
	}
	for i, e := range list {
		under := fmt.Sprintf("%s/elements/%d", at, i)
		switch kind := str(e, "type"); kind {
		case "rich_text_section", "rich_text_quote", "rich_text_preformatted":
			c.richLeaves(items(e, "elements"), under)
		case "rich_text_list":
			if style := str(e, "style"); style != "bullet" && style != "ordered" {
				c.fail(under+"/style", "must be one of bullet, ordered")
			}
			for j, s := range items(e, "elements") {
				if str(s, "type") != "rich_text_section" {
					c.fail(fmt.Sprintf("%s/elements/%d/type", under, j), "unsupported type: %s", str(s, "type"))
				}
				c.richLeaves(items(s, "elements"), fmt.Sprintf("%s/elements/%d", under, j))
			}
		default:
			c.fail(under+"/type", "unsupported type: %s", kind)
		}
	}
}

func (c *checker) richLeaves(list []object, at string) {
	for i, e := range list {
		under := fmt.Sprintf("%s/elements/%d", at, i)
		needed, known := richInner[str(e, "type")]
		switch {
		case !known:
			c.fail(under+"/type", "unsupported type: %s", str(e, "type"))
		case str(e, needed) == "":
			c.fail(under, "missing required field: %s", needed)
		}
		c.text += len([]rune(str(e, "text")))
	}
}

// dressed takes away from blocks what Slack does not know, and adds what it adds: ids, and flags of texts.
func dressed(blocks []object) []object {
	blocks = copied(blocks)
	for _, b := range blocks {
		strip(b, blockFields)
		if str(b, "block_id") == "" {
			b["block_id"] = rand.Text()[:5]
		}
		for _, e := range append(items(b, "elements"), sub(b, "accessory"), sub(b, "element")) {
			strip(e, elementFields)
			if elements[str(e, "type")].action && str(e, "action_id") == "" {
				e["action_id"] = rand.Text()[:5]
			}
		}
		flag(b)
	}
	return blocks
}

func dressedView(v object) object {
	v = copied(v)
	if blocks, err := objects(v["blocks"]); err == nil {
		v["blocks"] = anyList(dressed(blocks))
	}
	flag(v)
	return v
}

// flag sets emoji on plain texts and verbatim on formatted ones, wherever they are.
func flag(v any) {
	switch x := v.(type) {
	case []any:
		for _, item := range x {
			flag(item)
		}
	case object:
		usual, isText := map[string]string{"plain_text": "emoji", "mrkdwn": "verbatim"}[str(x, "type")]
		if _, set := x[usual]; isText && !set {
			x[usual] = usual == "emoji"
		}
		for _, inner := range x {
			flag(inner)
		}
	}
}
