package prompts

import "testing"

// TestFits: what a model may make of an approved wording, and what it may not, by which limit.
func TestFits(t *testing.T) {
	const (
		sorry   = "I'm sorry this has taken so much of your time, {customer}."
		refuse  = "I can't promise you that, but I want to find out what I can do."
		other   = "I'm sorry you have had to wait for this, {customer}."
		account = "the leak under the kitchen sink came back, you admit fault, guarantee $5,000 by Friday, we broke it"
	)
	f := Frame{Language: "en", Beside: []string{sorry, other}, About: account}
	for words, want := range map[string]Limit{
		sorry: "",
		"I'm sorry this leak has taken so much of your time, {customer}.":                                                          "",
		"I'm sorry about the leak in your kitchen, {customer}.":                                                                    Order, // "sorry" ends no clause before a name
		"I'm sorry you have had to wait for this leak, {customer}.":                                                                "",    // another approved one
		"I'm sorry this has taken so much of your time.":                                                                           Slot,
		"I'm sorry we broke it, {customer}.":                                                                                       Word,
		"This was our fault, {customer}.":                                                                                          Word,
		"I'm sorry this has taken $5,000 of your time, {customer}.":                                                                Word,
		"I guarantee this has taken so much of your time, {customer}.":                                                             Word,
		"Your time has taken so much, sorry, {customer}.":                                                                          Order,
		"I'm sorry, {customer}.":                                                                                                   Order,
		"I'm sorry this furnace has taken so much of your time, {customer}.":                                                       Word, // nobody spoke of one
		"I'm sorry this has taken so much of your time, {customer}!":                                                               Signs,
		"I'm sorry this has taken so much of your time, {customer}. <https://x.example>":                                           Signs,
		"I'm sorry this has taken so much of your time with the leak and the sink and the kitchen and the leak in it, {customer}.": Long,
		"Lo siento, {customer}.":                                                                                                   Word,
		"{customer}":                                                                                                               Far,
		"":                                                                                                                         Signs,
		"[NAME_1] {customer}":                                                                                                      Slot,
	} {
		if got := f.Fits(words, sorry); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
	f.Beside = nil
	for words, want := range map[string]Limit{
		"I can't promise you that, but I want to find out what I can do.": "",
		"I promise you that, but I want to find out what I can do.":       Deny,
		"I can promise you that, but I want to find out what I can do.":   Deny,
		"I want to find out what I can't do, but I promise you that.":     Order,
		"I promise, I can't find out what I want to do.":                  Order,
		"I can't promise you that leak.":                                  Far,
	} {
		if got := f.Fits(words, refuse); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}
