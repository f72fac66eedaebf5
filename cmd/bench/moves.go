package main

import (
	"slices"

	"makegood/bot/slack/slacksim"
)

// move is what somebody does about a button of that name.
type move struct {
	label string
	boss  bool
}

// moves are the main path, over the limit and back. Of several buttons on the
// newest message that has any of them, the first here is pressed.
var moves = []move{
	{label: "Everybody is safe"},
	{label: "None of that after all"},
	{label: "They have finished"},
	{label: "Write it down"},
	{label: "They agree"},
	{label: "Nothing else"},
	{label: "I said it"},
	{label: "I said sorry"},
	{label: "I gave name and time"},
	{label: "They named something"},
	{label: "Ask "},
	{label: "Approve less", boss: true},
	{label: "They accept"},
	{label: "Give a handwritten note"},
	{label: "That is all"},
	{label: "Add a promise"},
	{label: "I thanked them"},
	{label: "They are satisfied"},
	{label: "It is done"},
	{label: "Late"},
	{label: "Better"},
}

// forms say what is typed into a form; fields not named keep what they hold.
var forms = map[string]map[string]string{
	"problem": {"problem": "No hot water since Monday."},
	"ask":     {"words": "Half off, I lost a day's pay", "amount": "$210"},
	"less":    {"amount": "180", "note": "We were late, be generous"},
	"decline": {"words": "The first visit tomorrow"},
	"promise": {},
}

// later is on the step that only waits for the follow-up.
const later = "Check in now"

// next is the button to press now in a case's thread, if there is one, and whether
// it is the manager's to press.
func next(thread []slacksim.Shown) (what slacksim.Offer, boss, found bool) {
	for _, m := range slices.Backward(thread[1:]) { // the card's own buttons are always there
		offers := m.Offers()
		if i := slices.IndexFunc(offers, func(o slacksim.Offer) bool { return o.Label == later }); i >= 0 {
			return offers[i], false, true
		}
		for _, move := range moves {
			if o, ok := labelled(offers, move.label); ok {
				return o, move.boss, true
			}
		}
	}
	return slacksim.Offer{}, false, false
}

// labelled is the first offer whose label begins so.
func labelled(offers []slacksim.Offer, label string) (slacksim.Offer, bool) {
	i := slices.IndexFunc(offers, func(o slacksim.Offer) bool { return slacksim.Begins(o.Label, label) })
	if i < 0 {
		return slacksim.Offer{}, false
	}
	return offers[i], true
}

// filled is a form with text in its fields, and the last of the likely times where it asks for one.
func filled(form slacksim.Modal, fields map[string]string) map[string]map[string]map[string]any {
	values := typed(fields)
	if o, asks := form.Options("moment"); asks {
		values["moment"] = map[string]map[string]any{"answer": {"type": "static_select", "selected_option": o[len(o)-1]}}
	}
	return values
}

// typed puts text into fields of a form.
func typed(fields map[string]string) map[string]map[string]map[string]any {
	values := map[string]map[string]map[string]any{}
	for field, text := range fields {
		values[field] = map[string]map[string]any{"answer": {"value": text}}
	}
	return values
}
