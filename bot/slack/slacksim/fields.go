package slacksim

import (
	"maps"
	"strings"
)

// blockFields and elementFields are what blocks and what is in them may have; Slack drops any other field.
var (
	blockFields = fieldSet("type block_id text fields accessory expand elements label hint element optional dispatch_action " +
		"image_url slack_file alt_text title")
	elementFields = fieldSet("type action_id text value url style confirm accessibility_label visible_to_user_ids emoji verbatim " +
		"placeholder options option_groups initial_value initial_option initial_options initial_user initial_users " +
		"initial_conversation initial_conversations initial_channel initial_channels initial_date initial_time initial_date_time " +
		"timezone max_selected_items min_query_length filter default_to_current_conversation response_url_enabled focus_on_load " +
		"multiline min_length max_length min_value max_value is_decimal_allowed dispatch_action_config " +
		"image_url slack_file alt_text elements border indent offset")
)

func fieldSet(names string) map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		set[name] = true
	}
	return set
}

func strip(o object, known map[string]bool) {
	maps.DeleteFunc(o, func(field string, _ any) bool { return !known[field] })
}
