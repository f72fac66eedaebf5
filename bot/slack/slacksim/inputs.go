package slacksim

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// input is an element of a view that holds a value, with its block.
type input struct {
	block, action string
	label         string
	element       object
	in            object // the block
}

// stateFields is, for each element that holds a value, the field it is in and the field that sets it first.
var stateFields = map[string]struct{ value, initial string }{
	"plain_text_input":           {"value", "initial_value"},
	"email_text_input":           {"value", "initial_value"},
	"url_text_input":             {"value", "initial_value"},
	"number_input":               {"value", "initial_value"},
	"static_select":              {"selected_option", "initial_option"},
	"radio_buttons":              {"selected_option", "initial_option"},
	"checkboxes":                 {"selected_options", "initial_options"},
	"multi_static_select":        {"selected_options", "initial_options"},
	"users_select":               {"selected_user", "initial_user"},
	"multi_users_select":         {"selected_users", "initial_users"},
	"conversations_select":       {"selected_conversation", "initial_conversation"},
	"multi_conversations_select": {"selected_conversations", "initial_conversations"},
	"channels_select":            {"selected_channel", "initial_channel"},
	"multi_channels_select":      {"selected_channels", "initial_channels"},
	"datepicker":                 {"selected_date", "initial_date"},
	"timepicker":                 {"selected_time", "initial_time"},
	"datetimepicker":             {"selected_date_time", "initial_date_time"},
}

// inputs are the elements with a value in a view or among a message's blocks.
func inputs(holder object) []input {
	var out []input
	for _, b := range items(holder, "blocks") {
		candidates := items(b, "elements")
		for _, field := range []string{"element", "accessory"} {
			if e := sub(b, field); e != nil {
				candidates = append(candidates, e)
			}
		}
		for _, e := range candidates {
			if _, holds := stateFields[str(e, "type")]; !holds {
				continue
			}
			label := str(b, "label", "text")
			if label == "" {
				label = str(b, "text", "text")
			}
			if label == "" {
				label = str(e, "placeholder", "text")
			}
			out = append(out, input{block: str(b, "block_id"), action: str(e, "action_id"), label: label, element: e, in: b})
		}
	}
	return out
}

// value is what the input holds: what was typed, else what the bot put there, in the shape of state.values.
func (in input) value(typed object) object {
	kind := str(in.element, "type")
	fields := stateFields[kind]
	v, set := typed[fields.value]
	if !set {
		v = in.element[fields.initial]
	}
	if text, ok := v.(string); ok && text == "" {
		v = nil
	}
	if v == nil && strings.HasSuffix(fields.value, "s") {
		v = []any{}
	}
	return object{"type": kind, fields.value: v}
}

func (in input) empty(value object) bool {
	v := value[stateFields[str(in.element, "type")].value]
	list, isList := v.([]any)
	return v == nil || isList && len(list) == 0
}

// values is the view's state.values: an entry for every input, filled or not.
func (v *view) values() object {
	out := object{}
	for _, in := range inputs(v.json) {
		if out[in.block] == nil {
			out[in.block] = object{}
		}
		sub(out, in.block)[in.action] = in.value(sub(v.typed[in.block], in.action))
	}
	return out
}

// put takes what a person entered, refusing what no client of Slack could have entered.
func (v *view) put(block, action string, value object) error {
	i := slices.IndexFunc(inputs(v.json), func(in input) bool { return in.block == block && in.action == action })
	if i < 0 {
		return fmt.Errorf("this dialog has no field %s/%s any more", block, action)
	}
	in := inputs(v.json)[i]
	field := stateFields[str(in.element, "type")].value
	if err := in.offers(value[field]); err != nil {
		return err
	}
	v.typed[block] = orEmpty(v.typed[block])
	v.typed[block][action] = object{"type": str(in.element, "type"), field: value[field]}
	return nil
}

// offers checks that chosen options are among those the bot offered.
func (in input) offers(chosen any) error {
	var picked []object
	switch c := chosen.(type) {
	case object:
		picked = []object{c}
	case []any:
		for _, o := range c {
			if option, ok := o.(object); ok {
				picked = append(picked, option)
			}
		}
	}
	offered := options(in.element)
	for _, p := range picked {
		if !slices.ContainsFunc(offered, func(o object) bool { return str(o, "value") == str(p, "value") }) {
			return fmt.Errorf("%q is not offered for %q", str(p, "text", "text"), in.label)
		}
	}
	return nil
}

// options are an element's options, those in groups too.
func options(element object) []object {
	out := items(element, "options")
	for _, g := range items(element, "option_groups") {
		out = append(out, items(g, "options")...)
	}
	return out
}

// complaints is what Slack's client says before it sends a submission; empty means it sends.
func (v *view) complaints() map[string]string {
	out := map[string]string{}
	for _, in := range inputs(v.json) {
		if str(in.in, "type") != "input" {
			continue
		}
		value := in.value(sub(v.typed[in.block], in.action))
		if in.empty(value) {
			if !truth(in.in, "optional") {
				out[in.block] = "Please complete this required field."
			}
			continue
		}
		if c := in.complaint(str(value, "value")); c != "" {
			out[in.block] = c
		}
	}
	return out
}

func (in input) complaint(text string) string {
	number := func(field string) (float64, bool) {
		n, err := strconv.ParseFloat(str(in.element, field), 64)
		return n, err == nil
	}
	length := float64(utf8.RuneCountInString(text))
	switch str(in.element, "type") {
	case "plain_text_input":
		if least, set := number("min_length"); set && length < least {
			return fmt.Sprintf("Please enter at least %.0f characters.", least)
		}
		if most, set := number("max_length"); set && length > most {
			return fmt.Sprintf("Please enter at most %.0f characters.", most)
		}
	case "number_input":
		n, err := strconv.ParseFloat(text, 64)
		if err != nil || !truth(in.element, "is_decimal_allowed") && strings.Contains(text, ".") {
			return "Please enter a valid number."
		}
		if least, set := number("min_value"); set && n < least {
			return "Please enter a number of at least " + str(in.element, "min_value") + "."
		}
		if most, set := number("max_value"); set && n > most {
			return "Please enter a number of at most " + str(in.element, "max_value") + "."
		}
	case "email_text_input":
		if !strings.Contains(text, "@") {
			return "Please enter a valid email address."
		}
	case "url_text_input":
		if !strings.Contains(text, "://") {
			return "Please enter a valid URL."
		}
	}
	return ""
}
